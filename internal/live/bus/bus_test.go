package bus_test

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"erikti/internal/live/bus"
	"erikti/internal/pgtest"
)

// patience is how long a test waits for what must come.
const patience = 30 * time.Second

func TestMain(m *testing.M) { pgtest.Main(m) }

// world is where the members of a test meet.
type world struct {
	join func(bus.Receiver) (bus.Bus, error)
	// cut breaks every connection, for a moment; nil: it is not networked.
	cut func(t *testing.T)
	// say sends something as it is, to all members.
	say func(t *testing.T, message string)
}

// networked are the drivers that have connections.
var networked = map[string]func(*testing.T) world{"postgres": onPostgres, "nats": onNATS}

// each runs a test on every driver.
func each(t *testing.T, test func(t *testing.T, w world)) {
	all := maps.Clone(networked)
	all["memory"] = inMemory
	on(all, t, test)
}

func on(drivers map[string]func(*testing.T) world, t *testing.T, test func(t *testing.T, w world)) {
	for name, make := range drivers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, make(t))
		})
	}
}

func inMemory(*testing.T) world {
	n := bus.NewNetwork()
	return world{join: func(r bus.Receiver) (bus.Bus, error) { return n.Join(r), nil }, say: func(_ *testing.T, message string) { bus.Say(n, message) }}
}

func onPostgres(t *testing.T) world {
	url := pgtest.URL(t)
	db, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	exec := func(t *testing.T, statement string, args ...any) {
		t.Helper()
		if _, err := db.Exec(statement, args...); err != nil {
			t.Error(err)
		}
	}
	return world{
		join: func(r bus.Receiver) (bus.Bus, error) { return bus.Open(url, r) },
		cut: func(t *testing.T) {
			exec(t, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`)
		},
		say: func(t *testing.T, message string) { exec(t, `SELECT pg_notify('erikti', $1)`, message) },
	}
}

func onNATS(t *testing.T) world {
	options := &server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoLog: true, NoSigs: true}
	start := func(t *testing.T) *server.Server {
		s, err := server.NewServer(options)
		if err != nil {
			t.Fatal(err)
		}
		s.Start()
		if !s.ReadyForConnections(patience) {
			t.Fatal("the NATS server does not start")
		}
		return s
	}
	s := start(t)
	t.Cleanup(func() { s.Shutdown() })
	address := s.ClientURL()
	options.Port = s.Addr().(*net.TCPAddr).Port
	return world{
		join: func(r bus.Receiver) (bus.Bus, error) { return bus.Open(address, r) },
		cut: func(t *testing.T) {
			s.Shutdown()
			s.WaitForShutdown()
			s = start(t)
		},
		say: func(t *testing.T, message string) {
			conn, err := nats.Connect(address)
			if err == nil {
				err = errors.Join(conn.Publish("erikti.changed", []byte(message)), conn.Flush())
				conn.Close()
			}
			if err != nil {
				t.Error(err)
			}
		},
	}
}

// ear is what a member is told.
type ear struct {
	bus.Bus
	mu     sync.Mutex
	topics map[string]int
	calls  int
	missed int
	since  time.Time     // that was said last
	wait   chan struct{} // not nil: it takes nothing until this is closed
}

func (w world) ear(t *testing.T, wait chan struct{}) *ear {
	t.Helper()
	e := &ear{topics: map[string]int{}, wait: wait}
	b, err := w.join(bus.Receiver{Changed: e.changed, Missed: e.miss})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	e.Bus = b
	return e
}

func (e *ear) changed(topics []string, since time.Time) {
	if e.wait != nil {
		<-e.wait
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.calls++
	e.since = since
	for _, topic := range topics {
		e.topics[topic]++
	}
}

func (e *ear) miss() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.missed++
}

func (e *ear) heard(topic string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.topics[topic]
}

func (e *ear) published() time.Time {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.since
}

func (e *ear) gaps() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.missed
}

// until waits until something holds.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for began := time.Now(); !holds(); time.Sleep(time.Millisecond) {
		if time.Since(began) > patience {
			t.Fatalf("%s: not in %s", what, patience)
		}
	}
}

// meet waits until two members hear each other.
func meet(t *testing.T, a, b *ear) {
	t.Helper()
	for i, pair := range [][2]*ear{{a, b}, {b, a}} {
		topic := fmt.Sprintf("meet_%d_%p", i, a)
		until(t, "they hear each other", func() bool {
			pair[0].Publish([]string{topic})
			time.Sleep(5 * time.Millisecond)
			return pair[1].heard(topic) > 0
		})
	}
}

// What one publishes all others are told, and when that was, and not the one.
func TestDelivers(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		began := time.Now().Truncate(time.Millisecond)
		a, b, c := w.ear(t, nil), w.ear(t, nil), w.ear(t, nil)
		meet(t, a, b)
		meet(t, a, c)
		a.Publish([]string{"evt_1", "vol_2"})
		b.Publish([]string{"evt_3"})
		until(t, "the others know", func() bool {
			return b.heard("evt_1")+b.heard("vol_2")+c.heard("evt_1")+c.heard("vol_2")+a.heard("evt_3")+c.heard("evt_3") == 6
		})
		if a.heard("evt_1") > 0 || b.heard("evt_3") > 0 {
			t.Error("somebody heard themselves")
		}
		for _, e := range []*ear{a, b, c} {
			if at := e.published(); at.Before(began) || at.After(time.Now()) {
				t.Errorf("published at %s, which began at %s", at, began)
			}
		}
	})
}

// Thousands of changes within a moment are few messages; a topic is told once where it
// changed often. More than one message holds arrives whole.
func TestG3_CoalescesAndSplits(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		a, b := w.ear(t, nil), w.ear(t, nil)
		meet(t, a, b)
		before := a.Stats().Sent
		for range 1000 {
			a.Publish([]string{"evt_same"})
		}
		var many []string
		for i := range 2000 {
			many = append(many, fmt.Sprintf("evt_%036d", i))
		}
		a.Publish(many)
		until(t, "everything is told", func() bool {
			return b.heard("evt_same") > 0 && !slices.ContainsFunc(many, func(topic string) bool { return b.heard(topic) != 1 })
		})
		// 2,000 ids of 40 bytes are 11 messages; the thousand are one or two more a batch.
		if sent := a.Stats().Sent - before; sent > 60 {
			t.Errorf("%d messages", sent)
		}
	})
}

// What is said twice, late, by nobody known, or makes no sense does no harm.
func TestF7_DuplicatesAndNonsenseAreHarmless(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		a, b := w.ear(t, nil), w.ear(t, nil)
		meet(t, a, b)
		for _, message := range []string{"x evt_1", "x evt_1", "y evt_2 evt_1", "", " ", "x", "x  evt_1", strings.Repeat("z", 7000), "x * evt_9"} {
			if message != "" {
				w.say(t, message)
			}
		}
		w.say(t, "x evt_last")
		until(t, "what came after is told", func() bool { return b.heard("evt_last") > 0 && b.heard("evt_2") == 1 && b.gaps() > 0 })
		meet(t, a, b)
	})
}

// A connection that breaks comes back by itself, and both sides are told that
// something may be missing; then everything arrives again.
func TestE13_ABrokenConnectionIsAnnounced(t *testing.T) {
	on(networked, t, func(t *testing.T, w world) {
		a, b := w.ear(t, nil), w.ear(t, nil)
		meet(t, a, b)
		for range 3 {
			wasA, wasB := a.gaps(), b.gaps()
			w.cut(t)
			until(t, "both know that something may be missing", func() bool { return a.gaps() > wasA && b.gaps() > wasB })
			meet(t, a, b)
		}
	})
}

// A receiver that takes nothing keeps nobody waiting; when it goes on it is told each
// topic once, or that it has missed some.
func TestSlowReceiver(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		wait := make(chan struct{})
		a, b, slow := w.ear(t, nil), w.ear(t, nil), w.ear(t, wait)
		meet(t, a, b)
		began := time.Now()
		for i := range 30_000 {
			a.Publish([]string{fmt.Sprint("evt_", i)})
		}
		if took := time.Since(began); took > patience {
			t.Errorf("publishing took %s", took)
		}
		a.Publish([]string{"evt_last"})
		until(t, "the other one is told", func() bool { return b.heard("evt_last") > 0 })
		until(t, "it has come to the slow one too", func() bool { return slow.Stats().Received >= b.Stats().Received/2 })
		close(wait)
		until(t, "the slow one is told of the last, or of a gap", func() bool {
			a.Publish([]string{"evt_after"})
			return slow.heard("evt_after") > 0 && (slow.heard("evt_last") > 0 || slow.gaps() > 0)
		})
	})
}

// After Close nobody is told anything, closing does not wait, and the others go on.
func TestClose(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		a, b, c := w.ear(t, nil), w.ear(t, nil), w.ear(t, nil)
		meet(t, a, b)
		meet(t, a, c)
		if err := c.Close(); err != nil {
			t.Error(err)
		}
		c.mu.Lock()
		calls := c.calls
		c.mu.Unlock()
		meet(t, a, b)
		c.Publish([]string{"evt_late"})
		c.mu.Lock()
		if c.calls != calls {
			t.Error("told after its end")
		}
		c.mu.Unlock()
	})
}

// Nothing answers at the address: opening, publishing and closing do not wait for it,
// and no error shows a password.
func TestNobodyThere(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"postgres://u:s3cret@127.0.0.1:1/x", "nats://u:s3cret@127.0.0.1:1", "memory"} {
		b, err := bus.Open(address, bus.Receiver{Changed: func([]string, time.Time) {}, Missed: func() {}})
		if err != nil {
			t.Error(err)
			continue
		}
		b.Publish([]string{"evt_1"})
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, address := range []string{"", "s3cret", "http://s3cret", "nats:", "nats://", "postgres://%zzs3cret", "nats://%zzs3cret"} {
		_, err := bus.Open(address, bus.Receiver{})
		if err == nil || bus.Check(address) == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v, %v", address, err, bus.Check(address))
		}
	}
}
