package program

import (
	"sync"
	"testing"

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

			program := apptest.StartProcess(t, url)
			var confirmed sync.Map
			killed := make(chan struct{})
			var once sync.Once
			var all sync.WaitGroup
			for i, p := range people {
				all.Go(func() {
					a, err := program.As(p.Token).Try(signUp, apptest.Input("shiftId", shift))
					if err == nil && a.Text("signUpForShift", "signup", "state") == "CONFIRMED" {
						confirmed.Store(i, a.Text("signUpForShift", "signup", "id"))
						once.Do(func() { program.Kill(); close(killed) })
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
