package rule

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/apikey"
	"erikti/ent/gen/privacy"
	"erikti/ent/gen/session"
	"erikti/internal/viewer"
)

// SeeOwnSessions lets a person who signed in see where else they are signed in; an
// API key sees none.
func SeeOwnSessions() privacy.QueryRule {
	return privacy.SessionQueryRuleFunc(func(ctx context.Context, q *gen.SessionQuery) error {
		q.Where(session.AccountID(viewer.From(ctx).Account()))
		return privacy.Allow
	})
}

// SeeOwnAPIKeys lets a person who signed in see the keys they made; an API key sees
// none.
func SeeOwnAPIKeys() privacy.QueryRule {
	return privacy.APIKeyQueryRuleFunc(func(ctx context.Context, q *gen.APIKeyQuery) error {
		q.Where(apikey.AccountID(viewer.From(ctx).Account()))
		return privacy.Allow
	})
}
