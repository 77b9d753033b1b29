package hours_test

import (
	"testing"

	"erikti/internal/civil"
	"erikti/internal/hours"
)

// What is public is of whole months, whatever days are asked for.
func TestWholeMonthsBetweenDays(t *testing.T) {
	const today = civil.Date("2026-11-26")
	for _, c := range []struct {
		from, to, first, last civil.Date
		some                  bool
	}{
		{"", "", "", "", true},
		{"2026-01-01", "2026-12-31", "2026-01-01", "2026-12-31", true},
		{"2026-01-02", "2026-03-30", "2026-02-01", "2026-02-28", true},
		{"2026-03-01", "2026-03-31", "2026-03-01", "2026-03-31", true},
		{"2026-03-02", "2026-03-31", "2026-04-01", "2026-03-31", false},
		{"2026-03-15", "2026-03-15", "2026-04-01", "2026-02-28", false},
		{"2026-11-26", "2026-11-26", "2026-12-01", "2026-11-30", false},
		{"2026-11-01", "2026-11-24", "2026-11-01", "2026-10-31", false},
		{"2026-11-01", "2026-11-25", "2026-11-01", "2026-11-30", true},
		{"2026-11-01", "2026-11-26", "2026-11-01", "2026-11-30", true},
		{"2026-11-01", "2027-05-07", "2026-11-01", "2027-05-31", true},
		{"", "2024-02-29", "", "2024-02-29", true},
		{"", "2024-02-28", "", "2024-01-31", true},
		{"2025-12-31", "", "2026-01-01", "", true},
	} {
		if first, last, some := hours.WholeMonths(c.from, c.to, today); first != c.first || last != c.last || some != c.some {
			t.Errorf("%s to %s: %s to %s, %v", c.from, c.to, first, last, some)
		}
	}
}
