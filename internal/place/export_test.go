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
