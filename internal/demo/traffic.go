package demo

import (
	"context"
	"log/slog"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteer"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/place"
	"erikti/internal/store"
)

// Engine is what Traffic needs of the engine of places; *place.Engine is one.
type Engine interface {
	SignUp(context.Context, place.SignUpRequest) (place.SignUpOutcome, error)
	Cancel(context.Context, place.CancelRequest) (place.CancelOutcome, error)
	Leave(context.Context, place.LeaveRequest) (place.LeaveOutcome, error)
	Do(context.Context, func(context.Context, *place.Tx) error) error
}

const (
	// horizon is how many shifts traffic looks at, the soonest first.
	horizon = 120
	// longestQueue is where people stop joining.
	longestQueue = 15
	// attempts is how many people are tried for a place: some are too young or busy.
	attempts = 6
	// tidyEvery is how often what was given up is deleted.
	tidyEvery = time.Hour
)

// Traffic makes a change every so often until ctx ends: people without an account
// take places on the demo's open shifts and give them up, on the soonest most
// often. It leaves alone the events that people created. A change that fails is
// logged and forgotten.
func Traffic(ctx context.Context, engine Engine, st *store.Store, seed uint64, every time.Duration) {
	t := &traffic{engine: engine, store: st, random: newRandom(seed, forTraffic), now: time.Now}
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	tidied := t.now()
	for {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
		if err := t.step(rule.System(ctx)); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "demo traffic", "error", err)
		}
		if t.now().Sub(tidied) > tidyEvery {
			tidied = t.now()
			if err := tidy(ctx, engine, st, longestLog, tidied.UTC()); err != nil && ctx.Err() == nil {
				slog.WarnContext(ctx, "tidying up after demo traffic", "error", err)
			}
		}
	}
}

type traffic struct {
	random
	engine Engine
	store  *store.Store
	now    func() time.Time
}

// step makes one change, or none when there is no open shift.
func (t *traffic) step(ctx context.Context) error {
	now := t.now().UTC()
	shifts, err := t.store.Client.Shift.Query().
		Where(ofDemo, shift.StateEQ(shift.StateOPEN), shift.StartsAtGT(now)).
		Order(gen.Asc(shift.FieldStartsAt, shift.FieldID)).Limit(horizon).
		WithEvent(func(q *gen.EventQuery) { q.Select(event.FieldRegionID) }).All(ctx)
	if err != nil || len(shifts) == 0 {
		return err
	}
	soon := t.Float64()
	s := shifts[int(soon*soon*float64(len(shifts)))]
	if t.growing(s) {
		return t.signUp(ctx, s)
	}
	if cutoff := s.CancelCutoff; cutoff != nil && !now.Before(*cutoff) {
		return nil // nobody can cancel any more
	}
	if s.Waitlisted > 0 && t.chance(15) {
		return t.leave(ctx, s)
	}
	return t.cancel(ctx, s)
}

// growing says whether somebody comes or goes. Each shift is as popular as its
// identifier says: most stay between 70 and 95 % of their places, some below, some
// are full with people waiting, so that a visitor finds every situation at any time.
func (t *traffic) growing(s *gen.Shift) bool {
	low, high, queue := 70, 95, 2
	switch popular := int(s.ID[len(s.ID)-1]) % 4; popular {
	case 0:
		low, high, queue = 25, 60, 0
	case 1:
		low, high, queue = 100, 101, longestQueue
	}
	switch taken := 100 * (s.Confirmed + s.Held) / s.Capacity; {
	case taken >= 100 && s.Waitlisted >= queue:
		return false
	case taken < low:
		return t.chance(90)
	case taken > high:
		return t.chance(10)
	}
	return t.chance(50)
}

// signUp lets somebody take a place, or wait for one.
func (t *traffic) signUp(ctx context.Context, s *gen.Shift) error {
	for range attempts {
		who, err := t.somebody(ctx, s.Edges.Event.RegionID)
		if err != nil || who == "" {
			return err
		}
		_, err = t.engine.SignUp(ctx, place.SignUpRequest{
			ShiftID: s.ID, VolunteerID: who, AutoAccept: true, JoinWaitlist: true,
		})
		if _, refused := fault.AsRefusal(err); !refused {
			return err
		}
	}
	return nil
}

// somebody draws one of the generated people of a region, nil for any; "" when
// there is nobody.
func (t *traffic) somebody(ctx context.Context, regionID *string) (string, error) {
	query := func() *gen.VolunteerQuery {
		q := t.store.Client.Volunteer.Query().Where(generated, volunteer.Not(volunteer.HasAccount()))
		if regionID != nil {
			q.Where(volunteer.RegionID(*regionID))
		}
		return q.Order(gen.Asc(volunteer.FieldPersonNo))
	}
	who, err := query().Where(volunteer.PersonNoGTE(t.Int64N(1 << 53))).FirstID(ctx)
	if gen.IsNotFound(err) {
		who, err = query().FirstID(ctx)
	}
	if gen.IsNotFound(err) {
		return "", nil
	}
	return who, err
}

// cancel lets somebody give a place up.
func (t *traffic) cancel(ctx context.Context, s *gen.Shift) error {
	places, err := t.store.Client.Signup.Query().Where(
		signup.ShiftID(s.ID), signup.StateEQ(signup.StateCONFIRMED),
		signup.HasVolunteerWith(generated, volunteer.Not(volunteer.HasAccount())),
	).Order(gen.Asc(signup.FieldID)).All(ctx)
	if err != nil || len(places) == 0 {
		return err
	}
	p := one(t.random, places)
	_, err = t.engine.Cancel(ctx, place.CancelRequest{SignupID: p.ID, VolunteerID: p.VolunteerID})
	return unlessRefused(err)
}

// leave lets somebody wait no more.
func (t *traffic) leave(ctx context.Context, s *gen.Shift) error {
	entries, err := t.store.Client.WaitlistEntry.Query().Where(
		waitlistentry.ShiftID(s.ID), waitlistentry.StateEQ(waitlistentry.StateWAITING),
		waitlistentry.HasVolunteerWith(generated, volunteer.Not(volunteer.HasAccount())),
	).Order(gen.Asc(waitlistentry.FieldSeq)).All(ctx)
	if err != nil || len(entries) == 0 {
		return err
	}
	e := one(t.random, entries)
	_, err = t.engine.Leave(ctx, place.LeaveRequest{EntryID: e.ID, VolunteerID: e.VolunteerID})
	return unlessRefused(err)
}

// unlessRefused forgets refusals: somebody else was faster.
func unlessRefused(err error) error {
	if _, refused := fault.AsRefusal(err); refused {
		return nil
	}
	return err
}
