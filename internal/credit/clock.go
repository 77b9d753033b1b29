package credit

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditbudget"
	"erikti/ent/gen/creditstep"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/platformgrant"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/signup"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/hours"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/store"
)

const (
	// atOnce bounds what a tick does of a kind.
	atOnce = 500
	// secondLevel is how long after the day it was due the level above is told.
	secondLevel = 7 * 24 * time.Hour
	// closesAfter is how long a paid award can be taken back.
	closesAfter = 30 * 24 * time.Hour
)

// Run does what is due by the clock until ctx ends.
func (s *Service) Run(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		if err := s.Tick(ctx); err != nil && !fault.Canceled(err) {
			slog.ErrorContext(ctx, "student credit by the clock", "error", err)
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// Tick does what is due now: seats without a verified hour lapse, awards whose hours were
// taken back are looked at, those above are told of stages that are overdue, and awards that were paid long enough ago are closed. Any
// number of servers may do it.
func (s *Service) Tick(ctx context.Context) error {
	ctx = rule.System(ctx)
	now := s.now().UTC().Truncate(time.Microsecond)
	return errors.Join(s.lapse(ctx, now), s.recheck(ctx, now), s.escalate(ctx, now), s.settle(ctx, now))
}

// lapse takes back the seats in which nothing was done for as long as the rules of the day
// they were taken let one be kept (invariant 18).
func (s *Service) lapse(ctx context.Context, now time.Time) error {
	today := network.Today(now)
	budgets, err := s.reader().CreditBudget.Query().Where(creditbudget.FiscalYear(FiscalYear(today))).All(ctx)
	if err != nil || len(budgets) == 0 {
		return err
	}
	all, err := versions(ctx, s.reader(), FiscalYear(today))
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return nil
	}
	soonest := now.AddDate(0, 0, -slices.MinFunc(all, func(a, b *gen.CreditPolicy) int { return cmp.Compare(a.SeatDays, b.SeatDays) }).SeatDays)
	for _, b := range budgets {
		last := ""
		for {
			seats, err := s.reader().Signup.Query().Where(signup.ShiftID(b.ShiftID), signup.StateEQ(signup.StateCONFIRMED),
				signup.CreatedAtLTE(soonest), signup.IDGT(last)).Order(gen.Asc(signup.FieldID)).Limit(atOnce).All(ctx)
			if err != nil {
				return err
			}
			if len(seats) == 0 {
				break
			}
			last = seats[len(seats)-1].ID
			seats = slices.DeleteFunc(seats, func(seat *gen.Signup) bool { return lapsesAt(all, seat).After(now) })
			if len(seats) == 0 {
				continue
			}
			idle, err := s.idle(ctx, seats)
			if err != nil {
				return err
			}
			if len(idle) == 0 {
				continue
			}
			people, err := s.places.Lapse(ctx, b.ShiftID, idle...)
			if err != nil {
				return err
			}
			s.office.Publish(append(people, topics(b.ID, b.OrganizationID)...))
		}
	}
	return nil
}

// idle are those of some seats since whose taking no hour of their student was verified.
func (s *Service) idle(ctx context.Context, seats []*gen.Signup) ([]string, error) {
	people := make([]string, len(seats))
	for i, seat := range seats {
		people[i] = seat.VolunteerID
	}
	worked, err := s.reader().HourEntry.Query().Where(hourentry.VolunteerIDIn(people...), hours.Stands(), hours.Counted()).All(ctx)
	if err != nil {
		return nil, err
	}
	var idle []string
	for _, seat := range seats {
		since := network.Today(seat.CreatedAt)
		if !slices.ContainsFunc(worked, func(h *gen.HourEntry) bool { return h.VolunteerID == seat.VolunteerID && h.Date >= since }) {
			idle = append(idle, seat.ID)
		}
	}
	return idle, nil
}

// escalate tells the next level of the stages that are overdue: once for all awards of a
// university in a state.
func (s *Service) escalate(ctx context.Context, now time.Time) error {
	for level := range 2 {
		for _, state := range stages {
			overdue := []struct {
				OrganizationID string `json:"organization_id"`
			}{}
			late := []predicate.CreditAward{
				creditaward.StateEQ(state), creditaward.Escalated(level),
				creditaward.DueByLTE(now.Add(-time.Duration(level) * secondLevel)),
			}
			if err := s.reader().CreditAward.Query().Where(late...).GroupBy(creditaward.FieldOrganizationID).Scan(ctx, &overdue); err != nil {
				return err
			}
			for _, o := range overdue {
				if err := s.tellOverdue(ctx, o.OrganizationID, state, level, late); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (s *Service) tellOverdue(ctx context.Context, organizationID string, state creditaward.State, level int, late []predicate.CreditAward) error {
	var people []string
	err := s.store.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error {
		n, err := tx.CreditAward.Update().Where(late...).Where(creditaward.OrganizationID(organizationID)).
			SetEscalated(level + 1).AddVersion(1).Save(ctx)
		if err != nil || n == 0 { // another server was first
			people = nil
			return err
		}
		if people, err = above(ctx, tx, organizationID, state, level, s.now()); err != nil {
			return err
		}
		return inbox.Tell(ctx, tx, inbox.News{Kind: notice.KindCREDIT_OVERDUE, OrganizationID: organizationID, SubjectID: organizationID, State: string(state)}, people...)
	})
	if err == nil && len(people) > 0 {
		s.office.Publish(append(people, topics("", organizationID)[1:]...))
	}
	return err
}

// above are the people of a level who are told that a stage of a university's awards is
// overdue.
func above(ctx context.Context, tx *gen.Tx, organizationID string, state creditaward.State, level int, now time.Time) ([]string, error) {
	role := platformgrant.RoleCREDIT_ADMIN
	if state == creditaward.StateCLAIMED && level == 0 {
		return network.MembersIn(ctx, tx.Membership, network.Today(now), organizationID, membership.RoleADMIN, membership.RoleUNIVERSITY_OFFICER)
	}
	if state != creditaward.StateCLAIMED && level > 0 {
		role = platformgrant.RolePLATFORM_ADMIN
	}
	return tx.PlatformGrant.Query().Where(platformgrant.RoleEQ(role)).Select(platformgrant.FieldVolunteerID).Strings(ctx)
}

// settle closes what was paid long enough ago, and what there is no money to pay for.
func (s *Service) settle(ctx context.Context, now time.Time) error {
	for change, which := range map[string]predicate.CreditAward{
		closing: creditaward.And(creditaward.StateEQ(creditaward.StatePAID), creditaward.PaidAtLTE(now.Add(-closesAfter))),
		paying:  creditaward.And(creditaward.StateEQ(creditaward.StateAPPROVED), creditaward.Amount(0)),
	} {
		ids, err := s.reader().CreditAward.Query().Where(which).Order(gen.Asc(creditaward.FieldID)).Limit(atOnce).IDs(ctx)
		if err != nil {
			return err
		}
		for _, id := range ids {
			var a *gen.CreditAward
			err := s.store.Tx(ctx, func(ctx context.Context, tx *gen.Tx) (err error) {
				a, err = tx.CreditAward.Query().Where(creditaward.ID(id), which).Modify(store.Locked(s.store.Postgres())).Only(ctx)
				if err != nil {
					return gen.MaskNotFound(err) // another server was first
				}
				return move(ctx, tx, now, a, change, creditstep.ActorSYSTEM, "", nil)
			})
			if err != nil {
				return err
			}
			if a != nil {
				s.office.Publish(topics(a.VolunteerID, a.OrganizationID))
			}
		}
	}
	return nil
}
