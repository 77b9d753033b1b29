package pgtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

const (
	// logName is the server's log in its folder.
	logName = "server.log"
	// Ports are taken from below the range systems give to outgoing
	// connections. Within it, somebody's connection could take the port while
	// the server is stopped, and a client that keeps dialling a closed port
	// may end up connected to itself.
	lowestPort, highestPort = 12000, 32000
)

// The signals PostgreSQL's main process takes as a request to stop.
const (
	orderly   = syscall.SIGINT  // ends connections, writes everything, exits
	immediate = syscall.SIGQUIT // exits at once
)

// server is a PostgreSQL main process with its folder.
type server struct {
	bin      string // folder of PostgreSQL's programs
	dir      string // folder of this server: data, log, lock
	lock     *os.File
	account  *account // whom to run as; nil for ourselves
	port     int
	settings []string // NAME=VALUE, over the defaults

	process *os.Process
	ended   chan struct{} // closed when process has exited
	status  error         // how it exited, once ended is closed
}

// newServer makes a server's folder with an initialised data directory.
func newServer(bin string, options []Option) (_ *server, err error) {
	s := &server{bin: bin}
	for _, option := range options {
		option(s)
	}
	if s.account, err = unprivileged(); err != nil {
		return nil, err
	}
	if s.dir, s.lock, err = newFolder(s.account); err != nil {
		return nil, err
	}
	initdb := s.command("initdb", "--pgdata="+s.data(), "--username="+superuser, "--auth=trust",
		"--encoding=UTF8", "--no-locale", "--no-sync")
	if output, err := initdb.CombinedOutput(); err != nil {
		return nil, errors.Join(fmt.Errorf("initdb: %w\n%s", err, output), s.remove())
	}
	return s, nil
}

func (s *server) data() string { return filepath.Join(s.dir, "data") }

func (s *server) url(user, database string) *url.URL {
	return &url.URL{
		Scheme:   "postgres",
		User:     url.User(user),
		Host:     fmt.Sprintf("127.0.0.1:%d", s.port),
		Path:     database,
		RawQuery: "sslmode=disable",
	}
}

// command prepares one of PostgreSQL's programs to run as the server's account,
// in its folder, untouched by the settings of whoever runs the tests.
func (s *server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir = s.dir
	for _, entry := range os.Environ() {
		if !strings.HasPrefix(entry, "PG") && !strings.HasPrefix(entry, "LC_") && !strings.HasPrefix(entry, "LANG") {
			cmd.Env = append(cmd.Env, entry)
		}
	}
	cmd.Env = append(cmd.Env, "LC_ALL=C", "TZ=UTC", "HOME="+s.dir)
	cmd.SysProcAttr = attributes(s.account)
	return cmd
}

// startOnFreePort starts the server for the first time. Between finding a port
// free and using it, another process may take it: then it tries the next.
func (s *server) startOnFreePort() error {
	var err error
	for range 5 {
		if s.port, err = freePort(); err != nil {
			return err
		}
		if err = s.start(); err == nil {
			return nil
		}
	}
	return err
}

// freePort returns a port of the loopback interface nobody listens on.
func freePort() (int, error) {
	var last error
	for range 200 {
		port := lowestPort + rand.IntN(highestPort-lowestPort)
		listener, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			return port, listener.Close()
		}
		last = err
	}
	return 0, fmt.Errorf("find a free port: %w", last)
}

// start runs PostgreSQL's main process on the server's port and waits until it
// answers.
func (s *server) start() error {
	if s.running() {
		return errors.New("start PostgreSQL: it is running already")
	}
	args := []string{"-D", s.data()}
	for _, setting := range append([]string{
		"listen_addresses=127.0.0.1",
		fmt.Sprintf("port=%d", s.port),
		"unix_socket_directories=", // their paths may be at most 107 bytes long
		"max_connections=200",
		"shared_buffers=64MB",
		"timezone=UTC",
		"log_timezone=UTC",
		"logging_collector=off",
	}, s.settings...) {
		args = append(args, "-c", setting)
	}
	log, err := os.OpenFile(filepath.Join(s.dir, logName), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("start PostgreSQL: %w", err)
	}
	defer log.Close()
	cmd := s.command("postgres", args...)
	cmd.Stdout, cmd.Stderr = log, log
	if err := s.spawn(cmd); err != nil {
		return fmt.Errorf("start PostgreSQL: %w", err)
	}
	if err := s.awaitAnswer(); err != nil {
		err = fmt.Errorf("start PostgreSQL: %w\n%s", err, s.logTail())
		return errors.Join(err, s.stop(immediate))
	}
	return nil
}

// spawn starts a command that the system ends when this process dies. Linux
// ties it to the life of the starting thread, not of the process, so the
// thread is kept to itself for as long as the command runs.
func (s *server) spawn(cmd *exec.Cmd) error {
	started := make(chan error)
	ended := make(chan struct{})
	go func() {
		runtime.LockOSThread() // for good: the thread ends with this function
		err := cmd.Start()
		started <- err
		if err != nil {
			return
		}
		s.status = cmd.Wait()
		close(ended)
	}()
	if err := <-started; err != nil {
		return err
	}
	s.process, s.ended = cmd.Process, ended
	return nil
}

func (s *server) running() bool {
	if s.ended == nil {
		return false
	}
	select {
	case <-s.ended:
		return false
	default:
		return true
	}
}

// awaitAnswer waits until the server, and no other on the same port, answers.
func (s *server) awaitAnswer() error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	db, err := sql.Open("postgres", s.url(superuser, "postgres").String())
	if err != nil {
		return err
	}
	defer db.Close()
	for {
		var data string
		err := db.QueryRowContext(ctx, "SELECT setting FROM pg_settings WHERE name = 'data_directory'").Scan(&data)
		if err == nil && data == s.data() {
			return nil
		}
		if err == nil {
			err = fmt.Errorf("the server on port %d has its data in %q, not in %q", s.port, data, s.data())
		}
		select {
		case <-s.ended:
			return fmt.Errorf("it ended: %w", errors.Join(s.status, err))
		case <-ctx.Done():
			return fmt.Errorf("no answer in %s: %w", patience, err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// stop sends the main process a signal and waits for its end. Stopping a
// stopped server does nothing.
func (s *server) stop(signal syscall.Signal) error {
	if !s.running() {
		return nil
	}
	if err := s.process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("stop PostgreSQL: %w", err)
	}
	select {
	case <-s.ended:
		return nil
	case <-time.After(patience):
	}
	_ = s.process.Kill() // the wait below tells whether it worked
	<-s.ended
	return fmt.Errorf("stop PostgreSQL: it had to be killed, %s after the signal %q", patience, signal)
}

// remove deletes the folder of a stopped server.
func (s *server) remove() error {
	return errors.Join(os.RemoveAll(s.dir), s.lock.Close())
}

// logTail returns the end of the server's log.
func (s *server) logTail() string {
	text, err := os.ReadFile(filepath.Join(s.dir, logName))
	if err != nil {
		return err.Error()
	}
	const most = 4096
	return string(text[max(0, len(text)-most):])
}
