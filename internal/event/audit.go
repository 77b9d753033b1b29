package event

import (
	"context"

	"erikti/ent/gen"
	"erikti/internal/audit"
	"erikti/internal/place"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// actions are what the audit calls the operations on events and shifts. What
// organizers do with people's places stands in the log of places.
var actions = map[string]string{
	"createEvent": "EVENT_CREATED", "updateEvent": "EVENT_UPDATED", "publishEvent": "EVENT_PUBLISHED", "cancelEvent": "EVENT_CANCELLED",
	"addShift": "SHIFT_ADDED", "updateShift": "SHIFT_UPDATED", "cancelShift": "SHIFT_CANCELLED",
	"messageRoster": "ROSTER_MESSAGED", "setEventProject": "EVENT_PROJECT_SET",
}

// affair is whose affair an operation turns out to be, and why it is done.
type affair struct {
	operation      string
	organizationID string
	regionID       string
	reason         string
}

type affairKey struct{}

// may says whether the viewer may do what is being done to an object of an organization.
func may(ctx context.Context, v *viewer.Viewer, organizationID string) bool {
	field := "Query.previewShiftChange" // the only one that is no change
	if a, ok := ctx.Value(affairKey{}).(*affair); ok {
		field = "Mutation." + a.operation
	}
	return right.May(v, field, organizationID)
}

// of notes the event that an operation is about.
func of(ctx context.Context, e *gen.Event) {
	if a, ok := ctx.Value(affairKey{}).(*affair); ok {
		a.organizationID = e.OrganizationID
		if e.RegionID != nil {
			a.regionID = *e.RegionID
		}
	}
}

// because notes why, in the words of the organizer.
func because(ctx context.Context, reason string) {
	if a, ok := ctx.Value(affairKey{}).(*affair); ok {
		a.reason = reason
	}
}

// record tells the audit of an operation on an event or a shift.
func (a *affair) record(ctx context.Context, t *place.Tx, operation, id string) error {
	if actions[operation] == "" {
		return nil
	}
	return audit.Record(ctx, t.Tx, audit.Entry{
		Action: actions[operation], Object: id, Organization: a.organizationID, Region: a.regionID, Reason: a.reason, At: t.Now,
	})
}
