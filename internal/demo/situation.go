package demo

import (
	"time"

	"erikti/internal/civil"
)

// situation is what a visitor finds when they come to a shift.
type situation int

const (
	nobody situation = iota // a draft, or called off
	free
	nearlyFull
	full
	withQueue
	notYetOpen
	closed
	over // in the past
)

// setTimes draws the situation of a shift and when one may sign up for it.
func (n *network) setTimes(r random, s slot, t *turn) {
	switch s.kind {
	case past:
		t.situation = over
		return
	case draft, cancelled:
		t.situation = nobody
		return
	case ahead:
	}
	t.situation = drawSituation(r, n.daysUntil(t))
	if s.situation != nobody {
		t.situation = s.situation
		return
	}
	switch t.situation {
	case notYetOpen:
		t.opens = moment(at(n.localDay(t).AddDays(-r.between(2, 4)), 9, t.of.zone))
	case closed:
		t.closes = moment(at(n.today.AddDays(-r.between(1, 3)), 18, t.of.zone))
	default:
		if r.chance(20) {
			t.opens = moment(t.of.made.Add(24 * time.Hour))
		}
		if r.chance(20) {
			t.closes = moment(t.when.start.Add(-2 * time.Hour))
		}
		if r.chance(30) {
			t.cutoff = moment(t.when.start.Add(-12 * time.Hour))
		}
	}
}

// drawSituation draws by the days until the shift. What is not open yet stays so
// until the demo moves on: it opens a week from now at the earliest. Nobody waits
// for a shift of today, which may be over.
func drawSituation(r random, days int) situation {
	const opensLater, closesEarly = 11, 13
	if days < 1 {
		return []situation{free, nearlyFull, full}[r.IntN(3)]
	}
	switch dice := r.IntN(100); {
	case dice < 42:
		return free
	case dice < 62:
		return nearlyFull
	case dice < 72:
		return full
	case dice < 86:
		return withQueue
	case dice < 93 && days >= opensLater:
		return notYetOpen
	case dice >= 93 && days <= closesEarly:
		return closed
	}
	return free
}

func (n *network) localDay(t *turn) civil.Date { return civil.Of(t.when.start, t.of.zone) }

func (n *network) daysUntil(t *turn) int {
	return int(n.localDay(t).Time().Sub(n.today.Time()).Hours() / 24)
}

func moment(t time.Time) *time.Time { return &t }
