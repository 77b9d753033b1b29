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
	byID := make(map[string]*person, len(ids))
	if err := r.basics(ctx, byID, ids); err != nil {
		return nil, err
	}
	if err := r.signups(ctx, byID, ids); err != nil {
		return nil, err
	}
	if err := r.entries(ctx, byID, ids); err != nil {
		return nil, err
	}
	var children []string
	for id, p := range byID {
		if p.birthDate != "" && p.birthDate.Age(r.today) < consentAge {
			children = append(children, id)
		}
	}
	if len(children) > 0 {
		all, err := r.client.GuardianConsent.Query().Where(guardianconsent.VolunteerIDIn(children...)).All(ctx)
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			byID[c.VolunteerID].consents = append(byID[c.VolunteerID].consents, c)
		}
	}
	if r.qualifications {
		all, err := r.client.Qualification.Query().Where(qualification.VolunteerIDIn(ids...)).All(ctx)
		if err != nil {
			return nil, err
		}
		for _, q := range all {
			byID[q.VolunteerID].qualifications = append(byID[q.VolunteerID].qualifications, q)
		}
	}
	if r.memberships {
		all, err := r.client.Membership.Query().
			Where(membership.VolunteerIDIn(ids...), membership.StatusEQ(membership.StatusACTIVE)).All(ctx)
		if err != nil {
			return nil, err
		}
		for _, m := range all {
			byID[m.VolunteerID].memberships = append(byID[m.VolunteerID].memberships, m)
		}
	}
	return byID, nil
}

func (r *reading) basics(ctx context.Context, byID map[string]*person, ids []string) error {
	in, arg := store.In(r.postgres, "v.id", 1, ids)
	return r.each(ctx, `SELECT v.id, v.person_no, coalesce(p.birth_date, '') FROM volunteers v
		LEFT JOIN volunteer_privates p ON p.volunteer_id = v.id WHERE `+in, []any{arg}, func(rows *stdsql.Rows) error {
		p := &person{}
		if err := rows.Scan(&p.id, &p.no, &p.birthDate); err != nil {
			return err
		}
		byID[p.id] = p
		return nil
	})
}

func (r *reading) signups(ctx context.Context, byID map[string]*person, ids []string) error {
	in, arg := store.In(r.postgres, "volunteer_id", 1, ids)
	return r.each(ctx, `SELECT id, created_at, version, shift_id, volunteer_id, person_no, starts_at, ends_at, state, source, seq, free_until
		FROM signups WHERE `+in+` AND ends_at > $2
		AND (state = 'REQUESTED' OR state = 'CONFIRMED' OR state = 'CHECKED_IN' OR state = 'COMPLETED')`,
		[]any{arg, store.Time(r.postgres, r.from)}, func(rows *stdsql.Rows) error {
			s := &gen.Signup{}
			if err := rows.Scan(&s.ID, &s.CreatedAt, &s.Version, &s.ShiftID, &s.VolunteerID, &s.PersonNo,
				&s.StartsAt, &s.EndsAt, &s.State, &s.Source, &s.Seq, &s.FreeUntil); err != nil {
				return err
			}
			if r.known != nil {
				s = r.known.signup(s)
			}
			p := byID[s.VolunteerID]
			p.signups = append(p.signups, s)
			return nil
		})
}

func (r *reading) entries(ctx context.Context, byID map[string]*person, ids []string) error {
	in, arg := store.In(r.postgres, "volunteer_id", 1, ids)
	return r.each(ctx, `SELECT id, created_at, version, shift_id, volunteer_id, person_no, seq, auto_accept, state, missed, blocked_by
		FROM waitlist_entries WHERE `+in+` AND (state = 'WAITING' OR state = 'OFFERED')`,
		[]any{arg}, func(rows *stdsql.Rows) error {
			e := &gen.WaitlistEntry{}
			if err := rows.Scan(&e.ID, &e.CreatedAt, &e.Version, &e.ShiftID, &e.VolunteerID, &e.PersonNo,
				&e.Seq, &e.AutoAccept, &e.State, &e.Missed, &e.BlockedBy); err != nil {
				return err
			}
			if r.known != nil {
				e = r.known.entry(e)
			}
			p := byID[e.VolunteerID]
			p.entries = append(p.entries, e)
			return nil
		})
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
// shifts that touch do not overlap (invariant 10).
func (p *person) overlapping(s *gen.Shift) *gen.Signup {
	for _, place := range p.signups {
		if place.ShiftID != s.ID && slices.Contains(takesPlace, place.State) &&
			place.StartsAt.Before(s.EndsAt) && place.EndsAt.After(s.StartsAt) {
			return place
		}
	}
	return nil
}
