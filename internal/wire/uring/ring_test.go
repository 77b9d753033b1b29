//go:build linux

package uring_test

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"erikti/internal/wire/uring"
)

// ring makes one, or says that this machine forbids it.
func ring(t *testing.T, size int) *uring.Ring {
	t.Helper()
	r, err := uring.New(size)
	if err != nil {
		t.Skip("this machine has no io_uring: ", err)
	}
	t.Cleanup(r.Close)
	return r
}

// connected is a TCP connection, closed with the test.
func connected(t *testing.T) (near, far net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	if near, err = net.Dial("tcp", l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	if far, err = l.Accept(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = near.Close(), far.Close() })
	return near, far
}

func descriptor(t *testing.T, of net.Conn) (fd int32) {
	t.Helper()
	raw, err := of.(*net.TCPConn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	if err := raw.Control(func(n uintptr) { fd = int32(n) }); err != nil {
		t.Fatal(err)
	}
	return fd
}

// pipe is a TCP connection: the descriptor of one end, and the other.
func pipe(t *testing.T) (int32, net.Conn) {
	t.Helper()
	near, far := connected(t)
	return descriptor(t, near), far
}

// owned is a TCP connection as well, whose descriptor is the caller's to close.
func owned(t *testing.T) (int32, net.Conn) {
	t.Helper()
	near, far := connected(t)
	own, err := unix.FcntlInt(uintptr(descriptor(t, near)), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := near.Close(); err != nil {
		t.Fatal(err)
	}
	return int32(own), far
}

// All that was noted arrives, each at its own socket, round after round: the rings go
// round as well.
func TestAllArrive(t *testing.T) {
	const size = 8
	r := ring(t, size)
	var fds []int32
	var ends []net.Conn
	for range size {
		fd, end := pipe(t)
		fds, ends = append(fds, fd), append(ends, end)
	}
	for round := range 50 {
		some := 1 + round%size
		for i := range some {
			if !r.Room() {
				t.Fatal("no room")
			}
			r.Send(fds[i], []byte{byte(round), byte(i)})
		}
		if r.Room() != (some < size) {
			t.Fatalf("room after %d of %d: %v", some, size, r.Room())
		}
		for i, n := range r.Flush() {
			if n != 2 {
				t.Fatalf("round %d: socket %d took %d", round, i, n)
			}
		}
		for i := range some {
			got := make([]byte, 2)
			if _, err := io.ReadFull(ends[i], got); err != nil || got[0] != byte(round) || got[1] != byte(i) {
				t.Fatalf("round %d, socket %d: %v, %v", round, i, got, err)
			}
		}
	}
}

// A descriptor that the ring knows is sent to as any other, beside those that it does not
// know. Forgotten and closed it is closed for the peer, and its number can be another
// one's, which is sent to in its place.
func TestKnownDescriptors(t *testing.T) {
	r := ring(t, 4)
	heard := func(end net.Conn, want string) {
		t.Helper()
		_ = end.SetReadDeadline(time.Now().Add(10 * time.Second))
		got := make([]byte, len(want))
		if _, err := io.ReadFull(end, got); err != nil || string(got) != want {
			t.Fatalf("heard %q, %v", got, err)
		}
	}
	for round := range 20 {
		near, far := owned(t)
		other, end := pipe(t)
		r.Know(near)
		r.Know(near) // again changes nothing
		r.Send(near, []byte("known"))
		r.Send(other, []byte("other"))
		for i, n := range r.Flush() {
			if n != 5 {
				t.Fatalf("round %d: socket %d took %d", round, i, n)
			}
		}
		heard(far, "known")
		heard(end, "other")
		r.Forget(near)
		r.Forget(near)
		r.Forget(other) // it never was known
		r.Send(near, []byte("still"))
		if got := r.Flush(); got[0] != 5 {
			t.Fatalf("a forgotten one that is open took %d", got[0])
		}
		heard(far, "still")
		if err := unix.Close(int(near)); err != nil {
			t.Fatal(err)
		}
		_ = far.SetReadDeadline(time.Now().Add(10 * time.Second))
		if n, err := far.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Fatalf("the peer of a closed one: %d, %v", n, err)
		}
		r.Send(near, []byte("gone"))
		if got := r.Flush(); syscall.Errno(-got[0]) != unix.EBADF {
			t.Fatalf("a closed one: %d", got[0])
		}
	}
	r.Know(-1)
	r.Forget(-1)
	r.Know(1 << 30)
	r.Forget(1 << 30)
}

// Each send has an outcome of its own: a socket that takes no more, one that takes a
// part, a descriptor that is none, a peer that is gone. None waits, none spoils the
// others'.
func TestOutcomesAreTheirOwn(t *testing.T) {
	r := ring(t, 8)
	full, _ := pipe(t)
	part, _ := pipe(t)
	well, end := pipe(t)
	gone, other := pipe(t)
	_ = other.(*net.TCPConn).SetLinger(0)
	_ = other.Close()
	much := make([]byte, 8<<20)
	for {
		n, err := unix.Write(int(full), much)
		if errors.Is(err, unix.EAGAIN) {
			break
		}
		if err != nil || n == 0 {
			t.Fatal(n, err)
		}
	}
	for { // until the reset has come
		if _, err := unix.Write(int(gone), []byte("?")); errors.Is(err, unix.EPIPE) {
			break
		}
	}
	r.Send(full, []byte("never"))
	r.Send(part, much)
	r.Send(1<<30, []byte("nobody"))
	r.Send(gone, []byte("too late"))
	r.Send(well, []byte("well"))
	got := r.Flush()
	if syscall.Errno(-got[0]) != unix.EAGAIN {
		t.Errorf("a full socket: %d", got[0])
	}
	if got[1] <= 0 || int(got[1]) >= len(much) {
		t.Errorf("a socket that takes a part took %d of %d", got[1], len(much))
	}
	if syscall.Errno(-got[2]) != unix.EBADF {
		t.Errorf("no descriptor: %d", got[2])
	}
	if syscall.Errno(-got[3]) != unix.EPIPE {
		t.Errorf("a peer that is gone: %d", got[3])
	}
	heard := make([]byte, 4)
	if _, err := io.ReadFull(end, heard); err != nil || string(heard) != "well" || got[4] != 4 {
		t.Errorf("beside them: %q, %d, %v", heard, got[4], err)
	}
}

// A ring whose descriptor the system has closed says that nothing was taken, once and
// for all.
func TestAFailedRingTakesNothing(t *testing.T) {
	r := ring(t, 4)
	fd, end := pipe(t)
	r.Break()
	for range 2 {
		r.Send(fd, []byte("lost"))
		if got := r.Flush(); got[0] != 0 || r.Err() == nil {
			t.Fatalf("took %d, %v", got[0], r.Err())
		}
	}
	_ = end.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	if n, err := end.Read(make([]byte, 8)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("read %d, %v", n, err)
	}
}
