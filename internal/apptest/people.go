package apptest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/organization"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/id"
)

// People returns clients of n volunteers born on a day such as "1990-05-17", each
// signed in. Their rows are written at once: registering hashes a password, and
// takes its time.
func (s *Server) People(t testing.TB, n int, born string) []*Client {
	t.Helper()
	all := make([]*Client, n)
	s.write(t, func(ctx context.Context, tx *gen.Tx) error {
		for i := range all {
			token, _, err := person(ctx, tx, born)
			if err != nil {
				return err
			}
			all[i] = s.As(token)
		}
		return nil
	})
	return all
}

// Leader returns the client of a person who runs a verified organization, and the
// organization's id. Like those of People their rows are written.
func (s *Server) Leader(t testing.TB) (*Client, string) {
	t.Helper()
	var token, organizationID string
	s.write(t, func(ctx context.Context, tx *gen.Tx) (err error) {
		var me string
		if token, me, err = person(ctx, tx, "1980-01-01"); err != nil {
			return err
		}
		o, err := tx.Organization.Create().SetNameEn("Organization of " + me).
			SetLegalForm(organization.LegalFormNGO).SetStatus(organization.StatusVERIFIED).
			AddDirectionIDs(id.Direction.Of("SOCIAL")).Save(ctx)
		if err != nil {
			return err
		}
		organizationID = o.ID
		return tx.Membership.Create().SetVolunteerID(me).SetOrganizationID(o.ID).
			SetRole(membership.RoleADMIN).SetStatus(membership.StatusACTIVE).SetValidFrom("2020-01-01").Exec(ctx)
	})
	return s.As(token), organizationID
}

func (s *Server) write(t testing.TB, f func(context.Context, *gen.Tx) error) {
	t.Helper()
	if err := s.App.Store().Tx(rule.System(context.Background()), f); err != nil {
		t.Fatal(err)
	}
}

// person writes a volunteer with an account and a session, and returns the
// session's token and the volunteer's id.
func person(ctx context.Context, tx *gen.Tx, born string) (token, volunteerID string, err error) {
	token = "ers_" + rand.Text()
	hash := sha256.Sum256([]byte(token))
	v, err := tx.Volunteer.Create().SetGivenName("Person").SetFamilyName(token[:12]).Save(ctx)
	if err != nil {
		return "", "", err
	}
	if err := tx.VolunteerPrivate.Create().SetVolunteerID(v.ID).SetBirthDate(civil.Date(born)).Exec(ctx); err != nil {
		return "", "", err
	}
	a, err := tx.Account.Create().SetVolunteerID(v.ID).SetEmail(fmt.Sprintf("%s@example.kz", token)).Save(ctx)
	if err != nil {
		return "", "", err
	}
	return token, v.ID, tx.Session.Create().SetAccountID(a.ID).SetTokenHash(hash[:]).SetExpiresAt(time.Now().Add(24 * time.Hour)).Exec(ctx)
}

// SessionOf signs a volunteer with an account in once more.
func (s *Server) SessionOf(t testing.TB, volunteerID string) *Client {
	t.Helper()
	token := "ers_" + rand.Text()
	hash := sha256.Sum256([]byte(token))
	s.write(t, func(ctx context.Context, tx *gen.Tx) error {
		a, err := tx.Account.Query().Where(account.VolunteerID(volunteerID)).Only(ctx)
		if err != nil {
			return err
		}
		return tx.Session.Create().SetAccountID(a.ID).SetTokenHash(hash[:]).SetExpiresAt(time.Now().Add(24 * time.Hour)).Exec(ctx)
	})
	return s.As(token)
}
