package credit

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/hostaccreditation"
	"erikti/ent/gen/organization"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/network"
	"erikti/internal/store"
)

// Accredit says that work at a verified organization counts, from a day of a fiscal year
// on. It returns the accreditation's id.
func (s *Service) Accredit(ctx context.Context, organizationID string, from civil.Date, key string) (string, error) {
	input := struct{ OrganizationID, From string }{organizationID, string(from)}
	return act.Do(ctx, s.office, "accreditHost", key, input, func(ctx context.Context, c *act.Change) (string, error) {
		if err := program(c, "accreditHost"); err != nil {
			return "", err
		}
		o, err := c.Organization.Query().Where(organization.ID(organizationID), organization.StatusEQ(organization.StatusVERIFIED)).Only(ctx)
		if gen.IsNotFound(err) {
			return "", fault.Refuse(fault.NotFound).At("organizationId")
		}
		if err != nil {
			return "", err
		}
		a, err := c.HostAccreditation.Create().SetOrganizationID(o.ID).SetFiscalYear(FiscalYear(from)).SetValidFrom(from).Save(ctx)
		if store.Taken(err) {
			return "", fault.RefuseFor(fault.WrongState, "accredited")
		}
		if err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "HOST_ACCREDITED", Object: a.ID, Organization: o.ID})
		return a.ID, nil
	})
}

// EndAccreditation ends one today: work of days before still counts (invariant 18).
func (s *Service) EndAccreditation(ctx context.Context, accreditationID, key string) (string, error) {
	return act.Do(ctx, s.office, "endHostAccreditation", key, accreditationID, func(ctx context.Context, c *act.Change) (string, error) {
		if err := program(c, "endHostAccreditation"); err != nil {
			return "", err
		}
		a, err := c.HostAccreditation.Get(ctx, accreditationID)
		if gen.IsNotFound(err) {
			return "", fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return "", err
		}
		today := network.Today(c.Now)
		if a.ValidTo != "" {
			return "", fault.RefuseFor(fault.WrongState, "accreditation_over")
		}
		c.Record(audit.Entry{Action: "HOST_ACCREDITATION_ENDED", Object: a.ID, Organization: a.OrganizationID})
		return a.ID, c.HostAccreditation.UpdateOne(a).SetValidTo(today).Exec(ctx)
	})
}

// hosts are the accreditations of a fiscal year, by organization.
func hosts(ctx context.Context, client *gen.Client, year int) (map[string][]*gen.HostAccreditation, error) {
	all, err := client.HostAccreditation.Query().Where(hostaccreditation.FiscalYear(year)).All(ctx)
	by := map[string][]*gen.HostAccreditation{}
	for _, a := range all {
		by[a.OrganizationID] = append(by[a.OrganizationID], a)
	}
	return by, err
}

func accredited(all []*gen.HostAccreditation, day civil.Date) bool {
	for _, a := range all {
		if a.ValidFrom <= day && (a.ValidTo == "" || day < a.ValidTo) {
			return true
		}
	}
	return false
}

// Accreditation is an organization at which work counts, for a time.
type Accreditation struct {
	ID           string
	Organization *gen.Organization
	ValidFrom    civil.Date
	ValidTo      *civil.Date
}

// Accreditations are those of a fiscal year: public.
func (s *Service) Accreditations(ctx context.Context, year int) ([]*Accreditation, error) {
	all, err := s.reader().HostAccreditation.Query().Where(hostaccreditation.FiscalYear(year),
		hostaccreditation.HasOrganizationWith(organization.StatusEQ(organization.StatusVERIFIED))).WithOrganization().
		Order(gen.Asc(hostaccreditation.FieldID)).Limit(5000).All(rule.System(ctx))
	out := make([]*Accreditation, len(all))
	for i, a := range all {
		out[i] = &Accreditation{a.ID, a.Edges.Organization, a.ValidFrom, day(a.ValidTo)}
	}
	return out, err
}

// Accreditation reads one: public.
func (s *Service) Accreditation(ctx context.Context, accreditationID string) (*Accreditation, error) {
	a, err := s.reader().HostAccreditation.Query().Where(hostaccreditation.ID(accreditationID)).WithOrganization().Only(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	return &Accreditation{a.ID, a.Edges.Organization, a.ValidFrom, day(a.ValidTo)}, nil
}

func day(d civil.Date) *civil.Date {
	if d == "" {
		return nil
	}
	return &d
}
