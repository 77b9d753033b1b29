package credit_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpayout"
	"erikti/internal/civil"
	"erikti/internal/consent"
	"erikti/internal/credit"
	"erikti/internal/fault"
	"erikti/internal/viewer"
)

// size of a simulated year.
type size struct {
	universities, city int // of them in one city
	students           int // in all
	seats              int // of the city
	workers            int
}

var (
	small = size{universities: 3, city: 2, students: 120, seats: 25, workers: 8}
	whole = size{universities: 20, city: 5, students: 20_000, seats: 1_635, workers: 256}
)

// pupil is a student of the simulation, with what they worked and claimed.
type pupil struct {
	student
	university *campus
	lines      []civil.Date // of 600 minutes each, the oldest first; those not claimed
	awards     int          // alive
}

type campus struct {
	id, budget string
	officer    context.Context
}

// year is a simulated one; the ledger of the test is kept apart from the program's.
type year struct {
	*world
	size
	random   *rand.Rand
	campuses []*campus
	pupils   []*pupil
	of       map[string]*pupil // by award
	worth    map[string]int64  // of an award, by its hours' days
	ledger   int64             // what the payer paid, less what was taken back
	paid     int
}

// A year: universities get seats and money, the seats of a city go in a rush, students
// work and claim, rules change in the middle, awards are refused, paid and taken back. No
// cap is broken, and every total is that of the test's own ledger, to the tenge.
func TestF10_AYear(t *testing.T) {
	of := small
	if os.Getenv("ERIKTI_TEST_LONG") != "" {
		of = whole
	}
	eachDatabase(t, func(t *testing.T, w *world) {
		y := &year{world: w, size: of, random: rand.New(rand.NewPCG(1, 2)), of: map[string]*pupil{}, worth: map[string]int64{}}
		y.at(time.Date(2026, 2, 2, 7, 0, 0, 0, time.UTC))
		y.enroll()
		y.rush()
		for month := time.February; month <= time.November; month++ {
			if month == time.June {
				y.rules("2026-07-01", 3_000_000)
			}
			y.month(month)
		}
		y.totals()
	})
}

// enroll makes the universities, their students, their seats and their money.
func (y *year) enroll() {
	each := y.students / y.universities
	var people []*gen.VolunteerCreate
	for i := range each * y.universities {
		people = append(people, y.store.Client.Volunteer.Create().SetPublicNumber(strconv.Itoa(100_000_000+i)).SetGivenName("A").SetFamilyName("S"))
	}
	var ids []string
	for part := range slices.Chunk(people, 1000) {
		for _, v := range y.store.Client.Volunteer.CreateBulk(part...).SaveX(y.system) {
			ids = append(ids, v.ID)
		}
	}
	var rows []*gen.EnrollmentCreate
	for i := range y.universities {
		c := &campus{id: y.store.Client.Organization.Create().SetNameEn(fmt.Sprint("U", i)).SetLegalForm("UNIVERSITY").SetStatus("VERIFIED").SaveX(y.system).ID}
		c.officer = y.as(y.person(), map[string][]viewer.Role{c.id: {"UNIVERSITY_OFFICER"}})
		seats := max(1, y.seats/20)
		if i < y.city {
			seats = y.seats / y.city
			if i == 0 {
				seats += y.seats % y.city
			}
		}
		var err error
		c.budget, err = y.credit.SetBudget(y.admin, credit.Budget{OrganizationID: c.id, FiscalYear: 2026, Seats: seats, Money: int64(seats)*5_000_000 + int64(each/2)*2_000_000}, "")
		done(y.t, err)
		y.campuses = append(y.campuses, c)
		for n, id := range ids[i*each : (i+1)*each] {
			p := &pupil{student: student{id: id, ctx: y.as(id, nil)}, university: c}
			y.pupils = append(y.pupils, p)
			rows = append(rows, y.store.Client.Enrollment.Create().SetVolunteerID(id).SetOrganizationID(c.id).SetStudentNo(fmt.Sprint("S", n)).SetState("CONFIRMED").
				SetValidFrom("2025-09-01").SetValidTo("2027-09-01"))
		}
	}
	n := 0
	for part := range slices.Chunk(rows, 1000) {
		for _, e := range y.store.Client.Enrollment.CreateBulk(part...).SaveX(y.system) {
			y.pupils[n].enrollment = e.ID
			n++
		}
	}
	// As the server does every five seconds.
	done(y.t, y.store.KeepStatistics(y.t.Context()))
}

// all does something for each of some, many at once.
func all[T any](workers int, of []T, do func(T)) {
	work := make(chan T)
	var running sync.WaitGroup
	for range workers {
		running.Go(func() {
			for x := range work {
				do(x)
			}
		})
	}
	for _, x := range of {
		work <- x
	}
	close(work)
	running.Wait()
}

// rush lets all students of the city ask for a seat at once.
func (y *year) rush() {
	var crowd []*pupil
	for _, p := range y.pupils {
		if slices.Contains(y.campuses[:y.city], p.university) {
			crowd = append(crowd, p)
		}
	}
	y.random.Shuffle(len(crowd), func(i, j int) { crowd[i], crowd[j] = crowd[j], crowd[i] })
	var seats, waiting atomic.Int64
	start := time.Now()
	all(y.workers, crowd, func(p *pupil) {
		out, err := y.credit.TakeSeat(p.ctx, credit.SeatWish{BudgetID: p.university.budget, AgreementVersion: consent.Version, JoinWaitlist: true}, "")
		switch {
		case err != nil:
			y.t.Error(err)
		case out.SignupID != "":
			seats.Add(1)
		default:
			waiting.Add(1)
		}
	})
	took := time.Since(start)
	y.t.Logf("the rush: %d requests for %d seats in %v, %.0f a second", len(crowd), y.seats, took.Round(time.Millisecond), float64(len(crowd))/took.Seconds())
	if int(seats.Load()) != y.seats || int(waiting.Load()) != len(crowd)-y.seats {
		y.t.Errorf("%d have a seat, %d wait", seats.Load(), waiting.Load())
	}
	y.check()
}

// month lets a fifth of the students work for 20 hours and claim, and everybody else do
// what is theirs to do.
func (y *year) month(month time.Month) {
	now := time.Date(2026, month, 20, 7, 0, 0, 0, time.UTC)
	y.at(now)
	var busy []*pupil
	var rows []*gen.HourEntryCreate
	for _, p := range y.pupils {
		if y.random.IntN(5) != 0 {
			continue
		}
		busy = append(busy, p)
		p.lines = slices.DeleteFunc(p.lines, func(day civil.Date) bool { return day.AddDays(120) < civil.Of(now, time.UTC) })
		for _, day := range []int{3, 12} {
			date := civil.Date(fmt.Sprintf("2026-%02d-%02d", month, day))
			p.lines = append(p.lines, date)
			rows = append(rows, y.store.Client.HourEntry.Create().SetVolunteerID(p.id).SetOrganizationID(y.host).SetDate(date).SetMinutes(600).SetEvidence(3).SetState("VERIFIED"))
		}
	}
	for part := range slices.Chunk(rows, 1000) {
		y.store.Client.HourEntry.CreateBulk(part...).ExecX(y.system)
	}
	var mu sync.Mutex
	all(8, busy, func(p *pupil) {
		id, err := y.claim(p.student, 1200)
		mu.Lock()
		defer mu.Unlock()
		if p.awards == 3 {
			if r, ok := fault.AsRefusal(err); !ok || r.Code != fault.CreditCapReached {
				y.t.Errorf("a fourth award: %v", err)
			}
			return
		}
		if err != nil {
			y.t.Errorf("%v of %v: %v", p.id, p.lines, err)
			return
		}
		p.awards++
		y.of[id], y.worth[id] = p, 2_000_000
		if p.lines[1] >= "2026-07-01" {
			y.worth[id] = 3_000_000
		}
		p.lines = p.lines[2:]
	})
	y.decide()
	y.pay()
	done(y.t, y.credit.Tick(y.t.Context()))
}

// decide lets the universities confirm, and the programme approve or refuse.
func (y *year) decide() {
	claimed := y.store.Client.CreditAward.Query().Where(creditaward.StateEQ(creditaward.StateCLAIMED)).Order(gen.Asc(creditaward.FieldID)).IDsX(y.system)
	all(8, claimed, func(id string) {
		_, err := y.credit.Confirm(y.of[id].university.officer, credit.Decision{AwardID: id}, "")
		if err != nil {
			y.t.Error(err)
		}
	})
	confirmed := y.store.Client.CreditAward.Query().Where(creditaward.StateEQ(creditaward.StateUNIVERSITY_CONFIRMED)).Order(gen.Asc(creditaward.FieldID)).AllX(y.system)
	var mu sync.Mutex
	all(8, confirmed, func(a *gen.CreditAward) {
		if a.Amount != y.worth[a.ID] {
			y.t.Errorf("%s is worth %d, want %d", a.ID, a.Amount, y.worth[a.ID])
		}
		_, err := y.credit.Approve(y.admin, credit.Decision{AwardID: a.ID}, "")
		if r, ok := fault.AsRefusal(err); ok && r.Code == fault.BudgetSpent && !a.Reserved {
			_, err = y.credit.Reject(y.admin, credit.Decision{AwardID: a.ID, Reason: "no money is left"}, "")
			mu.Lock()
			y.of[a.ID].awards--
			// Their hours are free again, and the oldest are claimed next.
			y.of[a.ID].lines = y.standing(y.of[a.ID].id)
			mu.Unlock()
		}
		if err != nil {
			y.t.Error(err)
		}
	})
}

// standing are the days of a student's entries that no award has.
func (y *year) standing(volunteerID string) []civil.Date {
	rows, err := y.store.Reader().Query(strings.ReplaceAll(`SELECT h.date FROM hour_entries h WHERE h.volunteer_id = '$1' AND h.minutes >
		(SELECT coalesce(sum(a.minutes), 0) FROM credit_allocations a WHERE a.hour_entry_id = h.id) ORDER BY h.date, h.id`, "$1", volunteerID))
	if err != nil {
		y.t.Error(err)
		return nil
	}
	defer rows.Close() //nolint:errcheck // read to the end
	var days []civil.Date
	for rows.Next() {
		var day string
		if err := rows.Scan(&day); err != nil {
			y.t.Error(err)
		}
		days = append(days, civil.Date(day))
	}
	if err := rows.Err(); err != nil {
		y.t.Error(err)
	}
	return days
}

// pay lets the payer pay most of what was approved, fail at some, and say it twice; some
// awards are taken back.
func (y *year) pay() {
	if _, err := y.credit.Export(y.admin, 2026, ""); err != nil {
		if _, ok := fault.AsRefusal(err); !ok {
			y.t.Error(err)
		}
		return
	}
	text := strings.Builder{}
	text.WriteString("reference,amount,status\n")
	for _, p := range y.store.Client.CreditPayout.Query().Where(creditpayout.StateEQ(creditpayout.StateSENT)).Order(gen.Asc(creditpayout.FieldID)).AllX(y.system) {
		status := "PAID"
		if y.random.IntN(20) == 0 {
			status = "FAILED"
		} else {
			y.ledger += y.worth[p.AwardID]
			y.paid++
		}
		fmt.Fprintf(&text, "%s,%s,%s\n", p.ID, credit.Tenge(y.worth[p.AwardID]), status)
	}
	for range 2 {
		r, err := y.credit.Confirmed(y.admin, text.String(), "")
		done(y.t, err)
		if r.Rejected > 0 {
			y.t.Errorf("%+v", r)
		}
	}
	for _, id := range y.store.Client.CreditAward.Query().Where(creditaward.StateEQ(creditaward.StatePAID)).Order(gen.Asc(creditaward.FieldID)).IDsX(y.system) {
		if y.random.IntN(50) != 0 {
			continue
		}
		_, err := y.credit.Reverse(y.admin, credit.Decision{AwardID: id, Reason: "r"}, "")
		done(y.t, err)
		y.ledger -= y.worth[id]
		p := y.of[id]
		p.awards--
		p.lines = y.standing(p.id)
	}
}

// totals are those of the test's ledger, everywhere.
func (y *year) totals() {
	y.check()
	var payouts int64
	done(y.t, y.store.Reader().QueryRow("SELECT coalesce(sum(amount), 0) FROM credit_payouts WHERE state = 'CONFIRMED'").Scan(&payouts))
	var paid int64
	var slowest time.Duration
	for _, c := range y.campuses {
		start := time.Now()
		p, err := y.credit.Pipeline(c.officer, viewer.From(c.officer), c.id, 2026)
		done(y.t, err)
		slowest = max(slowest, time.Since(start))
		paid += p.Paid
	}
	start := time.Now()
	national, err := y.credit.National(y.t.Context(), 2026)
	done(y.t, err)
	y.t.Logf("%d awards, %d payouts, %s tenge; the slowest pipeline in %v, the delays in %v", len(y.worth), y.paid, credit.Tenge(y.ledger),
		slowest.Round(time.Microsecond), time.Since(start).Round(time.Microsecond))
	if payouts != y.ledger || paid != y.ledger || y.ledger == 0 {
		y.t.Errorf("payouts %d, pipelines %d, the ledger %d", payouts, paid, y.ledger)
	}
	if national.All.Awards == nil || *national.All.Awards != len(y.worth) {
		y.t.Errorf("%v awards of %d", national.All.Awards, len(y.worth))
	}
}
