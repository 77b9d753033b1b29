package place

import (
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
)

// Shift is a locked shift, as it is after what its transaction decided so far.
type Shift struct {
	*gen.Shift
	tx      *Tx
	queue   queue
	changed bool
	found   places // when it was locked
	before  beginning
}

// places are the counters of a shift.
type places struct{ capacity, confirmed, held, waitlisted int }

func (s *Shift) places() places { return places{s.Capacity, s.Confirmed, s.Held, s.Waitlisted} }

// free is the number of places that are neither confirmed nor held.
func (s *Shift) free() int { return Available(s.Shift) }

// change notes that what is shown of the shift's places changed: its version grows
// once a transaction.
func (s *Shift) change() {
	if !s.changed {
		s.changed = true
		s.Version++
		s.tx.Touch(s.EventID)
	}
}

// cutoff is until when a place can be given up by right.
func (s *Shift) cutoff() time.Time {
	if s.CancelCutoff != nil && s.CancelCutoff.Before(s.StartsAt) {
		return *s.CancelCutoff
	}
	return s.StartsAt
}

func (s *Shift) cancelled() bool {
	return s.State == shift.StateCANCELLED || s.Edges.Event.State == event.StateCANCELLED
}

// takesPeople says whether a place that becomes free is still given to someone.
func (s *Shift) takesPeople() bool {
	return s.tx.Now.Before(s.StartsAt) && !s.cancelled() || s.onTheSpot()
}

// draft says whether everyone but its organization takes the event for one that
// does not exist.
func (s *Shift) draft() bool { return s.Edges.Event.State == event.StateDRAFT }
