package demo

import (
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/checkin"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/place"
	"erikti/internal/store"
)

func days(n int) time.Time { return noon.AddDate(0, 0, n) }

// run lets the clock work through some days, as a server that stays up does.
func run(t *testing.T, st *store.Store, from, to int) {
	t.Helper()
	for day := from; day <= to; day++ {
		engine := place.New(st, func([]string) {}, func() time.Time { return days(day) })
		for due := 1; due > 0; {
			var err error
			if due, err = engine.Tick(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestRoll(t *testing.T) {
	eachFilled(t, func(t *testing.T, st *store.Store) {
		for _, n := range []int{1, 13, 413, 400} { // the last one: a clock put back
			rollTo(t, st, days(n))
			check(t, st, days(n))
			checkStages(t, st, days(n))
			if t.Failed() {
				t.Fatalf("after a roll to day %d", n)
			}
		}
		checkSituations(t, st)
	})
}

// A demo whose server ran for three weeks is, moved by as much, as it was.
func TestRollUndoesWhatTimeDid(t *testing.T) {
	eachFilled(t, func(t *testing.T, st *store.Store) {
		ctx := rule.System(t.Context())
		versions := map[string]int{}
		for _, s := range st.Client.Shift.Query().AllX(ctx) {
			versions[s.ID] = s.Version
		}
		counts := func() (out [6]int) {
			for i, query := range []string{
				"SELECT count(*) FROM events WHERE state = 'PUBLISHED'",
				"SELECT count(*) FROM shifts WHERE state = 'OPEN'",
				"SELECT count(*) FROM signups WHERE state = 'CONFIRMED'",
				"SELECT sum(confirmed) FROM shifts",
				"SELECT count(*) FROM waitlist_entries WHERE state = 'WAITING'",
				"SELECT sum(minutes) FROM hour_entries",
			} {
				out[i] = number(t, st, query)
			}
			return out
		}
		before := counts()
		run(t, st, 1, 21)
		// Who was there on day 3 and what it came to, and who was not.
		held := st.Client.Shift.Query().Where(shift.StateEQ(shift.StateENDED), shift.StartsAtGT(days(2)), shift.ConfirmedGTE(4)).
			WithSignups(func(q *gen.SignupQuery) { q.Where(signup.StateEQ(signup.StateCONFIRMED)) }).WithEvent().FirstX(ctx)
		for i, state := range []signup.State{signup.StateCOMPLETED, signup.StateCHECKED_IN, signup.StateNO_SHOW, signup.StateUNRECORDED} {
			g := held.Edges.Signups[i]
			g.Update().SetState(state).ExecX(ctx)
			st.Client.CheckIn.Create().SetSignupID(g.ID).SetKind(checkin.KindIN).SetMethod(checkin.MethodHAND).
				SetAt(held.StartsAt).SetClientEventID(g.ID).SetRecordedBy(g.VolunteerID).ExecX(ctx)
			st.Client.HourEntry.Create().SetVolunteerID(g.VolunteerID).SetOrganizationID(held.Edges.Event.OrganizationID).
				SetEventID(held.EventID).SetDate("2026-11-28").SetMinutes(60).SetState(hourentry.StatePENDING).ExecX(ctx)
		}
		held.Update().AddConfirmed(-2).ExecX(ctx)
		st.Client.Event.UpdateOneID(held.EventID).SetState(event.StateSETTLED).ExecX(ctx)

		rollTo(t, st, days(21))
		check(t, st, days(21))
		if after := counts(); after != before {
			t.Errorf("events, shifts, places, people, waiting, minutes: got %v, want %v", after, before)
		}
		if n := st.Client.CheckIn.Query().Where(checkin.HasSignupWith(signup.EndsAtGT(days(21)))).CountX(ctx); n != 0 {
			t.Errorf("%d check-ins at an event that is to come", n)
		}
		for _, s := range st.Client.Shift.Query().Where(ofDemo).AllX(ctx) {
			if s.Version <= versions[s.ID] {
				t.Fatalf("%s moved, its version did not", s.ID)
			}
		}
	})
}

// What somebody created stays on its day; what they took in the demo moves with it.
func TestRollAndStrangers(t *testing.T) {
	eachFilled(t, func(t *testing.T, st *store.Store) {
		ctx := rule.System(t.Context())
		free := st.Client.Shift.Query().Where(ofDemo, shift.StateEQ(shift.StateOPEN), shift.StartsAtGT(days(1)),
			shift.StartsAtLT(days(6)), shift.WaitlistedEQ(0)).Order(shift.ByStartsAt()).AllX(ctx)
		queued := st.Client.Shift.Query().Where(ofDemo, shift.StateEQ(shift.StateOPEN), shift.StartsAtGT(days(7)),
			shift.WaitlistedGT(1)).WithSignups(func(q *gen.SignupQuery) { q.Where(signup.StateEQ(signup.StateCONFIRMED)) }).
			Order(shift.ByStartsAt()).FirstX(ctx)
		var mine *gen.Shift
		for _, s := range free {
			if s.Confirmed < s.Capacity {
				mine = s
			}
		}
		// Their own event is a week after the second shift, so that the two will collide
		// once it has moved, and on no day that matters to the first.
		guest := visit(t, st, queued.StartsAt.AddDate(0, 0, 7).Add(30*time.Minute))
		kept := take(t, st, guest.Volunteer, mine)
		mine.Update().AddConfirmed(1).ExecX(ctx)
		// They have a place on the full shift instead of somebody.
		gone := queued.Edges.Signups[0]
		gone.Update().SetState(signup.StateCANCELLED).ExecX(ctx)
		given := take(t, st, guest.Volunteer, queued)
		head := st.Client.WaitlistEntry.Query().Where(waitlistentry.ShiftID(queued.ID), waitlistentry.StateEQ(waitlistentry.StateWAITING)).
			Order(waitlistentry.BySeq()).FirstX(ctx)

		rollTo(t, st, days(7))
		check(t, st, days(7))
		if got := st.Client.Signup.GetX(ctx, kept.ID); got.State != signup.StateCONFIRMED || !got.StartsAt.Equal(mine.StartsAt.AddDate(0, 0, 7)) {
			t.Errorf("their place in the demo is %s at %v", got.State, got.StartsAt)
		}
		if got := st.Client.Signup.GetX(ctx, guest.place.ID); got.State != signup.StateCONFIRMED || !got.StartsAt.Equal(guest.shift.StartsAt) {
			t.Errorf("the place on their own event is %s at %v", got.State, got.StartsAt)
		}
		got := st.Client.Signup.GetX(ctx, given.ID)
		if got.State != signup.StateCANCELLED || got.CancelledBy == nil || *got.CancelledBy != signup.CancelledBySYSTEM {
			t.Errorf("the place that collides is %s", got.State)
		}
		if e := st.Client.WaitlistEntry.GetX(ctx, head.ID); e.State != waitlistentry.StatePROMOTED {
			t.Errorf("the head of the queue is %s", e.State)
		}
		if e := st.Client.Event.GetX(ctx, guest.shift.EventID); !e.StartsAt.Equal(guest.shift.StartsAt) {
			t.Errorf("their event moved to %v", e.StartsAt)
		}
	})
}

// A person's places on the same weekday of following weeks change into each other.
func TestRollOfSomebodyWhoComesEveryWeek(t *testing.T) {
	eachFilled(t, func(t *testing.T, st *store.Store) {
		ctx := rule.System(t.Context())
		guest := visit(t, st, days(100))
		e := st.Client.Event.Query().Where(event.StateEQ(event.StatePUBLISHED), event.HasShiftsWith(ofDemo)).FirstX(ctx)
		for week := range 5 {
			start := days(7*week + 2)
			s := st.Client.Shift.Create().SetID("shf_00000000-0000-8000-8000-00000000000" + string(rune('0'+week))).
				SetEventID(e.ID).SetTitleEn("Weekly").SetStartsAt(start).SetEndsAt(start.Add(2 * time.Hour)).
				SetCapacity(1).SetConfirmed(1).SetState(shift.StateOPEN).SetNextTransitionAt(start).SaveX(ctx)
			take(t, st, guest.Volunteer, s)
		}
		rollTo(t, st, days(14))
		if n := number(t, st, never["10: a sign-up with other times than its shift"]); n > 0 {
			t.Errorf("%d sign-ups did not move with their shift", n)
		}
		if n := number(t, st, never["10: a sign-up with another number than its person"]); n > 0 {
			t.Errorf("%d sign-ups have another person's number", n)
		}
		if n := guest.QuerySignups().Where(signup.StateEQ(signup.StateCONFIRMED)).CountX(ctx); n != 6 {
			t.Errorf("places: got %d, want 6", n)
		}
	})
}

func TestRollWithoutDemo(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		if err := Roll(t.Context(), st, noon); err != nil {
			t.Error(err)
		}
	})
}

func TestWholeWeeks(t *testing.T) {
	for days, want := range map[int]int{0: 0, 1: 0, 6: 0, 7: 7, 13: 7, 14: 14, 400: 399, -1: -7, -7: -7, -8: -14} {
		if got := wholeWeeks(days); got != want {
			t.Errorf("%d days: got %d, want %d", days, got, want)
		}
	}
}

func TestDayOf(t *testing.T) {
	for at, want := range map[string]civil.Date{
		"2026-11-25T18:59:59Z": "2026-11-25",
		"2026-11-25T19:00:00Z": "2026-11-26", // midnight in Kazakhstan
	} {
		now, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := dayOf(now); err != nil || got != want {
			t.Errorf("%s: got %s (%v), want %s", at, got, err, want)
		}
	}
}
