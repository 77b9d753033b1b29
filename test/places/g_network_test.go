package places

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"erikti/internal/apptest"
	"erikti/internal/pgtest"
)

// deadline is REQUEST_TIMEOUT in these tests; answers may come somewhat later on a
// machine that has much to do.
const (
	deadline = 3 * time.Second
	grace    = 10 * time.Second
)

// load is people who sign up with keys, and again until they are told the outcome, on
// one shift after the other.
type load struct {
	*scene
	all     sync.WaitGroup
	ended   atomic.Bool
	answers tally
	mu      sync.Mutex
	kept    map[string]string // by person and shift: the id that was acknowledged
	slowest time.Duration
}

func newLoad(s *scene) *load {
	l := &load{scene: s, kept: map[string]string{}}
	s.t.Cleanup(func() { l.ended.Store(true); l.all.Wait() })
	for p := range s.people {
		l.all.Go(func() {
			for shift := 0; shift < len(s.shifts) && !l.ended.Load() && !s.t.Failed(); {
				if l.signUp(p, shift) {
					shift++
				}
				pause(5, 30)
			}
		})
	}
	return l
}

func (l *load) signUp(p, shift int) bool {
	began := time.Now()
	a, err := l.ask(l.people[p], signUpForShift, apptest.Input("shiftId", l.shifts[shift], "idempotencyKey", fmt.Sprint("load ", shift)))
	took := time.Since(began)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.slowest = max(l.slowest, took)
	switch {
	case err != nil:
		l.t.Errorf("no answer: %v", err)
	case took > deadline+grace:
		l.t.Errorf("answered after %s", took)
	case a.Code() == "TRY_AGAIN":
		l.answers.add("TRY_AGAIN")
	case len(a.Errors) > 0:
		l.t.Errorf("%d %s", a.Status, a.Body)
	default:
		id := a.Text("signUpForShift", "signup", "id") + a.Text("signUpForShift", "waitlistEntry", "id")
		if was := l.kept[fmt.Sprint(p, " ", shift)]; id == "" || was != "" && was != id {
			l.t.Errorf("%s was acknowledged, now: %s", was, a.Body)
		}
		l.kept[fmt.Sprint(p, " ", shift)] = id
		l.answers.add("done")
		return true
	}
	return false
}

// so is how often something was answered.
func (l *load) so(answer string) int {
	l.answers.mu.Lock()
	defer l.answers.mu.Unlock()
	return l.answers.n[answer]
}

// until waits for more of an answer.
func (l *load) until(answer string, more int) {
	l.t.Helper()
	for was, began := l.so(answer), time.Now(); l.so(answer) < was+more; time.Sleep(10 * time.Millisecond) {
		if l.t.Failed() {
			l.t.FailNow()
		}
		if time.Since(began) > time.Minute {
			l.t.Fatalf("no %s in a minute: %v", answer, l.answers.n)
		}
	}
}

// end ends the load and looks for what was acknowledged.
func (l *load) end() {
	l.t.Helper()
	l.ended.Store(true)
	l.all.Wait()
	l.t.Logf("answers %v, the slowest after %s", l.answers.n, l.slowest.Round(time.Millisecond))
	for who, id := range l.kept {
		if n := l.count(`SELECT (SELECT count(*) FROM signups WHERE id = $1) + (SELECT count(*) FROM waitlist_entries WHERE id = $1)`, id); n != 1 {
			l.t.Errorf("%s of %s was acknowledged and is not there", id, who)
		}
	}
	l.audit()
}

func healthy(t *testing.T, url string) {
	t.Helper()
	began := time.Now()
	client := http.Client{Timeout: 20 * time.Second}
	r, err := client.Get(url + "/healthz")
	if err != nil {
		t.Errorf("/healthz: %v", err)
		return
	}
	_ = r.Body.Close()
	if r.StatusCode != http.StatusOK {
		t.Errorf("/healthz: %d", r.StatusCode)
	}
	t.Logf("/healthz answered in %s", time.Since(began).Round(time.Millisecond))
}

// many shifts, so that the load does not end before the faults.
func manyShifts(n int) []int {
	capacity := make([]int, n)
	for i := range capacity {
		capacity[i] = 6
	}
	return capacity
}

// The network to the database is cut, or loses everything without a word, under load:
// everybody is told to try again within their deadline, and all is well when it is back.
func TestG1_ANetworkThatIsCut(t *testing.T) {
	t.Parallel()
	s := newScene(t, siteOptions{
		cluster: pgtest.Shared(t), ways: true, environ: []string{"REQUEST_TIMEOUT=" + deadline.String()},
	}, 12, manyShifts(80)...)
	l := newLoad(s)
	l.until("done", 20)
	for _, fault := range []struct {
		name  string
		begin func()
	}{{"cut", s.ways[0].cut}, {"everything is lost", s.ways[0].swallow}} {
		fault.begin()
		l.until("TRY_AGAIN", 12)
		healthy(t, s.servers[0].now().URL)
		began := time.Now()
		s.ways[0].heal()
		l.until("done", 20)
		t.Logf("%s: served again %s after it ended", fault.name, time.Since(began).Round(time.Millisecond))
	}
	l.end()
}

// The database is half a second away: within their deadline people get an answer or
// are told to try again, live connections still answer pings, and so does /healthz.
func TestG2_ADatabaseThatIsSlow(t *testing.T) {
	t.Parallel()
	s := newScene(t, siteOptions{
		cluster: pgtest.Shared(t), ways: true, environ: []string{"REQUEST_TIMEOUT=" + deadline.String(), "DATABASE_CONNECTIONS=5"},
	}, 24, manyShifts(80)...)
	w, err := s.watch(0, s.eventOf(0))
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	l := newLoad(s)
	l.until("done", 20)
	s.ways[0].slow(500)
	l.until("TRY_AGAIN", 24)
	for range 5 {
		took, err := w.ping(seenWithin)
		if err != nil {
			t.Error(err)
		}
		t.Logf("pong after %s", took.Round(time.Millisecond))
		healthy(t, s.servers[0].now().URL)
	}
	s.ways[0].heal()
	l.until("done", 20)
	if _, err := w.ping(seenWithin); err != nil {
		t.Error(err)
	}
	l.end()
}
