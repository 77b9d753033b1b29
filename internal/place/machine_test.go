package place_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"erikti/ent/gen/offer"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/internal/fault"
)

// machine does the same to the engine and to the model.
type machine struct {
	w      *world
	t      *testing.T
	model  model
	people []string
}

// The engine does what the model does, step for step; after each one the counters
// equal the rows, the rows the model, and the log what it says.
func TestTheEngineDoesWhatTheModelDoes(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		rapid.Check(t, func(r *rapid.T) {
			m := newMachine(t, w, r)
			for range 20 {
				m.signUp(r)
			}
			r.Repeat(map[string]func(*rapid.T){
				"": m.compare, "sign up": m.signUp, "cancel": m.cancel, "cancel too": m.cancel, "leave": m.leave,
				"accept": m.accept, "decline": m.declineOffer, "time": m.time, "more time": m.time,
				"capacity": m.capacity, "youngest age": m.minAge, "policy": m.policy, "move": m.move,
				"approve": m.approve, "decline request": m.declineRequest,
				"seldom": func(r *rapid.T) {
					rapid.SampledFrom([]func(*rapid.T){m.add, m.add, m.movePerson, m.movePerson, m.cancelShift}).Draw(r, "which")(r)
				},
			})
			m.end(r)
		})
		w.check(t)
		w.verified(t)
	})
}

// newMachine begins with two pairs of shifts that overlap: an ordinary one and one
// whose sign-up ends days before; one with a deadline for giving up and offers of half
// an hour, and one with approval.
func newMachine(t *testing.T, w *world, r *rapid.T) *machine {
	m := &machine{w: w, t: t, model: model{ages: map[string]int{}}}
	m.model.now = days(rapid.SampledFrom([]int{0, 7, 9}).Draw(r, "day"), rapid.IntRange(0, 20).Draw(r, "hour"))
	w.at(m.model.now)
	for i := range 7 {
		who, age := "", 36
		if i < 5 {
			who = w.people(t, 1)[0]
		} else {
			who, age = w.person(t, "2011-01-01"), 15
		}
		m.people = append(m.people, who)
		m.model.ages[who] = age
	}
	for i, hour := range []int{0, 2, 5, 7} {
		s := &modelShift{
			from: days(10, hour), to: days(10, hour+3), capacity: 1, state: "OPEN",
			holders: map[string]time.Time{}, ever: map[string]bool{}, requests: map[string]int64{},
		}
		sp := spec{from: s.from, to: s.to, capacity: 1}
		switch i {
		case 1:
			s.closes = ptr(days(8, 0))
			if !m.model.now.Before(*s.closes) {
				s.state = "CLOSED"
			}
			sp.closes = s.closes
		case 2:
			s.cutoff, s.window = ptr(days(9, 12)), 30*time.Minute
			sp.cutoff, sp.offerMinutes = s.cutoff, 30
		case 3:
			s.approval, sp.approval = true, true
		}
		s.id = w.shift(t, sp)
		m.model.shifts = append(m.model.shifts, s)
	}
	return m
}

// end leaves nothing to do for the clock of the next one.
func (m *machine) end(r *rapid.T) {
	for _, s := range m.model.shifts {
		_, err := m.w.events.CancelShift(m.w.organizer, s.id, "")
		m.w.engine.Quiet()
		same(r, err, m.model.cancelShift(s))
	}
	m.compare(r)
}

// compare looks at every row.
func (m *machine) compare(r *rapid.T) {
	for i, s := range m.model.shifts {
		row := m.w.row(m.t, s.id)
		if row.Capacity != s.capacity || row.Confirmed != len(s.holders) || row.Held != len(s.offers) ||
			row.Waitlisted != len(s.queue) || row.LastSeq != s.seq || row.FirstSeq != s.first || string(row.State) != s.state {
			r.Fatalf("shift %d is %+v, in the model %+v", i, row, s)
		}
		if held := m.holders(s); !maps.EqualFunc(held, s.holders, time.Time.Equal) {
			r.Fatalf("on shift %d are %v, in the model %v", i, held, s.holders)
		}
		if asked := m.requests(s); !maps.Equal(asked, s.requests) {
			r.Fatalf("for shift %d ask %v, in the model %v", i, asked, s.requests)
		}
		var queue []modelEntry
		for _, e := range m.w.queue(m.t, s.id) {
			queue = append(queue, modelEntry{e.VolunteerID, e.Seq, blockedBy(e), e.AutoAccept, e.Missed})
		}
		if !slices.Equal(queue, s.queue) {
			r.Fatalf("for shift %d wait %+v, in the model %+v", i, queue, s.queue)
		}
		want := map[string]time.Time{}
		for _, o := range s.offers {
			want[o.who] = o.until
		}
		if offers := m.offers(s); !maps.EqualFunc(offers, want, time.Time.Equal) {
			r.Fatalf("on shift %d are offered %v, in the model %v", i, offers, want)
		}
		faults, err := m.w.engine.VerifyShift(m.w.system, s.id)
		if err != nil || len(faults) > 0 {
			r.Fatalf("the log: %v, %v", faults, err)
		}
	}
}

func (m *machine) holders(s *modelShift) map[string]time.Time {
	all := map[string]time.Time{}
	for _, held := range m.w.store.Client.Signup.Query().Where(signup.ShiftID(s.id), signup.StateEQ(signup.StateCONFIRMED)).AllX(m.w.system) {
		all[held.VolunteerID] = time.Time{}
		if held.FreeUntil != nil {
			all[held.VolunteerID] = *held.FreeUntil
		}
	}
	return all
}

func (m *machine) requests(s *modelShift) map[string]int64 {
	all := map[string]int64{}
	for _, asked := range m.w.store.Client.Signup.Query().Where(signup.ShiftID(s.id), signup.StateEQ(signup.StateREQUESTED)).AllX(m.w.system) {
		all[asked.VolunteerID] = *asked.Seq
	}
	return all
}

func (m *machine) offers(s *modelShift) map[string]time.Time {
	all := map[string]time.Time{}
	for _, o := range m.w.store.Client.Offer.Query().Where(offer.ShiftID(s.id), offer.StateEQ(offer.StatePENDING)).AllX(m.w.system) {
		all[o.VolunteerID] = o.ExpiresAt
	}
	return all
}

func same(r *rapid.T, err error, want fault.Code) {
	r.Helper()
	if code(err) != want {
		r.Fatalf("the engine says %q, the model %q", code(err), want)
	}
}

func policyOf(approval bool) shift.SignupPolicy {
	if approval {
		return shift.SignupPolicyAPPROVAL
	}
	return shift.SignupPolicyINSTANT
}
