package university

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/universitydomain"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/right"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

const mostDomains = 10

var domainName = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$`)

// SetDomains says which domains of mail addresses belong to a university: the
// programme's to say, since whoever has an address there is confirmed unseen.
func (s *Service) SetDomains(ctx context.Context, organizationID string, domains []string, key string) (string, error) {
	input := struct {
		OrganizationID string
		Domains        []string
	}{organizationID, domains}
	return act.Do(ctx, s.office, "setUniversityDomains", key, input, func(ctx context.Context, c *act.Change) (string, error) {
		if !right.May(c.Who, "Mutation.setUniversityDomains", organizationID) {
			return "", fault.Refuse(fault.NotFound)
		}
		o, err := c.Organization.Query().Where(organization.ID(organizationID), organization.LegalFormEQ(organization.LegalFormUNIVERSITY)).Only(ctx)
		if gen.IsNotFound(err) {
			return "", fault.Refuse(fault.NotFound).At("organizationId")
		}
		if err != nil {
			return "", err
		}
		all := make([]string, 0, len(domains))
		for _, d := range domains {
			if d = strings.ToLower(strings.TrimSpace(d)); !domainName.MatchString(d) || len(d) > 200 {
				return "", fault.Invalid("domain", "domains")
			}
			all = append(all, d)
		}
		slices.Sort(all)
		if all = slices.Compact(all); len(all) > mostDomains {
			return "", fault.Invalid("domain", "domains")
		}
		if _, err := c.UniversityDomain.Delete().Where(universitydomain.OrganizationID(o.ID)).Exec(ctx); err != nil {
			return "", err
		}
		for _, d := range all {
			err := c.UniversityDomain.Create().SetOrganizationID(o.ID).SetDomain(d).Exec(ctx)
			if store.Taken(err) {
				return "", fault.Invalid("domain_taken", "domains")
			}
			if err != nil {
				return "", err
			}
		}
		c.Record(audit.Entry{Action: "UNIVERSITY_DOMAINS_SET", Object: o.ID, Organization: o.ID})
		return o.ID, nil
	})
}

// Domains are those of mail addresses that belong to a university, sorted. The
// programme's alone.
func Domains(ctx context.Context, client *gen.Client, v *viewer.Viewer, organizationID string) ([]string, error) {
	if !right.May(v, "Query.universityDomains", organizationID) {
		return nil, fault.Fail(fault.Missing, "")
	}
	all, err := client.UniversityDomain.Query().Where(universitydomain.OrganizationID(organizationID)).
		Order(gen.Asc(universitydomain.FieldDomain)).Limit(mostDomains).All(rule.System(ctx))
	domains := make([]string, len(all))
	for i, d := range all {
		domains[i] = d.Domain
	}
	return domains, err
}
