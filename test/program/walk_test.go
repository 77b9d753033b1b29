package program

import (
	"encoding/json"
	"testing"

	"erikti/internal/apptest"
	"erikti/internal/fault"
	"erikti/internal/state/statetest"
)

// asks is a call of a mutation that makes a change of a table of states. The mutation reads
// what a refusal says of the state: "... on WrongState { state allowed }".
func asks(t testing.TB, who *apptest.Client, name, mutation string, in func() map[string]any, changes ...string) statetest.Call {
	return statetest.Call{Changes: changes, Make: func() error {
		a := who.Do(t, mutation, in())
		return refusal(t, a, name)
	}}
}

// always is an input that is the same whenever it is sent.
func always(in map[string]any) func() map[string]any { return func() map[string]any { return in } }

// refusal is what a mutation was refused with, as it reaches a client; nil when it was done.
func refusal(t testing.TB, a *apptest.Answer, field string) error {
	t.Helper()
	found := codes(a, field)
	if len(a.Errors) > 0 || len(found) > 1 {
		t.Fatalf("%s", a.Body)
	}
	if len(found) == 0 {
		return nil
	}
	r := fault.Refuse(fault.Code(found[0]))
	if in, ok := a.At(field, "userErrors", 0, "state").(string); ok {
		var allowed []string
		all, _ := json.Marshal(a.At(field, "userErrors", 0, "allowed"))
		if err := json.Unmarshal(all, &allowed); err != nil {
			t.Fatalf("%v: %s", err, a.Body)
		}
		r.With("state", in).With("allowed", allowed)
	}
	return r
}
