package rule

import (
	"context"

	"entgo.io/ent"

	"erikti/ent/gen/privacy"
)

// System returns a context that no policy holds back: for the engine of places,
// jobs, and a capability that has checked the rights of the viewer itself. A test
// lists who may call it.
func System(ctx context.Context) context.Context {
	return privacy.DecisionContext(ctx, privacy.Allow)
}

// Rows is the policy of a type: rows are seen as the rule says, else not, and
// written by the system only.
func Rows(see privacy.QueryRule) ent.Policy {
	return privacy.Policy{
		Query:    privacy.QueryPolicy{see, privacy.AlwaysDenyRule()},
		Mutation: privacy.MutationPolicy{privacy.AlwaysDenyRule()},
	}
}

// Hidden is the policy of a type whose rows only the system sees.
func Hidden() ent.Policy {
	return privacy.Policy{
		Query:    privacy.QueryPolicy{privacy.AlwaysDenyRule()},
		Mutation: privacy.MutationPolicy{privacy.AlwaysDenyRule()},
	}
}
