package program

import (
	"testing"
	"time"

	"erikti/internal/apptest"
)

const updateEvent = `mutation($in: UpdateEventInput!) { updateEvent(input: $in) {
	event { version title titleTranslations { kk ru en } description venue startsAt endsAt timeZone remote regionID directions { code } state }
	userErrors { code message path ... on StaleVersion { currentVersion } } } }`

const updateShift = `mutation($in: UpdateShiftInput!) { updateShift(input: $in) {
	shift { version title startsAt endsAt capacity opensAt closesAt cancelCutoff minAge confirmed waitlisted state }
	userErrors { code message path ... on StaleVersion { currentVersion } ... on CapacityBelowTaken { taken excess } } } }`

// changed compares what changed with what should have: all else stays.
func changed(t *testing.T, what string, before, after any, want map[string]any) {
	t.Helper()
	b, _ := before.(map[string]any)
	a, _ := after.(map[string]any)
	for field, old := range b {
		expected, changes := want[field]
		if !changes {
			expected = old
		}
		if field == "version" || field == "titleTranslations" || field == "directions" {
			continue
		}
		if a[field] != expected {
			t.Errorf("%s: %s is %v, want %v", what, field, a[field], expected)
		}
	}
}

// An update changes what is given, and nothing else.
func TestUpdateEvent(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		regions := rows(s).Region.Query().Limit(2).IDsX(system)
		a := organizer.Do(t, createEvent, newEvent(org).but("description", english("d"), "venue", english("v"), "regionId", regions[0],
			"shifts", []any{newShift().but()["in"]}))
		granted(t, a, "createEvent")
		event := fields{"eventId": a.Text("createEvent", "event", "id")}
		before := a.At("createEvent", "event")
		version := 1
		for _, c := range []struct {
			name  string
			input []any
			want  map[string]any
		}{
			{"nothing", nil, nil},
			{"the title", []any{"title", map[string]any{"ru": "Уборка"}}, map[string]any{"title": "Уборка"}},
			{"the description", []any{"description", map[string]any{}}, map[string]any{"description": ""}},
			{"the venue", []any{"venue", english("w")}, map[string]any{"venue": "w"}},
			{"another region", []any{"regionId", regions[1]}, map[string]any{"regionID": regions[1]}},
			{"no region", []any{"regionId", nil}, map[string]any{"regionID": nil}},
			{"a region again", []any{"regionId", regions[0]}, map[string]any{"regionID": regions[0]}},
			{"the same region", []any{"regionId", regions[0]}, nil},
			{"null is nothing", []any{"title", nil, "startsAt", nil, "remote", nil, "directions", nil, "timeZone", nil}, nil},
			{"remote", []any{"remote", true}, map[string]any{"remote": true}},
			{"the zone", []any{"timeZone", "Asia/Aqtau"}, map[string]any{"timeZone": "Asia/Aqtau"}},
			{"the start", []any{"startsAt", at(2, 0)}, map[string]any{"startsAt": at(2, 0)}},
			{"the end", []any{"endsAt", at(4, 0)}, map[string]any{"endsAt": at(4, 0)}},
			{"the known version", []any{"expectedVersion", 14, "remote", false}, map[string]any{"remote": false}},
		} {
			a := organizer.Do(t, updateEvent, event.but(c.input...))
			granted(t, a, "updateEvent")
			version++
			if got := a.Number("updateEvent", "event", "version"); got != version {
				t.Errorf("%s: version %d, want %d", c.name, got, version)
			}
			changed(t, c.name, pick(before, a.At("updateEvent", "event")), a.At("updateEvent", "event"), c.want)
			before = a.At("updateEvent", "event")
		}
		a = organizer.Do(t, updateEvent, event.but("directions", []string{"ANIMALS", "MEDIA"}))
		granted(t, a, "updateEvent")
		if n := len(a.At("updateEvent", "event", "directions").([]any)); n != 2 {
			t.Errorf("%s", a.Body)
		}
		a = organizer.Do(t, updateEvent, event.but("directions", []string{"MEDIA"}))
		if a.Text("updateEvent", "event", "directions", 0, "code") != "MEDIA" {
			t.Errorf("%s", a.Body)
		}
		for name, c := range map[string]struct {
			input []any
			code  string
		}{
			"an old version":      {[]any{"expectedVersion", 3, "remote", true}, "STALE_VERSION"},
			"a shift is outside":  {[]any{"endsAt", at(3, 2)}, "INVALID_INPUT"},
			"no title":            {[]any{"title", map[string]any{}}, "INVALID_INPUT"},
			"no such region":      {[]any{"regionId", "reg_x"}, "NOT_FOUND"},
			"no such zone":        {[]any{"timeZone", ""}, "INVALID_INPUT"},
			"no directions":       {[]any{"directions", []any{}}, "INVALID_INPUT"},
			"an end before start": {[]any{"startsAt", at(9, 0)}, "INVALID_INPUT"},
		} {
			a := organizer.Ask(t, updateEvent, event.but(c.input...))
			refused(t, a, "updateEvent", c.code)
			if c.code == "STALE_VERSION" && a.Number("updateEvent", "userErrors", 0, "currentVersion") != version+2 {
				t.Errorf("%s: %s", name, a.Body)
			}
			if a.Number("updateEvent", "event", "version") != version+2 {
				t.Errorf("%s changed the event: %s", name, a.Body)
			}
		}
	})
}

// pick leaves the fields of one object that another one has too.
func pick(from, like any) any {
	f, _ := from.(map[string]any)
	l, _ := like.(map[string]any)
	out := map[string]any{}
	for field := range l {
		if v, ok := f[field]; ok {
			out[field] = v
		}
	}
	return out
}

func TestUpdateShift(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		r := rosterOf(t, s, organizer, org)
		shift := fields{"shiftId": r.shift}
		start := rows(s).Shift.GetX(system, r.shift).StartsAt
		in := func(n int) string { return start.Add(hours(n)).UTC().Format(time.RFC3339) }
		before := organizer.Do(t, updateShift, shift.but()).At("updateShift", "shift")
		for _, c := range []struct {
			name  string
			input []any
			want  map[string]any
		}{
			{"nothing", nil, nil},
			{"the title", []any{"title", english("Evening")}, map[string]any{"title": "Evening"}},
			{"the places", []any{"capacity", 3}, map[string]any{"capacity": 3.0, "confirmed": 2.0, "waitlisted": 0.0}},
			{"opening", []any{"opensAt", in(-3)}, map[string]any{"opensAt": in(-3), "state": "SCHEDULED"}},
			{"open at once", []any{"opensAt", nil}, map[string]any{"opensAt": nil, "state": "OPEN"}},
			{"closing", []any{"closesAt", in(-1)}, map[string]any{"closesAt": in(-1)}},
			{"closing with the start", []any{"closesAt", nil}, map[string]any{"closesAt": nil}},
			{"the deadline", []any{"cancelCutoff", in(-2)}, map[string]any{"cancelCutoff": in(-2)}},
			{"no deadline", []any{"cancelCutoff", nil}, map[string]any{"cancelCutoff": nil}},
			{"the age", []any{"minAge", 16}, map[string]any{"minAge": 16.0}},
			{"the time", []any{"startsAt", in(1), "endsAt", in(2)}, map[string]any{"startsAt": in(1), "endsAt": in(2)}},
			{"null is nothing", []any{"title", nil, "startsAt", nil, "capacity", nil, "minAge", nil}, nil},
		} {
			a := organizer.Do(t, updateShift, shift.but(c.input...))
			granted(t, a, "updateShift")
			changed(t, c.name, before, a.At("updateShift", "shift"), c.want)
			if b := before.(map[string]any)["version"].(float64); a.At("updateShift", "shift", "version").(float64) <= b {
				t.Errorf("%s: the version stays %v", c.name, b)
			}
			before = a.At("updateShift", "shift")
		}
		for name, c := range map[string]struct {
			input []any
			code  string
		}{
			"an old version":     {[]any{"expectedVersion", 1}, "STALE_VERSION"},
			"below what's taken": {[]any{"capacity", 1}, "CAPACITY_BELOW_TAKEN"},
			"no places":          {[]any{"capacity", 0}, "INVALID_INPUT"},
			"outside its event":  {[]any{"endsAt", in(100)}, "INVALID_INPUT"},
			"no title":           {[]any{"title", english("")}, "INVALID_INPUT"},
			"no age":             {[]any{"minAge", -1}, "INVALID_INPUT"},
			"closes too late":    {[]any{"closesAt", in(2)}, "INVALID_INPUT"},
		} {
			a := organizer.Ask(t, updateShift, shift.but(c.input...))
			refused(t, a, "updateShift", c.code)
			if c.code == "CAPACITY_BELOW_TAKEN" && (a.Number("updateShift", "userErrors", 0, "taken") != 2 || a.Number("updateShift", "userErrors", 0, "excess") != 1) {
				t.Errorf("%s: %s", name, a.Body)
			}
		}
	})
}
