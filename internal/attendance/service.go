package attendance

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"sync"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/setting"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/volunteer"
	"erikti/ent/rule"
	"erikti/internal/fault"
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
	engine *place.Engine
	now    func() time.Time
	url    func() string
	tried  *ratelimit.Limit

	mu     sync.Mutex
	master []byte
}

// New makes the service. Url is the address that people open.
func New(st *store.Store, engine *place.Engine, now func() time.Time, url func() string) *Service {
	return &Service{store: st, engine: engine, now: now, url: url, tried: ratelimit.Every(tryAgain, tries)}
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
		found, err := t.Client().Shift.Query().Where(shift.ID(shiftID)).Only(ctx)
		if gen.IsNotFound(err) {
			return fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return err
		}
		// Its state must not change meanwhile: nothing is recorded of what is settled.
		if _, err := t.LockEvent(ctx, found.EventID); err != nil {
			return err
		}
		sh, err := t.LockShift(ctx, shiftID)
		if err != nil {
			return err
		}
		return f(ctx, t, sh)
	})
}

// asOrganizer refuses who does not run the event of a shift, and says in the log who did
// what follows. Another one's shift is not told from one that does not exist.
func asOrganizer(ctx context.Context, t *place.Tx, v *viewer.Viewer, field, organizationID string) error {
	if !right.May(v, field, organizationID) {
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
	found, err := s.store.Client.Shift.Query().Where(shift.ID(shiftID), shift.HasEventWith(event.KindEQ(event.KindVOLUNTEERING))).
		WithEvent().Only(rule.System(ctx))
	if gen.IsNotFound(err) {
		return nil, nil
	}
	if err != nil || !right.May(viewer.From(ctx), field, found.Edges.Event.OrganizationID) {
		return nil, err
	}
	return found, nil
}
