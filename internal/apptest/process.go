package apptest

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"erikti/internal/app"
	"erikti/internal/option"
	"erikti/internal/pgtest"
)

// asProgram makes a test binary the program, for tests that kill it.
const asProgram = "ERIKTI_TEST_AS_PROGRAM"

// Main is pgtest.Main for packages that start the program as a process of its own:
//
//	func TestMain(m *testing.M) { apptest.Main(m) }
func Main(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		pgtest.Main(m)
		return
	}
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// serve runs the program and prints its address. It ends with the process that
// started it: then its standard input does.
func serve() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // however it ends
		os.Exit(3)
	}()
	opts, _, err := option.Parse(os.Environ(), nil)
	if err != nil {
		return err
	}
	slog.SetDefault(app.Logger(os.Stderr, opts))
	a, err := app.New(ctx, opts, io.Discard)
	if err != nil {
		return err
	}
	address, err := a.Listen()
	if err != nil {
		return err
	}
	fmt.Println(address)
	return a.Run(ctx)
}

// Process is the program in a process of its own.
type Process struct {
	// URL is its address, without a path.
	URL string

	cmd   *exec.Cmd
	stdin io.Closer
	log   processLog
	ended chan struct{}
}

// StartProcess starts the program on a database as a process of its own, in a
// package whose TestMain is Main, and returns when it is ready. It is killed at
// the end of the test.
func StartProcess(t testing.TB, databaseURL string, environ ...string) *Process {
	t.Helper()
	p, err := TryProcess(databaseURL, environ...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Kill)
	return p
}

// TryProcess is StartProcess where the start may fail, because the database is
// away, say. The caller kills the process.
func TryProcess(databaseURL string, environ ...string) (*Process, error) {
	binary, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &Process{cmd: exec.Command(binary), ended: make(chan struct{})}
	p.cmd.Env = append(append(os.Environ(), defaults(databaseURL)...), asProgram+"=1", "LOG_LEVEL=error", "LOG_FORMAT=text")
	p.cmd.Env = append(p.cmd.Env, environ...)
	p.cmd.Stderr = &p.log
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	address, readErr := bufio.NewReader(out).ReadString('\n')
	go func() {
		_ = p.cmd.Wait() // mostly it was killed: the error says so
		close(p.ended)
	}()
	if readErr != nil {
		p.Kill()
		return nil, fmt.Errorf("the program did not start: %s", p.Log())
	}
	p.URL = "http://" + strings.TrimSpace(address)
	if err := p.awaitReady(); err != nil {
		p.Kill()
		return nil, err
	}
	return p, nil
}

func (p *Process) awaitReady() error {
	for range 1200 {
		if r, err := http.Get(p.URL + "/readyz"); err == nil {
			_ = r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-p.ended:
			return fmt.Errorf("the program ended: %s", p.Log())
		case <-time.After(25 * time.Millisecond):
		}
	}
	return fmt.Errorf("the program is not ready: %s", p.Log())
}

// Kill ends the process as kill -9 does, and waits for its end. Killing it again
// does nothing.
func (p *Process) Kill() {
	_ = p.cmd.Process.Kill() // it may have ended
	<-p.ended
	_ = p.stdin.Close()
}

// Stop asks the process to end, as a deployment does, and waits for its end.
func (p *Process) Stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // it may have ended
	<-p.ended
	_ = p.stdin.Close()
}

// As returns a client with a session's token, "" for a visitor.
func (p *Process) As(token string) *Client {
	return &Client{Server: &Server{URL: p.URL}, Token: token}
}

// Log returns what the process has logged, errors only.
func (p *Process) Log() string { return p.log.String() }

// processLog is what a process has written so far.
type processLog struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write keeps what is written.
func (l *processLog) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *processLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
