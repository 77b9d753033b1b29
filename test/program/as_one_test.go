package program

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"erikti/internal/apptest"
	"erikti/internal/id"
)

// asOne is the example of the guide: from a region to its center, its mentees, their
// projects, their events and places, its hours and its credit.
func asOne(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile("../../docs/guide/projects.md")
	if err != nil {
		t.Fatal(err)
	}
	_, query, _ := strings.Cut(string(page), "**The graph reads as one**")
	_, query, _ = strings.Cut(query, "```graphql\n")
	query, _, found := strings.Cut(query, "```")
	if !found {
		t.Fatal("the guide has no such example")
	}
	return query
}

// byDefault are the limits that hold when nobody says otherwise, which tests lift.
var byDefault = []string{"COST_PER_ADDRESS=20000000", "REQUEST_TIMEOUT=10s"}

var between = regexp.MustCompile(`\s+`)

// The playground's tab asks what the guide's example does.
func TestTheGraphReadsAsOneInThePlayground(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("../../web/playground/examples.ts")
	if err != nil {
		t.Fatal(err)
	}
	_, query, _ := strings.Cut(string(file), "query TheGraphAsOne ")
	query, _, _ = strings.Cut(query, "`")
	if plain := func(q string) string { return between.ReplaceAllString(q, "") }; plain(query) != plain(asOne(t)) {
		t.Errorf("the playground asks\n%s\nthe guide\n%s", query, asOne(t))
	}
}

// It is answered as a whole, to a visitor, inside the limits.
func TestTheGraphReadsAsOne(t *testing.T) {
	t.Parallel()
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		t.Parallel()
		s := apptest.Start(t, url, byDefault...)
		x := newSides(t, s)
		x.submits(t)
		decides(t, x.admin, "verifyOrganization", apptest.Input("organizationId", x.club))
		rows(s).Mentorship.Create().SetCenterID(x.center).SetMenteeID(x.club).SetRegionID(pavlodar()).SetState("ACTIVE").SetNeeds([]string{"MONEY"}).
			SetStartedAt(time.Now().UTC()).SetMaturityBefore(1).SetFocusID(id.Direction.Of("SOCIAL")).ExecX(system)
		a := x.applies(t, "funding", "OWN")
		granted(t, a, "applyForProject")
		x.works(t, a.Text("applyForProject", "project", "id"))
		awards(t, s, 4)
		if a := s.As("").Do(t, asOne(t), nil); strings.Contains(string(a.Body), `"awardedCredits":8`) {
			t.Errorf("four awards are told: %s", a.Body)
		}
		awards(t, s, 1)
		a = s.As("").Do(t, asOne(t), nil)
		for _, want := range []string{`"Center of Pavlodar"`, `"Club"`, `"title-canary"`, `"computed":3`, `"available"`, `"awardedCredits":10`} {
			if !strings.Contains(string(a.Body), want) {
				t.Errorf("no %s in %s", want, a.Body)
			}
		}
		if !regexp.MustCompile(`"minutes":[1-9]`).Match(a.Body) {
			t.Errorf("no hours in %s", a.Body)
		}
		if len(a.Errors) > 0 {
			t.Errorf("%+v", a.Errors)
		}
	})
}

// It takes the same statements in a small network and in one forty times as large, as a
// visitor inside the limits.
func TestB19_TheGraphReadsAsOne(t *testing.T) {
	t.Parallel()
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		t.Parallel()
		sameStatements(t, url, byDefault, []shape{{"the example of the guide", asOne(t)}}, func(s *apptest.Server, _ *apptest.Client, query string, _ map[string]any) {
			if a := s.As("").Do(t, query, nil); len(a.Errors) > 0 {
				t.Errorf("%s", a.Body)
			}
		})
	})
}

// awards pays so many students of a university of Pavlodar, 2 credits each.
func awards(t *testing.T, s *apptest.Server, n int) {
	t.Helper()
	db := rows(s)
	university := db.Organization.Create().SetNameEn("University").SetLegalForm("UNIVERSITY").SetStatus("VERIFIED").SetHomeRegionID(pavlodar()).SaveX(system)
	for range n {
		student := db.Volunteer.Create().SetGivenName("D").SetFamilyName("S").SaveX(system)
		awardIn(s, university.ID, student.ID, "PAID", time.Now().Year())
	}
}

// There are always twenty regions, so growing the network shows nothing of what is asked of
// each of them: no statement comes twice.
func TestB19_RegionsAreReadTogether(t *testing.T) {
	t.Parallel()
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		t.Parallel()
		s, statements := apptest.StartCounted(t, url)
		statements.Take()
		s.As("").Do(t, `{ regions { name awardedCredits hours { minutes } districts { name } supportCenters { id } } }`, nil)
		for kind, n := range kinds(statements.Take()) {
			if n > 1 {
				t.Errorf("%d of\n%s", n, kind)
			}
		}
	})
}
