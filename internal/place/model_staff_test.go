package place_test

import (
	"maps"
	"slices"
	"time"

	"erikti/internal/fault"
)

// change is an organizer's change of a shift.
func (m *model) change(s *modelShift, f func() fault.Code) fault.Code {
	return m.whole(func() fault.Code {
		m.settle(s)
		if s.over() {
			return fault.WrongState
		}
		if no := f(); no != "" {
			return no
		}
		m.reschedule(s)
		m.serve(s)
		return ""
	})
}

func (m *model) setCapacity(s *modelShift, n int) fault.Code {
	return m.change(s, func() fault.Code {
		if n < len(s.holders)+len(s.offers) {
			return fault.CapacityBelowTaken
		}
		s.capacity = n
		m.serve(s)
		return ""
	})
}

func (m *model) setMinAge(s *modelShift, n int) fault.Code {
	return m.change(s, func() fault.Code { s.minAge = n; return "" })
}

func (m *model) setPolicy(s *modelShift, approval bool) fault.Code {
	return m.change(s, func() fault.Code { s.approval = approval; return "" })
}

// move moves a shift; placed orders people by the time they got their places.
func (m *model) move(s *modelShift, from, to time.Time, release bool, placed func(a, b string) int) fault.Code {
	var freed []freedAt
	no := m.change(s, func() fault.Code {
		if from.Equal(s.from) && to.Equal(s.to) {
			return ""
		}
		var overlapping []string
		for who := range s.holders {
			if slices.ContainsFunc(m.shifts, func(o *modelShift) bool { return o != s && o.has(who) && o.overlaps(from, to) }) {
				overlapping = append(overlapping, who)
			}
		}
		if len(overlapping) > 0 && !release {
			return fault.WouldOverlap
		}
		freed = append(freed, freedAt{s, maps.Clone(s.ever), s.from, s.to})
		s.from, s.to = from, to
		for who := range s.holders {
			s.holders[who] = m.now.Add(48 * time.Hour)
		}
		slices.SortFunc(overlapping, placed)
		s.first -= int64(len(overlapping))
		for i, who := range overlapping {
			delete(s.holders, who)
			s.enter(modelEntry{who: who, seq: s.first + int64(i), auto: true, blocked: "NO_OVERLAP"})
			freed = append(freed, freedAt{s, map[string]bool{who: true}, from, to})
		}
		return ""
	})
	if no == "" {
		m.elsewhere(freed...)
	}
	return no
}

func (m *model) cancelShift(s *modelShift) fault.Code {
	no := m.whole(func() fault.Code {
		m.settle(s)
		if s.over() {
			return fault.WrongState
		}
		s.state, s.queue, s.offers = "CANCELLED", nil, nil
		clear(s.holders)
		clear(s.requests)
		return ""
	})
	if no == "" {
		m.elsewhere(freedAt{s, s.ever, s.from, s.to})
	}
	return no
}

func (m *model) approve(who string, s *modelShift) fault.Code {
	return m.whole(func() fault.Code {
		m.settle(s)
		seq, asked := s.requests[who]
		if s.over() || !asked || !m.now.Before(s.from) {
			return fault.WrongState
		}
		if _, no := m.gate(who, s); no != "" {
			return no
		}
		delete(s.requests, who)
		ahead := slices.ContainsFunc(s.queue, func(e modelEntry) bool {
			gate, _ := m.gate(e.who, s)
			return e.seq < seq && gate == ""
		})
		if s.free() > 0 && !ahead {
			m.hold(s, who, true)
			return ""
		}
		s.enter(modelEntry{who: who, seq: seq, auto: true})
		m.serve(s)
		return ""
	})
}

func (m *model) decline(who string, s *modelShift) fault.Code {
	return m.whole(func() fault.Code {
		m.settle(s)
		if s.over() || !s.requested(who) {
			return fault.WrongState
		}
		delete(s.requests, who)
		return ""
	})
}

func (m *model) add(who string, s *modelShift) fault.Code {
	return m.whole(func() fault.Code {
		m.settle(s)
		if s.state == "ENDED" {
			return fault.WrongState // its event is done
		}
		return m.place(who, s)
	})
}

// place gives somebody a place past the queue.
func (m *model) place(who string, s *modelShift) fault.Code {
	if s.over() {
		return fault.ShiftClosed
	}
	if _, no := m.gate(who, s); no != "" {
		return no
	}
	if s.has(who) {
		return fault.AlreadySignedUp
	}
	delete(s.requests, who)
	if i := s.offered(who); i >= 0 {
		s.offers = slices.Delete(s.offers, i, i+1)
	} else {
		if i := s.position(who); i >= 0 {
			s.queue = slices.Delete(s.queue, i, i+1)
		}
		if s.free() == 0 || len(s.queue) > 0 {
			s.capacity++
		}
	}
	m.hold(s, who, true)
	return ""
}

func (m *model) movePerson(who string, s, to *modelShift) fault.Code {
	no := m.whole(func() fault.Code {
		for _, locked := range byID(s, to) {
			m.settle(locked)
		}
		if s.state == "ENDED" || to.state == "ENDED" || !s.has(who) || s == to {
			return fault.WrongState
		}
		delete(s.holders, who)
		if no := m.place(who, to); no != "" {
			return no
		}
		m.serve(s)
		return ""
	})
	if no == "" {
		m.elsewhere(freedAt{s, map[string]bool{who: true}, s.from, s.to})
	}
	return no
}
