package attendance

import (
	"context"

	"erikti/internal/fault"
)

// mostTogether bounds a batch.
const mostTogether = 200

// Recorded is what became of one mark of a batch.
type Recorded struct {
	ClientID string
	Outcome  Outcome
	// Refused is why it was not recorded; nil when it was, now or before.
	Refused *fault.Refusal
}

// Record records what a device kept while it had no network, in whatever order: each by
// itself, so that one that is refused stops no other, and again harmlessly. All are an
// organizer's: with the code of a person, or by hand.
func (s *Service) Record(ctx context.Context, shiftID string, all []Seen) ([]Recorded, error) {
	if _, err := me(ctx); err != nil {
		return nil, err
	}
	if len(all) < 1 || len(all) > mostTogether {
		return nil, fault.Invalid("too_many_events", "events").With("most", mostTogether)
	}
	done := make([]Recorded, 0, len(all))
	for _, seen := range all {
		do := s.Hand
		if seen.Code != "" {
			do = s.Scan
		}
		out, err := do(ctx, shiftID, seen)
		refused, ok := fault.AsRefusal(err)
		if err != nil && !ok {
			return nil, err
		}
		done = append(done, Recorded{seen.ClientID, out, refused})
	}
	return done, nil
}
