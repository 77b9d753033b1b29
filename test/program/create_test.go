package program

import (
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/membership"
	"erikti/internal/apptest"
)

const createEvent = `mutation($in: CreateEventInput!) { createEvent(input: $in) {
	event { id state version title titleTranslations { kk ru en } description venue startsAt endsAt timeZone remote organizationID regionID
		directions { code } shifts { id title startsAt capacity state opensAt closesAt cancelCutoff minAge qualifications } }
	userErrors { code message path nextStep } } }`

// fields is the input of a mutation, for a test to change.
type fields map[string]any

func (f fields) but(more ...any) map[string]any {
	in := map[string]any{}
	for k, v := range f {
		in[k] = v
	}
	for i := 0; i < len(more); i += 2 {
		if more[i+1] == absent {
			delete(in, more[i].(string))
			continue
		}
		in[more[i].(string)] = more[i+1]
	}
	return map[string]any{"in": in}
}

// absent leaves a field out.
const absent = "\x00absent"

func at(days, hour int) string {
	return inDays(days).Add(time.Duration(hour) * time.Hour).Format(time.RFC3339)
}

func english(s string) map[string]any { return map[string]any{"en": s} }

// newShift is the input of a good one.
func newShift() fields {
	return fields{"title": english("Morning"), "startsAt": at(3, 1), "endsAt": at(3, 4), "capacity": 5}
}

// newEvent is the input of a good one.
func newEvent(org string) fields {
	return fields{
		"organizationId": org, "title": english("Cleaning"), "directions": []string{"SOCIAL"},
		"startsAt": at(3, 0), "endsAt": at(3, 8), "timeZone": "Asia/Almaty",
	}
}

func TestCreateEvent(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		region := rows(s).Region.Query().FirstIDX(system)
		a := organizer.Do(t, createEvent, newEvent(org).but(
			"title", map[string]any{"kk": "  Тазалау ", "ru": "Уборка"}, "description", english("All day.\nBring gloves."), "venue", english("Pavlodar"),
			"directions", []string{"SOCIAL", "ANIMALS", "SOCIAL"}, "regionId", region, "remote", true,
			"shifts", []any{newShift().but("opensAt", at(1, 0), "closesAt", at(2, 0), "cancelCutoff", at(2, 5), "minAge", 16, "qualifications", []string{"FIRST_AID"})["in"]},
		))
		granted(t, a, "createEvent")
		for field, want := range map[string]any{
			"state": "DRAFT", "title": "Тазалау", "description": "All day.\nBring gloves.", "venue": "Pavlodar", "startsAt": at(3, 0),
			"timeZone": "Asia/Almaty", "remote": true, "organizationID": org, "regionID": region, "version": 1.0,
		} {
			if got := a.At("createEvent", "event", field); got != want {
				t.Errorf("%s is %v, want %v", field, got, want)
			}
		}
		if n := len(a.At("createEvent", "event", "directions").([]any)); n != 2 {
			t.Errorf("%d directions", n)
		}
		for field, want := range map[string]any{
			"title": "Morning", "capacity": 5.0, "state": "SCHEDULED", "opensAt": at(1, 0), "closesAt": at(2, 0), "cancelCutoff": at(2, 5), "minAge": 16.0,
		} {
			if got := a.At("createEvent", "event", "shifts", 0, field); got != want {
				t.Errorf("the shift's %s is %v, want %v", field, got, want)
			}
		}
		a = organizer.Do(t, `mutation($in: AddShiftInput!) { addShift(input: $in) { shift { id title state available } userErrors { code } } }`,
			apptest.Input("eventId", a.Text("createEvent", "event", "id"), "shift", newShift().but()["in"]))
		granted(t, a, "addShift")
		if a.Text("addShift", "shift", "title") != "Morning" || a.Number("addShift", "shift", "available") != 5 {
			t.Errorf("%s", a.Body)
		}
	})
}

// What is wrong with the input is told with its path, in the reader's language,
// and writes nothing.
func TestCreateEventIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		_, other := s.Organizer(t, "foreign")
		member := s.Register(t, "member")
		joins(t, s, member, org, membership.RoleMEMBER, membership.StatusACTIVE)
		shifts := func(more ...any) []any { return []any{newShift().but(more...)["in"]} }
		for name, c := range map[string]struct {
			input      map[string]any
			code, path string
		}{
			"somebody else's organization": {newEvent(other).but(), "NOT_FOUND", "organizationId"},
			"no organization":              {newEvent("org_x").but(), "NOT_FOUND", "organizationId"},
			"no title":                     {newEvent(org).but("title", map[string]any{}), "INVALID_INPUT", "title"},
			"an empty title":               {newEvent(org).but("title", english("  ")), "INVALID_INPUT", "title"},
			"a long title":                 {newEvent(org).but("title", english(strings.Repeat("ә", 201))), "INVALID_INPUT", "title"},
			"a title that is unreadable":   {newEvent(org).but("title", english("a\u0007b")), "INVALID_INPUT", "title"},
			"a long description":           {newEvent(org).but("description", english(strings.Repeat("a", 10_001))), "INVALID_INPUT", "description"},
			"a long venue":                 {newEvent(org).but("venue", english(strings.Repeat("a", 501))), "INVALID_INPUT", "venue"},
			"no directions":                {newEvent(org).but("directions", []string{}), "INVALID_INPUT", "directions"},
			"no such region":               {newEvent(org).but("regionId", "reg_x"), "NOT_FOUND", "regionId"},
			"no such zone":                 {newEvent(org).but("timeZone", "Asia/Nowhere"), "INVALID_INPUT", "timeZone"},
			"the machine's zone":           {newEvent(org).but("timeZone", "Local"), "INVALID_INPUT", "timeZone"},
			"an end before the start":      {newEvent(org).but("endsAt", at(2, 0)), "INVALID_INPUT", "endsAt"},
			"an end at the start":          {newEvent(org).but("endsAt", at(3, 0)), "INVALID_INPUT", "endsAt"},
			"too long":                     {newEvent(org).but("endsAt", at(404, 0)), "INVALID_INPUT", "endsAt"},
			"too many shifts":              {newEvent(org).but("shifts", many(newShift().but()["in"], 101)), "INVALID_INPUT", "shifts"},
			"a shift before":               {newEvent(org).but("shifts", shifts("startsAt", at(2, 23))), "INVALID_INPUT", "shifts 0 startsAt"},
			"a shift behind":               {newEvent(org).but("shifts", shifts("endsAt", at(3, 9))), "INVALID_INPUT", "shifts 0 startsAt"},
			"a shift that ends early":      {newEvent(org).but("shifts", shifts("endsAt", at(3, 1))), "INVALID_INPUT", "shifts 0 endsAt"},
			"a shift without title":        {newEvent(org).but("shifts", shifts("title", english(""))), "INVALID_INPUT", "shifts 0 title"},
			"no places":                    {newEvent(org).but("shifts", shifts("capacity", 0)), "INVALID_INPUT", "shifts 0 capacity"},
			"too many places":              {newEvent(org).but("shifts", shifts("capacity", 100_001)), "INVALID_INPUT", "shifts 0 capacity"},
			"an age below 0":               {newEvent(org).but("shifts", shifts("minAge", -1)), "INVALID_INPUT", "shifts 0 minAge"},
			"an age above 120":             {newEvent(org).but("shifts", shifts("minAge", 121)), "INVALID_INPUT", "shifts 0 minAge"},
			"no code":                      {newEvent(org).but("shifts", shifts("qualifications", []string{"first aid"})), "INVALID_INPUT", "shifts 0 qualifications"},
			"eleven codes":                 {newEvent(org).but("shifts", shifts("qualifications", many("FIRST_AID", 11))), "INVALID_INPUT", "shifts 0 qualifications"},
			"closes after the start":       {newEvent(org).but("shifts", shifts("closesAt", at(3, 2))), "INVALID_INPUT", "shifts 0 closesAt"},
			"opens when it closes":         {newEvent(org).but("shifts", shifts("opensAt", at(2, 0), "closesAt", at(2, 0))), "INVALID_INPUT", "shifts 0 opensAt"},
			"a deadline after the start":   {newEvent(org).but("shifts", shifts("cancelCutoff", at(3, 2))), "INVALID_INPUT", "shifts 0 cancelCutoff"},
			"an empty key":                 {newEvent(org).but("idempotencyKey", ""), "INVALID_INPUT", "idempotencyKey"},
			"a long key":                   {newEvent(org).but("idempotencyKey", strings.Repeat("k", 65)), "INVALID_INPUT", "idempotencyKey"},
		} {
			a := organizer.Ask(t, createEvent, c.input)
			refused(t, a, "createEvent", c.code)
			var path []string
			list, _ := a.At("createEvent", "userErrors", 0, "path").([]any)
			for _, p := range list {
				path = append(path, p.(string))
			}
			if got := strings.Join(path, " "); got != c.path {
				t.Errorf("%s: the path is %q, want %q", name, got, c.path)
			}
			if a.At("createEvent", "event") != nil || a.Text("createEvent", "userErrors", 0, "message") == "" {
				t.Errorf("%s: %s", name, a.Body)
			}
		}
		refused(t, member.Ask(t, createEvent, newEvent(org).but()), "createEvent", "NOT_FOUND")
		rows(s).Organization.UpdateOneID(org).SetStatus("SUSPENDED").ExecX(system)
		refused(t, organizer.Ask(t, createEvent, newEvent(org).but()), "createEvent", "WRONG_STATE")
		if n := rows(s).Event.Query().CountX(system) + rows(s).Shift.Query().CountX(system); n != 0 {
			t.Errorf("refusals wrote %d rows", n)
		}
	})
}

func many(v any, n int) []any {
	list := make([]any, n)
	for i := range list {
		list[i] = v
	}
	return list
}
