package credit

import (
	"context"
	"slices"
	"time"

	entsql "entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/creditallocation"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpayout"
	"erikti/ent/gen/creditstep"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/volunteer"
	"erikti/internal/audit"
	"erikti/internal/lang"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/store"
)

// recheck looks at the awards whose hours were taken back since (invariant 15: no award
// of hours that are not verified). Other hours of the student take their place; where
// there are not enough, the award is refused, or, when it was paid, taken back by
// counter-entries. What is with the payer waits for the payer's word; what is closed
// stays.
func (s *Service) recheck(ctx context.Context, now time.Time) error {
	ids, err := s.reader().CreditAward.Query().Where(withHoursTakenBack()).Order(gen.Asc(creditaward.FieldID)).Limit(atOnce).IDs(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		var a *gen.CreditAward
		err := s.store.Tx(ctx, func(ctx context.Context, tx *gen.Tx) (err error) {
			a, err = s.recheckOne(ctx, tx, now, id)
			return err
		})
		if err != nil {
			return err
		}
		if a != nil {
			s.office.Publish(topics(a.VolunteerID, a.OrganizationID))
		}
	}
	return nil
}

// withHoursTakenBack picks the awards that can still change and hold minutes of an entry
// which a counter-entry took back.
func withHoursTakenBack() predicate.CreditAward {
	return creditaward.And(
		creditaward.StateIn(creditaward.StateCLAIMED, creditaward.StateUNIVERSITY_CONFIRMED, creditaward.StateAPPROVED, creditaward.StatePAID),
		func(s *entsql.Selector) {
			x, c := entsql.Table(creditallocation.Table).As("x"), entsql.Table(hourentry.Table).As("c")
			s.Where(entsql.In(s.C(creditaward.FieldID), entsql.Dialect(s.Dialect()).Select(x.C(creditallocation.FieldAwardID)).From(c).
				Join(x).On(x.C(creditallocation.FieldHourEntryID), c.C(hourentry.FieldCorrectsID)).
				Where(entsql.NotNull(c.C(hourentry.FieldCorrectsID))).
				GroupBy(x.C(creditallocation.FieldAwardID), x.C(creditallocation.FieldHourEntryID)).
				Having(entsql.GT(entsql.Sum(x.C(creditallocation.FieldMinutes)), 0))))
		},
	)
}

// recheckOne looks at one award; nil when nothing changed. It locks the student before the
// award, as a claim locks them before the budget.
func (s *Service) recheckOne(ctx context.Context, tx *gen.Tx, now time.Time, awardID string) (*gen.CreditAward, error) {
	postgres := s.store.Postgres()
	a, err := tx.CreditAward.Query().Where(creditaward.ID(awardID)).Only(ctx)
	if err != nil {
		return nil, gen.MaskNotFound(err)
	}
	if _, err := tx.Volunteer.Query().Where(volunteer.ID(a.VolunteerID)).Modify(store.Locked(postgres)).Only(ctx); err != nil {
		return nil, err
	}
	a, err = tx.CreditAward.Query().Where(creditaward.ID(awardID), withHoursTakenBack()).WithEnrollment().Modify(store.Locked(postgres)).Only(ctx)
	if err != nil {
		return nil, gen.MaskNotFound(err) // another server was first
	}
	lost, has, err := lostMinutes(ctx, a)
	if err != nil {
		return nil, err
	}
	others, err := s.inTheirPlace(ctx, tx, a, lost, has)
	if err != nil {
		return nil, err
	}
	if others != nil {
		return a, s.replace(ctx, tx, now, a, lost, others)
	}
	change := rejecting
	if a.State == creditaward.StatePAID {
		change = reversing
	} else {
		sent, err := tx.CreditPayout.Query().Where(creditpayout.AwardID(a.ID), creditpayout.StateNEQ(creditpayout.StateFAILED)).Exist(ctx)
		if err != nil || sent {
			return nil, err
		}
	}
	who, err := tx.Volunteer.Get(ctx, a.VolunteerID)
	if err != nil {
		return nil, err
	}
	more, err := undo(ctx, tx, postgres, now, a, change, lang.Message(who.Locale, "credit.hours_taken_back", nil))
	if err != nil {
		return nil, err
	}
	if err := move(ctx, tx, now, a, change, creditstep.ActorSYSTEM, "", more); err != nil {
		return nil, err
	}
	news := inbox.News{Kind: notice.KindCREDIT_AWARD_MOVED, OrganizationID: a.OrganizationID, SubjectID: a.ID, State: string(a.State)}
	if err := inbox.Tell(ctx, tx, news, a.VolunteerID); err != nil {
		return nil, err
	}
	return a, audit.Record(ctx, tx, audit.Entry{Action: "CREDIT_" + string(a.State), Object: a.ID, Organization: a.OrganizationID, At: now})
}

// lostMinutes are the minutes that an award has of entries which stand no more, by entry,
// and those that it has of any.
func lostMinutes(ctx context.Context, a *gen.CreditAward) (lost, has map[string]int, err error) {
	all, err := a.QueryAllocations().WithHourEntry().All(ctx)
	lost, has = map[string]int{}, map[string]int{}
	for _, x := range all {
		has[x.HourEntryID] += x.Minutes
		if x.Edges.HourEntry.TakenBack {
			lost[x.HourEntryID] += x.Minutes
		}
	}
	return lost, has, err
}

// inTheirPlace picks other hours of the student for those that an award lost, the oldest
// first: hours that could have been claimed when the award was. Nil when there are not
// enough.
func (s *Service) inTheirPlace(ctx context.Context, tx *gen.Tx, a *gen.CreditAward, lost, has map[string]int) ([]usable, error) {
	all, err := versions(ctx, tx.Client(), a.FiscalYear)
	if err != nil {
		return nil, err
	}
	left, err := usableHours(ctx, tx.Client(), a.Edges.Enrollment, all, a.FiscalYear, network.Today(a.CreatedAt))
	if err != nil {
		return nil, err
	}
	need := 0
	for _, minutes := range lost {
		need += minutes
	}
	// Of an entry an award takes once (a unique index).
	left = slices.DeleteFunc(left, func(u usable) bool { _, takes := has[u.ID]; return takes })
	var out []usable
	for _, u := range left {
		u.left = min(u.left, need)
		if need -= u.left; u.left > 0 {
			out = append(out, u)
		}
	}
	if need > 0 {
		return nil, nil
	}
	return out, nil
}

// replace gives back the minutes that an award lost, and gives it others.
func (s *Service) replace(ctx context.Context, tx *gen.Tx, now time.Time, a *gen.CreditAward, lost map[string]int, others []usable) error {
	var rows []*gen.CreditAllocationCreate
	add := func(entryID string, minutes int) {
		rows = append(rows, tx.CreditAllocation.Create().SetAwardID(a.ID).SetHourEntryID(entryID).SetVolunteerID(a.VolunteerID).SetMinutes(minutes))
	}
	for entryID, minutes := range lost {
		if minutes > 0 {
			add(entryID, -minutes)
		}
	}
	for _, u := range others {
		add(u.ID, u.left)
	}
	if err := tx.CreditAllocation.CreateBulk(rows...).Exec(ctx); err != nil {
		return err
	}
	if err := tx.CreditAward.UpdateOne(a).AddVersion(1).SetUpdatedAt(now).Exec(ctx); err != nil {
		return err
	}
	return audit.Record(ctx, tx, audit.Entry{Action: "CREDIT_HOURS_REPLACED", Object: a.ID, Organization: a.OrganizationID, At: now})
}
