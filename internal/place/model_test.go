package place_test

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"erikti/internal/fault"
)

// model is what places are, in the simplest words: no database, no locks, nobody
// at the same time.
type model struct {
	now    time.Time
	ages   map[string]int
	shifts []*modelShift
}

type modelShift struct {
	id             string
	from, to       time.Time
	closes, cutoff *time.Time
	window         time.Duration // 0: by the time left
	approval       bool
	capacity       int
	minAge         int
	state          string
	holders        map[string]time.Time // until when they may leave whatever the deadline, zero: no grace
	ever           map[string]bool      // who had a sign-up at any time
	requests       map[string]int64     // the number in the queue that each keeps
	queue          []modelEntry
	offers         []modelOffer
	first, seq     int64
}

type modelEntry struct {
	who     string
	seq     int64
	blocked string
	auto    bool
	missed  int
}

type modelOffer struct {
	modelEntry
	until time.Time
}

// clone copies a model, for what may be refused as a whole.
func (m *model) clone() []*modelShift {
	shifts := make([]*modelShift, len(m.shifts))
	for i, s := range m.shifts {
		c := *s
		c.holders, c.ever, c.requests = maps.Clone(s.holders), maps.Clone(s.ever), maps.Clone(s.requests)
		c.queue, c.offers = slices.Clone(s.queue), slices.Clone(s.offers)
		shifts[i] = &c
	}
	return shifts
}

// whole does what an organizer does: all of it, or nothing when it is refused.
func (m *model) whole(f func() fault.Code) fault.Code {
	before := m.clone()
	no := f()
	if no != "" {
		for i, s := range m.shifts {
			*s = *before[i]
		}
	}
	return no
}

func (s *modelShift) free() int { return s.capacity - len(s.holders) - len(s.offers) }

func (s *modelShift) closing() time.Time {
	if s.closes != nil && s.closes.Before(s.from) {
		return *s.closes
	}
	return s.from
}

func (s *modelShift) deadline() time.Time {
	if s.cutoff != nil && s.cutoff.Before(s.from) {
		return *s.cutoff
	}
	return s.from
}

func (s *modelShift) overlaps(from, to time.Time) bool { return s.from.Before(to) && s.to.After(from) }

func (s *modelShift) has(who string) bool {
	_, there := s.holders[who]
	return there
}

func (s *modelShift) requested(who string) bool {
	_, there := s.requests[who]
	return there
}

func (s *modelShift) position(who string) int {
	return slices.IndexFunc(s.queue, func(e modelEntry) bool { return e.who == who })
}

func (s *modelShift) offered(who string) int {
	return slices.IndexFunc(s.offers, func(o modelOffer) bool { return o.who == who })
}

// over says whether organizers change it no more.
func (s *modelShift) over() bool { return s.state == "CANCELLED" || s.state == "ENDED" }

// gate is the first one that keeps a person from a place, "" for none.
func (m *model) gate(who string, s *modelShift) (gate string, no fault.Code) {
	if m.ages[who] < s.minAge {
		return "AGE", fault.TooYoung
	}
	for _, other := range m.shifts {
		if other != s && other.has(who) && other.overlaps(s.from, s.to) {
			return "NO_OVERLAP", fault.Overlaps
		}
	}
	return "", ""
}

// hold gives a place; who is placed late may think for two hours.
func (m *model) hold(s *modelShift, who string, placed bool) {
	s.holders[who], s.ever[who] = time.Time{}, true
	if until := m.now.Add(2 * time.Hour); placed && !until.Before(s.deadline()) {
		s.holders[who] = until
	}
}

// byID are the shifts in the order in which they are locked.
func byID(shifts ...*modelShift) []*modelShift {
	return slices.SortedFunc(slices.Values(shifts), func(a, b *modelShift) int { return cmp.Compare(a.id, b.id) })
}

// freedAt is a time at which people have a place on a shift no more.
type freedAt struct {
	shift    *modelShift
	people   map[string]bool
	from, to time.Time
}

// elsewhere settles the shifts for which people wait whose time became free.
func (m *model) elsewhere(all ...freedAt) {
	var found []*modelShift
	for _, s := range m.shifts {
		for _, f := range all {
			if s.id != f.shift.id && s.overlaps(f.from, f.to) &&
				slices.ContainsFunc(s.queue, func(e modelEntry) bool { return f.people[e.who] }) {
				found = append(found, s)
				break
			}
		}
	}
	for _, s := range byID(found...) {
		m.settle(s)
	}
}
