package personal

import (
	"context"
	"fmt"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/volunteer"
	"erikti/ent/rule"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/network"
	"erikti/internal/viewer"
)

// Erase gives up the viewer's coming places and erases everything personal. PublicNumber
// is the viewer's own, typed by them: another one is refused with INVALID_INPUT, and an
// organization's last ADMIN with WRONG_STATE.
func (s *Service) Erase(ctx context.Context, publicNumber string) error {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return fault.Fail(fault.Unauthenticated, "")
	}
	// Nothing of the address that asks may stay either.
	ctx = viewer.WithAddress(ctx, "")
	if err := s.mayErase(rule.System(ctx), v, publicNumber); err != nil {
		return err
	}
	if err := s.places.Withdraw(ctx, v.VolunteerID); err != nil {
		return err
	}
	err := s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		return s.erase(ctx, tx, v.VolunteerID)
	})
	if err != nil {
		return err
	}
	s.ended(v.AccountID, "")
	// What was asked for while it was erased.
	return s.places.Withdraw(ctx, v.VolunteerID)
}

func (s *Service) mayErase(ctx context.Context, v *viewer.Viewer, publicNumber string) error {
	known, err := s.store.Client.Volunteer.Query().
		Where(volunteer.ID(v.VolunteerID), volunteer.PublicNumber(strings.TrimSpace(publicNumber))).Exist(ctx)
	if err != nil {
		return err
	}
	if !known {
		return fault.Invalid("public_number", "publicNumber")
	}
	alive := network.MembershipsOn(network.Today(s.now()))
	admin := membership.RoleEQ(membership.RoleADMIN)
	last, err := s.store.Client.Organization.Query().Where(
		organization.StatusNEQ(organization.StatusCLOSED),
		organization.HasMembershipsWith(alive, admin, membership.VolunteerID(v.VolunteerID)),
		organization.Not(organization.HasMembershipsWith(alive, admin, membership.VolunteerIDNEQ(v.VolunteerID))),
	).Exist(ctx)
	if err == nil && last {
		return fault.RefuseFor(fault.WrongState, "last_admin")
	}
	return err
}

func (s *Service) erase(ctx context.Context, tx *gen.Tx, volunteerID string) error {
	now := s.now().UTC().Truncate(time.Microsecond)
	if err := Forget(ctx, tx, volunteerID); err != nil {
		return err
	}
	return audit.Record(ctx, tx, audit.Entry{Action: "ACCOUNT_ERASED", Object: volunteerID, At: now})
}

// Forget erases everything personal of a record, in the transaction of what empties it.
func Forget(ctx context.Context, tx *gen.Tx, volunteerID string) error {
	for _, k := range tables {
		if k.erase == stays {
			continue
		}
		statement, args := `DELETE FROM "`+k.table+`" WHERE `+k.whose, []any{volunteerID}
		if k.erase != deleted {
			statement = `UPDATE "` + k.table + `" SET ` + k.erase + ` WHERE ` + k.whose
		}
		if strings.Contains(k.erase, "$2") {
			args = append(args, id.PublicNumber())
		}
		if _, err := tx.ExecContext(ctx, statement, args...); err != nil {
			return fmt.Errorf("erasing %s: %w", k.table, err)
		}
	}
	return nil
}
