package place_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"erikti/ent/gen/signup"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/place"
)

func (w *world) handOver(from, to string) error {
	err := w.engine.Do(context.Background(), func(ctx context.Context, t *place.Tx) error { return t.HandOver(ctx, from, to) })
	w.engine.Quiet()
	return err
}

// A person takes over all that a record has, in whatever state: a place, a request, the
// position in a queue with its number, an offer with its time, a place of the past. The
// counters stay, nobody is overtaken, and the log tells it.
func TestARecordIsTakenOver(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		p := w.people(t, 5)
		record, me, other := p[0], p[1], p[2]
		past := w.shift(t, spec{from: days(2, 0), to: days(2, 3)})
		taken, asked := w.shift(t, spec{capacity: 2}), w.shift(t, spec{from: days(12, 0), approval: true})
		queue, offered := w.shift(t, spec{from: days(14, 0)}), w.shift(t, spec{from: days(16, 0)})
		w.take(t, record, past)
		place1, request := w.take(t, record, taken), w.take(t, record, asked)
		w.take(t, other, queue)
		waiting := w.wait(t, record, queue)
		last := w.wait(t, p[3], queue)
		first := w.take(t, other, offered)
		held, err := w.engine.SignUp(context.Background(), place.SignUpRequest{ShiftID: offered, VolunteerID: record, JoinWaitlist: true})
		done(t, err)
		done(t, w.cancel(other, first)) // so it is offered
		w.at(days(3, 0))
		w.store.Client.Signup.Update().Where(signup.ShiftID(past)).SetState(signup.StateCOMPLETED).ExecX(w.system)
		done(t, w.handOver(record, me))
		for _, where := range []string{past, taken} {
			if !w.has(t, me, where) || w.has(t, record, where) {
				t.Error("a place did not come over")
			}
		}
		if s := w.store.Client.Signup.GetX(w.system, request); s.VolunteerID != me || s.State != signup.StateREQUESTED {
			t.Errorf("the request: %+v", s)
		}
		if s := w.store.Client.Signup.GetX(w.system, place1); s.VolunteerID != me {
			t.Error("another row has the place")
		}
		if e := w.entry(t, waiting); e.VolunteerID != me || e.Seq != 1 || e.State != "WAITING" {
			t.Errorf("the position: %+v", e)
		}
		if e := w.entry(t, held.EntryID); e.VolunteerID != me || e.State != "OFFERED" {
			t.Errorf("the offer: %+v", e)
		}
		w.check(t)
		done(t, w.capacity(queue, 2))
		if !w.has(t, me, queue) || w.entry(t, last).State != "WAITING" {
			t.Error("somebody was overtaken")
		}
		w.check(t)
		if err := w.handOver(record, me); err != nil { // nothing is left
			t.Error(err)
		}
	})
}

// What the person who takes a record over may not have they do not get, and nothing of
// the record moves.
func TestARecordIsTakenOverUnderTheRules(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		for name, c := range map[string]struct {
			spec spec
			born string
			have func(me, where string)
			want fault.Code
		}{
			"a place there":         {spec{capacity: 5}, "1990-05-17", func(me, where string) { w.take(t, me, where) }, fault.AlreadySignedUp},
			"a place at that time":  {spec{capacity: 5}, "1990-05-17", func(me, _ string) { w.take(t, me, w.shift(t, spec{from: days(10, 1)})) }, fault.Overlaps},
			"too young":             {spec{capacity: 5, minAge: 18}, "2010-05-17", func(string, string) {}, fault.TooYoung},
			"a child":               {spec{capacity: 5}, "2020-05-17", func(string, string) {}, fault.ConsentMissing},
			"nobody knows how old":  {spec{capacity: 5}, "", func(string, string) {}, fault.BirthDateMissing},
			"a place that was then": {spec{capacity: 5, from: days(-5, 0)}, "1990-05-17", func(me, _ string) { w.take(t, me, w.shift(t, spec{from: days(-5, 1)})) }, fault.Overlaps},
		} {
			w.at(noon)
			if c.spec.from.Before(noon) && !c.spec.from.IsZero() {
				w.at(days(-6, 0))
			}
			record, where := w.people(t, 1)[0], w.shift(t, c.spec)
			me := w.person(t, civil.Date(c.born))
			free := w.shift(t, spec{from: days(30, 0)})
			w.take(t, record, where)
			w.take(t, record, free)
			c.have(me, where)
			w.at(noon)
			if got := code(w.handOver(record, me)); got != c.want {
				t.Errorf("%s: %q, want %s", name, got, c.want)
			}
			if !w.has(t, record, where) || !w.has(t, record, free) || w.has(t, me, free) {
				t.Errorf("%s: something moved", name)
			}
		}
		w.check(t)
	})
}

// A record is taken over while its person gets a place elsewhere at the same time: one
// of the two is refused, and no minute is there twice (invariant 10).
func TestARecordIsTakenOverInARace(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		for range 6 {
			p := w.people(t, 2)
			a, b := w.shift(t, spec{capacity: 3}), w.shift(t, spec{capacity: 3, from: days(10, 1)})
			w.take(t, p[0], a)
			var both sync.WaitGroup
			var attach, sign error
			both.Go(func() { attach = w.handOver(p[0], p[1]) })
			both.Go(func() { _, sign = w.signUp(p[1], b) })
			both.Wait()
			if (attach == nil) == (sign == nil) {
				t.Fatalf("taken over: %v, signed up: %v", attach, sign)
			}
			if attach != nil {
				refused(t, attach, fault.Overlaps)
			} else {
				refused(t, sign, fault.Overlaps)
			}
			w.at(w.clock.Load().Add(time.Second))
		}
		w.check(t)
	})
}
