package demo

import (
	"sync"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/gen/event"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/platformgrant"
	entregion "erikti/ent/gen/region"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteer"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
	"erikti/internal/pgtest"
	"erikti/internal/store"
)

func TestFill(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		if empty, err := Empty(t.Context(), st); err != nil || !empty {
			t.Fatalf("empty: %v (%v)", empty, err)
		}
		fill(t, st, noon)
		fill(t, st, noon) // again: nothing happens
		if filled, err := Filled(t.Context(), st); err != nil || !filled {
			t.Errorf("filled: %v (%v)", filled, err)
		}
		if empty, err := Empty(t.Context(), st); err != nil || empty {
			t.Errorf("empty: %v (%v)", empty, err)
		}
		check(t, st, noon)
		t.Run("shape", func(t *testing.T) { checkShape(t, st) })
		t.Run("situations", func(t *testing.T) { checkSituations(t, st) })
		t.Run("stages", func(t *testing.T) { checkStages(t, st, noon) })
		t.Run("cast", func(t *testing.T) { checkCast(t, st) })
	})
}

// checkShape counts what a visitor sees of the network.
func checkShape(t *testing.T, st *store.Store) {
	ctx := t.Context() // no viewer: a visitor
	if n := st.Client.Organization.Query().CountX(ctx); n != 287 {
		t.Errorf("organizations: got %d, want 287", n)
	}
	if n := st.Client.Organization.Query().Where(organization.StatusNEQ(organization.StatusVERIFIED)).CountX(ctx); n != 0 {
		t.Errorf("%d organizations are not verified", n)
	}
	for _, name := range []string{
		"National Volunteer Network", "Red Crescent of Kazakhstan", "UN Volunteers in Kazakhstan", "Club of 28 Loops",
		"Klub Dobryakov", "Rina.kz", "Lider", "Social-Volunteer Center of Pavlodar Region", "Toraighyrov University",
	} {
		if n := st.Client.Organization.Query().Where(organization.NameEn(name)).CountX(ctx); n != 1 {
			t.Errorf("%s: got %d organizations, want 1", name, n)
		}
	}
	if n := st.Client.Organization.Query().Where(organization.HasChildren()).CountX(ctx); n != 1 {
		t.Errorf("networks of organizations: got %d, want 1", n)
	}
	for _, r := range st.Client.Region.Query().WithSupportCenters().AllX(ctx) {
		if len(r.Edges.SupportCenters) != 1 || r.Edges.SupportCenters[0].ValidFrom < r.ValidFrom {
			t.Errorf("%s: support centers %v", r.Iso, r.Edges.SupportCenters)
		}
		n := r.QueryEvents().Where(event.StateEQ(event.StatePUBLISHED),
			event.StartsAtGT(noon), event.StartsAtLT(noon.AddDate(0, 0, 14))).CountX(ctx)
		if n < 3 {
			t.Errorf("%s has %d events in the next 14 days", r.Iso, n)
		}
	}
	for _, d := range st.Client.Direction.Query().AllX(ctx) {
		if n := d.QueryEvents().Where(event.StateEQ(event.StatePUBLISHED)).CountX(ctx); n < 8 {
			t.Errorf("%s: %d events to come", d.Code, n)
		}
		if n := d.QueryEvents().Where(event.StateIn(event.StateDONE, event.StateSETTLED)).CountX(ctx); n < 3 {
			t.Errorf("%s: %d events in the past", d.Code, n)
		}
	}
	if n := soon(t, st, noon); n < 150 {
		t.Errorf("events in the next 14 days: got %d, want at least 150", n)
	}
	// Nobody sees people.
	if n := st.Client.Volunteer.Query().CountX(ctx); n != 0 {
		t.Errorf("a visitor sees %d volunteers", n)
	}
	if n := number(t, st, "SELECT count(*) FROM accounts WHERE NOT demo"); n != 0 {
		t.Errorf("%d people but the cast have an account", n)
	}
	if n := number(t, st, "SELECT count(*) FROM volunteer_privates WHERE phone IS NOT NULL OR email NOT LIKE '%@demo.example'"); n != 0 {
		t.Errorf("%d people have an address or a phone", n)
	}
	// The numbers of a queue are 1, 2, … and the last is known.
	if n := number(t, st, `SELECT count(*) FROM shifts s WHERE last_seq <> waitlisted
		OR last_seq <> (SELECT coalesce(max(seq), 0) FROM waitlist_entries w WHERE w.shift_id = s.id)`); n != 0 {
		t.Errorf("%d queues have gaps", n)
	}
	all := rule.System(ctx)
	if n := st.Client.Volunteer.Query().CountX(all); n != volunteers+len(Accounts) {
		t.Errorf("volunteers: got %d, want %d", n, volunteers+len(Accounts))
	}
	for state, least := range map[event.State]int{
		event.StateDRAFT: 5, event.StatePUBLISHED: 250, event.StateDONE: 3, event.StateSETTLED: 100, event.StateCANCELLED: 5,
	} {
		if n := st.Client.Event.Query().Where(event.StateEQ(state)).CountX(all); n < least {
			t.Errorf("%s events: got %d, want at least %d", state, n, least)
		}
	}
	if n := number(t, st, "SELECT count(DISTINCT state) FROM hour_entries"); n != 3 {
		t.Errorf("hours are in %d states, want to verify, verified and locked", n)
	}
}

// checkSituations looks for every situation of a shift, each several times.
func checkSituations(t *testing.T, st *store.Store) {
	t.Helper()
	for what, c := range map[string]struct {
		where string
		least int
	}{
		"many places free":    {"state = 'OPEN' AND confirmed * 4 <= capacity * 3", 60},
		"nearly full":         {"state = 'OPEN' AND capacity - confirmed BETWEEN 1 AND 2", 40},
		"full, nobody waits":  {"state = 'OPEN' AND confirmed = capacity AND waitlisted = 0", 20},
		"full with a queue":   {"state = 'OPEN' AND confirmed = capacity AND waitlisted >= 2", 30},
		"not yet open":        {"state = 'SCHEDULED' AND opens_at IS NOT NULL AND confirmed = 0", 10},
		"closed":              {"state = 'CLOSED' AND closes_at IS NOT NULL", 5},
		"ended":               {"state = 'ENDED' AND confirmed > 0", 150},
		"cancelled":           {"state = 'CANCELLED'", 5},
		"of a draft":          {"state = 'SCHEDULED' AND next_transition_at IS NULL", 5},
		"with a cancel limit": {"state = 'OPEN' AND cancel_cutoff IS NOT NULL", 20},
	} {
		if n := number(t, st, "SELECT count(*) FROM shifts WHERE "+c.where); n < c.least {
			t.Errorf("shifts %s: got %d, want at least %d", what, n, c.least)
		}
	}
	if n := number(t, st, "SELECT count(*) FROM shifts WHERE capacity > 60 OR waitlisted > 16"); n > 0 {
		t.Errorf("%d shifts are larger than any should be", n)
	}
}

func checkCast(t *testing.T, st *store.Store) {
	ctx := rule.System(t.Context())
	who := func(role string) *gen.Volunteer {
		for _, a := range Accounts {
			if a.Role == role {
				return st.Client.Volunteer.Query().Where(volunteer.HasAccountWith(account.Email(a.Email), account.Demo(true))).
					WithAccount().WithPrivate().OnlyX(ctx)
			}
		}
		t.Fatalf("no account for %s", role)
		return nil
	}
	has := func(role string, r membership.Role) *gen.Organization {
		return st.Client.Organization.Query().Where(organization.HasMembershipsWith(
			membership.VolunteerID(who(role).ID), membership.RoleEQ(r), membership.StatusEQ(membership.StatusACTIVE),
		), organization.HasRegionsWith(entregion.Iso(pavlodar))).OnlyX(ctx)
	}
	me := who("volunteer")
	if got := *me.Edges.Account.PasswordHash; got != "hash of "+Password {
		t.Errorf("password: %q", got)
	}
	host := has("organizer", membership.RoleADMIN)
	if n := host.QueryEvents().Where(event.StateEQ(event.StatePUBLISHED), event.StartsAtLT(noon.AddDate(0, 0, 8))).CountX(ctx); n < 2 {
		t.Errorf("the organizer has %d events in the next days", n)
	}
	if n := host.QueryEvents().Where(event.StateEQ(event.StateDRAFT)).CountX(ctx); n < 1 {
		t.Errorf("the organizer has %d drafts", n)
	}
	if n := has("coordinator", membership.RoleCOORDINATOR).QuerySupportCenters().CountX(ctx); n != 1 {
		t.Error("the coordinator's organization is not a support center")
	}
	if o := has("university", membership.RoleUNIVERSITY_OFFICER); o.NameEn != castUniversity {
		t.Errorf("the officer is of %s", o.NameEn)
	}
	if !who("admin").QueryPlatformGrants().Where(platformgrant.RoleEQ(platformgrant.RolePLATFORM_ADMIN)).ExistX(ctx) {
		t.Error("the admin has no grant")
	}
	if n := me.QuerySignups().Where(signup.StateEQ(signup.StateCONFIRMED), signup.StartsAtGT(noon)).CountX(ctx); n != 3 {
		t.Errorf("places of the volunteer: got %d, want 3", n)
	}
	waits := me.QueryWaitlistEntries().Where(waitlistentry.StateEQ(waitlistentry.StateWAITING)).WithShift().OnlyX(ctx)
	if waits.Seq != 2 || waits.Edges.Shift.State != shift.StateOPEN {
		t.Errorf("the volunteer is number %d in the queue for a shift that is %s", waits.Seq, waits.Edges.Shift.State)
	}
	if n := me.QueryHourEntries().CountX(ctx); n != 5 {
		t.Errorf("the volunteer worked %d times, want 5", n)
	}
}

// Two fills with the same seed on the same day are equal. What differs between two
// hours of a day is what the clock says.
func TestSameSeedSameDemo(t *testing.T) {
	for name, url := range map[string]func(*testing.T) string{
		"sqlite": file, "postgres": func(t *testing.T) string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			clock := []string{"shifts.state", "shifts.next_transition_at", "events.state"}
			demo := func(seed uint64, now time.Time) map[string]string {
				st := open(t, url(t))
				if err := Fill(t.Context(), st, t.TempDir(), seed, now, hash); err != nil {
					t.Fatal(err)
				}
				tables, err := dump(t.Context(), st, clock...)
				if err != nil {
					t.Fatal(err)
				}
				return tables
			}
			one, two, other := demo(seed, noon), demo(seed, noon.Add(6*time.Hour)), demo(seed+1, noon)
			for table := range one {
				if one[table] != two[table] {
					t.Errorf("%s differs", table)
				}
			}
			if one["events"] == other["events"] || one["volunteers"] == other["volunteers"] {
				t.Error("another seed makes the same demo")
			}
		})
	}
}

// Any seed and any day make a demo, in every season.
func TestManySeeds(t *testing.T) {
	for i := range 12 {
		now := noon.AddDate(0, 0, 32*i).Add(time.Duration(i) * time.Hour)
		n, err := build(uint64(i), now)
		if err != nil {
			t.Errorf("seed %d on %s: %v", i, now.Format(time.DateOnly), err)
			continue
		}
		if len(n.organizations) != organizations || len(n.people) != volunteers {
			t.Errorf("seed %d: %d organizations, %d volunteers", i, len(n.organizations), len(n.people))
		}
	}
}

func TestFillFromTwoProgramsAtOnce(t *testing.T) {
	for name, url := range map[string]func(*testing.T) string{
		"sqlite": file, "postgres": func(t *testing.T) string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			address := url(t)
			one, two := open(t, address), open(t, address)
			var wait sync.WaitGroup
			for _, st := range []*store.Store{one, two} {
				wait.Go(func() {
					if err := Fill(t.Context(), st, t.TempDir(), seed, noon, hash); err != nil {
						t.Error(err)
					}
				})
			}
			wait.Wait()
			if n := one.Client.Organization.Query().CountX(t.Context()); n != 287 {
				t.Errorf("organizations: got %d, want 287", n)
			}
		})
	}
}
