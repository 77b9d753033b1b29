package credit_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpayout"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/notice"
	"erikti/internal/civil"
	"erikti/internal/credit"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/viewer"
)

// Two hundred students ask for the last fifty seats at once: fifty have one, the others
// wait (invariants 1, 3, 17).
func TestF10_TheLastSeats(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		b := w.budget(50, 50*5_000_000)
		var all sync.WaitGroup
		var mu sync.Mutex
		taken, waiting := 0, 0
		for range 200 {
			s := w.student()
			all.Go(func() {
				out, err := w.seat(s, b)
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err != nil:
					t.Error(err)
				case out.SignupID != "":
					taken++
				default:
					waiting++
				}
			})
		}
		all.Wait()
		if taken != 50 || waiting != 150 {
			t.Errorf("%d have a seat, %d wait", taken, waiting)
		}
		w.check()
	})
}

// A seat is for who is a confirmed student there.
func TestASeatAsksForTheUniversity(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		b := w.budget(5, 5*5_000_000)
		stranger := student{id: w.person()}
		stranger.ctx = w.as(stranger.id, nil)
		_, err := w.seat(stranger, b)
		refused(t, err, fault.EnrollmentMissing)
		s := w.student()
		_, err = w.credit.TakeSeat(s.ctx, credit.SeatWish{BudgetID: b, AgreementVersion: "old"}, "")
		refused(t, err, fault.AgreementMissing)
		if _, err = w.seat(s, b); err != nil {
			t.Error(err)
		}
	})
}

// A student claims the same hours many times at once: they are given once, and the caps
// hold (invariant 17).
func TestF10_ClaimsAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		w.budget(1, 5_000_000+8*2_000_000)
		s := w.student()
		w.worked(s, "2026-05-01", 1500)
		w.worked(s, "2026-05-02", 1500)
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				if _, err := w.claim(s, 1200); err != nil {
					if _, ok := fault.AsRefusal(err); !ok {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		if n := w.store.Client.CreditAward.Query().CountX(w.system); n != 2 {
			t.Errorf("%d awards of 3,000 minutes", n)
		}
		w.check()
	})
}

// Only what the rules of the day of the work let count is given to an award.
func TestWhatCounts(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		other := w.store.Client.Organization.Create().SetNameEn("Other").SetLegalForm("NGO").SetStatus("VERIFIED").SaveX(w.system).ID
		for name, more := range map[string]func(*gen.HourEntryCreate){
			"not verified":       func(c *gen.HourEntryCreate) { c.SetState("PENDING") },
			"rejected":           func(c *gen.HourEntryCreate) { c.SetState("REJECTED") },
			"too little to show": func(c *gen.HourEntryCreate) { c.SetEvidence(1) },
			"another host":       func(c *gen.HourEntryCreate) { c.SetOrganizationID(other) },
			"too long ago":       func(c *gen.HourEntryCreate) { c.SetDate("2026-01-10") },
			"another year":       func(c *gen.HourEntryCreate) { c.SetDate("2025-12-30") },
		} {
			s := w.student()
			w.worked(s, "2026-05-01", 1200, more)
			if _, err := w.claim(s, 1200); err == nil {
				t.Errorf("%s: counts", name)
			} else {
				refused(t, err, fault.NotEnoughHours)
			}
		}
		s := w.student()
		w.worked(s, "2026-05-01", 1200)
		if _, err := w.claim(s, 1200); err != nil {
			t.Error(err)
		}
		// From a day on the rules name directions: what is in none of them counts no more, what
		// was worked before does (invariant 18).
		w.ruled("2026-05-21", func(r *credit.Rules) { r.Directions = []direction.Code{direction.CodeSOCIAL, direction.CodeMEDIA} })
		w.at(noon.AddDate(0, 0, 2))
		in := func(codes ...direction.Code) func(*gen.HourEntryCreate) {
			e := w.store.Client.Event.Create().SetOrganizationID(w.host).SetTitleEn("E").SetStartsAt(noon).SetEndsAt(noon.Add(time.Hour)).SetTimeZone("Asia/Almaty").SetState("DONE")
			for _, code := range codes {
				e.AddDirectionIDs(id.Direction.Of(string(code)))
			}
			event := e.SaveX(w.system).ID
			return func(c *gen.HourEntryCreate) { c.SetEventID(event) }
		}
		for name, work := range map[string]struct {
			day    civil.Date
			more   func(*gen.HourEntryCreate)
			counts bool
		}{
			"one of them":                 {"2026-05-21", in(direction.CodeANIMALS, direction.CodeMEDIA), true},
			"another direction":           {"2026-05-21", in(direction.CodeANIMALS), false},
			"an event without directions": {"2026-05-21", in(), false},
			"no event":                    {"2026-05-21", func(*gen.HourEntryCreate) {}, false},
			"another one before":          {"2026-05-20", in(direction.CodeANIMALS), true},
		} {
			s := w.student()
			w.worked(s, work.day, 1200, work.more)
			_, err := w.claim(s, 1200)
			if r, no := fault.AsRefusal(err); (err == nil) != work.counts || no && r.Code != fault.NotEnoughHours {
				t.Errorf("%s: %v, counts %v", name, err, work.counts)
			}
		}
		w.check()
	})
}

// A rule that changes in the year holds from its day on: hours that were complete before
// are worth what they were (invariant 18).
func TestRulesHoldFromTheirDay(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		w.budget(1, 5_000_000+100_000_000)
		before, after := w.student(), w.student()
		w.rules("2026-05-25", 3_000_000)
		w.worked(before, "2026-05-24", 1200)
		w.worked(after, "2026-05-24", 600)
		w.worked(after, "2026-05-25", 600)
		w.at(noon.AddDate(0, 0, 10))
		for s, want := range map[student]int64{before: 2_000_000, after: 3_000_000} {
			id, err := w.claim(s, 1200)
			done(t, err)
			if a := w.store.Client.CreditAward.GetX(w.system, id); a.Amount != want {
				t.Errorf("got %d, want %d", a.Amount, want)
			}
		}
		_, err := w.credit.SetPolicy(w.admin, credit.Rules{
			FiscalYear: 2026, AppliesFrom: "2026-05-01", Tiers: []credit.Tier{{Minutes: 60, Amount: 100, Credits: 1}},
			CapMinutes: 60, CapCredits: 1, ClaimDays: 1, SeatDays: 1, ConfirmDays: 1, ApproveDays: 1, PayDays: 1,
		}, "")
		refused(t, err, fault.InvalidInput)
		w.check()
	})
}

// An award goes through its stages, is paid once however often the payer's file is read,
// and is taken back by counter-entries.
func TestF10_OneAwardOnePayout(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		b := w.budget(2, 2*5_000_000)
		s := w.student()
		_, err := w.seat(s, b)
		done(t, err)
		w.worked(s, "2026-05-01", 1200)
		id, err := w.claim(s, 1200)
		done(t, err)
		_, err = w.credit.Approve(w.admin, credit.Decision{AwardID: id}, "")
		refused(t, err, fault.WrongState)
		_, err = w.credit.Confirm(s.ctx, credit.Decision{AwardID: id}, "")
		refused(t, err, fault.NotFound)
		_, err = w.credit.Confirm(w.officer, credit.Decision{AwardID: id}, "")
		done(t, err)
		_, err = w.credit.Approve(w.admin, credit.Decision{AwardID: id}, "")
		done(t, err)
		w.told(t, notice.KindCREDIT_AWARD_MOVED, s.id, s.id)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() { _, _ = w.credit.Export(w.admin, 2026, "") })
		}
		all.Wait()
		p := w.store.Client.CreditPayout.Query().OnlyX(w.system)
		f, err := w.credit.File(w.admin, viewer.From(w.admin), *p.FileID)
		done(t, err)
		content, err := f.Content(w.admin)
		done(t, err)
		if !strings.Contains(content, p.ID+",University,S1,20000\n") {
			t.Errorf("%s", content)
		}
		files, err := w.credit.Files(w.admin, viewer.From(w.admin), 2026)
		done(t, err)
		if len(files) != 1 || files[0].ID != f.ID {
			t.Errorf("%v", files)
		}
		csv := "reference,amount,status\n" + p.ID + ",20000,PAID\n" + p.ID + ",20001,PAID\nnobody,1,PAID\n"
		for i := range 2 {
			r, err := w.credit.Confirmed(w.admin, csv, "")
			done(t, err)
			if r.Paid != 1-i || r.Unchanged != i || r.Rejected != 2 {
				t.Errorf("%+v", r)
			}
		}
		w.check()
		_, err = w.credit.Reverse(w.admin, credit.Decision{AwardID: id, Reason: "r"}, "")
		done(t, err)
		w.check()
		again, err := w.claim(s, 1200)
		done(t, err)
		if a := w.store.Client.CreditAward.GetX(w.system, again); a.FromSeat != 2_000_000 || !a.WithSeat {
			t.Errorf("%+v", a)
		}
		if n := w.store.Client.CreditPayout.Query().Where(creditpayout.AmountLT(0)).CountX(w.system); n != 1 {
			t.Errorf("%d counter-entries", n)
		}
		w.check()
	})
}

// Without a seat the money is not assured: what is kept for seats is nobody else's.
func TestMoneyOfSeatsIsKept(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		w.budget(3, 3*5_000_000+2_000_000)
		for i := range 2 {
			s := w.student()
			w.worked(s, "2026-05-01", 1200)
			id, err := w.claim(s, 1200)
			done(t, err)
			if a := w.store.Client.CreditAward.GetX(w.system, id); a.Reserved != (i == 0) {
				t.Errorf("the %d. is kept money: %v", i+1, a.Reserved)
			}
			_, err = w.credit.Confirm(w.officer, credit.Decision{AwardID: id}, "")
			done(t, err)
			_, err = w.credit.Approve(w.admin, credit.Decision{AwardID: id}, "")
			if i == 0 {
				done(t, err)
			} else {
				refused(t, err, fault.BudgetSpent)
			}
		}
		w.check()
	})
}

// A seat without a verified hour lapses after 30 days and goes to the next; one with is
// kept.
func TestSeatsLapse(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		b := w.budget(2, 2*5_000_000)
		idle, busy, next := w.student(), w.student(), w.student()
		for _, s := range []student{idle, busy, next} {
			_, err := w.seat(s, b)
			done(t, err)
		}
		w.worked(busy, "2026-05-25", 60)
		has := func(s student) string {
			m, err := w.credit.Mine(s.ctx, 2026)
			done(t, err)
			if len(m.Seats) == 0 {
				return ""
			}
			return string(m.Seats[len(m.Seats)-1].State)
		}
		w.at(noon.AddDate(0, 0, 29))
		done(t, w.credit.Tick(t.Context()))
		if has(idle) != "RESERVED" {
			t.Error("it lapsed early")
		}
		w.at(noon.AddDate(0, 0, 30))
		done(t, w.credit.Tick(t.Context()))
		if has(idle) != "LAPSED" || has(busy) != "RESERVED" || has(next) != "RESERVED" {
			t.Errorf("%s, %s, %s", has(idle), has(busy), has(next))
		}
		w.told(t, notice.KindCREDIT_SEAT_LAPSED, idle.id)
		w.check()
	})
}

// Whatever is done in whatever order, the sums hold after every step.
func TestF10_AnyOrder(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		b := w.budget(2, 2*5_000_000+3_000_000)
		students := []student{w.student(), w.student(), w.student()}
		for _, s := range students {
			_, err := w.seat(s, b)
			done(t, err)
		}
		step := func(r *rapid.T) {
			s := rapid.SampledFrom(students).Draw(r, "who")
			pick := func(states ...creditaward.State) string {
				ids := w.store.Client.CreditAward.Query().Where(creditaward.StateIn(states...)).IDsX(w.system)
				if len(ids) == 0 {
					return "cra_none"
				}
				return rapid.SampledFrom(ids).Draw(r, "award")
			}
			var err error
			switch rapid.IntRange(0, 8).Draw(r, "what") {
			case 0:
				state := rapid.SampledFrom([]hourentry.State{hourentry.StateVERIFIED, hourentry.StateVERIFIED, hourentry.StateLOCKED, hourentry.StatePENDING}).Draw(r, "state")
				w.worked(s, "2026-05-02", rapid.IntRange(300, 900).Draw(r, "minutes"), func(c *gen.HourEntryCreate) { c.SetState(state) })
			case 1, 2:
				_, err = w.claim(s, rapid.SampledFrom([]int{1200, 3000, 60}).Draw(r, "tier"))
			case 3:
				_, err = w.credit.Confirm(w.officer, credit.Decision{AwardID: pick(creditaward.StateCLAIMED)}, "")
			case 4:
				_, err = w.credit.Approve(w.admin, credit.Decision{AwardID: pick(creditaward.StateUNIVERSITY_CONFIRMED)}, "")
			case 5:
				_, err = w.credit.Reject(w.admin, credit.Decision{AwardID: pick(creditaward.StateCLAIMED, creditaward.StateAPPROVED), Reason: "r"}, "")
			case 6:
				if _, err = w.credit.Export(w.admin, 2026, ""); err == nil {
					text := "reference,amount,status\n"
					for _, p := range w.store.Client.CreditPayout.Query().Where(creditpayout.StateEQ(creditpayout.StateSENT)).AllX(w.system) {
						text += p.ID + "," + credit.Tenge(p.Amount) + "," + rapid.SampledFrom([]string{"PAID", "FAILED"}).Draw(r, "status") + "\n"
					}
					_, err = w.credit.Confirmed(w.admin, text, "")
				}
			case 7:
				_, err = w.credit.Reverse(w.admin, credit.Decision{AwardID: pick(creditaward.StatePAID), Reason: "r"}, "")
			case 8:
				w.takeBack(s, "2026-05-02")
				w.tick()
			}
			if _, refusal := fault.AsRefusal(err); err != nil && !refusal {
				t.Fatal(err)
			}
			w.check()
		}
		rapid.Check(t, func(r *rapid.T) {
			for range 4 {
				step(r)
			}
		})
	})
}
