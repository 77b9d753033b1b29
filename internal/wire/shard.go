package wire

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// recordsAtOnce is how many records are written to under one holding of the lock:
// joining, leaving and answers wait for that many writes at most.
const recordsAtOnce = 64

// shortID is the longest id, in bytes with its quotes, that a record holds itself.
const shortID = 40

// shard writes to a part of all connections. Its one goroutine passes the states
// of groups on; whoever else writes to a connection holds the same lock.
type shard struct {
	mu    sync.Mutex
	wheel [slots][]*conn
	slot  uint8 // of the next connection
	stats Stats

	batch *batch // nil: each connection is written to by itself

	// One frame that was built last: most connections differ in the id alone.
	built        []byte
	builtEvent   bool
	builtPayload *byte
	builtID, at  int

	due  sync.Mutex // guards todo
	todo []*part
	wake chan struct{}

	rested time.Time // when others may run next; of the shard's goroutine
}

// part is what a shard has of a group.
type part struct {
	group  *group
	shard  *shard
	dirty  atomic.Bool // in todo
	passed *state      // what was passed on last; of the shard's goroutine

	records []record // guarded by shard.mu
}

// record is all that a delivery touches: one line of cache.
type record struct {
	op    *operation
	sent  uint64 // the change up to which the client has everything
	fd    int32
	idLen uint8
	event bool // spoken to as an event stream
	long  bool // slow, without a descriptor, or with an id that does not fit
	id    [shortID]byte
}

func newShard() *shard { return &shard{wake: make(chan struct{}, 1)} }

// enter takes a connection in.
func (s *shard) enter(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.batch != nil {
		s.batch.ring.Know(c.fd)
	}
	c.slot = s.slot
	s.slot = (s.slot + 1) % slots
	c.at = int32(len(s.wheel[c.slot]))
	s.wheel[c.slot] = append(s.wheel[c.slot], c)
	s.stats.Connections++
}

// exit forgets a connection; the lock is held, and the connection is still open.
func (s *shard) exit(c *conn) {
	if s.batch != nil {
		s.batch.ring.Forget(c.fd)
	}
	all := s.wheel[c.slot]
	last := all[len(all)-1]
	all[c.at], last.at = last, c.at
	all[len(all)-1] = nil
	s.wheel[c.slot] = all[:len(all)-1]
	s.stats.Connections--
}

// find returns the connections that match.
func (s *shard) find(matches func(*conn) bool) []*conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []*conn
	for _, slot := range s.wheel {
		for _, c := range slot {
			if matches(c) {
				found = append(found, c)
			}
		}
	}
	return found
}

// frame is a state as an operation's connection is sent it, until the next call;
// the lock is held.
func (s *shard) frame(op *operation, payload []byte) []byte {
	return s.build(op.conn.dialect.single(), op.id, payload)
}

func (s *shard) build(event bool, id, payload []byte) []byte {
	if s.builtEvent != event || s.builtPayload != &payload[0] || s.builtID != len(id) {
		s.built, s.at = dialectOf(event).next(s.built[:0], id, payload)
		s.builtEvent, s.builtPayload, s.builtID = event, &payload[0], len(id)
	} else if !event {
		copy(s.built[s.at:], id)
	}
	return s.built
}

// fits says whether the short way is open to an operation.
func (op *operation) fits() bool { return len(op.id) <= shortID && op.conn.raw != nil }

// follow adds an operation; the lock is held.
func (p *part) follow(op *operation) *record {
	r := record{op: op, fd: op.conn.fd, event: op.conn.dialect.single(), long: !op.fits() || op.conn.backlog != nil}
	if len(op.id) <= shortID {
		r.idLen = uint8(copy(r.id[:], op.id))
	}
	op.part, op.at = p, int32(len(p.records))
	p.records = append(p.records, r)
	p.shard.stats.Members++
	return &p.records[op.at]
}

// leave removes an operation; the lock is held. The last record takes its place:
// one that had yet to get the newest state is passed again.
func (p *part) leave(op *operation) {
	last := len(p.records) - 1
	if int(op.at) != last {
		moved := p.records[last]
		p.records[op.at], moved.op.at = moved, op.at
		if st := p.group.state.Load(); st != nil && moved.sent < st.seq {
			p.again()
		}
	}
	p.records[last] = record{}
	p.records = p.records[:last]
	op.part = nil
	p.shard.stats.Members--
}

// sent notes that a state went out; the lock is held.
func (s *shard) sent(r *record, upto uint64) {
	s.stats.Deliveries++
	if r.sent > 0 {
		s.stats.Conflated += upto - r.sent - 1
	}
	r.sent = upto
}

// again lets the shard pass the newest state on. It never waits.
func (p *part) again() {
	if p.dirty.Swap(true) {
		return
	}
	s := p.shard
	s.due.Lock()
	s.todo = append(s.todo, p)
	s.due.Unlock()
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// run passes states on until the engine stops.
func (s *shard) run(stop <-chan struct{}) {
	for {
		select {
		case <-s.wake:
		case <-stop:
			return
		}
		s.due.Lock()
		todo := s.todo
		s.todo = nil
		s.due.Unlock()
		for _, p := range todo {
			p.pass()
		}
	}
}

// pass brings every record up to the newest state.
func (p *part) pass() {
	p.dirty.Store(false)
	first := p.group.state.Load()
	last := first
	for i := 0; ; i += recordsAtOnce {
		p.shard.mu.Lock()
		if i >= len(p.records) {
			p.shard.mu.Unlock()
			break
		}
		last = p.group.state.Load() // also when it changed during the pass
		some := p.records[i:min(i+recordsAtOnce, len(p.records))]
		if p.shard.batch != nil && len(some) > 1 {
			p.deliverTogether(some, last)
		} else {
			for k := range some {
				p.deliver(&some[k], last)
			}
		}
		p.shard.mu.Unlock()
		p.shard.rest()
	}
	if first == last && p.passed != last {
		p.passed = last
		if last.left.Add(-1) == 0 && !last.since.IsZero() && p.group.engine.opts.Spread != nil {
			p.group.engine.opts.Spread(time.Since(last.since))
		}
	}
}

// rest lets others run, who may be making a newer state: what is sent after it spares
// sending twice. Of a core that all want, at least a third is the shard's.
func (s *shard) rest() {
	now := time.Now()
	if now.Before(s.rested) {
		return
	}
	runtime.Gosched()
	then := time.Now()
	s.rested = then.Add(then.Sub(now) / 2)
}

// deliver sends a record what it needs to have the state; the lock is held.
func (p *part) deliver(r *record, st *state) {
	for r.sent < st.seq {
		if r.long && !r.op.conn.ready() {
			return
		}
		payload, upto := st.next(r.sent)
		if payload == nil {
			p.group.want()
			return
		}
		var b []byte
		var n int
		var err error
		if r.long {
			b = p.shard.frame(r.op, payload)
			n, err = r.op.conn.write(b)
		} else {
			b = p.shard.build(r.event, r.id[:r.idLen], payload)
			n, err = writeNow(r.fd, b)
		}
		if !p.took(r, upto, b, n, err) {
			return
		}
	}
}

// took notes how much of a frame a record's connection took; whole: more may follow.
// The lock is held.
func (p *part) took(r *record, upto uint64, b []byte, n int, err error) (whole bool) {
	switch {
	case err != nil:
		r.op.conn.broken()
	case n == len(b):
		p.shard.sent(r, upto)
		return true
	case n == 0:
		r.op.conn.slow(nil)
	default:
		p.shard.sent(r, upto)
		r.op.conn.slow(b[n:])
	}
	return false
}

// ready says whether something may be written now; the lock is held. To a slow
// connection nothing may: what it needs is looked up when it can take it.
func (c *conn) ready() bool { return c.life == connOpen && c.backlog == nil }
