package attack

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

// A PostgreSQL that crashes and comes back: meanwhile everybody is told to try
// again, soon; afterwards all works, and what was acknowledged is there.
func TestG1_ADatabaseThatGoesAwayAndComesBack(t *testing.T) {
	cluster := pgtest.Private(t)
	database, err := cluster.Database()
	if err != nil {
		t.Fatal(err)
	}
	s := apptest.Start(t, database)
	w := newWorld(t, s)
	_, shift := w.organizer.Shift(t, w.organization, 1000, 20)
	crowd := people(t, s, 24)

	var kept sync.Map // what was acknowledged: a sign-up's id and whose it is
	var load sync.WaitGroup
	var asked, refused atomic.Int32
	var ended atomic.Bool
	check := func(what string, began time.Time, a *apptest.Answer, err error) bool {
		asked.Add(1)
		if err != nil {
			t.Errorf("%s: %v", what, err)
			return false
		}
		code := codeOf(a)
		if code == "TRY_AGAIN" {
			refused.Add(1)
			if took := time.Since(began); took > 9*time.Second {
				t.Errorf("%s: refused after %s", what, took)
			}
			time.Sleep(10 * time.Millisecond) // as a client would
			return false
		}
		if code != "" && code != "ALREADY_SIGNED_UP" {
			t.Errorf("%s: %d %s", what, a.Status, a.Body)
		}
		return code == ""
	}
	for i, c := range crowd {
		load.Go(func() {
			for n := 0; !ended.Load(); n++ {
				began := time.Now()
				switch n % 3 {
				case 0:
					a, err := s.As("").Try(`{ events { totalCount edges { node { title shifts { live { confirmed } } } } } }`, nil)
					check("a visitor", began, a, err)
				case 1:
					a, err := c.Try(`{ viewer { volunteer { id email } places { ... on Signup { id } } } }`, nil)
					check("a volunteer", began, a, err)
				case 2:
					a, err := c.Try(signUp, fields("shiftId", shift, "idempotencyKey", fmt.Sprint("outage ", i)))
					if check("signing up", began, a, err) && a.Text("signUpForShift", "signup", "id") != "" {
						kept.Store(a.Text("signUpForShift", "signup", "id"), i)
					}
				}
			}
		})
	}
	until := func(what string, reached func() bool) {
		t.Helper()
		for range 1500 {
			if reached() {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Errorf("%s does not come", what)
	}
	ready := func() int {
		r, err := http.Get(s.URL + "/readyz")
		if err != nil {
			return 0
		}
		_ = r.Body.Close()
		return r.StatusCode
	}
	until("the first load", func() bool { return asked.Load() > 40 })
	mark := logMark()
	for range 2 {
		if err := cluster.StopImmediate(); err != nil {
			t.Fatal(err)
		}
		was := refused.Load()
		until("a refusal", func() bool { return refused.Load() > was+100 })
		if status := ready(); status != http.StatusServiceUnavailable {
			t.Errorf("readyz during the outage: %d", status)
		}
		if r, err := http.Get(s.URL + "/healthz"); err != nil || r.StatusCode != http.StatusOK || r.Body.Close() != nil {
			t.Errorf("healthz during the outage: %v %v", r, err)
		}
		if err := cluster.StartAgain(); err != nil {
			t.Fatal(err)
		}
		until("readiness", func() bool { return ready() == http.StatusOK })
		was = asked.Load()
		until("answers", func() bool { return asked.Load() > was+100 })
	}
	ended.Store(true)
	load.Wait()
	if t.Failed() {
		t.Logf("%.3000s", loggedSince(mark))
	}
	for i, c := range crowd {
		a := c.Do(t, signUp, fields("shiftId", shift, "idempotencyKey", fmt.Sprint("outage ", i)))
		if a.Text("signUpForShift", "signup", "state") != "CONFIRMED" {
			t.Errorf("afterwards: %s", a.Body)
		}
		kept.Range(func(id, of any) bool {
			if of == i && id != a.Text("signUpForShift", "signup", "id") {
				t.Errorf("%v was acknowledged, now it is %s", id, a.Body)
			}
			return true
		})
	}
	if n := count(t, s, "signups"); n != len(crowd)+2 {
		t.Errorf("%d sign-ups", n)
	}
	countersMatch(t, s.App.Store().Reader())
}
