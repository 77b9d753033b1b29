package attack

import (
	"encoding/json"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"erikti/internal/apptest"
	engine "erikti/internal/place"
)

// The clock on the wall jumps a day ahead and two back under a running program: sessions
// live as long as they should by it, those that have ended stay ended, sockets of the
// others go on and never show an older state, retries are answered alike, and no timer
// of the program stops.
func TestG11_TheWallClockJumps(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		var off atomic.Int64
		jump := func(d time.Duration) { off.Store(int64(d)) }
		s := apptest.StartAt(t, url, func() time.Time { return time.Now().Add(time.Duration(off.Load())) },
			"SESSION_FOR=36h", "SIGN_INS_PER_ACCOUNT=3")
		organizer, org := s.Organizer(t, "own")
		event, shift := organizer.Shift(t, org, 1, 9)
		one, two, gone := s.Register(t, "one"), s.Register(t, "two"), s.Register(t, "gone")
		gone.Do(t, signOut, nil)
		live := open(t, one, false)
		live.subscribe("places", `subscription($id: ID!) { eventCapacity(eventId: $id) { version confirmed waitlisted } }`, map[string]any{"id": event})
		last := 0
		sees := func(confirmed, waitlisted int) {
			t.Helper()
			for {
				m := live.hear()
				var p struct {
					Data struct {
						EventCapacity struct{ Version, Confirmed, Waitlisted int }
					}
				}
				if err := json.Unmarshal(m.Payload, &p); err != nil || m.Type != "next" {
					t.Fatalf("%s %s: %v", m.Type, m.Payload, err)
				}
				now := p.Data.EventCapacity
				if now.Version <= last {
					t.Fatalf("version %d after %d", now.Version, last)
				}
				if last = now.Version; now.Confirmed == confirmed && now.Waitlisted == waitlisted {
					return
				}
			}
		}
		sees(0, 0)
		const take = `mutation($in: SignUpForShiftInput!) { signUpForShift(input: $in) { signup { id } waitlistEntry { id } userErrors { code } } }`
		in := func(key string) map[string]any { return apptest.Input("shiftId", shift, "idempotencyKey", key) }
		status := func(c *apptest.Client) int { return c.Ask(t, `{ viewer { volunteer { id } } }`, nil).Status }
		place := one.Do(t, take, in("key-of-one")).Text("signUpForShift", "signup", "id")
		if place == "" {
			t.Fatal("no place")
		}
		sees(1, 0)

		jump(23 * time.Hour)
		if again := one.Do(t, take, in("key-of-one")).Text("signUpForShift", "signup", "id"); again != place {
			t.Errorf("the retry got %q, not %q", again, place)
		}
		entry := two.Do(t, take, in("key-of-two")).Text("signUpForShift", "waitlistEntry", "id")
		sees(1, 1)
		jump(-24 * time.Hour)
		if status(one) != http.StatusOK || status(gone) != http.StatusUnauthorized {
			t.Error("after the jump back a session that has ended lives, or one that has not does not")
		}
		if again := two.Do(t, take, in("key-of-two")).Text("signUpForShift", "waitlistEntry", "id"); again != entry || entry == "" {
			t.Errorf("the retry got %q, not %q", again, entry)
		}
		one.Do(t, giveUp, apptest.Input("signupId", place))
		sees(1, 0) // it went to the queue
		// Nobody is locked out for the day that the clock went back.
		jump(24 * time.Hour)
		signIn := func() (n int) {
			for range 5 {
				if s.As("").Do(t, `mutation($in: SignInInput!) { signIn(input: $in) { token userErrors { code } } }`,
					apptest.Input("email", "two@example.kz", "password", "password of two")).Text("signIn", "token") != "" {
					n++
				}
			}
			return n
		}
		if n := signIn(); n != 3 {
			t.Errorf("signed in %d times", n)
		}
		jump(0)
		wait := time.Now().Add(patience)
		for signIn() == 0 {
			if time.Now().After(wait) {
				t.Fatal("locked out after the clock went back")
			}
			time.Sleep(time.Second)
		}
		// Two days ahead the sessions are over, and their sockets with them.
		jump(48 * time.Hour)
		if status(one) != http.StatusUnauthorized {
			t.Error("a session that is over is taken")
		}
		if code := live.code(); code != 4440 {
			t.Errorf("its socket was closed with %d", code)
		}
		jump(0)
		found, err := engine.New(s.App.Store(), func([]string) {}, time.Now).Verify(t.Context(), func(f engine.Fault) { t.Error(f) }, func(engine.Verified) {})
		if err != nil || found.Faults > 0 {
			t.Errorf("%+v, %v", found, err)
		}
	})
}
