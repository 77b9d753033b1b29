package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"slices"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/gorilla/websocket"
)

// The life of a connection.
const (
	connOpen    = iota
	connClosing // its last words are said, the peer has yet to read them
	connGone
)

// lastWords is how long a connection stays for the peer to read why it is closed:
// if it went at once, what the peer still sends would make the reason disappear on
// the way.
const lastWords = time.Second

// conn is one connection.
type conn struct {
	engine  *Engine
	shard   *shard
	nc      net.Conn
	ws      *websocket.Conn // reads; nil: an event stream
	raw     syscall.RawConn // nil: no descriptor to write to
	fd      int32
	dialect dialect
	exec    graphql.GraphExecutor
	address string      // that the limiter counts, "" for none
	asked   atomic.Bool // for a sign of life, and has not given one

	// Guarded by shard.mu.
	life    uint8
	slot    uint8  // of the wheel
	spared  uint8  // how often in a row it was not asked
	at      int32  // there
	owner   *owner // nil: a visitor's
	ops     []*operation
	backlog *backlog // nil: it takes what it is sent at once

	// Of the reading goroutine, and of the one that it waits for.
	ctx   context.Context
	acked bool
	late  *time.Timer // of the init
	rate  rate
}

// owner is whose a connection is.
type owner struct {
	Who
	expiry *time.Timer
}

// operation runs on a connection, under an id that the client chose.
type operation struct {
	conn   *conn
	id     []byte             // a JSON string
	cancel context.CancelFunc // of one that runs for itself

	// Guarded by the shard's lock.
	over bool
	part *part // of the group that it follows; nil: none
	at   int32 // there
}

// open takes a connection in. Nothing is read yet.
func (e *Engine) open(ctx context.Context, nc net.Conn, exec graphql.GraphExecutor, speaks dialect, address string) *conn {
	c := &conn{engine: e, nc: nc, fd: -1, dialect: speaks, exec: exec, ctx: ctx, address: address}
	c.shard = e.shards[e.next.Add(1)%uint32(len(e.shards))]
	if sc, ok := nc.(syscall.Conn); ok && writesNow {
		if raw, err := sc.SyscallConn(); err == nil {
			c.raw = raw
			_ = raw.Control(func(fd uintptr) { c.fd = int32(fd) })
			tune(c.fd, 2*max(e.opts.PingEvery, e.opts.WriteTimeout))
		}
	}
	c.shard.enter(c)
	return c
}

// identify notes whose connection it is, as was read after a moment; a code says
// why it cannot stay.
func (c *conn) identify(asked time.Time) closeCode {
	if c.engine.opts.Who == nil {
		return 0
	}
	who := c.engine.opts.Who(c.ctx)
	if who == (Who{}) {
		return 0
	}
	if !c.engine.limiter.enterAccount(who.Account) {
		return closeAccountFull
	}
	c.shard.mu.Lock()
	if c.life == connGone {
		c.shard.mu.Unlock()
		c.engine.limiter.leaveAccount(who.Account)
		return 0
	}
	c.owner = &owner{Who: who}
	if !who.Expires.IsZero() {
		c.owner.expiry = time.AfterFunc(time.Until(who.Expires), func() { c.close(closeSessionOver) })
	}
	c.shard.mu.Unlock()
	// From here on it is found when the session ends.
	if c.engine.ended.since(asked, who.Session, who.Account) {
		return closeSessionOver
	}
	return 0
}

// reserve starts an operation under an id; a code says why not.
func (c *conn) reserve(id string, cancel context.CancelFunc) (*operation, closeCode) {
	quoted, err := json.Marshal(id)
	if err != nil {
		return nil, closeInvalid
	}
	op := &operation{conn: c, id: quoted, cancel: cancel}
	c.shard.mu.Lock()
	defer c.shard.mu.Unlock()
	most := c.engine.opts.MaxOperations
	switch {
	case c.find(quoted) >= 0:
		return nil, closeDuplicate
	case most > 0 && len(c.ops) >= most:
		return nil, closePolicy
	}
	if c.life != connOpen {
		op.over = true
		return op, 0
	}
	c.ops = append(c.ops, op)
	return op, 0
}

// find returns where an operation is, -1 for nowhere; the lock is held.
func (c *conn) find(id []byte) int {
	return slices.IndexFunc(c.ops, func(op *operation) bool { return bytes.Equal(op.id, id) })
}

// yield lets go of the context in which an operation would have run for itself: it
// follows a group, which has its own.
func (c *conn) yield(op *operation) {
	c.shard.mu.Lock()
	cancel := op.cancel
	op.cancel = nil
	c.shard.mu.Unlock()
	if cancel != nil {
		cancel()
	}
}

// forget ends an operation that the client needs no more; nothing is said of it
// afterwards.
func (c *conn) forget(id string) {
	quoted, err := json.Marshal(id)
	if err != nil {
		return
	}
	c.shard.mu.Lock()
	var op *operation
	var left *group
	if i := c.find(quoted); i >= 0 {
		op = c.ops[i]
		left = c.remove(op)
	}
	c.shard.mu.Unlock()
	op.release(left)
}

// finish says the last words about an operation, unless the client has.
func (c *conn) finish(op *operation, last []byte) {
	c.shard.mu.Lock()
	var left *group
	if !op.over {
		left = c.remove(op)
		c.say(last)
		c.ended()
	}
	c.shard.mu.Unlock()
	op.release(left)
}

// remove takes an operation out of its connection and of its group, which it
// returns for release; the lock is held.
func (c *conn) remove(op *operation) *group {
	op.over = true
	if i := slices.Index(c.ops, op); i >= 0 {
		c.ops = slices.Delete(c.ops, i, i+1)
	}
	if len(c.ops) == 0 {
		c.ops = nil
	}
	if op.part == nil {
		return nil
	}
	g := op.part.group
	op.part.leave(op)
	return g
}

// ended closes a connection that carried one operation; the lock is held.
func (c *conn) ended() {
	if c.dialect.single() && c.life == connOpen {
		c.life = connClosing
		c.linger()
	}
}

// release lets go of what an operation used, without a lock.
func (op *operation) release(left *group) {
	if op == nil {
		return
	}
	if op.cancel != nil {
		op.cancel()
	}
	if left != nil {
		left.leave()
	}
}

// close says why, and gives the peer a moment to read it.
func (c *conn) close(code closeCode) {
	c.shard.mu.Lock()
	if c.life != connOpen {
		c.shard.mu.Unlock()
		return
	}
	c.life = connClosing
	release := c.clear()
	if last := c.dialect.farewell(code); last != nil {
		c.say(last)
	}
	c.linger()
	c.shard.mu.Unlock()
	release()
}

// linger lets a closing connection end when its last words are out; the lock is
// held.
func (c *conn) linger() {
	_ = c.nc.SetReadDeadline(time.Now().Add(lastWords))
	if half, ok := c.nc.(interface{ CloseWrite() error }); ok && c.backlog == nil && c.dialect.single() {
		_ = half.CloseWrite()
	}
}

// graceForAnswers is how long a query or a mutation that runs may keep a
// connection that is to be closed: one that ends its own session wants its answer.
const graceForAnswers = 300 * time.Millisecond

// finishThenClose closes a connection; answers that are being made go out before.
func (c *conn) finishThenClose(code closeCode) {
	c.shard.mu.Lock()
	running := code == closeSessionOver && slices.ContainsFunc(c.ops, func(op *operation) bool { return op.part == nil })
	c.shard.mu.Unlock()
	if running {
		time.AfterFunc(graceForAnswers, func() { c.close(code) })
		return
	}
	c.close(code)
}

// drop ends a connection at once.
func (c *conn) drop() {
	c.shard.mu.Lock()
	if c.life == connGone {
		c.shard.mu.Unlock()
		return
	}
	c.life = connGone
	release := c.clear()
	c.settle()
	c.shard.exit(c)
	owner := c.owner
	c.shard.mu.Unlock()
	// Nobody writes to the descriptor any more: its number may be given away.
	_ = c.nc.Close()
	release()
	if c.address != "" {
		c.engine.limiter.leaveAddress(c.address)
	}
	if owner != nil {
		c.engine.limiter.leaveAccount(owner.Account)
		if owner.expiry != nil {
			owner.expiry.Stop()
		}
	}
}

// clear takes all operations out and returns what lets go of them without the
// lock, which is held now.
func (c *conn) clear() (release func()) {
	ops := slices.Clone(c.ops)
	left := make([]*group, len(ops))
	for i, op := range ops {
		left[i] = c.remove(op)
	}
	return func() {
		for i, op := range ops {
			op.release(left[i])
		}
	}
}

// alive notes a sign of life.
func (c *conn) alive() {
	if c.asked.Load() {
		c.asked.Store(false)
	}
}

// listens says whether the connection still listens.
func (c *conn) listens() bool {
	c.shard.mu.Lock()
	defer c.shard.mu.Unlock()
	return c.life == connOpen
}
