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
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/network"
	"erikti/internal/right"
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
func (s *Service) OpenKiosk(ctx context.Context, shiftID, key string) (Opened, error) {
	return act.Do(ctx, s.office, "openKiosk", key, shiftID, func(ctx context.Context, c *act.Change) (Opened, error) {
		found, err := s.runs(ctx, c, "Mutation.openKiosk", shiftID)
		if err != nil {
			return Opened{}, err
		}
		if !c.Now.Before(found.EndsAt.Add(kioskFor)) {
			return Opened{}, fault.RefuseFor(fault.ShiftClosed, "ended")
		}
		secret := make([]byte, 32)
		_, _ = rand.Read(secret) // never fails
		token := base64.RawURLEncoding.EncodeToString(secret)
		k, err := c.Kiosk.Create().SetShiftID(shiftID).SetTokenHash(hashed(token)).SetOpenedBy(c.Who.Actor()).
			SetExpiresAt(found.EndsAt.Add(kioskFor)).SetCreatedAt(c.Now).SetUpdatedAt(c.Now).Save(ctx)
		if err != nil {
			return Opened{}, err
		}
		c.Record(audit.Entry{Action: "KIOSK_OPENED", Object: k.ID, Organization: found.Edges.Event.OrganizationID})
		return Opened{k.ID, token}, nil
	})
}

// runs reads a shift whose event who asks for a change runs.
func (s *Service) runs(ctx context.Context, c *act.Change, field, shiftID string) (*gen.Shift, error) {
	// Looked at by one statement first: another one's takes no more than none.
	e, err := c.Event.Query().Where(network.EventOfShift(shiftID), event.KindEQ(event.KindVOLUNTEERING)).Only(ctx)
	if gen.IsNotFound(err) || err == nil && !right.May(c.Who, field, e.OrganizationID) {
		return nil, fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return nil, err
	}
	return c.Shift.Query().Where(shift.ID(shiftID)).WithEvent().Only(ctx)
}

// Kiosks are those of a shift that show codes now, for those who run it.
func (s *Service) Kiosks(ctx context.Context, shiftID string) ([]*gen.Kiosk, error) {
	found, err := s.ran(ctx, "Query.kiosks", shiftID)
	if err != nil || found == nil {
		return nil, err
	}
	return s.store.Client.Kiosk.Query().Where(kiosk.ShiftID(shiftID), kiosk.RevokedAtIsNil(), kiosk.ExpiresAtGT(s.now())).
		Order(gen.Asc(kiosk.FieldCreatedAt, kiosk.FieldID)).Limit(mostListed).All(rule.System(ctx))
}

// CloseKiosk ends what a kiosk shows, for those who run its shift.
func (s *Service) CloseKiosk(ctx context.Context, kioskID, key string) error {
	_, err := act.Do(ctx, s.office, "closeKiosk", key, kioskID, func(ctx context.Context, c *act.Change) (string, error) {
		k, err := c.Kiosk.Get(ctx, kioskID)
		if gen.IsNotFound(err) {
			k, err = &gen.Kiosk{}, nil // of no shift: that takes what another one's takes
		}
		if err != nil {
			return "", err
		}
		found, err := s.runs(ctx, c, "Mutation.closeKiosk", k.ShiftID)
		if err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "KIOSK_CLOSED", Object: k.ID, Organization: found.Edges.Event.OrganizationID})
		return k.ID, c.Kiosk.Update().Where(kiosk.ID(kioskID), kiosk.RevokedAtIsNil()).SetRevokedAt(c.Now).Exec(ctx)
	})
	return err
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
