package rule

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/privacy"
	"erikti/ent/gen/report"
	"erikti/internal/viewer"
)

// SeeReportsOfOwnRegions lets the support center of a region see what was reported of
// the events there, and administrators of the platform everything.
func SeeReportsOfOwnRegions() privacy.QueryRule {
	return privacy.ReportQueryRuleFunc(func(ctx context.Context, q *gen.ReportQuery) error {
		if v := viewer.From(ctx); !v.PlatformAdmin() {
			q.Where(report.RegionIDIn(v.CenterFor()...))
		}
		return privacy.Allow
	})
}
