package hours

import (
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/predicate"
	"erikti/internal/state"
)

// The changes of a line.
const (
	verify = "verify"
	reject = "reject"
	lock   = "lock"
)

// States has them. A LOCKED line is corrected by a counter-entry only.
var States = state.Table[hourentry.State]{Kind: "hours", Moves: map[string]state.Move[hourentry.State]{
	verify: {From: []hourentry.State{hourentry.StatePENDING}, To: hourentry.StateVERIFIED},
	reject: {From: []hourentry.State{hourentry.StatePENDING}, To: hourentry.StateREJECTED},
	lock:   {From: []hourentry.State{hourentry.StateVERIFIED}, To: hourentry.StateLOCKED},
}}

// Counted are the lines that count wherever they are shown to others (invariant 15).
func Counted() predicate.HourEntry {
	return hourentry.StateIn(hourentry.StateVERIFIED, hourentry.StateLOCKED)
}

// counted says the same in SQL, of the lines h.
const counted = "(h.state = 'VERIFIED' OR h.state = 'LOCKED')"

// Stands are the lines that were neither taken back, rejected nor take another back: each is a
// stretch of a person's time.
func Stands() predicate.HourEntry {
	return hourentry.And(hourentry.TakenBack(false), hourentry.MinutesGT(0), hourentry.StateNEQ(hourentry.StateREJECTED))
}
