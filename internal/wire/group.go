package wire

import (
	"context"
	"encoding/json"
	"log/slog"
	"math"
	"runtime/debug"
	"slices"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/live"
)

// group is one execution of a subscription and all who follow it. A private one is
// followed by one operation, is executed as its viewer, and is in no map.
type group struct {
	engine  *Engine
	exec    graphql.GraphExecutor
	key     groupKey
	field   string // of Subscription
	private bool
	parts   []*part // by shard; of a private one only its connection's
	cancel  context.CancelFunc
	state   atomic.Pointer[state]
	feed    atomic.Pointer[live.Feed]
	ending  atomic.Pointer[ending]

	// Guarded by engine.mu.
	size    int
	ended   bool
	joining []joiner
	// States that were published, and what is true as soon as some number of them is.
	published uint64
	renewed   struct{ number, published uint64 }
}

// joiner waits for a state that was read after they came.
type joiner struct {
	op     *operation
	number uint64 // of live.Feed.Renew
}

// ending is how a group ended: with errors, as JSON, or complete.
type ending struct{ errors []byte }

// follow lets an operation follow what it subscribes to.
func (e *Engine) follow(op *operation, oc *graphql.OperationContext) error {
	c := op.conn
	c.yield(op)
	if !shared(oc) {
		// Its own context: the rights that one reads again are not of the others.
		ctx, cancel := context.WithCancel(e.keep(c.ctx))
		g := &group{engine: e, exec: c.exec, field: fieldOf(oc), private: true, cancel: cancel, size: 1}
		g.parts = []*part{{group: g, shard: c.shard}}
		go g.run(ctx, oc)
		g.add(op, g.parts[0])
		return nil
	}
	locale := lang.FromContext(c.ctx)
	key, err := e.key(oc, locale)
	if err != nil {
		return err
	}
	e.mu.Lock()
	g := e.groups[key]
	if g == nil {
		if e.opts.MaxGroups > 0 && len(e.groups) >= e.opts.MaxGroups {
			e.mu.Unlock()
			return fault.Fail(fault.Limited, "groups")
		}
		// As a visitor: no viewer, no header, nothing of the init, and no end when
		// the one leaves who came first.
		ctx, cancel := context.WithCancel(lang.WithLocale(context.Background(), locale))
		g = &group{engine: e, exec: c.exec, key: key, field: fieldOf(oc), cancel: cancel}
		for _, s := range e.shards {
			g.parts = append(g.parts, &part{group: g, shard: s})
		}
		oc.Extensions, oc.Headers = nil, nil
		e.groups[key] = g
		go g.run(ctx, oc)
	}
	g.size++
	if feed := g.feed.Load(); feed != nil {
		if number := feed.Renew(); number > 0 {
			g.joining = append(g.joining, joiner{op, number})
			e.mu.Unlock()
			return nil
		}
	}
	e.mu.Unlock()
	g.add(op, g.partOf(c.shard))
	return nil
}

func (g *group) partOf(s *shard) *part {
	i := slices.IndexFunc(g.parts, func(p *part) bool { return p.shard == s })
	return g.parts[i]
}

// admit lets those in who waited for a state that was read after a number was given.
func (g *group) admit(number uint64) {
	var in []joiner
	g.engine.mu.Lock()
	g.joining = slices.DeleteFunc(g.joining, func(j joiner) bool {
		if j.number > number {
			return false
		}
		in = append(in, j)
		return true
	})
	g.engine.mu.Unlock()
	for _, j := range in {
		g.add(j.op, g.partOf(j.op.conn.shard))
	}
}

// add lets an operation in that has been counted, and gives it what there is.
func (g *group) add(op *operation, p *part) {
	s := op.conn.shard
	s.mu.Lock()
	if op.over {
		s.mu.Unlock()
		g.leave()
		return
	}
	r := p.follow(op)
	st := g.state.Load()
	if end := g.ending.Load(); end != nil {
		g.finish(op, st, end)
	} else if st != nil {
		p.deliver(r, st)
	}
	s.mu.Unlock()
}

// leave counts one less; the last one ends the execution.
func (g *group) leave() {
	e := g.engine
	e.mu.Lock()
	defer e.mu.Unlock()
	if g.size--; g.size > 0 || g.ended {
		return
	}
	g.ended = true
	if e.groups[g.key] == g {
		delete(e.groups, g.key)
	}
	g.cancel()
}

// want asks for a whole state.
func (g *group) want() {
	if feed := g.feed.Load(); feed != nil {
		feed.Want()
	}
}

// run executes the operation for each change, until it ends or nobody follows.
func (g *group) run(ctx context.Context, oc *graphql.OperationContext) {
	defer g.cancel()
	defer func() {
		if p := recover(); p != nil {
			slog.ErrorContext(ctx, "panic in an operation", "panic", p, "stack", string(debug.Stack()))
			g.end(g.failure(ctx, gqlerror.List{gqlerror.WrapIfUnwrapped(fault.Fail(fault.Internal, ""))}))
		}
	}()
	for {
		end, again := g.execute(ctx, oc)
		if ctx.Err() != nil {
			return // nobody is there
		}
		if !again {
			g.end(end)
			return
		}
	}
}

// execute runs the operation once, from its first state; again: what it may tell
// has changed meanwhile.
func (g *group) execute(ctx context.Context, oc *graphql.OperationContext) (end *ending, again bool) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	feed := live.NewFeed(g.same)
	g.feed.Store(feed)
	ctx = live.WithFeed(graphql.StartOperationTrace(ctx), feed)
	handler, ctx := g.exec.DispatchOperation(ctx, oc)
	for {
		response := handler(ctx)
		if response == nil {
			if err := feed.Err(); err != nil {
				return g.failure(ctx, gqlerror.List{gqlerror.WrapIfUnwrapped(err)}), false
			}
			return &ending{}, false
		}
		told := feed.Took()
		g.engine.executions.Add(1)
		if response.Data == nil && len(response.Errors) > 0 { // not one field was executed
			return g.presented(response.Errors), false
		}
		payload, err := json.Marshal(response) // a copy: the next state is written where this one is
		if err != nil {
			return g.failure(ctx, gqlerror.List{gqlerror.WrapIfUnwrapped(fault.Fail(fault.Internal, "").Because(err))}), false
		}
		if g.private && g.engine.opts.Recheck != nil {
			changed, err := g.engine.opts.Recheck(ctx)
			switch {
			case err != nil && ctx.Err() == nil:
				return g.failure(ctx, gqlerror.List{gqlerror.WrapIfUnwrapped(err)}), false
			case changed:
				return nil, true
			}
		}
		g.publish(payload, told)
	}
}

// publish makes a state the newest one.
func (g *group) publish(payload []byte, told live.Told) {
	st := &state{since: told.Since}
	if old := g.state.Load(); old != nil {
		st.seq, st.change, st.whole, st.upto = old.seq, old.change, old.whole, old.upto
	}
	switch told.Kind {
	case live.Change:
		st.seq++
		st.change = payload
	case live.Again:
		st.whole, st.upto = payload, st.seq
	default:
		st.seq++
		st.change, st.whole, st.upto = nil, payload, st.seq
	}
	st.left.Store(int32(len(g.parts)))
	g.state.Store(st)
	for _, p := range g.parts {
		p.again()
	}
	if g.private {
		return
	}
	e := g.engine
	e.mu.Lock()
	if g.published++; g.published >= g.renewed.published {
		told.Renewed = max(told.Renewed, g.renewed.number)
	}
	waiting := len(g.joining) > 0
	e.mu.Unlock()
	if waiting && told.Renewed > 0 {
		g.admit(told.Renewed)
	}
}

// same notes that the state that is published as one of a number, or was, is as new as
// those need who came up to a number.
func (g *group) same(number, published uint64) {
	e := g.engine
	e.mu.Lock()
	g.renewed.number, g.renewed.published = number, published
	is := g.published >= published
	e.mu.Unlock()
	if is {
		g.admit(number)
	}
}

// failure presents why there is nothing more.
func (g *group) failure(ctx context.Context, errs gqlerror.List) *ending {
	return g.presented(present(ctx, g.exec, errs))
}

func (*group) presented(errs gqlerror.List) *ending { return &ending{errorsJSON(errs)} }

// end tells all who follow that there is nothing more, after the last state.
func (g *group) end(how *ending) {
	e := g.engine
	e.mu.Lock()
	g.ended = true
	if e.groups[g.key] == g {
		delete(e.groups, g.key)
	}
	e.mu.Unlock()
	// From here on who is let in is told at once.
	g.ending.Store(how)
	g.admit(math.MaxUint64)
	for _, p := range g.parts {
		for more := true; more; {
			p.shard.mu.Lock()
			st := g.state.Load()
			for range recordsAtOnce {
				if len(p.records) == 0 {
					more = false
					break
				}
				g.finish(p.records[len(p.records)-1].op, st, how)
			}
			p.shard.mu.Unlock()
		}
	}
}

// finish gives an operation the last state and the last word; the lock of its
// shard is held.
func (g *group) finish(op *operation, st *state, how *ending) {
	c := op.conn
	for how.errors == nil && st != nil && op.part.records[op.at].sent < st.seq {
		payload, upto := st.next(op.part.records[op.at].sent)
		if payload == nil {
			break
		}
		b, _ := c.dialect.next(nil, op.id, payload)
		c.say(b)
		c.shard.sent(&op.part.records[op.at], upto)
	}
	c.remove(op)
	if how.errors != nil {
		c.say(c.dialect.failed(nil, op.id, how.errors))
	} else {
		c.say(c.dialect.complete(nil, op.id))
	}
	c.ended()
}
