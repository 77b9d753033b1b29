package event

import (
	"context"
	"encoding/json"

	"erikti/ent/gen"
	genevent "erikti/ent/gen/event"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/volunteer"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/place"
	"erikti/internal/viewer"
)

// Service changes events for those who run them.
type Service struct{ engine *place.Engine }

// New makes the service.
func New(engine *place.Engine) *Service { return &Service{engine} }

// do runs f once for the caller's key, in a transaction on places. What f returns
// are the ids that the answer shows.
func do[T any](ctx context.Context, s *Service, operation, key string, input any, f func(context.Context, *place.Tx, *viewer.Viewer) (T, error)) (T, error) {
	var none T
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return none, fault.Fail(fault.Unauthenticated, "")
	}
	// Hashed as it came: what f trims must not change what the key stands for.
	asked, err := json.Marshal(input)
	if err != nil {
		return none, err
	}
	call := idempotency.Call{Caller: v.Actor(), Operation: operation, Key: key, Input: json.RawMessage(asked)}
	return place.Once(ctx, s.engine, call, func(ctx context.Context, t *place.Tx) (T, error) {
		no, err := t.Volunteer.Query().Where(volunteer.ID(v.Actor())).Select(volunteer.FieldPersonNo).Int(ctx)
		if err != nil {
			return none, err
		}
		t.As(place.Actor{Kind: place.ByOrganizer, PersonNo: int64(no)})
		whose := &affair{operation: operation}
		out, err := f(context.WithValue(ctx, affairKey{}, whose), t, v)
		if id := named(out); err == nil && id != "" {
			err = whose.record(ctx, t, operation, id)
		}
		return out, err
	})
}

// named is the object that the audit names: what an operation made or changed.
func named(out any) string {
	switch o := out.(type) {
	case string:
		return o
	case Messaged:
		return o.MessageID
	}
	return ""
}

// own locks an event that the viewer runs. Another one's is not told from one
// that does not exist.
func own(ctx context.Context, t *place.Tx, v *viewer.Viewer, eventID string) (*gen.Event, error) {
	return ownWhere(ctx, t, v, genevent.ID(eventID))
}

// ownWhere is own for an event that something else names. It is looked at by one
// statement first, so that another one's takes no more than one that is not there.
func ownWhere(ctx context.Context, t *place.Tx, v *viewer.Viewer, is predicate.Event) (*gen.Event, error) {
	found, err := t.Event.Query().Where(is).Select(genevent.FieldID, genevent.FieldOrganizationID).Only(ctx)
	if gen.IsNotFound(err) || err == nil && !may(ctx, v, found.OrganizationID) {
		return nil, fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return nil, err
	}
	return lockOwn(ctx, t, v, found.ID)
}

// ruling are the columns of an event that say who runs it and whether it can change.
var ruling = []string{genevent.FieldID, genevent.FieldOrganizationID, genevent.FieldRegionID, genevent.FieldKind, genevent.FieldState}

// lockOwn locks an event that the viewer was seen to run, and reads columns of it, ruling
// among them; all when none is named.
func lockOwn(ctx context.Context, t *place.Tx, v *viewer.Viewer, eventID string, columns ...string) (*gen.Event, error) {
	e, err := t.LockEvent(ctx, eventID, columns...)
	if err != nil {
		return nil, err
	}
	if !may(ctx, v, e.OrganizationID) {
		return nil, fault.Refuse(fault.NotFound)
	}
	if e.Kind == genevent.KindCREDIT {
		return nil, fault.RefuseFor(fault.WrongState, "credit_event") // its seats follow the budget (internal/credit)
	}
	of(ctx, e)
	return e, nil
}
