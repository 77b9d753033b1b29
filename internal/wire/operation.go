package wire

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/internal/fault"
)

// maxOperationID is the longest id that a client may choose, in bytes.
const maxOperationID = 128

// subscribe starts an operation: a subscription, or a query or a mutation.
func (c *conn) subscribe(m envelope) closeCode {
	if m.ID == "" || len(m.ID) > maxOperationID {
		return closeInvalid
	}
	if !c.acked {
		return closeTooEarly
	}
	var p request
	var query *string // null is none, as in no payload
	var failure *fault.Failure
	fields := p.fields()
	fields["query"] = &query
	if err := decode(m.Payload, fields); err != nil && !errors.As(err, &failure) {
		return closeInvalid
	}
	switch {
	case query != nil:
		p.Query = *query
	case failure == nil && p.DocumentID == "" && p.Extensions["persistedQuery"] == nil:
		return closeInvalid
	}
	ctx, cancel := c.operationContext()
	op, code := c.reserve(m.ID, cancel)
	if code != 0 {
		cancel()
		return code
	}
	var params *graphql.RawParams
	if failure == nil {
		params, _, failure = p.params()
	}
	if failure != nil {
		c.fail(ctx, op, failure)
		return 0
	}
	c.start(ctx, op, params)
	return 0
}

// operationContext is that of an operation which runs for itself: what one does to
// it, as signing in, is not of the others.
func (c *conn) operationContext() (context.Context, context.CancelFunc) {
	ctx := graphql.StartOperationTrace(c.engine.keep(c.ctx))
	if most := c.engine.opts.OperationTimeout; most > 0 {
		return context.WithTimeout(ctx, most)
	}
	return context.WithCancel(ctx)
}

// start parses an operation and lets it run.
func (c *conn) start(ctx context.Context, op *operation, params *graphql.RawParams) {
	defer c.survive(ctx, op)
	oc, errs := c.exec.CreateOperationContext(ctx, params)
	if errs != nil {
		errs = present(graphql.WithOperationContext(ctx, oc), c.exec, errs)
		c.finish(op, c.dialect.failed(nil, op.id, errorsJSON(errs)))
		return
	}
	if oc.Operation.Operation != ast.Subscription {
		go c.run(ctx, op, oc)
		return
	}
	if err := c.engine.follow(op, oc); err != nil {
		c.fail(ctx, op, err)
	}
}

// run executes a query or a mutation.
func (c *conn) run(ctx context.Context, op *operation, oc *graphql.OperationContext) {
	defer c.survive(ctx, op)
	handler, ctx := c.exec.DispatchOperation(ctx, oc)
	answered := false
	for response := handler(ctx); response != nil; response = handler(ctx) {
		if response.Data == nil && len(response.Errors) > 0 { // not one field was executed
			c.finish(op, c.dialect.failed(nil, op.id, errorsJSON(response.Errors)))
			return
		}
		payload, err := json.Marshal(response)
		if err != nil {
			c.fail(ctx, op, fault.Fail(fault.Internal, "").Because(err))
			return
		}
		answered = true
		b, _ := c.dialect.next(nil, op.id, payload)
		c.answer(op, b)
	}
	if !answered && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		c.fail(ctx, op, fault.Fail(fault.TryAgain, "cancelled"))
		return
	}
	c.finish(op, c.dialect.complete(nil, op.id))
}

// fail ends an operation with an error.
func (c *conn) fail(ctx context.Context, op *operation, err error) {
	errs := present(ctx, c.exec, gqlerror.List{gqlerror.WrapIfUnwrapped(err)})
	c.finish(op, c.dialect.failed(nil, op.id, errorsJSON(errs)))
}

// survive ends an operation that panicked, and it alone.
func (c *conn) survive(ctx context.Context, op *operation) {
	if p := recover(); p != nil {
		slog.ErrorContext(ctx, "panic in an operation", "panic", p, "stack", string(debug.Stack()))
		c.fail(ctx, op, fault.Fail(fault.Internal, ""))
	}
}

// present shows errors as the presenter of the schema does.
func present(ctx context.Context, exec graphql.GraphExecutor, errs gqlerror.List) gqlerror.List {
	if !graphql.HasOperationContext(ctx) {
		ctx = graphql.WithOperationContext(ctx, &graphql.OperationContext{})
	}
	return exec.DispatchError(ctx, errs).Errors
}

func errorsJSON(errs gqlerror.List) []byte {
	out, err := json.Marshal(errs)
	if err != nil {
		return []byte(`[{"message":"The error could not be written.","extensions":{"code":"INTERNAL"}}]`)
	}
	return out
}
