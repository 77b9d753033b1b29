package place

import (
	"cmp"
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/signup"
	"erikti/internal/fault"
)

// movedGrace is how long everyone may leave a shift whose time was changed.
const movedGrace = 48 * time.Hour

// MovePreview says what moving a shift would do: numbers, never why.
type MovePreview struct {
	Told         int // people with a place, or who asked for one
	WouldOverlap int // of them, who have another place at the new time
}

// PreviewMove says what Move would do.
func (s *Shift) PreviewMove(ctx context.Context, from, to time.Time) (MovePreview, error) {
	people, overlapping, err := s.holders(ctx, from, to)
	return MovePreview{len(people), len(overlapping)}, err
}

// Move changes the time of the shift. Everyone who has a place keeps it and may
// leave within 48 hours whatever the deadline. Who has another place at the new
// time is in the way: the move is refused with WOULD_OVERLAP (invariant 8), unless
// release says that those places are freed; these people come first in the queue.
func (s *Shift) Move(ctx context.Context, from, to time.Time, release bool) error {
	t := s.tx
	holders, overlapping, err := s.holders(ctx, from, to)
	if err != nil {
		return err
	}
	if len(overlapping) > 0 && !release {
		return fault.Refuse(fault.WouldOverlap).With("people", len(overlapping)).At("startsAt")
	}
	s.freeTime("")
	s.StartsAt, s.EndsAt = from, to
	until := t.Now.Add(movedGrace)
	for _, h := range holders {
		h.StartsAt, h.EndsAt, h.FreeUntil = from, to, &until
		t.changeSignup(h)
		if !slices.Contains(overlapping, h) {
			s.tell(notice.KindMOVED, h.VolunteerID, h.ID, detail{From: from.Unix(), To: to.Unix(), Until: until.Unix()})
		}
	}
	s.log(LogMoved, nil, detail{From: from.Unix(), To: to.Unix()})
	if err := t.Shift.UpdateOneID(s.ID).SetStartsAt(from).SetEndsAt(to).Exec(ctx); err != nil {
		return err
	}
	s.releaseFirst(overlapping)
	return nil
}

// releaseFirst frees the places of people and puts them before everyone else in the
// queue, in the order in which they got the places.
func (s *Shift) releaseFirst(people []*gen.Signup) {
	slices.SortFunc(people, func(a, b *gen.Signup) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	s.FirstSeq -= int64(len(people))
	for i, place := range people {
		s.release(place, signup.CancelledBySYSTEM, LogReleased)
		e := s.enqueue(s.tx.people[place.VolunteerID], s.FirstSeq+int64(i), true, viaMove)
		blocked := string(GateNoOverlap)
		e.BlockedBy = &blocked
		s.tell(notice.KindRELEASED, place.VolunteerID, e.ID, detail{})
	}
}

// holders are those who have a place or asked for one, and of them those who have
// another place between two times.
func (s *Shift) holders(ctx context.Context, from, to time.Time) (all, overlapping []*gen.Signup, err error) {
	t := s.tx
	if err := t.flush(ctx); err != nil {
		return nil, nil, err
	}
	rows, err := t.Signup.Query().Where(signup.ShiftID(s.ID), signup.StateIn(liveStates...)).All(ctx)
	if err != nil {
		return nil, nil, err
	}
	ids := make([]string, 0, len(rows))
	for _, row := range rows {
		row = t.signup(row)
		all = append(all, row)
		ids = append(ids, row.VolunteerID)
	}
	// Those who were read before the new time was known may have more places then.
	for _, id := range ids {
		delete(t.people, id)
	}
	was := *s.Shift
	s.StartsAt, s.EndsAt = from, to
	defer func() { s.StartsAt, s.EndsAt = was.StartsAt, was.EndsAt }()
	if err := t.knowPeople(ctx, ids...); err != nil {
		return nil, nil, err
	}
	for _, row := range all {
		if slices.Contains(takesPlace, row.State) && t.people[row.VolunteerID].overlapping(s.Shift) != nil {
			overlapping = append(overlapping, row)
		}
	}
	return all, overlapping, nil
}
