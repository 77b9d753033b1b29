package importer

import (
	"errors"
	"strings"
	"time"
)

// times reads when an event begins and ends and when one may sign up.
func (d *drafting) times(r row) {
	columns, p := d.m.Dates, d.plan
	startColumn, endColumn := columns.Start, columns.End
	starts := d.date(startColumn, r.Start, d.calendar.start, true)
	if starts == nil {
		d.date(endColumn, r.End, d.calendar.end, false) // to report it as well
		return
	}
	p.starts = *starts
	end := d.date(endColumn, r.End, d.calendar.end, false)
	switch {
	case end != nil:
		p.ends = *end
	case strings.TrimSpace(r.End) != "":
		return // it is no date, as reported
	default:
		p.ends = d.calendar.endOfDay(p.starts)
		if endColumn != "" {
			d.found(note(endColumn, EndAssumed, "").with("time", d.m.Dates.EndTime))
		} else {
			endColumn = startColumn
		}
	}
	if !p.ends.After(p.starts) {
		d.found(refusal(endColumn, EndsBeforeStart, r.End))
		return
	}
	p.spansDays = !d.calendar.sameDay(p.starts, p.ends.Add(-time.Microsecond))
	d.signup(r)
	if published := strings.TrimSpace(r.Published); published != "" {
		t, err := d.calendar.parse(published, clock{})
		if err != nil {
			d.found(note(columns.Published, PublishedUnreadable, published))
		}
		p.published = t
	}
}

func (d *drafting) signup(r row) {
	p := d.plan
	p.opens = d.date(d.m.Dates.Opens, r.Opens, clock{}, false)
	p.closes = d.date(d.m.Dates.Closes, r.Closes, clock{24, 0}, false)
	closes := p.starts
	if p.closes != nil {
		closes = *p.closes
	}
	switch {
	case closes.After(p.ends):
		d.found(refusal(d.m.Dates.Closes, SignupWindow, r.Closes))
	case p.opens != nil && !p.opens.Before(closes):
		d.found(refusal(d.m.Dates.Opens, SignupWindow, r.Opens))
	}
}

// date reads one date, nil when it is empty or none.
func (d *drafting) date(column, value string, byDefault clock, required bool) *time.Time {
	if strings.TrimSpace(value) == "" {
		if required {
			d.found(refusal(column, Missing, ""))
		}
		return nil
	}
	t, err := d.calendar.parse(value, byDefault)
	if err != nil {
		code := NotADate
		if errors.Is(err, errYear) {
			code = DateOutOfRange
		}
		d.found(refusal(column, code, value))
		return nil
	}
	return &t
}
