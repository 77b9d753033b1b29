package organization

import (
	"context"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/organizationsite"
	"erikti/ent/gen/shift"
	"erikti/ent/rule"
	"erikti/internal/audit"
	"erikti/internal/fault"
)

// mostSites is how many sites an organization has.
const mostSites = 10

// host is what may stand in a policy: no wildcard, nothing that ends a directive.
var host = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$|^\[[0-9a-f:]+\]$`)

// Sites are the sites of an organization, in place of those before.
type Sites struct {
	OrganizationID string
	Origins        []string
}

// SetSites says which sites may hold the widget of one's own organization.
func (s *Service) SetSites(ctx context.Context, in Sites, key string) (string, error) {
	return do(ctx, s, "setOrganizationSites", key, in, func(ctx context.Context, c *change) (string, error) {
		o, err := c.own(ctx, in.OrganizationID)
		if err != nil {
			return "", err
		}
		if len(in.Origins) > mostSites {
			return "", fault.Invalid("too_many_sites", "sites").With("most", mostSites)
		}
		var origins []string
		for i, written := range in.Origins {
			origin := canonicalOrigin(written)
			if origin == "" {
				return "", fault.Invalid("site", "sites", strconv.Itoa(i))
			}
			origins = append(origins, origin)
		}
		slices.Sort(origins)
		origins = slices.Compact(origins)
		if _, err := c.OrganizationSite.Delete().Where(organizationsite.OrganizationID(o.ID)).Exec(ctx); err != nil {
			return "", err
		}
		detail := map[string]string{"sites": strconv.Itoa(len(origins))}
		for i, origin := range origins {
			detail["site_"+strconv.Itoa(i+1)] = strings.Replace(origin, "//", "", 1)
			if err := c.OrganizationSite.Create().SetOrganizationID(o.ID).SetOrigin(origin).Exec(ctx); err != nil {
				return "", err
			}
		}
		c.Record(audit.Entry{Action: "ORGANIZATION_SITES_SET", Object: o.ID, Organization: o.ID, Detail: detail})
		return o.ID, nil
	})
}

// canonicalOrigin writes an origin as browsers say it, "" for what is none: https, and
// http on this machine, a host without a wildcard, nothing else.
func canonicalOrigin(written string) string {
	u, err := url.Parse(strings.ToLower(written))
	if err != nil || len(written) > 90 || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Opaque != "" ||
		strings.Trim(u.Path, "/") != "" || strings.ContainsAny(written, "?#") || !host.MatchString(hostOf(u)) {
		return ""
	}
	usual := map[string]string{"https": "443", "http": "80"}[u.Scheme]
	if usual == "" || u.Scheme == "http" && !loopback(u.Hostname()) {
		return ""
	}
	port := u.Port()
	if port == "" && strings.HasSuffix(u.Host, ":") {
		return ""
	}
	if n, err := strconv.Atoi(port); port != "" && (err != nil || n < 1 || n > 65535 || strconv.Itoa(n) != port) {
		return ""
	}
	if port == "" || port == usual {
		return u.Scheme + "://" + hostOf(u)
	}
	return u.Scheme + "://" + net.JoinHostPort(u.Hostname(), port)
}

func hostOf(u *url.URL) string {
	if strings.Contains(u.Hostname(), ":") {
		return "[" + u.Hostname() + "]"
	}
	return u.Hostname()
}

func loopback(name string) bool {
	a, err := netip.ParseAddr(name)
	return name == "localhost" || err == nil && a.IsLoopback()
}

// publishes says that what an organization registered works: it is VERIFIED.
var publishes = organization.StatusEQ(organization.StatusVERIFIED)

// KnownSite says whether an origin is a site of an organization that is VERIFIED.
func KnownSite(ctx context.Context, client *gen.Client, origin string) (bool, error) {
	return client.OrganizationSite.Query().Where(organizationsite.Origin(origin), organizationsite.HasOrganizationWith(publishes)).
		Exist(rule.System(ctx))
}

// FramingSites are the sites that may frame the page on which one signs up for a shift:
// those of the organization of its event, once that was published.
func FramingSites(ctx context.Context, client *gen.Client, shiftID string) ([]string, error) {
	return client.OrganizationSite.Query().Where(organizationsite.HasOrganizationWith(publishes, organization.HasEventsWith(
		event.StateNEQ(event.StateDRAFT), event.HasShiftsWith(shift.ID(shiftID)),
	))).Order(gen.Asc(organizationsite.FieldOrigin)).Select(organizationsite.FieldOrigin).Strings(rule.System(ctx))
}

// SitesOf are the sites of organizations that the viewer sees, by their ids: what may
// frame a page is public, as its policy tells it.
func SitesOf(ctx context.Context, client *gen.Client, ids []string) (map[string][]string, error) {
	out := map[string][]string{}
	all, err := client.OrganizationSite.Query().Where(organizationsite.OrganizationIDIn(ids...)).
		Order(gen.Asc(organizationsite.FieldOrigin)).All(rule.System(ctx))
	for _, site := range all {
		out[site.OrganizationID] = append(out[site.OrganizationID], site.Origin)
	}
	return out, err
}
