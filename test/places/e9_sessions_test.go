package places

import (
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

const signOut = `mutation($in: SignOutInput) { signOut(input: $in) { signedOut } }`

// A session that ends at one server ends its connections at the other one, with the bus
// and by the sweep alone; others are not touched.
func TestE9_SessionsThatEndElsewhere(t *testing.T) {
	t.Parallel()
	for name, environ := range map[string]string{"postgres": byPG, "sweep alone": noBus} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := twoServers(t, 5, environ)
			var all delays
			other, err := s.watchAs(s.people[4], 1, s.eventOf(0))
			if err != nil {
				t.Fatal(err)
			}
			defer other.close()
			for i, token := range s.people[:4] {
				w, err := s.watchAs(token, 1, s.eventOf(0))
				if err != nil {
					t.Fatal(err)
				}
				if err := w.until(seenWithin, func(state) bool { return true }); err != nil {
					t.Fatal(err)
				}
				a, err := s.askOf(0, token, signOut, map[string]any{"in": map[string]any{"everywhere": i%2 == 0}})
				if err != nil || len(a.Errors) > 0 {
					t.Fatalf("%v %s", err, body(a))
				}
				began := time.Now()
				ended := w.until(seenWithin, func(state) bool { return false })
				if !websocket.IsCloseError(ended, 4440) {
					t.Errorf("the connection: %v", ended)
				}
				all = append(all, time.Since(began))
			}
			if _, err := other.ping(seenWithin); err != nil {
				t.Error(err)
			}
			if environ != noBus {
				s.heardByBus(1, 4) // sessions that ended
			}
			t.Logf("closed after %s", all)
		})
	}
}
