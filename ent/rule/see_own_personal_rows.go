package rule

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/privacy"
	"erikti/ent/gen/volunteerprivate"
	"erikti/internal/viewer"
)

// SeeOwnPersonalRows lets a person see their own e-mail address, phone number and
// birth date, and nobody else.
func SeeOwnPersonalRows() privacy.QueryRule {
	return privacy.VolunteerPrivateQueryRuleFunc(func(ctx context.Context, q *gen.VolunteerPrivateQuery) error {
		q.Where(volunteerprivate.VolunteerID(viewer.From(ctx).ID()))
		return privacy.Allow
	})
}
