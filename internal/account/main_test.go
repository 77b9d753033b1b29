package account_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"erikti/internal/account"
	"erikti/internal/fault"
	"erikti/internal/pgtest"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// noon is when these tests take place, unless they move the clock.
var noon = time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC)

// desk is a service on a fresh database, with a clock that a test sets.
type desk struct {
	*account.Service
	store  *store.Store
	hasher *account.Hasher
	clock  atomic.Pointer[time.Time]

	mu    sync.Mutex
	ended []string // accounts, or accounts/sessions, that were told to have ended
}

// takeEnded returns what was told to have ended since the last time.
func (d *desk) takeEnded() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	ended := d.ended
	d.ended = nil
	return ended
}

func (d *desk) at(now time.Time) { d.clock.Store(&now) }

// each runs a test on SQLite and on PostgreSQL.
func each(t *testing.T, opts account.Options, test func(t *testing.T, d *desk)) {
	t.Parallel()
	for name, url := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return pgtest.SQLite(t) },
		"postgres": func(t *testing.T) string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			st, err := store.Open(t.Context(), url(t), store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := st.Close(); err != nil {
					t.Error(err)
				}
			})
			hasher, err := account.NewHasher(0, 0)
			if err != nil {
				t.Fatal(err)
			}
			d := &desk{store: st, hasher: hasher}
			d.at(noon)
			opts := opts // each subtest its own
			opts.Demo = func(context.Context) account.DemoAccess { return account.DemoClosed }
			opts.PublicURL = func() string { return "https://network.example.kz" }
			opts.Ended = func(accountID, sessionID string) {
				d.mu.Lock()
				defer d.mu.Unlock()
				d.ended = append(d.ended, strings.Trim(accountID+"/"+sessionID, "/"))
			}
			if opts.SessionFor == 0 {
				opts.SessionFor = time.Hour
			}
			d.Service = account.New(st, hasher, func() time.Time { return *d.clock.Load() }, opts)
			test(t, d)
		})
	}
}

// dana is somebody who registers.
var dana = account.Registration{Email: "dana@example.kz", Password: "a good password", GivenName: "Dana", FamilyName: "S"}

func refused(t *testing.T, err error, want fault.Code) {
	t.Helper()
	if r, ok := fault.AsRefusal(err); !ok || r.Code != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// signedIn is a context in which a session asks.
func signedIn(t *testing.T, s *account.Session) context.Context {
	t.Helper()
	return viewer.With(t.Context(), s.Viewer)
}

// registered makes an account where nothing needs to be confirmed.
func (d *desk) registered(t *testing.T, r account.Registration) *account.Session {
	t.Helper()
	s, err := d.Register(t.Context(), r)
	if err != nil || s == nil {
		t.Fatal(s, err)
	}
	return s
}
