package importer

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// count reads a number of places. A year of the event's own dates is taken for
// one typed into the wrong box, and a number above Most for "no limit".
func (c CapacityColumn) count(value string, starts, ends time.Time) (int, *Finding) {
	refuse := func(f Finding) (int, *Finding) { return 0, &f }
	value = strings.TrimSpace(value)
	if value == "" {
		if c.Default > 0 {
			f := note(c.Column, CapacityAssumed, "").with("places", c.Default)
			return c.Default, &f
		}
		return refuse(refusal(c.Column, Missing, ""))
	}
	n, err := strconv.Atoi(value)
	switch digits := strings.TrimLeft(value, "+-"); {
	case digits == "" || strings.Trim(digits, "0123456789") != "":
		return refuse(refusal(c.Column, NotANumber, value))
	case n <= 0:
		return refuse(refusal(c.Column, NotPositive, value))
	case err != nil: // more digits than a number has
		return refuse(refusal(c.Column, TooMany, value).with("most", c.Most))
	case n >= 1900 && n <= 2100 && !starts.IsZero() && n >= starts.Year() && n <= max(starts.Year(), ends.Year()):
		return refuse(refusal(c.Column, YearAsCount, value))
	case n > c.Most:
		return refuse(refusal(c.Column, TooMany, value).with("most", c.Most))
	case slices.Contains(c.Doubtful, n):
		f := note(c.Column, CapacityDoubtful, value)
		return n, &f
	}
	return n, nil
}
