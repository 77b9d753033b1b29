package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"erikti/ent/rule"
	"erikti/internal/id"
	"erikti/internal/store"
)

// program is the product, started as people start it, with its limits lifted.
type program struct {
	url  string
	stop func() error
}

var serving = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// serve starts bin/erikti on a database.
func serve(ctx context.Context, databaseURL, folder string) (*program, error) {
	binary, err := filepath.Abs("bin/erikti")
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, binary)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "DATABASE_URL="+databaseURL, "DEMO=false", "ADDR=127.0.0.1:0",
		"ATTEMPTS_PER_ADDRESS=0", "SOCKETS_PER_ADDRESS=0",
		"COST_PER_ADDRESS=0", "COST_PER_ACCOUNT=0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	cmd.Stderr = io.Discard
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("make build first: %w", err)
	}
	stop := func() error {
		_ = cmd.Process.Signal(os.Interrupt)
		return cmd.Wait()
	}
	var said strings.Builder
	buffer := make([]byte, 4096)
	for {
		n, err := out.Read(buffer)
		said.Write(buffer[:n])
		if url := serving.FindString(said.String()); url != "" {
			go io.Copy(io.Discard, out) //nolint:errcheck // what it says later is not read
			p := &program{url: url, stop: stop}
			return p, p.await(ctx)
		}
		if err != nil {
			return nil, errors.Join(fmt.Errorf("it says: %s", said.String()), stop())
		}
	}
}

func (p *program) await(ctx context.Context) error {
	for range 300 {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+"/readyz", nil)
		if err != nil {
			return err
		}
		if answer, err := http.DefaultClient.Do(request); err == nil {
			_ = answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return nil
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	return errors.New("the server is not ready after 30 s")
}

// sessions writes a session for each of the first people and returns the tokens.
func (n *network) sessions(ctx context.Context, count int) ([]string, error) {
	ctx = rule.System(ctx)
	tokens := make([]string, count)
	now := time.Now().UTC()
	for from := 0; from < count; from += 4000 {
		a := store.NewRows(n.store.Postgres(), "id text", "created_at timestamptz", "updated_at timestamptz", "email text", "volunteer_id text", "demo boolean")
		s := store.NewRows(n.store.Postgres(), "id text", "created_at timestamptz", "updated_at timestamptz", "account_id text", "token_hash bytea", "expires_at timestamptz")
		for i := from; i < min(from+4000, count); i++ {
			account := id.Account.Random()
			a.Add(account, now, now, fmt.Sprintf("%d@bench.example", i), n.people[i], false)
			tokens[i] = "ers_" + uuid.NewString() + uuid.NewString()
			hash := sha256.Sum256([]byte(tokens[i]))
			s.Add(id.Session.Random(), now, now, account, hash[:], now.AddDate(0, 0, 1))
		}
		tx, err := n.store.Client.Tx(ctx)
		if err != nil {
			return nil, err
		}
		if err := a.Insert(ctx, tx, "accounts"); err != nil {
			return nil, err
		}
		if err := s.Insert(ctx, tx, "sessions"); err != nil {
			return nil, err
		}
		if err := tx.Commit(); err != nil {
			return nil, err
		}
	}
	return tokens, nil
}

const signUp = `mutation SignUp($input: SignUpForShiftInput!) { signUpForShift(input: $input) { signup { id } waitlistEntry { id } userErrors { code } } }`

type answer struct {
	Data struct {
		SignUpForShift struct {
			Signup, WaitlistEntry *struct{ ID string }
			UserErrors            []struct{ Code string }
		}
	}
	Errors []struct{ Message string }
}

// overHTTP lets clients sign people up over the API: each person once on each shift
// in turn, until the time is over or (within is 0) everybody has asked once.
func (n *network) overHTTP(ctx context.Context, url string, tokens []string, clients int, shifts []string, within time.Duration) (figures, [2]int64, error) {
	transport := &http.Transport{MaxIdleConnsPerHost: clients, MaxConnsPerHost: clients}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, Timeout: time.Minute}
	var f figures
	var next, placed, queued atomic.Int64
	var mu sync.Mutex
	var failed error
	var all sync.WaitGroup
	start := time.Now()
	for range clients {
		all.Go(func() {
			var mine []time.Duration
			for within == 0 || time.Since(start) < within {
				i := int(next.Add(1) - 1)
				if i >= len(tokens)*len(shifts) {
					break
				}
				body, _ := json.Marshal(map[string]any{"query": signUp, "variables": map[string]any{
					"input": map[string]any{"shiftId": shifts[i/len(tokens)], "idempotencyKey": uuid.NewString()},
				}})
				asked := time.Now()
				a, err := post(ctx, client, url+"/graphql", tokens[i%len(tokens)], body)
				out := a.Data.SignUpForShift
				if err == nil && out.Signup == nil && out.WaitlistEntry == nil {
					err = fmt.Errorf("neither a place nor a position: %+v", a)
				}
				if err != nil {
					mu.Lock()
					failed = errors.Join(failed, err)
					mu.Unlock()
					return
				}
				mine = append(mine, time.Since(asked))
				if out.Signup != nil {
					placed.Add(1)
				} else {
					queued.Add(1)
				}
			}
			mu.Lock()
			defer mu.Unlock()
			f.latencies = append(f.latencies, mine...)
		})
	}
	all.Wait()
	f.perSecond = float64(len(f.latencies)) / time.Since(start).Seconds()
	return f, [2]int64{placed.Load(), queued.Load()}, failed
}

func post(ctx context.Context, client *http.Client, url, token string, body []byte) (answer, error) {
	var a answer
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return a, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := client.Do(request)
	if err != nil {
		return a, err
	}
	defer response.Body.Close() //nolint:errcheck // read to the end
	return a, json.NewDecoder(response.Body).Decode(&a)
}

// api measures the whole way: HTTP, session, GraphQL, engine, database.
func (w *world) api(ctx context.Context, within time.Duration) (figures, error) {
	p, tokens, err := w.started(ctx, 20_000)
	if err != nil {
		return figures{}, err
	}
	shifts := make([]string, 20)
	for i := range shifts {
		if shifts[i], err = w.postgres.shift(ctx, 100_000_000); err != nil {
			return figures{}, err
		}
	}
	f, _, err := w.postgres.overHTTP(ctx, p.url, tokens, 256, shifts, within)
	return f, errors.Join(err, p.stop())
}

// rush is 10,000 people at once for 500 places through 200 connections.
func (w *world) rush(ctx context.Context, _ time.Duration) (figures, error) {
	const crowd, places = 10_000, 500
	p, tokens, err := w.started(ctx, crowd)
	if err != nil {
		return figures{}, err
	}
	where, err := w.postgres.shift(ctx, places)
	if err != nil {
		return figures{}, err
	}
	f, got, err := w.postgres.overHTTP(ctx, p.url, tokens[:crowd], 200, []string{where}, 0)
	if err != nil {
		return f, errors.Join(err, p.stop())
	}
	row, err := w.postgres.store.Client.Shift.Get(rule.System(ctx), where)
	if err != nil {
		return f, errors.Join(err, p.stop())
	}
	if got != [2]int64{places, crowd - places} || row.Confirmed != places || row.Waitlisted != crowd-places {
		err = fmt.Errorf("answered %d places and %d positions; the shift has %d and %d", got[0], got[1], row.Confirmed, row.Waitlisted)
	}
	f.note = fmt.Sprintf("%d confirmed, %d in the queue; slowest answer %s", row.Confirmed, row.Waitlisted, slices.Max(f.latencies).Round(time.Millisecond))
	return f, errors.Join(err, p.stop())
}

// started starts the program; the sessions are written once.
func (w *world) started(ctx context.Context, sessions int) (*program, []string, error) {
	if len(w.tokens) == 0 {
		tokens, err := w.postgres.sessions(ctx, 20_000)
		if err != nil {
			return nil, nil, err
		}
		w.tokens = tokens
	}
	p, err := serve(ctx, w.url, w.dir)
	return p, w.tokens[:sessions], err
}
