package importer

import (
	"errors"
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // zones must not depend on the machine
)

// The years in which an event can be.
const (
	firstYear = 1970
	lastYear  = 2100
)

// longestDate bounds what is tried as a date.
const longestDate = 64

var (
	errNotADate = errors.New("not a date of these layouts")
	errYear     = errors.New("not a year of an event")
)

// calendar reads the dates of a file.
type calendar struct {
	layouts    []layout
	zone       *time.Location
	start, end clock
}

type layout struct {
	text  string
	clock bool // it says the time of day
	words bool // it has the name of a month
}

// clock is a time of day, "HH:MM".
type clock struct{ hour, minute int }

// newCalendar checks layouts, default times and the zone. Its errors say what to write.
func newCalendar(d DateColumns, zone string) (*calendar, error) {
	if zone == "" || zone == "Local" {
		return nil, errors.New("time_zone: write an IANA zone such as Asia/Almaty")
	}
	location, err := time.LoadLocation(zone)
	if err != nil {
		return nil, errors.New("time_zone: this is no IANA zone; write one such as Asia/Almaty")
	}
	c := &calendar{zone: location}
	if c.start, err = parseClock(d.StartTime); err != nil {
		return nil, fmt.Errorf("dates.start_time: %w", err)
	}
	if c.end, err = parseClock(d.EndTime); err != nil {
		return nil, fmt.Errorf("dates.end_time: %w", err)
	}
	for _, text := range d.Layouts {
		l, err := newLayout(text)
		if err != nil {
			return nil, fmt.Errorf("dates.layouts: %w", err)
		}
		c.layouts = append(c.layouts, l)
	}
	return c, nil
}

func newLayout(text string) (layout, error) {
	day := time.Date(2011, 12, 23, 3, 4, 5, 0, time.UTC)
	has := func(other time.Time) bool { return day.Format(text) != other.Format(text) }
	if !has(day.AddDate(1, 0, 0)) || !has(day.AddDate(0, -1, 0)) || !has(day.AddDate(0, 0, 1)) {
		return layout{}, errors.New("a layout shows how 2 January 2006 15:04 is written, such as 02.01.2006 15:04")
	}
	return layout{text: text, clock: has(day.Add(10 * time.Hour)), words: strings.Contains(text, "Jan")}, nil
}

// parse reads a date. When it has no time of day it gets the default one. The
// error is errNotADate or errYear.
func (c *calendar) parse(s string, byDefault clock) (time.Time, error) {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" || len(s) > longestDate {
		return time.Time{}, errNotADate
	}
	for _, l := range c.layouts {
		try := s
		if l.words {
			try = englishMonths(s)
		}
		t, err := time.ParseInLocation(l.text, try, c.zone)
		if err != nil {
			continue
		}
		if t.Year() < firstYear || t.Year() > lastYear {
			return time.Time{}, errYear
		}
		if !l.clock {
			y, m, d := t.Date()
			t = time.Date(y, m, d, byDefault.hour, byDefault.minute, 0, 0, c.zone)
		}
		return t.UTC().Truncate(time.Microsecond), nil
	}
	return time.Time{}, errNotADate
}

// on returns the default end of the day on which t is.
func (c *calendar) endOfDay(t time.Time) time.Time {
	y, m, d := t.In(c.zone).Date()
	return time.Date(y, m, d, c.end.hour, c.end.minute, 0, 0, c.zone).UTC()
}

// sameDay says whether both are on one day in the zone.
func (c *calendar) sameDay(a, b time.Time) bool {
	return a.In(c.zone).Format(time.DateOnly) == b.In(c.zone).Format(time.DateOnly)
}

// parseClock reads HH:MM; 24:00 is the end of the day.
func parseClock(s string) (clock, error) {
	if s == "24:00" {
		return clock{24, 0}, nil
	}
	t, err := time.Parse("15:04", s)
	if err != nil {
		return clock{}, errors.New("write HH:MM")
	}
	return clock{t.Hour(), t.Minute()}, nil
}
