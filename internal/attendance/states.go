package attendance

import (
	"erikti/ent/gen/hourdispute"
	"erikti/internal/state"
)

// The changes of where a dispute stands; it begins as OPEN.
const (
	uphold  = "uphold"
	decline = "decline"
)

// Disputes are where it stands what somebody said is not right, and what leads where.
var Disputes = state.Table[hourdispute.State]{Kind: "dispute_answered", Moves: map[string]state.Move[hourdispute.State]{
	uphold:  {From: []hourdispute.State{hourdispute.StateOPEN}, To: hourdispute.StateUPHELD},
	decline: {From: []hourdispute.State{hourdispute.StateOPEN}, To: hourdispute.StateDECLINED},
}}
