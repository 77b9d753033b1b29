package mentoring

import (
	"erikti/ent/gen/mentorship"
	"erikti/internal/state"
)

// The changes of where a mentorship stands. How it begins is no change: as REQUESTED or
// PROPOSED.
const (
	takeOn   = "take on"
	decline  = "decline"
	withdraw = "withdraw"
	agree    = "agree"
	refuse   = "refuse"
	pause    = "pause"
	resume   = "resume"
	complete = "complete"
)

// States are where a mentorship stands, and what leads where.
var States = state.Table[mentorship.State]{Kind: "mentorship", Moves: map[string]state.Move[mentorship.State]{
	takeOn:   {From: []mentorship.State{mentorship.StateREQUESTED}, To: mentorship.StateACTIVE},
	decline:  {From: []mentorship.State{mentorship.StateREQUESTED}, To: mentorship.StateDECLINED},
	withdraw: {From: []mentorship.State{mentorship.StateREQUESTED}, To: mentorship.StateDECLINED},
	agree:    {From: []mentorship.State{mentorship.StatePROPOSED}, To: mentorship.StateACTIVE},
	refuse:   {From: []mentorship.State{mentorship.StatePROPOSED}, To: mentorship.StateDECLINED},
	pause:    {From: []mentorship.State{mentorship.StateACTIVE}, To: mentorship.StatePAUSED},
	resume:   {From: []mentorship.State{mentorship.StatePAUSED}, To: mentorship.StateACTIVE},
	complete: {From: []mentorship.State{mentorship.StateACTIVE, mentorship.StatePAUSED}, To: mentorship.StateCOMPLETED},
}}

// Need is a field in which an organization needs help.
type Need string

// The needs.
const (
	FindingDirection Need = "FINDING_DIRECTION"
	People           Need = "PEOPLE"
	Training         Need = "TRAINING"
	Documents        Need = "DOCUMENTS"
	Money            Need = "MONEY"
)

// Levels is how many levels the scale of maturity has, 1 the lowest. Their names and
// meanings are words (locales: maturity.1.name …), docs/guide/mentoring.md has them.
const Levels = 5
