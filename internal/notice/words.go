package notice

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/shift"
	"erikti/internal/lang"
)

// Text is what a notice says in a language: what happened, and what the person can
// do now ("" for nothing). The shift is the notice's, with its event;
// nil when it is about none.
func Text(l lang.Locale, n *gen.Notice, s *gen.Shift) (message, nextStep string) {
	w := words{l, n, s}
	return w.part("message"), w.part("next")
}

// Describe says which shift, of which event, when; the shift comes with its event.
func Describe(l lang.Locale, s *gen.Shift) (ofEvent, ofShift, when string) {
	ofEvent, ofShift = titlesOf(l, s)
	return ofEvent, ofShift, span(l, s.StartsAt, s.EndsAt, zoneOf(s.Edges.Event))
}

// Moment writes a time out as the shift's event has it; the shift comes with its event.
func Moment(l lang.Locale, t time.Time, s *gen.Shift) string {
	return moment(l, t, zoneOf(s.Edges.Event))
}

// words are those of one notice for one reader.
type words struct {
	locale lang.Locale
	notice *gen.Notice
	shift  *gen.Shift
}

func (w words) part(name string) string {
	d := DetailOf(w.notice)
	var e *gen.Event
	cancelled := "no"
	if w.shift != nil {
		e = w.shift.Edges.Event
		if w.shift.State == shift.StateCANCELLED {
			cancelled = "yes"
		}
	}
	zone := zoneOf(e)
	args := map[string]any{"gate": d.Gate, "cancelled": cancelled, "state": d.State, "hours": d.Minutes / 60, "minutes": d.Minutes % 60}
	if d.Until != 0 {
		args["until"] = moment(w.locale, at(d.Until), zone)
	}
	if d.From != 0 {
		args["time"] = moment(w.locale, at(d.From), zone)
	}
	if d.From != 0 && d.To != 0 {
		args["time"] = span(w.locale, at(d.From), at(d.To), zone)
	}
	return lang.Message(w.locale, "notice."+string(w.notice.Kind)+"."+name, args)
}

// subject is the one of a mail: one line, whatever a title holds.
func (w words) subject() string {
	title, _ := titlesOf(w.locale, w.shift)
	return clip(w.part("subject")+": "+title, longestSubject)
}

// long is the text of a mail.
func (w words) long(reason, home, cannotCome string) string {
	e := w.shift.Edges.Event
	ofEvent, ofShift := titlesOf(w.locale, w.shift)
	var b strings.Builder
	add := func(s string) { _, _ = b.WriteString(s + "\n") }
	label := func(name, value string) {
		if value != "" {
			add(lang.Message(w.locale, "notice.label."+name, nil) + ": " + value)
		}
	}
	add(w.part("message"))
	add("")
	add(ofEvent)
	add(ofShift)
	label("when", span(w.locale, w.shift.StartsAt, w.shift.EndsAt, zoneOf(e)))
	label("where", placeOf(w.locale, e))
	label("organizer", organizerOf(w.locale, e))
	quote(add, w.locale, reason)
	add("")
	add(w.part("next"))
	label("cannot_come", cannotCome)
	label("open", home)
	add("")
	add("-- ")
	footer := "notice.footer"
	if w.notice.Kind == notice.KindEVENT_PUBLISHED {
		footer = "notice.footer_follower"
	}
	add(lang.Message(w.locale, footer, nil))
	return b.String()
}

// quote adds a reason in the words of who gave it.
func quote(add func(string), l lang.Locale, reason string) {
	if reason == "" {
		return
	}
	add("")
	add(lang.Message(l, "notice.label.reason", nil) + ":")
	for _, one := range lines(reason) {
		add("> " + one)
	}
}

// news is the text of a mail about no shift.
func (w words) news(about, reason, home string) string {
	var b strings.Builder
	add := func(s string) { _, _ = b.WriteString(s + "\n") }
	add(w.part("message"))
	add("")
	add(about)
	quote(add, w.locale, reason)
	add("")
	add(w.part("next"))
	add(lang.Message(w.locale, "notice.label.open", nil) + ": " + home)
	add("")
	add("-- ")
	add(lang.Message(w.locale, "notice.footer_news", nil))
	return b.String()
}

// short is the text for a phone.
func (w words) short(written, home, cannotCome string) string {
	title, _ := titlesOf(w.locale, w.shift)
	text := clip(title, longestTitle) + ": " + w.part("message")
	if written != "" {
		text += " " + clip(line(written), longestText)
	}
	if w.notice.Kind != notice.KindREMINDER && w.notice.Kind != notice.KindMOVED {
		text += " " + span(w.locale, w.shift.StartsAt, w.shift.EndsAt, zoneOf(w.shift.Edges.Event)) + "."
	}
	if cannotCome != "" {
		return text + " " + lang.Message(w.locale, "notice.label.cannot_come", nil) + ": " + cannotCome
	}
	return text + " " + home
}

// pushed is the text that a browser shows, below the subject.
func (w words) pushed() string {
	text := w.part("message")
	if w.notice.Kind != notice.KindREMINDER && w.notice.Kind != notice.KindMOVED {
		text += " " + span(w.locale, w.shift.StartsAt, w.shift.EndsAt, zoneOf(w.shift.Edges.Event)) + "."
	}
	return text
}

// date writes a day out.
func date(l lang.Locale, t time.Time) string {
	return lang.Message(l, "notice.time.day", map[string]any{
		"weekday": strconv.Itoa(int(t.Weekday())), "day": strconv.Itoa(t.Day()),
		"month": strconv.Itoa(int(t.Month())), "year": strconv.Itoa(t.Year()),
	})
}

const clock = "15:04"

// moment writes a moment out, in a zone that it names.
func moment(l lang.Locale, t time.Time, zone *time.Location) string {
	t = t.In(zone)
	return in(l, lang.Message(l, "notice.time.at", map[string]any{"date": date(l, t), "clock": t.Format(clock)}), t)
}

// span writes the time between two moments out.
func span(l lang.Locale, from, to time.Time, zone *time.Location) string {
	from, to = from.In(zone), to.In(zone)
	first, last := date(l, from), date(l, to)
	args := map[string]any{"date": first, "from": from.Format(clock), "to": to.Format(clock)}
	if first == last {
		return in(l, lang.Message(l, "notice.time.span", args), from)
	}
	args["lastDate"] = last
	return in(l, lang.Message(l, "notice.time.long_span", args), from)
}

// in adds the zone: its name, and how far it is from UTC at that time.
func in(l lang.Locale, text string, t time.Time) string {
	_, seconds := t.Zone()
	sign := "+"
	if seconds < 0 {
		sign, seconds = "−", -seconds
	}
	offset := sign + strconv.Itoa(seconds/3600)
	if minutes := seconds % 3600 / 60; minutes > 0 {
		offset += fmt.Sprintf(":%02d", minutes)
	}
	return lang.Message(l, "notice.time.zone", map[string]any{"time": text, "zone": t.Location().String(), "offset": offset})
}
