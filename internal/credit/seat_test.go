package credit_test

import (
	"testing"
	"time"

	"erikti/ent/gen/creditaward"
	"erikti/internal/civil"
	"erikti/internal/credit"
)

// ruled sets rules of 2026 from a day on that differ in what the test is about.
func (w *world) ruled(from civil.Date, change func(*credit.Rules)) {
	w.t.Helper()
	r := credit.Rules{
		FiscalYear: 2026, AppliesFrom: from, Tiers: []credit.Tier{{Minutes: 1200, Amount: 2_000_000, Credits: 2}, {Minutes: 3000, Amount: 5_000_000, Credits: 5}},
		CapMinutes: 4200, CapCredits: 7, MinEvidence: 2, ClaimDays: 120, SeatDays: 30, ConfirmDays: 10, ApproveDays: 10, PayDays: 20,
	}
	change(&r)
	_, err := w.credit.SetPolicy(w.admin, r, "")
	done(w.t, err)
}

// A seat is kept for as long as the rules of the day it was taken let it be: neither a
// shorter time nor a longer one that applies later changes that (invariant 18).
func TestASeatKeepsTheDaysOfItsRules(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		b := w.budget(3, 3*5_000_000)
		taken := map[string]student{}
		take := func(name string) {
			taken[name] = w.student()
			_, err := w.seat(taken[name], b)
			done(t, err)
		}
		day := func(n int) time.Time { return noon.AddDate(0, 0, n) }
		take("of 30 days")
		w.ruled("2026-05-21", func(r *credit.Rules) { r.SeatDays = 10 })
		w.ruled("2026-05-23", func(r *credit.Rules) { r.SeatDays = 60 })
		w.at(day(1))
		take("of 10 days")
		w.at(day(3))
		take("of 60 days")
		lapses := map[string]int{"of 10 days": 11, "of 30 days": 30, "of 60 days": 63}
		for _, now := range []int{10, 11, 29, 30, 62, 63} {
			w.at(day(now))
			done(t, w.credit.Tick(t.Context()))
			for name, at := range lapses {
				m, err := w.credit.Mine(taken[name].ctx, 2026)
				done(t, err)
				seat := m.Seats[0]
				if now < at {
					if seat.State != credit.SeatReserved || seat.LapsesAt == nil || !seat.LapsesAt.Equal(day(at)) {
						t.Errorf("after %d days the seat %s is %s until %v, want %v", now, name, seat.State, seat.LapsesAt, day(at))
					}
				} else if seat.State != credit.SeatLapsed {
					t.Errorf("after %d days the seat %s is %s", now, name, seat.State)
				}
			}
		}
		w.check()
	})
}

// offered is what a student is told before a claim.
func (w *world) offered(s student) map[int]bool {
	w.t.Helper()
	m, err := w.credit.Mine(s.ctx, 2026)
	done(w.t, err)
	assured := map[int]bool{}
	for _, o := range m.Claimable {
		assured[o.Minutes] = o.Assured
	}
	return assured
}

// Payment is assured where what is left of the seat's amount is enough, and the claim that
// follows is kept money exactly then when nothing else is left: a seat that one award spent
// assures no second one, nor an amount that was raised after the seats were counted.
func TestPaymentIsAssuredByWhatTheSeatHasLeft(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		b := w.budget(2, 2*5_000_000)
		both, raised, none := w.student(), w.student(), w.student()
		for _, s := range []student{both, raised} {
			_, err := w.seat(s, b)
			done(t, err)
		}
		claims := func(s student, minutes int, assured bool) {
			t.Helper()
			if got, offered := w.offered(s)[minutes]; !offered || got != assured {
				t.Errorf("%d minutes: offered %v, assured %v, want %v", minutes, offered, got, assured)
			}
			id, err := w.claim(s, minutes)
			done(t, err)
			if a := w.store.Client.CreditAward.Query().Where(creditaward.ID(id)).OnlyX(w.system); a.Reserved != assured {
				t.Errorf("%d minutes: kept %v, told %v", minutes, a.Reserved, assured)
			}
		}
		w.worked(both, "2026-05-01", 4200)
		w.worked(none, "2026-05-01", 1200)
		if offers := w.offered(both); len(offers) != 2 || !offers[1200] {
			t.Errorf("%v", offers)
		}
		claims(both, 3000, true)
		claims(both, 1200, false)
		claims(none, 1200, false)

		w.ruled("2026-05-21", func(r *credit.Rules) { r.Tiers[1].Amount = 6_000_000 })
		w.worked(raised, "2026-05-21", 4200)
		w.at(noon.AddDate(0, 0, 2))
		claims(raised, 1200, true)
		claims(raised, 3000, false)
		w.check()
	})
}
