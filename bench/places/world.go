package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/ent/rule"
	"erikti/internal/id"
	"erikti/internal/pgtest"
	"erikti/internal/place"
	"erikti/internal/reference"
	"erikti/internal/store"
)

const (
	people = 120_000
	spread = 2_000 // shifts at random
)

// world is what the measures share.
type world struct {
	cluster  *pgtest.Cluster
	url      string
	dir      string
	postgres *network
	sqlite   *network
	bare     *sql.DB
	timing   *timing
	tokens   []string // of the first people, once they are needed
}

// network is a database with people and an event.
type network struct {
	store  *store.Store
	engine *place.Engine
	event  string
	people []string
	next   atomic.Int64 // the number of the next shift, each in hours of its own
	forget func()       // ends keepStatistics
}

func newWorld(ctx context.Context) (*world, error) {
	say := func(what string) { fmt.Fprintln(os.Stderr, "==>", what) }
	say("Starting PostgreSQL, every commit synced")
	c, err := pgtest.Start(pgtest.Large)
	if err != nil {
		return nil, err
	}
	w := &world{cluster: c, timing: &timing{}}
	if w.url, err = c.Database(); err != nil {
		return nil, errors.Join(err, c.Stop())
	}
	if w.dir, err = os.MkdirTemp("", "erikti-bench-"); err != nil {
		return nil, errors.Join(err, c.Stop())
	}
	say(fmt.Sprintf("Filling in %d people, twice", people))
	if w.postgres, err = newNetwork(ctx, w.url, store.Options{Wrap: w.timing.wrap}); err != nil {
		return nil, errors.Join(err, w.close())
	}
	if w.sqlite, err = newNetwork(ctx, "sqlite:"+filepath.Join(w.dir, "erikti.db"), store.Options{}); err != nil {
		return nil, errors.Join(err, w.close())
	}
	_, err = w.postgres.store.DB().ExecContext(ctx, `
		CREATE TABLE bench_shifts (id text PRIMARY KEY, capacity int NOT NULL, confirmed int NOT NULL DEFAULT 0, CHECK (confirmed <= capacity));
		INSERT INTO bench_shifts SELECT 's' || i, 100000000 FROM generate_series(0, 2000) i;
		CREATE TABLE bench_signups (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), shift_id text NOT NULL, volunteer_id text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), UNIQUE (shift_id, volunteer_id))`)
	if err != nil {
		return nil, errors.Join(err, w.close())
	}
	if w.bare, err = bareSQLite(filepath.Join(w.dir, "bare.db")); err != nil {
		return nil, errors.Join(err, w.close())
	}
	return w, nil
}

func newNetwork(ctx context.Context, url string, opts store.Options) (*network, error) {
	st, err := store.Open(ctx, url, opts)
	if err != nil {
		return nil, err
	}
	if err := reference.Seed(ctx, st); err != nil {
		return nil, err
	}
	n := &network{store: st, engine: place.New(st, func([]string) {}, time.Now)}
	sys := rule.System(ctx)
	org, err := st.Client.Organization.Create().SetNameEn("Bench").SetLegalForm(organization.LegalFormNGO).
		SetStatus(organization.StatusVERIFIED).Save(sys)
	if err != nil {
		return nil, err
	}
	now := time.Now().UTC().Truncate(time.Hour)
	e, err := st.Client.Event.Create().SetOrganizationID(org.ID).SetTitleEn("Bench").AddDirectionIDs(id.Direction.Of("SOCIAL")).
		SetTimeZone("Asia/Almaty").SetState(event.StatePUBLISHED).SetStartsAt(now).SetEndsAt(now.AddDate(90, 0, 0)).Save(sys)
	if err != nil {
		return nil, err
	}
	n.event = e.ID
	if err := n.fill(sys); err != nil {
		return nil, err
	}
	ctx, n.forget = context.WithCancel(ctx)
	go n.keepStatistics(ctx)
	return n, nil
}

// keepStatistics does what the server does beside the engine (internal/app): a measure
// fills empty tables in seconds.
func (n *network) keepStatistics(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(5 * time.Second):
			_ = n.store.KeepStatistics(ctx) // the next time is near
		}
	}
}

// fill makes people, each with a birth date.
func (n *network) fill(ctx context.Context) error {
	const chunk = 4000
	for from := 0; from < people; from += chunk {
		now := time.Now().UTC()
		v := store.NewRows(n.store.Postgres(), "id text", "created_at timestamptz", "updated_at timestamptz",
			"public_number text", "person_no bigint", "given_name text", "family_name text", "locale text")
		p := store.NewRows(n.store.Postgres(), "id text", "created_at timestamptz", "updated_at timestamptz",
			"volunteer_id text", "birth_date text")
		for i := from; i < from+chunk; i++ {
			volunteer := id.Volunteer.Random()
			n.people = append(n.people, volunteer)
			v.Add(volunteer, now, now, strconv.Itoa(100_000_000+i), personNo(i), "A", "B", "kk")
			p.Add(id.VolunteerPrivate.Random(), now, now, volunteer, "1990-05-17")
		}
		tx, err := n.store.Client.Tx(ctx)
		if err != nil {
			return err
		}
		if err := v.Insert(ctx, tx, "volunteers"); err != nil {
			return err
		}
		if err := p.Insert(ctx, tx, "volunteer_privates"); err != nil {
			return err
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	if err := n.past(ctx); err != nil || !n.store.Postgres() {
		return err
	}
	_, err := n.store.DB().ExecContext(ctx, "ANALYZE volunteers, volunteer_privates, signups, shifts, waitlist_entries, place_log_lines, idempotency_keys")
	return err
}

// past gives everybody a place on a shift that is over, as in a network that has
// worked for a while.
func (n *network) past(ctx context.Context) error {
	over := time.Now().UTC().Truncate(time.Hour).AddDate(0, -1, 0)
	s, err := n.store.Client.Shift.Create().SetEventID(n.event).SetTitleEn("Past").SetCapacity(people).SetConfirmed(people).
		SetStartsAt(over).SetEndsAt(over.Add(time.Hour)).SetState(shift.StateENDED).Save(ctx)
	if err != nil {
		return err
	}
	for from := 0; from < people; from += 4000 {
		rows := store.NewRows(n.store.Postgres(), "id text", "created_at timestamptz", "updated_at timestamptz", "version bigint",
			"shift_id text", "volunteer_id text", "person_no bigint", "starts_at timestamptz", "ends_at timestamptz", "state text", "source text")
		for i := from; i < from+4000; i++ {
			rows.Add(id.Signup.Random(), over, over, 1, s.ID, n.people[i], personNo(i), over, over.Add(time.Hour), "COMPLETED", "SELF")
		}
		tx, err := n.store.Client.Tx(ctx)
		if err != nil {
			return err
		}
		if err := rows.Insert(ctx, tx, "signups"); err != nil {
			return err
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

func personNo(i int) int64 { return (int64(i)*7919+1)%1_000_000_007 + 1 }

// shift makes a shift at hours of its own, so that everybody may be on all of them.
func (n *network) shift(ctx context.Context, capacity int) (string, error) {
	from := time.Now().UTC().Truncate(time.Hour).AddDate(0, 0, 3).Add(time.Duration(n.next.Add(1)) * time.Hour)
	s, err := n.store.Client.Shift.Create().SetEventID(n.event).SetTitleEn("Bench").SetCapacity(capacity).
		SetStartsAt(from).SetEndsAt(from.Add(time.Hour)).SetState(shift.StateOPEN).SetNextTransitionAt(from).Save(rule.System(ctx))
	if err != nil {
		return "", err
	}
	return s.ID, nil
}

func (w *world) close() error {
	var errs []error
	for _, n := range []*network{w.postgres, w.sqlite} {
		if n != nil {
			n.forget()
			n.engine.Close()
			errs = append(errs, n.store.Close())
		}
	}
	if w.bare != nil {
		errs = append(errs, w.bare.Close())
	}
	return errors.Join(append(errs, w.cluster.Stop(), os.RemoveAll(w.dir))...)
}

// crowd lets clients sign people up for shifts until the time is over.
func (n *network) crowd(ctx context.Context, clients int, shifts []string, keys bool, within time.Duration) (figures, error) {
	var f figures
	var next, done atomic.Int64
	var mu sync.Mutex
	var failed error
	var all sync.WaitGroup
	start := time.Now()
	end := start.Add(within)
	for range clients {
		all.Go(func() {
			var mine []time.Duration
			for time.Now().Before(end) {
				i := next.Add(1) - 1
				// Each person once on each shift, shifts in an order that mixes them.
				who, where := n.people[i%people], shifts[int((i*7919+i/people)%int64(len(shifts)))]
				key := ""
				if keys {
					key = uuid.NewString()
				}
				asked := time.Now()
				out, err := n.engine.SignUp(ctx, place.SignUpRequest{ShiftID: where, VolunteerID: who, AutoAccept: true, JoinWaitlist: true, Key: key})
				if err != nil || out.SignupID == "" {
					mu.Lock()
					failed = errors.Join(failed, fmt.Errorf("no place: %w", err))
					mu.Unlock()
					return
				}
				mine = append(mine, time.Since(asked))
				done.Add(1)
			}
			mu.Lock()
			defer mu.Unlock()
			f.latencies = append(f.latencies, mine...)
		})
	}
	all.Wait()
	f.perSecond = float64(done.Load()) / time.Since(start).Seconds()
	return f, failed
}

var tps = regexp.MustCompile(`tps = ([0-9.]+)`)

// pgbench runs a script and returns its transactions a second.
func (w *world) pgbench(ctx context.Context, script string, clients int, within time.Duration) (figures, error) {
	file := filepath.Join(w.dir, "script.sql")
	if err := os.WriteFile(file, []byte(script), 0o644); err != nil {
		return figures{}, err
	}
	seconds := max(1, int(within.Seconds()))
	cmd := exec.CommandContext(ctx, binary("pgbench"), "--no-vacuum", "--protocol=prepared", "--jobs=2",
		"--client="+strconv.Itoa(clients), "--time="+strconv.Itoa(seconds), "--file="+file, w.url)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return figures{}, fmt.Errorf("%w: %s", err, out)
	}
	m := tps.FindSubmatch(out)
	if m == nil {
		return figures{}, fmt.Errorf("pgbench says nothing of tps: %s", out)
	}
	rate, err := strconv.ParseFloat(string(m[1]), 64)
	return figures{perSecond: rate, note: fmt.Sprintf("%d clients", clients)}, err
}

// binary finds a program of PostgreSQL that is on no PATH on Debian.
func binary(name string) string {
	if found, err := exec.LookPath(name); err == nil {
		return found
	}
	all, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if len(all) == 0 {
		return name
	}
	return all[len(all)-1]
}

func machine() string {
	raw, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return runtimeOS
	}
	return "load average at the end " + strings.Fields(string(raw))[0]
}
