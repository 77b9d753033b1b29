package membership

import (
	"erikti/ent/gen/membership"
	"erikti/internal/state"
)

// The changes of where a membership stands.
const (
	accept  = "accept"
	decline = "decline"
	assign  = "assign"
	end     = "end"
)

// States are where a membership stands, and what leads where.
var States = state.Table[membership.Status]{Kind: "membership_state", Moves: map[string]state.Move[membership.Status]{
	accept:  {From: []membership.Status{membership.StatusREQUESTED}, To: membership.StatusACTIVE},
	decline: {From: []membership.Status{membership.StatusREQUESTED}, To: membership.StatusENDED},
	assign:  {From: []membership.Status{membership.StatusACTIVE}, To: membership.StatusENDED}, // by one of another role
	end:     {From: []membership.Status{membership.StatusREQUESTED, membership.StatusACTIVE}, To: membership.StatusENDED},
}}
