package account

import (
	"context"
	"strings"
	"sync"
	"time"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/id"
	"erikti/internal/store"
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
		sessions := store.NewRows(s.store.Postgres(), "id text", "last_used_at timestamptz")
		keys := store.NewRows(s.store.Postgres(), "id text", "last_used_at timestamptz")
		for name, at := range taken {
			if strings.HasPrefix(name, string(id.APIKey)) {
				keys.Add(name, at)
			} else {
				sessions.Add(name, at)
			}
		}
		if err := sessions.Update(ctx, tx, "sessions"); err != nil {
			return err
		}
		return keys.Update(ctx, tx, "api_keys")
	})
}
