package research

import (
	"erikti/ent/gen/study"
	"erikti/internal/state"
)

// The changes of where a study stands.
const (
	begin    = "begin"
	handIn   = "hand in"
	giveBack = "give back"
	publish  = "publish"
)

// States are where a study stands, and what leads where.
var States = state.Table[study.State]{Kind: "study", Moves: map[string]state.Move[study.State]{
	begin:    {From: []study.State{study.StatePLANNED}, To: study.StateFIELDWORK},
	handIn:   {From: []study.State{study.StateFIELDWORK}, To: study.StateREVIEW},
	giveBack: {From: []study.State{study.StateREVIEW}, To: study.StateFIELDWORK},
	publish:  {From: []study.State{study.StateREVIEW}, To: study.StatePUBLISHED},
}}
