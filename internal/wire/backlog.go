package wire

import (
	"bytes"
	"errors"
	"net"
	"os"
	"time"
)

// mostWaiting is how many bytes of answers wait for a slow peer before who makes
// them waits too. States do not wait here: they are looked up when the peer can
// take one.
const mostWaiting = 64 << 10

// backlog is what waits for a slow connection, guarded by the shard's lock.
type backlog struct {
	rest  []byte   // of a frame that went out in part
	queue [][]byte // whole frames, in order: answers, the last words
	size  int      // bytes in the queue
	room  chan struct{}
}

// write writes what the connection takes at once, none when it has no descriptor;
// the lock is held.
func (c *conn) write(b []byte) (int, error) {
	if c.raw == nil {
		return 0, nil
	}
	return writeNow(c.fd, b)
}

// say sends a frame, behind what waits; the lock is held.
func (c *conn) say(b []byte) {
	switch {
	case c.life == connGone:
		return
	case c.backlog != nil:
		c.backlog.queue = append(c.backlog.queue, b)
		c.backlog.size += len(b)
		return
	}
	n, err := c.write(b)
	if err != nil {
		c.broken()
	} else if n < len(b) {
		c.slow(b[n:])
	}
}

// send is say for who can wait for a slow peer.
func (c *conn) send(b []byte) { c.answer(nil, b) }

// answer is send for an operation, or (nil) none. One that the client has ended has no
// answer any more: its id may be another's by now.
func (c *conn) answer(op *operation, b []byte) {
	c.shard.mu.Lock()
	defer c.shard.mu.Unlock()
	for c.backlog != nil && c.backlog.size > mostWaiting && c.life == connOpen {
		if c.backlog.room == nil {
			c.backlog.room = make(chan struct{})
		}
		room := c.backlog.room
		c.shard.mu.Unlock()
		<-room
		c.shard.mu.Lock()
	}
	if op == nil || !op.over {
		c.say(b)
	}
}

// broken ends a connection that cannot be written to; the lock is held.
func (c *conn) broken() {
	c.shard.stats.WriteErrors++
	c.life = connClosing // no more attempts
	c.mark(true)
	go c.drop()
}

// slow keeps the rest of a frame and lets a goroutine wait for the peer; the lock
// is held.
func (c *conn) slow(rest []byte) {
	c.backlog = &backlog{rest: bytes.Clone(rest)}
	c.shard.stats.Slow++
	c.shard.stats.WentSlow++
	c.mark(true)
	if c.raw != nil {
		go c.drainNow()
	} else {
		go c.drainThrough()
	}
}

// settle ends the slow time; the lock is held.
func (c *conn) settle() {
	if c.backlog == nil {
		return
	}
	if c.backlog.room != nil {
		close(c.backlog.room)
	}
	c.backlog = nil
	c.shard.stats.Slow--
	if c.life == connClosing {
		c.linger()
	}
	c.mark(false)
}

// mark turns the short way off or on for all that the connection follows; the lock
// is held.
func (c *conn) mark(long bool) {
	for _, op := range c.ops {
		if op.part != nil {
			op.part.records[op.at].long = long || !op.fits()
		}
	}
}

// take returns the next frame that waits; follows is the record of one whose state
// it is, which is given up to seq when the frame goes out. The lock is held.
func (c *conn) take() (b []byte, follows *record, seq uint64) {
	w := c.backlog
	if w.rest != nil {
		b, w.rest = w.rest, nil
		return b, nil, 0
	}
	if len(w.queue) > 0 {
		b, w.queue = w.queue[0], w.queue[1:]
		w.size -= len(b)
		if w.room != nil && w.size <= mostWaiting {
			close(w.room)
			w.room = nil
		}
		return b, nil, 0
	}
	for _, op := range c.ops {
		if op.part == nil {
			continue
		}
		r, st := &op.part.records[op.at], op.part.group.state.Load()
		if st == nil || r.sent >= st.seq {
			continue
		}
		payload, upto := st.next(r.sent)
		if payload == nil || op.part.group.private {
			// It is made, or made again under the rights of then, and comes as any
			// other: the connection takes it at once.
			op.part.group.want()
			continue
		}
		return c.shard.frame(op, payload), r, upto
	}
	return nil, nil, 0
}

// flush writes what waits until the socket takes no more, or nothing waits: done.
func (c *conn) flush() (moved, done bool, err error) {
	c.shard.mu.Lock()
	defer c.shard.mu.Unlock()
	for c.backlog != nil {
		b, follows, upto := c.take()
		if b == nil {
			c.settle()
			break
		}
		n, err := c.write(b)
		if err != nil {
			return moved, true, err
		}
		moved = moved || n > 0
		if follows != nil && n > 0 {
			c.shard.sent(follows, upto)
		}
		if n < len(b) {
			if follows == nil || n > 0 { // else a newer one will be looked up
				c.backlog.rest = bytes.Clone(b[n:])
			}
			return moved, false, nil
		}
	}
	return moved, true, nil
}

// drainNow serves a slow connection until it has everything; the goroutine exists
// only that long. What is written is looked up when the socket can take it.
func (c *conn) drainNow() {
	patience := func() { _ = c.nc.SetWriteDeadline(time.Now().Add(c.engine.opts.WriteTimeout)) }
	patience()
	var failed error
	err := c.raw.Write(func(uintptr) bool {
		moved, done, err := c.flush()
		if moved {
			patience()
		}
		failed = err
		return done
	})
	c.drained(errors.Join(err, failed))
}

// drainThrough is drainNow for connections without a descriptor.
func (c *conn) drainThrough() {
	for {
		c.shard.mu.Lock()
		if c.backlog == nil {
			c.shard.mu.Unlock()
			return
		}
		b, follows, upto := c.take()
		if b == nil {
			c.settle()
			c.shard.mu.Unlock()
			return
		}
		if follows != nil {
			b = bytes.Clone(b)
			c.shard.sent(follows, upto)
		}
		c.shard.mu.Unlock()
		for len(b) > 0 {
			_ = c.nc.SetWriteDeadline(time.Now().Add(c.engine.opts.WriteTimeout))
			n, err := c.nc.Write(b)
			b = b[n:]
			if err != nil && !(errors.Is(err, os.ErrDeadlineExceeded) && n > 0 && len(b) > 0) {
				c.drained(err)
				return
			}
		}
	}
}

// drained ends a connection that took nothing for too long, or broke.
func (c *conn) drained(err error) {
	if err == nil {
		return
	}
	c.shard.mu.Lock()
	if c.life != connGone {
		if errors.Is(err, os.ErrDeadlineExceeded) {
			c.shard.stats.DroppedSlow++
		} else {
			c.shard.stats.WriteErrors++
		}
	}
	c.shard.mu.Unlock()
	if tcp, ok := c.nc.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // what the kernel holds for it is of no use either
	}
	c.drop()
}
