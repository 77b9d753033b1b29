package hours

import (
	"time"

	"erikti/internal/civil"
)

// WholeMonths are the months that lie between two days, both part of it, "" for none on
// that side: their first and their last day. The month of today lies between when what
// is asked for goes to yesterday or further: nothing is worked later. It says false when
// no month does.
func WholeMonths(from, to, today civil.Date) (first, last civil.Date, some bool) {
	if from != "" {
		if first = monthOf(from, 0); first != from {
			first = monthOf(from, 1)
		}
	}
	if to != "" {
		last = monthOf(to, 1).AddDays(-1)
		if last != to && to < today.AddDays(-1) {
			last = monthOf(to, 0).AddDays(-1)
		}
	}
	return first, last, first == "" || last == "" || first <= last
}

// monthOf is the first day of the month that a number of months follows on that of a day.
func monthOf(d civil.Date, months int) civil.Date {
	t := d.Time()
	return civil.Date(time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
}

// cell are the columns that lines of one public cell share: what is public is told apart
// by these or by what follows from them.
const cell = "substr(h.date, 1, 7), h.organization_id, h.region_id, h.direction_id"

// rounded is a sum of minutes of a public cell: to whole hours, half ones up.
const rounded = "(CAST(coalesce(sum(CASE WHEN " + counted + " THEN h.minutes ELSE 0 END), 0) AS BIGINT) + 30) / 60 * 60"
