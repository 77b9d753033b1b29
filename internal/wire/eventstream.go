package wire

import (
	"bytes"
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"erikti/internal/fault"
)

const typeEvents = "text/event-stream"

// EventStream is the transport of graphql-sse with distinct connections: one
// operation a connection, by POST, or by GET for EventSource.
type EventStream struct {
	engine   *Engine
	requests HTTP
}

// NewEventStream makes the transport; its connections are the engine's, its
// requests are read as other ones are.
func NewEventStream(e *Engine, requests HTTP) *EventStream { return &EventStream{e, requests} }

// Supports a request that wants events more than one answer: many clients name every type
// they can read with each request (urql does), JSON among them.
func (*EventStream) Supports(r *http.Request) bool { return wantsEvents(r.Header.Values("Accept")) }

// Do opens a stream and returns at once. What cannot be executed is told as an
// event: a browser does not show the body of a refused EventSource.
func (t *EventStream) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	answer := answer{w: w, exec: exec, r: r, media: typeJSON}
	params, status, failure := t.requests.params(w, r)
	if failure != nil {
		if status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", "GET, POST")
		}
		answer.fail(status, failure)
		return
	}
	if t.engine.draining.Load() {
		answer.fail(http.StatusServiceUnavailable, fault.Fail(fault.TryAgain, ""))
		return
	}
	if r.Method == http.MethodGet && mutates(r.Context(), exec, params) {
		w.Header().Set("Allow", "POST")
		answer.fail(http.StatusMethodNotAllowed, fault.Fail(fault.BadRequest, "mutation_by_get"))
		return
	}
	address := t.engine.addressOf(r.Context())
	if !t.engine.limiter.enterAddress(address) {
		answer.fail(http.StatusTooManyRequests, fault.Fail(fault.Limited, ""))
		return
	}
	nc, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		t.engine.limiter.leaveAddress(address)
		answer.fail(http.StatusInternalServerError, fault.Fail(fault.Internal, "").Because(err))
		return
	}
	c := t.engine.open(t.engine.keep(r.Context()), nc, exec, eventDialect{}, address)
	c.acked = true
	c.send(head(w.Header()))
	go c.await()
	if t.engine.draining.Load() {
		c.close(closeRestart)
		return
	}
	switch c.identify(graphql.GetStartTime(r.Context())) {
	case closeAccountFull:
		c.refuse()
		return
	case closeSessionOver:
		c.close(closeSessionOver)
		return
	}
	ctx, cancel := c.operationContext()
	if op, code := c.reserve("", cancel); code == 0 {
		c.start(ctx, op, params)
	} else {
		cancel()
	}
}

// mutates says whether a request is for a mutation; one that cannot be parsed is
// for none.
func mutates(ctx context.Context, exec graphql.GraphExecutor, params *graphql.RawParams) bool {
	again := *params
	oc, errs := exec.CreateOperationContext(graphql.StartOperationTrace(ctx), &again)
	return errs == nil && oc.Operation.Operation == ast.Mutation
}

// refuse ends the stream of an account that has too many.
func (c *conn) refuse() {
	ctx, cancel := c.operationContext()
	if op, code := c.reserve("", cancel); code == 0 {
		c.fail(ctx, op, fault.Fail(fault.Limited, ""))
	}
	cancel()
}

// head begins the answer. It has no length: it lasts until the connection ends.
func head(of http.Header) []byte {
	var b bytes.Buffer
	b.WriteString("HTTP/1.1 200 OK\r\n")
	of.Set("Content-Type", typeEvents+"; charset=utf-8")
	of.Set("Cache-Control", "no-store, no-transform")
	of.Set("Connection", "close")
	of.Set("X-Accel-Buffering", "no") // nginx would keep events back
	of.Set("X-Content-Type-Options", "nosniff")
	of.Add("Vary", "Accept, Accept-Language, Authorization")
	_ = of.Write(&b) // a buffer takes all; line breaks in values become spaces
	b.WriteString("\r\n")
	return b.Bytes()
}

// await waits until the reader of a stream leaves. It has nothing more to say, and
// what it says is left.
func (c *conn) await() {
	defer c.drop()
	var said [64]byte
	for {
		if _, err := c.nc.Read(said[:]); err != nil {
			return
		}
	}
}
