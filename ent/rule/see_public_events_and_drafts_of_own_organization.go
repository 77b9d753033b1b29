package rule

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/privacy"
	"erikti/ent/gen/shift"
	"erikti/internal/viewer"
)

// SeePublicEventsAndDraftsOfOwnOrganization lets everyone see events that were
// published, and members those of their organization.
func SeePublicEventsAndDraftsOfOwnOrganization() privacy.QueryRule {
	return privacy.EventQueryRuleFunc(func(ctx context.Context, q *gen.EventQuery) error {
		q.Where(visibleEvent(viewer.From(ctx)))
		return privacy.Allow
	})
}

// SeeShiftsOfVisibleEvents lets those see a shift who see its event.
func SeeShiftsOfVisibleEvents() privacy.QueryRule {
	return privacy.ShiftQueryRuleFunc(func(ctx context.Context, q *gen.ShiftQuery) error {
		q.Where(shift.HasEventWith(visibleEvent(viewer.From(ctx))))
		return privacy.Allow
	})
}

func visibleEvent(v *viewer.Viewer) predicate.Event {
	public := event.StateNEQ(event.StateDRAFT)
	if own := v.MemberOf(); len(own) > 0 {
		return event.Or(public, event.OrganizationIDIn(own...))
	}
	return public
}
