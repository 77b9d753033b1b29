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
	"github.com/gorilla/websocket"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/live"
	"erikti/internal/wire"
)

const sdl = `
directive @shared on FIELD_DEFINITION
scalar JSON
input Filter { names: [String!] }
type Query { echo(text: String!): JSON! waits: JSON! panics: JSON! }
type Mutation { touch(id: ID!): JSON! }
type Subscription {
  "one object: its version, and who asks in which language"
  object(id: ID!, note: String = "none"): JSON! @shared
  "a set of so many objects: the whole, then what changed"
  set(size: Int!, filter: Filter): JSON! @shared
  "as object, for its viewer alone"
  mine(id: ID!): JSON!
  "panics at the first change"
  panics: JSON! @shared
  "ends with NOT_FOUND at the first change"
  vanishes: JSON! @shared
}`

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

// executable is the schema without generated code.
type executable struct {
	schema *ast.Schema
	w      *world
}

func (e executable) Schema() *ast.Schema { return e.schema }

func (executable) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (e executable) Exec(ctx context.Context) graphql.ResponseHandler {
	oc := graphql.GetOperationContext(ctx)
	f := graphql.CollectFields(oc, oc.Operation.SelectionSet, nil)[0]
	args := f.ArgumentMap(oc.Variables)
	answer := func(v any) *graphql.Response {
		raw, err := json.Marshal(map[string]any{f.Alias: v})
		if err != nil {
			panic(err)
		}
		return &graphql.Response{Data: raw}
	}
	viewer := who(ctx).name
	switch f.Name {
	case "echo":
		e.w.echoed.Add(1)
		return graphql.OneShot(answer(args["text"]))
	case "waits":
		<-ctx.Done()
		graphql.AddError(ctx, ctx.Err())
		return nil
	case "panics":
		if oc.Operation.Operation == ast.Query {
			panic("a query that panics")
		}
	case "touch":
		return graphql.OneShot(answer(e.w.change(fmt.Sprint(args["id"]))))
	}
	states, err := e.w.follow(ctx, f.Name, viewer, args)
	if err != nil {
		graphql.AddError(ctx, err)
		return nil
	}
	return func(ctx context.Context) *graphql.Response {
		select {
		case v, more := <-states:
			if !more {
				return nil
			}
			return answer(v)
		case <-ctx.Done():
			return nil
		}
	}
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

// message is one of the protocol.
type message struct {
	Type    string          `json:"type"`
	ID      string          `json:"id,omitempty"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// peer is a client that says what it is told to.
type peer struct {
	*websocket.Conn
	t testing.TB
}

// patience is how long a test waits for what must come.
const patience = time.Minute

// dial opens a socket; nothing is said yet.
func (w *world) dial(t testing.TB) *peer {
	t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, ReadBufferSize: 512, WriteBufferSize: 512}
	c, response, err := dialer.Dial("ws"+strings.TrimPrefix(w.url, "http"), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	t.Cleanup(func() { _ = c.Close() })
	_ = c.SetReadDeadline(time.Now().Add(patience))
	return &peer{c, t}
}

// begin opens a socket and says who is there.
func (w *world) begin(t testing.TB, init string) *peer {
	t.Helper()
	p := w.dial(t)
	if init == "" {
		init = "{}"
	}
	p.say(`{"type":"connection_init","payload":` + init + `}`)
	if m := p.hear(); m.Type != "connection_ack" {
		t.Fatalf("instead of the acknowledgement: %+v", m)
	}
	return p
}

func (p *peer) say(raw string) {
	p.t.Helper()
	if err := p.WriteMessage(websocket.TextMessage, []byte(raw)); err != nil {
		p.t.Error(err)
	}
}

func (p *peer) subscribe(id, query string, variables ...any) {
	p.t.Helper()
	given := map[string]any{}
	for i := 0; i+1 < len(variables); i += 2 {
		given[fmt.Sprint(variables[i])] = variables[i+1]
	}
	raw, err := json.Marshal(map[string]any{"type": "subscribe", "id": id, "payload": map[string]any{"query": query, "variables": given}})
	if err != nil {
		p.t.Fatal(err)
	}
	p.say(string(raw))
}

// hear returns the next message.
func (p *peer) hear() message {
	p.t.Helper()
	_ = p.SetReadDeadline(time.Now().Add(patience))
	_, raw, err := p.ReadMessage()
	if err != nil {
		p.t.Fatalf("waiting for a message: %v", err)
	}
	return read(p.t, raw)
}

func read(t testing.TB, raw []byte) message {
	t.Helper()
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatalf("%q: %v", raw, err)
	}
	return m
}

// state returns the next message, which carries a state.
func (p *peer) state() value {
	p.t.Helper()
	m := p.hear()
	if m.Type != "next" {
		p.t.Fatalf("instead of a state: %s %s", m.Type, m.Payload)
	}
	return stateOf(p.t, m.Payload)
}

func stateOf(t testing.TB, payload []byte) value {
	t.Helper()
	var result struct{ Data map[string]value }
	if err := json.Unmarshal(payload, &result); err != nil {
		t.Fatalf("%s: %v", payload, err)
	}
	for _, v := range result.Data {
		return v
	}
	t.Fatalf("no state: %s", payload)
	return value{}
}

// settle waits until the server has read all that was said.
func (p *peer) settle() []message {
	p.t.Helper()
	p.say(`{"type":"ping","payload":{"settle":true}}`)
	var before []message
	for {
		m := p.hear()
		if m.Type == "pong" {
			return before
		}
		before = append(before, m)
	}
}

// code waits for the close and returns its code.
func (p *peer) code() int {
	p.t.Helper()
	_ = p.SetReadDeadline(time.Now().Add(patience))
	for {
		if _, _, err := p.ReadMessage(); err != nil {
			var closed *websocket.CloseError
			if !errors.As(err, &closed) {
				p.t.Errorf("closed without a code: %v", err)
				return 0
			}
			return closed.Code
		}
	}
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
