// Package profile changes what people say of themselves.
package profile

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/region"
	"erikti/ent/gen/volunteerprivate"
	"erikti/internal/act"
	"erikti/internal/check"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/lang"
	"erikti/internal/network"
	"erikti/internal/store"
)

const (
	mostSkills   = 20
	longestSkill = 100 // characters
	oldest       = 120 // years
)

// Patch changes a profile; what is nil stays.
type Patch struct {
	GivenName  *string
	FamilyName *string
	Locale     *lang.Locale
	// RegionID is where the person lives, "" for nowhere in particular.
	RegionID   *string
	BirthDate  *civil.Date
	Skills     *[]string
	Directions *[]direction.Code
}

// Service changes profiles. Many goroutines use one.
type Service struct{ office *act.Office }

// New makes the service.
func New(st *store.Store, now func() time.Time) *Service {
	return &Service{&act.Office{Store: st, Publish: func([]string) {}, Now: now}}
}

// Update changes the profile of the person who asks. A birth date that is known stays:
// by it is decided who takes part, and who needs a guardian.
func (s *Service) Update(ctx context.Context, p Patch, key string) (string, error) {
	return act.Do(ctx, s.office, "updateProfile", key, p, func(ctx context.Context, c *act.Change) (string, error) {
		update := c.Volunteer.UpdateOneID(c.Who.ID())
		if err := p.names(update); err != nil {
			return "", err
		}
		if p.Locale != nil {
			update.SetLocale(*p.Locale)
		}
		if err := p.region(ctx, c, update); err != nil {
			return "", err
		}
		if err := p.likes(update); err != nil {
			return "", err
		}
		if err := p.born(ctx, c); err != nil {
			return "", err
		}
		return c.Who.ID(), update.Exec(ctx)
	})
}

func (p *Patch) names(update *gen.VolunteerUpdateOne) error {
	if p.GivenName != nil {
		if err := check.Name(p.GivenName, "givenName"); err != nil {
			return err
		}
		update.SetGivenName(*p.GivenName)
	}
	if p.FamilyName != nil {
		if err := check.Name(p.FamilyName, "familyName"); err != nil {
			return err
		}
		update.SetFamilyName(*p.FamilyName)
	}
	return nil
}

func (p *Patch) region(ctx context.Context, c *act.Change, update *gen.VolunteerUpdateOne) error {
	if p.RegionID == nil {
		return nil
	}
	if *p.RegionID == "" {
		update.ClearRegionID()
		return nil
	}
	known, err := c.Region.Query().Where(region.ID(*p.RegionID), network.RegionsOn(network.Today(c.Now))).Exist(ctx)
	if err == nil && !known {
		err = fault.Refuse(fault.NotFound).At("regionId")
	}
	update.SetRegionID(*p.RegionID)
	return err
}

// likes changes what the person can do and likes to do.
func (p *Patch) likes(update *gen.VolunteerUpdateOne) error {
	if p.Skills != nil {
		if len(*p.Skills) > mostSkills {
			return fault.Invalid("skills", "skills").With("most", mostSkills)
		}
		for i := range *p.Skills {
			if err := check.Needed(&(*p.Skills)[i], longestSkill, "skills"); err != nil {
				return err
			}
		}
		update.SetSkills(*p.Skills)
	}
	if p.Directions != nil {
		update.ClearDirections()
		for _, code := range *p.Directions {
			update.AddDirectionIDs(id.Direction.Of(string(code)))
		}
	}
	return nil
}

func (p *Patch) born(ctx context.Context, c *act.Change) error {
	if p.BirthDate == nil {
		return nil
	}
	date, today := *p.BirthDate, network.Today(c.Now)
	if date == "" || date > today || date.Age(today) > oldest {
		return fault.Invalid("birth_date", "birthDate")
	}
	known, err := c.VolunteerPrivate.Query().Where(volunteerprivate.VolunteerID(c.Who.ID())).Only(ctx)
	switch {
	case gen.IsNotFound(err):
		return c.VolunteerPrivate.Create().SetVolunteerID(c.Who.ID()).SetBirthDate(date).Exec(ctx)
	case err != nil:
		return err
	case known.BirthDate == date && !known.BirthYearOnly:
		return nil
	case known.BirthDate == "", known.BirthYearOnly && known.BirthDate[:4] == date[:4]:
		return known.Update().SetBirthDate(date).SetBirthYearOnly(false).Exec(ctx)
	}
	return fault.Invalid("birth_date_known", "birthDate")
}
