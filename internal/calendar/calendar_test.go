package calendar

import (
	"strings"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/internal/lang"
)

// What people write is one value of the file, however it is made: no line of it is a line of the calendar.
func TestH1_TextsAreValuesOfTheCalendar(t *testing.T) {
	start := time.Date(2026, 3, 22, 5, 0, 0, 0, time.UTC)
	s := &gen.Shift{
		ID: "shf_1", TitleEn: "Morning\r\nEND:VEVENT\r\nBEGIN:VALARM", Version: 7, State: shift.StateCANCELLED,
		StartsAt: start, EndsAt: start.Add(time.Hour),
	}
	s.Edges.Event = &gen.Event{
		ID: "evt_1", TitleKk: "Жағалауды тазалау", TitleEn: "Cleaning, the; bank", State: event.StatePUBLISHED,
		DescriptionEn: strings.Repeat("Ә", 200) + "\nEND:VCALENDAR", VenueEn: "Quay\rLOCATION:elsewhere",
	}
	file := Of(lang.EN, "https://network.example", []*gen.Shift{s}, start)
	count := map[string]int{}
	for line := range strings.SplitSeq(file, "\r\n") {
		name, _, _ := strings.Cut(line, ":")
		count[name]++
		if len(line) > 75 {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
		if !strings.HasPrefix(line, " ") && strings.ContainsAny(line, "\r\n") {
			t.Errorf("%q is more than a line", line)
		}
	}
	for name, want := range map[string]int{"BEGIN": 2, "END": 2, "LOCATION": 1, "SUMMARY": 1} {
		if count[name] != want {
			t.Errorf("%d lines %s, want %d:\n%s", count[name], name, want, file)
		}
	}
	for _, want := range []string{"STATUS:CANCELLED", "SEQUENCE:7", "UID:shf_1@erikti", "DTSTART:20260322T050000Z", `Cleaning\, the\; bank`} {
		if !strings.Contains(file, want) {
			t.Errorf("no %s in\n%s", want, file)
		}
	}
}
