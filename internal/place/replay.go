package place

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"

	"erikti/ent/gen"
)

// replay is what the lines of a log that were read so far tell: who is there, and what
// the next line has to follow.
type replay struct {
	*there
	shiftID string
	report  func(Fault)

	number  int64
	hash    []byte
	after   places
	passed  map[int64]bool    // of those who wait: a place was free, and a gate of theirs failed
	last    int64             // the last number of the queue that was given
	raised  bool              // the line before added one place
	stayed  bool              // the shift was cancelled, and some had completed it
	unnamed bool              // the log began beside people whom it does not name
	reasons map[string][]byte // hashes of what organizers wrote, by sign-up
}

func newReplay(shiftID string, report func(Fault)) *replay {
	return &replay{
		there: newThere(), shiftID: shiftID, report: report, passed: map[int64]bool{}, reasons: map[string][]byte{},
	}
}

func (r *replay) say(line int64, format string, args ...any) {
	r.report(Fault{r.shiftID, line, fmt.Sprintf(format, args...)})
}

// line replays the next line.
func (r *replay) line(l *gen.PlaceLogLine) {
	var d detail
	if err := json.Unmarshal([]byte(l.Detail), &d); err != nil {
		r.say(l.Number, "its detail cannot be read")
	}
	first := r.number == 0
	switch {
	case !first && l.Number != r.number+1, first && l.Number != 1 && LogKind(l.Kind) != LogBegun:
		r.say(l.Number, "line %d is missing", r.number+1)
	case first && LogKind(l.Kind) != LogBegun:
		r.say(l.Number, "a log begins with %s, this one with %s", LogBegun, l.Kind)
	case first && (len(d.Before) > 0) != (l.Number > 1):
		r.say(l.Number, "it does not say what was before it")
	}
	if first {
		r.hash = d.Before
	}
	if !bytes.Equal(l.Hash, chained(r.hash, l)) {
		r.say(l.Number, "its hash is not that of what it says")
	}
	now := places{l.Capacity, l.Confirmed, l.Held, l.Waitlisted}
	if first {
		r.unnamed = now != places{capacity: l.Capacity}
	} else if want := told(r.after, l, d); now != want {
		r.say(l.Number, "after %s the counters are %+v, not %+v", l.Kind, want, now)
	}
	if !r.unnamed {
		r.tell(l, d)
		if named := r.places(l.Capacity); now != named && !r.stayed {
			r.say(l.Number, "the counters are %+v, and %+v are named", now, named)
		}
	}
	r.raised = LogKind(l.Kind) == LogCapacity && l.Capacity == r.after.capacity+1
	r.number, r.hash, r.after = l.Number, l.Hash, now
}

// told is what the counters are after a line, by what it tells.
func told(p places, l *gen.PlaceLogLine, d detail) places {
	switch LogKind(l.Kind) {
	case LogConfirmed:
		p.confirmed++
		switch d.Via {
		case viaQueue:
			p.waitlisted--
		case viaOffer:
			p.held--
		}
	case LogQueued:
		p.waitlisted++
	case LogOffered:
		p.waitlisted--
		p.held++
	case LogOfferDeclined, LogRemoved:
		p.held--
	case LogLapsed:
		p.held--
		p.waitlisted++
	case LogLeft:
		p.waitlisted--
	case LogReturned:
		p.confirmed++
	case LogCancelled, LogReleased, LogNoShow, LogUnrecorded:
		p.confirmed--
	case LogCapacity:
		p.capacity = l.Capacity
	case LogQueueClosed:
		p.held, p.waitlisted = 0, 0
	case LogShiftCancelled:
		p.confirmed = l.Confirmed // those who completed it stay
	}
	return p
}

// compare compares who is there by the log with who is there by the rows.
func (r *replay) compare(s *gen.Shift, rows *there) {
	if r.stayed { // the log does not say who had completed the shift
		maps.DeleteFunc(r.confirmed, func(no int64, _ string) bool { return rows.confirmed[no] == "" })
	}
	differ(r, "has a place", r.confirmed, rows.confirmed)
	differ(r, "asks for a place", r.requested, rows.requested)
	differ(r, "waits", r.waiting, rows.waiting)
	differ(r, "is offered a place", r.offered, rows.offered)
	if r.last > s.LastSeq {
		r.say(0, "the last number in the queue is %d, in the log %d", s.LastSeq, r.last)
	}
}

func differ[V comparable](r *replay, what string, log, rows map[int64]V) {
	for no, by := range log {
		if now, there := rows[no]; !there {
			r.say(0, "by the log, the person number %d %s", no, what)
		} else if now != by {
			r.say(0, "the person number %d %s with %v, by the log with %v", no, what, now, by)
		}
	}
	for no := range rows {
		if _, there := log[no]; !there {
			r.say(0, "the person number %d %s, not by the log", no, what)
		}
	}
}
