package rule

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/auditentry"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/privacy"
	"erikti/ent/gen/region"
	"erikti/internal/viewer"
)

// SeeAuditOfOwnAffairs lets platform administrators see every entry of the audit,
// a support center those of its region and of organizations there, an
// organization's ADMIN those of the organization, and people what was done with
// their own account.
func SeeAuditOfOwnAffairs() privacy.QueryRule {
	return privacy.AuditEntryQueryRuleFunc(func(ctx context.Context, q *gen.AuditEntryQuery) error {
		v := viewer.From(ctx)
		if v.PlatformAdmin() {
			return privacy.Allow
		}
		see := []predicate.AuditEntry{auditentry.ObjectIDIn(own(v)...)}
		if admin := v.AdminOf(); len(admin) > 0 {
			see = append(see, auditentry.OrganizationIDIn(admin...))
		}
		if centers := v.CenterFor(); len(centers) > 0 {
			see = append(see, auditentry.RegionIDIn(centers...),
				auditentry.HasOrganizationWith(organization.HasRegionsWith(region.IDIn(centers...))))
		}
		q.Where(auditentry.Or(see...))
		return privacy.Allow
	})
}

// own are the objects that are a person's own; an API key has none.
func own(v *viewer.Viewer) []string {
	if v.Account() == "" {
		return []string{""}
	}
	return []string{v.VolunteerID, v.AccountID}
}
