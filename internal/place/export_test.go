package place

import "context"

// Quiet waits for what is served after a commit.
func (e *Engine) Quiet() { e.elsewhere.wait() }

// VerifyShift is Verify for one shift.
func (e *Engine) VerifyShift(ctx context.Context, id string) ([]Fault, error) {
	var faults []Fault
	err := e.snapshot(ctx, func(s snapshot) error {
		// From this one on.
		_, _, err := s.verify(ctx, id[:len(id)-1], 1, &Verified{}, func(f Fault) { faults = append(faults, f) })
		return err
	})
	return faults, err
}

// Waiting counts the requests that wait at the desk.
func (e *Engine) Waiting() int {
	e.desk.mu.Lock()
	defer e.desk.mu.Unlock()
	n := 0
	for _, visits := range e.desk.waiting {
		n += len(visits)
	}
	return n
}

// Deciding counts the transactions that the desk has open.
func (e *Engine) Deciding() int {
	e.desk.mu.Lock()
	defer e.desk.mu.Unlock()
	return e.desk.running
}

// DueAtOnce is how many shifts of a kind one tick looks at.
const DueAtOnce = dueAtOnce

// Chained is the hash of a line after another one.
var Chained = chained

// Straight is an engine on the same database whose requests go past the desk: the same
// statements, and nobody to wait for.
func (e *Engine) Straight() *Engine {
	straight := New(e.store, e.publish, e.now)
	straight.ask = func(ctx context.Context, r *request) error { return straight.decideTogether(ctx, []*request{r})[0] }
	return straight
}
