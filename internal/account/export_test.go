package account

import "context"

// CheckPassword is checkPassword.
var CheckPassword = checkPassword

// Done is how many hashes were made.
func (h *Hasher) Done() int64 { return h.done.Load() }

// Waiting is how many wait for a turn.
func (h *Hasher) Waiting() int64 { return h.waiting.Load() }

// Occupy takes a turn until free is called.
func (h *Hasher) Occupy(ctx context.Context) (free func(), err error) {
	if err := h.turn(ctx); err != nil {
		return nil, err
	}
	return func() { <-h.turns }, nil
}
