package attack

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"erikti/internal/apptest"
)

const (
	createEvent  = `mutation($in: CreateEventInput!) { createEvent(input: $in) { event { id } userErrors { code message path nextStep } } }`
	updateEvent  = `mutation($in: UpdateEventInput!) { updateEvent(input: $in) { event { id } userErrors { code message path nextStep } } }`
	publishEvent = `mutation($in: PublishEventInput!) { publishEvent(input: $in) { event { id } userErrors { code message path nextStep } } }`
	cancelEvent  = `mutation($in: CancelEventInput!) { cancelEvent(input: $in) { event { id } userErrors { code message path nextStep } } }`
	addShift     = `mutation($in: AddShiftInput!) { addShift(input: $in) { shift { id } userErrors { code message path nextStep } } }`
	updateShift  = `mutation($in: UpdateShiftInput!) { updateShift(input: $in) { shift { id } userErrors { code message path nextStep } } }`
	cancelShift  = `mutation($in: CancelShiftInput!) { cancelShift(input: $in) { shift { id } userErrors { code message path nextStep } } }`
	signUp       = `mutation($in: SignUpForShiftInput!) { signUpForShift(input: $in) { signup { id state } waitlistEntry { id } userErrors { code message path nextStep } } }`
	cancelSignup = `mutation($in: CancelSignupInput!) { cancelSignup(input: $in) { signup { id } userErrors { code message path nextStep } } }`
	register     = `mutation($in: RegisterInput!) { register(input: $in) { token userErrors { code } } }`
	leave        = `mutation($in: LeaveWaitlistInput!) { leaveWaitlist(input: $in) { waitlistEntry { id } userErrors { code message path nextStep } } }`
)

// with makes variables of a good input with some fields spoilt.
func with(good map[string]any, fields ...any) map[string]any {
	for i := 0; i < len(fields); i += 2 {
		good[fmt.Sprint(fields[i])] = fields[i+1]
	}
	return map[string]any{"in": good}
}

// spoil is a case with status 200.
func (w *world) spoil(name, code string, c *apptest.Client, query string, variables map[string]any) badCase {
	return badCase{name, w.ask(c, query, variables), http.StatusOK, code}
}

func fields(of ...any) map[string]any { return with(map[string]any{}, of...) }

// Unknown ids and those of things that one may not see are answered alike.
func TestB14_UnknownAndForeignIDs(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database))
		ids := map[string]string{
			"unknown": "evt_" + canary, "of no type": canary, "of another type": w.signup, "empty": "", "foreign": w.draft,
			"long": "evt_" + canary + repeat("x", 500_000), "quotes": `evt_'"\;--` + canary, "wildcards": "evt_%" + canary,
		}
		var cases []badCase
		for name, id := range ids {
			shift := id
			if name == "foreign" {
				shift = w.draftShift
			}
			cases = append(cases,
				w.spoil("node "+name, "null", w.volunteer, `query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": visible(name, id, canary)}),
				w.spoil("update event "+name, "NOT_FOUND", w.organizer, updateEvent, fields("eventId", id, "title", map[string]any{"en": canary})),
				w.spoil("publish "+name, "NOT_FOUND", w.organizer, publishEvent, fields("eventId", id)),
				w.spoil("cancel event "+name, "NOT_FOUND", w.organizer, cancelEvent, fields("eventId", id, "reason", canary)),
				w.spoil("add shift "+name, "NOT_FOUND", w.organizer, addShift, fields("eventId", id, "shift", w.shiftInput())),
				w.spoil("create "+name, "NOT_FOUND", w.organizer, createEvent, with(w.draftInput(id), "venue", map[string]any{"en": canary})),
				w.spoil("region "+name, "NOT_FOUND", w.organizer, createEvent, with(w.draftInput(w.organization), "regionId", id)),
				w.spoil("update shift "+name, "NOT_FOUND", w.organizer, updateShift, fields("shiftId", shift, "title", map[string]any{"en": canary})),
				w.spoil("cancel shift "+name, "NOT_FOUND", w.organizer, cancelShift, fields("shiftId", shift)),
				w.spoil("leave "+name, "NOT_FOUND", w.volunteer, leave, fields("entryId", id)),
			)
			if name != "foreign" {
				cases = append(cases, w.spoil("sign up "+name, "NOT_FOUND", w.volunteer, signUp, fields("shiftId", shift)))
			}
			if name != "of another type" {
				cases = append(cases, w.spoil("cancel "+name, "NOT_FOUND", w.volunteer, cancelSignup, fields("signupId", id)))
			}
		}
		cases = append(cases,
			w.spoil("a NUL in a node's id", nul(w, "null"), w.volunteer, `query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": "evt_\x00" + canary}),
			w.spoil("a NUL in a shift's id", nul(w, "NOT_FOUND"), w.volunteer, signUp, fields("shiftId", "shf_\x00"+canary)),
			w.spoil("a NUL in an event's id", nul(w, "NOT_FOUND"), w.organizer, publishEvent, fields("eventId", "evt_\x00"+canary)),
			w.spoil("somebody else's place", "NOT_FOUND", w.volunteer, cancelSignup, fields("signupId", w.otherSignup)),
			w.spoil("somebody else's event", "NOT_FOUND", w.stranger, cancelEvent, fields("eventId", w.event, "reason", canary)),
			w.spoil("a draft's shift", "NOT_FOUND", w.volunteer, signUp, fields("shiftId", w.draftShift)),
		)
		w.refuses(t, cases)
	})
}

// To the byte: what is somebody else's is not told from what is not there.
func TestD2_ForeignIsAnsweredAsUnknown(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	const event, shift, signup = "evt_01a20308-97ac-7113-baa8-af5fa3a542ca", "shf_01a20308-97ac-7113-baa8-af5fa3a542ca", "sgn_01a20308-97ac-7113-baa8-af5fa3a542ca"
	for name, ask := range map[string]struct {
		by        *apptest.Client
		query     string
		of        func(id string) map[string]any
		unknown   string
		forbidden string
	}{
		"node":         {w.volunteer, `query($in: ID!) { node(id: $in) { id } }`, func(id string) map[string]any { return map[string]any{"in": id} }, event, w.draft},
		"a filter":     {w.volunteer, `query($in: ID!) { events(where: {id: $in}) { totalCount } }`, func(id string) map[string]any { return map[string]any{"in": id} }, event, w.draft},
		"a roster":     {w.volunteer, `query($in: ID!) { node(id: $in) { id } }`, func(id string) map[string]any { return map[string]any{"in": id} }, signup, w.otherSignup},
		"publish":      {w.organizer, publishEvent, func(id string) map[string]any { return fields("eventId", id) }, event, w.draft},
		"cancel":       {w.organizer, cancelEvent, func(id string) map[string]any { return fields("eventId", id, "reason", "x") }, event, w.draft},
		"update":       {w.organizer, updateEvent, func(id string) map[string]any { return fields("eventId", id) }, event, w.draft},
		"a shift":      {w.organizer, updateShift, func(id string) map[string]any { return fields("shiftId", id) }, shift, w.draftShift},
		"cancel shift": {w.organizer, cancelShift, func(id string) map[string]any { return fields("shiftId", id) }, shift, w.draftShift},
		"sign up":      {w.volunteer, signUp, func(id string) map[string]any { return fields("shiftId", id) }, shift, w.draftShift},
		"give up":      {w.volunteer, cancelSignup, func(id string) map[string]any { return fields("signupId", id) }, signup, w.otherSignup},
	} {
		unknown, forbidden := ask.by.Ask(t, ask.query, ask.of(ask.unknown)), ask.by.Ask(t, ask.query, ask.of(ask.forbidden))
		if string(unknown.Body) != string(forbidden.Body) || unknown.Status != forbidden.Status {
			t.Errorf("%s: unknown %s, forbidden %s", name, unknown.Body, forbidden.Body)
		}
	}
}

// nul is the code for an id with a NUL: PostgreSQL has no place for one, SQLite
// takes it for a character like any other.
func nul(w *world, otherwise string) string {
	if w.App.Store().Postgres() {
		return "BAD_USER_INPUT"
	}
	return otherwise
}

// visible replaces an id that the volunteer may see by one that nobody has.
func visible(name, id, otherwise string) string {
	if name == "of another type" {
		return otherwise
	}
	return id
}

// What an organizer may get wrong: numbers, times, zones, texts.
func TestB10_BadEventsAndShifts(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database))
		event := func(name, code string, spoilt ...any) badCase {
			in := w.draftInput(w.organization)
			in["description"] = map[string]any{"en": canary}
			return w.spoil(name, code, w.organizer, createEvent, with(in, spoilt...))
		}
		shift := func(name, code string, spoilt ...any) badCase {
			in := w.shiftInput()
			in["title"] = map[string]any{"en": canary}
			return w.spoil(name, code, w.organizer, addShift, fields("eventId", w.event, "shift", with(in, spoilt...)["in"]))
		}
		patch := func(name, code string, spoilt ...any) badCase {
			in := map[string]any{"shiftId": w.shift, "title": map[string]any{"en": canary}}
			return w.spoil(name, code, w.organizer, updateShift, with(in, spoilt...))
		}
		en := func(s string) map[string]any { return map[string]any{"en": s} }
		million := canary + repeat("я", 480_000)
		w.refuses(t, []badCase{
			shift("capacity 0", "INVALID_INPUT", "capacity", 0),
			shift("capacity -1", "INVALID_INPUT", "capacity", -1),
			shift("capacity 100,001", "INVALID_INPUT", "capacity", 100_001),
			shift("capacity 2^31", "BAD_USER_INPUT", "capacity", 1<<31),
			shift("capacity 2^53", "BAD_USER_INPUT", "capacity", 1<<53),
			shift("capacity 2^64", "BAD_USER_INPUT", "capacity", json.Number("18446744073709551616")),
			shift("capacity 1.5", "BAD_USER_INPUT", "capacity", 1.5),
			shift("capacity 1e2", "BAD_USER_INPUT", "capacity", json.Number("1e2")),
			shift("capacity as text", "BAD_USER_INPUT", "capacity", canary),
			shift("capacity as digits in a text", "BAD_USER_INPUT", "capacity", "3"),
			shift("capacity true", "BAD_USER_INPUT", "capacity", true),
			shift("capacity null", "BAD_USER_INPUT", "capacity", nil),
			shift("capacity as a list", "BAD_USER_INPUT", "capacity", []any{canary}),
			patch("new capacity 0", "INVALID_INPUT", "capacity", 0),
			patch("new capacity -5", "INVALID_INPUT", "capacity", -5),
			patch("fewer places than are taken", "CAPACITY_BELOW_TAKEN", "capacity", 1),
			patch("a version that is not the last", "STALE_VERSION", "expectedVersion", 999),
			event("end before start", "INVALID_INPUT", "endsAt", w.at(-1)),
			event("end at start", "INVALID_INPUT", "endsAt", w.at(0)),
			event("longer than 400 days", "INVALID_INPUT", "endsAt", w.at(24*401)),
			event("in the year 1999", "BAD_USER_INPUT", "startsAt", "1999-12-31T23:59:59Z"),
			event("in the year 9999", "BAD_USER_INPUT", "endsAt", "9999-12-31T23:59:59Z"),
			event("a moment without offset", "BAD_USER_INPUT", "startsAt", "2026-03-22T10:00:00"),
			event("a moment that is a text", "BAD_USER_INPUT", "startsAt", canary),
			event("a moment that is a number", "BAD_USER_INPUT", "startsAt", 1774155600),
			event("a 30th of February", "BAD_USER_INPUT", "startsAt", "2026-02-30T10:00:00Z"),
			shift("end before start", "INVALID_INPUT", "endsAt", w.at(0)),
			shift("before the event", "INVALID_INPUT", "startsAt", w.at(-2)),
			shift("after the event", "INVALID_INPUT", "endsAt", w.at(9)),
			shift("closes after it began", "INVALID_INPUT", "closesAt", w.at(2)),
			shift("opens after it closes", "INVALID_INPUT", "opensAt", w.at(2)),
			shift("cutoff after the start", "INVALID_INPUT", "cancelCutoff", w.at(3)),
			shift("age -1", "INVALID_INPUT", "minAge", -1),
			shift("age 121", "INVALID_INPUT", "minAge", 121),
			shift("a qualification that is none", "INVALID_INPUT", "qualifications", []any{canary + "'"}),
			shift("a NUL in a qualification", "INVALID_INPUT", "qualifications", []any{"A\x00" + canary}),
			patch("moved out of the event", "INVALID_INPUT", "endsAt", w.at(20)),
			event("unknown zone", "INVALID_INPUT", "timeZone", "Asia/"+canary),
			event("no zone", "INVALID_INPUT", "timeZone", ""),
			event("the machine's zone", "INVALID_INPUT", "timeZone", "Local"),
			event("a path as zone", "INVALID_INPUT", "timeZone", "../../etc/passwd"),
			event("a NUL in the zone", "INVALID_INPUT", "timeZone", "Asia/Almaty\x00"+canary),
			event("a long zone", "INVALID_INPUT", "timeZone", canary+repeat("x", 900_000)),
			event("a text of 1 MB", "INVALID_INPUT", "title", en(million)),
			event("a description of 1 MB", "INVALID_INPUT", "description", en(million)),
			event("a venue of 1 MB", "INVALID_INPUT", "venue", en(million)),
			event("201 characters", "INVALID_INPUT", "title", en(canary+repeat("ө", 190))),
			event("no title", "INVALID_INPUT", "title", map[string]any{}),
			event("a title of spaces", "INVALID_INPUT", "title", en(" \t\n\u00a0")),
			event("a NUL in a title", "INVALID_INPUT", "title", en(canary+"\x00")),
			event("a bell in a title", "INVALID_INPUT", "title", en(canary+"\a")),
			event("no direction", "INVALID_INPUT", "directions", []any{}),
			event("an unknown direction", "BAD_USER_INPUT", "directions", []any{canary}),
			event("a direction that is a number", "BAD_USER_INPUT", "directions", []any{5}),
			event("101 shifts", "INVALID_INPUT", "shifts", many(101, w.shiftInput())),
			event("an unknown field", "BAD_USER_INPUT", canary, 1),
			event("a list as title", "BAD_USER_INPUT", "title", []any{canary}),
			event("a missing field", "BAD_USER_INPUT", "startsAt", nil),
			w.spoil("no variable", "BAD_USER_INPUT", w.organizer, createEvent, nil),
			w.spoil("a null variable", "BAD_USER_INPUT", w.organizer, createEvent, map[string]any{"in": nil}),
			w.spoil("a text as variable", "BAD_USER_INPUT", w.organizer, createEvent, map[string]any{"in": canary}),
			w.spoil("a cancellation of 1 MB", "INVALID_INPUT", w.organizer, cancelEvent, fields("eventId", w.event, "reason", million)),
			w.spoil("a cancellation without words", "INVALID_INPUT", w.organizer, cancelEvent, fields("eventId", w.event, "reason", " ")),
			w.spoil("a NUL in a cancellation", "INVALID_INPUT", w.organizer, cancelEvent, fields("eventId", w.event, "reason", canary+"\x00")),
			w.spoil("cancelled twice", "WRONG_STATE", w.organizer, cancelEvent, fields("eventId", w.cancelledEvent, "reason", canary)),
			w.spoil("a shift for a cancelled event", "WRONG_STATE", w.organizer, addShift, fields("eventId", w.cancelledEvent, "shift", w.shiftInput())),
			w.spoil("published twice", "WRONG_STATE", w.organizer, publishEvent, fields("eventId", w.event)),
		})
	})
}

func many(n int, of any) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = of
	}
	return all
}

// Whoever may have no place is told which gate is closed.
func TestB14_SignUpsThatAreRefused(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database))
		w.refuses(t, []badCase{
			w.spoil("a second sign-up", "ALREADY_SIGNED_UP", w.volunteer, signUp, fields("shiftId", w.shift)),
			w.spoil("a cancelled shift", "SHIFT_CLOSED", w.volunteer, signUp, fields("shiftId", w.cancelled)),
			w.spoil("a closed shift", "SHIFT_CLOSED", w.volunteer, signUp, fields("shiftId", w.closed)),
			w.spoil("a shift that has ended", "SHIFT_CLOSED", w.volunteer, signUp, fields("shiftId", w.ended)),
			w.spoil("a shift that opens tomorrow", "NOT_OPEN_YET", w.volunteer, signUp, fields("shiftId", w.notYet)),
			w.spoil("a visitor", "UNAUTHENTICATED", w.As(""), signUp, fields("shiftId", w.shift)),
			w.spoil("a visitor's event", "UNAUTHENTICATED", w.As(""), createEvent, with(w.draftInput(w.organization), "venue", map[string]any{"en": canary})),
			{"a token that is none", w.ask(w.As(canary), signUp, fields("shiftId", w.shift)), http.StatusUnauthorized, "UNAUTHENTICATED"},
			{"a token that nobody has", w.ask(w.As("ers_"+canary), signUp, fields("shiftId", w.shift)), http.StatusUnauthorized, "UNAUTHENTICATED"},
			{"a long token", w.ask(w.As("ers_"+canary+repeat("x", 16_000)), signUp, fields("shiftId", w.shift)), http.StatusUnauthorized, "UNAUTHENTICATED"},
		})
	})
}

// Registrations and sign-ins.
func TestB14_BadAccounts(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database))
		account := func(name, code string, spoilt ...any) badCase {
			return w.spoil(name, code, w.As(""), register, with(map[string]any{
				"email": canary + "@example.kz", "password": "good " + canary, "givenName": "A", "familyName": "B",
			}, spoilt...))
		}
		session := func(name, code string, in ...any) badCase {
			return w.spoil(name, code, w.As(""), `mutation($in: SignInInput!) { signIn(input: $in) { token userErrors { code message path } } }`, fields(in...))
		}
		long := canary + repeat("x", 900_000)
		w.refuses(t, []badCase{
			account("no address", "INVALID_INPUT", "email", nil),
			account("no e-mail address", "INVALID_INPUT", "email", canary),
			account("an address of 900 kB", "INVALID_INPUT", "email", long+"@example.kz"),
			account("a name in the address", "INVALID_INPUT", "email", canary+" <a@example.kz>"),
			account("a NUL in the address", "INVALID_INPUT", "email", canary+"\x00@example.kz"),
			account("no phone number", "INVALID_INPUT", "phone", canary),
			account("a phone number of 900 kB", "INVALID_INPUT", "phone", "+7"+repeat("7", 900_000)),
			account("a short password", "INVALID_INPUT", "password", "short"),
			account("a password of 900 kB", "INVALID_INPUT", "password", long),
			account("a name of 900 kB", "INVALID_INPUT", "givenName", long),
			account("a NUL in a name", "INVALID_INPUT", "familyName", canary+"\x00"),
			account("a name of nothing", "INVALID_INPUT", "familyName", " "),
			account("a birth date to come", "INVALID_INPUT", "birthDate", "2190-01-01"),
			account("a birth date that is none", "BAD_USER_INPUT", "birthDate", canary),
			account("an unknown region", "NOT_FOUND", "regionId", canary),
			account("a NUL in the region", nul(w, "NOT_FOUND"), "regionId", canary+"\x00"),
			account("an unknown language", "BAD_USER_INPUT", "locale", canary),
			account("an address that is taken", "EMAIL_TAKEN", "email", "organizer@example.kz"),
			session("nobody", "WRONG_CREDENTIALS", "email", canary+"@example.kz", "password", canary),
			session("a wrong password", "WRONG_CREDENTIALS", "email", "organizer@example.kz", "password", canary),
			session("a password of 900 kB", "WRONG_CREDENTIALS", "email", "organizer@example.kz", "password", long),
			session("two addresses", "INVALID_INPUT", "email", canary+"@example.kz", "phone", "+77010000000", "password", canary),
			session("no address", "INVALID_INPUT", "password", canary),
		})
	})
}
