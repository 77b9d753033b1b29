package place_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/event"
	"erikti/internal/fault"
)

// machine does the same to the engine and to the model.
type machine struct {
	w      *world
	t      *testing.T
	model  model
	people []string
	ages   ages
}

// The engine does what the model does, step for step; after each one the counters
// equal the rows, and the rows the model.
func TestTheEngineDoesWhatTheModelDoes(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		rapid.Check(t, func(r *rapid.T) {
			m := &machine{w: w, t: t, ages: ages{}}
			for range 4 {
				who := w.people(t, 1)[0]
				m.people, m.ages[who] = append(m.people, who), 36
			}
			for range 2 {
				who := w.person(t, "2011-01-01")
				m.people, m.ages[who] = append(m.people, who), 15
			}
			for i := range 3 {
				s := &modelShift{
					from: days(10, 2*i), to: days(10, 2*i+3), capacity: 1,
					holders: map[string]bool{}, ever: map[string]bool{},
				}
				s.id = w.shift(t, spec{from: s.from, to: s.to, capacity: 1})
				m.model.shifts = append(m.model.shifts, s)
			}
			r.Repeat(map[string]func(*rapid.T){
				"sign up":      m.signUp,
				"sign up too":  m.signUp,
				"cancel":       m.cancel,
				"leave":        m.leave,
				"capacity":     m.capacity,
				"youngest age": m.minAge,
				"move":         m.move,
				"cancel shift": m.cancelShift,
				"":             m.compare,
			})
		})
		w.check(t)
	})
}

func (m *machine) who(r *rapid.T) string { return rapid.SampledFrom(m.people).Draw(r, "who") }

func (m *machine) where(r *rapid.T) *modelShift {
	return m.model.shifts[rapid.IntRange(0, len(m.model.shifts)-1).Draw(r, "where")]
}

func same(r *rapid.T, err error, want fault.Code) {
	if code(err) != want {
		r.Fatalf("the engine says %q, the model %q", code(err), want)
	}
}

func (m *machine) signUp(r *rapid.T) {
	who, s := m.who(r), m.where(r)
	_, err := m.w.signUp(who, s.id)
	same(r, err, m.model.signUp(m.ages, who, s))
}

func (m *machine) cancel(r *rapid.T) {
	who, s := m.who(r), m.where(r)
	id, err := m.w.store.Client.Signup.Query().Where(signup.ShiftID(s.id), signup.VolunteerID(who),
		signup.StateEQ(signup.StateCONFIRMED)).OnlyID(m.w.system)
	want := m.model.cancel(m.ages, who, s)
	if (err != nil) != (want != "") {
		r.Fatalf("has no sign-up: %v; the model says %q", err != nil, want)
	}
	if err == nil {
		same(r, m.w.cancel(who, id), want)
	}
}

func (m *machine) leave(r *rapid.T) {
	who, s := m.who(r), m.where(r)
	id, err := m.w.store.Client.WaitlistEntry.Query().Where(waitlistentry.ShiftID(s.id), waitlistentry.VolunteerID(who),
		waitlistentry.StateEQ(waitlistentry.StateWAITING)).OnlyID(m.w.system)
	want := m.model.leave(who, s)
	if (err != nil) != (want != "") {
		r.Fatalf("waits not: %v; the model says %q", err != nil, want)
	}
	if err == nil {
		same(r, m.w.leave(who, id), want)
	}
}

func (m *machine) capacity(r *rapid.T) {
	s, n := m.where(r), rapid.IntRange(1, 4).Draw(r, "capacity")
	same(r, m.w.capacity(s.id, n), m.model.setCapacity(m.ages, s, n))
}

func (m *machine) minAge(r *rapid.T) {
	s, n := m.where(r), rapid.SampledFrom([]int{0, 16}).Draw(r, "age")
	same(r, m.w.change(event.ShiftPatch{ShiftID: s.id, MinAge: &n}), m.model.setMinAge(m.ages, s, n))
}

func (m *machine) move(r *rapid.T) {
	s, hour := m.where(r), rapid.IntRange(0, 8).Draw(r, "hour")
	from := days(10, hour)
	to := from.Add(3 * time.Hour)
	same(r, m.w.change(event.ShiftPatch{ShiftID: s.id, StartsAt: &from, EndsAt: &to}), m.model.move(m.ages, s, from, to))
}

func (m *machine) cancelShift(r *rapid.T) {
	if !rapid.Bool().Draw(r, "really") {
		return
	}
	s := m.where(r)
	_, err := m.w.events.CancelShift(m.w.organizer, s.id, "")
	m.w.engine.Quiet()
	same(r, err, m.model.cancelShift(m.ages, s))
}

// compare looks at every row.
func (m *machine) compare(r *rapid.T) {
	for i, s := range m.model.shifts {
		row := m.w.row(m.t, s.id)
		if row.Capacity != s.capacity || row.Confirmed != len(s.holders) || row.Held != 0 || row.Waitlisted != len(s.queue) || row.LastSeq != s.seq {
			r.Fatalf("shift %d is %+v, in the model %+v", i, row, s)
		}
		want := slices.Sorted(maps.Keys(s.holders))
		if got := m.w.confirmed(m.t, s.id); !slices.Equal(got, want) {
			r.Fatalf("on shift %d are %v, in the model %v", i, got, want)
		}
		var queue []modelEntry
		for _, e := range m.w.queue(m.t, s.id) {
			queue = append(queue, modelEntry{e.VolunteerID, e.Seq, blockedBy(e)})
		}
		if !slices.Equal(queue, s.queue) {
			r.Fatalf("for shift %d wait %+v, in the model %+v", i, queue, s.queue)
		}
	}
	m.w.look(m.t, settled)
	if m.t.Failed() {
		r.FailNow()
	}
}
