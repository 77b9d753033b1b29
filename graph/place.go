package graph

import (
	"context"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/qualification"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteerprivate"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
	"erikti/graph/model"
	"erikti/internal/lang"
	"erikti/internal/network"
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

// placesOf lists what a person has on shifts that are not over, in order of time.
func (r *Resolver) placesOf(ctx context.Context, v *viewer.Viewer) ([]gen.Noder, error) {
	notOver := shift.EndsAtGT(r.Now().UTC())
	signups, err := r.Client.Signup.Query().Where(
		signup.VolunteerID(v.ID()), signup.HasShiftWith(notOver),
		signup.StateIn(signup.StateREQUESTED, signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED),
	).WithShift().All(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := r.Client.WaitlistEntry.Query().Where(
		waitlistentry.VolunteerID(v.ID()), waitlistentry.HasShiftWith(notOver),
		waitlistentry.StateIn(waitlistentry.StateWAITING, waitlistentry.StateOFFERED),
	).WithShift().All(ctx)
	if err != nil {
		return nil, err
	}
	type held struct {
		at   *gen.Shift
		what gen.Noder
	}
	var all []held
	for _, s := range signups {
		all = append(all, held{s.Edges.Shift, s})
	}
	for _, e := range entries {
		all = append(all, held{e.Edges.Shift, e})
	}
	slices.SortStableFunc(all, func(a, b held) int { return a.at.StartsAt.Compare(b.at.StartsAt) })
	places := make([]gen.Noder, len(all))
	for i, h := range all {
		places[i] = h.what
	}
	return places, nil
}

// searcher reads what eligibleForMe asks of the viewer; nil for a visitor.
func (r *Resolver) searcher(ctx context.Context, eligibleForMe *bool) (*network.Me, error) {
	v := viewer.From(ctx)
	if eligibleForMe == nil || !v.SignedIn() {
		return nil, nil
	}
	me := &network.Me{VolunteerID: v.ID(), Age: -1}
	private, err := r.Client.VolunteerPrivate.Query().Where(volunteerprivate.VolunteerID(v.ID())).Only(ctx)
	if gen.MaskNotFound(err) != nil {
		return nil, err
	}
	today := network.Today(r.Now())
	if private != nil && private.BirthDate != "" {
		me.Age = private.BirthDate.Age(today)
	}
	valid, err := r.Client.Qualification.Query().Where(qualification.VolunteerID(v.ID())).All(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	for _, q := range valid {
		if q.ExpiresAt == "" || today < q.ExpiresAt {
			me.Qualifications = append(me.Qualifications, q.Kind)
		}
	}
	return me, nil
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
