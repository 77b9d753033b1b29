package place

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/store"
)

// Own is what a person has on shifts, read once for a response: a person has few
// places. Nobody is the zero value.
type Own struct {
	Signups map[string]*gen.Signup        // by shift, live ones
	Entries map[string]*gen.WaitlistEntry // by shift, live ones
	// Candidate judges gates; nil for a visitor.
	Candidate *Candidate
}

// Own reads what a person has, as the viewer of ctx may see it.
func (e *Engine) Own(ctx context.Context, volunteerID string) (*Own, error) {
	client := e.store.Client
	signups, err := client.Signup.Query().
		Where(signup.VolunteerID(volunteerID), signup.StateIn(liveStates...)).All(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := client.WaitlistEntry.Query().
		Where(waitlistentry.VolunteerID(volunteerID), waitlistentry.StateIn(inQueue...)).All(ctx)
	if err != nil {
		return nil, err
	}
	own := &Own{Signups: map[string]*gen.Signup{}, Entries: map[string]*gen.WaitlistEntry{}}
	there := map[string]bool{}
	for _, s := range signups {
		own.Signups[s.ShiftID], there[s.ShiftID] = s, true
	}
	for _, e := range entries {
		own.Entries[e.ShiftID], there[e.ShiftID] = e, true
	}
	// The gates ask for more of the person than they may see of themselves, such
	// as the rows behind a consent.
	own.Candidate, err = e.Candidate(ctx, volunteerID, there)
	return own, err
}

// OwnSignup reads a person's own sign-up, together with those that others ask for at
// the same time: a crowd that has just been placed wants to see it. Nil is none, and
// what is somebody else's.
func (e *Engine) OwnSignup(ctx context.Context, volunteerID, signupID string) (*gen.Signup, error) {
	s, _, err := e.placed.Get(ctx, signupID)
	if err != nil || s == nil || s.VolunteerID != volunteerID {
		return nil, err
	}
	return s, nil
}

func (e *Engine) readSignups(ctx context.Context, ids []string) (map[string]*gen.Signup, error) {
	all, err := e.store.Client.Signup.Query().Where(store.AnyOf(e.store.Postgres(), signup.FieldID, ids)).All(system(ctx))
	byID := make(map[string]*gen.Signup, len(all))
	for _, s := range all {
		byID[s.ID] = s
	}
	return byID, err
}

// Coming lists what a person has on shifts that are not over, in order of time:
// sign-ups and positions in queues, each with what the request asks of it.
func Coming(ctx context.Context, client *gen.Client, volunteerID string, now time.Time) ([]gen.Noder, error) {
	notOver := shift.EndsAtGT(now)
	signups, err := client.Signup.Query().
		Where(signup.VolunteerID(volunteerID), signup.StateIn(liveStates...), signup.HasShiftWith(notOver)).
		WithShift().All(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := client.WaitlistEntry.Query().
		Where(waitlistentry.VolunteerID(volunteerID), waitlistentry.StateIn(inQueue...), waitlistentry.HasShiftWith(notOver)).
		WithShift().All(ctx)
	if err != nil {
		return nil, err
	}
	on := map[string]*gen.Shift{}
	for _, s := range signups {
		on[s.ID] = s.Edges.Shift
	}
	for _, e := range entries {
		on[e.ID] = e.Edges.Shift
	}
	places, err := asked(ctx, client, slices.Collect(maps.Keys(on)))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(places, func(a, b gen.Noder) int {
		if c := on[nodeID(a)].StartsAt.Compare(on[nodeID(b)].StartsAt); c != 0 {
			return c
		}
		return strings.Compare(nodeID(a), nodeID(b))
	})
	return places, nil
}

// asked reads sign-ups and entries with what the request asks of each kind.
func asked(ctx context.Context, client *gen.Client, ids []string) ([]gen.Noder, error) {
	var places []gen.Noder
	signups, err := client.Signup.Query().Where(signup.IDIn(ids...)).CollectFields(ctx, "Signup", "Place", "Node")
	if err != nil {
		return nil, err
	}
	all, err := signups.All(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		places = append(places, s)
	}
	entries, err := client.WaitlistEntry.Query().Where(waitlistentry.IDIn(ids...)).CollectFields(ctx, "WaitlistEntry", "Place", "Node")
	if err != nil {
		return nil, err
	}
	waiting, err := entries.All(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range waiting {
		places = append(places, e)
	}
	return places, nil
}

func nodeID(n gen.Noder) string {
	switch n := n.(type) {
	case *gen.Signup:
		return n.ID
	case *gen.WaitlistEntry:
		return n.ID
	}
	return ""
}
