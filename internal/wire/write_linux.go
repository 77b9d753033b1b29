package wire

import (
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// writesNow: a descriptor can be written to without waiting.
const writesNow = true

// unsentBytes is how much the kernel takes that it cannot send yet. With its usual
// buffer of megabytes a peer that has stopped reading would look well for a long
// time and get stale states afterwards.
const unsentBytes = 512

// tune prepares a descriptor for states: little waits in the kernel, and a peer
// that acknowledges nothing is given up.
func tune(fd int32, giveUp time.Duration) {
	// Without them everything works, only not as well.
	_ = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_NOTSENT_LOWAT, unsentBytes)
	_ = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(giveUp.Milliseconds()))
}

// acknowledges says whether something was sent to a descriptor lately, and something
// sent was acknowledged.
func acknowledges(fd int32, lately time.Duration) bool {
	info, err := unix.GetsockoptTCPInfo(int(fd), unix.IPPROTO_TCP, unix.TCP_INFO)
	within := uint32(lately.Milliseconds())
	return err == nil && info.Last_data_sent < within && info.Last_ack_recv < within
}

// writeNow writes what the socket takes at once. It does not tell the scheduler:
// the call never waits, and telling costs a part of each delivery. It is send, not
// write: the kernel's way through its layer of files costs another part.
func writeNow(fd int32, b []byte) (int, error) {
	for {
		n, _, e := syscall.RawSyscall6(syscall.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)),
			unix.MSG_DONTWAIT|unix.MSG_NOSIGNAL, 0, 0)
		switch e {
		case 0:
			return int(n), nil
		case syscall.EINTR:
		case syscall.EAGAIN:
			return 0, nil
		default:
			return 0, e
		}
	}
}
