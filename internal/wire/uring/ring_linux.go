package uring

import (
	"fmt"
	"os"
	"sync/atomic"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Ring notes sends and lets the kernel do all of them at once.
type Ring struct {
	fd      int
	failed  error
	shared  []byte // the kernel's two rings, mapped
	entries []byte // what is asked for, mapped

	asked    []submission
	order    []uint32 // of the submissions; the n-th is at n
	taken    *uint32  // how many submissions the kernel took, ever
	tail     *uint32  // how many there are
	answered []completion
	read     *uint32 // how many completions were read, ever
	told     *uint32 // how many there are

	known []bool // by descriptor: the kernel has it in its table
	one   int32  // that goes into the table; here, where it stays for the kernel to read

	noted    int
	held     [][]byte // what is sent from, for the collector not to take it, nor a stack to move it
	outcomes []int32
}

// submission and completion are the kernel's struct io_uring_sqe and io_uring_cqe.
type submission struct {
	opcode  uint8
	marks   uint8
	_       uint16
	fd      int32
	_       uint64
	address uint64
	length  uint32
	flags   uint32 // of the send
	user    uint64
	_       [3]uint64
}

// sparseTable is the kernel's struct io_uring_rsrc_register.
type sparseTable struct {
	length, flags uint32
	_             [3]uint64
}

// tableUpdate is the kernel's struct io_uring_rsrc_update.
type tableUpdate struct {
	offset, _ uint32
	fds       uint64 // the address of the new one
}

type completion struct {
	user   uint64
	result int32
	_      uint32
}

// setup is the kernel's struct io_uring_params: what is asked for, and where it put
// things.
type setup struct {
	submissions, completions, flags, _, _, features, _ uint32
	_                                                  [3]uint32
	sq                                                 struct{ head, tail, _, _, _, _, array, _, _, _ uint32 }
	cq                                                 struct{ head, tail, _, _, _, completions, _, _, _, _ uint32 }
}

// The kernel's numbers (include/uapi/linux/io_uring.h).
const (
	opSend         = 26
	featureOneMap  = 1 << 0 // both rings are one mapping
	featureNoDrop  = 1 << 1 // no completion gets lost
	mapSubmissions = 0x10000000
	waitForAll     = 1 << 0 // IORING_ENTER_GETEVENTS
	fromTable      = 1 << 0 // IOSQE_FIXED_FILE
	updateTable    = 6      // IORING_REGISTER_FILES_UPDATE
	registerTable  = 13     // IORING_REGISTER_FILES2
	tableSparse    = 1 << 0 // IORING_RSRC_REGISTER_SPARSE
)

// tableLength is how many descriptors can be known; those above are sent to as any.
const tableLength = 1 << 16

// New makes a ring for a number of sends at once, a power of two. It fails where the
// kernel has no io_uring or forbids it.
func New(size int) (*Ring, error) {
	var at setup
	fd, _, e := syscall.Syscall(unix.SYS_IO_URING_SETUP, uintptr(size), uintptr(unsafe.Pointer(&at)), 0)
	if e != 0 {
		return nil, fmt.Errorf("io_uring: %w", os.NewSyscallError("io_uring_setup", e))
	}
	unix.CloseOnExec(int(fd))
	r := &Ring{fd: int(fd), held: make([][]byte, size), outcomes: make([]int32, size)}
	if err := r.open(size, at); err != nil {
		r.Close()
		return nil, fmt.Errorf("io_uring: %w", err)
	}
	return r, nil
}

// open maps the kernel's rings, tries a send, and asks for a table.
func (r *Ring) open(size int, at setup) error {
	if at.features&featureOneMap == 0 || at.features&featureNoDrop == 0 || int(at.submissions) != size {
		return fmt.Errorf("too old a kernel: %w", unix.ENOSYS)
	}
	length := max(int(at.sq.array)+4*size, int(at.cq.completions)+int(at.completions)*int(unsafe.Sizeof(completion{})))
	var err error
	if r.shared, err = unix.Mmap(r.fd, 0, length, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED|unix.MAP_POPULATE); err != nil {
		return os.NewSyscallError("mmap", err)
	}
	length = size * int(unsafe.Sizeof(submission{}))
	if r.entries, err = unix.Mmap(r.fd, mapSubmissions, length, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED|unix.MAP_POPULATE); err != nil {
		return os.NewSyscallError("mmap", err)
	}
	number := func(offset uint32) *uint32 { return (*uint32)(unsafe.Pointer(&r.shared[offset])) }
	r.taken, r.tail = number(at.sq.head), number(at.sq.tail)
	r.read, r.told = number(at.cq.head), number(at.cq.tail)
	r.asked = unsafe.Slice((*submission)(unsafe.Pointer(&r.entries[0])), size)
	r.order = unsafe.Slice(number(at.sq.array), size)
	r.answered = unsafe.Slice((*completion)(unsafe.Pointer(&r.shared[at.cq.completions])), at.completions)
	for i := range r.order {
		r.order[i] = uint32(i)
	}
	if err := r.try(); err != nil {
		return err
	}
	r.lay()
	return nil
}

// try sends between two sockets of our own: a kernel may have io_uring and not this.
func (r *Ring) try() error {
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return os.NewSyscallError("socketpair", err)
	}
	defer func() { _, _ = unix.Close(pair[0]), unix.Close(pair[1]) }()
	r.Send(int32(pair[0]), []byte("?"))
	if got := r.Flush()[0]; got != 1 {
		return fmt.Errorf("a send gave %d: %w", got, unix.ENOTSUP)
	}
	return nil
}

// lay has the kernel make a table of descriptors; one before 5.19 makes none, and all is
// done without.
func (r *Ring) lay() {
	table := sparseTable{length: tableLength, flags: tableSparse}
	var most unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &most) == nil && most.Cur < tableLength {
		table.length = uint32(most.Cur)
	}
	_, _, e := syscall.Syscall6(unix.SYS_IO_URING_REGISTER, uintptr(r.fd), registerTable, uintptr(unsafe.Pointer(&table)), unsafe.Sizeof(table), 0, 0)
	if e == 0 {
		r.known = make([]bool, table.length)
	}
}

// Know has the kernel keep the file of a descriptor that will be sent to often, so that
// it need not be looked up and counted for each send. It stays open until Forget, which
// must come before the descriptor is closed.
func (r *Ring) Know(fd int32) {
	if uint(fd) < uint(len(r.known)) && !r.known[fd] {
		r.known[fd] = r.put(fd, fd)
	}
}

// Forget lets go of what Know keeps; of another descriptor it does nothing.
func (r *Ring) Forget(fd int32) {
	if r.knows(fd) {
		r.known[fd] = false
		r.put(fd, -1)
	}
}

func (r *Ring) knows(fd int32) bool { return uint(fd) < uint(len(r.known)) && r.known[fd] }

// put writes into the table: a descriptor stands at its own number.
func (r *Ring) put(at, fd int32) bool {
	r.one = fd
	update := tableUpdate{offset: uint32(at), fds: uint64(uintptr(unsafe.Pointer(&r.one)))}
	_, _, e := syscall.Syscall6(unix.SYS_IO_URING_REGISTER, uintptr(r.fd), updateTable, uintptr(unsafe.Pointer(&update)), 1, 0, 0)
	return e == 0
}

// Room says whether one more Send fits before Flush.
func (r *Ring) Room() bool { return r.noted < len(r.asked) }

// Send notes that bytes are to be sent to a descriptor, without waiting; they must
// stay as they are until Flush has returned.
func (r *Ring) Send(fd int32, b []byte) {
	at := (*r.tail + uint32(r.noted)) & uint32(len(r.asked)-1)
	r.asked[at] = submission{
		opcode: opSend, fd: fd, address: uint64(uintptr(unsafe.Pointer(unsafe.SliceData(b)))), length: uint32(len(b)),
		flags: unix.MSG_DONTWAIT | unix.MSG_NOSIGNAL, user: uint64(r.noted),
	}
	if r.knows(fd) {
		r.asked[at].marks = fromTable
	}
	r.held[r.noted] = b
	r.noted++
}

// Flush does what was noted and returns what became of each, in the order of Send: how
// many bytes the socket took, or the kernel's number of an error, below zero. The
// answer is valid until the next Flush.
func (r *Ring) Flush() []int32 {
	outcomes := r.outcomes[:r.noted]
	for i := range outcomes {
		outcomes[i] = 0
	}
	if r.failed == nil {
		r.enter(outcomes)
	}
	clear(r.held[:r.noted])
	r.noted = 0
	return outcomes
}

// enter calls the kernel until all that it took has an outcome.
func (r *Ring) enter(outcomes []int32) {
	begin := *r.tail
	atomic.StoreUint32(r.tail, begin+uint32(len(outcomes)))
	for done := 0; done < len(outcomes); {
		left := begin + uint32(len(outcomes)) - atomic.LoadUint32(r.taken)
		n, _, e := syscall.RawSyscall6(unix.SYS_IO_URING_ENTER, uintptr(r.fd), uintptr(left), uintptr(len(outcomes)-done), waitForAll, 0, 0)
		done += r.collect(outcomes)
		if e == 0 && (n > 0 || left == 0) || e == unix.EINTR {
			continue
		}
		if e != 0 && left == 0 {
			continue // all is with the kernel: it is waited for
		}
		// What it did not take is taken back; what it did has an outcome already, as
		// sends that do not wait have.
		r.failed = fmt.Errorf("io_uring: %w", os.NewSyscallError("io_uring_enter", e))
		atomic.StoreUint32(r.tail, atomic.LoadUint32(r.taken))
		return
	}
}

// collect reads the completions that are there.
func (r *Ring) collect(outcomes []int32) (n int) {
	at := *r.read
	for end := atomic.LoadUint32(r.told); at != end; at++ {
		c := &r.answered[at&uint32(len(r.answered)-1)]
		outcomes[c.user] = c.result
		n++
	}
	atomic.StoreUint32(r.read, at)
	return n
}

// Err says why a ring sends nothing any more.
func (r *Ring) Err() error { return r.failed }

// Close gives back what the kernel lent.
func (r *Ring) Close() {
	if r.shared != nil {
		_ = unix.Munmap(r.shared)
	}
	if r.entries != nil {
		_ = unix.Munmap(r.entries)
	}
	_ = unix.Close(r.fd)
}
