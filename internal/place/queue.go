package place

import (
	"context"
	"log/slog"

	"erikti/ent/gen"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
)

// inQueue are the states of an entry that is live: at most one per person and
// shift (invariant 3).
var inQueue = []waitlistentry.State{waitlistentry.StateWAITING, waitlistentry.StateOFFERED}

// headsAtOnce bounds how many heads of a queue are looked at in one transaction.
const headsAtOnce = 200

// served is what serving the queue has read: people are those locked.
type served struct{ people map[string]*person }

// serve gives the free places of a locked shift to the heads of its queue, in
// order (invariants 2 and 5). One whose gate fails keeps the number, learns which
// gate, and is passed; they are next when it clears. Others are locked with the
// heads, in the one order of locks. From the start of the shift on, nobody is
// promoted any more.
func (t *Tx) serve(ctx context.Context, s *gen.Shift, others ...string) (served, error) {
	ids := others
	var heads []*gen.WaitlistEntry
	if Available(s) > 0 && s.Waitlisted > 0 && t.takesPeople(s) {
		var err error
		if heads, err = t.WaitlistEntry.Query().
			Where(waitlistentry.ShiftID(s.ID), waitlistentry.StateEQ(waitlistentry.StateWAITING)).
			Order(gen.Asc(waitlistentry.FieldSeq)).Limit(headsAtOnce).All(ctx); err != nil {
			return served{}, err
		}
		for _, h := range heads {
			ids = append(ids, h.VolunteerID)
		}
	}
	if len(ids) == 0 {
		return served{}, nil
	}
	people, err := t.lockPeople(ctx, ids, s)
	if err != nil {
		return served{}, err
	}
	for _, head := range heads {
		if Available(s) == 0 {
			break
		}
		if err := t.promote(ctx, s, head, people[head.VolunteerID]); err != nil {
			return served{}, err
		}
	}
	return served{people}, nil
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

// settleUnblocked serves the queues in which a person was passed because of a
// place elsewhere, after that place was given up: each shift in a transaction of
// its own, since never a shift is locked after a person.
func (e *Engine) settleUnblocked(ctx context.Context, volunteerID string) {
	ctx = context.WithoutCancel(ctx)
	entries, err := e.store.Client.WaitlistEntry.Query().Where(
		waitlistentry.VolunteerID(volunteerID), waitlistentry.StateEQ(waitlistentry.StateWAITING),
		waitlistentry.BlockedBy(string(GateNoOverlap)),
	).All(rule.System(ctx))
	if err != nil {
		slog.ErrorContext(ctx, "looking for queues to serve", "error", err)
		return
	}
	for _, entry := range entries {
		if err := e.Do(ctx, func(ctx context.Context, t *Tx) error {
			s, err := t.LockShift(ctx, entry.ShiftID)
			if err != nil {
				return err
			}
			_, err = t.serve(ctx, s)
			return err
		}); err != nil {
			slog.ErrorContext(ctx, "serving a queue", "shift", entry.ShiftID, "error", err)
		}
	}
}
