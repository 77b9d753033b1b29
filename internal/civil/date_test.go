package civil_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"erikti/internal/civil"
)

func TestAge(t *testing.T) {
	for _, c := range []struct {
		born, on civil.Date
		want     int
	}{
		{"2010-06-15", "2026-06-14", 15},
		{"2010-06-15", "2026-06-15", 16},
		{"2010-06-15", "2026-12-31", 16},
		{"2010-06-15", "2010-06-15", 0},
		{"2010-06-15", "2010-06-14", -1},
		// A leap day's child gets older on 1 March in common years.
		{"2008-02-29", "2026-02-28", 17},
		{"2008-02-29", "2026-03-01", 18},
		{"2008-02-29", "2028-02-28", 19},
		{"2008-02-29", "2028-02-29", 20},
		{"2008-02-28", "2028-02-29", 20},
		{"2008-03-01", "2028-02-29", 19},
		{"1900-01-01", "2026-01-01", 126},
	} {
		if got := c.born.Age(c.on); got != c.want {
			t.Errorf("born on %s, on %s: %d, want %d", c.born, c.on, got, c.want)
		}
	}
}

// Nobody gets younger, and everybody gets older once a year.
func TestAgeGrows(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		born := civil.Date("1990-01-01").AddDays(rapid.IntRange(0, 20_000).Draw(r, "born"))
		on := born.AddDays(rapid.IntRange(0, 40_000).Draw(r, "days"))
		if a, b := born.Age(on), born.Age(on.AddDays(1)); b != a && b != a+1 {
			r.Fatalf("born on %s: %d on %s, %d the day after", born, a, on, b)
		}
		if a, b := born.Age(on), born.Age(on.AddDays(366)); b < a+1 {
			r.Fatalf("born on %s: %d on %s, %d more than a year later", born, a, on, b)
		}
	})
}

func TestParse(t *testing.T) {
	for text, ok := range map[string]bool{
		"2026-03-22": true, "2024-02-29": true, "2026-02-29": false, "2026-13-01": false, "2026-00-10": false, "2026-1-1": false,
		"": false, "22.03.2026": false, "2026-03-22T00:00:00Z": false, " 2026-03-22": false, "+2026-03-22": false, "０２６-03-22": false,
	} {
		if d, err := civil.Parse(text); (err == nil) != ok || ok && string(d) != text {
			t.Errorf("%q: %q, %v", text, d, err)
		}
	}
}

// The day of an instant is that of the zone.
func TestOf(t *testing.T) {
	almaty, err := time.LoadLocation("Asia/Almaty")
	if err != nil {
		t.Fatal(err)
	}
	for instant, want := range map[string]civil.Date{
		"2026-12-03T18:59:59Z": "2026-12-03", "2026-12-03T19:00:00Z": "2026-12-04", // UTC+5 since 1 March 2024
		"2023-12-03T17:59:59Z": "2023-12-03", "2023-12-03T18:00:00Z": "2023-12-04", // UTC+6 before
	} {
		at, err := time.Parse(time.RFC3339, instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := civil.Of(at, almaty); got != want {
			t.Errorf("%s is %s, want %s", instant, got, want)
		}
	}
}

// Dates compare as text in order of time.
func TestDatesCompareAsText(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a := civil.Date("1990-01-01").AddDays(rapid.IntRange(0, 50_000).Draw(r, "a"))
		b := civil.Date("1990-01-01").AddDays(rapid.IntRange(0, 50_000).Draw(r, "b"))
		if (a < b) != a.Time().Before(b.Time()) {
			r.Fatalf("%s and %s", a, b)
		}
	})
}

func TestGraphQL(t *testing.T) {
	var d civil.Date
	for _, v := range []any{nil, 1, "x", true, []any{"2026-03-22"}} {
		if d.UnmarshalGQL(v) == nil {
			t.Errorf("%v is taken", v)
		}
	}
	if err := d.UnmarshalGQL("2026-03-22"); err != nil || d != "2026-03-22" {
		t.Errorf("%q, %v", d, err)
	}
	for d, want := range map[civil.Date]string{"": "null", "2026-03-22": `"2026-03-22"`} {
		var w strings.Builder
		if d.MarshalGQL(&w); w.String() != want {
			t.Errorf("%q is written as %s", d, w.String())
		}
	}
}
