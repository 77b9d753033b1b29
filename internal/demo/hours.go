package demo

import (
	"time"

	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/signup"
	"erikti/internal/id"
)

// makeHours writes down the time of those who came; when the event is settled, for
// good.
func (n *network) makeHours(r random, e *activity) {
	state := hourentry.StateVERIFIED
	if e.state == event.StateSETTLED {
		state = hourentry.StateLOCKED
	}
	for _, t := range e.shifts {
		for _, s := range t.places {
			if s.state != signup.StateCOMPLETED {
				continue
			}
			end := t.when.end
			if r.chance(12) {
				end = end.Add(-15 * time.Minute * time.Duration(r.between(1, 3))) // went home early
			}
			n.hours = append(n.hours, &hours{
				id: r.personal(id.HourEntry), person: s.person, of: e, date: n.localDay(t),
				shift: t, place: s, when: span{t.when.start, end}, marks: [2]string{r.personal(id.CheckIn), r.personal(id.CheckIn)}, evidence: r.between(1, 4), state: state, made: t.when.end,
			})
		}
	}
}
