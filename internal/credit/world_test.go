package credit_test

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/consent"
	"erikti/internal/credit"
	"erikti/internal/fault"
	"erikti/internal/pgtest"
	"erikti/internal/place"
	"erikti/internal/reference"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

var noon = time.Date(2026, 5, 20, 7, 0, 0, 0, time.UTC)

// world is a database with a university, its officer, the programme's administrator, an
// accredited host, and the rules of 2026.
type world struct {
	t       testing.TB
	store   *store.Store
	places  *place.Engine
	credit  *credit.Service
	clock   atomic.Pointer[time.Time]
	system  context.Context
	admin   context.Context
	officer context.Context
	uni     string
	host    string
	n       int
}

// databases are those of the tests, each empty.
var databases = map[string]func(testing.TB) string{
	"sqlite":   func(t testing.TB) string { return pgtest.SQLite(t) },
	"postgres": func(t testing.TB) string { return pgtest.URL(t) },
}

func eachDatabase(t *testing.T, test func(t *testing.T, w *world)) {
	t.Parallel()
	for name, url := range databases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, newWorld(t, url(t)))
		})
	}
}

func newWorld(t testing.TB, url string) *world {
	st, err := store.Open(t.Context(), url, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	if err := reference.Seed(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, store: st, system: rule.System(context.Background())}
	w.at(noon)
	now := func() time.Time { return *w.clock.Load() }
	w.places = place.New(st, func([]string) {}, now)
	t.Cleanup(w.places.Close)
	w.credit = credit.New(st, w.places, func([]string) {}, now)
	c := st.Client
	w.uni = c.Organization.Create().SetNameEn("University").SetLegalForm("UNIVERSITY").SetStatus("VERIFIED").SaveX(w.system).ID
	w.host = c.Organization.Create().SetNameEn("Host").SetLegalForm("NGO").SetStatus("VERIFIED").SaveX(w.system).ID
	w.admin = w.as(w.person(), nil, viewer.CreditAdmin)
	w.officer = w.as(w.person(), map[string][]viewer.Role{w.uni: {"UNIVERSITY_OFFICER"}})
	c.HostAccreditation.Create().SetOrganizationID(w.host).SetFiscalYear(2026).SetValidFrom("2026-01-01").ExecX(w.system)
	w.rules("2026-01-01", 2_000_000)
	return w
}

func (w *world) at(now time.Time) { w.clock.Store(&now) }

func (w *world) as(volunteer string, roles map[string][]viewer.Role, platform ...string) context.Context {
	return viewer.With(context.Background(), &viewer.Viewer{VolunteerID: volunteer, AccountID: "acc_x", SessionID: "ses_x", Roles: roles, Platform: platform})
}

func (w *world) person() string {
	return w.store.Client.Volunteer.Create().SetGivenName("A").SetFamilyName("S").SaveX(w.system).ID
}

// rules sets those of 2026 from a day on: 20 h are worth an amount and 2 credits, 50 h
// 50,000 ₸ and 5; at most 70 h and 7.
func (w *world) rules(from civil.Date, amount int64) {
	w.t.Helper()
	_, err := w.credit.SetPolicy(w.admin, credit.Rules{
		FiscalYear: 2026, AppliesFrom: from, Tiers: []credit.Tier{{Minutes: 1200, Amount: amount, Credits: 2}, {Minutes: 3000, Amount: 5_000_000, Credits: 5}},
		CapMinutes: 4200, CapCredits: 7, MinEvidence: 2, ClaimDays: 120, SeatDays: 30, ConfirmDays: 10, ApproveDays: 10, PayDays: 20,
	}, "")
	done(w.t, err)
}

func (w *world) budget(seats int, money int64) string {
	w.t.Helper()
	id, err := w.credit.SetBudget(w.admin, credit.Budget{OrganizationID: w.uni, FiscalYear: 2026, Seats: seats, Money: money}, "")
	done(w.t, err)
	return id
}

// student is a confirmed one.
type student struct {
	id, enrollment string
	ctx            context.Context
}

func (w *world) student() student {
	w.n++
	who := w.person()
	e := w.store.Client.Enrollment.Create().SetVolunteerID(who).SetOrganizationID(w.uni).SetStudentNo(fmt.Sprint("S", w.n)).SetState("CONFIRMED").
		SetValidFrom("2025-09-01").SetValidTo("2026-09-01").SaveX(w.system)
	return student{who, e.ID, w.as(who, nil)}
}

// worked gives a student a verified entry of hours on a day.
func (w *world) worked(s student, day civil.Date, minutes int, more ...func(*gen.HourEntryCreate)) {
	c := w.store.Client.HourEntry.Create().SetVolunteerID(s.id).SetOrganizationID(w.host).SetDate(day).SetMinutes(minutes).SetEvidence(3).SetState("VERIFIED")
	for _, f := range more {
		f(c)
	}
	c.ExecX(w.system)
}

func (w *world) seat(s student, budget string) (place.SignUpOutcome, error) {
	return w.credit.TakeSeat(s.ctx, credit.SeatWish{BudgetID: budget, AgreementVersion: consent.Version, JoinWaitlist: true}, "")
}

func (w *world) claim(s student, minutes int) (string, error) {
	return w.credit.Claim(s.ctx, credit.Claim{EnrollmentID: s.enrollment, Minutes: minutes, FiscalYear: 2026}, "")
}

// told checks who was told something of a kind: each as often as they are named.
func (w *world) told(t testing.TB, kind notice.Kind, who ...string) {
	t.Helper()
	got := w.store.Client.Notice.Query().Where(notice.KindEQ(kind)).Select(notice.FieldVolunteerID).StringsX(w.system)
	slices.Sort(got)
	slices.Sort(who)
	if !slices.Equal(got, who) {
		t.Errorf("%s: told %v, want %v", kind, got, who)
	}
}

func done(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t testing.TB, err error, want fault.Code) {
	t.Helper()
	r, ok := fault.AsRefusal(err)
	if !ok || r.Code != want {
		t.Fatalf("got %v, want %s", err, want)
	}
}

// holds are rows that must not exist, whatever happened (invariant 17).
var never = map[string]string{
	"more minutes are given than an entry has verified": `SELECT count(*) FROM (SELECT a.hour_entry_id, sum(a.minutes) AS given FROM credit_allocations a GROUP BY 1) g
		LEFT JOIN hour_entries h ON h.id = g.hour_entry_id AND h.state IN ('VERIFIED', 'LOCKED')
		WHERE g.given > coalesce(h.minutes, 0) OR g.given < 0`,
	"an award without its minutes": `SELECT count(*) FROM credit_awards a WHERE a.state NOT IN ('REJECTED', 'REVERSED') AND a.minutes <>
		(SELECT coalesce(sum(minutes), 0) FROM credit_allocations x WHERE x.award_id = a.id)`,
	"minutes of an award that is no more": `SELECT count(*) FROM credit_awards a WHERE a.state IN ('REJECTED', 'REVERSED') AND 0 <>
		(SELECT coalesce(sum(minutes), 0) FROM credit_allocations x WHERE x.award_id = a.id)`,
	"a cap is broken": `SELECT count(*) FROM (SELECT volunteer_id FROM credit_awards WHERE state NOT IN ('REJECTED', 'REVERSED')
		GROUP BY volunteer_id, fiscal_year HAVING sum(minutes) > 4200 OR sum(credits) > 7) x`,
	"a budget is overspent": `SELECT count(*) FROM credit_budgets b JOIN shifts s ON s.id = b.shift_id
		WHERE b.free_committed > b.money - s.capacity * b.seat_amount`,
	"the counter of a budget is not its rows": `SELECT count(*) FROM credit_budgets b WHERE b.free_committed <>
		(SELECT coalesce(sum(from_free), 0) FROM credit_awards a WHERE a.organization_id = b.organization_id AND a.fiscal_year = b.fiscal_year)`,
	"a seat has more than its amount": `SELECT count(*) FROM (SELECT a.volunteer_id, max(b.seat_amount) AS most, sum(a.from_seat) AS has FROM credit_awards a
		JOIN credit_budgets b ON b.organization_id = a.organization_id AND b.fiscal_year = a.fiscal_year GROUP BY 1) x WHERE has > most`,
	"an award paid twice": "SELECT count(*) FROM (SELECT award_id FROM credit_payouts WHERE kind = 'PAYMENT' GROUP BY 1 HAVING count(*) > 1) x",
	"a paid award without its payout": `SELECT count(*) FROM credit_awards a WHERE a.state IN ('PAID', 'CLOSED') AND a.amount <>
		(SELECT coalesce(sum(amount), 0) FROM credit_payouts p WHERE p.award_id = a.id AND p.state = 'CONFIRMED')`,
	"a reversed award that is not even": `SELECT count(*) FROM credit_awards a WHERE a.state = 'REVERSED' AND 0 <>
		(SELECT coalesce(sum(amount), 0) FROM credit_payouts p WHERE p.award_id = a.id)`,
	"more seats than there are": "SELECT count(*) FROM shifts WHERE confirmed + held > capacity",
	"steps that do not lead to the state": `SELECT count(*) FROM credit_awards a WHERE a.state <>
		(SELECT to_state FROM credit_steps s WHERE s.award_id = a.id ORDER BY number DESC LIMIT 1)`,
}

func (w *world) check() {
	w.t.Helper()
	for what, query := range never {
		var n int
		if err := w.store.Reader().QueryRow(query).Scan(&n); err != nil {
			w.t.Fatalf("%s: %v", what, err)
		}
		if n > 0 {
			w.t.Errorf("%s: %d times", what, n)
		}
	}
}
