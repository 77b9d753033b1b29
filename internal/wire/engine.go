package wire

import (
	"context"
	"crypto/sha256"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
)

// Options of the engine.
type Options struct {
	// Schema is what is executed; its directive @shared says which subscriptions
	// are executed once for all who follow them.
	Schema *ast.Schema
	// Keep makes the context of a connection from that of its request, and that of an
	// operation from that of its connection: what stays of it, without its end, and
	// with what can be changed in it copied. Without it all values stay.
	Keep func(context.Context) context.Context
	// Begin makes the context of a socket from what its init says: who asks, and in
	// which language. An error refuses the init.
	Begin func(ctx context.Context, authorization, locale string) (context.Context, error)
	// Who names the session in a context. Without it all are visitors.
	Who func(context.Context) Who
	// Address names where the request of a context comes from, for MaxPerAddress.
	Address func(context.Context) string
	// Origin says whether a page of an origin may open a socket.
	Origin func(*http.Request) bool
	// Recheck reads the rights of a context's viewer again. It is called before each
	// delivery of a subscription that is not shared. Changed: what was made under
	// the old rights is not sent, the operation is executed again. An error ends it.
	Recheck func(context.Context) (changed bool, err error)
	// Spread is told, for each change, how long it took from its commit until the
	// last connection that takes messages had it.
	Spread func(time.Duration)

	// NoRing: each connection is written to by itself, also where the kernel would
	// write to many in one call (io_uring).
	NoRing bool

	InitTimeout      time.Duration // from opening to init
	PingEvery        time.Duration // a peer that has not answered a ping by the next one is gone
	WriteTimeout     time.Duration // a peer that takes nothing for that is dropped
	OperationTimeout time.Duration // of a query or a mutation; 0 = off

	Limits
}

// Who is behind a connection: a session of an account, or nobody.
type Who struct {
	Account, Session string
	Expires          time.Time // zero: not by itself
}

// Engine holds the connections of those who subscribe, and the groups of those
// who follow the same. Its transports are WebSocket and EventStream.
type Engine struct {
	opts    Options
	version [sha256.Size]byte // of the schema
	shards  []*shard
	next    atomic.Uint32 // shard of the next connection
	limiter *limiter
	ended   endings

	executions atomic.Uint64

	mu     sync.Mutex // guards groups, and size and ended of each
	groups map[groupKey]*group

	draining atomic.Bool
	stop     chan struct{}
	stopped  sync.WaitGroup
}

// NewEngine starts an engine; Close ends it.
func NewEngine(opts Options) *Engine {
	var sdl strings.Builder
	formatter.NewFormatter(&sdl).FormatSchema(opts.Schema)
	e := &Engine{
		opts: opts, version: sha256.Sum256([]byte(sdl.String())), limiter: newLimiter(opts.Limits),
		groups: map[groupKey]*group{}, stop: make(chan struct{}),
	}
	for range runtime.GOMAXPROCS(0) {
		s := newShard()
		s.batch = e.newBatch()
		e.shards = append(e.shards, s)
		e.stopped.Go(func() { s.run(e.stop) })
	}
	e.stopped.Go(e.turn)
	e.stopped.Go(e.tidy)
	return e
}

// keep is the context of a connection: of its request it has values only, not the
// end.
func (e *Engine) keep(ctx context.Context) context.Context {
	if e.opts.Keep == nil {
		return context.WithoutCancel(ctx)
	}
	return e.opts.Keep(ctx)
}

// Restart tells every open connection to come again (1012).
func (e *Engine) Restart() { e.end(closeRestart, func(*conn) bool { return true }) }

// EndSession closes the connections of a session that has ended (4440).
func (e *Engine) EndSession(session string) {
	e.ended.add(session)
	e.end(closeSessionOver, func(c *conn) bool { return c.owner != nil && c.owner.Session == session })
}

// EndAccount closes the connections of all sessions of an account (4440).
func (e *Engine) EndAccount(account string) {
	e.ended.add(account)
	e.end(closeSessionOver, func(c *conn) bool { return c.owner != nil && c.owner.Account == account })
}

// end closes the connections that match.
func (e *Engine) end(code closeCode, matches func(*conn) bool) {
	for _, c := range e.all(matches) {
		c.finishThenClose(code)
	}
}

// all returns the connections that match.
func (e *Engine) all(matches func(*conn) bool) []*conn {
	var all []*conn
	for _, s := range e.shards {
		all = append(all, s.find(matches)...)
	}
	return all
}

// Close drops what is still open and ends the engine's goroutines.
func (e *Engine) Close() {
	e.draining.Store(true)
	for _, c := range e.all(func(*conn) bool { return true }) {
		c.drop()
	}
	close(e.stop)
	e.stopped.Wait()
	for _, s := range e.shards {
		if s.batch != nil {
			s.batch.ring.Close()
		}
	}
}
