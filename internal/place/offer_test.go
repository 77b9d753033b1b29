package place_test

import (
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/offer"
	"erikti/internal/fault"
)

// offerOf is the offer that stands for an entry, nil for none.
func (w *world) offerOf(t testing.TB, entry string) *gen.Offer {
	t.Helper()
	o, err := w.store.Client.Offer.Query().Where(offer.EntryID(entry), offer.StateEQ(offer.StatePENDING)).Only(w.system)
	if gen.MaskNotFound(err) != nil {
		t.Fatal(err)
	}
	return o
}

// told counts the notices of a kind that a person got.
func (w *world) told(t testing.TB, who string, kind notice.Kind) int {
	t.Helper()
	return w.store.Client.Notice.Query().Where(notice.VolunteerID(who), notice.KindEQ(kind)).CountX(w.system)
}

// freePlace is a shift on which somebody waits as a spec says, and a place becomes
// free now: the entry after that.
func (w *world) freePlace(t testing.TB, s spec, autoAccept bool) (who, where string, e *gen.WaitlistEntry) {
	t.Helper()
	p := w.people(t, 2)
	s.capacity = 1
	where = w.shift(t, s)
	holder := w.take(t, p[0], where)
	out, err := w.ask(p[1], where, autoAccept)
	done(t, err)
	// As an organizer who has a place for others: the deadline is not theirs.
	w.store.Client.Signup.UpdateOneID(holder).SetFreeUntil(days(99, 0)).ExecX(w.system)
	done(t, w.cancel(p[0], holder))
	return p[1], where, w.entry(t, out.EntryID)
}

// How long an offer stands: by the time left or as the shift says, at most to the
// end of the sign-up, and not ending at night where the event is (invariant 7).
func TestHowLongAnOfferStands(t *testing.T) {
	const moment = time.Microsecond
	eachDatabase(t, func(t *testing.T, w *world) {
		at := func(hour, minute int) time.Time { // in Almaty, on the day of noon or after it
			return time.Date(2026, 11, 23, hour-5, minute, 0, 0, time.UTC)
		}
		in := func(d time.Duration) spec { return spec{from: noon.Add(d)} }
		closing := func(d time.Duration) spec { return spec{closes: ptr(noon.Add(d))} }
		for name, c := range map[string]struct {
			now  time.Time
			spec spec
			want time.Time
		}{
			"over 72 hours before":           {noon, in(72*time.Hour + moment), at(36, 0)},
			"72 hours before":                {noon, in(72 * time.Hour), at(16, 0)},
			"over 24 hours before":           {noon, in(24*time.Hour + moment), at(16, 0)},
			"24 hours before":                {noon, in(24 * time.Hour), at(13, 0)},
			"over 4 hours before":            {noon, in(4*time.Hour + moment), at(13, 0)},
			"4 hours before":                 {noon, in(4 * time.Hour), at(12, 15)},
			"until it begins":                {noon, in(10 * time.Minute), at(12, 10)},
			"until the sign-up ends":         {noon, closing(2 * time.Hour), at(14, 0)},
			"as the shift says":              {noon, spec{offerMinutes: 90}, at(13, 30)},
			"a moment before night":          {at(17, 59), spec{from: noon.Add(60 * time.Hour)}, at(21, 59)},
			"to begin the night":             {at(18, 0), spec{from: noon.Add(60 * time.Hour)}, at(33, 0)},
			"after midnight":                 {at(23, 0), spec{offerMinutes: 120}, at(33, 0)},
			"a minute before morning":        {at(30, 59), spec{offerMinutes: 60}, at(33, 0)},
			"in the morning":                 {at(31, 0), spec{offerMinutes: 60}, at(32, 0)},
			"at night, the sign-up ends":     {at(20, 0), spec{offerMinutes: 180, closes: ptr(at(31, 0))}, at(31, 0)},
			"at night, and ends in the day":  {at(20, 0), spec{offerMinutes: 180, closes: ptr(at(40, 0))}, at(33, 0)},
			"night there, not here":          {at(12, 0), spec{offerMinutes: 60, zone: "Pacific/Kiritimati"}, time.Date(2026, 11, 23, 19, 0, 0, 0, time.UTC)},
			"day there, night here":          {at(23, 0), spec{offerMinutes: 60, zone: "America/New_York"}, at(24, 0)},
			"the offer is not asked at dawn": {at(26, 0), spec{offerMinutes: 7 * 60}, at(33, 0)},
		} {
			w.at(c.now)
			_, _, e := w.freePlace(t, c.spec, false)
			if o := w.offerOf(t, e.ID); e.State != "OFFERED" || o == nil || !o.ExpiresAt.Equal(c.want) {
				t.Errorf("%s: %s, %+v, want until %s", name, e.State, o, c.want)
			}
		}
		w.at(noon)
		w.check(t)
		w.verified(t)
	})
}

// Who wants it is given a place at once until 12 hours before the start and before
// the deadline for giving it up; then it is offered (invariant 7).
func TestPlacedAtOnceOrAsked(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		for name, c := range map[string]struct {
			spec spec
			auto bool
			want string
		}{
			"days before":                   {spec{}, true, "PROMOTED"},
			"over 12 hours before":          {spec{from: noon.Add(12*time.Hour + 1000)}, true, "PROMOTED"},
			"12 hours before":               {spec{from: noon.Add(12 * time.Hour)}, true, "OFFERED"},
			"a moment before the deadline":  {spec{cutoff: ptr(noon.Add(1000))}, true, "PROMOTED"},
			"at the deadline":               {spec{cutoff: ptr(noon)}, true, "OFFERED"},
			"who wants to be asked":         {spec{}, false, "OFFERED"},
			"who wants to be asked, late":   {spec{from: noon.Add(time.Hour)}, false, "OFFERED"},
			"before the deadline, but late": {spec{from: noon.Add(3 * time.Hour), cutoff: ptr(noon.Add(time.Hour))}, true, "OFFERED"},
		} {
			who, _, e := w.freePlace(t, c.spec, c.auto)
			if string(e.State) != c.want {
				t.Errorf("%s: %s, want %s", name, e.State, c.want)
			}
			if told := w.told(t, who, notice.Kind(c.want)); told != 1 {
				t.Errorf("%s: told %d times", name, told)
			}
		}
		w.check(t)
	})
}

// Who is placed late may give the place up for two hours whatever the deadline; not
// what is over (invariant 7).
func TestPlacedLate(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		place := func(s spec, auto bool) (who, signup string) {
			who, where, e := w.freePlace(t, s, auto)
			if o := w.offerOf(t, e.ID); o != nil {
				done(t, w.answer(who, o.ID, true, ""))
			}
			return who, w.signupOn(t, who, where)
		}
		// Two hours and a moment before the deadline nobody needs a grace of their own.
		deadline := noon.Add(2*time.Hour + time.Millisecond)
		who, signup := place(spec{cutoff: &deadline}, true)
		w.at(deadline)
		refused(t, w.cancel(who, signup), fault.TooLateToCancel)
		for name, s := range map[string]spec{
			"placed shortly before the deadline": {cutoff: ptr(noon.Add(time.Hour))},
			"taken after the deadline":           {cutoff: ptr(noon)},
			"taken shortly before the start":     {from: noon.Add(time.Hour)},
		} {
			w.at(noon)
			first, one := place(s, true)
			second, other := place(s, true)
			w.at(noon.Add(2*time.Hour - time.Microsecond))
			if err := w.cancel(first, one); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			w.at(noon.Add(2 * time.Hour))
			if c := code(w.cancel(second, other)); c != fault.TooLateToCancel {
				t.Errorf("%s: after two hours: %q", name, c)
			}
		}
		w.at(noon)
		who, signup = place(spec{from: noon.Add(10 * time.Minute), to: noon.Add(40 * time.Minute)}, true)
		w.at(noon.Add(40 * time.Minute))
		refused(t, w.cancel(who, signup), fault.TooLateToCancel)
		w.verified(t)
	})
}

// An expired offer takes a place from nobody: whoever comes next finds it with the
// next in the queue, the silent one behind everyone, and after the second time
// nowhere (invariants 6 and 7).
func TestAnOfferExpires(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		p := w.people(t, 5)
		where := w.shift(t, spec{capacity: 1, offerMinutes: 30})
		holder := w.take(t, p[0], where)
		silent := w.waitForOffer(t, p[1], where)
		w.wait(t, p[2], where)
		done(t, w.cancel(p[0], holder))
		first := w.offerOf(t, silent)
		w.at(first.ExpiresAt.Add(-time.Microsecond))
		if s := w.row(t, where); s.Held != 1 || s.Confirmed != 0 {
			t.Fatalf("an offer holds a place: %+v", s)
		}
		w.wait(t, p[3], where) // nothing is free yet
		w.at(first.ExpiresAt)
		newcomer := w.wait(t, p[4], where) // no clock has ticked
		if e := w.entry(t, silent); e.State != "WAITING" || e.Seq != 4 || e.Missed != 1 || !w.has(t, p[2], where) || w.entry(t, newcomer).Seq != 5 {
			t.Errorf("after the first time: %+v", e)
		}
		refused(t, w.answer(p[1], first.ID, true, ""), fault.OfferExpired)
		refused(t, w.answer(p[1], first.ID, false, ""), fault.OfferExpired)
		done(t, w.cancel(p[2], w.signupOn(t, p[2], where)))
		done(t, w.cancel(p[3], w.signupOn(t, p[3], where)))
		second := w.offerOf(t, silent)
		if second == nil {
			t.Fatal("the place was not offered again, behind everyone")
		}
		w.at(second.ExpiresAt)
		w.tick(t)
		if e := w.entry(t, silent); e.State != "REMOVED" || !w.has(t, p[4], where) {
			t.Errorf("after the second time: %+v", e)
		}
		if w.told(t, p[1], notice.KindOFFERED) != 2 || w.told(t, p[1], notice.KindLAPSED) != 1 || w.told(t, p[1], notice.KindREMOVED) != 1 {
			t.Error("not told once of each")
		}
		refused(t, w.leave(p[1], silent), fault.NotWaiting)
		w.wait(t, p[1], where) // may come again
		w.check(t)
		w.verified(t)
	})
}

// Who does not want to wait gets the place that a silent one let go, in the same
// transaction.
func TestAnExpiredOfferIsNoFullShift(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		who, where, e := w.freePlace(t, spec{}, false)
		w.store.Client.WaitlistEntry.UpdateOneID(e.ID).SetMissed(1).ExecX(w.system)
		newcomer := w.people(t, 1)[0]
		refused(t, w.noWaiting(newcomer, where), fault.ShiftFull)
		w.at(w.offerOf(t, e.ID).ExpiresAt)
		done(t, w.noWaiting(newcomer, where))
		if !w.has(t, newcomer, where) || w.told(t, who, notice.KindREMOVED) != 1 {
			t.Error("an expired offer kept a place")
		}
		w.check(t)
	})
}

// The next offer goes out with the next tick; those whose offers end at the same
// moment stay in their order.
func TestTheNextOffer(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		p := w.people(t, 8)
		where := w.shift(t, spec{capacity: 1, offerMinutes: 60})
		w.take(t, p[0], where)
		var entries []string
		for _, who := range p[1:] {
			entries = append(entries, w.waitForOffer(t, who, where))
		}
		done(t, w.capacity(where, 6))
		for _, e := range entries[:5] {
			if w.offerOf(t, e) == nil {
				t.Fatal("not offered")
			}
		}
		w.at(w.offerOf(t, entries[0]).ExpiresAt)
		w.tick(t)
		// The two behind, then the first three of the silent ones again.
		for i, want := range []int64{8, 9, 10, 11, 12, 6, 7} {
			e := w.entry(t, entries[i])
			if state := map[bool]string{true: "WAITING", false: "OFFERED"}[i == 3 || i == 4]; e.Seq != want || string(e.State) != state {
				t.Errorf("number %d: %s with %d, want %d", i+1, e.State, e.Seq, want)
			}
		}
		w.check(t)
		w.verified(t)
	})
}

// An offer is answered once, by whom it is for, while it stands and the gates let.
func TestAnswers(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		who, where, e := w.freePlace(t, spec{}, false)
		other := w.people(t, 1)[0]
		o := w.offerOf(t, e.ID)
		refused(t, w.answer(other, o.ID, true, ""), fault.NotFound)
		refused(t, w.answer(who, "ofr_nobody-knows", true, ""), fault.NotFound)
		refused(t, w.answer(who, o.ID, true, "sgn_nobody-knows"), fault.NotFound)
		// Another place at that time stands in the way, until it is given up for it.
		elsewhere := w.shift(t, spec{capacity: 1, from: days(10, 2)})
		waiting := w.people(t, 1)[0]
		taken := w.take(t, who, elsewhere)
		w.wait(t, waiting, elsewhere)
		refused(t, w.answer(who, o.ID, true, ""), fault.Overlaps)
		if w.offerOf(t, e.ID) == nil || !w.has(t, who, elsewhere) {
			t.Fatal("a refusal changed something")
		}
		done(t, w.answer(who, o.ID, true, taken))
		if !w.has(t, who, where) || w.has(t, who, elsewhere) || !w.has(t, waiting, elsewhere) {
			t.Error("the one place was not given up for the other, or did not go to the queue")
		}
		refused(t, w.answer(who, o.ID, true, ""), fault.NotOffered)
		refused(t, w.answer(who, o.ID, false, ""), fault.NotOffered)
		// Too late to give the other one up: both stay as they are.
		who, _, e = w.freePlace(t, spec{}, false)
		late := w.shift(t, spec{capacity: 1, from: days(10, 2), cutoff: &noon})
		taken = w.take(t, who, late)
		refused(t, w.answer(who, w.offerOf(t, e.ID).ID, true, taken), fault.TooLateToCancel)
		if w.offerOf(t, e.ID) == nil || !w.has(t, who, late) {
			t.Error("a refusal changed something")
		}
		// Leaving the queue declines.
		done(t, w.leave(who, e.ID))
		if got := w.entry(t, e.ID); got.State != "DECLINED" || w.offerOf(t, e.ID) != nil {
			t.Errorf("left: %+v", got)
		}
		w.check(t)
		w.verified(t)
	})
}

// After the end of the sign-up nobody is asked; the place goes to the next who wants
// it at once.
func TestNobodyIsAskedAfterTheSignUp(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		p, closes := w.people(t, 3), days(5, 0)
		where := w.shift(t, spec{capacity: 1, closes: &closes})
		holder := w.take(t, p[0], where)
		asked := w.waitForOffer(t, p[1], where)
		w.wait(t, p[2], where)
		w.at(closes)
		w.tick(t)
		done(t, w.cancel(p[0], holder))
		if !w.has(t, p[2], where) {
			t.Error("the place is free, and somebody wants it at once")
		}
		if e := w.entry(t, asked); e.State != "WAITING" || e.Seq != 1 {
			t.Errorf("who wants to be asked keeps the number: %+v", e)
		}
		w.verified(t)
	})
}
