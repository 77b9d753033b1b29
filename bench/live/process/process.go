// Package process runs the servers of the comparison, each on a core of its own,
// and reads from /proc what they use.
package process

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// Command is how a server is started. It listens where its variable ADDR says,
// and answers /readyz with 200 when it is ready.
type Command struct {
	Path string
	Args []string
	Dir  string
	Env  []string
	Log  string // file for what it writes
}

// once asks without leaving a connection open: it would count as one of the
// server's.
var once = &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}

// Process is a server that runs.
type Process struct {
	Addr string // HOST:PORT
	PID  int

	command Command
	core    int
	cmd     *exec.Cmd
	ended   chan struct{} // closed when it has ended
}

// Start starts a server on a free port of loopback and waits until it is ready.
// Call it from the thread that lives as long as the program.
func Start(ctx context.Context, c Command, core int) (*Process, error) {
	port, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &Process{Addr: port.Addr().String(), command: c, core: core}
	if err := port.Close(); err != nil {
		return nil, err
	}
	return p, p.Again(ctx)
}

// Again starts a server that was stopped, at the same address.
func (p *Process) Again(ctx context.Context) error {
	log, err := os.OpenFile(p.command.Log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close() //nolint:errcheck // the server has its own descriptor
	p.cmd = exec.Command(p.command.Path, p.command.Args...)
	p.cmd.Dir = p.command.Dir
	p.cmd.Env = append(os.Environ(), append(p.command.Env, "ADDR="+p.Addr)...)
	p.cmd.Stdout, p.cmd.Stderr = log, log
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := OnCores([]int{p.core}, p.cmd.Start); err != nil {
		return err
	}
	p.PID = p.cmd.Process.Pid
	p.ended = make(chan struct{})
	go func() {
		defer close(p.ended)
		_ = p.cmd.Wait() // how it ended is in its log
	}()
	if err := p.waitReady(ctx); err != nil {
		return errors.Join(fmt.Errorf("%s: %w; see %s", p.command.Path, err, p.command.Log), p.Stop())
	}
	return nil
}

func (p *Process) waitReady(ctx context.Context) error {
	for {
		if r, err := once.Get("http://" + p.Addr + "/readyz"); err == nil {
			_ = r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-p.ended:
			return errors.New("it ended")
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// Pause makes the server stand still until Continue; its connections stay.
func (p *Process) Pause() error { return p.cmd.Process.Signal(syscall.SIGSTOP) }

// Continue lets a server go on that was paused.
func (p *Process) Continue() error { return p.cmd.Process.Signal(syscall.SIGCONT) }

// Stop asks the server to end and waits; what does not end in 15 s is killed.
func (p *Process) Stop() error {
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // it may have ended
	select {
	case <-p.ended:
		return nil
	case <-time.After(15 * time.Second):
		_ = p.cmd.Process.Kill()
		<-p.ended
		return errors.New("the server did not end when asked to")
	}
}
