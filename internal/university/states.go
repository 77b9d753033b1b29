package university

import (
	"erikti/ent/gen/enrollment"
	"erikti/internal/state"
)

// The changes of where an enrollment stands; it begins REQUESTED, and CONFIRMED where an
// address of the university says who studies there.
const (
	confirming = "confirm"
	declining  = "decline"
	dropping   = "end"
)

// States are where an enrollment stands, and what leads where.
var States = state.Table[enrollment.State]{Kind: "enrollment", Moves: map[string]state.Move[enrollment.State]{
	confirming: {From: []enrollment.State{enrollment.StateREQUESTED}, To: enrollment.StateCONFIRMED},
	declining:  {From: []enrollment.State{enrollment.StateREQUESTED}, To: enrollment.StateDECLINED},
	dropping:   {From: []enrollment.State{enrollment.StateREQUESTED, enrollment.StateCONFIRMED}, To: enrollment.StateENDED},
}}

// deciding is the change that a decision makes.
func deciding(d Decision) string {
	if d.Confirm {
		return confirming
	}
	return declining
}
