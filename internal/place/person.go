package place

import (
	"context"
	stdsql "database/sql"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/guardianconsent"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/qualification"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/civil"
	"erikti/internal/store"
)

// person is what the gates ask of a volunteer.
type person struct {
	id             string
	no             int64
	birthDate      civil.Date
	consents       []*gen.GuardianConsent
	qualifications []*gen.Qualification
	memberships    []*gen.Membership
	// signups and entries are the person's live ones that are not over.
	signups []*gen.Signup
	entries []*gen.WaitlistEntry
}

// takesPlace are the states of a sign-up that takes a place (invariant 4).
var takesPlace = []signup.State{signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED}

// liveStates are the states of a sign-up that is not over: at most one per person and
// shift (invariant 3).
var liveStates = append([]signup.State{signup.StateREQUESTED}, takesPlace...)

// inQueue are the states of an entry that is live: at most one per person and
// shift (invariant 3).
var inQueue = []waitlistentry.State{waitlistentry.StateWAITING, waitlistentry.StateOFFERED}

// reading is how people are read: in a transaction or not.
type reading struct {
	client   *gen.Client
	postgres bool
	known    *registry // nil: rows are read for one answer only
	// from is when the earliest shift begins that they are judged for.
	from time.Time
	// qualifications and memberships are read when a shift asks for them.
	qualifications, memberships bool
	today                       civil.Date
}

// knowPeople makes people known and reads what the gates ask of them on the locked
// shifts.
func (t *Tx) knowPeople(ctx context.Context, ids ...string) error {
	var missing []string
	for _, id := range ids {
		if t.people[id] == nil {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	r := reading{client: t.Client(), postgres: t.postgres, known: &t.registry, from: t.Now, today: civil.Of(t.Now, time.UTC)}
	for _, s := range t.shifts {
		if s.StartsAt.Before(r.from) {
			r.from = s.StartsAt
		}
		r.qualifications = r.qualifications || len(s.Qualifications) > 0
		r.memberships = r.memberships || s.MembersOnly
	}
	people, err := r.people(ctx, missing)
	for id, p := range people {
		t.people[id] = p
	}
	return err
}

// people reads people: one statement a kind, for all of them.
func (r *reading) people(ctx context.Context, ids []string) (map[string]*person, error) {
	byID, err := r.rows(ctx, ids)
	if err != nil {
		return nil, err
	}
	var children []string
	for id, p := range byID {
		if p.birthDate != "" && p.birthDate.Age(r.today) < consentAge {
			children = append(children, id)
		}
	}
	if len(children) > 0 {
		all, err := r.client.GuardianConsent.Query().Where(store.AnyOf(r.postgres, guardianconsent.FieldVolunteerID, children)).All(ctx)
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			byID[c.VolunteerID].consents = append(byID[c.VolunteerID].consents, c)
		}
	}
	if r.qualifications {
		all, err := r.client.Qualification.Query().Where(store.AnyOf(r.postgres, qualification.FieldVolunteerID, ids)).All(ctx)
		if err != nil {
			return nil, err
		}
		for _, q := range all {
			byID[q.VolunteerID].qualifications = append(byID[q.VolunteerID].qualifications, q)
		}
	}
	if r.memberships {
		all, err := r.client.Membership.Query().
			Where(store.AnyOf(r.postgres, membership.FieldVolunteerID, ids), membership.StatusEQ(membership.StatusACTIVE)).All(ctx)
		if err != nil {
			return nil, err
		}
		for _, m := range all {
			byID[m.VolunteerID].memberships = append(byID[m.VolunteerID].memberships, m)
		}
	}
	return byID, nil
}

// rows reads people with their live sign-ups and entries, by one statement: a person
// has few of either, so that a row for each pair is no more than one for each.
func (r *reading) rows(ctx context.Context, ids []string) (map[string]*person, error) {
	byID := make(map[string]*person, len(ids))
	in, arg := store.In(r.postgres, "v.id", 1, ids)
	return byID, r.each(ctx, `SELECT v.id, v.person_no, coalesce(p.birth_date, ''),
			s.id, s.created_at, s.version, s.shift_id, s.starts_at, s.ends_at, s.state, s.source, s.seq, s.free_until, s.takes_time,
			e.id, e.created_at, e.version, e.shift_id, e.seq, e.auto_accept, e.state, e.missed, e.blocked_by
		FROM volunteers v
		LEFT JOIN volunteer_privates p ON p.volunteer_id = v.id
		LEFT JOIN signups s ON s.volunteer_id = v.id AND s.ends_at > $2
			AND (s.state = 'REQUESTED' OR s.state = 'CONFIRMED' OR s.state = 'CHECKED_IN' OR s.state = 'COMPLETED')
		LEFT JOIN waitlist_entries e ON e.volunteer_id = v.id AND (e.state = 'WAITING' OR e.state = 'OFFERED')
		WHERE `+in,
		[]any{arg, store.Time(r.postgres, r.from)}, func(rows *stdsql.Rows) error {
			p, s, e := &person{}, &gen.Signup{}, &gen.WaitlistEntry{}
			if err := rows.Scan(&p.id, &p.no, &p.birthDate,
				orNone(&s.ID), orNone(&s.CreatedAt), orNone(&s.Version), orNone(&s.ShiftID), orNone(&s.StartsAt),
				orNone(&s.EndsAt), orNone(&s.State), orNone(&s.Source), &s.Seq, &s.FreeUntil, orNone(&s.TakesTime),
				orNone(&e.ID), orNone(&e.CreatedAt), orNone(&e.Version), orNone(&e.ShiftID), orNone(&e.Seq),
				orNone(&e.AutoAccept), orNone(&e.State), orNone(&e.Missed), &e.BlockedBy); err != nil {
				return err
			}
			if known := byID[p.id]; known != nil {
				p = known
			}
			byID[p.id] = p
			s.VolunteerID, s.PersonNo, e.VolunteerID, e.PersonNo = p.id, p.no, p.id, p.no
			r.add(p, s, e)
			return nil
		})
}

// add gives a person a sign-up and an entry that were read, each once; one without an
// id is none.
func (r *reading) add(p *person, s *gen.Signup, e *gen.WaitlistEntry) {
	if s.ID != "" && !slices.ContainsFunc(p.signups, func(known *gen.Signup) bool { return known.ID == s.ID }) {
		if r.known != nil {
			s = r.known.signup(s)
		}
		p.signups = append(p.signups, s)
	}
	if e.ID != "" && !slices.ContainsFunc(p.entries, func(known *gen.WaitlistEntry) bool { return known.ID == e.ID }) {
		if r.known != nil {
			e = r.known.entry(e)
		}
		p.entries = append(p.entries, e)
	}
}

// orNone scans a column of a row that may be missing; it is left as it is then.
func orNone[T any](to *T) stdsql.Scanner { return none[T]{to} }

type none[T any] struct{ to *T }

// Scan of sql.Scanner.
func (n none[T]) Scan(value any) error {
	if value == nil {
		return nil
	}
	var v stdsql.Null[T]
	err := v.Scan(value)
	*n.to = v.V
	return err
}

// each runs a statement and scans its rows.
func (r *reading) each(ctx context.Context, query string, args []any, scan func(*stdsql.Rows) error) error {
	rows, err := r.client.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what went wrong
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// on returns the person's live sign-up on a shift.
func (p *person) on(shiftID string) *gen.Signup {
	for _, s := range p.signups {
		if s.ShiftID == shiftID && slices.Contains(liveStates, s.State) {
			return s
		}
	}
	return nil
}

// waitingFor returns the person's live entry in the queue of a shift.
func (p *person) waitingFor(shiftID string) *gen.WaitlistEntry {
	for _, e := range p.entries {
		if e.ShiftID == shiftID && slices.Contains(inQueue, e.State) {
			return e
		}
	}
	return nil
}

// overlapping returns a place that the person has elsewhere at the time of a shift;
// shifts that touch do not overlap (invariant 10). A seat that takes no time overlaps
// with nothing.
func (p *person) overlapping(s *gen.Shift) *gen.Signup {
	if !takesTime(s) {
		return nil
	}
	for _, place := range p.signups {
		if place.ShiftID != s.ID && place.TakesTime && slices.Contains(takesPlace, place.State) &&
			place.StartsAt.Before(s.EndsAt) && place.EndsAt.After(s.StartsAt) {
			return place
		}
	}
	return nil
}
