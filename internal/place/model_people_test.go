package place_test

import (
	"slices"
	"time"

	"erikti/internal/fault"
)

func (m *model) signUp(who string, s *modelShift, auto bool) fault.Code {
	m.settle(s)
	_, no := m.gate(who, s)
	switch {
	case s.state == "CANCELLED" || !m.now.Before(s.closing()):
		return fault.ShiftClosed
	case s.has(who) || s.requested(who) || s.position(who) >= 0 || s.offered(who) >= 0:
		return fault.AlreadySignedUp
	case no != "":
		return no
	case s.approval:
		s.seq++
		s.requests[who], s.ever[who] = s.seq, true
		return ""
	}
	m.serve(s)
	if s.free() > 0 {
		m.hold(s, who, false)
		return ""
	}
	s.seq++
	s.queue = append(s.queue, modelEntry{who: who, seq: s.seq, auto: auto})
	return ""
}

func (m *model) cancel(who string, s *modelShift) fault.Code {
	m.settle(s)
	had := s.has(who)
	if no := m.giveUp(who, s); no != "" {
		return no
	}
	if had {
		m.elsewhere(freedAt{s, map[string]bool{who: true}, s.from, s.to})
	}
	return ""
}

func (m *model) giveUp(who string, s *modelShift) fault.Code {
	if s.requested(who) {
		delete(s.requests, who)
		return ""
	}
	grace, there := s.holders[who]
	switch {
	case !there:
		return fault.NotSignedUp
	case !m.now.Before(s.to), !m.now.Before(s.deadline()) && !m.now.Before(grace):
		return fault.TooLateToCancel
	}
	delete(s.holders, who)
	m.serve(s)
	return ""
}

func (m *model) leave(who string, s *modelShift) fault.Code {
	m.settle(s)
	if i := s.position(who); i >= 0 {
		s.queue = slices.Delete(s.queue, i, i+1)
		return ""
	}
	if i := s.offered(who); i >= 0 {
		s.offers = slices.Delete(s.offers, i, i+1)
		m.serve(s)
		return ""
	}
	return fault.NotWaiting
}

// answer answers the offer that ended, or ends, at a time.
func (m *model) answer(who string, s *modelShift, until time.Time, accept bool, release *modelShift) fault.Code {
	if release != nil && accept {
		no := m.whole(func() fault.Code {
			for _, locked := range byID(s, release) {
				m.settle(locked)
			}
			return m.decideAnswer(who, s, until, true, release)
		})
		if no == "" {
			m.elsewhere(freedAt{release, map[string]bool{who: true}, release.from, release.to})
		}
		return no
	}
	m.settle(s)
	return m.decideAnswer(who, s, until, accept, nil)
}

func (m *model) decideAnswer(who string, s *modelShift, until time.Time, accept bool, release *modelShift) fault.Code {
	i := s.offered(who)
	if i >= 0 && !s.offers[i].until.Equal(until) {
		i = -1 // a later one stands
	}
	switch {
	case i < 0 && m.now.Before(until):
		return fault.NotOffered
	case i < 0:
		return fault.OfferExpired
	case !accept:
		s.offers = slices.Delete(s.offers, i, i+1)
		m.serve(s)
		return ""
	case s.state == "CANCELLED" || !m.now.Before(s.from):
		return fault.ShiftClosed
	}
	if release != nil {
		if no := m.giveUp(who, release); no != "" {
			return no
		}
	}
	if _, no := m.gate(who, s); no != "" {
		return no
	}
	s.offers = slices.Delete(s.offers, i, i+1)
	m.hold(s, who, true)
	return ""
}
