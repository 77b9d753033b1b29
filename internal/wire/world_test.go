package wire_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/live"
	"erikti/internal/wire"
)

// world is an engine on a real server, over a schema whose objects are numbers.
type world struct {
	engine *wire.Engine
	hub    *live.Hub
	url    string // of /graphql, http

	executed atomic.Int64           // readings of sources
	echoed   atomic.Int64           // queries
	pad      atomic.Pointer[string] // makes states large
	spread   chan time.Duration

	mu       sync.Mutex
	versions map[string]int
	rights   map[string]string // by viewer: what is read for it; none: no session
}

// asking is who asks, with the rights that were read last.
type asking struct{ name, rights string }

type viewerKey struct{}

func (w *world) as(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, viewerKey{}, &asking{name, w.rightsOf(name)})
}

func who(ctx context.Context) *asking {
	if a, ok := ctx.Value(viewerKey{}).(*asking); ok {
		return a
	}
	return &asking{}
}

func newWorld(t testing.TB, adjust ...func(*wire.Options)) *world {
	t.Helper()
	return newWorldOn(t, func(l net.Listener) net.Listener { return l }, adjust...)
}

// newWorldOn makes a world on a listener of another kind.
func newWorldOn(t testing.TB, listen func(net.Listener) net.Listener, adjust ...func(*wire.Options)) *world {
	t.Helper()
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: sdl})
	w := &world{hub: live.NewHub(), versions: map[string]int{}, rights: map[string]string{"alice": "a", "bob": "b"}, spread: make(chan time.Duration, 100)}
	opts := wire.Options{
		Schema: schema,
		Begin: func(ctx context.Context, authorization, locale string) (context.Context, error) {
			if locale != "" {
				ctx = lang.WithLocale(ctx, lang.Match(locale))
			}
			if authorization == "" {
				return ctx, nil
			}
			if w.rightsOf(authorization) == "" {
				return nil, fault.Fail(fault.Unauthenticated, "session")
			}
			return w.as(ctx, authorization), nil
		},
		Who: func(ctx context.Context) wire.Who {
			return wire.Who{Account: who(ctx).name, Session: who(ctx).name}
		},
		Keep: func(from context.Context) context.Context {
			a := *who(from)
			return context.WithValue(lang.WithLocale(context.Background(), lang.FromContext(from)), viewerKey{}, &a)
		},
		Recheck:     w.recheck,
		Address:     func(context.Context) string { return "here" },
		Origin:      func(*http.Request) bool { return true },
		InitTimeout: 3 * time.Second, PingEvery: 25 * time.Second, WriteTimeout: 10 * time.Second,
		Spread: func(d time.Duration) {
			select {
			case w.spread <- d:
			default:
			}
		},
	}
	for _, f := range adjust {
		f(&opts)
	}
	w.engine = wire.NewEngine(opts)
	server := handler.New(executable{schema, w})
	requests := wire.HTTP{MaxBody: 1 << 20}
	server.AddTransport(wire.NewWebSocket(w.engine))
	server.AddTransport(wire.NewEventStream(w.engine, requests))
	server.AddTransport(requests)
	server.SetQueryCache(lru.New[*ast.QueryDocument](100))
	server.SetRecoverFunc(func(context.Context, any) error { return fault.Fail(fault.Internal, "") })
	server.SetErrorPresenter(func(ctx context.Context, err error) *gqlerror.Error {
		shown := graphql.DefaultErrorPresenter(ctx, err)
		var f *fault.Failure
		if errors.As(err, &f) {
			shown.Extensions = map[string]any{"code": string(f.Class)}
		}
		return shown
	})
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		if name := r.Header.Get("Authorization"); name != "" {
			ctx = w.as(ctx, name)
		}
		server.ServeHTTP(rw, r.WithContext(ctx))
	}))
	s.Listener = listen(s.Listener)
	s.Start()
	w.url = s.URL
	t.Cleanup(func() {
		w.engine.Close()
		s.Close()
	})
	return w
}

func (w *world) rightsOf(viewer string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.rights[viewer]
}

func (w *world) grant(viewer, rights string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.rights[viewer] = rights
}

// large makes states of some thousand bytes from now on.
func (w *world) large() {
	pad := strings.Repeat("p", 8000)
	w.pad.Store(&pad)
}

func (w *world) padding() string {
	if pad := w.pad.Load(); pad != nil {
		return *pad
	}
	return ""
}

// change makes a newer version of objects, as a commit does, and returns it.
func (w *world) change(ids ...string) int {
	w.mu.Lock()
	version := 0
	for _, id := range ids {
		w.versions[id]++
		version = w.versions[id]
	}
	w.mu.Unlock()
	w.hub.Publish(ids)
	return version
}

func (w *world) version(id string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.versions[id]
}

// value is a state as it is sent.
type value struct {
	ID      string         `json:"id,omitempty"`
	Version int            `json:"version"`
	Locale  string         `json:"locale"`
	Viewer  string         `json:"viewer"`
	Rights  string         `json:"rights,omitempty"`
	Note    string         `json:"note,omitempty"`
	Reset   bool           `json:"reset,omitempty"`
	Set     map[string]int `json:"set,omitempty"`
	Pad     string         `json:"pad,omitempty"`
}

// String leaves the padding out of messages.
func (v value) String() string {
	v.Pad = ""
	return string(mustJSON(v))
}

func (w *world) follow(ctx context.Context, field, viewer string, args map[string]any) (<-chan value, error) {
	locale := string(lang.FromContext(ctx))
	if field == "set" {
		return w.followSet(ctx, args, locale, viewer)
	}
	rights := who(ctx).rights // as resolvers see them: those of the context
	id := field
	if args["id"] != nil {
		id = fmt.Sprint(args["id"])
	}
	if id == "nothing" {
		return nil, fault.Fail(fault.Missing, "")
	}
	told := -1
	read := func(context.Context) (value, error) {
		v := value{ID: id, Version: w.version(id), Locale: locale, Viewer: viewer, Rights: rights, Pad: w.padding()}
		if args["note"] != nil {
			v.Note = fmt.Sprint(args["note"])
		}
		return v, nil
	}
	return live.Follow(ctx, w.hub.Watch(id), live.Source[value]{
		First: func(ctx context.Context) (value, error) {
			w.executed.Add(1)
			v, err := read(ctx)
			told = v.Version
			return v, err
		},
		Change: func(ctx context.Context, topics []string) (value, bool, error) {
			switch {
			case len(topics) == 0: // somebody came
			case field == "panics":
				panic("a source that panics")
			case field == "vanishes":
				return value{}, false, fault.Fail(fault.Missing, "")
			default:
				w.executed.Add(1)
			}
			v, err := read(ctx)
			newer := v.Version > told
			told = max(told, v.Version)
			return v, newer, err
		},
		Final: func(v value) bool { return strings.HasPrefix(id, "final") && v.Version >= 3 },
	})
}

func (w *world) followSet(ctx context.Context, args map[string]any, locale, viewer string) (<-chan value, error) {
	size, _ := args["size"].(json.Number)
	n := 0
	if i, ok := args["size"].(int64); ok {
		n = int(i)
	} else if i, err := size.Int64(); err == nil {
		n = int(i)
	}
	known := map[string]int{}
	for i := range n {
		known[fmt.Sprint("s", i)] = 0
	}
	whole := func() value {
		w.executed.Add(1)
		return value{Reset: true, Set: maps.Clone(known), Locale: locale, Viewer: viewer, Pad: w.padding()}
	}
	return live.Follow(ctx, w.hub.Watch(), live.Source[value]{
		First: func(context.Context) (value, error) {
			for id := range known {
				known[id] = w.version(id)
			}
			return whole(), nil
		},
		Change: func(_ context.Context, topics []string) (value, bool, error) {
			changed := map[string]int{}
			if len(topics) == 0 { // somebody came
				topics = slices.Collect(maps.Keys(known))
			} else {
				w.executed.Add(1)
			}
			for _, id := range topics {
				if version := w.version(id); known[id] < version {
					changed[id] = version
				}
			}
			for id := range changed {
				if _, in := known[id]; !in {
					delete(changed, id)
				}
			}
			maps.Copy(known, changed)
			return value{Set: changed, Locale: locale, Viewer: viewer, Pad: w.padding()}, len(changed) > 0, nil
		},
		Whole: whole,
	})
}

// eventually waits until something holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("waited in vain: %s", what)
}

const followObject = `subscription($id: ID!) { object(id: $id) }`

// recheck reads rights again, as a program does from its database.
func (w *world) recheck(ctx context.Context) (bool, error) {
	a := who(ctx)
	if a.name == "" {
		return false, nil
	}
	now := w.rightsOf(a.name)
	if now == "" {
		return false, fault.Fail(fault.Unauthenticated, "session")
	}
	changed := a.rights != now
	a.rights = now
	return changed, nil
}

func mustJSON(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return raw
}
