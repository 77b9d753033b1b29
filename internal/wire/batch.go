package wire

import (
	"log/slog"
	"slices"
	"syscall"

	"erikti/internal/wire/uring"
)

const (
	// batchBytes is how much a batch copies at most. It never grows: the kernel reads
	// from where the frames are.
	batchBytes = 64 << 10
	// mostOfBatch is the longest frame that goes with others: of a longer one the
	// copying costs as much as the call that it spares.
	mostOfBatch = batchBytes / 8
)

// batch gathers frames, each for another connection, that go out in one call of the
// kernel. It is filled and sent under one holding of the shard's lock.
type batch struct {
	ring   *uring.Ring
	frames []byte
	parcel []parcel
	fds    []int32 // of the parcels
}

// parcel is a frame of a batch, with what its record has when it went out.
type parcel struct {
	record *record
	upto   uint64
	frame  []byte
}

// newBatch returns nil when there is to be none, or the kernel has no io_uring or
// forbids it.
func (e *Engine) newBatch() *batch {
	if e.opts.NoRing {
		return nil
	}
	ring, err := uring.New(recordsAtOnce)
	if err != nil {
		slog.Debug("connections are written to one by one", "why", err)
		return nil
	}
	return &batch{ring: ring, frames: make([]byte, 0, batchBytes)}
}

// add takes a frame for a record; false: send what is there before, and this by itself.
// Of two frames for one connection the second may go only when the first went whole.
func (b *batch) add(r *record, upto uint64, frame []byte) bool {
	if len(frame) > mostOfBatch || len(b.frames)+len(frame) > cap(b.frames) || !b.ring.Room() || slices.Contains(b.fds, r.fd) {
		return false
	}
	at := len(b.frames)
	b.frames = append(b.frames, frame...)
	own := b.frames[at:len(b.frames):len(b.frames)]
	b.parcel = append(b.parcel, parcel{r, upto, own})
	b.fds = append(b.fds, r.fd)
	b.ring.Send(r.fd, own)
	return true
}

// deliverTogether sends records what they need to have the state; the lock is held.
func (p *part) deliverTogether(records []record, st *state) {
	s := p.shard
	for k := range records {
		r := &records[k]
		if r.sent >= st.seq {
			continue
		}
		if payload, upto := st.next(r.sent); !r.long && payload != nil &&
			s.batch.add(r, upto, s.build(r.event, r.id[:r.idLen], payload)) {
			continue
		}
		p.flush(st)
		p.deliver(r, st)
	}
	p.flush(st)
}

// flush sends the batch; the lock is held.
func (p *part) flush(st *state) {
	s := p.shard
	b := s.batch
	if b == nil || len(b.parcel) == 0 {
		return
	}
	outcomes := b.ring.Flush()
	for i, parcel := range b.parcel {
		n, err := int(outcomes[i]), error(nil)
		if n < 0 {
			n, err = 0, syscall.Errno(-n)
		}
		if err == syscall.EAGAIN || err == syscall.EINTR {
			err = nil // nothing was taken
		}
		s.stats.Together++
		if p.took(parcel.record, parcel.upto, parcel.frame, n, err) && parcel.record.sent < st.seq {
			p.deliver(parcel.record, st)
		}
	}
	clear(b.parcel)
	b.frames, b.parcel, b.fds = b.frames[:0], b.parcel[:0], b.fds[:0]
	if err := b.ring.Err(); err != nil {
		slog.Error("each connection is written to by itself from now on", "error", err)
		b.ring.Close()
		s.batch = nil
	}
}
