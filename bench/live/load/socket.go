package load

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

type stage uint8

const (
	connecting stage = iota
	upgrading        // the HTTP answer is to come
	waiting          // the first state is to come
	open
	stopped // reads no more
	ended
)

type socket struct {
	crowd  *Crowd
	number int
	fd     int
	stage  stage
	newest int    // round of the newest state it has
	tail   []byte // the beginning of a frame whose rest is to come
}

// smallBuffer fills after some frames, so that a server soon feels a socket that
// stopped reading.
const smallBuffer = 2304

// What a socket is watched for: that something has arrived, told once, since to be told
// again until it is read would be a second look at every socket.
const (
	arrivals = unix.EPOLLIN | unix.EPOLLRDHUP | unix.EPOLLET
	endings  = unix.EPOLLRDHUP | unix.EPOLLHUP | unix.EPOLLERR
)

// begin opens the socket.
func (s *socket) begin() error {
	c := s.crowd
	receive := 0
	if s.number < c.cfg.Stoppable {
		receive = smallBuffer
	}
	fd, err := dial(c.from, c.cfg.Server, receive)
	if err != nil {
		return err
	}
	s.fd, s.stage, s.tail = fd, connecting, nil
	c.byFD[fd] = s
	return c.loop.watch(fd, unix.EPOLLOUT|arrivals)
}

// ready is called when a descriptor has something.
func (c *Crowd) ready(fd int, events uint32) {
	if fd == c.changes.fd {
		c.fail(c.changes.read())
		return
	}
	switch s := c.byFD[fd]; {
	case s == nil || s.stage == ended: // closed since it was announced
	case s.stage == connecting:
		s.connected()
	case events&(unix.EPOLLIN|endings) != 0:
		for s.read(events&endings != 0) {
		}
	}
}

// connected sends what a socket sends first.
func (s *socket) connected() {
	c := s.crowd
	if code, err := unix.GetsockoptInt(s.fd, unix.SOL_SOCKET, unix.SO_ERROR); err != nil || code != 0 {
		s.end(unix.Errno(code).Error())
		return
	}
	c.fail(c.loop.change(s.fd, arrivals))
	if request := c.cfg.Protocol.Upgrade(); request != nil {
		s.stage = upgrading
		c.fail(write(s.fd, request))
		return
	}
	s.stage = waiting
	c.fail(write(s.fd, c.cfg.Protocol.Hello()))
}

// read takes what has arrived, and says whether there may be more: where it ended,
// that is still to be read.
func (s *socket) read(toEnd bool) (more bool) {
	c := s.crowd
	n, err := read(s.fd, c.buffer)
	if err == unix.EAGAIN || err == unix.EINTR {
		return err == unix.EINTR
	}
	if err != nil || n == 0 {
		s.end("without a word")
		return false
	}
	now := time.Now()
	b := c.buffer[:n]
	if len(s.tail) > 0 {
		b = append(s.tail, b...)
	}
	s.tail = append(s.tail[:0], s.take(b, now)...)
	return (toEnd || n == len(c.buffer)) && (s.stage == upgrading || s.stage == waiting || s.stage == open)
}

// take handles what is whole in b and returns the rest.
func (s *socket) take(b []byte, now time.Time) []byte {
	if s.stage == upgrading {
		head, rest, whole := bytes.Cut(b, []byte("\r\n\r\n"))
		if !whole {
			return b
		}
		if !bytes.HasPrefix(head, []byte("HTTP/1.1 101 ")) {
			s.crowd.fail(fmt.Errorf("the upgrade was answered %.200q", head))
			return nil
		}
		s.stage = waiting
		s.crowd.fail(write(s.fd, s.crowd.cfg.Protocol.Hello()))
		b = rest
	}
	for s.stage == waiting || s.stage == open {
		opcode, payload, rest, whole := split(b)
		if !whole {
			return b
		}
		s.message(opcode, payload, now)
		b = rest
	}
	return nil
}

var marker = []byte(`"capacity":`)

func (s *socket) message(opcode byte, payload []byte, now time.Time) {
	switch opcode {
	case opText:
		s.text(payload, now)
	case opPing:
		s.crowd.fail(write(s.fd, frame(opPong, payload)))
	case opClose:
		s.end(closing(payload))
	}
}

// text handles a message; one of Centrifugo's may hold several states.
func (s *socket) text(payload []byte, now time.Time) {
	rest, some := payload, false
	for {
		i := bytes.Index(rest, marker)
		if i < 0 {
			break
		}
		some = true
		rest = rest[i+len(marker):]
		s.crowd.arrived(s, number(rest), now)
	}
	if some {
		return
	}
	reply, ok := s.crowd.cfg.Protocol.Reply(s.number, payload)
	if !ok {
		s.crowd.fail(fmt.Errorf("the server said %.200q", payload))
		return
	}
	if reply != nil {
		s.crowd.fail(write(s.fd, reply))
	}
}

// number reads the digits at the beginning of b.
func number(b []byte) int {
	n := 0
	for _, digit := range b {
		if digit < '0' || digit > '9' {
			break
		}
		n = n*10 + int(digit-'0')
	}
	return n
}

// closing tells the code and the reason of a close frame.
func closing(payload []byte) string {
	if len(payload) < 2 {
		return "without a code"
	}
	return fmt.Sprintf("%d %s", binary.BigEndian.Uint16(payload), payload[2:])
}

// end notes that the server has closed the socket.
func (s *socket) end(why string) {
	c := s.crowd
	had := s.stage
	s.close()
	switch {
	case had == open:
		c.reading--
		c.ended++
	case c.cfg.Again:
		c.again++
		c.fail(s.begin())
	default:
		c.fail(fmt.Errorf("the server closed socket %d before it had a state: %s", s.number, why))
	}
}

func (s *socket) close() {
	if s.stage != ended {
		s.stage = ended
		_ = unix.Close(s.fd) // leaves the loop too
	}
}
