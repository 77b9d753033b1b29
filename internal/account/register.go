package account

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"erikti/ent/gen"
	"erikti/ent/gen/region"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/network"
	"erikti/internal/notice"
	"erikti/internal/store"
)

// maxName is the longest name, in characters.
const maxName = 100

// Registration is a new account.
type Registration struct {
	Email      string
	Phone      string
	Password   string
	GivenName  string
	FamilyName string
	BirthDate  civil.Date
	RegionID   *string
	Locale     lang.Locale
}

// Register makes an account and opens a session. Where a message reaches a contact of
// the registration one is sent instead (nil, nil): the account is made when it is
// confirmed, and the answer does not say whether there is one already. Where none does,
// a known contact is told as such: EMAIL_TAKEN, PHONE_TAKEN (docs/security.md).
func (s *Service) Register(ctx context.Context, r Registration) (*Session, error) {
	if err := s.check(&r); err != nil {
		return nil, err
	}
	if err := s.try(ctx, ""); err != nil {
		return nil, err
	}
	confirmed := s.confirmed(r)
	if confirmed.String() != "" {
		if err := s.mayWrite(confirmed.String()); err != nil {
			return nil, err
		}
	}
	hash, err := s.hasher.Hash(ctx, r.Password)
	if err != nil {
		return nil, err
	}
	if confirmed.String() != "" {
		return nil, s.keep(ctx, r, hash, confirmed)
	}
	var opened *Session
	err = s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		if err := knownRegion(ctx, tx, r.RegionID); err != nil {
			return err
		}
		_, a, err := write(ctx, tx, r, &hash, verified{})
		if err != nil {
			return err
		}
		opened, err = s.open(ctx, tx, a)
		return err
	})
	return opened, err
}

// confirmed is the contact of a registration that is to be confirmed: the address, else
// the number, if messages reach it. The other one is kept as where the person can be
// reached, and is none to sign in with until it is confirmed too.
func (s *Service) confirmed(r Registration) Contact {
	for _, c := range []Contact{{Email: r.Email}, {Phone: r.Phone}} {
		if s.reaches(c) {
			return c
		}
	}
	return Contact{}
}

// keep writes a registration down until it is confirmed: the same rows whether or not
// its contact has an account.
func (s *Service) keep(ctx context.Context, r Registration, hash string, confirmed Contact) error {
	now := s.clock()
	return s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		if err := knownRegion(ctx, tx, r.RegionID); err != nil {
			return err
		}
		row := tx.Registration.Create().SetNillableEmail(optional(r.Email)).SetNillablePhone(optional(r.Phone)).
			SetPasswordHash(hash).SetGivenName(r.GivenName).SetFamilyName(r.FamilyName).SetNillableRegionID(r.RegionID).
			SetLocale(r.Locale).SetExpiresAt(now.Add(confirmFor))
		if r.BirthDate != "" {
			row.SetBirthDate(r.BirthDate)
		}
		kept, err := row.Save(ctx)
		if err != nil {
			return err
		}
		return notice.Enqueue(ctx, tx, notice.Letter{
			Kind: letterRegistration, Contact: confirmed.String(), Locale: r.Locale, RegistrationID: &kept.ID,
		}, now)
	})
}

func knownRegion(ctx context.Context, tx *gen.Tx, regionID *string) error {
	if regionID == nil {
		return nil
	}
	known, err := tx.Region.Query().Where(region.ID(*regionID)).Exist(ctx)
	if err == nil && !known {
		return fault.Refuse(fault.NotFound).At("regionId")
	}
	return err
}

func (s *Service) check(r *Registration) (err error) {
	if r.Email == "" && r.Phone == "" {
		return fault.Invalid("contact", "email")
	}
	if r.Email != "" {
		if r.Email, err = normalEmail(r.Email); err != nil {
			return err
		}
	}
	if r.Phone != "" {
		if r.Phone, err = normalPhone(r.Phone); err != nil {
			return err
		}
	}
	if err := checkName(&r.GivenName, "givenName"); err != nil {
		return err
	}
	if err := checkName(&r.FamilyName, "familyName"); err != nil {
		return err
	}
	today := network.Today(s.now())
	if r.BirthDate != "" && (r.BirthDate > today || r.BirthDate.Age(today) > 120) {
		return fault.Invalid("birth_date", "birthDate")
	}
	if !r.Locale.Valid() {
		r.Locale = lang.KK
	}
	return checkPassword(r.Password, r.Email, r.Phone, r.GivenName, r.FamilyName, r.GivenName+r.FamilyName)
}

// checkName writes a name with single spaces, and refuses what is none.
func checkName(name *string, path string) error {
	*name = strings.Join(strings.Fields(*name), " ")
	if *name == "" || utf8.RuneCountInString(*name) > maxName || !utf8.ValidString(*name) || strings.ContainsFunc(*name, unicode.IsControl) {
		return fault.Invalid("name", path).With("characters", maxName)
	}
	return nil
}

// free refuses a contact that an account has.
func free(ctx context.Context, tx *gen.Tx, c Contact) error {
	if c.String() == "" {
		return nil
	}
	known, err := tx.Account.Query().Where(c.account()).Exist(ctx)
	if err == nil && known {
		return c.taken()
	}
	return err
}

// taken tells two who met at one contact apart from other failures.
func taken(err error) error {
	switch c := store.Constraint(err); {
	case c == "":
		return err
	case strings.Contains(c, "accounts_email_key"), strings.Contains(c, "accounts.email"):
		return Contact{Email: "x"}.taken()
	case strings.Contains(c, "accounts_phone_key"), strings.Contains(c, "accounts.phone"):
		return Contact{Phone: "x"}.taken()
	}
	return err
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// verified says when a contact was confirmed; zero: it was not.
type verified struct{ email, phone time.Time }

// write makes a person with an account: its contacts to sign in with are those of the
// registration, or, when one was confirmed, that one.
func write(ctx context.Context, tx *gen.Tx, r Registration, hash *string, at verified) (*gen.Volunteer, *gen.Account, error) {
	signIn := [2]string{r.Email, r.Phone}
	switch {
	case !at.email.IsZero():
		signIn[1] = ""
	case !at.phone.IsZero():
		signIn[0] = ""
	}
	for _, c := range []Contact{{Email: signIn[0]}, {Phone: signIn[1]}} {
		if err := free(ctx, tx, c); err != nil {
			return nil, nil, err
		}
	}
	v, err := tx.Volunteer.Create().
		SetGivenName(r.GivenName).SetFamilyName(r.FamilyName).
		SetLocale(r.Locale).SetNillableRegionID(r.RegionID).Save(ctx)
	if err != nil {
		return nil, nil, err
	}
	private := tx.VolunteerPrivate.Create().SetVolunteerID(v.ID).
		SetNillableEmail(optional(r.Email)).SetNillablePhone(optional(r.Phone))
	if r.BirthDate != "" {
		private.SetBirthDate(r.BirthDate)
	}
	if err := private.Exec(ctx); err != nil {
		return nil, nil, err
	}
	row := tx.Account.Create().SetVolunteerID(v.ID).
		SetNillableEmail(optional(signIn[0])).SetNillablePhone(optional(signIn[1])).SetNillablePasswordHash(hash)
	if !at.email.IsZero() {
		row.SetEmailVerifiedAt(at.email)
	}
	if !at.phone.IsZero() {
		row.SetPhoneVerifiedAt(at.phone)
	}
	a, err := row.Save(ctx)
	return v, a, taken(err)
}
