// Package calendar writes shifts as iCalendar (RFC 5545), for the calendar that a person keeps, and
// keeps the secret addresses at which calendars read the places of people. What it writes of a shift is public.
package calendar

import (
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/internal/lang"
)

// Of writes shifts, each with its event and the organization, in a language. Address is that of the pages. Entries keep
// their names, and their sequence is the version of the shift, so that a calendar takes a newer file as a change.
func Of(l lang.Locale, address string, shifts []*gen.Shift, now time.Time) string {
	c := ics.NewCalendar()
	c.SetProductId("-//Erikti//Erikti//EN")
	c.SetMethod(ics.MethodPublish)
	for _, s := range shifts {
		e := s.Edges.Event
		entry := c.AddEvent(s.ID + "@erikti")
		entry.SetDtStampTime(now)
		entry.SetStartAt(s.StartsAt)
		entry.SetEndAt(s.EndsAt)
		entry.SetSequence(s.Version)
		entry.SetSummary(title(l, e, s))
		entry.SetURL(address + "/events/" + e.ID)
		entry.SetStatus(ics.ObjectStatusConfirmed)
		if s.State == shift.StateCANCELLED || e.State == event.StateCANCELLED {
			entry.SetStatus(ics.ObjectStatusCancelled)
		}
		if venue := in(l, lang.Text{Kk: e.VenueKk, Ru: e.VenueRu, En: e.VenueEn}); venue != "" {
			entry.SetLocation(venue)
		}
		if description := in(l, lang.Text{Kk: e.DescriptionKk, Ru: e.DescriptionRu, En: e.DescriptionEn}); description != "" {
			entry.SetDescription(description)
		}
	}
	return c.Serialize(ics.WithNewLineWindows)
}

func title(l lang.Locale, e *gen.Event, s *gen.Shift) string {
	ofEvent := in(l, lang.Text{Kk: e.TitleKk, Ru: e.TitleRu, En: e.TitleEn})
	ofShift := in(l, lang.Text{Kk: s.TitleKk, Ru: s.TitleRu, En: s.TitleEn})
	if ofShift == "" || ofShift == ofEvent {
		return ofEvent
	}
	return ofEvent + ": " + ofShift
}

// lines leaves one kind of line end in a text: the library writes \n as it must be, and a bare \r as it is, which would
// end a line of the file.
var lines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func in(l lang.Locale, t lang.Text) string {
	text, _ := t.For(l)
	return lines.Replace(text)
}
