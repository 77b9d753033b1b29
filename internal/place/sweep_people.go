package place

import (
	"context"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen/notice"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/id"
)

// people finds those who watch what is theirs, and whose places on shifts changed or
// who were told something.
func (s *Sweep) people(ctx context.Context, topics map[string]time.Time, seen map[string]int, shiftIDs []string, since time.Time) error {
	watching := s.hub.Watched(string(id.Volunteer) + "_")
	if len(watching) == 0 {
		return nil
	}
	watched := map[string]bool{}
	for _, volunteerID := range watching {
		watched[volunteerID] = true
	}
	for some := range slices.Chunk(shiftIDs, eventsAtOnce) {
		placed, err := s.store.Client.Signup.Query().Where(signup.ShiftIDIn(some...), signup.UpdatedAtGT(since)).
			Select(signup.FieldVolunteerID, signup.FieldUpdatedAt).All(ctx)
		if err != nil {
			return err
		}
		for _, row := range placed {
			if watched[row.VolunteerID] {
				note(topics, row.VolunteerID, row.UpdatedAt)
			}
		}
		waiting, err := s.store.Client.WaitlistEntry.Query().Where(waitlistentry.ShiftIDIn(some...), waitlistentry.UpdatedAtGT(since)).
			Select(waitlistentry.FieldVolunteerID, waitlistentry.FieldUpdatedAt).All(ctx)
		if err != nil {
			return err
		}
		for _, row := range waiting {
			if watched[row.VolunteerID] {
				note(topics, row.VolunteerID, row.UpdatedAt)
			}
		}
	}
	for some := range slices.Chunk(watching, eventsAtOnce) {
		if err := s.inboxes(ctx, topics, seen, some, since); err != nil {
			return err
		}
	}
	return nil
}

// inboxes finds what people were told lately and what they have read, over the index by
// person: it costs by the inboxes that are watched, not by all.
func (s *Sweep) inboxes(ctx context.Context, topics map[string]time.Time, seen map[string]int, volunteerIDs []string, since time.Time) error {
	found, err := s.store.Client.Notice.Query().
		Where(notice.VolunteerIDIn(volunteerIDs...), func(q *sql.Selector) {
			q.Where(sql.Or(sql.GT(q.C(notice.FieldCreatedAt), since), sql.GT(q.C(notice.FieldReadAt), since)))
		}).
		Select(notice.FieldID, notice.FieldVolunteerID, notice.FieldCreatedAt, notice.FieldReadAt).All(ctx)
	if err != nil {
		return err
	}
	for _, n := range found {
		state, at := 1, n.CreatedAt
		if n.ReadAt != nil {
			state, at = 2, *n.ReadAt
		}
		seen[n.ID] = state
		if s.seen[n.ID] != state {
			note(topics, n.VolunteerID, at)
		}
	}
	return nil
}
