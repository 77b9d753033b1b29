package place_test

import (
	"cmp"
	"slices"
	"time"
)

// settle expires the overdue offers and serves the queue.
func (m *model) settle(s *modelShift) {
	var overdue, rest []modelOffer
	for _, o := range s.offers {
		if o.until.After(m.now) {
			rest = append(rest, o)
		} else {
			overdue = append(overdue, o)
		}
	}
	slices.SortFunc(overdue, func(a, b modelOffer) int {
		return cmp.Or(a.until.Compare(b.until), cmp.Compare(a.seq, b.seq))
	})
	s.offers = rest
	for _, o := range overdue {
		if o.missed++; o.missed < 2 && s.state != "CANCELLED" && m.now.Before(s.from) {
			s.seq++
			o.seq = s.seq
			s.queue = append(s.queue, o.modelEntry)
		}
	}
	m.serve(s)
}

// serve gives free places to the queue.
func (m *model) serve(s *modelShift) {
	if s.state == "CANCELLED" || !m.now.Before(s.from) {
		return
	}
	var rest []modelEntry
	var notAsked []int // in rest: passed when somebody behind them gets a place
	for i, e := range s.queue {
		if s.free() == 0 {
			rest = append(rest, s.queue[i:]...)
			break
		}
		gate, _ := m.gate(e.who, s)
		switch {
		case gate != "":
			e.blocked = gate
			rest = append(rest, e)
		case e.auto && m.now.Before(s.from.Add(-12*time.Hour)) && m.now.Before(s.deadline()):
			for _, n := range notAsked {
				rest[n].blocked = "SIGNUP_WINDOW"
			}
			notAsked = nil
			m.hold(s, e.who, true)
		case m.now.Before(s.closing()):
			e.blocked = ""
			s.offers = append(s.offers, modelOffer{e, m.until(s)})
		default:
			notAsked = append(notAsked, len(rest))
			rest = append(rest, e)
		}
	}
	s.queue = rest
}

// until is when an offer made now ends. The zone is five hours before UTC.
func (m *model) until(s *modelShift) time.Time {
	window := s.window
	if window == 0 {
		window = 15 * time.Minute
		for _, step := range []struct{ over, window time.Duration }{
			{4 * time.Hour, time.Hour}, {24 * time.Hour, 4 * time.Hour}, {72 * time.Hour, 24 * time.Hour},
		} {
			if s.from.Sub(m.now) > step.over {
				window = step.window
			}
		}
	}
	until := m.now.Add(window)
	there := until.Add(5 * time.Hour).Hour()
	midnight := until.Add(5 * time.Hour).Truncate(24 * time.Hour).Add(-5 * time.Hour)
	switch {
	case there >= 22:
		until = midnight.Add(33 * time.Hour)
	case there < 8:
		until = midnight.Add(9 * time.Hour)
	}
	if until.After(s.closing()) {
		return s.closing()
	}
	return until
}

// enter puts somebody where a number belongs.
func (s *modelShift) enter(e modelEntry) {
	at, _ := slices.BinarySearchFunc(s.queue, e.seq, func(other modelEntry, seq int64) int { return cmp.Compare(other.seq, seq) })
	s.queue = slices.Insert(s.queue, at, e)
}

// reschedule brings the state up to the clock.
func (m *model) reschedule(s *modelShift) {
	switch {
	case !m.now.Before(s.to):
		s.state, s.queue, s.offers = "ENDED", nil, nil
		clear(s.requests)
	case !m.now.Before(s.closing()):
		s.state = "CLOSED"
		clear(s.requests)
	default:
		s.state = "OPEN"
	}
}

// tick does what is due.
func (m *model) tick() {
	for _, s := range m.shifts {
		next := s.closing()
		if s.state == "CLOSED" {
			next = s.to
		}
		if !s.over() && !m.now.Before(next) {
			m.settle(s)
			m.reschedule(s)
		}
	}
	var overdue, beside []*modelShift
	for _, s := range m.shifts {
		if slices.ContainsFunc(s.offers, func(o modelOffer) bool { return !o.until.After(m.now) }) {
			overdue = append(overdue, s)
		}
		if !s.over() && s.from.After(m.now) && len(s.queue) > 0 && s.free() > 0 {
			beside = append(beside, s)
		}
	}
	for _, s := range append(byID(overdue...), byID(beside...)...) {
		m.settle(s)
	}
}
