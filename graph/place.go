package graph

import (
	"context"

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

// visitor is the context of a public subscription: nobody asks, so that what is
// sent is the same for all.
func visitor(ctx context.Context) context.Context { return viewer.With(ctx, nil) }

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
