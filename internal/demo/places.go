package demo

import (
	"slices"
	"time"

	"erikti/ent/gen/direction"
	"erikti/ent/gen/signup"
	"erikti/internal/id"
)

// makePlaces lets people take the places on the shifts and wait for them, and gives
// the cast its own.
func (n *network) makePlaces(r random) error {
	for _, e := range n.events {
		for _, t := range e.shifts {
			n.fill(r, t)
		}
	}
	if err := n.castPlaces(r); err != nil {
		return err
	}
	for _, e := range n.events {
		e.setByClock(n.now)
		for _, t := range e.shifts {
			t.confirmed = t.taken()
			t.lastInQueue = len(t.queue)
		}
		n.makeHours(r, e)
	}
	return nil
}

// fill brings a shift into its situation.
func (n *network) fill(r random, t *turn) {
	waiting := 0
	if t.situation == withQueue {
		waiting = r.between(2, 15)
	}
	crowd := n.able(r, t, t.capacity+waiting)
	// A small region cannot fill a large shift: then it is a smaller one.
	if t.capacity+waiting > len(crowd) {
		t.capacity = max(min(t.capacity, len(crowd)-waiting), 1)
	}
	taken := 0
	switch t.situation {
	case nobody, notYetOpen:
		n.callOff(r, t, crowd)
	case free:
		taken = t.capacity * r.between(15, 75) / 100
	case nearlyFull:
		taken = t.capacity - r.between(1, 2)
	case full, withQueue:
		taken = t.capacity
	case closed:
		taken = t.capacity * r.between(60, 95) / 100
	case over:
		n.attend(r, t, crowd[:min(len(crowd), t.capacity*r.between(65, 100)/100)])
		return
	}
	taken = min(taken, len(crowd))
	for _, p := range crowd[:taken] {
		n.take(r, t, p, signup.StateCONFIRMED)
	}
	for _, p := range crowd[taken:min(taken+waiting, len(crowd))] {
		t.queue = append(t.queue, n.line(r, t, p))
	}
	for range t.capacity / 8 {
		n.giveUp(r, t)
	}
}

// attend is what became of a shift in the past.
func (n *network) attend(r random, t *turn, crowd []*person) {
	for _, p := range crowd {
		state := signup.StateCOMPLETED
		if r.chance(6) {
			state = signup.StateNO_SHOW
		}
		n.take(r, t, p, state)
	}
}

// callOff gives a shift of a cancelled event the people who had signed up for it.
func (n *network) callOff(r random, t *turn, crowd []*person) {
	if t.of.reason == "" {
		return
	}
	for _, p := range crowd[:min(len(crowd), t.capacity/2)] {
		s := n.newPlace(r, t, p, signup.StateCANCELLED)
		by := signup.CancelledByORGANIZER
		s.by = &by
	}
}

// giveUp adds somebody who had a place and gave it up.
func (n *network) giveUp(r random, t *turn) {
	for _, p := range n.able(r, t, 1) {
		s := n.newPlace(r, t, p, signup.StateCANCELLED)
		by := signup.CancelledByVOLUNTEER
		s.by = &by
	}
}

// take gives a person a place and puts it into their calendar.
func (n *network) take(r random, t *turn, p *person, state signup.State) *seat {
	p.calendar = append(p.calendar, t.when)
	return n.newPlace(r, t, p, state)
}

func (n *network) newPlace(r random, t *turn, p *person, state signup.State) *seat {
	source := signup.SourceSELF
	switch dice := r.IntN(100); {
	case dice < 6:
		source = signup.SourceORGANIZER
	case dice < 12:
		source = signup.SourceWAITLIST
	}
	s := &seat{id: r.personal(id.Signup), person: p, state: state, source: source, made: n.since(r, t)}
	t.places = append(t.places, s)
	return s
}

// line puts a person at the end of the queue. They keep the time free: who waits
// for a place can take it.
func (n *network) line(r random, t *turn, p *person) *wait {
	p.calendar = append(p.calendar, t.when)
	return &wait{id: r.personal(id.WaitlistEntry), person: p, autoAccept: r.chance(85), made: n.dawn.Add(-time.Hour)}
}

// since draws a moment after the event was announced, before today and before the
// shift.
func (n *network) since(r random, t *turn) time.Time {
	end := n.dawn.Add(-2 * time.Hour)
	if t.when.start.Before(end) {
		end = t.when.start.Add(-2 * time.Hour)
	}
	minutes := max(int(end.Sub(t.of.made).Minutes()), 1)
	return t.of.made.Add(time.Duration(r.IntN(minutes)) * time.Minute)
}

// able draws up to so many people who may take part in a shift and have the time:
// of its region, or of any when it is remote.
func (n *network) able(r random, t *turn, count int) []*person {
	pool := n.people
	if t.of.region != nil {
		pool = t.of.region.people
	}
	var crowd []*person
	// A walk from anywhere with a stride that meets everyone once: as good as a
	// shuffle, and no work for those it does not come to.
	at, stride := r.IntN(len(pool)), coprime(r, len(pool))
	for range pool {
		if len(crowd) == count {
			break
		}
		p := pool[at]
		if at = (at + stride) % len(pool); n.may(p, t) {
			crowd = append(crowd, p)
		}
	}
	return crowd
}

// coprime draws a number below n that shares no divisor with it.
func coprime(r random, n int) int {
	for {
		stride, a := 1+r.IntN(n), n
		for b := stride; b != 0; {
			a, b = b, a%b
		}
		if a == 1 {
			return stride
		}
	}
}

// youngest is the age from which one takes part without a guardian's consent.
const youngest = 14

// may says whether a person passes the gates of a shift (invariant 11) and has the
// time.
func (n *network) may(p *person, t *turn) bool {
	least := max(t.minAge, youngest)
	if t.of.direction == direction.CodeEMERGENCY {
		least = max(least, adult)
	}
	if p.born == "" || p.born.Age(n.localDay(t)) < least {
		return false
	}
	return !slices.ContainsFunc(p.calendar, t.when.overlaps)
}

// taken counts the places in use (invariant 4).
func (t *turn) taken() int {
	count := 0
	for _, s := range t.places {
		switch s.state {
		case signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED:
			count++
		}
	}
	return count
}
