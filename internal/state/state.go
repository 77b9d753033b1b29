// Package state has the tables of states: which change leads from which states to
// which. A capability keeps one table for a kind of thing; its code asks the table
// and its tests walk it, so that what is written there is what is done.
package state

import (
	"slices"

	"erikti/internal/fault"
)

// Move is one change: from one of some states to another.
type Move[S ~string] struct {
	From []S
	To   S
}

// Table has the changes of a kind of thing by name. Kind names it in the words of a
// refusal: refusal.WRONG_STATE.<kind>.
type Table[S ~string] struct {
	Kind  string
	Moves map[string]Move[S]
}

// Next is the state that a change leads to. From a state from which it leads nowhere
// it is refused with WRONG_STATE, which names that state and those from which it
// would be done.
func (t Table[S]) Next(change string, from S) (S, error) { return t.First(from, change) }

// First is the state that the first of some changes leads to which can be made: those of
// one call, which is refused when none of them can, with all states from which one could.
func (t Table[S]) First(from S, changes ...string) (S, error) {
	var allowed []S
	for _, change := range changes {
		m, ok := t.Moves[change]
		if !ok {
			panic("state: " + t.Kind + " has no change " + change)
		}
		if slices.Contains(m.From, from) {
			return m.To, nil
		}
		allowed = append(allowed, m.From...)
	}
	return "", Refuse(t.Kind, from, allowed...)
}

// Refuse is the refusal of what cannot be done in a state.
func Refuse[S ~string](kind string, in S, allowed ...S) *fault.Refusal {
	var names []string
	for _, s := range allowed {
		names = append(names, string(s))
	}
	return fault.RefuseFor(fault.WrongState, kind).With("state", string(in)).With("allowed", names)
}
