package load

import (
	"net/netip"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// loop waits for sockets, polling.
type loop struct {
	epoll  int
	events []unix.EpollEvent
	ready  func(fd int, events uint32)
}

func newLoop(ready func(fd int, events uint32)) (*loop, error) {
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	return &loop{epoll: epoll, events: make([]unix.EpollEvent, 512), ready: ready}, err
}

// turn looks once, waiting at most so long, and hands over what is ready; it
// returns whether anything was.
func (l *loop) turn(wait time.Duration) (some bool, err error) {
	var n int
	if wait == 0 {
		n, err = poll(l.epoll, l.events)
	} else {
		n, err = unix.EpollWait(l.epoll, l.events, int(wait.Milliseconds()))
	}
	if err != nil && err != unix.EINTR {
		return false, err
	}
	for _, e := range l.events[:max(n, 0)] {
		l.ready(int(e.Fd), e.Events)
	}
	return n > 0, nil
}

func (l *loop) watch(fd int, events uint32) error {
	return unix.EpollCtl(l.epoll, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: events, Fd: int32(fd)})
}

func (l *loop) change(fd int, events uint32) error {
	return unix.EpollCtl(l.epoll, unix.EPOLL_CTL_MOD, fd, &unix.EpollEvent{Events: events, Fd: int32(fd)})
}

func (l *loop) forget(fd int) error { return unix.EpollCtl(l.epoll, unix.EPOLL_CTL_DEL, fd, nil) }

func (l *loop) close() error { return unix.Close(l.epoll) }

// dial begins to connect from an address of loopback; receive is the size of the
// receive buffer, 0 for the usual one.
func dial(from netip.Addr, to netip.AddrPort, receive int) (int, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
	if err != nil {
		return -1, err
	}
	fail := func(err error) (int, error) {
		_ = unix.Close(fd)
		return -1, err
	}
	if err := unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1); err != nil {
		return fail(err)
	}
	if receive > 0 {
		if err := unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF, receive); err != nil {
			return fail(err)
		}
	}
	// The port is chosen on connecting: the same one may serve other addresses.
	if err := unix.SetsockoptInt(fd, unix.IPPROTO_IP, unix.IP_BIND_ADDRESS_NO_PORT, 1); err != nil {
		return fail(err)
	}
	if err := unix.Bind(fd, &unix.SockaddrInet4{Addr: from.As4()}); err != nil {
		return fail(err)
	}
	err = unix.Connect(fd, &unix.SockaddrInet4{Addr: to.Addr().As4(), Port: int(to.Port())})
	if err != nil && err != unix.EINPROGRESS {
		return fail(err)
	}
	return fd, nil
}

// The client must not be what limits, so what it does for each state is as little as
// can be. These are the system calls alone: through Go's scheduler they take longer,
// and recv goes past the kernel's layer of files.

func read(fd int, b []byte) (int, error) {
	n, _, errno := unix.RawSyscall6(unix.SYS_RECVFROM, uintptr(fd), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)), unix.MSG_DONTWAIT, 0, 0)
	return result(n, errno)
}

func poll(epoll int, events []unix.EpollEvent) (int, error) {
	n, _, errno := unix.RawSyscall6(unix.SYS_EPOLL_PWAIT, uintptr(epoll), uintptr(unsafe.Pointer(&events[0])), uintptr(len(events)), 0, 0, 0)
	return result(n, errno)
}

func result(n uintptr, errno unix.Errno) (int, error) {
	if errno != 0 {
		return 0, errno
	}
	return int(n), nil
}

// write sends all of b, which is small: a socket that does not take it is broken.
func write(fd int, b []byte) error {
	n, err := unix.Write(fd, b)
	if err == nil && n < len(b) {
		err = unix.EAGAIN
	}
	return err
}
