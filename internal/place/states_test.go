package place_test

import (
	"context"
	"testing"
	"time"

	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/internal/event"
	"erikti/internal/fault"
	"erikti/internal/place"
	"erikti/internal/state/statetest"
)

// Every change of a shift, from every state, is done or refused as its table says, also by
// the clock and by one that was wrong.
func TestShiftsMoveByTheirTable(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		var of, id string
		begin := days(10, 0)
		until := map[string][2]time.Time{ // when its sign-up opens and closes
			"its sign-up opens":       {days(-1, 0), days(1, 0)},
			"its sign-up opens later": {days(1, 0), days(2, 0)},
			"its sign-up closes":      {days(-2, 0), days(-1, 0)},
		}
		clock := func(change string) statetest.Call {
			return statetest.Call{Changes: []string{change}, Silent: true, Make: func() error {
				_, err := w.anotherEngine().Tick(context.Background()) // one that does not know what the clock was
				return err
			}}
		}
		statetest.Walk[shift.State]{
			Table:  event.Shifts,
			States: []shift.State{shift.StateSCHEDULED, shift.StateOPEN, shift.StateCLOSED, shift.StateENDED, shift.StateCANCELLED},
			Starts: []shift.State{shift.StateSCHEDULED},
			Put: func(c statetest.Call, in shift.State) {
				of = w.event(t, spec{})
				w.shift(t, spec{event: of, from: days(20, 0)}) // so that the event is never over
				id = w.shift(t, spec{event: of, from: begin})
				times := until[c.Changes[0]]
				u := w.store.Client.Shift.UpdateOneID(id).SetState(in)
				if !times[0].IsZero() {
					u.SetOpensAt(times[0]).SetClosesAt(times[1])
				}
				if c.Changes[0] == "it ends" {
					u.SetStartsAt(days(0, -4)).SetEndsAt(days(0, -1))
				}
				if in != shift.StateENDED && in != shift.StateCANCELLED {
					u.SetNextTransitionAt(days(0, -1))
				} else {
					u.ClearNextTransitionAt()
				}
				u.ExecX(w.system)
			},
			At: func() shift.State { return w.store.Client.Shift.GetX(w.system, id).State },
			Calls: []statetest.Call{
				clock("its sign-up opens"), clock("its sign-up opens later"), clock("its sign-up closes"), clock("it ends"),
				statetest.Do("cancel", func() error { _, err := w.events.CancelShift(w.organizer, id, ""); return err }),
			},
		}.Run(t)
	})
}

// Every change of a sign-up, from every state, is done or refused as its table says: by
// its person, by the organizers and by what was recorded.
func TestSignupsMoveByTheirTable(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		var who, where, other, id string
		onShift := func(f func(ctx context.Context, s *place.Shift) error) error {
			return w.engine.Do(context.Background(), func(ctx context.Context, tx *place.Tx) error {
				s, err := tx.LockShift(ctx, where)
				if err != nil {
					return err
				}
				return f(ctx, s)
			})
		}
		absent := func(change string, as signup.State) statetest.Call {
			return statetest.Call{Changes: []string{change}, Again: true, Make: func() error {
				return onShift(func(ctx context.Context, s *place.Shift) error { return s.Absent(ctx, id, as) })
			}}
		}
		present := func(change string, there bool) statetest.Call {
			return statetest.Call{Changes: []string{change}, Again: true, Code: fault.NotSignedUp, Make: func() error {
				return onShift(func(ctx context.Context, s *place.Shift) error { return s.Present(ctx, id, there) })
			}}
		}
		statetest.Walk[signup.State]{
			Table: place.Signups,
			States: []signup.State{
				signup.StateREQUESTED, signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED, signup.StateDECLINED,
				signup.StateWITHDRAWN, signup.StateCANCELLED, signup.StateNO_SHOW, signup.StateUNRECORDED, signup.StateEXCUSED,
			},
			Starts: []signup.State{signup.StateREQUESTED, signup.StateCONFIRMED},
			Put: func(c statetest.Call, in signup.State) {
				who = w.people(t, 1)[0]
				of := w.event(t, spec{})
				full := c.Changes[0] == "approve, and no place is free"
				where = w.shift(t, spec{event: of, capacity: 1, approval: true})
				other = w.shift(t, spec{event: of, capacity: 5, from: days(20, 0)})
				out, err := w.signUp(who, where)
				done(t, err)
				id = out.SignupID
				if full {
					done(t, w.add(w.people(t, 1)[0], where))
				}
				taken := 0
				if full || in == signup.StateCONFIRMED || in == signup.StateCHECKED_IN || in == signup.StateCOMPLETED {
					taken = 1
				}
				w.store.Client.Signup.UpdateOneID(id).SetState(in).ExecX(w.system)
				w.store.Client.Shift.UpdateOneID(where).SetConfirmed(taken).ExecX(w.system)
			},
			At: func() signup.State { return w.store.Client.Signup.GetX(w.system, id).State },
			Calls: []statetest.Call{
				statetest.Do("approve", func() error { _, err := w.approve(id); return err }),
				statetest.Do("approve, and no place is free", func() error { _, err := w.approve(id); return err }),
				statetest.Do("decline", func() error { _, err := w.events.Decline(w.organizer, id, "r", ""); return err }),
				{Changes: []string{"withdraw", "give up"}, Code: fault.NotSignedUp, Make: func() error { return w.cancel(who, id) }},
				statetest.Do("move to another shift", func() error { return w.moveSignup(id, other) }),
				present("comes", true), present("leaves", false),
				absent("did not come", signup.StateNO_SHOW), absent("nobody said anything", signup.StateUNRECORDED), absent("excuse", signup.StateEXCUSED),
			},
		}.Run(t)
	})
}
