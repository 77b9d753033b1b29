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
type model struct{ shifts []*modelShift }

type modelShift struct {
	id        string
	from, to  time.Time
	capacity  int
	minAge    int
	cancelled bool
	holders   map[string]bool
	ever      map[string]bool // who had a place at any time
	queue     []modelEntry
	seq       int64
}

type modelEntry struct {
	who     string
	seq     int64
	blocked string
}

// ages of people by id.
type ages map[string]int

func (s *modelShift) free() int { return s.capacity - len(s.holders) }

func (s *modelShift) overlaps(from, to time.Time) bool { return s.from.Before(to) && s.to.After(from) }

func (s *modelShift) position(who string) int {
	return slices.IndexFunc(s.queue, func(e modelEntry) bool { return e.who == who })
}

// gate is the first one that keeps a person from a place, "" for none.
func (m *model) gate(a ages, who string, s *modelShift) (gate string, no fault.Code) {
	if a[who] < s.minAge {
		return "AGE", fault.TooYoung
	}
	for _, other := range m.shifts {
		if other != s && other.holders[who] && other.overlaps(s.from, s.to) {
			return "NO_OVERLAP", fault.Overlaps
		}
	}
	return "", ""
}

// serve gives free places to the queue.
func (m *model) serve(a ages, s *modelShift) {
	if s.cancelled {
		return
	}
	var rest []modelEntry
	for i, e := range s.queue {
		if s.free() == 0 {
			rest = append(rest, s.queue[i:]...)
			break
		}
		if e.blocked, _ = m.gate(a, e.who, s); e.blocked != "" {
			rest = append(rest, e)
			continue
		}
		s.hold(e.who)
	}
	s.queue = rest
}

func (s *modelShift) hold(who string) { s.holders[who], s.ever[who] = true, true }

// serveElsewhere serves the other queues in which people wait whose time became free.
func (m *model) serveElsewhere(a ages, freed *modelShift, from, to time.Time, people map[string]bool) {
	others := slices.Clone(m.shifts)
	slices.SortFunc(others, func(a, b *modelShift) int { return cmp.Compare(a.id, b.id) })
	for _, s := range others {
		if s != freed && s.overlaps(from, to) && slices.ContainsFunc(s.queue, func(e modelEntry) bool { return people[e.who] }) {
			m.serve(a, s)
		}
	}
}

func (m *model) signUp(a ages, who string, s *modelShift) fault.Code {
	_, no := m.gate(a, who, s)
	switch {
	case s.cancelled:
		return fault.ShiftClosed
	case s.holders[who] || s.position(who) >= 0:
		return fault.AlreadySignedUp
	case no != "":
		return no
	}
	m.serve(a, s)
	if s.free() > 0 {
		s.hold(who)
		return ""
	}
	s.seq++
	s.queue = append(s.queue, modelEntry{who: who, seq: s.seq})
	return ""
}

func (m *model) cancel(a ages, who string, s *modelShift) fault.Code {
	if !s.holders[who] {
		return fault.NotSignedUp
	}
	delete(s.holders, who)
	m.serve(a, s)
	m.serveElsewhere(a, s, s.from, s.to, map[string]bool{who: true})
	return ""
}

func (m *model) leave(who string, s *modelShift) fault.Code {
	i := s.position(who)
	if i < 0 {
		return fault.NotWaiting
	}
	s.queue = slices.Delete(s.queue, i, i+1)
	return ""
}

func (m *model) setCapacity(a ages, s *modelShift, n int) fault.Code {
	switch {
	case s.cancelled:
		return fault.WrongState
	case n < len(s.holders):
		return fault.CapacityBelowTaken
	}
	s.capacity = n
	m.serve(a, s)
	return ""
}

func (m *model) setMinAge(a ages, s *modelShift, n int) fault.Code {
	if s.cancelled {
		return fault.WrongState
	}
	s.minAge = n
	m.serve(a, s)
	return ""
}

func (m *model) move(a ages, s *modelShift, from, to time.Time) fault.Code {
	if s.cancelled {
		return fault.WrongState
	}
	for _, other := range m.shifts {
		for who := range s.holders {
			if other != s && other.holders[who] && other.overlaps(from, to) {
				return fault.WouldOverlap
			}
		}
	}
	oldFrom, oldTo := s.from, s.to
	s.from, s.to = from, to
	m.serve(a, s)
	if !from.Equal(oldFrom) || !to.Equal(oldTo) {
		m.serveElsewhere(a, s, oldFrom, oldTo, maps.Clone(s.ever))
	}
	return ""
}

func (m *model) cancelShift(a ages, s *modelShift) fault.Code {
	if s.cancelled {
		return fault.WrongState
	}
	s.cancelled, s.queue = true, nil
	clear(s.holders)
	m.serveElsewhere(a, s, s.from, s.to, s.ever)
	return ""
}
