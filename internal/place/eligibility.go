package place

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/volunteer"
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

// always is a shift at all times, to read every place of a person.
var always = &gen.Shift{
	StartsAt: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
	EndsAt:   time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC),
}

// NewCandidate reads a person, as the system; there are the shifts on which they
// have a place or wait. A person who does not exist is nobody: nil.
func NewCandidate(ctx context.Context, client *gen.Client, volunteerID string, there map[string]bool) (*Candidate, error) {
	v, err := client.Volunteer.Query().Where(volunteer.ID(volunteerID)).Only(ctx)
	if gen.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	all, err := people(ctx, client, []*gen.Volunteer{v}, always)
	if err != nil {
		return nil, err
	}
	return &Candidate{all[v.ID], there}, nil
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
