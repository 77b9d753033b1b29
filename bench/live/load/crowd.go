package load

import (
	"errors"
	"fmt"
	"net/netip"
	"time"
)

// Config says whom a crowd watches, and how it makes changes.
type Config struct {
	Server   netip.AddrPort
	Protocol Protocol
	Sockets  int
	// Changes are made at Changer, the same server when it is not set.
	Changer netip.AddrPort
	Change  Change
	// Stoppable is how many sockets have a small receive buffer, for StopReading.
	Stoppable int
	// Again opens a socket again that ended before it had a state.
	Again bool
	// Sleep lets the client sleep until something arrives.
	Sleep bool
}

// Crowd is many sockets that watch one event.
type Crowd struct {
	cfg     Config
	loop    *loop
	from    netip.Addr
	sockets []*socket
	byFD    []*socket
	buffer  []byte
	failed  error // the first thing that went wrong

	changes *changes
	rounds  []round
	first   int // the capacity before the first round

	reading    int // sockets that read
	open       int // sockets that have a state
	ended      int // sockets that the server closed
	again      int // sockets that were opened again
	deliveries int64
	stale      int64
	idle       time.Duration // spent looking where nothing was
}

// round is one change on its way.
type round struct {
	made    time.Time
	have    int // sockets that have it, or a newer one
	lastHas time.Time
	// The same of the sockets that cannot be made to stop reading.
	lastOther time.Time
}

// generation counts crowds: each comes from a loopback address of its own, so that
// ports of closed sockets are never waited for.
var generation = 0

// NewCrowd prepares a crowd; Open opens its sockets.
func NewCrowd(cfg Config) (*Crowd, error) {
	if !cfg.Changer.IsValid() {
		cfg.Changer = cfg.Server
	}
	generation++
	c := &Crowd{
		cfg:    cfg,
		from:   netip.AddrFrom4([4]byte{127, 0, byte(1 + generation/250), byte(1 + generation%250)}),
		byFD:   make([]*socket, 1<<16),
		buffer: make([]byte, 1<<16),
		first:  cfg.Change.Last(),
		rounds: make([]round, 1, 1<<14),
	}
	var err error
	if c.loop, err = newLoop(c.ready); err != nil {
		return nil, err
	}
	c.changes = &changes{crowd: c, fd: -1}
	return c, nil
}

// Open opens the sockets, at most so many at a time, until each has a state.
func (c *Crowd) Open(atOnce int, limit time.Duration) error {
	c.reading = c.cfg.Sockets
	begun := 0
	return c.until(limit, func() bool {
		for begun < c.cfg.Sockets && begun-c.open < atOnce && c.failed == nil {
			s := &socket{crowd: c, number: begun}
			c.sockets = append(c.sockets, s)
			c.fail(s.begin())
			begun++
		}
		return c.open == c.cfg.Sockets
	}, func() string { return fmt.Sprintf("%d of %d sockets have the state", c.open, c.cfg.Sockets) })
}

// OpenedAgain is how many sockets had to be opened again.
func (c *Crowd) OpenedAgain() int { return c.again }

// Rest serves the sockets without making changes.
func (c *Crowd) Rest(d time.Duration) error {
	err := c.until(d, func() bool { return false }, nil)
	if errors.Is(err, ErrLate) {
		return nil
	}
	return err
}

// ErrLate tells that something did not happen in time.
var ErrLate = errors.New("not in time")

// until turns until it is done, something failed, or the limit has passed.
func (c *Crowd) until(limit time.Duration, done func() bool, how func() string) error {
	wait := time.Duration(0)
	if c.cfg.Sleep {
		wait = 10 * time.Millisecond
	}
	now := time.Now()
	for end := now.Add(limit); !done(); {
		if c.failed != nil {
			return c.failed
		}
		if now.After(end) {
			if how == nil {
				return ErrLate
			}
			return fmt.Errorf("%w: %s after %s", ErrLate, how(), limit)
		}
		some, err := c.loop.turn(wait)
		if err != nil {
			return err
		}
		then := now
		if now = time.Now(); !some {
			c.idle += now.Sub(then)
		}
	}
	return c.failed
}

func (c *Crowd) fail(err error) {
	if c.failed == nil {
		c.failed = err
	}
}

// Ended waits until the server has closed every socket.
func (c *Crowd) Ended(limit time.Duration) error {
	return c.until(limit, func() bool { return c.ended == len(c.sockets) },
		func() string { return fmt.Sprintf("%d of %d sockets ended", c.ended, len(c.sockets)) })
}

// Leave closes what is open: every second socket says goodbye, the others vanish.
func (c *Crowd) Leave() error {
	for i, s := range c.sockets {
		if i%2 == 0 && s.stage == open && c.cfg.Protocol.Upgrade() != nil {
			_ = write(s.fd, frame(opClose, []byte{0x03, 0xe8})) // 1000
		}
		s.close()
	}
	return errors.Join(c.changes.close(), c.loop.close())
}

// arrived counts a state on a socket.
func (c *Crowd) arrived(s *socket, capacity int, now time.Time) {
	k := capacity - c.first
	if s.stage != open {
		s.stage = open
		s.newest = max(k, 0)
		c.open++
		for i := 1; i <= min(s.newest, len(c.rounds)-1); i++ {
			c.has(s, i, now)
		}
		return
	}
	if k <= s.newest {
		c.stale++
		return
	}
	if k >= len(c.rounds) {
		c.fail(fmt.Errorf("a state came that nobody made: capacity %d", capacity))
		return
	}
	c.deliveries++
	for i := s.newest + 1; i <= k; i++ {
		c.has(s, i, now)
	}
	s.newest = k
}

func (c *Crowd) has(s *socket, i int, now time.Time) {
	r := &c.rounds[i]
	r.have++
	r.lastHas = now
	if s.number >= c.cfg.Stoppable {
		r.lastOther = now
	}
}

// change makes the next change and returns its round.
func (c *Crowd) change() *round {
	c.rounds = append(c.rounds, round{made: time.Now()})
	c.fail(c.changes.make(c.first + len(c.rounds) - 1))
	return &c.rounds[len(c.rounds)-1]
}
