package school

import (
	"context"
	"encoding/json"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/course"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/volunteer"
	"erikti/internal/act"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/network"
	"erikti/internal/passport"
	"erikti/internal/place"
	"erikti/internal/right"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// Service changes and reads what schools do. Many goroutines use one.
type Service struct {
	office    *act.Office
	places    *place.Engine
	passports *passport.Service
	store     *store.Store
	now       func() time.Time
}

// New makes the service over the engine that gives the places, and over what signs the
// certificates. Publish is called after
// each commit with the topics of what changed; it must not block.
func New(st *store.Store, places *place.Engine, passports *passport.Service, publish func([]string), now func() time.Time) *Service {
	return &Service{&act.Office{Store: st, Publish: publish, Now: now}, places, passports, st, now}
}

// may refuses who does not teach in an organization: to everyone else it is not there.
func may(v *viewer.Viewer, field, organizationID string, path ...string) error {
	if !right.May(v, "Mutation."+field, organizationID) {
		return fault.Refuse(fault.NotFound).At(path...)
	}
	return nil
}

// taughtBy are the courses of organizations of a person. It is asked in the statement that
// looks for a row, so that a refusal does not tell whether there is one.
func taughtBy(v *viewer.Viewer) predicate.Course { return course.OrganizationIDIn(v.MemberOf()...) }

// withPlaces makes a change that has to do with places once for the caller's key.
func withPlaces[T any](ctx context.Context, s *Service, operation, key string, input any, f func(context.Context, *place.Tx, *viewer.Viewer) (T, error)) (T, error) {
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
	call := idempotency.Call{Caller: v.ID(), Operation: operation, Key: key, Input: json.RawMessage(asked)}
	return place.Once(ctx, s.places, call, func(ctx context.Context, t *place.Tx) (T, error) {
		no, err := t.Volunteer.Query().Where(volunteer.ID(v.ID())).Select(volunteer.FieldPersonNo).Int(ctx)
		if err != nil {
			return none, err
		}
		t.As(place.Actor{Kind: place.ByOrganizer, PersonNo: int64(no)})
		return f(ctx, t, v)
	})
}

// found makes NOT_FOUND of a row that is not there.
func found[T any](row T, err error) (T, error) {
	if gen.IsNotFound(err) {
		return row, fault.Refuse(fault.NotFound)
	}
	return row, err
}

// reader reads as the system, of what the caller has the right to.
func (s *Service) reader() *gen.Client { return s.store.Client }

func (s *Service) today() civil.Date { return network.Today(s.now()) }

// page bounds how many rows a list has.
func page(first int) int { return max(0, min(first, most)) }

// most is how many rows a list has at most.
const most = 100
