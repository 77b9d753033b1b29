package credit_test

import (
	"testing"

	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpayout"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/notice"
	"erikti/internal/civil"
	"erikti/internal/credit"
	"erikti/internal/fault"
)

// takeBack takes all hours of a student on a day back by counter-entries, as a dispute or a
// correction does (internal/hours).
func (w *world) takeBack(s student, day civil.Date) {
	w.t.Helper()
	c := w.store.Client
	for _, h := range c.HourEntry.Query().Where(hourentry.VolunteerID(s.id), hourentry.DateEQ(day), hourentry.TakenBack(false), hourentry.MinutesGT(0),
		hourentry.StateIn(hourentry.StateVERIFIED, hourentry.StateLOCKED)).AllX(w.system) {
		h.Update().SetTakenBack(true).ExecX(w.system)
		c.HourEntry.Create().SetVolunteerID(s.id).SetOrganizationID(h.OrganizationID).SetDate(h.Date).SetMinutes(-h.Minutes).SetEvidence(1).
			SetSource("CORRECTION").SetState("VERIFIED").SetCorrectsID(h.ID).ExecX(w.system)
	}
}

func (w *world) tick() {
	w.t.Helper()
	done(w.t, w.credit.Tick(w.t.Context()))
	w.check()
	for _, query := range []string{`SELECT count(*) FROM (SELECT x.award_id FROM credit_allocations x JOIN hour_entries h ON h.id = x.hour_entry_id
		JOIN credit_awards a ON a.id = x.award_id WHERE h.taken_back AND a.state IN ('CLAIMED', 'UNIVERSITY_CONFIRMED', 'PAID')
		GROUP BY x.award_id, x.hour_entry_id HAVING sum(x.minutes) > 0) y`} {
		var n int
		done(w.t, w.store.Reader().QueryRow(query).Scan(&n))
		if n > 0 {
			w.t.Errorf("%d awards of hours that were taken back", n)
		}
	}
}

func (w *world) award(id string) (creditaward.State, int64) {
	a := w.store.Client.CreditAward.GetX(w.system, id)
	return a.State, a.FromFree
}

// sent brings a claim to the payer, and returns the reference of its payout.
func (w *world) sent(id string) (reference string) {
	w.t.Helper()
	_, err := w.credit.Confirm(w.officer, credit.Decision{AwardID: id}, "")
	done(w.t, err)
	_, err = w.credit.Approve(w.admin, credit.Decision{AwardID: id}, "")
	done(w.t, err)
	_, err = w.credit.Export(w.admin, 2026, "")
	done(w.t, err)
	return w.store.Client.CreditPayout.Query().Where(creditpayout.AwardID(id)).OnlyIDX(w.system)
}

func (w *world) answer(reference, amount, status string) {
	w.t.Helper()
	r, err := w.credit.Confirmed(w.admin, "reference,amount,status\n"+reference+","+amount+","+status+"\n", "")
	done(w.t, err)
	if r.Rejected > 0 {
		w.t.Errorf("%+v", r)
	}
}

// Hours that are taken back before the payment take the award with them, and what it took
// of the money is free again; a counter-entry of what no award has changes nothing.
func TestF10_HoursTakenBackBeforeThePayment(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		w.budget(1, 5_000_000+2_000_000)
		s, other := w.student(), w.student()
		w.worked(s, "2026-05-01", 600)
		w.worked(s, "2026-05-02", 600)
		id, err := w.claim(s, 1200)
		done(t, err)
		w.worked(other, "2026-05-01", 60)
		w.takeBack(other, "2026-05-01")
		w.tick()
		if state, free := w.award(id); state != creditaward.StateCLAIMED || free != 2_000_000 {
			t.Fatalf("%s, %d", state, free)
		}
		w.takeBack(s, "2026-05-02")
		w.tick()
		if state, free := w.award(id); state != creditaward.StateREJECTED || free != 0 {
			t.Errorf("%s, %d", state, free)
		}
		a := w.store.Client.CreditAward.Query().Where(creditaward.ID(id)).WithReason().WithSteps().OnlyX(w.system)
		if a.Edges.Reason == nil || a.Edges.Reason.Text == "" || a.Edges.Steps[len(a.Edges.Steps)-1].Actor != "SYSTEM" {
			t.Errorf("%+v", a.Edges)
		}
		w.told(t, notice.KindCREDIT_AWARD_MOVED, s.id)
		// What is left is theirs to claim again.
		w.worked(s, "2026-05-03", 600)
		again, err := w.claim(s, 1200)
		done(t, err)
		w.tick()
		if state, _ := w.award(again); state != creditaward.StateCLAIMED {
			t.Error(state)
		}
	})
}

// Other hours of the student take the place of those that were taken back, the line that
// corrects them too: the award stays as it is.
func TestF10_OtherHoursTakeTheirPlace(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		w.budget(1, 5_000_000+4_000_000)
		s := w.student()
		w.worked(s, "2026-05-01", 800)
		w.worked(s, "2026-05-02", 600) // of which 200 are left
		id, err := w.claim(s, 1200)
		done(t, err)
		w.takeBack(s, "2026-05-01")
		w.worked(s, "2026-05-01", 500) // as it was corrected
		w.worked(s, "2026-05-04", 400)
		w.tick()
		if state, free := w.award(id); state != creditaward.StateCLAIMED || free != 2_000_000 {
			t.Errorf("%s, %d", state, free)
		}
		// They are given: nobody claims them a second time.
		_, err = w.claim(s, 1200)
		refused(t, err, fault.NotEnoughHours)
		// And the next that is taken back leaves too few.
		w.takeBack(s, "2026-05-01")
		w.tick()
		if state, _ := w.award(id); state != creditaward.StateREJECTED {
			t.Error(state)
		}
		w.takeBack(s, "2026-05-04")
		w.tick()
	})
}

// What was paid is taken back by counter-entries; what is with the payer waits for their
// word; what is closed stays.
func TestF10_HoursTakenBackAfterThePayment(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		w.budget(3, 3*5_000_000+6_000_000)
		var all []student
		var ids, references []string
		for range 3 {
			s := w.student()
			w.worked(s, "2026-05-01", 1200)
			id, err := w.claim(s, 1200)
			done(t, err)
			all, ids, references = append(all, s), append(ids, id), append(references, w.sent(id))
		}
		paid, failed, closed := 0, 1, 2
		w.takeBack(all[paid], "2026-05-01")
		w.takeBack(all[failed], "2026-05-01")
		w.tick()
		for _, i := range []int{paid, failed} {
			if state, _ := w.award(ids[i]); state != creditaward.StateAPPROVED {
				t.Errorf("with the payer: %s", state)
			}
		}
		w.answer(references[paid], "20000", "PAID")
		w.answer(references[failed], "20000", "FAILED")
		w.answer(references[closed], "20000", "PAID")
		w.tick()
		if state, free := w.award(ids[paid]); state != creditaward.StateREVERSED || free != 0 {
			t.Errorf("paid: %s, %d", state, free)
		}
		if state, _ := w.award(ids[failed]); state != creditaward.StateREJECTED {
			t.Errorf("failed: %s", state)
		}
		w.at(noon.AddDate(0, 0, 31))
		w.tick()
		w.takeBack(all[closed], "2026-05-01")
		done(t, w.credit.Tick(t.Context()))
		if state, _ := w.award(ids[closed]); state != creditaward.StateCLOSED {
			t.Errorf("closed: %s", state)
		}
		if n := w.store.Client.CreditPayout.Query().Where(creditpayout.KindEQ(creditpayout.KindREVERSAL)).CountX(w.system); n != 1 {
			t.Errorf("%d counter-entries", n)
		}
	})
}
