// Package civil has the calendar date: a day without a clock or a zone.
package civil

import (
	"io"
	"strconv"
	"time"

	"erikti/internal/fault"
)

// Date is an ISO 8601 calendar date such as "2026-03-22"; "" is no date. As
// text it compares in order of time, in Go and in both databases.
type Date string

// ErrDate is the answer to a text that is not a calendar date.
var ErrDate = fault.Fail(fault.BadUserInput, "date")

// Parse reads a calendar date; it refuses days that do not exist.
func Parse(s string) (Date, error) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", ErrDate
	}
	return Date(s), nil
}

// Of returns the day of an instant in a time zone.
func Of(t time.Time, loc *time.Location) Date { return Date(t.In(loc).Format(time.DateOnly)) }

// Time returns the day's midnight in UTC, the zero time for no date.
func (d Date) Time() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d))
	return t
}

// AddDays moves a date by n days.
func (d Date) AddDays(n int) Date { return Date(d.Time().AddDate(0, 0, n).Format(time.DateOnly)) }

// Age returns how many full years someone born on d has lived on the day on. A
// person born on 29 February gets older on 1 March in common years.
func (d Date) Age(on Date) int {
	b, o := d.Time(), on.Time()
	years := o.Year() - b.Year()
	if o.Month() < b.Month() || o.Month() == b.Month() && o.Day() < b.Day() {
		years--
	}
	return years
}

// MarshalGQL writes the date as a GraphQL string, no date as null.
func (d Date) MarshalGQL(w io.Writer) {
	if d == "" {
		_, _ = io.WriteString(w, "null")
		return
	}
	_, _ = io.WriteString(w, strconv.Quote(string(d)))
}

// UnmarshalGQL reads a date that a client sent.
func (d *Date) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	if !ok {
		return ErrDate
	}
	parsed, err := Parse(s)
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
