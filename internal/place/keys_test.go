package place_test

import (
	"context"
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"erikti/ent/gen/signup"
	"erikti/internal/event"
	"erikti/internal/fault"
	"erikti/internal/pgtest"
	"erikti/internal/place"
	"erikti/internal/store"
)

// Calls with one key get one answer, however they are decided: together, by two
// servers, and when the second one waited for the first (invariant 9).
func TestOneKeyManyTimes(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		servers := []*place.Engine{w.engine, w.anotherEngine()}
		services := []*event.Service{event.New(servers[0]), event.New(servers[1])}
		who, where := w.people(t, 1)[0], w.shift(t, spec{capacity: 1})
		offeree, offered, e := w.freePlace(t, spec{}, false)
		offer := w.offerOf(t, e.ID).ID
		other := w.take(t, offeree, w.shift(t, spec{capacity: 1, from: days(10, 1)}))
		cancelled := w.shift(t, spec{})
		version := w.row(t, where).Version + 1 // after the sign-up
		for _, call := range []struct {
			name, lock string
			do         func(i int) (any, error)
		}{
			{"signing up", where, func(i int) (any, error) {
				return servers[i%2].SignUp(context.Background(), place.SignUpRequest{ShiftID: where, VolunteerID: who, Key: "k"})
			}},
			{"answering, one place for another", offered, func(i int) (any, error) {
				return servers[i%2].Answer(context.Background(), place.AnswerRequest{
					OfferID: offer, VolunteerID: offeree, Accept: true, ReleaseSignupID: other, Key: "k",
				})
			}},
			{"cancelling a shift", cancelled, func(i int) (any, error) {
				return services[i%2].CancelShift(w.organizer, cancelled, "k")
			}},
			{"changing what one has seen", where, func(i int) (any, error) {
				return services[i%2].UpdateShift(w.organizer, event.ShiftPatch{ShiftID: where, Capacity: ptr(3), ExpectedVersion: &version}, "k")
			}},
		} {
			var release func()
			if w.store.Postgres() { // the only writer of SQLite would keep who reads inside
				release = w.holding(t, call.lock)
			}
			outs, errs := make([]any, 10), make([]error, 10)
			var all sync.WaitGroup
			for i := range outs {
				all.Go(func() { outs[i], errs[i] = call.do(i) })
			}
			if release != nil {
				w.untilLocksWait(t, 2) // the others wait at a desk, or behind these
				release()
			}
			all.Wait()
			for i := range outs {
				if errs[i] != nil || outs[i] != outs[0] {
					t.Errorf("%s: %+v, %v, before %+v", call.name, outs[i], errs[i], outs[0])
					break
				}
			}
		}
		for _, s := range servers {
			s.Close()
		}
		w.check(t)
		w.verified(t)
	})
}

// untilLocksWait waits until so many transactions wait for another one.
func (w *world) untilLocksWait(t testing.TB, n int) {
	t.Helper()
	for waiting := 0; waiting < n; {
		if err := w.store.DB().QueryRow(`SELECT count(*) FROM pg_stat_activity
			WHERE datname = current_database() AND wait_event_type = 'Lock'`).Scan(&waiting); err != nil {
			t.Fatal(err)
		}
	}
}

// The connection breaks after the commit and before the answer: the person is told
// to try again, and with the same key gets the place that they have.
func TestTheAnswerIsLost(t *testing.T) {
	t.Parallel()
	database := pgtest.URL(t)
	w := newWorld(t, database)
	wire := newWire(t, database)
	st, err := store.Open(t.Context(), wire.url, store.Options{})
	done(t, err)
	defer st.Close() //nolint:errcheck // its connections may be cut
	server := place.New(st, func([]string) {}, func() time.Time { return *w.clock.Load() })
	where, p := w.shift(t, spec{capacity: 2}), w.people(t, 2)
	ask := func(e *place.Engine, who, key string) (place.SignUpOutcome, error) {
		return e.SignUp(context.Background(), place.SignUpRequest{ShiftID: where, VolunteerID: who, JoinWaitlist: true, Key: key})
	}
	_, err = ask(server, p[0], "first")
	done(t, err)
	wire.cut.Store(true)
	_, err = ask(server, p[1], "lost")
	if !failed(err, fault.TryAgain) {
		t.Fatalf("the answer was lost: %v", err)
	}
	if !w.has(t, p[1], where) {
		t.Fatal("the commit was lost too: this test shows nothing")
	}
	wire.cut.Store(false)
	for _, e := range []*place.Engine{server, w.engine} {
		out, err := ask(e, p[1], "lost")
		done(t, err)
		if mine := w.store.Client.Signup.Query().Where(signup.VolunteerID(p[1])).OnlyX(w.system); out.SignupID != mine.ID {
			t.Errorf("got %+v, has %s", out, mine.ID)
		}
	}
	server.Close()
	w.check(t)
	w.verified(t)
}

// wire stands between a server and PostgreSQL and can lose what a commit answers.
type wire struct {
	url string
	cut atomic.Bool
}

func newWire(t *testing.T, database string) *wire {
	t.Helper()
	u, err := url.Parse(database)
	done(t, err)
	behind := u.Host
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	done(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	u.Host = listener.Addr().String()
	w := &wire{url: u.String()}
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go w.carry(client, behind)
		}
	}()
	return w
}

func (w *wire) carry(client net.Conn, behind string) {
	defer client.Close() //nolint:errcheck // one side is gone
	server, err := net.Dial("tcp", behind)
	if err != nil {
		return
	}
	defer server.Close() //nolint:errcheck // one side is gone
	var committing atomic.Bool
	go func() {
		defer client.Close() //nolint:errcheck // one side is gone
		b := make([]byte, 1<<16)
		for {
			n, err := server.Read(b)
			if err != nil || committing.Load() {
				return // the answer to a commit is lost, and the connection
			}
			if _, err := client.Write(b[:n]); err != nil {
				return
			}
		}
	}()
	b := make([]byte, 1<<16)
	for {
		n, err := client.Read(b)
		if err != nil {
			return
		}
		if w.cut.Load() && string(b[5:min(n, 11)]) == "COMMIT" {
			committing.Store(true)
		}
		if _, err := server.Write(b[:n]); err != nil {
			return
		}
		if committing.Load() {
			_, _ = io.Copy(io.Discard, client)
			return
		}
	}
}
