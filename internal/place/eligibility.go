package place

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/internal/civil"
	"erikti/internal/fault"
)

// Eligibility answers whether a person may take a place, before they try.
type Eligibility struct {
	Gates []Gate
}

// Allowed says whether every gate is passed.
func (e Eligibility) Allowed() bool {
	_, failed := firstRefusal(e.Gates)
	return !failed
}

// Candidate is a person with all that gates ask, read once for many shifts.
type Candidate struct {
	person *person
	// there are the shifts on which the person has a place or waits.
	there map[string]bool
}

// ever is before every shift, to read every place of a person.
var ever = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// Candidate reads a person, as the system; there are the shifts on which they
// have a place or wait. A person who does not exist is nobody: nil.
func (e *Engine) Candidate(ctx context.Context, volunteerID string, there map[string]bool) (*Candidate, error) {
	r := reading{client: e.store.Client, postgres: e.store.Postgres(), from: ever, qualifications: true, memberships: true, enrollments: true, today: civil.Of(ever, time.UTC), now: e.now()}
	all, err := r.people(system(ctx), []string{volunteerID})
	if err != nil || all[volunteerID] == nil {
		return nil, err
	}
	return &Candidate{all[volunteerID], there}, nil
}

// Judge looks at every gate of a shift of an event, which has its directions. A
// visitor is the nil Candidate.
func (c *Candidate) Judge(of *gen.Shift, e *gen.Event, now time.Time) Eligibility {
	s := *of // what was loaded stays as it is
	s.Edges.Event = e
	return c.judge(&s, now)
}

func (c *Candidate) judge(s *gen.Shift, now time.Time) Eligibility {
	gates := []Gate{{GateSignupWindow, window(s, now)}}
	if c == nil {
		return Eligibility{append([]Gate{{GateSignIn, fault.RefuseFor(fault.WrongCredentials, "sign_in")}}, gates...)}
	}
	var there *fault.Refusal
	if c.there[s.ID] {
		there = fault.Refuse(fault.AlreadySignedUp)
	}
	gates = append([]Gate{{GateSignIn, nil}}, append(gates, Gate{GateNotSignedUp, there})...)
	return Eligibility{append(gates, personal(s, c.person)...)}
}

// CheckGates judges what a person must fulfil on a shift of an event, which has its
// directions, apart from the time of the sign-up: for whoever is about to let them
// take part.
func (e *Engine) CheckGates(ctx context.Context, volunteerID string, of *gen.Shift, event *gen.Event) ([]Gate, error) {
	c, err := e.Candidate(ctx, volunteerID, nil)
	if err != nil || c == nil {
		return nil, err
	}
	s := *of
	s.Edges.Event = event
	return personal(&s, c.person), nil
}
