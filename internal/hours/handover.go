package hours

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/hourentry"
	"erikti/internal/fault"
	"erikti/internal/store"
)

// HandOver gives the lines of a person that stand to another one, who took their record
// over. Lines never change, so each is taken back, and one like it is the other one's:
// the sums of everything but the two people stay. A line that the other one verified is
// PENDING again (invariant 15). Lines of both at one time are refused with OVERLAPS
// (invariant 14).
func (l *Ledger) HandOver(ctx context.Context, from, to string) error {
	if err := LockPeople(ctx, l.Tx, l.Postgres, from, to); err != nil {
		return err
	}
	lines, err := Standing(ctx, l.Client(), Filter{VolunteerID: from})
	if err != nil {
		return err
	}
	for _, line := range lines {
		if line.StartsAt != nil {
			others, err := l.others(ctx, Work{VolunteerID: to, From: *line.StartsAt, To: *line.EndsAt})
			if err != nil {
				return err
			}
			if len(others) > 0 {
				return fault.RefuseFor(fault.Overlaps, "hours")
			}
		}
		if err := l.handOver(ctx, line, to); err != nil {
			return err
		}
	}
	return nil
}

func (l *Ledger) handOver(ctx context.Context, line *gen.HourEntry, to string) error {
	state, by, at := line.State, line.DecidedBy, line.DecidedAt
	if line.State == hourentry.StatePENDING {
		if err := l.Supersede(ctx, line); err != nil {
			return err
		}
	} else {
		if err := l.TakeBack(ctx, line, "", nil); err != nil {
			return err
		}
		if by != nil && *by == to {
			state, by, at = hourentry.StatePENDING, nil, nil
		}
	}
	err := l.HourEntry.Create().
		SetVolunteerID(to).SetOrganizationID(line.OrganizationID).
		SetNillableEventID(line.EventID).SetNillableShiftID(line.ShiftID).SetNillableSignupID(line.SignupID).
		SetNillableRegionID(line.RegionID).SetNillableDirectionID(line.DirectionID).
		SetDate(line.Date).SetNillableStartsAt(line.StartsAt).SetNillableEndsAt(line.EndsAt).SetMinutes(line.Minutes).
		SetEvidence(line.Evidence).SetSource(line.Source).SetDescription(line.Description).
		SetState(state).SetNillableDecidedBy(by).SetNillableDecidedAt(at).
		SetCreatedAt(l.Now).SetUpdatedAt(l.Now).Exec(ctx)
	if store.Taken(err) {
		return store.ErrCollided // written by who did not lock the person: looked at anew
	}
	return err
}
