package place

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"strings"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
	"erikti/internal/id"
)

// headsAtOnce is how many heads of a queue are read by one statement.
const headsAtOnce = 200

// queue is the queue of a locked shift as far as it was needed: those whom a
// moved shift released first, then those that were read, then those who came.
type queue struct {
	front, read, back []*gen.WaitlistEntry
	here              map[string]struct{} // who is in it
	last              *int64              // the number up to which it was read
	whole             bool                // everyone was read
}

// add puts an entry among others, by number.
func (q *queue) add(to *[]*gen.WaitlistEntry, e *gen.WaitlistEntry) {
	if q.here == nil {
		q.here = map[string]struct{}{}
	}
	if _, there := q.here[e.ID]; there {
		return
	}
	q.here[e.ID] = struct{}{}
	at, _ := slices.BinarySearchFunc(*to, e.Seq, func(other *gen.WaitlistEntry, seq int64) int { return cmp.Compare(other.Seq, seq) })
	*to = slices.Insert(*to, at, e)
}

// insert puts an entry where its number belongs that the database does not have
// there yet.
func (q *queue) insert(e *gen.WaitlistEntry) {
	switch {
	case q.whole:
		q.add(&q.read, e)
	case e.Seq <= 0:
		q.add(&q.front, e)
	default:
		q.add(&q.back, e)
	}
}

// again puts an entry behind everyone.
func (q *queue) again(e *gen.WaitlistEntry) {
	delete(q.here, e.ID)
	q.insert(e)
}

// at returns the ith entry that waited when it was read, nil after the last.
func (s *Shift) at(ctx context.Context, i int) (*gen.WaitlistEntry, error) {
	q := &s.queue
	if i < len(q.front) {
		return q.front[i], nil
	}
	i -= len(q.front)
	for i >= len(q.read) && !q.whole {
		if err := s.readHeads(ctx); err != nil {
			return nil, err
		}
	}
	if i < len(q.read) {
		return q.read[i], nil
	}
	if i -= len(q.read); i < len(q.back) {
		return q.back[i], nil
	}
	return nil, nil
}

// readHeads reads the next who wait, with what the gates ask of them.
func (s *Shift) readHeads(ctx context.Context) error {
	q, t := &s.queue, s.tx
	query := t.WaitlistEntry.Query().
		Where(waitlistentry.ShiftID(s.ID), waitlistentry.StateEQ(waitlistentry.StateWAITING))
	if q.last != nil {
		query.Where(waitlistentry.SeqGT(*q.last))
	}
	heads, err := query.Order(gen.Asc(waitlistentry.FieldSeq)).Limit(headsAtOnce).All(ctx)
	if err != nil {
		return err
	}
	if q.whole = len(heads) < headsAtOnce; !q.whole {
		q.last = &heads[len(heads)-1].Seq
	}
	ids := make([]string, 0, len(heads))
	for _, h := range heads {
		ids = append(ids, h.VolunteerID)
	}
	if err := t.knowPeople(ctx, ids...); err != nil {
		return err
	}
	for _, h := range heads {
		q.add(&q.read, t.entry(h))
	}
	if q.whole { // who comes from now on stands with them, and so must who came before
		for _, e := range q.back {
			delete(q.here, e.ID)
			q.add(&q.read, e)
		}
		q.back = nil
	}
	return nil
}

// readQueue reads everyone who waits.
func (s *Shift) readQueue(ctx context.Context) error {
	for s.Waitlisted > 0 && !s.queue.whole {
		if err := s.readHeads(ctx); err != nil {
			return err
		}
	}
	return nil
}

// serve gives free places to the heads of the queue, in order (invariants 2 and
// 5). One whose gate fails keeps the number, learns which gate, and is passed;
// they are next when it clears. From the start of the shift on, nobody is promoted
// any more.
func (s *Shift) serve(ctx context.Context) error {
	if !s.takesPeople() || s.free() == 0 || s.Waitlisted == 0 {
		return nil
	}
	asked := s.tx.actor
	s.tx.As(Actor{Kind: BySystem}) // whoever freed the place, the queue decides who gets it
	defer s.tx.As(asked)
	var notAsked []*gen.WaitlistEntry
	for i := 0; s.free() > 0 && s.Waitlisted > 0; i++ {
		head, err := s.at(ctx, i)
		if err != nil || head == nil {
			return err
		}
		if head.State != waitlistentry.StateWAITING {
			continue
		}
		if gate, failed := firstRefusal(personal(s.Shift, s.tx.people[head.VolunteerID])); failed {
			s.pass(head, gate.Code)
			continue
		}
		until, asked := s.offerUntil()
		if !asked && !(head.AutoAccept && s.placesAtOnce()) {
			notAsked = append(notAsked, head)
			continue
		}
		for _, e := range notAsked {
			s.pass(e, GateSignupWindow)
		}
		notAsked = nil
		s.give(head, until)
	}
	return nil
}

// give gives a free place to the head of the queue: at once, or as an offer. Whom
// only an offer can reach gets none once the sign-up has closed: nobody could answer
// it, and the place is for those behind, who pass them.
func (s *Shift) give(head *gen.WaitlistEntry, until time.Time) {
	if head.AutoAccept && s.placesAtOnce() {
		s.leaveQueue(head, waitlistentry.StatePROMOTED)
		placed := s.confirm(s.tx.people[head.VolunteerID], signup.SourceWAITLIST, viaQueue, s.lateUntil())
		s.tell(notice.KindPROMOTED, placed.VolunteerID, placed.ID, detail{})
		return
	}
	s.offer(head, until)
}

// pass notes the gate for which the head of the queue got no place; the person is
// told once.
func (s *Shift) pass(head *gen.WaitlistEntry, gate GateCode) {
	if head.BlockedBy != nil && *head.BlockedBy == string(gate) {
		return
	}
	blocked := string(gate)
	head.BlockedBy = &blocked
	s.tx.changeEntry(head)
	s.log(LogPassed, &head.PersonNo, detail{Of: head.ID, Seq: head.Seq, Gate: blocked})
	s.tell(notice.KindBLOCKED, head.VolunteerID, head.ID, detail{Gate: blocked})
}

// leaveQueue ends the waiting of an entry; the caller logs.
func (s *Shift) leaveQueue(e *gen.WaitlistEntry, state waitlistentry.State) {
	if e.State == waitlistentry.StateWAITING {
		s.Waitlisted--
	}
	e.State, e.BlockedBy = state, nil
	s.tx.changeEntry(e)
	s.change()
}

// enqueue puts a person into the queue, at its end or where a number puts them.
func (s *Shift) enqueue(p *person, seq int64, autoAccept bool, via string) *gen.WaitlistEntry {
	e := &gen.WaitlistEntry{
		ID: id.WaitlistEntry.New(), CreatedAt: s.tx.Now, Version: 1, ShiftID: s.ID, VolunteerID: p.id, PersonNo: p.no,
		Seq: seq, AutoAccept: autoAccept, State: waitlistentry.StateWAITING,
	}
	s.tx.addEntry(e)
	p.entries = append(p.entries, e)
	s.queue.insert(e)
	s.Waitlisted++
	s.log(LogQueued, &p.no, detail{Of: e.ID, Seq: seq, Via: via})
	return e
}

// freed is a time at which a person ("": everybody) of a shift has a place there no
// more, so that they may take one elsewhere.
type freed struct {
	shiftID     string
	volunteerID string
	from, to    time.Time
}

// freeTime notes that the time of a shift is free again for a person of it, or for
// everybody ("").
func (s *Shift) freeTime(volunteerID string) {
	if takesTime(s.Shift) {
		s.tx.freed = append(s.tx.freed, freed{s.ID, volunteerID, s.StartsAt, s.EndsAt})
	}
}

// serveElsewhere serves the queues in which those wait whose time became free: each
// shift in a transaction of its own, since never a shift is locked after another
// one. All of them, not only those that show a gate or a free place: a transaction
// that is not committed may just be writing that.
func (e *Engine) serveElsewhere(ctx context.Context, all []freed) {
	var ids []string
	for _, f := range all {
		who := waitlistentry.VolunteerID(f.volunteerID)
		if f.volunteerID == "" {
			who = signedUpFor(f.shiftID)
		}
		found, err := e.store.Client.WaitlistEntry.Query().Where(who, waitlistentry.StateEQ(waitlistentry.StateWAITING),
			waitlistentry.HasShiftWith(shift.IDNEQ(f.shiftID), shift.StartsAtLT(f.to), shift.EndsAtGT(f.from)),
		).Select(waitlistentry.FieldShiftID).Strings(rule.System(ctx))
		if err != nil {
			slog.ErrorContext(ctx, "looking for queues to serve", "error", err)
			return
		}
		ids = append(ids, found...)
	}
	for _, id := range slices.Compact(slices.SortedFunc(slices.Values(ids), strings.Compare)) {
		if err := e.Settle(ctx, id); err != nil {
			slog.ErrorContext(ctx, "serving a queue", "shift", id, "error", err)
		}
	}
}

// signedUpFor says that who waits signed up for a shift, whatever came of it. As a list
// of theirs, not as a question about each who waits anywhere.
func signedUpFor(shiftID string) predicate.WaitlistEntry {
	return func(s *sql.Selector) {
		t := sql.Table(signup.Table)
		s.Where(sql.In(s.C(waitlistentry.FieldVolunteerID),
			sql.Select(t.C(signup.FieldVolunteerID)).From(t).Where(sql.EQ(t.C(signup.FieldShiftID), shiftID))))
	}
}
