package hours_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"erikti/ent/gen"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/region"
	"erikti/internal/hours"
	"erikti/internal/id"
	"erikti/internal/store"
)

// Whatever is appended, verified, taken back and locked, in whatever order: the sums by
// anything are the total, the total is that of the lines that stand, and no minute of a
// person is there twice (invariant 14).
func TestAnySequenceOfChangesAddsUp(t *testing.T) {
	eachDatabase(t, func(t *testing.T, st *store.Store) {
		rapid.Check(t, func(t *rapid.T) {
			people, orgs := []string{person(st), person(st)}, []string{organization(st), organization(st)}
			judge := person(st)
			regions := st.Client.Region.Query().Limit(2).Order(gen.Asc(region.FieldID)).IDsX(system)
			any := func(states ...hourentry.State) *gen.HourEntry {
				lines := st.Client.HourEntry.Query().Where(hours.Stands(), hourentry.VolunteerIDIn(people...), hourentry.StateIn(states...)).
					Order(gen.Asc(hourentry.FieldStartsAt, hourentry.FieldVolunteerID)).AllX(system)
				if len(lines) == 0 {
					return nil
				}
				return lines[rapid.IntRange(0, len(lines)-1).Draw(t, "line")]
			}
			for range rapid.IntRange(5, 25).Draw(t, "steps") {
				var err error
				switch rapid.IntRange(0, 5).Draw(t, "step") {
				case 0, 1, 2:
					from := noon.Add(time.Duration(rapid.IntRange(0, 400).Draw(t, "from")) * 7 * time.Minute)
					w := hours.Work{
						VolunteerID: rapid.SampledFrom(people).Draw(t, "who"), OrganizationID: rapid.SampledFrom(orgs).Draw(t, "for"),
						From: from, To: from.Add(time.Duration(rapid.IntRange(1, 600).Draw(t, "seconds")) * 30 * time.Second), Zone: "Asia/Almaty",
						Evidence: rapid.IntRange(0, 4).Draw(t, "evidence"), Source: hourentry.SourceATTENDANCE,
					}
					if w.Evidence == 0 {
						w.Source = hourentry.SourceDECLARED
					}
					if rapid.Bool().Draw(t, "somewhere") {
						w.RegionID = &regions[rapid.IntRange(0, 1).Draw(t, "region")]
						d := id.Direction.Of("SOCIAL")
						w.DirectionID = &d
					}
					err = in(st, func(ctx context.Context, l *hours.Ledger) error { _, err := l.Append(ctx, w); return err })
				case 3:
					if line := any(hourentry.StatePENDING); line != nil {
						err = in(st, func(ctx context.Context, l *hours.Ledger) error { return l.Verify(ctx, line, judge) })
					}
				case 4:
					if line := any(hourentry.StateVERIFIED, hourentry.StateLOCKED); line != nil {
						err = in(st, func(ctx context.Context, l *hours.Ledger) error { return l.TakeBack(ctx, line, judge, nil) })
					}
				case 5:
					if line := any(hourentry.StatePENDING); line != nil {
						err = in(st, func(ctx context.Context, l *hours.Ledger) error { return l.Supersede(ctx, line) })
					}
				}
				if err != nil {
					t.Fatal(err)
				}
				addsUp(t, st, people, orgs, regions)
			}
		})
	})
}

// addsUp compares every total with the lines that stand.
func addsUp(t *rapid.T, st *store.Store, people, orgs, regions []string) {
	want, pending := int64(0), int64(0)
	for _, p := range people {
		lines, err := hours.Standing(system, st.Client, hours.Filter{VolunteerID: p})
		if err != nil {
			t.Fatal(err)
		}
		mine := int64(0)
		for i, a := range lines {
			for _, b := range lines[i+1:] {
				if a.StartsAt.Before(*b.EndsAt) && b.StartsAt.Before(*a.EndsAt) {
					t.Fatalf("a minute twice: %s–%s and %s–%s", a.StartsAt, a.EndsAt, b.StartsAt, b.EndsAt)
				}
			}
			if a.State == hourentry.StatePENDING {
				pending += int64(a.Minutes)
			} else {
				mine += int64(a.Minutes)
			}
		}
		if got := total(t, st, hours.Filter{VolunteerID: p}); got.Minutes != mine {
			t.Fatalf("of one person: %d minutes, their lines %d", got.Minutes, mine)
		}
		want += mine
	}
	for by, filters := range map[string][]hours.Filter{
		"organization": {{OrganizationID: orgs[0]}, {OrganizationID: orgs[1]}},
		"person":       {{VolunteerID: people[0]}, {VolunteerID: people[1]}},
	} {
		var sum hours.Sum
		for _, f := range filters {
			one := total(t, st, f)
			sum.Minutes, sum.Pending = sum.Minutes+one.Minutes, sum.Pending+one.Pending
			for _, key := range []hours.By{hours.ByDay, hours.ByMonth, hours.ByYear, hours.ByOrganization, hours.ByDirection, hours.ByRegion, hours.ByEvent, hours.ByVolunteer} {
				sums, err := hours.Sums(system, st.Reader(), f, key)
				if err != nil {
					t.Fatal(err)
				}
				var all hours.Sum
				for _, s := range sums {
					all.Minutes, all.Pending = all.Minutes+s.Minutes, all.Pending+s.Pending
				}
				if all != one {
					t.Fatalf("by %s: %+v, the total is %+v", key, all, one)
				}
			}
		}
		if sum.Minutes != want || sum.Pending != pending {
			t.Fatalf("by %s: %+v, the lines %d and %d", by, sum, want, pending)
		}
	}
	// What everybody is told is made of whole hours, and is the same total by anything.
	public := total(t, st, hours.Filter{OrganizationIDs: orgs, Public: true})
	if public.Minutes%60 != 0 || public.Pending != 0 || want == 0 && public.Minutes != 0 {
		t.Fatalf("public: %+v of %d", public, want)
	}
	for _, key := range []hours.By{hours.ByMonth, hours.ByYear, hours.ByOrganization, hours.ByDirection, hours.ByRegion} {
		cells, err := hours.Table(system, st.Reader(), hours.Filter{OrganizationIDs: orgs, Public: true}, key, hours.ByOrganization)
		if err != nil {
			t.Fatal(err)
		}
		var all int64
		for _, c := range cells {
			all += c.Minutes
			if c.Minutes%60 != 0 {
				t.Fatalf("public, by %s: %+v", key, c)
			}
		}
		if all != public.Minutes {
			t.Fatalf("public, by %s: %d, the total is %d", key, all, public.Minutes)
		}
	}
}

func total(t *rapid.T, st *store.Store, f hours.Filter) hours.Sum {
	s, err := hours.Total(system, st.Reader(), f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Many at once who write down the same hour of the same person write it once.
func TestTheSameHourAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, st *store.Store) {
		who, org := person(st), organization(st)
		var all sync.WaitGroup
		for i := range 16 {
			all.Go(func() {
				from := noon.Add(time.Duration(i) * time.Minute)
				if err := in(st, func(ctx context.Context, l *hours.Ledger) error {
					_, err := l.Append(ctx, hours.Work{
						VolunteerID: who, OrganizationID: org, From: from, To: from.Add(time.Hour),
						Zone: "UTC", Evidence: 3, Source: hourentry.SourceATTENDANCE,
					})
					return err
				}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if s, err := hours.Total(system, st.Reader(), hours.Filter{VolunteerID: who}); err != nil || s.Pending != 75 {
			t.Errorf("%+v, %v: want the 75 minutes from the first start to the last end", s, err)
		}
	})
}

// The database itself refuses a minute twice, a change of a line, its deletion, a line
// that its own person verified, and a second counter-entry.
func TestTheDatabaseGuardsTheLedger(t *testing.T) {
	eachDatabase(t, func(t *testing.T, st *store.Store) {
		who, org, judge := person(st), organization(st), person(st)
		line := func(from time.Time) *gen.HourEntryCreate {
			return st.Client.HourEntry.Create().SetVolunteerID(who).SetOrganizationID(org).SetDate("2026-11-23").
				SetStartsAt(from).SetEndsAt(from.Add(time.Hour)).SetMinutes(60)
		}
		first := line(noon).SaveX(system)
		if err := line(noon.Add(59 * time.Minute)).Exec(system); !store.Taken(err) {
			t.Errorf("a minute twice: %v", err)
		}
		line(noon.Add(time.Hour)).ExecX(system) // they touch
		for i, statement := range []string{
			"UPDATE hour_entries SET minutes = 61 WHERE id = $1",
			"UPDATE hour_entries SET evidence = 4 WHERE id = $1",
			"UPDATE hour_entries SET date = '2026-11-24' WHERE id = $1",
			"UPDATE hour_entries SET starts_at = NULL WHERE id = $1",
			"UPDATE hour_entries SET state = 'LOCKED' WHERE id = $1",
			"UPDATE hour_entries SET decided_by = volunteer_id WHERE id = $1",
			"DELETE FROM hour_entries WHERE id = $1",
		} {
			if _, err := st.Client.ExecContext(system, statement, first.ID); err == nil {
				t.Errorf("statement %d was done: %s", i, statement)
			}
		}
		first.Update().SetState("VERIFIED").SetDecidedBy(judge).ExecX(system)
		for _, back := range []string{"PENDING", "REJECTED"} {
			if _, err := st.Client.ExecContext(system, "UPDATE hour_entries SET state = $1 WHERE id = $2", back, first.ID); err == nil {
				t.Errorf("a verified line is %s", back)
			}
		}
		counter := func() error {
			return st.Client.HourEntry.Create().SetVolunteerID(who).SetOrganizationID(org).SetDate("2026-11-23").
				SetMinutes(-60).SetState("VERIFIED").SetCorrectsID(first.ID).Exec(system)
		}
		if err := counter(); err != nil {
			t.Fatal(err)
		}
		if err := counter(); !store.Taken(err) {
			t.Errorf("a second counter-entry: %v", err)
		}
		if fmt.Sprint(st.Client.HourEntry.GetX(system, first.ID).Minutes) != "60" {
			t.Error("the line changed")
		}
	})
}
