package places

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/apptest"
	"erikti/internal/civil"
	"erikti/internal/consent"
	"erikti/internal/credit"
	country "erikti/internal/network"
	"erikti/internal/place"
	"erikti/internal/viewer"
)

const takeCreditSeat = `mutation($in: TakeCreditSeatInput!) { takeCreditSeat(input: $in) {
	signup { id } waitlistEntry { id } userErrors { code } } }`

// university makes one with seats, whose students all people are, and returns its budget.
func university(t *testing.T, first *apptest.Server, seats int) string {
	t.Helper()
	st, system := first.App.Store(), rule.System(context.Background())
	c, year := st.Client, country.Today(time.Now()).Time().Year()+1
	org := c.Organization.Create().SetNameEn("University").SetLegalForm("UNIVERSITY").SetStatus("VERIFIED").SaveX(system).ID
	var rows []*gen.EnrollmentCreate
	for i, id := range c.Volunteer.Query().IDsX(system) {
		rows = append(rows, c.Enrollment.Create().SetVolunteerID(id).SetOrganizationID(org).SetStudentNo(fmt.Sprint("S", i)).SetState("CONFIRMED").SetValidFrom("2020-09-01"))
	}
	c.Enrollment.CreateBulk(rows...).ExecX(system)
	admin := viewer.With(context.Background(), &viewer.Viewer{
		VolunteerID: c.Volunteer.Create().SetGivenName("A").SetFamilyName("S").SaveX(system).ID, AccountID: "acc_x", SessionID: "ses_x", Platform: []string{viewer.CreditAdmin},
	})
	engine := place.New(st, func([]string) {}, time.Now)
	defer engine.Close()
	program := credit.New(st, engine, func([]string) {}, time.Now)
	if _, err := program.SetPolicy(admin, credit.Rules{
		FiscalYear: year, AppliesFrom: civil.Date(fmt.Sprintf("%d-01-01", year)), Tiers: []credit.Tier{{Minutes: 1200, Amount: 2_000_000, Credits: 2}},
		CapMinutes: 4200, CapCredits: 7, MinEvidence: 2, ClaimDays: 120, SeatDays: 30, ConfirmDays: 10, ApproveDays: 10, PayDays: 20,
	}, ""); err != nil {
		t.Fatal(err)
	}
	budget, err := program.SetBudget(admin, credit.Budget{OrganizationID: org, FiscalYear: year, Seats: seats, Money: int64(seats) * 2_000_000}, "")
	if err != nil {
		t.Fatal(err)
	}
	return budget
}

// Two hundred students ask for the last fifty seats, and ask again until they are
// answered and after that, while servers are killed: fifty have one, the others wait, each
// as they were told, and nobody has anything without having accepted the agreement.
func TestF10_TheLastSeatsOverKills(t *testing.T) {
	eachDatabase(t, func(t *testing.T, o siteOptions) {
		kills := 8
		if long() {
			kills = 100
		}
		var people []string
		budget := ""
		s := newSite(t, o, func(first *apptest.Server) {
			for _, p := range first.People(t, 200, "2005-05-17") {
				people = append(people, p.Token)
			}
			budget = university(t, first, 50)
		})
		ask := func(n, person int) (string, bool) {
			a, err := s.askOf(n, people[person], takeCreditSeat, apptest.Input("budgetId", budget, "agreementVersion", consent.Version, "idempotencyKey", "the seat"))
			if err != nil || a.Code() == "TRY_AGAIN" {
				return "", false
			}
			id := a.Text("takeCreditSeat", "signup", "id") + a.Text("takeCreditSeat", "waitlistEntry", "id")
			if id == "" {
				t.Errorf("a seat: %s", a.Body)
			}
			return id, true
		}
		answers := make([]string, len(people))
		var killed atomic.Bool
		var lost, again atomic.Int64
		var all sync.WaitGroup
		for p := range people {
			all.Go(func() {
				pause(1, 1500)
				for !t.Failed() && (answers[p] == "" || !killed.Load()) {
					id, answered := ask(rand.IntN(len(s.servers)), p)
					switch {
					case !answered:
						lost.Add(1)
						pause(50, 150)
						continue
					case answers[p] != "" && answers[p] != id:
						t.Errorf("%s was acknowledged, the same key now gets %s", answers[p], id)
					case answers[p] != "":
						again.Add(1)
					}
					answers[p] = id
					pause(300, 900)
				}
			})
		}
		for range kills {
			n := rand.IntN(len(s.servers))
			pause(50, 300)
			s.kill(n)
			if over := s.count(`SELECT count(*) FROM shifts WHERE confirmed + held > capacity`); over != 0 {
				t.Error("more seats are given than there are")
			}
			s.start(n)
		}
		killed.Store(true)
		all.Wait()
		t.Logf("%d kills, %d calls without an answer, %d asked again", kills, lost.Load(), again.Load())
		if lost.Load() == 0 {
			t.Error("no call was lost: the kills came too late")
		}
		for what, n := range map[string]int{
			`SELECT count(*) FROM signups WHERE state = 'CONFIRMED'`: 50, `SELECT count(*) FROM waitlist_entries WHERE state = 'WAITING'`: 150,
			`SELECT confirmed FROM shifts`: 50, `SELECT waitlisted FROM shifts`: 150, `SELECT held FROM shifts`: 0, `SELECT count(*) FROM signups`: 50,
			`SELECT count(*) FROM waitlist_entries`: 150, `SELECT count(DISTINCT volunteer_id) FROM consents WHERE kind = 'CREDIT_SEAT'`: 200,
			`SELECT count(*) FROM consents WHERE kind = 'CREDIT_SEAT'`: 200,
		} {
			if got := s.count(what); got != n {
				t.Errorf("%s: %d, want %d", what, got, n)
			}
		}
		for _, id := range answers {
			if n := s.count(`SELECT (SELECT count(*) FROM signups WHERE id = $1) + (SELECT count(*) FROM waitlist_entries WHERE id = $1)`, id); n != 1 {
				t.Errorf("%s was acknowledged and is not there", id)
			}
		}
	})
}
