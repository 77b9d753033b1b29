package event

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	genevent "erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/network"
	"erikti/internal/place"
	"erikti/internal/viewer"
)

// Update changes what is given of an event that is neither over nor cancelled,
// and returns its id.
func (s *Service) Update(ctx context.Context, p Patch, key string) (string, error) {
	return do(ctx, s, "updateEvent", key, p, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		e, err := own(ctx, t, v, p.EventID)
		if err != nil {
			return "", err
		}
		if err := check.Version(e.Version, p.ExpectedVersion); err != nil {
			return "", err
		}
		if err := Changeable(e); err != nil {
			return "", err
		}
		update := t.Event.UpdateOneID(e.ID).AddVersion(1)
		if err := patchTexts(update, &p); err != nil {
			return "", err
		}
		if err := patchTimes(ctx, t, update, e, &p); err != nil {
			return "", err
		}
		if err := patchWhere(ctx, t, update, &p); err != nil {
			return "", err
		}
		t.Touch(e.ID)
		if err := update.Exec(ctx); err != nil {
			return "", err
		}
		return e.ID, serve(ctx, t, &p)
	})
}

// serve gives free places to those who may take one now that an event asks for
// something else.
func serve(ctx context.Context, t *place.Tx, p *Patch) error {
	if p.Directions == nil && p.TimeZone == nil {
		return nil
	}
	ids, err := t.Shift.Query().Where(shift.EventID(p.EventID), shift.WaitlistedGT(0)).IDs(ctx)
	if err != nil || len(ids) == 0 {
		return err
	}
	shifts, err := t.LockShifts(ctx, ids...)
	if err != nil {
		return err
	}
	for _, sh := range shifts {
		if err := sh.Serve(ctx); err != nil {
			return err
		}
	}
	return nil
}

func patchTexts(update *gen.EventUpdateOne, p *Patch) error {
	for _, text := range []struct {
		value   *lang.Text
		needed  bool
		longest int
		name    string
		set     func(kk, ru, en string)
	}{
		{p.Title, true, maxTitle, "title", func(kk, ru, en string) { update.SetTitleKk(kk).SetTitleRu(ru).SetTitleEn(en) }},
		{p.Description, false, maxDescription, "description", func(kk, ru, en string) {
			update.SetDescriptionKk(kk).SetDescriptionRu(ru).SetDescriptionEn(en)
		}},
		{p.Venue, false, maxVenue, "venue", func(kk, ru, en string) { update.SetVenueKk(kk).SetVenueRu(ru).SetVenueEn(en) }},
	} {
		if text.value == nil {
			continue
		}
		if err := check.Text(text.value, text.needed, text.longest, text.name); err != nil {
			return err
		}
		text.set(text.value.Kk, text.value.Ru, text.value.En)
	}
	return nil
}

// patchTimes changes the time of an event; every shift stays within it.
func patchTimes(ctx context.Context, t *place.Tx, update *gen.EventUpdateOne, e *gen.Event, p *Patch) error {
	if p.TimeZone != nil {
		if err := checkZone(*p.TimeZone); err != nil {
			return err
		}
		update.SetTimeZone(*p.TimeZone)
	}
	if p.StartsAt == nil && p.EndsAt == nil {
		return nil
	}
	from, to := or(p.StartsAt, e.StartsAt), or(p.EndsAt, e.EndsAt)
	if err := checkTimes(from, to); err != nil {
		return err
	}
	outside, err := t.Shift.Query().Where(
		shift.EventID(e.ID), shift.StateNEQ(shift.StateCANCELLED),
		shift.Or(shift.StartsAtLT(from), shift.EndsAtGT(to)),
	).Exist(ctx)
	if err != nil {
		return err
	}
	if outside {
		return fault.Invalid("shift_outside_event", "startsAt")
	}
	update.SetStartsAt(from).SetEndsAt(to)
	return nil
}

func patchWhere(ctx context.Context, t *place.Tx, update *gen.EventUpdateOne, p *Patch) error {
	if p.Directions != nil {
		ids, err := checkDirections(p.Directions)
		if err != nil {
			return err
		}
		update.ClearDirections().AddDirectionIDs(ids...)
	}
	if p.RegionID.Set {
		if err := checkRegion(ctx, t.Client(), p.RegionID.Value); err != nil {
			return err
		}
		update.ClearRegion()
		if p.RegionID.Value != nil {
			update.SetRegionID(*p.RegionID.Value)
		}
	}
	if p.Remote != nil {
		update.SetRemote(*p.Remote)
	}
	return nil
}

// UpdateShift changes what is given of a shift and returns its id. Places that
// become free go to the queue; a capacity below what is taken, and a time at which
// people there have another place, are refused.
func (s *Service) UpdateShift(ctx context.Context, p ShiftPatch, key string) (string, error) {
	return do(ctx, s, "updateShift", key, p, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		sh, err := ownShift(ctx, t, v, p.ShiftID)
		if err != nil {
			return "", err
		}
		if err := check.Version(sh.Version, p.ExpectedVersion); err != nil {
			return "", err
		}
		if err := shiftChangeable(sh.State); err != nil {
			return "", err
		}
		if err := patchShift(ctx, t, sh, &p); err != nil {
			return "", err
		}
		if p.Capacity != nil {
			if err := checkCapacity(*p.Capacity, "capacity"); err != nil {
				return "", err
			}
			if err := sh.SetCapacity(ctx, *p.Capacity); err != nil {
				return "", err
			}
		}
		if err := sh.Reschedule(ctx); err != nil {
			return "", err
		}
		if err := sh.Serve(ctx); err != nil {
			return "", err
		}
		return sh.ID, t.Finish(ctx, sh.Edges.Event)
	})
}

// ownShift locks a shift of an event that the viewer runs, and the event before it.
func ownShift(ctx context.Context, t *place.Tx, v *viewer.Viewer, shiftID string) (*place.Shift, error) {
	if err := runs(ctx, t, v, shiftID); err != nil {
		return nil, err
	}
	return t.LockShift(ctx, shiftID)
}

// runs locks the events of shifts, by ascending id, and refuses who does not run
// them, and to change one that is over.
func runs(ctx context.Context, t *place.Tx, v *viewer.Viewer, shiftIDs ...string) error {
	var events []string
	for _, id := range shiftIDs {
		found, err := t.Event.Query().Where(network.EventOfShift(id)).Select(genevent.FieldID, genevent.FieldOrganizationID).Only(ctx)
		if gen.IsNotFound(err) || err == nil && !may(ctx, v, found.OrganizationID) {
			return fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return err
		}
		events = append(events, found.ID)
	}
	slices.Sort(events)
	for _, id := range slices.Compact(events) {
		e, err := lockOwn(ctx, t, v, id, ruling...)
		if err != nil {
			return err
		}
		if err := Changeable(e); err != nil {
			return err
		}
	}
	return nil
}

func patchShift(ctx context.Context, t *place.Tx, s *place.Shift, p *ShiftPatch) error {
	update := t.Shift.Update().Where(shift.ID(s.ID))
	if p.Title != nil {
		if err := check.Text(p.Title, true, maxTitle, "title"); err != nil {
			return err
		}
		update.SetTitleKk(p.Title.Kk).SetTitleRu(p.Title.Ru).SetTitleEn(p.Title.En)
	}
	if p.MembersOnly != nil {
		if err := s.AskMembership(ctx, *p.MembersOnly); err != nil {
			return err
		}
		update.SetMembersOnly(s.MembersOnly)
	}
	if p.GuestSignup != nil {
		s.GuestSignup = *p.GuestSignup
		update.SetGuestSignup(s.GuestSignup)
	}
	if p.HeavyWork != nil {
		s.HeavyWork = *p.HeavyWork
		update.SetHeavyWork(s.HeavyWork)
	}
	if p.SignupPolicy != nil {
		s.SignupPolicy = *p.SignupPolicy
		update.SetSignupPolicy(s.SignupPolicy)
	}
	if p.OfferMinutes.Set {
		if err := checkOfferMinutes(p.OfferMinutes.Value, "offerMinutes"); err != nil {
			return err
		}
		s.OfferWindowMinutes = p.OfferMinutes.Value
		update.ClearOfferWindowMinutes()
		if p.OfferMinutes.Value != nil {
			update.SetOfferWindowMinutes(*p.OfferMinutes.Value)
		}
	}
	if p.NoShowMinutes != nil {
		if err := checkNoShow(p.NoShowMinutes, "noShowMinutes"); err != nil {
			return err
		}
		s.NoShowMinutes = *p.NoShowMinutes
		update.SetNoShowMinutes(s.NoShowMinutes)
	}
	if p.MinAge != nil {
		if *p.MinAge < 0 || *p.MinAge > maxAge {
			return fault.Invalid("min_age", "minAge")
		}
		s.MinAge = *p.MinAge
		update.SetMinAge(s.MinAge)
	}
	from, to := or(p.StartsAt, s.StartsAt), or(p.EndsAt, s.EndsAt)
	moved := !from.Equal(s.StartsAt) || !to.Equal(s.EndsAt)
	apply(p.OpensAt, &s.OpensAt, func(at time.Time) { update.SetOpensAt(at) }, func() { update.ClearOpensAt() })
	apply(p.ClosesAt, &s.ClosesAt, func(at time.Time) { update.SetClosesAt(at) }, func() { update.ClearClosesAt() })
	apply(p.CancelCutoff, &s.CancelCutoff, func(at time.Time) { update.SetCancelCutoff(at) }, func() { update.ClearCancelCutoff() })
	e := s.Edges.Event
	if err := checkShiftTimes(from, to, s.OpensAt, s.ClosesAt, s.CancelCutoff, e.StartsAt, e.EndsAt); err != nil {
		return err
	}
	if m := update.Mutation(); len(m.Fields())+len(m.ClearedFields()) > 0 {
		if err := update.SetUpdatedAt(t.Now).Exec(ctx); err != nil {
			return err
		}
	}
	if moved {
		return s.Move(ctx, from, to, p.ReleaseConflicting)
	}
	return nil
}

func apply(p Optional[time.Time], to **time.Time, set func(time.Time), unset func()) {
	switch {
	case !p.Set:
	case p.Value == nil:
		*to = nil
		unset()
	default:
		*to = p.Value
		set(*p.Value)
	}
}

func or[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}
