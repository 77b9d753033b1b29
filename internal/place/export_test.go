package place

import "context"

// Quiet waits for what is served after a commit.
func (e *Engine) Quiet() { e.elsewhere.wait() }

// VerifyShift is Verify for one shift.
func (e *Engine) VerifyShift(ctx context.Context, id string) ([]Fault, error) {
	s, err := e.store.Client.Shift.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	// The rows of the shifts from this one on.
	rows, err := e.countRows(ctx, id[:len(id)-1])
	if err != nil {
		return nil, err
	}
	var faults []Fault
	_, err = e.verifyShift(ctx, s, rows[id], func(f Fault) { faults = append(faults, f) })
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

// Chained is the hash of a line after another one.
var Chained = chained
