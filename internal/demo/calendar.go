package demo

import (
	"slices"
	"time"

	"erikti/internal/civil"
	"erikti/internal/demo/content"
)

// How many events there are: on each weekday of the first three weeks, so that any
// fourteen days that begin in the first of them hold about 160; then thinly; and
// behind us.
var (
	fullWeek = map[time.Weekday]int{
		time.Monday: 8, time.Tuesday: 8, time.Wednesday: 8, time.Thursday: 8,
		time.Friday: 10, time.Saturday: 20, time.Sunday: 18,
	}
	thinWeek = map[time.Weekday]int{
		time.Wednesday: 1, time.Thursday: 1, time.Friday: 1, time.Saturday: 3, time.Sunday: 2,
	}
)

const (
	fullDays   = 21
	aheadDays  = 56
	pastEvents = 145
	pastDays   = 360
	// drafts and cancellations come on top.
	drafts        = 4
	cancellations = 6
)

// kind is what an event is in the demo.
type kind int

const (
	ahead kind = iota
	past
	draft
	cancelled
)

// slot is where an event shall stand: so many days from today, of whom, nil for
// anybody, and in which situation its first shift is, nobody for any.
type slot struct {
	kind      kind
	offset    int
	host      *org
	situation situation
}

// slots plans the calendar. The cast's organizer has events on all sides of today:
// a demo that is up to six days old still shows some in the next days.
func (n *network) slots(r random) []slot {
	var slots []slot
	for _, s := range []slot{
		{kind: ahead, offset: 1, situation: nearlyFull},
		{kind: ahead, offset: 2, situation: free},
		{kind: ahead, offset: 4, situation: withQueue},
		{kind: ahead, offset: 7, situation: free},
		{kind: ahead, offset: 9, situation: withQueue},
		{kind: ahead, offset: 12, situation: free},
		{kind: past, offset: -9},
		{kind: past, offset: -31},
		{kind: past, offset: -80},
		{kind: past, offset: -150},
		{kind: draft, offset: 10},
		{kind: draft, offset: 16},
	} {
		s.host = n.cast.host
		slots = append(slots, s)
	}
	for offset := range aheadDays {
		week := fullWeek
		if offset >= fullDays {
			week = thinWeek
		}
		for range week[n.today.AddDays(offset).Time().Weekday()] {
			slots = append(slots, slot{kind: ahead, offset: offset})
		}
	}
	for range pastEvents {
		slots = append(slots, slot{kind: past, offset: -r.between(2, pastDays)})
	}
	for range drafts {
		slots = append(slots, slot{kind: draft, offset: r.between(7, 30)})
	}
	for range cancellations {
		slots = append(slots, slot{kind: cancelled, offset: r.between(1, fullDays)})
	}
	return slots
}

// suits says whether an event could be on a day. A month later it still could: a
// demo that was moved by a few weeks shovels no snow in summer.
func suits(t *content.EventTemplate, day civil.Date) bool {
	const later = 30
	inSeason := func(d civil.Date) bool {
		return len(t.Months) == 0 || slices.Contains(t.Months, int(d.Time().Month()))
	}
	return inSeason(day) && inSeason(day.AddDays(later))
}

// The titles of shifts that promise a day of the week.
const (
	weekdayEvening = "WEEKDAY_EVENING"
	weekend        = "WEEKEND"
)

// dayFor returns the day, not before the given one, that a shift's title promises.
func dayFor(title string, day civil.Date) civil.Date {
	for {
		atWeekend := day.Time().Weekday() == time.Saturday || day.Time().Weekday() == time.Sunday
		if title != weekdayEvening && title != weekend || atWeekend == (title == weekend) {
			return day
		}
		day = day.AddDays(1)
	}
}
