package guest

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/claimcode"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/platformgrant"
	"erikti/ent/gen/volunteer"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/civil"
	"erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/organization"
)

// CodeFor is how long a printed code works.
const CodeFor = 24 * time.Hour

// Person is a person whom a coordinator adds.
type Person struct {
	OrganizationID        string
	GivenName, FamilyName string
	BirthYear             int
	Phone                 string
	Locale                lang.Locale
	SignedOn              civil.Date // of the consent on paper
}

// Add adds a person who has no account, and returns their id.
func (s *Service) Add(ctx context.Context, in Person, key string) (string, error) {
	return act.Do(ctx, s.office, "addPerson", key, in, func(ctx context.Context, c *act.Change) (string, error) {
		if err := in.check(network.Today(c.Now)); err != nil {
			return "", err
		}
		if err := Runs(ctx, c.Tx.Client(), c.Who.ID(), in.OrganizationID, c.Now); err != nil {
			return "", err
		}
		o, err := organization.Lock(ctx, c, in.OrganizationID)
		if err != nil {
			return "", err
		}
		if o.Status == "SUSPENDED" || o.Status == "CLOSED" {
			return "", fault.RefuseFor(fault.WrongState, "organization").At("organizationId")
		}
		v, err := c.Volunteer.Create().SetGivenName(in.GivenName).SetFamilyName(in.FamilyName).SetLocale(in.Locale).
			SetAddedByID(o.ID).Save(ctx)
		if err != nil {
			return "", err
		}
		private := c.VolunteerPrivate.Create().SetVolunteerID(v.ID).SetBirthYearOnly(true).
			SetBirthDate(civil.Date(fmt.Sprintf("%04d-12-31", in.BirthYear)))
		if in.Phone != "" {
			private.SetPhone(in.Phone)
		}
		if err := private.Exec(ctx); err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "PERSON_ADDED", Object: v.ID, Organization: o.ID})
		return v.ID, c.Consent.Create().SetVolunteerID(v.ID).SetKind(consent.PersonalData).SetTextVersion(consent.Version).
			SetSignedOn(in.SignedOn).SetRecordedBy(c.Who.ID()).Exec(ctx)
	})
}

func (p *Person) check(today civil.Date) (err error) {
	if err := check.Name(&p.GivenName, "givenName"); err != nil {
		return err
	}
	if err := check.Name(&p.FamilyName, "familyName"); err != nil {
		return err
	}
	if year := today.Time().Year(); p.BirthYear > year || p.BirthYear < year-120 {
		return fault.Invalid("birth_date", "birthYear")
	}
	if p.SignedOn > today || p.SignedOn.AddDays(3660) < today {
		return fault.Invalid("signed_on", "consentSignedOn")
	}
	if p.Phone != "" {
		p.Phone, err = check.Phone(p.Phone, "phone")
	}
	return err
}

// Runs refuses who is not COORDINATOR or ADMIN of an organization, by the rows of now:
// to them it is not there.
func Runs(ctx context.Context, client *gen.Client, volunteerID, organizationID string, now time.Time) error {
	is, err := client.Membership.Query().Where(membership.OrganizationID(organizationID), membership.VolunteerID(volunteerID),
		membership.RoleIn(membership.RoleCOORDINATOR, membership.RoleADMIN), network.MembershipsOn(network.Today(now))).Exist(ctx)
	if err == nil && !is {
		err = fault.Refuse(fault.NotFound).At("organizationId")
	}
	return err
}

// Issued is a code that was made. It is told once.
type Issued struct {
	ExpiresAt time.Time
	Code      string `json:"-"`
}

// Issue makes the code with which a person claims their record, or gets into a lost
// account. Codes that were printed for them before work no more.
func (s *Service) Issue(ctx context.Context, publicNumber, key string) (Issued, error) {
	return act.Do(ctx, s.office, "issueClaimCode", key, publicNumber, func(ctx context.Context, c *act.Change) (Issued, error) {
		var none Issued
		v, err := c.Volunteer.Query().Where(volunteer.PublicNumber(strings.TrimSpace(publicNumber))).WithAccount().Only(ctx)
		if gen.IsNotFound(err) {
			return none, fault.Refuse(fault.NotFound).At("publicNumber")
		}
		if err != nil {
			return none, err
		}
		org, err := mayIssue(ctx, c, v)
		if err != nil {
			return none, err
		}
		if err := c.ClaimCode.Update().Where(claimcode.VolunteerID(v.ID), claimcode.UsedAtIsNil()).SetUsedAt(c.Now).Exec(ctx); err != nil {
			return none, err
		}
		secret := make([]byte, 10)
		_, _ = rand.Read(secret) // never fails
		code, expires := base32.StdEncoding.EncodeToString(secret), c.Now.Add(CodeFor)
		if err := c.ClaimCode.Create().SetVolunteerID(v.ID).SetCodeHash(Hash(code)).SetIssuedBy(c.Who.ID()).
			SetExpiresAt(expires).Exec(ctx); err != nil {
			return none, err
		}
		c.Record(audit.Entry{Action: "CLAIM_CODE_ISSUED", Object: v.ID, Organization: org})
		if v.Edges.Account != nil {
			if err := c.Tell(ctx, inbox.News{Kind: notice.KindCLAIM_CODE_ISSUED, OrganizationID: org, SubjectID: v.ID}, v.ID); err != nil {
				return none, err
			}
		}
		return Issued{expires, code[:4] + "-" + code[4:8] + "-" + code[8:12] + "-" + code[12:]}, nil
	})
}

// mayIssue refuses who may not print a code for a person, and returns the organization
// in whose name it is done. A record without an account is that of the organization
// that added it. A lost account is given back by an ADMIN of an organization of which
// the person is a member, and never one that has rights over others anywhere: printing
// a code must not be a way to more rights than one has.
func mayIssue(ctx context.Context, c *act.Change, v *gen.Volunteer) (string, error) {
	notFound := fault.Refuse(fault.NotFound).At("publicNumber")
	if v.Edges.Account == nil {
		if v.AddedByID == nil || Runs(ctx, c.Tx.Client(), c.Who.ID(), *v.AddedByID, c.Now) != nil {
			return "", notFound
		}
		return *v.AddedByID, nil
	}
	if v.ID == c.Who.ID() {
		return "", notFound
	}
	mine, err := c.Membership.Query().Where(membership.VolunteerID(c.Who.ID()), membership.RoleEQ(membership.RoleADMIN),
		network.MembershipsOn(network.Today(c.Now))).Select(membership.FieldOrganizationID).Strings(ctx)
	if err != nil {
		return "", err
	}
	shared, err := c.Membership.Query().Where(membership.VolunteerID(v.ID), membership.OrganizationIDIn(mine...),
		network.MembershipsOn(network.Today(c.Now))).First(ctx)
	if gen.IsNotFound(err) {
		return "", notFound
	}
	if err != nil {
		return "", err
	}
	more, err := c.Membership.Query().Where(membership.VolunteerID(v.ID), membership.RoleNEQ(membership.RoleMEMBER),
		membership.StatusNEQ(membership.StatusENDED)).Exist(ctx)
	if err == nil && !more {
		more, err = c.PlatformGrant.Query().Where(platformgrant.VolunteerID(v.ID)).Exist(ctx)
	}
	if err == nil && (more || v.Edges.Account.Demo) {
		err = notFound
	}
	return shared.OrganizationID, err
}
