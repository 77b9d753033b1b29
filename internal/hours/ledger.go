package hours

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/volunteer"
	"erikti/internal/civil"
	"erikti/internal/store"
)

// Ledger appends lines in a transaction, as the system: the caller has checked rights.
type Ledger struct {
	*gen.Tx
	Postgres bool
	Now      time.Time
}

// Work is a stretch of time that a person worked, as it is proven.
type Work struct {
	VolunteerID, OrganizationID string
	EventID, ShiftID, SignupID  *string
	RegionID, DirectionID       *string
	From, To                    time.Time
	Zone                        string // IANA, of the day that it counts for
	Evidence                    int
	Source                      hourentry.Source
	Description                 string
	// Settled says that its event is: what an organizer writes is locked at once.
	Settled bool
}

// LockPeople locks people, by ascending id, for what decides about their minutes.
// SQLite's writer is alone.
func LockPeople(ctx context.Context, tx *gen.Tx, postgres bool, ids ...string) error {
	if !postgres || len(ids) == 0 {
		return nil
	}
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	q := tx.Volunteer.Query().Where(store.AnyOf(postgres, volunteer.FieldID, ids)).Order(gen.Asc(volunteer.FieldID))
	q.Modify(store.Locked(postgres))
	_, err := q.Select(volunteer.FieldID).Strings(ctx)
	return err
}

// Standing reads the lines of a person that stand and fit a filter, in the order of
// time. Those that count are VERIFIED or LOCKED. Lock the person first to decide by it.
func Standing(ctx context.Context, client *gen.Client, f Filter) ([]*gen.HourEntry, error) {
	q := client.HourEntry.Query().Where(Stands(), hourentry.VolunteerID(f.VolunteerID), hourentry.EvidenceGTE(f.MinEvidence))
	if f.OrganizationID != "" {
		q.Where(hourentry.OrganizationID(f.OrganizationID))
	}
	if f.RegionID != "" {
		q.Where(hourentry.RegionID(f.RegionID))
	}
	if f.DirectionID != "" {
		q.Where(hourentry.DirectionID(f.DirectionID))
	}
	if f.From != "" {
		q.Where(hourentry.DateGTE(f.From))
	}
	if f.To != "" {
		q.Where(hourentry.DateLTE(f.To))
	}
	return q.Order(gen.Asc(hourentry.FieldDate, hourentry.FieldStartsAt, hourentry.FieldID)).All(ctx)
}

// span is [from, to): spans that touch do not overlap.
type span struct{ from, to time.Time }

func (s span) minutes() int { return int(s.to.Sub(s.from) / time.Minute) }

// without cuts away the time of others, which stand in the order of time.
func (s span) without(others []span) []span {
	var left []span
	for _, o := range others {
		if !o.from.Before(s.to) || !s.from.Before(o.to) {
			continue
		}
		if s.from.Before(o.from) {
			left = append(left, span{s.from, o.from})
		}
		if s.from = o.to; !s.from.Before(s.to) {
			return left
		}
	}
	return append(left, s)
}

// others are the times of a person that lines overlapping w have already.
func (l *Ledger) others(ctx context.Context, w Work) ([]*gen.HourEntry, error) {
	return l.HourEntry.Query().Where(Stands(), hourentry.VolunteerID(w.VolunteerID),
		hourentry.StartsAtLT(w.To), hourentry.EndsAtGT(w.From)).Order(gen.Asc(hourentry.FieldStartsAt)).All(ctx)
}

// Append writes a stretch of time as PENDING lines: what of it another line has already
// is left out (invariant 14). The person is locked. What they only declared, and nobody
// has verified, gives way to what was recorded.
func (l *Ledger) Append(ctx context.Context, w Work) ([]*gen.HourEntry, error) {
	if err := LockPeople(ctx, l.Tx, l.Postgres, w.VolunteerID); err != nil {
		return nil, err
	}
	// Whole minutes, so that pieces are together as long as the whole.
	w.From, w.To = w.From.Truncate(time.Minute), w.To.Truncate(time.Minute)
	others, err := l.others(ctx, w)
	if err != nil {
		return nil, err
	}
	var taken []span
	for _, o := range others {
		if o.Source == hourentry.SourceDECLARED && o.State == hourentry.StatePENDING && w.Source != hourentry.SourceDECLARED {
			if err := l.Supersede(ctx, o); err != nil {
				return nil, err
			}
			continue
		}
		taken = append(taken, span{*o.StartsAt, *o.EndsAt})
	}
	var lines []*gen.HourEntry
	for _, s := range (span{w.From, w.To}).without(taken) {
		if s.minutes() == 0 {
			continue
		}
		line, err := l.write(ctx, w, s)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	return lines, nil
}

func (l *Ledger) write(ctx context.Context, w Work, s span) (*gen.HourEntry, error) {
	line, err := l.HourEntry.Create().
		SetVolunteerID(w.VolunteerID).SetOrganizationID(w.OrganizationID).
		SetNillableEventID(w.EventID).SetNillableShiftID(w.ShiftID).SetNillableSignupID(w.SignupID).
		SetNillableRegionID(w.RegionID).SetNillableDirectionID(w.DirectionID).
		SetDate(civil.Of(s.from, civil.Zone(w.Zone))).SetStartsAt(s.from.UTC()).SetEndsAt(s.to.UTC()).SetMinutes(s.minutes()).
		SetEvidence(w.Evidence).SetSource(w.Source).SetDescription(w.Description).
		SetCreatedAt(l.Now).SetUpdatedAt(l.Now).Save(ctx)
	if store.Taken(err) {
		return nil, store.ErrCollided // written by who did not lock the person: looked at anew
	}
	return line, err
}

// Supersede ends a PENDING line in whose place another one stands: it never counted.
func (l *Ledger) Supersede(ctx context.Context, line *gen.HourEntry) error {
	to, err := States.Next(reject, line.State)
	if err != nil {
		return err
	}
	return l.HourEntry.UpdateOneID(line.ID).SetState(to).SetTakenBack(true).SetUpdatedAt(l.Now).Exec(ctx)
}

// TakeBack takes a line that counts back by a counter-entry, in the state that the line
// has: the two are together 0.
func (l *Ledger) TakeBack(ctx context.Context, line *gen.HourEntry, by string, reasonID *string) error {
	if line.TakenBack || line.Minutes < 0 || line.State != hourentry.StateVERIFIED && line.State != hourentry.StateLOCKED {
		panic("hours: only a line that counts and stands is taken back")
	}
	if err := l.HourEntry.UpdateOneID(line.ID).SetTakenBack(true).SetUpdatedAt(l.Now).Exec(ctx); err != nil {
		return err
	}
	c := l.HourEntry.Create().
		SetVolunteerID(line.VolunteerID).SetOrganizationID(line.OrganizationID).
		SetNillableEventID(line.EventID).SetNillableShiftID(line.ShiftID).SetNillableSignupID(line.SignupID).
		SetNillableRegionID(line.RegionID).SetNillableDirectionID(line.DirectionID).
		SetDate(line.Date).SetMinutes(-line.Minutes).SetEvidence(line.Evidence).SetSource(hourentry.SourceCORRECTION).
		SetState(line.State).SetCorrectsID(line.ID).SetNillableReasonID(reasonID).SetCreatedAt(l.Now).SetUpdatedAt(l.Now)
	if by != "" {
		c.SetDecidedBy(by).SetDecidedAt(l.Now)
	}
	if err := c.Exec(ctx); store.Taken(err) {
		return store.ErrCollided
	} else if err != nil {
		return err
	}
	return nil
}

// Verify makes a PENDING line count, on the word of somebody else than its person.
func (l *Ledger) Verify(ctx context.Context, line *gen.HourEntry, by string) error {
	to, err := States.Next(verify, line.State)
	if err != nil {
		return err
	}
	line.State = to
	return l.HourEntry.UpdateOneID(line.ID).SetState(to).SetDecidedBy(by).SetDecidedAt(l.Now).SetUpdatedAt(l.Now).Exec(ctx)
}

// Lock locks every VERIFIED line of an event.
func (l *Ledger) Lock(ctx context.Context, eventID string) error {
	to, err := States.Next(lock, hourentry.StateVERIFIED)
	if err != nil {
		return err
	}
	return l.HourEntry.Update().Where(hourentry.EventID(eventID), hourentry.StateEQ(hourentry.StateVERIFIED)).
		SetState(to).SetUpdatedAt(l.Now).Exec(ctx)
}
