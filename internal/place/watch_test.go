package place_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	eventservice "erikti/internal/event"
	"erikti/internal/fault"
	"erikti/internal/live"
	"erikti/internal/place"
)

// follow makes a watcher of all that the world's engine publishes.
func (w *world) follow() *place.Watcher {
	hub := live.NewHub()
	w.engine = place.New(w.store, hub.Publish, func() time.Time { return *w.clock.Load() })
	w.events = eventservice.New(w.engine)
	return place.NewWatcher(w.store.Client, hub, func() time.Time { return *w.clock.Load() })
}

// Who follows an event gets its state, then each newer one, never an older one, and
// the last; then the end.
func TestFollowAnEvent(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		watcher := w.follow()
		e := w.event(t, spec{})
		where := w.shift(t, spec{event: e, capacity: 3})
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		states, err := watcher.Event(ctx, e)
		done(t, err)
		first := <-states
		if first.Capacity != 3 || first.Available != 3 || first.State != event.StatePUBLISHED || len(first.Shifts) != 1 {
			t.Errorf("at first: %+v", first)
		}
		version := first.Version
		go func() {
			for _, who := range w.people(t, 5) {
				if _, err := w.signUp(who, where); err != nil {
					t.Error(err)
				}
			}
			if _, err := w.events.Cancel(w.organizer, e, "storm", ""); err != nil {
				t.Error(err)
			}
		}()
		var last *place.EventCapacity
		for state := range states {
			if state.Version <= version {
				t.Errorf("version %d after %d", state.Version, version)
			}
			if state.Available != state.Capacity-state.Confirmed-state.Held {
				t.Errorf("the numbers do not add up: %+v", state)
			}
			version, last = state.Version, state
		}
		if last == nil || last.State != event.StateCANCELLED || last.Shifts[0].State != shift.StateCANCELLED || last.Waitlisted != 0 {
			t.Errorf("at last: %+v", last)
		}
	})
}

// A draft is not found, as what does not exist is not.
func TestNobodyFollowsADraft(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		watcher := w.follow()
		for _, id := range []string{w.event(t, spec{draft: true}), "evt_nothing", ""} {
			var f *fault.Failure
			if _, err := watcher.Event(t.Context(), id); !errors.As(err, &f) || f.Class != fault.Missing {
				t.Errorf("%q: %v", id, err)
			}
		}
		w.shift(t, spec{draft: true})
		updates, err := watcher.Shifts(t.Context(), place.Filter{})
		done(t, err)
		if u := <-updates; !u.Reset || len(u.Shifts) != 0 {
			t.Errorf("%+v", u)
		}
	})
}

// Who follows many shifts gets all of them, then what changes, and what left.
func TestFollowShifts(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		watcher := w.follow()
		e := w.event(t, spec{})
		where, other := w.shift(t, spec{event: e, capacity: 2}), w.shift(t, spec{capacity: 2})
		w.shift(t, spec{from: days(-3, 0)}) // is over
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		updates, err := watcher.Shifts(ctx, place.Filter{OrganizationID: w.org})
		done(t, err)
		if u := <-updates; !u.Reset || len(u.Shifts) != 2 || len(u.Removed) != 0 {
			t.Errorf("at first: %+v", u)
		}
		w.take(t, w.people(t, 1)[0], where)
		u := <-updates
		if u.Reset || len(u.Shifts) != 1 || u.Shifts[0].ShiftID != where || u.Shifts[0].Available != 1 || len(u.Removed) != 0 {
			t.Errorf("one place is taken: %+v", u)
		}
		id := u.Shifts[0].ID
		_, err = w.events.Cancel(w.organizer, e, "storm", "")
		done(t, err)
		if u := <-updates; len(u.Shifts) != 0 || !slices.Equal(u.Removed, []string{id}) {
			t.Errorf("the event is cancelled: %+v", u)
		}
		w.take(t, w.people(t, 1)[0], other)
		if u := <-updates; len(u.Shifts) != 1 || u.Shifts[0].ShiftID != other {
			t.Errorf("another one: %+v", u)
		}
		cancel()
		for range updates {
		}
	})
}

// A set that is too broad is refused, not cut: at first, and when it has become so.
func TestTooBroad(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		hub, feed := live.NewHub(), live.NewFeed(nil)
		watcher := place.NewWatcher(w.store.Client, hub, func() time.Time { return *w.clock.Load() })
		var f *fault.Failure
		if _, err := watcher.Shifts(t.Context(), place.Filter{EventIDs: make([]string, 101)}); !errors.As(err, &f) || f.Class != fault.TooBroad {
			t.Errorf("101 events: %v", err)
		}
		e := w.event(t, spec{})
		row := w.row(t, w.shift(t, spec{event: e}))
		watch := func() <-chan *place.Update {
			updates, err := watcher.Shifts(live.WithFeed(t.Context(), feed), place.Filter{})
			done(t, err)
			if u := <-updates; !u.Reset {
				t.Errorf("at first: %+v", u)
			}
			return updates
		}
		updates := watch()
		for range 10 {
			bulk := w.store.Client.Shift.MapCreateBulk(make([]struct{}, 100), func(c *gen.ShiftCreate, _ int) {
				c.SetEventID(e).SetTitleEn("S").SetCapacity(1).SetStartsAt(row.StartsAt).SetEndsAt(row.EndsAt)
			})
			bulk.ExecX(w.system)
		}
		hub.Publish([]string{e})
		refused := func(what string) {
			t.Helper()
			select {
			case u, more := <-updates:
				if more || !errors.As(feed.Err(), &f) || f.Class != fault.TooBroad {
					t.Errorf("%s: %d more, %v", what, len(u.Shifts), feed.Err())
				}
			case <-time.After(10 * time.Second):
				t.Errorf("%s: nothing", what)
			}
		}
		refused("1001 shifts by a change")
		w.store.Client.Shift.DeleteOneID(row.ID).ExecX(w.system)
		feed = live.NewFeed(nil)
		updates = watch()
		w.shift(t, spec{event: e})
		feed.Renew()
		refused("1001 shifts when somebody joins")
		if _, err := watcher.Shifts(t.Context(), place.Filter{}); !errors.As(err, &f) || f.Class != fault.TooBroad {
			t.Errorf("1001 shifts: %v", err)
		}
	})
}

// A filter costs by what changes, not by what it covers: of 1,000 shifts that are watched
// the shifts of the event that changed are read, by the same statements as of ten, and for
// an inbox none.
func TestAFilterCostsByWhatChanges(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		var cost []int64
		for code, many := range map[direction.Code]int{direction.CodeSOCIAL: 10, direction.CodeANIMALS: place.MostShifts} {
			changed := ""
			for range many / 10 {
				changed = w.event(t, spec{direction: string(code)})
				w.store.Client.Shift.MapCreateBulk(make([]struct{}, 10), func(c *gen.ShiftCreate, _ int) {
					c.SetEventID(changed).SetTitleEn("S").SetCapacity(1).SetStartsAt(days(10, 0)).SetEndsAt(days(10, 3))
				}).ExecX(w.system)
			}
			hub := live.NewHub()
			watcher := place.NewWatcher(w.store.Client, hub, func() time.Time { return *w.clock.Load() })
			updates, err := watcher.Shifts(t.Context(), place.Filter{Direction: code})
			done(t, err)
			if first := <-updates; len(first.Shifts) != many {
				t.Fatalf("%s: %d shifts at first", code, len(first.Shifts))
			}
			one := w.store.Client.Shift.Query().Where(shift.EventID(changed)).FirstX(w.system)
			w.store.Client.Shift.UpdateOne(one).AddVersion(1).AddCapacity(1).ExecX(w.system)
			before := w.statements.Load()
			hub.Publish([]string{"vol_an_inbox", "org_a_name"})
			time.Sleep(100 * time.Millisecond) // would be enough for reading
			if read := w.statements.Load() - before; read != 0 {
				t.Errorf("%d statements for an inbox", read)
			}
			hub.Publish([]string{changed})
			if u := <-updates; u.Reset || len(u.Shifts) != 1 {
				t.Errorf("%s: %d shifts told of one that changed", code, len(u.Shifts))
			}
			cost = append(cost, w.statements.Load()-before)
		}
		if cost[0] == 0 || cost[0] != cost[1] {
			t.Errorf("a change among few and among many shifts takes %d statements", cost)
		}
	})
}
