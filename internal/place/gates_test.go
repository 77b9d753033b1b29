package place_test

import (
	"testing"
	"time"

	"erikti/ent/gen/qualification"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/id"
)

func (w *world) consent(who string, from, to civil.Date) {
	w.store.Client.GuardianConsent.Create().SetVolunteerID(who).SetGuardianName("G").
		SetValidFrom(from).SetValidTo(to).ExecX(w.system)
}

func (w *world) qualification(who, kind string, from, to civil.Date) {
	w.store.Client.Qualification.Create().SetVolunteerID(who).SetKind(kind).
		SetIssuedAt(from).SetExpiresAt(to).ExecX(w.system)
}

// Age is judged on the shift's day, and the day is one of the event's zone.
func TestAge(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		// 18:30 UTC is 23:30 in Almaty; an hour later it is the next day there.
		late := time.Date(2026, 12, 3, 18, 30, 0, 0, time.UTC)
		for name, c := range map[string]struct {
			spec spec
			born civil.Date
			want fault.Code
		}{
			"who may be a child, nobody knows":    {spec{}, "", fault.BirthDateMissing},
			"an age is asked of nobody knows":     {spec{minAge: 16}, "", fault.BirthDateMissing},
			"16 on the day":                       {spec{minAge: 16, from: late}, "2010-12-03", ""},
			"16 tomorrow":                         {spec{minAge: 16, from: late}, "2010-12-04", fault.TooYoung},
			"16 tomorrow, which it is in Almaty":  {spec{minAge: 16, from: late.Add(time.Hour)}, "2010-12-04", ""},
			"16 tomorrow, which it is not in UTC": {spec{minAge: 16, from: late.Add(time.Hour), zone: "UTC"}, "2010-12-04", fault.TooYoung},
			"17 in an emergency":                  {spec{direction: "EMERGENCY"}, "2009-11-24", fault.TooYoung},
			"17 in an emergency, 18 on the day":   {spec{direction: "EMERGENCY", from: late}, "2008-12-03", ""},
			"nobody knows, in an emergency":       {spec{direction: "EMERGENCY"}, "", fault.BirthDateMissing},
			"a leap day's child on 1 March":       {spec{minAge: 19, from: time.Date(2027, 3, 1, 6, 0, 0, 0, time.UTC)}, "2008-02-29", ""},
			"a leap day's child on 28 February": {
				spec{minAge: 19, from: time.Date(2027, 2, 28, 6, 0, 0, 0, time.UTC)}, "2008-02-29", fault.TooYoung,
			},
		} {
			c.spec.capacity = 1
			_, err := w.signUp(w.person(t, c.born), w.shift(t, c.spec))
			if code(err) != c.want {
				t.Errorf("%s: got %q, want %q", name, code(err), c.want)
			}
		}
		w.check(t)
	})
}

// A direction that takes no minors takes nobody under 18, whatever its own age.
func TestMinors(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		w.store.Client.Direction.UpdateOneID(id.Direction.Of("MEDICINE")).SetAllowsMinors(false).SetMinAge(0).ExecX(w.system)
		for born, want := range map[civil.Date]fault.Code{
			"2008-12-03": "", "2008-12-04": fault.TooYoung, "": fault.BirthDateMissing,
		} {
			_, err := w.signUp(w.person(t, born), w.shift(t, spec{direction: "MEDICINE"}))
			if code(err) != want {
				t.Errorf("born on %q: got %q, want %q", born, code(err), want)
			}
		}
	})
}

// Under 14 only with a guardian's consent that is valid on the shift's day.
func TestGuardianConsent(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		day := civil.Of(days(10, 0), time.UTC)
		for name, c := range map[string]struct {
			born     civil.Date
			from, to civil.Date
			want     fault.Code
		}{
			"13 without":                     {"2013-06-01", "", "", fault.ConsentMissing},
			"13 with":                        {"2013-06-01", "2026-01-01", "", ""},
			"13, from the day on":            {"2013-06-01", day, "", ""},
			"13, from the next day on":       {"2013-06-01", day.AddDays(1), "", fault.ConsentMissing},
			"13, the day is the first after": {"2013-06-01", "2026-01-01", day, fault.ConsentMissing},
			"13, until the day":              {"2013-06-01", "2026-01-01", day.AddDays(1), ""},
			"14 on the day":                  {"2012-12-03", "", "", ""},
			"14 the day after":               {"2012-12-04", "", "", fault.ConsentMissing},
			"14 without":                     {"2012-06-01", "", "", ""},
			"nobody knows":                   {"", "", "", fault.BirthDateMissing},
		} {
			who := w.person(t, c.born)
			if c.from != "" {
				w.consent(who, c.from, c.to)
			}
			_, err := w.signUp(who, w.shift(t, spec{}))
			if code(err) != c.want {
				t.Errorf("%s: got %q, want %q", name, code(err), c.want)
			}
		}
		w.check(t)
	})
}

// Every qualification that is asked for must be valid on the shift's day.
func TestQualifications(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		day := civil.Of(days(10, 0), time.UTC)
		type has struct {
			kind     string
			from, to civil.Date
		}
		for name, c := range map[string]struct {
			asked []string
			has   []has
			want  fault.Code
		}{
			"none asked":          {nil, nil, ""},
			"none there":          {[]string{"FIRST_AID"}, nil, fault.QualificationMissing},
			"another one":         {[]string{"FIRST_AID"}, []has{{"DRIVER", "2020-01-01", ""}}, fault.QualificationMissing},
			"there":               {[]string{"FIRST_AID"}, []has{{"FIRST_AID", "2020-01-01", ""}}, ""},
			"issued that day":     {[]string{"FIRST_AID"}, []has{{"FIRST_AID", day, ""}}, ""},
			"issued the next day": {[]string{"FIRST_AID"}, []has{{"FIRST_AID", day.AddDays(1), ""}}, fault.QualificationMissing},
			"expires that day":    {[]string{"FIRST_AID"}, []has{{"FIRST_AID", "2020-01-01", day}}, fault.QualificationMissing},
			"expires the next":    {[]string{"FIRST_AID"}, []has{{"FIRST_AID", "2020-01-01", day.AddDays(1)}}, ""},
			"one of two":          {[]string{"FIRST_AID", "DRIVER"}, []has{{"FIRST_AID", "2020-01-01", ""}}, fault.QualificationMissing},
			"both": {
				[]string{"FIRST_AID", "DRIVER"}, []has{{"FIRST_AID", "2020-01-01", ""}, {"DRIVER", "2020-01-01", ""}}, "",
			},
		} {
			who := w.people(t, 1)[0]
			for _, h := range c.has {
				w.qualification(who, h.kind, h.from, h.to)
			}
			_, err := w.signUp(who, w.shift(t, spec{qualifications: c.asked}))
			if code(err) != c.want {
				t.Errorf("%s: got %q, want %q", name, code(err), c.want)
			}
		}
		w.check(t)
	})
}

// A gate that was passed when a person joined the queue is looked at again when a
// place becomes free.
func TestGatesAreJudgedAtPromotion(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where := w.shift(t, spec{capacity: 1, qualifications: []string{"FIRST_AID"}})
		people := w.people(t, 3)
		for _, who := range people {
			w.qualification(who, "FIRST_AID", "2020-01-01", "")
		}
		place := w.take(t, people[0], where)
		first := w.wait(t, people[1], where)
		w.wait(t, people[2], where)
		w.store.Client.Qualification.Update().Where(qualification.VolunteerID(people[1])).SetExpiresAt("2026-11-24").ExecX(w.system)
		done(t, w.cancel(people[0], place))
		if e := w.entry(t, first); e.State != waitlistentry.StateWAITING || blockedBy(e) != "QUALIFICATION" {
			t.Errorf("the qualification is not valid on the day: %+v", e)
		}
		if !w.has(t, people[2], where) {
			t.Error("the place did not go to the next")
		}
		w.check(t)
	})
}

// A shift takes sign-ups in its window only, decided by the times themselves.
func TestWindow(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		before, after := days(-1, 0), days(1, 0)
		for name, c := range map[string]struct {
			spec spec
			want fault.Code
		}{
			"at once":             {spec{}, ""},
			"opened":              {spec{opens: &before}, ""},
			"opens now":           {spec{opens: &noon}, ""},
			"opens later":         {spec{opens: &after}, fault.NotOpenYet},
			"closed":              {spec{closes: &before}, fault.ShiftClosed},
			"closes now":          {spec{closes: &noon}, fault.ShiftClosed},
			"closes later":        {spec{closes: &after}, ""},
			"begins now":          {spec{from: noon}, fault.ShiftClosed},
			"is over":             {spec{from: before}, fault.ShiftClosed},
			"is of a draft":       {spec{draft: true}, fault.NotFound},
			"begins in a moment":  {spec{from: noon.Add(time.Microsecond)}, ""},
			"ended a moment past": {spec{from: before, to: noon}, fault.ShiftClosed},
		} {
			_, err := w.signUp(w.people(t, 1)[0], w.shift(t, c.spec))
			if code(err) != c.want {
				t.Errorf("%s: got %q, want %q", name, code(err), c.want)
			}
		}
		cancelled := w.shift(t, spec{})
		_, err := w.events.CancelShift(w.organizer, cancelled, "")
		done(t, err)
		_, err = w.signUp(w.people(t, 1)[0], cancelled)
		refused(t, err, fault.ShiftClosed)
		_, err = w.signUp(w.people(t, 1)[0], "shf_nobody-knows")
		refused(t, err, fault.NotFound)
		_, err = w.signUp("vol_nobody-knows", w.shift(t, spec{}))
		refused(t, err, fault.NotFound)
		w.check(t)
	})
}
