package hours

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/notice"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	inbox "erikti/internal/notice"
	"erikti/internal/reason"
	"erikti/internal/state"
)

// Correction says how a line really was.
type Correction struct {
	EntryID string
	// From and To stand in its place; both nil: there was no work.
	From, To *time.Time
	Reason   string
}

// Correct takes a line that counts back by a counter-entry, and writes the time as it
// was in its place. It returns the ids of what was written.
func (b *Book) Correct(ctx context.Context, in Correction, key string) ([]string, error) {
	return act.Do(ctx, b.office, "correctHours", key, in, func(ctx context.Context, c *act.Change) ([]string, error) {
		if err := check.Needed(&in.Reason, longest, "reason"); err != nil {
			return nil, err
		}
		if err := CheckWork(in.From, in.To, c.Now, "startsAt"); err != nil {
			return nil, err
		}
		lines, err := decidable(ctx, c, "Mutation.correctHours", "entryId", []string{in.EntryID})
		if err != nil {
			return nil, err
		}
		h := lines[0]
		if h.State != hourentry.StateVERIFIED && h.State != hourentry.StateLOCKED {
			return nil, state.Refuse("hours_correct", h.State, hourentry.StateVERIFIED, hourentry.StateLOCKED).At("entryId")
		}
		if h.TakenBack || h.Minutes < 0 {
			return nil, fault.RefuseFor(fault.WrongState, "hours_correct").At("entryId")
		}
		because, err := reason.Keep(ctx, c.Tx, in.Reason)
		if err != nil {
			return nil, err
		}
		written, err := ledger(c).Replace(ctx, []*gen.HourEntry{h}, c.Who.Actor(), &because, workOf(h), in.From, in.To)
		if err != nil {
			return nil, err
		}
		c.Touch(topics(h)...)
		c.Record(audit.Entry{Action: "HOURS_CORRECTED", Object: h.ID, Organization: h.OrganizationID, Reason: in.Reason})
		return written, c.Tell(ctx, inbox.News{
			Kind: notice.KindHOURS_DECIDED, OrganizationID: h.OrganizationID, SubjectID: h.OrganizationID,
			State: "HOURS_CORRECTED",
		}, h.VolunteerID)
	})
}

// workOf is what a line says, for one in its place.
func workOf(h *gen.HourEntry) Work {
	return Work{
		VolunteerID: h.VolunteerID, OrganizationID: h.OrganizationID, EventID: h.EventID, ShiftID: h.ShiftID, SignupID: h.SignupID,
		RegionID: h.RegionID, DirectionID: h.DirectionID, Zone: zoneOf(h), Description: h.Description,
	}
}

func zoneOf(h *gen.HourEntry) string {
	if e := h.Edges.Event; e != nil {
		return e.TimeZone
	}
	return home
}

// home is the zone of the days of work that was declared.
const home = "Asia/Almaty"

// CheckWork refuses a stretch of time that is none, is too long, or has yet to come. Both
// nil is none.
func CheckWork(from, to *time.Time, now time.Time, path ...string) error {
	switch {
	case from == nil && to == nil:
		return nil
	case from == nil || to == nil || to.Sub(*from) < time.Minute || to.Sub(*from) > LongestWork:
		return fault.Invalid("work_time", path...).With("hours", int(LongestWork/time.Hour))
	case to.After(now):
		return fault.Invalid("work_to_come", path...)
	}
	return nil
}

// Replace writes time that an organizer says was worked in the place of lines: those
// that count are taken back by counter-entries, PENDING ones end; evidence 1, VERIFIED by
// who says so. The people are locked. It returns the ids of the new lines, or without
// new ones those of the old.
func (l *Ledger) Replace(ctx context.Context, old []*gen.HourEntry, by string, reasonID *string, w Work, from, to *time.Time) ([]string, error) {
	var ids []string
	settled := false
	for _, h := range old {
		ids = append(ids, h.ID)
		settled = settled || h.State == hourentry.StateLOCKED
		var err error
		if h.State == hourentry.StatePENDING {
			err = l.Reject(ctx, h, by, reasonID)
		} else {
			err = l.TakeBack(ctx, h, by, reasonID)
		}
		if err != nil {
			return nil, err
		}
	}
	if from == nil || to == nil {
		return ids, nil
	}
	w.From, w.To, w.Evidence, w.Source = *from, *to, 1, hourentry.SourceCORRECTION
	lines, err := l.Append(ctx, w)
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 {
		return nil, fault.Refuse(fault.HoursTaken)
	}
	ids = nil
	for _, h := range lines {
		if err := l.Verify(ctx, h, by); err != nil {
			return nil, err
		}
		if settled || w.Settled {
			to, err := States.Next(lock, h.State)
			if err != nil {
				return nil, err
			}
			if err := l.HourEntry.UpdateOneID(h.ID).SetState(to).Exec(ctx); err != nil {
				return nil, err
			}
		}
		ids = append(ids, h.ID)
	}
	return ids, nil
}
