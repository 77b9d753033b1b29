package account

import (
	"context"

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

// readSessions reads the sessions of tokens that have not ended.
func (s *Service) readSessions(ctx context.Context, hashes []string) (map[string]*gen.Session, error) {
	ctx = rule.System(ctx)
	postgres := s.store.Postgres()
	all, err := s.store.Client.Session.Query().
		Where(store.AnyOfBytes(postgres, session.FieldTokenHash, hashes), session.EndedAtIsNil(), session.ExpiresAtGT(s.now().UTC())).All(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(all))
	for i, one := range all {
		ids[i] = one.AccountID
	}
	accounts, err := s.store.Client.Account.Query().Where(store.AnyOf(postgres, account.FieldID, ids)).All(ctx)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]*gen.Account, len(accounts))
	for _, a := range accounts {
		byID[a.ID] = a
	}
	byHash := make(map[string]*gen.Session, len(all))
	for _, one := range all {
		if one.Edges.Account = byID[one.AccountID]; one.Edges.Account != nil {
			byHash[string(one.TokenHash)] = one
		}
	}
	return byHash, nil
}
