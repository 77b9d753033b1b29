package guest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/guestpass"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/check"
	"erikti/internal/civil"
	"erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/lang"
	"erikti/internal/network"
	"erikti/internal/place"
	"erikti/internal/ratelimit"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// Path is where the link of a guest leads.
const Path = "/guest"

// TokenPrefix makes a guest's token recognizable where secrets are scanned for.
const TokenPrefix = "erg_"

// shortestKey is the shortest idempotency key of a guest: whoever has it, and knows the
// guest, gets a new link.
const shortestKey = 16

// Options of sign-ups without an account.
type Options struct {
	PerAddress int // a minute from a network address, 0 = off
	PerContact int // a minute for an e-mail address or number, 0 = off
	PerPerson  int // tries of codes a minute by who takes a record over, 0 = off
}

// Service signs guests up and adds people. Many goroutines use one.
type Service struct {
	office     *act.Office
	engine     *place.Engine
	perAddress *ratelimit.Limit
	perContact *ratelimit.Limit
	perPerson  *ratelimit.Limit // tries of codes
}

// New makes the service.
func New(st *store.Store, engine *place.Engine, publish func([]string), now func() time.Time, opts Options) *Service {
	return &Service{
		office: &act.Office{Store: st, Publish: publish, Now: now}, engine: engine,
		perAddress: ratelimit.PerMinute(opts.PerAddress), perContact: ratelimit.PerMinute(opts.PerContact),
		perPerson: ratelimit.PerMinute(opts.PerPerson),
	}
}

// SignUp is who signs up for which shift.
type SignUp struct {
	ShiftID               string
	GivenName, FamilyName string
	Email, Phone          string
	BirthDate             civil.Date
	ConsentVersion        string
	AutoAccept            bool
	JoinWaitlist          bool
	Locale                lang.Locale
	Website               string // filled in by what is no person
}

// outcome names the record that a sign-up made.
type outcome struct{ VolunteerID string }

// SignUp signs a visitor up and returns the token of their link. It is refused as the
// engine refuses, with GUESTS_NOT_ALLOWED, and RATE_LIMITED.
func (s *Service) SignUp(ctx context.Context, in SignUp, key string) (string, error) {
	contact, err := s.check(&in, key)
	if err != nil {
		return "", err
	}
	now := s.office.Now()
	if in.Website != "" || !s.perAddress.Allow(ratelimit.Source(viewer.Address(ctx)), now) || !s.perContact.Allow(contact, now) {
		return "", fault.Refuse(fault.RateLimited)
	}
	token := TokenPrefix + newSecret()
	call := idempotency.Call{Caller: "guest", Operation: "signUpAsGuest", Key: key, Input: in}
	fresh := false
	out, err := place.Once(ctx, s.engine, call, func(ctx context.Context, t *place.Tx) (outcome, error) {
		fresh = true
		v, err := write(ctx, t, in, contact)
		if err != nil {
			return outcome{}, err
		}
		if err := t.GuestPass.Create().SetVolunteerID(v.ID).SetTokenHash(Hash(token)).SetShiftID(in.ShiftID).Exec(ctx); err != nil {
			return outcome{}, err
		}
		_, err = t.SignUp(ctx, place.SignUpRequest{
			ShiftID: in.ShiftID, VolunteerID: v.ID, AutoAccept: in.AutoAccept, JoinWaitlist: in.JoinWaitlist, Guest: true,
		})
		return outcome{v.ID}, err
	})
	if err != nil || fresh {
		return token, err
	}
	// The same call again: the link of the first answer may never have arrived.
	return token, s.office.Store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		return tx.GuestPass.Update().Where(guestpass.VolunteerID(out.VolunteerID)).SetTokenHash(Hash(token)).Exec(ctx)
	})
}

func (s *Service) check(in *SignUp, key string) (contact string, err error) {
	if err := check.Name(&in.GivenName, "givenName"); err != nil {
		return "", err
	}
	if err := check.Name(&in.FamilyName, "familyName"); err != nil {
		return "", err
	}
	if contact, err = check.Contact(in.Email, in.Phone); err != nil {
		return "", err
	}
	today := network.Today(s.office.Now())
	switch {
	case in.BirthDate > today || in.BirthDate.Age(today) > 120:
		return "", fault.Invalid("birth_date", "birthDate")
	case in.ConsentVersion != consent.Version:
		return "", fault.Invalid("consent_version", "consentVersion")
	case key != "" && len(key) < shortestKey:
		return "", fault.Invalid("guest_key", "idempotencyKey")
	}
	return contact, nil
}

// write writes the record of a guest.
func write(ctx context.Context, t *place.Tx, in SignUp, contact string) (*gen.Volunteer, error) {
	v, err := t.Volunteer.Create().SetGivenName(in.GivenName).SetFamilyName(in.FamilyName).SetLocale(in.Locale).Save(ctx)
	if err != nil {
		return nil, err
	}
	private := t.VolunteerPrivate.Create().SetVolunteerID(v.ID).SetBirthDate(in.BirthDate)
	if strings.Contains(contact, "@") {
		private.SetEmail(contact)
	} else {
		private.SetPhone(contact)
	}
	if err := private.Exec(ctx); err != nil {
		return nil, err
	}
	return v, t.Consent.Create().SetVolunteerID(v.ID).SetKind(consent.PersonalData).SetTextVersion(in.ConsentVersion).Exec(ctx)
}

// Place is what a guest has on the shift that they signed up for.
type Place struct {
	ShiftID        string
	SignupState    *signup.State
	WaitlistState  *waitlistentry.State
	Position       *int
	OfferExpiresAt *time.Time

	volunteerID, signupID, entryID, offerID string
}

// Look returns what the holder of a token has; nil for what is no token.
func (s *Service) Look(ctx context.Context, token string) (*Place, error) {
	ctx = rule.System(ctx)
	client := s.office.Store.Client
	pass, err := client.GuestPass.Query().Where(guestpass.TokenHash(Hash(token))).Only(ctx)
	if gen.IsNotFound(err) || !strings.HasPrefix(token, TokenPrefix) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p := &Place{ShiftID: pass.ShiftID, volunteerID: pass.VolunteerID}
	on, err := client.Signup.Query().Where(signup.VolunteerID(pass.VolunteerID), signup.ShiftID(pass.ShiftID)).
		Order(gen.Desc(signup.FieldCreatedAt)).First(ctx)
	if gen.MaskNotFound(err) != nil {
		return nil, err
	}
	if on != nil {
		p.SignupState, p.signupID = &on.State, on.ID
	}
	waits, err := client.WaitlistEntry.Query().Where(waitlistentry.VolunteerID(pass.VolunteerID), waitlistentry.ShiftID(pass.ShiftID),
		waitlistentry.StateIn(waitlistentry.StateWAITING, waitlistentry.StateOFFERED)).Only(ctx)
	if gen.MaskNotFound(err) != nil {
		return nil, err
	}
	if waits == nil {
		return p, nil
	}
	p.WaitlistState, p.entryID = &waits.State, waits.ID
	positions, err := place.Positions(ctx, client, waits.ID)
	if err != nil {
		return nil, err
	}
	p.Position = positions[waits.ID]
	held, err := client.Offer.Query().Where(offer.EntryID(waits.ID), offer.StateEQ(offer.StatePENDING)).Only(ctx)
	if gen.MaskNotFound(err) != nil {
		return nil, err
	}
	if held != nil {
		p.OfferExpiresAt, p.offerID = &held.ExpiresAt, held.ID
	}
	return p, nil
}

// Cancel gives up what the holder of a token has.
func (s *Service) Cancel(ctx context.Context, token, key string) error {
	p, err := s.must(ctx, token)
	if err != nil {
		return err
	}
	if p.entryID != "" {
		_, err = s.engine.Leave(ctx, place.LeaveRequest{EntryID: p.entryID, VolunteerID: p.volunteerID, Key: key})
		return err
	}
	if p.signupID == "" {
		return fault.Refuse(fault.NotSignedUp)
	}
	_, err = s.engine.Cancel(ctx, place.CancelRequest{SignupID: p.signupID, VolunteerID: p.volunteerID, Key: key})
	return err
}

// Answer answers the offer that the holder of a token has.
func (s *Service) Answer(ctx context.Context, token string, accept bool, key string) error {
	p, err := s.must(ctx, token)
	if err != nil {
		return err
	}
	if p.offerID == "" {
		return fault.Refuse(fault.NotOffered)
	}
	_, err = s.engine.Answer(ctx, place.AnswerRequest{OfferID: p.offerID, VolunteerID: p.volunteerID, Accept: accept, Key: key})
	return err
}

func (s *Service) must(ctx context.Context, token string) (*Place, error) {
	p, err := s.Look(ctx, token)
	if err == nil && p == nil {
		err = fault.Refuse(fault.NotFound).At("token")
	}
	return p, err
}

func newSecret() string {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	return base64.RawURLEncoding.EncodeToString(secret)
}

// Hash is what the database keeps of a token or a code.
func Hash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
