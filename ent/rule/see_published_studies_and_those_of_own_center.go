package rule

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/privacy"
	"erikti/ent/gen/study"
	"erikti/internal/viewer"
)

// SeePublishedStudiesAndThoseOfOwnCenter lets everyone see published studies of
// organizations that they see, and RESEARCHERs, COORDINATORs and ADMINs those of their
// own center, whatever their state.
func SeePublishedStudiesAndThoseOfOwnCenter() privacy.QueryRule {
	return privacy.StudyQueryRuleFunc(func(ctx context.Context, q *gen.StudyQuery) error {
		v := viewer.From(ctx)
		if v.PlatformAdmin() {
			return privacy.Allow
		}
		see := []predicate.Study{study.StateEQ(study.StatePUBLISHED)}
		if own := v.ResearchesFor(); len(own) > 0 {
			see = append(see, study.CenterIDIn(own...))
		}
		q.Where(study.Or(see...), study.HasCenterWith(visibleOrganization(v)))
		return privacy.Allow
	})
}
