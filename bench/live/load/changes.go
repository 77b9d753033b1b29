package load

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"golang.org/x/sys/unix"
)

// Change is how a server is told to change the event: it sets the capacity.
type Change interface {
	// Last is the capacity that was set last.
	Last() int
	// Request sets another one.
	Request(capacity int) *http.Request
	// Check looks whether an answer's body says that it was done.
	Check(body []byte) error
}

// changes makes changes over one connection, which stays open while the server
// keeps it.
type changes struct {
	crowd    *Crowd
	fd       int // -1 without a connection
	received []byte
	asked    int
	answered int
	since    []time.Time
	took     []time.Duration
}

func (h *changes) connect() error {
	fd, err := dial(h.crowd.from, h.crowd.cfg.Changer, 0)
	if err != nil {
		return err
	}
	ready := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLOUT}}
	if n, err := unix.Poll(ready, 5000); err != nil || n == 0 {
		return errors.Join(errors.New("the server takes no connection"), err, unix.Close(fd))
	}
	h.fd = fd
	return h.crowd.loop.watch(fd, unix.EPOLLIN)
}

// make asks for a change and does not wait for the answer.
func (h *changes) make(capacity int) error {
	var request bytes.Buffer
	if err := h.crowd.cfg.Change.Request(capacity).Write(&request); err != nil {
		return err
	}
	if h.fd < 0 {
		if err := h.connect(); err != nil {
			return err
		}
	}
	h.asked++
	h.since = append(h.since, time.Now())
	return write(h.fd, request.Bytes())
}

// read takes the answers that are whole.
func (h *changes) read() error {
	b := make([]byte, 16<<10)
	n, err := read(h.fd, b)
	if err == unix.EAGAIN || err == unix.EINTR {
		return nil
	}
	if err != nil || n == 0 {
		if h.asked > h.answered {
			return errors.New("the server closed the connection that changes")
		}
		return h.close()
	}
	h.received = append(h.received, b[:n]...)
	for len(h.received) > 0 {
		unread := bytes.NewReader(h.received)
		buffered := bufio.NewReader(unread)
		response, err := http.ReadResponse(buffered, nil)
		if err != nil {
			return unfinished(err)
		}
		body, err := io.ReadAll(response.Body)
		if err != nil {
			return unfinished(err)
		}
		h.received = h.received[len(h.received)-unread.Len()-buffered.Buffered():]
		h.took = append(h.took, time.Since(h.since[h.answered]))
		h.answered++
		if response.StatusCode != http.StatusOK {
			return fmt.Errorf("a change was answered %s: %.300s", response.Status, body)
		}
		if err := h.crowd.cfg.Change.Check(body); err != nil {
			return err
		}
	}
	return nil
}

// unfinished drops the error of an answer whose rest is to come.
func unfinished(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

func (h *changes) close() error {
	if h.fd < 0 {
		return nil
	}
	fd := h.fd
	h.fd = -1
	return unix.Close(fd)
}
