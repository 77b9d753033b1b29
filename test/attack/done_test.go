package attack

import (
	"encoding/json"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"erikti/internal/apptest"
)

// toldWithin is how long after its time what the clock does reaches who watches.
const toldWithin = 2 * time.Second

// An event whose last shift ends is DONE by the clock, and who watches it is told: never
// before its time, with a newer version, and then nothing more. The first of its shifts
// to end does not make it so. Each of several events says how long it took; a machine
// that is busy may delay one of them, not the middle one.
func TestEventsDoneByTheClockReachTheirWatchers(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		var off atomic.Int64
		now := func() time.Time { return time.Now().Add(time.Duration(off.Load())) }
		s := apptest.StartAt(t, url, now)
		organizer, org := s.Leader(t)
		const events = 5
		var took []time.Duration
		for i := range events {
			first := now().UTC().Truncate(time.Hour).Add(3 * time.Hour)
			ends := []time.Time{first.Add(time.Hour), first.Add(3 * time.Hour)}
			id := twoShifts(t, organizer, org, first, ends)
			w := &doneWatch{socket: open(t, s.As(""), false)}
			w.subscribe("1", `subscription($id: ID!) { eventCapacity(eventId: $id) { version state shifts { state } } }`, map[string]any{"id": id})
			if state := w.state(); state != "PUBLISHED OPEN OPEN" {
				t.Fatalf("at first %s", state)
			}
			until := func(want string, due time.Time, before ...string) time.Duration {
				t.Helper()
				off.Add(int64(due.Add(-500 * time.Millisecond).Sub(now())))
				for state := w.state(); state != want; state = w.state() {
					if !slices.Contains(before, state) {
						t.Fatalf("%s before %s", state, want)
					}
				}
				late := now().Sub(due)
				if late < 0 {
					t.Errorf("event %d: %s is told %s before its time", i, want, -late)
				}
				return late
			}
			until("PUBLISHED ENDED OPEN", ends[0], "PUBLISHED CLOSED OPEN")
			took = append(took, until("DONE ENDED ENDED", ends[1], "PUBLISHED ENDED CLOSED"))
			if m := w.hear(); m.Type != "complete" {
				t.Errorf("after DONE: %s %s", m.Type, m.Payload)
			}
		}
		slices.Sort(took)
		t.Logf("told after %s", took)
		if middle := took[events/2]; middle > toldWithin {
			t.Errorf("told %s after its time", middle)
		}
	})
}

// twoShifts publishes an event with two shifts an hour long each.
func twoShifts(t *testing.T, organizer *apptest.Client, org string, first time.Time, ends []time.Time) string {
	t.Helper()
	at := func(t time.Time) string { return t.Format(time.RFC3339) }
	var shifts []any
	for _, end := range ends {
		shifts = append(shifts, map[string]any{
			"title": map[string]any{"en": "A shift"}, "startsAt": at(end.Add(-time.Hour)), "endsAt": at(end), "capacity": 3,
		})
	}
	a := organizer.Do(t, `mutation($in: CreateEventInput!) { createEvent(input: $in) { event { id } userErrors { code path } } }`, apptest.Input(
		"organizationId", org, "title", map[string]any{"en": "Until it is over"}, "directions", []string{"SOCIAL"},
		"startsAt", at(first), "endsAt", at(ends[len(ends)-1]), "timeZone", "Asia/Almaty", "shifts", shifts,
	))
	id := a.Text("createEvent", "event", "id")
	a = organizer.Do(t, `mutation($in: PublishEventInput!) { publishEvent(input: $in) { event { state } userErrors { code } } }`, apptest.Input("eventId", id))
	if a.Text("publishEvent", "event", "state") != "PUBLISHED" {
		t.Fatalf("publishing: %s", a.Body)
	}
	return id
}

// doneWatch reads the states of an event.
type doneWatch struct {
	*socket
	version int
}

// state is the next one: the event's and its shifts'.
func (w *doneWatch) state() string {
	w.t.Helper()
	m := w.hear()
	var p struct {
		Data struct {
			EventCapacity struct {
				Version int
				State   string
				Shifts  []struct{ State string }
			}
		}
	}
	if err := json.Unmarshal(m.Payload, &p); err != nil || m.Type != "next" {
		w.t.Fatalf("%s %s: %v", m.Type, m.Payload, err)
	}
	e := p.Data.EventCapacity
	if e.Version <= w.version {
		w.t.Fatalf("version %d after %d", e.Version, w.version)
	}
	w.version = e.Version
	for _, s := range e.Shifts {
		e.State += " " + s.State
	}
	return e.State
}
