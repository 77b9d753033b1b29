package graph

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
	"erikti/internal/place"
	"erikti/internal/viewer"
)

// mine is what the viewer has on shifts, read once for a response: a person has
// few places.
type mine struct {
	signups map[string]*gen.Signup        // by shift, live ones
	entries map[string]*gen.WaitlistEntry // by shift, live ones
	// candidate judges gates; nil for a visitor.
	candidate *place.Candidate
}

func readMine(ctx context.Context, client *gen.Client) (*mine, error) {
	m := &mine{}
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return m, nil
	}
	signups, err := client.Signup.Query().Where(
		signup.VolunteerID(v.ID()),
		signup.StateIn(signup.StateREQUESTED, signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED),
	).All(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := client.WaitlistEntry.Query().Where(
		waitlistentry.VolunteerID(v.ID()),
		waitlistentry.StateIn(waitlistentry.StateWAITING, waitlistentry.StateOFFERED),
	).All(ctx)
	if err != nil {
		return nil, err
	}
	m.signups = indexBy(signups, func(s *gen.Signup) string { return s.ShiftID })
	m.entries = indexBy(entries, func(e *gen.WaitlistEntry) string { return e.ShiftID })
	there := map[string]bool{}
	for id := range m.signups {
		there[id] = true
	}
	for id := range m.entries {
		there[id] = true
	}
	// The gates ask for more of the person than they may see of themselves, such
	// as the rows behind a consent.
	m.candidate, err = place.NewCandidate(rule.System(ctx), client, v.ID(), there)
	return m, err
}
