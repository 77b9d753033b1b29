package demo

import (
	"context"
	"testing"
	"time"

	"erikti/ent/gen/account"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/volunteer"
	"erikti/ent/rule"
	"erikti/internal/credit"
	"erikti/internal/place"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// Every page of student credit has something to show.
func TestCreditOfTheDemo(t *testing.T) {
	eachFilled(t, func(t *testing.T, st *store.Store) {
		ctx := rule.System(t.Context())
		for _, state := range creditStates {
			if n := st.Client.CreditAward.Query().Where(creditaward.StateEQ(state)).CountX(ctx); n < schools {
				t.Errorf("%s: %d awards", state, n)
			}
		}
		for what, query := range map[string]string{
			"schools":            "SELECT count(DISTINCT organization_id) FROM credit_budgets WHERE fiscal_year = 2026",
			"overdue":            "SELECT count(*) FROM credit_awards WHERE due_by < '2026-11-25'",
			"payouts that fail":  "SELECT count(*) FROM credit_payouts WHERE state = 'FAILED'",
			"students who ask":   "SELECT count(*) FROM enrollments WHERE state = 'REQUESTED'",
			"schools in a queue": "SELECT count(*) * 4 FROM shifts s JOIN credit_budgets b ON b.shift_id = s.id WHERE waitlisted > 0",
		} {
			if n := number(t, st, query); n < schools {
				t.Errorf("%s: %d", what, n)
			}
		}
		if n := number(t, st, `SELECT count(*) FROM credit_awards a JOIN enrollments e ON e.id = a.enrollment_id WHERE e.organization_id <> a.organization_id
			OR NOT EXISTS (SELECT 1 FROM credit_policies p WHERE p.id = a.policy_id AND p.fiscal_year = a.fiscal_year)`); n > 0 {
			t.Errorf("%d awards of another school or year", n)
		}
	})
}

var creditStates = []creditaward.State{
	creditaward.StateCLAIMED, creditaward.StateUNIVERSITY_CONFIRMED, creditaward.StateAPPROVED, creditaward.StatePAID,
	creditaward.StateCLOSED, creditaward.StateREJECTED, creditaward.StateREVERSED,
}

// The student of the cast takes a seat and claims an award, by the rules that hold for
// everybody.
func TestTheStudentOfTheCast(t *testing.T) {
	eachFilled(t, func(t *testing.T, st *store.Store) {
		ctx, service := asStudent(t, st, noon)
		m, err := service.Mine(ctx, 2026)
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Enrollments) != 1 || len(m.Awards) != 1 || m.UsableMinutes != 5*lineMinutes || len(m.Claimable) != 1 || len(m.Seats) != 0 {
			t.Fatalf("%+v", m)
		}
		budgets, err := service.Budgets(ctx, 2026, m.Enrollments[0].Organization.ID)
		if err != nil || len(budgets) != 1 || budgets[0].Seats.Available == 0 {
			t.Fatalf("%+v (%v)", budgets, err)
		}
		if _, err := service.Claim(ctx, credit.Claim{EnrollmentID: m.Enrollments[0].ID, Minutes: 1200, FiscalYear: 2026}, ""); err != nil {
			t.Error(err)
		}
		check(t, st, noon)
	})
}

// asStudent is the student of the cast, and the service of student credit at a moment.
func asStudent(t *testing.T, st *store.Store, now time.Time) (ctx context.Context, service *credit.Service) {
	t.Helper()
	clock := func() time.Time { return now }
	me := st.Client.Volunteer.Query().Where(volunteer.HasAccountWith(account.Email("student@demo.example"))).OnlyIDX(rule.System(t.Context()))
	engine := place.New(st, func([]string) {}, clock)
	t.Cleanup(engine.Close)
	return viewer.With(t.Context(), &viewer.Viewer{VolunteerID: me, AccountID: "acc_x", SessionID: "ses_x"}), credit.New(st, engine, func([]string) {}, clock)
}

// Rolled, what is overdue stays overdue by as much; in a new year there are rules, seats
// and money again.
func TestRollOfCredit(t *testing.T) {
	eachFilled(t, func(t *testing.T, st *store.Store) {
		overdue := func(now time.Time) int {
			return st.Client.CreditAward.Query().Where(creditaward.DueByLT(now)).CountX(rule.System(t.Context()))
		}
		before := overdue(noon)
		later := noon.AddDate(0, 0, 28)
		rollTo(t, st, later)
		if n := overdue(later); n != before || before == 0 {
			t.Errorf("%d are overdue, before %d", n, before)
		}
		check(t, st, later)
		next := noon.AddDate(0, 0, 7*8)
		rollTo(t, st, next)
		check(t, st, next)
		if n := number(t, st, "SELECT count(*) FROM credit_budgets WHERE fiscal_year = 2027"); n != schools {
			t.Errorf("%d budgets of the new year", n)
		}
	})
}

// A person's award for hours at an event of the demo goes when the event comes again.
func TestRollForgetsAwardsOfHoursToCome(t *testing.T) {
	eachFilled(t, func(t *testing.T, st *store.Store) {
		ctx := rule.System(t.Context())
		a := st.Client.CreditAward.Query().Where(creditaward.FromFreeGT(0)).FirstX(ctx)
		e := st.Client.Event.Query().Where(event.StateEQ(event.StatePUBLISHED), event.StartsAtGT(noon), event.HasShiftsWith(ofDemo)).
			Order(event.ByStartsAt()).FirstX(ctx)
		h := st.Client.HourEntry.Create().SetVolunteerID(a.VolunteerID).SetOrganizationID(e.OrganizationID).SetEventID(e.ID).
			SetDate("2026-11-26").SetMinutes(60).SetState(hourentry.StateVERIFIED).SaveX(ctx)
		st.Client.CreditAllocation.Create().SetAwardID(a.ID).SetHourEntryID(h.ID).SetVolunteerID(a.VolunteerID).SetMinutes(1).ExecX(ctx)
		later := noon.AddDate(0, 0, 7)
		rollTo(t, st, later)
		if st.Client.CreditAward.Query().Where(creditaward.ID(a.ID)).ExistX(ctx) {
			t.Error("the award is still there")
		}
		check(t, st, later)
	})
}
