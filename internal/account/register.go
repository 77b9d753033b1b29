package account

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/gen/onetimetoken"
	"erikti/ent/gen/platformgrant"
	"erikti/ent/gen/region"
	"erikti/ent/rule"
	"erikti/internal/audit"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/network"
	"erikti/internal/ratelimit"
	"erikti/internal/store"
	"erikti/internal/viewer"
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

// Register makes an account and opens a session. Without a message channel a
// known address is told as such: EMAIL_TAKEN, PHONE_TAKEN (docs/security.md).
func (s *Service) Register(ctx context.Context, r Registration) (*Session, error) {
	return s.register(ctx, r, func(context.Context, *gen.Tx, *gen.Volunteer) error { return nil })
}

func (s *Service) register(ctx context.Context, r Registration, then func(context.Context, *gen.Tx, *gen.Volunteer) error) (*Session, error) {
	if err := s.check(&r); err != nil {
		return nil, err
	}
	if !s.perAddress.Allow(ratelimit.Source(viewer.Address(ctx)), s.now()) {
		return nil, fault.Refuse(fault.RateLimited)
	}
	hash, err := s.hasher.Hash(ctx, r.Password)
	if err != nil {
		return nil, err
	}
	var opened *Session
	err = s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		if err := free(ctx, tx, r); err != nil {
			return err
		}
		if r.RegionID != nil {
			known, err := tx.Region.Query().Where(region.ID(*r.RegionID)).Exist(ctx)
			if err != nil {
				return err
			}
			if !known {
				return fault.Refuse(fault.NotFound).At("regionId")
			}
		}
		v, a, err := write(ctx, tx, r, hash)
		if err != nil {
			return err
		}
		if err := then(ctx, tx, v); err != nil {
			return err
		}
		opened, err = s.open(ctx, tx, a)
		return err
	})
	return opened, taken(err)
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
	for _, name := range []struct {
		value *string
		path  string
	}{{&r.GivenName, "givenName"}, {&r.FamilyName, "familyName"}} {
		*name.value = strings.Join(strings.Fields(*name.value), " ")
		if *name.value == "" || utf8.RuneCountInString(*name.value) > maxName || !utf8.ValidString(*name.value) ||
			strings.ContainsFunc(*name.value, unicode.IsControl) {
			return fault.Invalid("name", name.path).With("characters", maxName)
		}
	}
	today := network.Today(s.now())
	if r.BirthDate != "" && (r.BirthDate > today || r.BirthDate.Age(today) > 120) {
		return fault.Invalid("birth_date", "birthDate")
	}
	if !r.Locale.Valid() {
		r.Locale = lang.KK
	}
	return nil
}

func free(ctx context.Context, tx *gen.Tx, r Registration) error {
	if r.Email != "" {
		known, err := tx.Account.Query().Where(account.Email(r.Email)).Exist(ctx)
		if err != nil {
			return err
		}
		if known {
			return fault.Refuse(fault.EmailTaken).At("email")
		}
	}
	if r.Phone != "" {
		known, err := tx.Account.Query().Where(account.Phone(r.Phone)).Exist(ctx)
		if err != nil {
			return err
		}
		if known {
			return fault.Refuse(fault.PhoneTaken).At("phone")
		}
	}
	return nil
}

// taken tells two registrations that met apart from other failures.
func taken(err error) error {
	switch c := store.Constraint(err); {
	case c == "":
		return err
	case strings.Contains(c, "accounts_email_key"), strings.Contains(c, "accounts.email"):
		return fault.Refuse(fault.EmailTaken).At("email")
	case strings.Contains(c, "accounts_phone_key"), strings.Contains(c, "accounts.phone"):
		return fault.Refuse(fault.PhoneTaken).At("phone")
	}
	return err
}

func write(ctx context.Context, tx *gen.Tx, r Registration, hash string) (*gen.Volunteer, *gen.Account, error) {
	optional := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
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
	a, err := tx.Account.Create().SetVolunteerID(v.ID).
		SetNillableEmail(optional(r.Email)).SetNillablePhone(optional(r.Phone)).SetPasswordHash(hash).Save(ctx)
	return v, a, err
}

// RegisterFirstAdmin makes the account of the platform's first administrator, for
// whoever holds the one-time token printed at start. A token that is unknown,
// used, or expired is NOT_FOUND.
func (s *Service) RegisterFirstAdmin(ctx context.Context, token string, r Registration) (*Session, error) {
	return s.register(ctx, r, func(ctx context.Context, tx *gen.Tx, v *gen.Volunteer) error {
		used, err := tx.OneTimeToken.Update().Where(
			onetimetoken.PurposeEQ(onetimetoken.PurposeFIRST_ADMIN), onetimetoken.TokenHash(hashToken(token)),
			onetimetoken.UsedAtIsNil(), onetimetoken.ExpiresAtGT(s.now().UTC()),
		).SetUsedAt(s.now().UTC()).Save(ctx)
		if err != nil {
			return err
		}
		if used == 0 {
			return fault.Refuse(fault.NotFound)
		}
		if err := tx.PlatformGrant.Create().SetVolunteerID(v.ID).SetRole(platformgrant.RolePLATFORM_ADMIN).Exec(ctx); err != nil {
			return err
		}
		return audit.Record(ctx, tx, audit.Entry{
			Action: "PLATFORM_ROLE_GRANTED", Object: v.ID, Detail: map[string]string{"role": viewer.PlatformAdmin}, At: s.now(),
		})
	})
}
