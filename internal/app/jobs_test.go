package app

import (
	"context"
	"testing"
)

// A job that panics is started again, until the program ends; what it had to do is done.
func TestG9_JobsThatPanic(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	todo := []string{"one", "panics", "two"}
	var done []string
	supervise(ctx, "test", func(context.Context) {
		for len(todo) > 0 {
			next := todo[0]
			if next == "panics" {
				todo[0] = "three"
				panic(next)
			}
			done, todo = append(done, next), todo[1:]
		}
		cancel()
	})
	if len(done) != 3 || done[1] != "three" {
		t.Errorf("done: %v", done)
	}
}
