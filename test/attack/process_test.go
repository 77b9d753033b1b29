package attack

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"syscall"
	"testing"
	"time"
)

// process is the program as a process of its own.
type process struct {
	cmd    *exec.Cmd
	stdout said
	stderr bytes.Buffer
	ended  chan error
}

// said is what a process has said so far.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write keeps what is said.
func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// address waits until the program says where it serves.
func (p *process) address(t *testing.T) string {
	t.Helper()
	for range 1000 {
		if found := regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+`).FindString(p.stdout.String()); found != "" {
			return found
		}
		select {
		case <-p.ended:
			t.Fatalf("the program ended: %s", p.stderr.String())
		case <-time.After(20 * time.Millisecond):
		}
	}
	t.Fatal("the program does not serve")
	return ""
}

// nobody is the account that a process gets when the test has every right.
const nobody = 65534

// run starts the program with arguments and options. When asNobody, it has the
// rights of an ordinary user: those of the test, unless that is root.
func run(t *testing.T, asNobody bool, environ []string, args ...string) *process {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{ended: make(chan error, 1)}
	if asNobody && os.Geteuid() == 0 {
		binary = forAll(t, binary)
	}
	p.cmd = exec.Command(binary, args...)
	if asNobody && os.Geteuid() == 0 {
		p.cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	p.cmd.Dir = "/"
	p.cmd.Env = append([]string{asProgram + "=1", "DEMO=false", "ADDR=127.0.0.1:0"}, environ...)
	p.cmd.Stdout, p.cmd.Stderr = &p.stdout, &p.stderr
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.ended <- p.cmd.Wait() }()
	t.Cleanup(func() { _ = p.cmd.Process.Kill() }) // when it still runs
	return p
}

// wait waits for its end and returns its exit code and what it wrote.
func (p *process) wait(t *testing.T) (int, string) {
	t.Helper()
	select {
	case <-p.ended:
	case <-time.After(30 * time.Second):
		t.Fatal("the program does not end")
	}
	return p.cmd.ProcessState.ExitCode(), p.stderr.String()
}

// forAll copies this program to where everybody may run it.
func forAll(t *testing.T, binary string) string {
	t.Helper()
	content, err := os.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(openFolder(t), "program")
	if err := os.WriteFile(path, content, 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// openFolder makes a folder that everybody may enter; those of the tests are closed.
func openFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "erikti-attack-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}
