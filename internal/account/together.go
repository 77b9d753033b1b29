package account

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/gen/session"
	"erikti/ent/rule"
	"erikti/internal/store"
)

// askedTogether bounds how many of those who ask at the same time are read at once.
const askedTogether = 512

// together reads who asks: each request needs it, and a crowd asks at the same time.
type together struct {
	sessions *store.Gather[string, *gen.Session] // by the hash of a token, with their accounts
	rights   *store.Gather[string, rights]       // by volunteer
}

func (s *Service) newTogether() together {
	return together{
		sessions: store.NewGather(askedTogether, s.readSessions),
		rights: store.NewGather(askedTogether, func(ctx context.Context, volunteers []string) (map[string]rights, error) {
			return s.readRights(rule.System(ctx), s.store.Client, volunteers)
		}),
	}
}

// readSessions reads the sessions of tokens that have not ended, each with what is asked
// of its account at every request: whose it is, and whether it is the demo's.
func (s *Service) readSessions(ctx context.Context, hashes []string) (map[string]*gen.Session, error) {
	q := s.store.Client.Session.Query().
		Where(store.AnyOfBytes(s.store.Postgres(), session.FieldTokenHash, hashes), session.EndedAtIsNil(), session.ExpiresAtGT(s.now().UTC()))
	q.Modify(withAccount)
	all, err := q.All(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	byHash := make(map[string]*gen.Session, len(all))
	for _, one := range all {
		a := &gen.Account{ID: one.AccountID}
		if err := store.Joined(one, map[string]any{"account_volunteer_id": &a.VolunteerID, "account_demo": &a.Demo}); err != nil {
			return nil, err
		}
		one.Edges.Account = a
		byHash[string(one.TokenHash)] = one
	}
	return byHash, nil
}

func withAccount(s *sql.Selector) {
	a := sql.Table(account.Table).As("a")
	s.Join(a).On(s.C(session.FieldAccountID), a.C(account.FieldID))
	s.AppendSelect(
		sql.As(a.C(account.FieldVolunteerID), "account_volunteer_id"),
		sql.As(a.C(account.FieldDemo), "account_demo"),
	)
}
