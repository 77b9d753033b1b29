package demo

import (
	"fmt"
	"slices"

	"erikti/ent/gen/signup"
)

// castPlaces gives the cast's volunteer places to come, a wait, and a past. Some
// are more than a week away, so that a demo that is some days old still has them.
func (n *network) castPlaces(r random) error {
	me := n.cast.volunteer
	for _, days := range [][2]int{{1, 4}, {7, 11}, {12, 18}} {
		t := n.find(me, days, func(t *turn) bool { return t.situation == free && t.capacity-t.taken() >= 2 })
		if t == nil {
			return fmt.Errorf("no free shift in %s within days %v", me.home.iso, days)
		}
		n.take(r, t, me, signup.StateCONFIRMED)
	}
	if err := n.waitSecond(r, me, [2]int{8, 13}); err != nil {
		return err
	}
	for range 5 {
		t := n.find(me, [2]int{-pastDays, -2}, func(t *turn) bool { return t.situation == over })
		if t == nil {
			break
		}
		t.capacity++
		n.take(r, t, me, signup.StateCOMPLETED)
	}
	return nil
}

// waitSecond makes a person the second in a queue of their region.
func (n *network) waitSecond(r random, me *person, days [2]int) error {
	t := n.find(me, days, func(t *turn) bool {
		return t.situation == withQueue && len(t.queue) > 0 && t.opens == nil && t.closes == nil
	})
	if t == nil {
		return fmt.Errorf("no queue in %s within days %v", me.home.iso, days)
	}
	t.queue = slices.Insert(t.queue, 1, n.line(r, t, me))
	return nil
}

// find returns the first shift that a person may take part in, of their own
// organizations before others, within some days from today.
func (n *network) find(me *person, days [2]int, fits func(*turn) bool) *turn {
	for _, own := range []bool{true, false} {
		for _, e := range n.events {
			if e.region != me.home || (e.org == n.cast.host) != own {
				continue
			}
			for _, t := range e.shifts {
				if d := n.daysUntil(t); d >= days[0] && d <= days[1] && n.may(me, t) && fits(t) {
					return t
				}
			}
		}
	}
	return nil
}
