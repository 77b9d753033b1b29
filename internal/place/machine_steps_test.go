package place_test

import (
	"cmp"
	"time"

	"pgregory.net/rapid"

	"erikti/ent/gen"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/event"
	"erikti/internal/fault"
)

func (m *machine) who(r *rapid.T) string { return rapid.SampledFrom(m.people).Draw(r, "who") }

func (m *machine) where(r *rapid.T) *modelShift {
	return rapid.SampledFrom(m.model.shifts).Draw(r, "where")
}

// time passes, and the clock does what is due.
func (m *machine) time(r *rapid.T) {
	m.model.now = m.model.now.Add(rapid.SampledFrom([]time.Duration{
		10 * time.Minute, 30 * time.Minute, 2 * time.Hour, 9 * time.Hour, 24 * time.Hour,
	}).Draw(r, "passes"))
	m.w.at(m.model.now)
	m.w.tick(m.t)
	m.model.tick()
}

func (m *machine) signUp(r *rapid.T) {
	who, s, auto := m.who(r), m.where(r), rapid.Bool().Draw(r, "auto")
	_, err := m.w.ask(who, s.id, auto)
	same(r, err, m.model.signUp(who, s, auto))
}

// signup is the id of a live one, "" for none.
func (m *machine) signup(who string, s *modelShift, states ...signup.State) string {
	id, err := m.w.store.Client.Signup.Query().
		Where(signup.ShiftID(s.id), signup.VolunteerID(who), signup.StateIn(states...)).OnlyID(m.w.system)
	if gen.MaskNotFound(err) != nil {
		m.t.Error(err)
	}
	return id
}

// someone picks one of those who have something on a shift, "" when nobody has.
func (m *machine) someone(r *rapid.T, has func(who string) bool) string {
	var there []string
	for _, who := range m.people {
		if has(who) {
			there = append(there, who)
		}
	}
	if len(there) == 0 {
		return ""
	}
	return rapid.SampledFrom(there).Draw(r, "who")
}

func (m *machine) cancel(r *rapid.T) {
	s := m.where(r)
	who := m.someone(r, func(who string) bool { return s.has(who) || s.requested(who) })
	if id := m.signup(who, s, signup.StateCONFIRMED, signup.StateREQUESTED); id != "" {
		same(r, m.w.cancel(who, id), m.model.cancel(who, s))
	}
}

func (m *machine) leave(r *rapid.T) {
	s := m.where(r)
	who := m.someone(r, func(who string) bool { return s.position(who) >= 0 || s.offered(who) >= 0 })
	entry, err := m.w.store.Client.WaitlistEntry.Query().Where(waitlistentry.ShiftID(s.id), waitlistentry.VolunteerID(who),
		waitlistentry.StateIn(waitlistentry.StateWAITING, waitlistentry.StateOFFERED)).OnlyID(m.w.system)
	if err == nil {
		same(r, m.w.leave(who, entry), m.model.leave(who, s))
	}
}

// lastOffer is the last one that a person got, answered or not.
func (m *machine) lastOffer(who string, s *modelShift) *gen.Offer {
	all := m.w.store.Client.Offer.Query().Where(offer.ShiftID(s.id), offer.VolunteerID(who)).AllX(m.w.system)
	for _, o := range all {
		if o.State == offer.StatePENDING {
			return o
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all[0]
}

// someOffer prefers one that stands: few do.
func (m *machine) someOffer(r *rapid.T) (string, *modelShift, *gen.Offer) {
	who, s := m.who(r), m.where(r)
	for _, other := range m.model.shifts {
		if len(other.offers) > 0 && rapid.Bool().Draw(r, "stands") {
			who, s = other.offers[0].who, other
			break
		}
	}
	return who, s, m.lastOffer(who, s)
}

// accept takes an offered place, and may give up another one for it. Time may have
// passed that the clock has not seen.
func (m *machine) accept(r *rapid.T) {
	who, s, o := m.someOffer(r)
	if o == nil {
		return
	}
	var release *modelShift
	released := ""
	if other := m.where(r); rapid.Bool().Draw(r, "release") {
		if released = m.signup(who, other, signup.StateCONFIRMED, signup.StateREQUESTED); released != "" {
			release = other
		}
	}
	if rapid.IntRange(0, 4).Draw(r, "late") == 0 && m.model.now.Before(o.ExpiresAt) {
		m.model.now = o.ExpiresAt
		m.w.at(m.model.now)
		defer m.w.tick(m.t)
		defer m.model.tick()
	}
	same(r, m.w.answer(who, o.ID, true, released), m.model.answer(who, s, o.ExpiresAt, true, release))
}

func (m *machine) declineOffer(r *rapid.T) {
	if who, s, o := m.someOffer(r); o != nil {
		same(r, m.w.answer(who, o.ID, false, ""), m.model.answer(who, s, o.ExpiresAt, false, nil))
	}
}

func (m *machine) capacity(r *rapid.T) {
	s := m.where(r)
	n := max(1, s.capacity+rapid.SampledFrom([]int{1, -1, 2}).Draw(r, "more"))
	same(r, m.w.capacity(s.id, n), m.model.setCapacity(s, n))
}

func (m *machine) minAge(r *rapid.T) {
	s, n := m.where(r), rapid.SampledFrom([]int{0, 16}).Draw(r, "age")
	same(r, m.w.change(event.ShiftPatch{ShiftID: s.id, MinAge: &n}), m.model.setMinAge(s, n))
}

func (m *machine) policy(r *rapid.T) {
	s, approval := m.where(r), rapid.Bool().Draw(r, "approval")
	policy := policyOf(approval)
	same(r, m.w.change(event.ShiftPatch{ShiftID: s.id, SignupPolicy: &policy}), m.model.setPolicy(s, approval))
}

func (m *machine) move(r *rapid.T) {
	s, hour, release := m.where(r), rapid.IntRange(0, 8).Draw(r, "hour"), rapid.Bool().Draw(r, "release")
	from := days(10, hour)
	to := from.Add(3 * time.Hour)
	held := map[string]*gen.Signup{}
	for _, h := range m.w.store.Client.Signup.Query().Where(signup.ShiftID(s.id), signup.StateEQ(signup.StateCONFIRMED)).AllX(m.w.system) {
		held[h.VolunteerID] = h
	}
	placed := func(a, b string) int {
		return cmp.Or(held[a].CreatedAt.Compare(held[b].CreatedAt), cmp.Compare(held[a].ID, held[b].ID))
	}
	err := m.w.change(event.ShiftPatch{ShiftID: s.id, StartsAt: &from, EndsAt: &to, ReleaseConflicting: release})
	same(r, err, m.model.move(s, from, to, release, placed))
}

func (m *machine) cancelShift(r *rapid.T) {
	s := m.where(r)
	_, err := m.w.events.CancelShift(m.w.organizer, s.id, "")
	m.w.engine.Quiet()
	same(r, err, m.model.cancelShift(s))
}

// asked is a request, rather one that stands: few do.
func (m *machine) asked(r *rapid.T) (string, *modelShift, string) {
	who, s := m.who(r), m.where(r)
	for _, other := range m.model.shifts {
		for _, someone := range m.people {
			if other.requested(someone) && rapid.Bool().Draw(r, "stands") {
				who, s = someone, other
			}
		}
	}
	return who, s, m.signup(who, s, signup.StateREQUESTED, signup.StateCONFIRMED)
}

func (m *machine) approve(r *rapid.T) {
	if who, s, id := m.asked(r); id != "" {
		_, err := m.w.events.Approve(m.w.organizer, id, "")
		same(r, err, m.model.approve(who, s))
	}
}

func (m *machine) declineRequest(r *rapid.T) {
	if who, s, id := m.asked(r); id != "" {
		_, err := m.w.events.Decline(m.w.organizer, id, "No room on the bus", "")
		same(r, err, m.model.decline(who, s))
	}
}

func (m *machine) add(r *rapid.T) {
	who, s := m.who(r), m.where(r)
	if rapid.Bool().Draw(r, "offered") {
		who, s, _ = m.someOffer(r)
	}
	same(r, m.w.add(who, s.id), m.model.add(who, s))
}

func (m *machine) movePerson(r *rapid.T) {
	s, to := m.where(r), m.where(r)
	who := m.someone(r, s.has)
	id := m.signup(who, s, signup.StateCONFIRMED)
	if id == "" {
		return
	}
	_, err := m.w.events.MoveSignup(m.w.organizer, id, to.id, "")
	m.w.engine.Quiet()
	want := fault.WrongState
	if s != to {
		want = m.model.movePerson(who, s, to)
	}
	same(r, err, want)
}
