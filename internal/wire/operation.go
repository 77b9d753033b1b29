package wire

import (
	"context"
	"encoding/json"
	"log/slog"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/internal/fault"
)

// maxOperationID is the longest id that a client may choose, in bytes.
const maxOperationID = 128

// operation runs on a socket, under an id that the client chose.
type operation struct{ cancel context.CancelFunc }

// subscribe starts an operation: a subscription, or a query or a mutation.
func (s *socket) subscribe(m message) int {
	if m.ID == "" || len(m.ID) > maxOperationID {
		return closeInvalid
	}
	if s.asks == nil {
		return closeTooEarly
	}
	var p request
	if err := decode(m.Payload, p.fields()); err != nil {
		return closeInvalid
	}
	ctx, cancel := context.WithCancel(s.asks)
	op := &operation{cancel}
	s.mu.Lock()
	_, duplicate := s.operations[m.ID]
	tooMany := s.transport.MaxOperations > 0 && len(s.operations) >= s.transport.MaxOperations
	if !duplicate && !tooMany {
		s.operations[m.ID] = op
	}
	s.mu.Unlock()
	switch {
	case duplicate:
		cancel()
		return closeDuplicate
	case tooMany:
		cancel()
		return closePolicy
	}
	go s.run(ctx, m.ID, op, &p)
	return 0
}

// forget ends an operation that the client needs no more; nothing is said of it
// afterwards.
func (s *socket) forget(id string) {
	s.mu.Lock()
	op := s.operations[id]
	delete(s.operations, id)
	s.mu.Unlock()
	if op != nil {
		op.cancel()
	}
}

// finish says the last word about an operation, unless the client has.
func (s *socket) finish(id string, op *operation, last message) {
	s.mu.Lock()
	mine := s.operations[id] == op
	if mine {
		delete(s.operations, id)
	}
	s.mu.Unlock()
	op.cancel()
	if mine && s.ctx.Err() == nil {
		s.send(last)
	}
}

// run executes an operation and sends what it answers.
func (s *socket) run(ctx context.Context, id string, op *operation, p *request) {
	defer func() {
		if r := recover(); r != nil {
			slog.ErrorContext(ctx, "panic in an operation", "panic", r, "stack", string(debug.Stack()))
			s.finish(id, op, s.failed(ctx, id, gqlerror.List{gqlerror.WrapIfUnwrapped(fault.Fail(fault.Internal, ""))}))
		}
	}()
	ctx = graphql.StartOperationTrace(ctx)
	params, _, failure := p.params()
	if failure != nil {
		s.finish(id, op, s.failed(ctx, id, gqlerror.List{gqlerror.WrapIfUnwrapped(failure)}))
		return
	}
	oc, errs := s.exec.CreateOperationContext(ctx, params)
	if errs != nil {
		s.finish(id, op, s.failed(graphql.WithOperationContext(ctx, oc), id, errs))
		return
	}
	handler, ctx := s.exec.DispatchOperation(ctx, oc)
	for response := handler(ctx); response != nil; response = handler(ctx) {
		if ctx.Err() != nil {
			break
		}
		if response.Data == nil && len(response.Errors) > 0 { // not one field was executed
			s.finish(id, op, errorMessage(id, response.Errors))
			return
		}
		payload, err := json.Marshal(response)
		if err != nil {
			s.finish(id, op, s.failed(ctx, id, gqlerror.List{gqlerror.WrapIfUnwrapped(fault.Fail(fault.Internal, "").Because(err))}))
			return
		}
		s.next(id, op, payload)
	}
	s.finish(id, op, message{Type: "complete", ID: id})
}

// next sends one answer, unless the client needs no more.
func (s *socket) next(id string, op *operation, payload json.RawMessage) {
	s.mu.Lock()
	mine := s.operations[id] == op
	s.mu.Unlock()
	if mine {
		s.send(message{Type: "next", ID: id, Payload: payload})
		s.transport.Observer.Delivered()
	}
}

// failed presents the errors of an operation that did not start.
func (s *socket) failed(ctx context.Context, id string, errs gqlerror.List) message {
	if !graphql.HasOperationContext(ctx) {
		ctx = graphql.WithOperationContext(ctx, &graphql.OperationContext{})
	}
	return errorMessage(id, s.exec.DispatchError(ctx, errs).Errors)
}

func errorMessage(id string, errs gqlerror.List) message {
	payload, err := json.Marshal(errs)
	if err != nil {
		payload = json.RawMessage(`[{"message":"The error could not be written.","extensions":{"code":"INTERNAL"}}]`)
	}
	return message{Type: "error", ID: id, Payload: payload}
}
