package notice

import (
	"time"

	"erikti/ent/gen"
)

// Nobody is reminded at night in the zone of the event: from nightFrom to nightTo. A
// moment in it is put to evening before it.
const nightFrom, nightTo, evening = 22, 8, 21

// zoneOf is the zone in which an event shows its times.
func zoneOf(e *gen.Event) *time.Location {
	if e != nil {
		if zone, err := time.LoadLocation(e.TimeZone); err == nil {
			return zone
		}
	}
	return time.UTC // no event is written with a zone that does not load
}

func night(t time.Time, zone *time.Location) bool {
	hour := t.In(zone).Hour()
	return hour >= nightFrom || hour < nightTo
}

// byDay is the moment itself in UTC, or the evening before the night that it falls into.
func byDay(t time.Time, zone *time.Location) time.Time {
	there := t.In(zone)
	switch {
	case there.Hour() >= nightFrom:
		return time.Date(there.Year(), there.Month(), there.Day(), evening, 0, 0, 0, zone).UTC()
	case there.Hour() < nightTo:
		return time.Date(there.Year(), there.Month(), there.Day()-1, evening, 0, 0, 0, zone).UTC()
	}
	return t.UTC()
}

// nextMorning is when the night ends that a moment is in.
func nextMorning(t time.Time, zone *time.Location) time.Time {
	there := t.In(zone)
	day := there.Day()
	if there.Hour() >= nightFrom {
		day++
	}
	return time.Date(there.Year(), there.Month(), day, nightTo, 0, 0, 0, zone).UTC()
}
