package rule

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/privacy"
	"erikti/internal/viewer"
)

// SeeOwnNotices lets people see what they were told, and nobody else.
func SeeOwnNotices() privacy.QueryRule {
	return privacy.NoticeQueryRuleFunc(func(ctx context.Context, q *gen.NoticeQuery) error {
		q.Where(notice.VolunteerID(viewer.From(ctx).ID()))
		return privacy.Allow
	})
}
