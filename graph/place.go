package graph

import (
	"context"
	"slices"

	"erikti/ent/gen"
	"erikti/graph/model"
	"erikti/internal/lang"
	"erikti/internal/place"
	"erikti/internal/viewer"
)

// gateMessage says what a gate is about.
func gateMessage(ctx context.Context, g *place.Gate) string {
	l := lang.FromContext(ctx)
	if g.Refusal == nil {
		return lang.Message(l, "gate."+string(g.Code), nil)
	}
	message, _ := Words(l, g.Refusal)
	return message
}

// gateNextStep says what the person can do; nil when the gate is passed.
func gateNextStep(ctx context.Context, g *place.Gate) *string {
	if g.Refusal == nil {
		return nil
	}
	_, next := Words(lang.FromContext(ctx), g.Refusal)
	return next
}

// shiftsInOrder are those of an event in order of time. A document that does not ask
// for the time has read shifts without it: then a loader knows the order.
func shiftsInOrder(ctx context.Context, e *gen.Event) ([]*gen.Shift, error) {
	shifts, err := e.Shifts(ctx)
	if err != nil {
		return nil, err
	}
	shifts = slices.Clone(shifts)
	if !slices.ContainsFunc(shifts, func(s *gen.Shift) bool { return s.StartsAt.IsZero() }) {
		place.InOrder(shifts)
		return shifts, nil
	}
	all, err := loadersOf(ctx).shifts.Load(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	all = slices.Clone(all)
	place.InOrder(all)
	at := map[string]int{}
	for i, s := range all {
		at[s.ID] = i
	}
	slices.SortFunc(shifts, func(a, b *gen.Shift) int { return at[a.ID] - at[b.ID] })
	return shifts, nil
}

// visitor is the context of a public subscription: nobody asks, so that what is
// sent is the same for all.
func visitor(ctx context.Context) context.Context { return viewer.With(ctx, nil) }

// rosterEntries are those of an update. They were read before the response was begun:
// its loaders are told what may be asked of them.
func rosterEntries(ctx context.Context, u *place.RosterUpdate) []*place.RosterEntry {
	var waiting []*gen.WaitlistEntry
	for _, e := range u.Entries {
		if e.WaitlistEntry != nil {
			waiting = append(waiting, e.WaitlistEntry)
		}
	}
	loadersOf(ctx).expect(waiting)
	return u.Entries
}

func shiftFilter(in *model.ShiftCapacityFilter) place.Filter {
	if in == nil {
		return place.Filter{}
	}
	ids, _ := in.EventIds.ValueOK()
	return place.Filter{
		EventIDs: ids, OrganizationID: or(in.OrganizationID, ""), RegionID: or(in.RegionID, ""),
		Direction: or(in.Direction, ""), StartsAfter: given(in.StartsAfter), StartsBefore: given(in.StartsBefore),
	}
}

// logMessage says what a line of a log tells; people in it are numbers.
func logMessage(ctx context.Context, l *place.PlaceLogLine) string {
	args := map[string]any{}
	if l.Person != nil {
		args["person"] = *l.Person
	}
	return lang.Message(lang.FromContext(ctx), "placelog."+string(l.Kind), args)
}
