package hours_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/notice"
	genorganization "erikti/ent/gen/organization"
	"erikti/internal/fault"
	"erikti/internal/hours"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// as is the context of a person, who coordinates organizations.
func as(volunteerID string, organizes ...string) context.Context {
	v := &viewer.Viewer{VolunteerID: volunteerID, AccountID: "acc", Roles: map[string][]viewer.Role{}}
	for _, o := range organizes {
		v.Roles[o] = []viewer.Role{viewer.Coordinator}
	}
	return viewer.With(context.Background(), v)
}

// code is that of a refusal, with its detail; "" for none.
func code(t *testing.T, err error) string {
	t.Helper()
	r, ok := fault.AsRefusal(err)
	if !ok && err != nil {
		t.Fatal(err)
	}
	if !ok {
		return ""
	}
	if r.Detail != "" {
		return string(r.Code) + " " + r.Detail
	}
	return string(r.Code)
}

// What a person declares counts once somebody else has verified it; nobody decides on
// their own, and nobody on those of an organization that they do not run (invariant 15).
func TestDeclaredHours(t *testing.T) {
	eachDatabase(t, func(t *testing.T, st *store.Store) {
		book := hours.NewBook(st, func([]string) {}, func() time.Time { return noon })
		who, judge, org, other := person(st), person(st), organizationIn(st, "VERIFIED"), organizationIn(st, "VERIFIED")
		declare := func(org string, from time.Time, long time.Duration) ([]string, string) {
			ids, err := book.Declare(as(who, org), hours.Declared{OrganizationID: org, From: from, To: from.Add(long), Description: "Carried water"}, "")
			return ids, code(t, err)
		}
		yesterday := noon.AddDate(0, 0, -1)
		for what, want := range map[string]struct {
			org  string
			from time.Time
			long time.Duration
			code string
		}{
			"to come":       {org, noon.Add(-time.Hour), 2 * time.Hour, "INVALID_INPUT work_to_come"},
			"too long":      {org, yesterday, 17 * time.Hour, "INVALID_INPUT work_time"},
			"too old":       {org, noon.AddDate(0, 0, -91), time.Hour, "INVALID_INPUT work_too_old"},
			"of nobody":     {organizationIn(st, "DRAFT"), yesterday, time.Hour, "NOT_FOUND"},
			"of no minutes": {org, yesterday, 0, "INVALID_INPUT work_time"},
		} {
			if _, got := declare(want.org, want.from, want.long); got != want.code {
				t.Errorf("%s: %q, want %q", what, got, want.code)
			}
		}
		ids, no := declare(org, yesterday, 2*time.Hour)
		if no != "" || len(ids) != 1 {
			t.Fatal(ids, no)
		}
		if _, no := declare(org, yesterday, time.Hour); no != "HOURS_TAKEN" {
			t.Errorf("the same hour again: %q", no)
		}
		verify := func(ctx context.Context, ids ...string) string {
			_, err := book.Verify(ctx, hours.Decision{EntryIDs: ids}, "")
			return code(t, err)
		}
		for what, got := range map[string][2]string{
			"one's own":               {verify(as(who, org), ids[0]), "OWN_HOURS"},
			"of another organization": {verify(as(judge, other), ids[0]), "NOT_FOUND"},
			"of nobody":               {verify(as(judge, org), "hrs_none"), "NOT_FOUND"},
			"nothing":                 {verify(as(judge, org)), "INVALID_INPUT too_many_lines"},
		} {
			if got[0] != got[1] {
				t.Errorf("%s: %q, want %q", what, got[0], got[1])
			}
		}
		if s, _ := hours.Total(system, st.Reader(), hours.Filter{VolunteerID: who}); s.Minutes != 0 || s.Pending != 120 {
			t.Errorf("%+v", s)
		}
		if no := verify(as(judge, org), ids[0]); no != "" {
			t.Fatal(no)
		}
		if no := verify(as(judge, org), ids[0]); no != "WRONG_STATE hours" {
			t.Errorf("twice: %q", no)
		}
		from, to := yesterday.Add(30*time.Minute), yesterday.Add(time.Hour)
		correct := func(ctx context.Context, key string) string {
			_, err := book.Correct(ctx, hours.Correction{EntryID: ids[0], From: &from, To: &to, Reason: "It rained"}, key)
			return code(t, err)
		}
		if no := correct(as(who, org), ""); no != "OWN_HOURS" {
			t.Errorf("one's own: %q", no)
		}
		for range 2 { // the same call again is answered alike
			if no := correct(as(judge, org), "key"); no != "" {
				t.Fatal(no)
			}
		}
		// Who worked is told of each decision, and nobody else.
		told := st.Client.Notice.Query().AllX(system)
		if len(told) != 2 || slices.ContainsFunc(told, func(n *gen.Notice) bool {
			return n.Kind != notice.KindHOURS_DECIDED || n.VolunteerID != who || n.OrganizationID != org
		}) {
			t.Errorf("%v", told)
		}
		if no := correct(as(judge, org), ""); no != "WRONG_STATE hours_correct" {
			t.Errorf("what was taken back: %q", no)
		}
		if s, _ := hours.Total(system, st.Reader(), hours.Filter{VolunteerID: who}); s.Minutes != 30 || s.Pending != 0 {
			t.Errorf("%+v", s)
		}
		// Everybody sees their own lines, and an organization those that were worked for it.
		for _, list := range []struct {
			ctx  context.Context
			of   hours.Filter
			want int
		}{
			{as(who), hours.Filter{}, 3},
			{as(judge), hours.Filter{}, 0},
			{as(judge, org), hours.Filter{OrganizationID: org}, 3},
			{as(judge, other), hours.Filter{OrganizationID: org}, 0},
			{as(judge), hours.Filter{VolunteerID: who}, 0},
			{context.Background(), hours.Filter{}, 0},
		} {
			all, err := hours.List(list.ctx, st.Client, hours.Wanted{Filter: list.of, First: 100})
			if err != nil || len(all) != list.want {
				t.Errorf("%+v: %d lines, want %d; %v", list.of, len(all), list.want, err)
			}
			var seen []string
			for after := ""; ; {
				one, err := hours.List(list.ctx, st.Client, hours.Wanted{Filter: list.of, First: 1, After: after})
				if err != nil {
					t.Fatal(err)
				}
				if len(one) == 0 {
					break
				}
				after = one[0].ID
				seen = append(seen, after)
			}
			if len(seen) != list.want || slices.ContainsFunc(all, func(e *hours.Entry) bool { return !slices.Contains(seen, e.ID) }) {
				t.Errorf("%+v: page by page %d lines, want %d", list.of, len(seen), list.want)
			}
		}
	})
}

// A line of an event that is settled is locked when it is verified.
func TestLinesOfSettledEvents(t *testing.T) {
	eachDatabase(t, func(t *testing.T, st *store.Store) {
		book := hours.NewBook(st, func([]string) {}, func() time.Time { return noon })
		who, judge, org := person(st), person(st), organizationIn(st, "VERIFIED")
		e := st.Client.Event.Create().SetOrganizationID(org).SetTitleEn("E").SetStartsAt(noon.Add(-4 * time.Hour)).SetEndsAt(noon.Add(-time.Hour)).
			SetTimeZone("Asia/Almaty").SetState(event.StateSETTLED).SaveX(system)
		line := st.Client.HourEntry.Create().SetVolunteerID(who).SetOrganizationID(org).SetEventID(e.ID).SetDate("2026-11-23").
			SetStartsAt(e.StartsAt).SetEndsAt(e.EndsAt).SetMinutes(180).SetEvidence(4).SaveX(system)
		if _, err := book.Verify(as(judge, org), hours.Decision{EntryIDs: []string{line.ID}}, ""); err != nil {
			t.Fatal(err)
		}
		if s := st.Client.HourEntry.GetX(system, line.ID).State; s != hourentry.StateLOCKED {
			t.Errorf("a line of a settled event is %s", s)
		}
	})
}

func organizationIn(st *store.Store, status genorganization.Status) string {
	return st.Client.Organization.Create().SetNameEn("O").SetLegalForm("NGO").SetStatus(status).SaveX(system).ID
}
