package bus

import (
	"context"
	"crypto/rand"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// sendEvery is how long what is published waits for more to go with it, unless
	// nothing was sent for as long.
	sendEvery = 10 * time.Millisecond
	// sendWithin bounds one sending.
	sendWithin = 5 * time.Second
	// sendAgain is how long after one that failed the next one is tried.
	sendAgain = 250 * time.Millisecond
)

// carrier is what a driver does for a member.
type carrier interface {
	// send passes messages on to every member.
	send(ctx context.Context, messages []string) error
	// close ends it: nothing is heard after.
	close() error
}

// member is a Bus over a carrier.
type member struct {
	origin   string
	carrier  carrier
	receiver Receiver
	out, in  *pending

	sent, received, missed, failed atomic.Uint64

	ctx  context.Context // of the goroutines
	stop context.CancelFunc
	over sync.WaitGroup

	closed sync.Once
}

// join starts a member; connect makes its carrier, which calls hear and lose and must
// not be kept waiting by them.
func join(r Receiver, connect func(*member) (carrier, error)) (*member, error) {
	m := &member{origin: rand.Text()[:12], receiver: r, out: newPending(), in: newPending()}
	m.ctx, m.stop = context.WithCancel(context.Background())
	var err error
	if m.carrier, err = connect(m); err != nil {
		m.stop()
		return nil, err
	}
	m.over.Go(m.sendAll)
	m.over.Go(m.tellAll)
	return m, nil
}

// Publish tells the others that topics changed.
func (m *member) Publish(topics []string) { m.out.add(topics, time.Now()) }

// Stats says what went over the bus so far.
func (m *member) Stats() Stats {
	return Stats{Sent: m.sent.Load(), Received: m.received.Load(), Missed: m.missed.Load(), Failed: m.failed.Load()}
}

// Close ends the member; closing it again does nothing.
func (m *member) Close() (err error) {
	m.closed.Do(func() {
		m.stop()
		err = m.carrier.close()
		m.over.Wait()
	})
	return err
}

// hear takes a message in.
func (m *member) hear(message string) {
	origin, since, topics := read(message)
	if origin == m.origin {
		return
	}
	m.received.Add(1)
	if slices.Contains(topics, missing) {
		m.lose()
		return
	}
	if m.receiver.Lag != nil && !since.IsZero() {
		m.receiver.Lag(max(0, time.Since(since)))
	}
	m.in.add(topics, since)
}

// lose notes that messages may be missing.
func (m *member) lose() {
	m.missed.Add(1)
	m.in.lose()
}

// tellAll calls the receiver.
func (m *member) tellAll() {
	for {
		select {
		case <-m.in.changed:
		case <-m.ctx.Done():
			return
		}
		topics, since, lost := m.in.take()
		if len(topics) > 0 {
			m.receiver.Changed(topics, since)
		}
		if lost {
			m.receiver.Missed()
		}
	}
}

// sendAll sends what is published, in batches.
func (m *member) sendAll() {
	var last time.Time
	failing := false
	for {
		select {
		case <-m.out.changed:
		case <-m.ctx.Done():
			return
		}
		if !m.pause(sendEvery - time.Since(last)) {
			return
		}
		topics, since, lost := m.out.take()
		err := m.send(topics, since, lost)
		last = time.Now()
		switch {
		case err == nil && failing:
			slog.InfoContext(m.ctx, "the bus to the other servers works again")
		case err != nil && m.ctx.Err() == nil:
			m.failed.Add(1)
			if !failing {
				slog.WarnContext(m.ctx, "the bus to the other servers does not work; they look into the database meanwhile", "error", err)
			}
			m.out.add(topics, since)
			if lost {
				m.out.lose()
			}
			if !m.pause(sendAgain) {
				return
			}
		}
		failing = err != nil
	}
}

func (m *member) send(topics []string, since time.Time, lost bool) error {
	all := messages(m.origin, since, topics)
	if lost {
		all = append(all, messages(m.origin, since, []string{missing})...)
	}
	if len(all) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(m.ctx, sendWithin)
	defer cancel()
	if err := m.carrier.send(ctx, all); err != nil {
		return err
	}
	m.sent.Add(uint64(len(all)))
	return nil
}

// pause waits; false: the member is closed.
func (m *member) pause(d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-m.ctx.Done():
		return false
	}
}
