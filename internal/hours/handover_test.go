package hours_test

import (
	"context"
	"testing"
	"time"

	"erikti/ent/gen/hourentry"
	"erikti/internal/fault"
	"erikti/internal/hours"
	"erikti/internal/store"
)

// The lines of a record become another person's: what counted counts for them, the total
// of the organization stays, and nobody's own word verifies what is theirs now. Time that
// is there already is refused, and then nothing moves.
func TestLinesAreHandedOver(t *testing.T) {
	eachDatabase(t, func(t *testing.T, st *store.Store) {
		record, me, judge, org := person(st), person(st), person(st), organization(st)
		for i, by := range []string{judge, me, ""} {
			from := noon.Add(time.Duration(i) * 3 * time.Hour)
			err := in(st, func(ctx context.Context, l *hours.Ledger) error {
				lines, err := l.Append(ctx, hours.Work{
					VolunteerID: record, OrganizationID: org, From: from, To: from.Add(time.Hour), Zone: "Asia/Almaty",
					Evidence: 2, Source: hourentry.SourceATTENDANCE, Description: "raked leaves",
				})
				if err != nil || by == "" {
					return err
				}
				return l.Verify(ctx, lines[0], by)
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		total := func(f hours.Filter) hours.Sum {
			s, err := hours.Total(system, st.Client, f)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		before := total(hours.Filter{OrganizationID: org})
		over := func() error {
			return in(st, func(ctx context.Context, l *hours.Ledger) error { return l.HandOver(ctx, record, me) })
		}
		rival := organization(st)
		if err := in(st, func(ctx context.Context, l *hours.Ledger) error {
			_, err := l.Append(ctx, hours.Work{VolunteerID: me, OrganizationID: rival, From: noon.Add(6*time.Hour + 30*time.Minute), To: noon.Add(8 * time.Hour), Zone: "Asia/Almaty", Evidence: 1, Source: hourentry.SourceATTENDANCE})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if r, _ := fault.AsRefusal(over()); r == nil || r.Code != fault.Overlaps {
			t.Fatalf("one time twice: %v", r)
		}
		if now := total(hours.Filter{VolunteerID: record}); now.Minutes != 120 || now.Pending != 60 {
			t.Fatalf("something moved: %+v", now)
		}
		st.Client.HourEntry.Update().Where(hourentry.OrganizationID(rival)).SetState(hourentry.StateREJECTED).SetTakenBack(true).ExecX(system)
		if err := over(); err != nil {
			t.Fatal(err)
		}
		if now := total(hours.Filter{VolunteerID: record}); now.Minutes != 0 || now.Pending != 0 {
			t.Errorf("the record has %+v", now)
		}
		if now := total(hours.Filter{VolunteerID: me}); now.Minutes != 60 || now.Pending != 120 {
			t.Errorf("the person has %+v", now)
		}
		if now := total(hours.Filter{OrganizationID: org}); now.Minutes+now.Pending != before.Minutes+before.Pending {
			t.Errorf("the organization has %+v, had %+v", now, before)
		}
	})
}
