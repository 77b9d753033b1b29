package demo

import (
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/internal/place"
)

// setByClock gives the shifts of an event the state that they have at a moment. A
// published event is done when the last of them has ended.
func (e *activity) setByClock(now time.Time) {
	for _, t := range e.shifts {
		s := &gen.Shift{StartsAt: t.when.start, EndsAt: t.when.end, OpensAt: t.opens, ClosesAt: t.closes}
		if e.state == event.StateCANCELLED {
			s.State = shift.StateCANCELLED
		}
		t.state, t.next = place.StateAt(s, e.state != event.StateDRAFT, now)
	}
	if e.state == event.StatePUBLISHED && !e.end().After(now) {
		e.state = event.StateDONE
	}
}
