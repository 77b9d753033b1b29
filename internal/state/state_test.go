package state_test

import (
	"slices"
	"testing"

	"erikti/internal/fault"
	"erikti/internal/state"
)

type lamp string

var lamps = state.Table[lamp]{Kind: "lamp", Moves: map[string]state.Move[lamp]{
	"turn on":  {From: []lamp{"OFF"}, To: "ON"},
	"break":    {From: []lamp{"ON", "OFF"}, To: "BROKEN"},
	"turn off": {From: []lamp{"ON"}, To: "OFF"},
}}

// A change leads where the table says, and is refused everywhere else, with where one
// is and from where it would be done.
func TestNext(t *testing.T) {
	for change, m := range lamps.Moves {
		for _, from := range []lamp{"ON", "OFF", "BROKEN", ""} {
			to, err := lamps.Next(change, from)
			if slices.Contains(m.From, from) {
				if err != nil || to != m.To {
					t.Errorf("%s from %q: %q, %v", change, from, to, err)
				}
				continue
			}
			r, refused := fault.AsRefusal(err)
			if !refused || r.Code != fault.WrongState || r.Detail != "lamp" || to != "" {
				t.Errorf("%s from %q: %q, %v", change, from, to, err)
				continue
			}
			allowed, _ := r.Args["allowed"].([]string)
			if r.Args["state"] != string(from) || len(allowed) != len(m.From) || allowed[0] != string(m.From[0]) {
				t.Errorf("%s from %q: %v", change, from, r.Args)
			}
		}
	}
}

// Of the changes of one call the first is made that can be; when none can, the refusal
// names all states from which one could.
func TestFirst(t *testing.T) {
	for from, want := range map[lamp]lamp{"ON": "OFF", "OFF": "BROKEN"} {
		if to, err := lamps.First(from, "turn off", "break"); err != nil || to != want {
			t.Errorf("from %s: %s, %v", from, to, err)
		}
	}
	_, err := lamps.First("BROKEN", "turn off", "turn on")
	r, _ := fault.AsRefusal(err)
	if r == nil || r.Args["state"] != "BROKEN" || !slices.Equal(r.Args["allowed"].([]string), []string{"ON", "OFF"}) {
		t.Errorf("%v", err)
	}
}
