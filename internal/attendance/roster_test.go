package attendance_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"erikti/ent/gen/checkin"
	"erikti/internal/attendance"
	"erikti/internal/place"
)

// Who follows the roster sees people come, leave, and not come, as it is recorded.
func TestTheRosterMovesAsPeopleCome(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		s, dana, absent := w.shift(2), w.person(), w.person()
		place1, place2 := w.takes(t, s, dana).SignupID, w.takes(t, s, absent).SignupID
		ctx, stop := context.WithTimeout(w.organizer, time.Minute)
		defer stop()
		follow, err := place.NewWatcher(w.st.Client, w.hub, w.now).Roster(ctx, s.ID)
		if err != nil {
			t.Fatal(err)
		}
		next := func() *place.RosterUpdate {
			t.Helper()
			u, open := <-follow
			if !open {
				t.Fatal("the roster ended")
			}
			return u
		}
		if first := next(); !first.Reset || len(first.Entries) != 2 {
			t.Fatalf("%+v", first)
		}
		w.at(noon.Add(5 * time.Minute))
		for i, step := range []struct {
			kind  checkin.Kind
			state string
		}{{checkin.KindIN, "CHECKED_IN"}, {checkin.KindOUT, "COMPLETED"}} {
			if _, err := w.people.Hand(w.organizer, s.ID, attendance.Seen{ClientID: fmt.Sprint(i), Kind: step.kind, SignupID: place1}); err != nil {
				t.Fatal(err)
			}
			if u := next(); u.Reset || len(u.Entries) != 1 || u.Entries[0].Signup.ID != place1 || string(u.Entries[0].Signup.State) != step.state {
				t.Fatalf("%+v", u)
			}
			w.at(noon.Add(time.Hour))
		}
		if _, err := w.people.Say(w.organizer, attendance.Said{SignupID: place2, Came: attendance.CameNot}, ""); err != nil {
			t.Fatal(err)
		}
		if u := next(); len(u.Removed) != 1 || len(u.Entries) != 0 {
			t.Fatalf("%+v", u)
		}
	})
}
