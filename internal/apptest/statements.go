package apptest

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	"github.com/99designs/gqlgen/graphql"

	"erikti/internal/store"
)

// StartCounted is Start with a count of the statements that requests cause.
func StartCounted(t testing.TB, databaseURL string, environ ...string) (*Server, *Statements) {
	t.Helper()
	counted := &Statements{}
	return start(t, databaseURL, time.Now, environ, func(o *store.Options) { o.Seen = counted.note }), counted
}

// StartWrapped is Start with a way to the database that a test wraps.
func StartWrapped(t testing.TB, databaseURL string, wrap func(dialect.Driver) dialect.Driver, environ ...string) *Server {
	t.Helper()
	return start(t, databaseURL, time.Now, environ, func(o *store.Options) { o.Wrap = wrap })
}

// Statements are those that resolvers ran, in transactions too: what the jobs do beside
// is left out.
type Statements struct {
	mu   sync.Mutex
	seen []string
}

// Take returns the statements since the last time.
func (s *Statements) Take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen := slices.Clone(s.seen)
	s.seen = nil
	return seen
}

func (s *Statements) note(ctx context.Context, statement string) {
	if !graphql.HasOperationContext(ctx) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen = append(s.seen, statement)
}
