package event

import (
	"erikti/ent/gen"
	genevent "erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/internal/fault"
	"erikti/internal/state"
)

// The changes of where an event stands; it begins as a DRAFT, and one of a capability
// that opens by itself (a budget of seats) as PUBLISHED.
const (
	publishing = "publish"
	cancelling = "cancel"
	ending     = "its last shift has ended"
	// Settling locks its hours: internal/attendance does it.
	Settling = "settle"
)

// States are where an event stands, and what leads where. The engine of places makes it
// DONE, in the transaction that ends its last shift.
var States = state.Table[genevent.State]{Kind: "event", Moves: map[string]state.Move[genevent.State]{
	publishing: {From: []genevent.State{genevent.StateDRAFT}, To: genevent.StatePUBLISHED},
	cancelling: {From: []genevent.State{genevent.StateDRAFT, genevent.StatePUBLISHED}, To: genevent.StateCANCELLED},
	ending:     {From: []genevent.State{genevent.StatePUBLISHED}, To: genevent.StateDONE},
	Settling:   {From: []genevent.State{genevent.StateDONE}, To: genevent.StateSETTLED},
}}

// The changes of where a shift stands; it begins as SCHEDULED.
const (
	opens       = "its sign-up opens"
	putsOff     = "its sign-up opens later"
	closes      = "its sign-up closes"
	ends        = "it ends"
	cancelShift = "cancel"
)

// Shifts are where a shift of a published event stands, and what leads where: all but the
// cancelling by the clock (place.StateAt), which follows the times of the shift, also when
// they are changed or the clock was wrong. What has ended stays so.
var Shifts = state.Table[shift.State]{Kind: "shift", Moves: map[string]state.Move[shift.State]{
	opens:       {From: []shift.State{shift.StateSCHEDULED, shift.StateCLOSED}, To: shift.StateOPEN},
	putsOff:     {From: []shift.State{shift.StateOPEN, shift.StateCLOSED}, To: shift.StateSCHEDULED},
	closes:      {From: []shift.State{shift.StateSCHEDULED, shift.StateOPEN}, To: shift.StateCLOSED},
	ends:        {From: going, To: shift.StateENDED},
	cancelShift: {From: going, To: shift.StateCANCELLED},
}}

// going are the states of a shift that is neither over nor cancelled.
var going = []shift.State{shift.StateSCHEDULED, shift.StateOPEN, shift.StateCLOSED}

// Changeable refuses to change an event that is over or cancelled.
func Changeable(e *gen.Event) error {
	_, err := States.Next(cancelling, e.State)
	return err
}

// shiftChangeable refuses to change a shift that is over or cancelled.
func shiftChangeable(s shift.State) error {
	_, err := Shifts.Next(cancelShift, s)
	return err
}

// sameShift refuses to move somebody from a shift to itself.
func sameShift() error { return fault.RefuseFor(fault.WrongState, "same_shift") }
