package places

import (
	"math"
	"testing"

	"github.com/anishathalye/porcupine"
)

// The model takes what a correct engine does and refuses the faults that it is there
// to find.
func TestTheModelTellsRightFromWrong(t *testing.T) {
	t.Parallel()
	place := func(id string) reply { return reply{signup: id} }
	waits := func(id string) reply { return reply{entry: id} }
	up := func(person int) call { return call{kind: signUp, person: person, wait: true} }
	give := func(person int, id string) call { return call{kind: cancel, person: person, id: id} }
	has := func(person int) call { return call{kind: readSignup, person: person} }
	begin := []any{call{kind: create, capacity: 1}, reply{}, up(0), place("a"), up(1), waits("b"), up(2), waits("c")}
	for name, c := range map[string]struct {
		right bool
		then  []any // calls and replies, one after the other
	}{
		"the head is promoted":            {true, []any{give(0, "a"), reply{}, has(1), place("d"), has(2), reply{}}},
		"the second is promoted":          {false, []any{give(0, "a"), reply{}, has(2), place("d")}},
		"nobody is promoted":              {false, []any{give(0, "a"), reply{}, has(1), reply{}}},
		"a place too many":                {false, []any{up(3), place("d")}},
		"past the queue":                  {false, []any{give(0, "a"), reply{}, up(3), place("d")}},
		"a place that is lost":            {false, []any{has(0), reply{}}},
		"another place":                   {false, []any{has(0), place("x")}},
		"given up twice":                  {false, []any{give(0, "a"), reply{}, give(0, "a"), reply{}}},
		"refused the second time":         {true, []any{give(0, "a"), reply{}, give(0, "a"), reply{refused: "NOT_SIGNED_UP"}}},
		"a raise gives to all":            {true, []any{call{kind: setCapacity, capacity: 3}, reply{}, has(2), place("d")}},
		"a raise that gives to none":      {false, []any{call{kind: setCapacity, capacity: 3}, reply{}, has(2), reply{}}},
		"a cut below what is taken":       {false, []any{call{kind: setCapacity, capacity: 0}, reply{}}},
		"a cut that is refused":           {true, []any{call{kind: setCapacity, capacity: 0}, reply{refused: "CAPACITY_BELOW_TAKEN", number: 1}}},
		"counters":                        {true, []any{call{kind: readCounters}, reply{capacity: 1, confirmed: 1, waitlisted: 2}}},
		"counters of the past":            {false, []any{call{kind: readCounters}, reply{capacity: 1, confirmed: 1, waitlisted: 1}}},
		"a position":                      {true, []any{call{kind: readPosition, person: 2, id: "c"}, reply{number: 2}}},
		"a wrong position":                {false, []any{call{kind: readPosition, person: 2, id: "c"}, reply{number: 1}}},
		"unknown, and it happened":        {true, []any{give(0, "a"), reply{unknown: true}, has(0), reply{}}},
		"unknown, and it did not happen":  {true, []any{give(0, "a"), reply{unknown: true}, has(0), place("a")}},
		"unknown, and it happened later":  {true, []any{give(0, "a"), reply{unknown: true}, has(0), place("a"), has(1), place("d")}},
		"unknown, and it was taken back":  {false, []any{give(0, "a"), reply{unknown: true}, has(1), place("d"), has(0), place("a")}},
		"numbers in another order":        {false, []any{up(3), reply{entry: "d", seq: 5}, up(4), reply{entry: "e", seq: 4}}},
		"a full shift without the queue":  {true, []any{call{kind: signUp, person: 3}, reply{refused: "SHIFT_FULL"}}},
		"a free place that is called one": {false, []any{call{kind: setCapacity, capacity: 4}, reply{}, call{kind: signUp, person: 3}, reply{refused: "SHIFT_FULL"}}},
	} {
		t.Run(name, func(t *testing.T) {
			var history []porcupine.Operation
			all := append(append([]any{}, begin...), c.then...)
			for i := 0; i < len(all); i += 2 {
				o := porcupine.Operation{Input: all[i], Output: all[i+1], Call: int64(10 * i), Return: int64(10*i + 5)}
				if all[i+1].(reply).unknown {
					o.Return = math.MaxInt64
				}
				history = append(history, o)
			}
			if got := porcupine.CheckOperations(model, history); got != c.right {
				t.Errorf("taken: %t", got)
			}
		})
	}
}
