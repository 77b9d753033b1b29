// The bare loop: what the sockets allow. One thread, one write of the same bytes
// for each socket, no protocol. A socket that sends R watches; POST /publish
// changes. It skips a socket that does not take the frame at once.
package main

import (
	"bytes"
	"encoding/json"
	"log"
	"net/netip"
	"runtime"
	"slices"
	"unsafe"

	"golang.org/x/sys/unix"

	"erikti/bench/live/state"
)

// The frame carries the same payload and an operation id as long as a UUID.
const operation = "00000000-0000-4000-8000-000000000000"

var done = []byte("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

type server struct {
	epoll    int
	listener int
	watching []int
	frame    []byte
	capacity int
	event    string
}

func main() {
	runtime.LockOSThread()
	s := &server{capacity: state.First, event: state.Event}
	if err := s.listen(netip.MustParseAddrPort(state.Addr())); err != nil {
		log.Fatal(err)
	}
	s.render()
	log.Fatal(s.serve())
}

func (s *server) listen(addr netip.AddrPort) (err error) {
	if s.epoll, err = unix.EpollCreate1(0); err != nil {
		return err
	}
	if s.listener, err = unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0); err != nil {
		return err
	}
	if err := unix.SetsockoptInt(s.listener, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1); err != nil {
		return err
	}
	if err := unix.Bind(s.listener, &unix.SockaddrInet4{Addr: addr.Addr().As4(), Port: int(addr.Port())}); err != nil {
		return err
	}
	if err := unix.Listen(s.listener, 4096); err != nil {
		return err
	}
	return s.add(s.listener)
}

func (s *server) add(fd int) error {
	return unix.EpollCtl(s.epoll, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(fd)})
}

func (s *server) serve() error {
	events := make([]unix.EpollEvent, 256)
	buffer := make([]byte, 64<<10)
	for {
		n, err := unix.EpollWait(s.epoll, events, -1)
		if err != nil && err != unix.EINTR {
			return err
		}
		for _, e := range events[:max(n, 0)] {
			if int(e.Fd) == s.listener {
				s.accept()
			} else {
				s.read(int(e.Fd), buffer)
			}
		}
	}
}

func (s *server) accept() {
	for {
		fd, _, err := unix.Accept4(s.listener, unix.SOCK_NONBLOCK)
		if err != nil {
			return // all taken
		}
		if unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1) != nil || s.add(fd) != nil {
			_ = unix.Close(fd)
		}
	}
}

func (s *server) read(fd int, buffer []byte) {
	n, err := unix.Read(fd, buffer)
	switch {
	case err == unix.EAGAIN || err == unix.EINTR:
	case err != nil || n == 0:
		if i := slices.Index(s.watching, fd); i >= 0 {
			s.watching[i] = s.watching[len(s.watching)-1]
			s.watching = s.watching[:len(s.watching)-1]
		}
		_ = unix.Close(fd)
	case buffer[0] == 'R':
		s.watching = append(s.watching, fd)
		s.write(fd, s.frame)
	default:
		s.requests(fd, buffer[:n])
	}
}

// requests answers what asks whether it is ready, and changes what is published.
func (s *server) requests(fd int, received []byte) {
	for line := range bytes.SplitSeq(received, []byte("\r\n")) {
		switch {
		case bytes.HasPrefix(line, []byte("GET ")):
			s.write(fd, done)
		case bytes.HasPrefix(line, []byte("POST ")):
			s.publish(line)
			s.write(fd, done)
		}
	}
}

func (s *server) publish(line []byte) {
	_, rest, _ := bytes.Cut(line, []byte("capacity="))
	s.capacity = 0
	for _, digit := range rest {
		if digit < '0' || digit > '9' {
			break
		}
		s.capacity = s.capacity*10 + int(digit-'0')
	}
	s.render()
	for _, fd := range s.watching {
		s.write(fd, s.frame)
	}
}

// render makes the frame of the state now.
func (s *server) render() {
	message, _ := json.Marshal(map[string]any{
		"id": operation, "type": "next",
		"payload": map[string]any{"data": map[string]any{"eventCapacity": state.Of(s.event, s.capacity)}},
	})
	s.frame = append([]byte{0x81, 126, byte(len(message) >> 8), byte(len(message))}, message...)
}

// write is the system call alone: through Go's scheduler it takes longer.
func (s *server) write(fd int, b []byte) {
	_, _, _ = unix.RawSyscall(unix.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)))
}
