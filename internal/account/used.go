package account

import (
	"context"
	"sync"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/apikey"
	"erikti/ent/gen/session"
	"erikti/ent/rule"
)

// used is which sessions and keys were used since it was last written down: a request
// that reads writes nothing.
type used struct {
	mu sync.Mutex
	at map[string]time.Time
}

func (u *used) mark(id string, now time.Time) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.at == nil {
		u.at = map[string]time.Time{}
	}
	u.at[id] = now
}

func (u *used) take() map[string]time.Time {
	u.mu.Lock()
	defer u.mu.Unlock()
	taken := u.at
	u.at = nil
	return taken
}

// WriteUsed writes down when sessions and keys were last used, for the lists that
// people look at. What was used while it fails is used again, or is not missed.
func (s *Service) WriteUsed(ctx context.Context) error {
	taken := s.used.take()
	if len(taken) == 0 {
		return nil
	}
	return s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		for name, at := range taken {
			var err error
			if isKey(name) {
				err = tx.APIKey.Update().Where(apikey.ID(name)).SetLastUsedAt(at).Exec(ctx)
			} else {
				err = tx.Session.Update().Where(session.ID(name)).SetLastUsedAt(at).Exec(ctx)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}
