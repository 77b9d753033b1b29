package place_test

import (
	"context"
	"testing"

	"erikti/ent/gen/offer"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
	"erikti/internal/place"
	"erikti/internal/state/statetest"
)

// waits is somebody who waits for the one place of a shift, with what is offered to them
// when they were offered it.
type waits struct {
	w                          *world
	who, holder, placed, where string
	entry, offer               string
}

func (x *waits) put(t testing.TB, autoAccept, offered bool) {
	t.Helper()
	w := x.w
	w.at(noon)
	p := w.people(t, 2)
	x.holder, x.who, x.offer = p[0], p[1], ""
	x.where = w.shift(t, spec{capacity: 1})
	x.placed = w.take(t, x.holder, x.where)
	out, err := w.ask(x.who, x.where, autoAccept && !offered)
	done(t, err)
	x.entry = out.EntryID
	if offered {
		done(t, w.cancel(x.holder, x.placed))
		x.offer = w.offerOf(t, x.entry).ID
	}
}

// free gives the place up, where it was not.
func (x *waits) free() error {
	if x.offer != "" {
		return nil
	}
	return x.w.cancel(x.holder, x.placed)
}

func (x *waits) answer(accept bool) func() error {
	return func() error { return x.w.answer(x.who, x.offer, accept, "") }
}

// late is what the clock does once every offer is overdue.
func (x *waits) late() error {
	x.w.at(days(5, 0))
	_, err := x.w.engine.Tick(context.Background())
	return err
}

func (x *waits) cancelled() error {
	_, err := x.w.events.CancelShift(x.w.organizer, x.where, "")
	return err
}

func silent(f func() error, changes ...string) statetest.Call {
	return statetest.Call{Changes: changes, Silent: true, Make: f}
}

// Every change of an offer, from every state, is done or refused as its table says.
func TestOffersMoveByTheirTable(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		x := &waits{w: w}
		statetest.Walk[offer.State]{
			Table:  place.Offers,
			States: []offer.State{offer.StatePENDING, offer.StateCLAIMED, offer.StateDECLINED, offer.StateEXPIRED, offer.StateREVOKED},
			Starts: []offer.State{offer.StatePENDING},
			Put: func(_ statetest.Call, in offer.State) {
				x.put(t, false, true)
				if in != offer.StatePENDING {
					w.store.Client.Offer.UpdateOneID(x.offer).SetState(in).ExecX(w.system)
					w.store.Client.WaitlistEntry.UpdateOneID(x.entry).SetState(waitlistentry.StateLEFT).ExecX(w.system)
					w.store.Client.Shift.UpdateOneID(x.where).SetHeld(0).ExecX(w.system)
				}
			},
			At: func() offer.State { return w.store.Client.Offer.GetX(w.system, x.offer).State },
			Calls: []statetest.Call{
				{Changes: []string{"accept"}, Code: fault.NotOffered, Make: x.answer(true)},
				{Changes: []string{"decline"}, Code: fault.NotOffered, Make: x.answer(false)},
				silent(x.late, "expire"), silent(x.cancelled, "the shift is over or cancelled"),
			},
		}.Run(t)
	})
}

// Every change of a position in the queue, from every state, is done or refused as its
// table says.
func TestPositionsMoveByTheirTable(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		x := &waits{w: w}
		statetest.Walk[waitlistentry.State]{
			Table: place.Waitlist,
			States: []waitlistentry.State{
				waitlistentry.StateWAITING, waitlistentry.StatePROMOTED, waitlistentry.StateOFFERED, waitlistentry.StateACCEPTED,
				waitlistentry.StateDECLINED, waitlistentry.StateREMOVED, waitlistentry.StateLEFT, waitlistentry.StateCLOSED,
			},
			Starts: []waitlistentry.State{waitlistentry.StateWAITING},
			Put: func(c statetest.Call, in waitlistentry.State) {
				answered := in != waitlistentry.StateWAITING
				x.put(t, c.Changes[0] == "promote", answered)
				u := w.store.Client.WaitlistEntry.UpdateOneID(x.entry).SetState(in)
				if c.Changes[0] == "expire, the second time" {
					u.SetMissed(1)
				}
				u.ExecX(w.system)
				if c.Changes[0] == "expire" && in == waitlistentry.StateOFFERED {
					w.wait(t, w.people(t, 1)[0], x.where) // gets the place: else it is offered to them again at once
				}
				if answered && in != waitlistentry.StateOFFERED {
					w.store.Client.Offer.UpdateOneID(x.offer).SetState(offer.StateREVOKED).ExecX(w.system)
					w.store.Client.Shift.UpdateOneID(x.where).SetHeld(0).ExecX(w.system)
				}
			},
			At: func() waitlistentry.State { return w.store.Client.WaitlistEntry.GetX(w.system, x.entry).State },
			Calls: []statetest.Call{
				silent(x.free, "promote"), silent(x.free, "offer"),
				{Changes: []string{"accept"}, Code: fault.NotOffered, Make: x.answered(true)},
				{Changes: []string{"decline"}, Code: fault.NotOffered, Make: x.answered(false)},
				silent(x.late, "expire"), silent(x.late, "expire, the second time"),
				{Changes: []string{"leave", "decline"}, Code: fault.NotWaiting, Make: func() error { return w.leave(x.who, x.entry) }},
				silent(x.cancelled, "the shift is over or cancelled"),
			},
		}.Run(t)
	})
}

// answered answers what was offered; of who was offered nothing there is none to answer.
func (x *waits) answered(accept bool) func() error {
	return func() error {
		if x.offer == "" {
			return fault.Refuse(fault.NotOffered)
		}
		return x.answer(accept)()
	}
}
