package demo

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteerprivate"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/place"
	"erikti/internal/store"
)

// never are rows that must not exist, whatever happened.
var never = map[string]string{
	"1: more places taken than there are": "SELECT count(*) FROM shifts WHERE confirmed + held > capacity",
	"2: someone waits while a place is free that could be offered": `SELECT count(*) FROM shifts s
		WHERE confirmed + held < capacity AND state NOT IN ('CANCELLED', 'CLOSED') AND EXISTS (
			SELECT 1 FROM waitlist_entries w WHERE w.shift_id = s.id AND w.state = 'WAITING' AND w.blocked_by IS NULL)`,
	"2: a number in the queue above the last one": `SELECT count(*) FROM shifts s
		WHERE last_seq < (SELECT coalesce(max(seq), 0) FROM waitlist_entries w WHERE w.shift_id = s.id)`,
	"3: two live sign-ups on a shift": `SELECT count(*) FROM signups a JOIN signups b
		ON a.shift_id = b.shift_id AND a.volunteer_id = b.volunteer_id AND a.id < b.id
		WHERE a.state IN ('REQUESTED', 'CONFIRMED', 'CHECKED_IN', 'COMPLETED')
		AND b.state IN ('REQUESTED', 'CONFIRMED', 'CHECKED_IN', 'COMPLETED')`,
	"3: someone waits who has a place": `SELECT count(*) FROM signups a JOIN waitlist_entries b
		ON a.shift_id = b.shift_id AND a.volunteer_id = b.volunteer_id
		WHERE b.state = 'WAITING' AND a.state IN ('REQUESTED', 'CONFIRMED', 'CHECKED_IN', 'COMPLETED')`,
	"4: confirmed is not what the rows say": `SELECT count(*) FROM shifts s WHERE confirmed <> (
		SELECT count(*) FROM signups g WHERE g.shift_id = s.id AND g.state IN ('CONFIRMED', 'CHECKED_IN', 'COMPLETED'))`,
	"4: waitlisted is not what the rows say": `SELECT count(*) FROM shifts s WHERE waitlisted <> (
		SELECT count(*) FROM waitlist_entries w WHERE w.shift_id = s.id AND w.state = 'WAITING')`,
	"4: held is not what the rows say": `SELECT count(*) FROM shifts s WHERE held <> (
		SELECT count(*) FROM offers o WHERE o.shift_id = s.id AND o.state = 'PENDING')`,
	"10: a person in two places at once": `SELECT count(*) FROM signups a JOIN signups b
		ON a.volunteer_id = b.volunteer_id AND a.id < b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
		AND a.takes_time AND b.takes_time WHERE a.state IN ('CONFIRMED', 'CHECKED_IN', 'COMPLETED') AND b.state IN ('CONFIRMED', 'CHECKED_IN', 'COMPLETED')`,
	"10: a sign-up with other times than its shift": `SELECT count(*) FROM signups g JOIN shifts s ON s.id = g.shift_id
		WHERE g.starts_at <> s.starts_at OR g.ends_at <> s.ends_at`,
	"10: a sign-up with another number than its person": `SELECT count(*) FROM signups g JOIN volunteers v ON v.id = g.volunteer_id
		WHERE g.person_no <> v.person_no`,
	"12: a cancelled shift with people": `SELECT count(*) FROM shifts
		WHERE state = 'CANCELLED' AND confirmed + held + waitlisted > 0`,
	"14: hours of an event that is to come": `SELECT count(*) FROM hour_entries h JOIN events e ON e.id = h.event_id
		WHERE e.state NOT IN ('DONE', 'SETTLED')`,
	"14: hours of an event where nobody works": `SELECT count(*) FROM hour_entries h JOIN events e ON e.id = h.event_id
		WHERE e.kind <> 'VOLUNTEERING'`,
	"14: two entries for one time": `SELECT count(*) FROM (SELECT h.volunteer_id, h.event_id, h.date,
		sum(h.minutes) AS minutes, (SELECT count(*) FROM signups g JOIN shifts s ON s.id = g.shift_id
			WHERE s.event_id = h.event_id AND g.volunteer_id = h.volunteer_id AND g.state = 'COMPLETED') AS shifts
		FROM hour_entries h WHERE h.event_id IS NOT NULL GROUP BY h.volunteer_id, h.event_id, h.date) x WHERE minutes > 8 * 60 * shifts`,
	"14: a minute twice": `SELECT count(*) FROM hour_entries a JOIN hour_entries b ON a.volunteer_id = b.volunteer_id AND a.id < b.id
		AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at WHERE a.event_id IS NULL AND NOT a.taken_back AND NOT b.taken_back`,
	"17: an award without its minutes": `SELECT count(*) FROM credit_awards a WHERE a.state NOT IN ('REJECTED', 'REVERSED') AND a.minutes <>
		(SELECT coalesce(sum(minutes), 0) FROM credit_allocations x WHERE x.award_id = a.id)`,
	"17: minutes of an award that is no more": `SELECT count(*) FROM credit_awards a WHERE a.state IN ('REJECTED', 'REVERSED') AND 0 <>
		(SELECT coalesce(sum(minutes), 0) FROM credit_allocations x WHERE x.award_id = a.id)`,
	"17: more minutes are given than an entry has": `SELECT count(*) FROM (SELECT a.hour_entry_id, sum(a.minutes) AS given FROM credit_allocations a GROUP BY 1) g
		JOIN hour_entries h ON h.id = g.hour_entry_id WHERE g.given > h.minutes OR g.given < 0`,
	"17: a budget is overspent": `SELECT count(*) FROM credit_budgets b JOIN shifts s ON s.id = b.shift_id
		WHERE b.free_committed > b.money - s.capacity * b.seat_amount`,
	"17: the counter of a budget is not its rows": `SELECT count(*) FROM credit_budgets b WHERE b.free_committed <>
		(SELECT coalesce(sum(from_free), 0) FROM credit_awards a WHERE a.organization_id = b.organization_id AND a.fiscal_year = b.fiscal_year)`,
	"17: a paid award without its payout": `SELECT count(*) FROM credit_awards a WHERE a.state IN ('PAID', 'CLOSED') AND a.amount <>
		(SELECT coalesce(sum(amount), 0) FROM credit_payouts p WHERE p.award_id = a.id AND p.state = 'CONFIRMED')`,
	"17: a reversed award that is not even": `SELECT count(*) FROM credit_awards a WHERE a.state = 'REVERSED' AND 0 <>
		(SELECT coalesce(sum(amount), 0) FROM credit_payouts p WHERE p.award_id = a.id)`,
	"17: steps that do not lead to the state": `SELECT count(*) FROM credit_awards a WHERE a.state <> coalesce(
		(SELECT to_state FROM credit_steps s WHERE s.award_id = a.id ORDER BY number DESC LIMIT 1), 'ELIGIBLE')`,
	"a shift outside its event": `SELECT count(*) FROM shifts s JOIN events e ON e.id = s.event_id
		WHERE s.starts_at < e.starts_at OR s.ends_at > e.ends_at`,
	"an event without shifts": "SELECT count(*) FROM events e WHERE NOT EXISTS (SELECT 1 FROM shifts s WHERE s.event_id = e.id)",
	"an event in a region where its organization does not work": `SELECT count(*) FROM events e
		WHERE e.region_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM organization_regions r
			WHERE r.organization_id = e.organization_id AND r.region_id = e.region_id)`,
	"a remote event in a region": "SELECT count(*) FROM events WHERE remote = (region_id IS NOT NULL)",
}

// check looks for anything that may not be at a moment.
func check(t *testing.T, st *store.Store, now time.Time) {
	t.Helper()
	for what, query := range never {
		if n := number(t, st, query); n > 0 {
			t.Errorf("invariant %s: %d times", what, n)
		}
	}
	if n := soon(t, st, now); n < 100 {
		t.Errorf("events in the next 14 days: got %d, want at least 100", n)
	}
	verified(t, st)
	checkClock(t, st, now)
	checkGates(t, st)
	checkInstants(t, st)
}

// soon counts what a visitor can go to in the next two weeks.
func soon(t *testing.T, st *store.Store, now time.Time) int {
	t.Helper()
	n, err := st.Client.Event.Query().Where(event.StateEQ(event.StatePUBLISHED), event.KindEQ(event.KindVOLUNTEERING),
		event.StartsAtGTE(now), event.StartsAtLT(now.AddDate(0, 0, 14))).Count(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// checkClock compares the states with what the engine's clock would make of them.
func checkClock(t *testing.T, st *store.Store, now time.Time) {
	t.Helper()
	events := st.Client.Event.Query().WithShifts().AllX(rule.System(t.Context()))
	for _, e := range events {
		going := false
		zone, err := time.LoadLocation(e.TimeZone)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range e.Edges.Shifts {
			state, next := place.StateAt(s, e.State != event.StateDRAFT, now)
			if state != s.State || (next == nil) != (s.NextTransitionAt == nil) || next != nil && !next.Equal(*s.NextTransitionAt) {
				t.Errorf("%s from %v to %v of a %s event is %s until %v, want %s until %v",
					s.ID, s.StartsAt, s.EndsAt, e.State, s.State, s.NextTransitionAt, state, next)
			}
			going = going || s.State != shift.StateENDED && s.State != shift.StateCANCELLED
			if hour := s.StartsAt.In(zone).Hour(); hour < 8 || hour > 21 {
				t.Errorf("%s starts at %v", s.ID, s.StartsAt.In(zone))
			}
		}
		switch e.State {
		case event.StatePUBLISHED:
			if !going {
				t.Errorf("%s is published, and all its shifts have ended", e.ID)
			}
		case event.StateDONE, event.StateSETTLED:
			if going {
				t.Errorf("%s is %s, and a shift has not ended", e.ID, e.State)
			}
		}
	}
}

// checkGates asks of everybody with a place what the engine would (invariant 11).
func checkGates(t *testing.T, st *store.Store) {
	t.Helper()
	ctx := rule.System(t.Context())
	born := map[string]civil.Date{}
	for _, p := range st.Client.VolunteerPrivate.Query().Where(volunteerprivate.BirthDateNEQ("")).AllX(ctx) {
		born[p.VolunteerID] = p.BirthDate
	}
	holds := map[string][]*gen.Qualification{}
	for _, q := range st.Client.Qualification.Query().AllX(ctx) {
		holds[q.VolunteerID] = append(holds[q.VolunteerID], q)
	}
	shifts := st.Client.Shift.Query().
		WithEvent(func(q *gen.EventQuery) { q.WithDirections() }).
		WithSignups(func(q *gen.SignupQuery) {
			q.Where(signup.StateIn(signup.StateCONFIRMED, signup.StateCOMPLETED))
		}).
		WithWaitlistEntries(func(q *gen.WaitlistEntryQuery) { q.Where(waitlistentry.StateEQ(waitlistentry.StateWAITING)) }).
		AllX(ctx)
	for _, s := range shifts {
		least := place.MinAge(s)
		zone, _ := time.LoadLocation(s.Edges.Event.TimeZone)
		day := civil.Of(s.StartsAt, zone)
		var people []string
		for _, g := range s.Edges.Signups {
			people = append(people, g.VolunteerID)
		}
		for _, w := range s.Edges.WaitlistEntries {
			people = append(people, w.VolunteerID)
		}
		for _, id := range people {
			b, known := born[id]
			if !known && least > 0 || known && b.Age(day) < max(least, 14) {
				t.Errorf("%s (born %q) on %s of %s from %d", id, b, s.ID, s.Edges.Event.Edges.Directions[0].Code, least)
			}
			for _, asked := range s.Qualifications {
				if !slices.ContainsFunc(holds[id], func(q *gen.Qualification) bool {
					return q.Kind == asked && q.IssuedAt <= day && (q.ExpiresAt == "" || q.ExpiresAt > day)
				}) {
					t.Errorf("%s on %s of %s without %s", id, s.ID, day, asked)
				}
			}
		}
		if slices.ContainsFunc(s.Edges.Event.Edges.Directions, func(d *gen.Direction) bool {
			return d.Code == direction.CodeEMERGENCY
		}) && least < 18 {
			t.Errorf("%s takes people of %d into an emergency", s.ID, least)
		}
	}
}

// instant is how SQLite's driver writes a time; as text it sorts like time.
var instant = regexp.MustCompile(`^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00:00$`)

func checkInstants(t *testing.T, st *store.Store) {
	t.Helper()
	if st.Postgres() {
		return
	}
	for _, c := range []string{
		"events.starts_at", "events.ends_at", "shifts.starts_at", "shifts.ends_at", "shifts.opens_at", "shifts.closes_at",
		"shifts.cancel_cutoff", "shifts.next_transition_at", "signups.starts_at", "signups.ends_at", "check_ins.at",
	} {
		table, column, _ := strings.Cut(c, ".")
		rows, err := st.Reader().QueryContext(t.Context(),
			"SELECT DISTINCT CAST("+column+" AS TEXT) FROM "+table+" WHERE "+column+" IS NOT NULL")
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var s string
			if err := rows.Scan(&s); err != nil {
				t.Fatal(err)
			}
			if !instant.MatchString(s) {
				t.Errorf("%s holds %q", c, s)
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		_ = rows.Close()
	}
}
