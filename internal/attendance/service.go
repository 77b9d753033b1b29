package attendance

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"sync"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/setting"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/volunteer"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/network"
	"erikti/internal/place"
	"erikti/internal/ratelimit"
	"erikti/internal/right"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// masterSetting is the setting with the secret that those of shifts are made from.
const masterSetting = "attendance.secret"

// tries is how many codes a person may try on a shift at once, then one more each tryAgain.
const (
	tries    = 10
	tryAgain = 30 * time.Second
)

// Service records who came. Many goroutines use one.
type Service struct {
	store  *store.Store
	office *act.Office
	engine *place.Engine
	now    func() time.Time
	url    func() string
	tried  *ratelimit.Limit

	mu     sync.Mutex
	master []byte
}

// New makes the service. Publish is called after each commit with the topics of what
// changed and must not block. Url is the address that people open.
func New(st *store.Store, engine *place.Engine, publish func([]string), now func() time.Time, url func() string) *Service {
	return &Service{store: st, office: &act.Office{Store: st, Publish: publish, Now: now}, engine: engine, now: now, url: url, tried: ratelimit.Every(tryAgain, tries)}
}

// secretOf is the secret of a shift. That of the installation is made when the first one
// is asked for, once for all servers.
func (s *Service) secretOf(ctx context.Context, shiftID string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.master == nil {
		ctx = rule.System(ctx)
		fresh := make([]byte, 32)
		_, _ = rand.Read(fresh) // never fails
		err := s.store.Client.Setting.Create().SetID(masterSetting).SetValue(hex.EncodeToString(fresh)).Exec(ctx)
		if err != nil && !store.Taken(err) {
			return nil, err
		}
		kept, err := s.store.Client.Setting.Query().Where(setting.ID(masterSetting)).Only(ctx)
		if err != nil {
			return nil, err
		}
		if s.master, err = hex.DecodeString(kept.Value); err != nil {
			return nil, err
		}
	}
	return secret(s.master, shiftID), nil
}

// Outcome names the place that something was recorded of.
type Outcome struct{ SignupID, ShiftID string }

// me is who asks; a visitor is UNAUTHENTICATED.
func me(ctx context.Context) (*viewer.Viewer, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return nil, fault.Fail(fault.Unauthenticated, "")
	}
	return v, nil
}

// change makes a change on a shift: its event and it are locked, events first.
func (s *Service) change(ctx context.Context, shiftID string, f func(context.Context, *place.Tx, *place.Shift) error) error {
	return s.engine.Do(ctx, func(ctx context.Context, t *place.Tx) error {
		sh, err := lockShift(ctx, t, shiftID)
		if err != nil {
			return err
		}
		return f(ctx, t, sh)
	})
}

// lockShift locks a shift and, before it, its event: the state of that must not change
// meanwhile, for nothing is recorded of what is settled.
func lockShift(ctx context.Context, t *place.Tx, shiftID string) (*place.Shift, error) {
	found, err := t.Client().Shift.Query().Where(shift.ID(shiftID)).Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return nil, err
	}
	if _, err := t.LockEvent(ctx, found.EventID); err != nil {
		return nil, err
	}
	return t.LockShift(ctx, shiftID)
}

// once makes a change on places for who is signed in, once for the key of the call.
func once[T any](ctx context.Context, s *Service, operation, key string, input any, f func(context.Context, *place.Tx, *viewer.Viewer) (T, error)) (T, error) {
	var none T
	v, err := me(ctx)
	if err != nil {
		return none, err
	}
	asked, err := json.Marshal(input) // as it came: what f trims must not change what the key stands for
	if err != nil {
		return none, err
	}
	call := idempotency.Call{Caller: v.Actor(), Operation: operation, Key: key, Input: json.RawMessage(asked)}
	return place.Once(ctx, s.engine, call, func(ctx context.Context, t *place.Tx) (T, error) { return f(ctx, t, v) })
}

// asOrganizer refuses who does not run the event of a shift, and says in the log who did
// what follows. Another one's shift is not told from one that does not exist.
func asOrganizer(ctx context.Context, t *place.Tx, v *viewer.Viewer, field, organizationID string, regions ...string) error {
	if !right.May(v, field, organizationID, regions...) {
		return fault.Refuse(fault.NotFound)
	}
	no, err := t.Client().Volunteer.Query().Where(volunteer.ID(v.Actor())).Select(volunteer.FieldPersonNo).Int(ctx)
	if err != nil {
		return err
	}
	t.As(place.Actor{Kind: place.ByOrganizer, PersonNo: int64(no)})
	return nil
}

// ran reads a shift whose event the viewer runs, nil for another one.
func (s *Service) ran(ctx context.Context, field, shiftID string) (*gen.Shift, error) {
	ctx, v := rule.System(ctx), viewer.From(ctx)
	// Looked at by one statement first: another one's takes no more than none.
	e, err := s.store.Client.Event.Query().Where(network.EventOfShift(shiftID), event.KindEQ(event.KindVOLUNTEERING)).Only(ctx)
	if err != nil || !right.May(v, field, e.OrganizationID) {
		return nil, gen.MaskNotFound(err)
	}
	found, err := s.store.Client.Shift.Query().Where(shift.ID(shiftID)).WithEvent().Only(ctx)
	return found, gen.MaskNotFound(err)
}
