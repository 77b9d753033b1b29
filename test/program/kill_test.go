package program

import (
	"bufio"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"erikti/internal/apptest"
	"erikti/internal/pgtest"
)

// A place that was answered "confirmed" is there after the program was killed one
// moment later (invariant 13), and the counters equal the rows.
func TestAConfirmedPlaceSurvivesAKill(t *testing.T) {
	t.Parallel()
	for name, url := range map[string]func(testing.TB) string{"sqlite": apptest.SQLite, "postgres": pgtest.URL} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := url(t)
			s := apptest.Start(t, url)
			organizer, org := s.Organizer(t, "own")
			_, shift := organizer.Shift(t, org, 100, 3)
			people := make([]*apptest.Client, 12)
			for i := range people {
				people[i] = s.Register(t, "p"+string(rune('a'+i)))
			}
			s.Stop()

			program := started(t, url)
			var confirmed sync.Map
			killed := make(chan struct{})
			var once sync.Once
			var all sync.WaitGroup
			for i, p := range people {
				all.Go(func() {
					c := &apptest.Client{Server: &apptest.Server{URL: program.url}, Token: p.Token}
					a, err := c.Try(signUp, apptest.Input("shiftId", shift))
					if err == nil && a.Text("signUpForShift", "signup", "state") == "CONFIRMED" {
						confirmed.Store(i, a.Text("signUpForShift", "signup", "id"))
						once.Do(func() { program.kill(); close(killed) })
					}
				})
			}
			all.Wait()
			select {
			case <-killed:
			default:
				t.Fatal("nobody was confirmed")
			}

			s = apptest.Start(t, url)
			n := 0
			confirmed.Range(func(who, id any) bool {
				n++
				c := s.As(people[who.(int)].Token)
				a := c.Do(t, `query($id: ID!) { node(id: $id) { ... on Signup { state } } }`, map[string]any{"id": id})
				if a.Text("node", "state") != "CONFIRMED" {
					t.Errorf("confirmed, and lost: %s", a.Body)
				}
				return true
			})
			sh := rows(s).Shift.GetX(system, shift)
			if there := rows(s).Signup.Query().CountX(system); sh.Confirmed != there || there < n {
				t.Errorf("%d were answered, %d are there, the counter is %d", n, there, sh.Confirmed)
			}
			// Whoever got no answer asks again.
			for _, p := range people {
				a := s.As(p.Token).Do(t, signUp, apptest.Input("shiftId", shift))
				if c := codes(a, "signUpForShift"); len(c) > 0 && c[0] != "ALREADY_SIGNED_UP" {
					t.Errorf("%s", a.Body)
				}
			}
			if sh := rows(s).Shift.GetX(system, shift); sh.Confirmed != len(people) {
				t.Errorf("%d have a place, want %d", sh.Confirmed, len(people))
			}
		})
	}
}

// process is the program in a process of its own.
type process struct {
	cmd *exec.Cmd
	url string
}

func started(t *testing.T, databaseURL string) *process {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{cmd: exec.Command(binary)}
	p.cmd.Env = append(os.Environ(), asProgram+"=1", "ADDR=127.0.0.1:0", "DATABASE_URL="+databaseURL, "DEMO=false", "LOG_LEVEL=error")
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	p.url = "http://" + strings.TrimSpace(line)
	for range 400 {
		if r, err := http.Get(p.url + "/readyz"); err == nil {
			_ = r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return p
			}
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatal("the program is not ready")
	return nil
}

// kill ends it as kill -9 does, and waits for the end.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait() // it was killed: the error says so
}
