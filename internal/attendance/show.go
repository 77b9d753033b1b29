package attendance

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/kiosk"
	"erikti/ent/gen/shift"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/viewer"
)

// Shown is a code that is shown to people: new ones follow every Period.
type Shown struct {
	ShiftID string
	// Code is an address that any camera opens, or what a scanner of ours reads.
	Code string
	// Digits are the same for phones without a camera; "" for a person's code.
	Digits    string
	ExpiresAt time.Time // when the next one is to be asked for
}

func (s *Service) shown(ctx context.Context, shiftID string) (*Shown, error) {
	key, err := s.secretOf(ctx, shiftID)
	if err != nil {
		return nil, err
	}
	p := periodAt(s.now())
	return &Shown{
		ShiftID: shiftID, Code: s.url() + "/check-in#" + write(key, ofShift, shiftID, p),
		Digits: digits(key, shiftID, p), ExpiresAt: begins(p + 1),
	}, nil
}

// Code is that of a shift, to those who run it; nil to others.
func (s *Service) Code(ctx context.Context, shiftID string) (*Shown, error) {
	found, err := s.ran(ctx, "Query.shiftCode", shiftID)
	if err != nil || found == nil {
		return nil, err
	}
	return s.shown(ctx, shiftID)
}

// MyCode is that of the viewer's own place on a shift; nil without one.
func (s *Service) MyCode(ctx context.Context, shiftID string) (*Shown, error) {
	v := viewer.From(ctx)
	if v.ID() == "" {
		return nil, nil
	}
	takesWork, err := s.store.Client.Shift.Query().Where(shift.ID(shiftID), shift.HasEventWith(event.KindEQ(event.KindVOLUNTEERING))).Exist(rule.System(ctx))
	if err != nil || !takesWork {
		return nil, err
	}
	var g *gen.Signup
	err = s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) (err error) {
		g, err = placeOf(ctx, tx, shiftID, v.ID())
		return err
	})
	if _, refused := fault.AsRefusal(err); refused {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	key, err := s.secretOf(ctx, shiftID)
	if err != nil {
		return nil, err
	}
	p := periodAt(s.now())
	return &Shown{ShiftID: shiftID, Code: write(key, ofPerson, g.ID, p), ExpiresAt: begins(p + 1)}, nil
}

// kioskFor is how long after the end of its shift a kiosk shows codes.
const kioskFor = late

// Opened is a kiosk; its token is told once.
type Opened struct {
	KioskID string
	Token   string `json:"-"`
}

// OpenKiosk lets a device show the codes of one shift without anybody signed in on it.
func (s *Service) OpenKiosk(ctx context.Context, shiftID string) (Opened, error) {
	v, err := me(ctx)
	if err != nil {
		return Opened{}, err
	}
	found, err := s.ran(ctx, "Mutation.openKiosk", shiftID)
	if err != nil {
		return Opened{}, err
	}
	if found == nil {
		return Opened{}, fault.Refuse(fault.NotFound)
	}
	if !s.now().Before(found.EndsAt.Add(kioskFor)) {
		return Opened{}, fault.RefuseFor(fault.ShiftClosed, "ended")
	}
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	token := base64.RawURLEncoding.EncodeToString(secret)
	k, err := s.store.Client.Kiosk.Create().SetShiftID(shiftID).SetTokenHash(hashed(token)).SetOpenedBy(v.Actor()).
		SetExpiresAt(found.EndsAt.Add(kioskFor)).Save(rule.System(ctx))
	if err != nil {
		return Opened{}, err
	}
	return Opened{k.ID, token}, nil
}

// CloseKiosk ends what a kiosk shows, for those who run its shift.
func (s *Service) CloseKiosk(ctx context.Context, kioskID string) error {
	system := rule.System(ctx)
	k, err := s.store.Client.Kiosk.Get(system, kioskID)
	if gen.IsNotFound(err) {
		return fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return err
	}
	found, err := s.ran(ctx, "Mutation.closeKiosk", k.ShiftID)
	if err != nil {
		return err
	}
	if found == nil {
		return fault.Refuse(fault.NotFound)
	}
	return s.store.Client.Kiosk.Update().Where(kiosk.ID(kioskID), kiosk.RevokedAtIsNil()).
		SetRevokedAt(s.now().UTC().Truncate(time.Microsecond)).Exec(system)
}

// KioskCode is the code of the shift whose kiosk holds a token; nil without one that lives.
func (s *Service) KioskCode(ctx context.Context, token string) (*Shown, error) {
	k, err := s.store.Client.Kiosk.Query().Where(kiosk.TokenHash(hashed(token)), kiosk.RevokedAtIsNil(), kiosk.ExpiresAtGT(s.now())).
		Only(rule.System(ctx))
	if gen.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.shown(ctx, k.ShiftID)
}

func hashed(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}
