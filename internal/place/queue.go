package place

import (
	"context"
	"log/slog"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteer"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
)

// inQueue are the states of an entry that is live: at most one per person and
// shift (invariant 3).
var inQueue = []waitlistentry.State{waitlistentry.StateWAITING, waitlistentry.StateOFFERED}

// headsAtOnce is how many heads of a queue are locked by one statement.
const headsAtOnce = 200

// Serve gives the free places of a locked shift to the heads of its queue; for
// what changes whom a shift takes.
func (t *Tx) Serve(ctx context.Context, s *gen.Shift) error {
	_, err := t.serve(ctx, s)
	return err
}

// serve gives the free places of a locked shift to the heads of its queue, in
// order (invariants 2 and 5). One whose gate fails keeps the number, learns which
// gate, and is passed; they are next when it clears. Others are locked with the
// first heads, in the one order of locks, and returned. From the start of the shift
// on, nobody is promoted any more.
func (t *Tx) serve(ctx context.Context, s *gen.Shift, others ...string) (map[string]*person, error) {
	asked := map[string]*person{}
	for seq, first := int64(0), true; ; first = false {
		heads, err := t.heads(ctx, s, seq)
		if err != nil {
			return nil, err
		}
		var ids []string
		if first {
			ids = others
		}
		for _, h := range heads {
			ids = append(ids, h.VolunteerID)
			seq = h.Seq
		}
		if len(ids) == 0 {
			return asked, nil
		}
		people, err := t.lockPeople(ctx, ids, s)
		if err != nil {
			return nil, err
		}
		if first {
			asked = people
		}
		for _, head := range heads {
			if Available(s) == 0 {
				break
			}
			if err := t.promote(ctx, s, head, people[head.VolunteerID]); err != nil {
				return nil, err
			}
		}
		if len(heads) < headsAtOnce {
			return asked, nil
		}
	}
}

// heads are the next in the queue of a locked shift after a number; nobody when no
// place is free.
func (t *Tx) heads(ctx context.Context, s *gen.Shift, after int64) ([]*gen.WaitlistEntry, error) {
	if Available(s) == 0 || s.Waitlisted == 0 || !t.takesPeople(s) {
		return nil, nil
	}
	return t.WaitlistEntry.Query().
		Where(waitlistentry.ShiftID(s.ID), waitlistentry.StateEQ(waitlistentry.StateWAITING), waitlistentry.SeqGT(after)).
		Order(gen.Asc(waitlistentry.FieldSeq)).Limit(headsAtOnce).All(ctx)
}

// takesPeople says whether a place that becomes free is still given to someone.
func (t *Tx) takesPeople(s *gen.Shift) bool {
	return t.Now.Before(s.StartsAt) && !cancelled(s)
}

func (t *Tx) promote(ctx context.Context, s *gen.Shift, head *gen.WaitlistEntry, p *person) error {
	if gate, failed := firstRefusal(personal(s, p)); failed {
		if head.BlockedBy != nil && *head.BlockedBy == string(gate.Code) {
			return nil
		}
		return t.WaitlistEntry.UpdateOne(head).
			SetBlockedBy(string(gate.Code)).AddVersion(1).Exec(ctx)
	}
	if err := t.WaitlistEntry.UpdateOne(head).
		SetState(waitlistentry.StatePROMOTED).ClearBlockedBy().AddVersion(1).Exec(ctx); err != nil {
		return err
	}
	s.Waitlisted--
	_, err := t.confirm(ctx, s, p, signup.SourceWAITLIST)
	return err
}

// enqueue puts a person at the end of the queue of a locked shift.
func (t *Tx) enqueue(ctx context.Context, s *gen.Shift, p *person, autoAccept bool) (string, error) {
	created, err := t.WaitlistEntry.Create().
		SetShiftID(s.ID).SetVolunteerID(p.id).SetPersonNo(p.personNo).
		SetSeq(s.LastSeq + 1).SetAutoAccept(autoAccept).SetCreatedAt(t.Now).
		Save(ctx)
	if err != nil {
		return "", err
	}
	return created.ID, t.count(ctx, s, func(s *gen.Shift) { s.LastSeq++; s.Waitlisted++ })
}

// freed is a time at which a person ("": everybody) of a shift has a place there no
// more, so that they may take one elsewhere.
type freed struct {
	shiftID     string
	volunteerID string
	from, to    time.Time
}

// serveElsewhere serves the queues in which those wait whose time became free: each
// shift in a transaction of its own, since never a shift is locked after a person.
// All of them, not only those that show a gate or a free place: a transaction that
// is not committed may just be writing that.
func (e *Engine) serveElsewhere(ctx context.Context, f freed) {
	ctx = context.WithoutCancel(ctx)
	who := waitlistentry.VolunteerID(f.volunteerID)
	if f.volunteerID == "" {
		who = waitlistentry.HasVolunteerWith(volunteer.HasSignupsWith(signup.ShiftID(f.shiftID)))
	}
	ids, err := e.store.Client.Shift.Query().Where(
		shift.IDNEQ(f.shiftID), shift.StartsAtLT(f.to), shift.EndsAtGT(f.from),
		shift.HasWaitlistEntriesWith(waitlistentry.StateEQ(waitlistentry.StateWAITING), who),
	).Order(gen.Asc(shift.FieldID)).IDs(rule.System(ctx))
	if err != nil {
		slog.ErrorContext(ctx, "looking for queues to serve", "error", err)
		return
	}
	for _, id := range ids {
		if err := e.Do(ctx, func(ctx context.Context, t *Tx) error {
			s, err := t.LockShift(ctx, id)
			if err != nil {
				return err
			}
			return t.Serve(ctx, s)
		}); err != nil {
			slog.ErrorContext(ctx, "serving a queue", "shift", id, "error", err)
		}
	}
}
