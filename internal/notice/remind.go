package notice

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/rule"
	"erikti/internal/id"
	"erikti/internal/store"
)

// The two reminders.
const (
	theDayBefore = "24h"
	soon         = "2h"
)

const (
	// remindedAtOnce bounds how many people one transaction reminds.
	remindedAtOnce = 500
	// earliest is how long before the start a reminder can be due: a day, and a night.
	earliest = 36 * time.Hour
	// stragglers is how long a transaction may take that began before a moment.
	stragglers = time.Minute
)

// due is the reminder of a shift whose moment has come, false when there is none now.
func due(s *gen.Shift, now time.Time) (which string, moment time.Time, ok bool) {
	zone := zoneOf(s.Edges.Event)
	if night(now, zone) || !now.Before(s.StartsAt) {
		return "", moment, false
	}
	if moment = byDay(s.StartsAt.Add(-2*time.Hour), zone); !now.Before(moment) {
		return soon, moment, true
	}
	if moment = byDay(s.StartsAt.Add(-24*time.Hour), zone); !now.Before(moment) {
		return theDayBefore, moment, true
	}
	return "", moment, false
}

// Remind makes the reminders that are due and were not made, and returns how many.
func (d *Dispatcher) Remind(ctx context.Context) (int, error) {
	ctx = rule.System(ctx)
	now := d.clock()
	for key, start := range d.reminded {
		if !now.Before(start) {
			delete(d.reminded, key)
		}
	}
	shifts, err := d.store.Client.Shift.Query().Where(
		shift.StartsAtGT(now), shift.StartsAtLTE(now.Add(earliest)), shift.ConfirmedGT(0),
		shift.StateIn(shift.StateSCHEDULED, shift.StateOPEN, shift.StateCLOSED),
		shift.HasEventWith(event.StateEQ(event.StatePUBLISHED), event.KindNEQ(event.KindCREDIT)),
	).WithEvent().Order(gen.Asc(shift.FieldStartsAt, shift.FieldID)).All(ctx)
	if err != nil {
		return 0, err
	}
	made := 0
	for _, s := range shifts {
		which, moment, ok := due(s, now)
		if !ok {
			continue
		}
		detail := Detail{Reminder: which, From: s.StartsAt.Unix()}.text()
		if _, complete := d.reminded[s.ID+detail]; complete {
			continue
		}
		n, err := d.remind(ctx, s.ID, moment, detail, now)
		made += n
		if err != nil {
			return made, err
		}
		if now.Sub(moment) > stragglers {
			d.reminded[s.ID+detail] = s.StartsAt
		}
	}
	return made, nil
}

// remind reminds the people of a shift who got their place before a moment.
func (d *Dispatcher) remind(ctx context.Context, shiftID string, moment time.Time, detail string, now time.Time) (int, error) {
	made := 0
	for last := ""; ; {
		people, err := d.store.Client.Signup.Query().Where(
			signup.ShiftID(shiftID), signup.StateEQ(signup.StateCONFIRMED), signup.CreatedAtLTE(moment), signup.IDGT(last),
		).Order(gen.Asc(signup.FieldID)).Limit(remindedAtOnce).All(ctx)
		if err != nil || len(people) == 0 {
			return made, err
		}
		last = people[len(people)-1].ID
		told, err := d.toldSince(ctx, people, moment)
		if err != nil {
			return made, err
		}
		n := 0
		var topics []string
		err = d.store.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error {
			rows := store.NewRows(d.store.Postgres(), "id text", "created_at timestamptz", "updated_at timestamptz",
				"volunteer_id text", "kind text", "shift_id text", "subject_id text", "detail text")
			topics = topics[:0]
			for _, p := range people {
				if !told[p.ID] {
					rows.Add(id.Notice.New(), now, now, p.VolunteerID, string(notice.KindREMINDER), shiftID, p.ID, detail)
					topics = append(topics, p.VolunteerID)
				}
			}
			var err error
			n, err = rows.InsertMissing(ctx, tx, notice.Table)
			if err == nil && n == 0 {
				return store.ErrUnchanged
			}
			return err
		})
		if err != nil {
			return made, err
		}
		if n > 0 {
			d.publish(topics)
		}
		made += n
	}
}

// toldSince are the sign-ups of which their people were told something after a
// moment: that they have the place, or its new time.
func (d *Dispatcher) toldSince(ctx context.Context, signups []*gen.Signup, moment time.Time) (map[string]bool, error) {
	var ids, people []string
	for _, s := range signups {
		ids, people = append(ids, s.ID), append(people, s.VolunteerID)
	}
	subjects, err := d.store.Client.Notice.Query().Where(
		notice.VolunteerIDIn(people...), notice.CreatedAtGT(moment), notice.SubjectIDIn(ids...), notice.KindNEQ(notice.KindREMINDER),
	).Select(notice.FieldSubjectID).Strings(ctx)
	told := map[string]bool{}
	for _, s := range subjects {
		told[s] = true
	}
	return told, err
}
