package demo

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/article"
	"erikti/ent/gen/campaign"
	"erikti/ent/gen/campaignsession"
	gencourse "erikti/ent/gen/course"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/event"
	"erikti/ent/gen/mistakereport"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/project"
	entregion "erikti/ent/gen/region"
	"erikti/ent/gen/shift"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/information"
	"erikti/internal/information/markup"
	"erikti/internal/mistake"
	capability "erikti/internal/project"
	"erikti/internal/store"
)

// checkStages looks at what is in the demo once, or in so many states: after a fill, and
// after every move.
func checkStages(t *testing.T, st *store.Store, now time.Time) {
	t.Helper()
	checkProjects(t, st)
	checkYear(t, st)
	checkNews(t, st, now)
	checkMistakes(t, st)
	checkResponders(t, st, now)
}

// checkResponders looks for an open shift of an emergency that asks for what a course
// gives, and for certificates in each of their states.
func checkResponders(t *testing.T, st *store.Store, now time.Time) {
	t.Helper()
	ctx := rule.System(t.Context())
	open := st.Client.Shift.Query().Where(shift.StateEQ(shift.StateOPEN), shift.StartsAtGT(now), shift.HasEventWith(
		event.KindEQ(event.KindVOLUNTEERING), event.StateEQ(event.StatePUBLISHED), event.HasRegionWith(entregion.Iso(pavlodar)),
		event.HasDirectionsWith(direction.CodeEQ(direction.CodeEMERGENCY)),
	)).AllX(ctx)
	asks := 0
	for _, s := range open {
		if len(s.Qualifications) == 0 {
			continue
		}
		asks++
		gives := st.Client.Course.Query().Where(gencourse.Grants(s.Qualifications[0]), gencourse.HasOrganizationWith(organization.HasRegionsWith(entregion.Iso(pavlodar)))).ExistX(ctx)
		if len(s.Qualifications) != 1 || !gives || s.Confirmed == 0 || s.Confirmed+s.Held > s.Capacity-4 || s.StartsAt.After(now.AddDate(0, 0, 9)) {
			t.Errorf("the shift on %v asks for %v; %d of %d places are taken", s.StartsAt, s.Qualifications, s.Confirmed, s.Capacity)
		}
	}
	if asks != 1 {
		t.Errorf("open shifts of emergencies that ask for a qualification: got %d, want 1", asks)
	}
	today := string(civil.Of(now, time.UTC))
	for what, c := range map[string]struct {
		where string
		least int
	}{
		"valid":                  {"state = 'ISSUED' AND (expires_on IS NULL OR expires_on = '' OR expires_on > '" + today + "')", 10},
		"expired":                {"state = 'ISSUED' AND expires_on <> '' AND expires_on <= '" + today + "'", 1},
		"revoked":                {"state = 'REVOKED' AND reason_id IS NOT NULL", 1},
		"valid of the volunteer": {"state = 'ISSUED' AND expires_on > '" + today + "' AND volunteer_id IN (SELECT volunteer_id FROM accounts WHERE email = 'volunteer@demo.example')", 2},
	} {
		if n := number(t, st, "SELECT count(*) FROM certificates WHERE "+c.where); n < c.least {
			t.Errorf("%s certificates: got %d, want at least %d", what, n, c.least)
		}
	}
	// A certificate says what its qualification says, and is given on the last day of lessons.
	for what, query := range map[string]string{
		"other dates than the qualification": `SELECT count(*) FROM certificates c JOIN qualifications q ON q.id = c.qualification_id WHERE c.issued_on <> q.issued_at
			OR c.state = 'ISSUED' AND coalesce(c.expires_on, '') <> coalesce(q.expires_at, '') OR c.state = 'REVOKED' AND q.expires_at > '` + today + "'",
		"another day than the end of lessons": `SELECT count(*) FROM certificates c JOIN cohorts k ON k.id = c.cohort_id JOIN shifts s ON s.id = k.shift_id
			WHERE c.issued_on <> substr(CAST(s.ends_at AS TEXT), 1, 10)`,
	} {
		if n := number(t, st, query); n != 0 {
			t.Errorf("%d certificates have %s", n, what)
		}
	}
}

// checkProjects looks for those of 2019, which are over, and for those of these months in
// every state that the table of states knows.
func checkProjects(t *testing.T, st *store.Store) {
	t.Helper()
	ctx := rule.System(t.Context())
	of2019 := project.And(project.StartsOnGTE("2019-01-01"), project.EndsOnLTE("2019-12-31"))
	if n := st.Client.Project.Query().Where(of2019, project.StateEQ(project.StateCLOSED), project.FundingEQ(project.FundingSTATE_SOCIAL_ORDER)).CountX(ctx); n != 68 {
		t.Errorf("projects finished in 2019 under the state social order: got %d, want 68", n)
	}
	if n := st.Client.Project.Query().Where(project.StartsOnLT("2020-01-01")).CountX(ctx); n != 68 {
		t.Errorf("projects that began before 2020: got %d, want 68", n)
	}
	today := st.Client.Project.Query().Where(project.Not(of2019)).AllX(ctx)
	if len(today) < 18 || len(today) > 26 {
		t.Errorf("projects of these months: got %d, want some twenty", len(today))
	}
	known := map[project.State]bool{project.StateAPPLICATION: true} // where one begins
	for _, m := range capability.States.Moves {
		known[m.To] = true
		for _, from := range m.From {
			known[from] = true
		}
	}
	if len(known) < 9 {
		t.Errorf("the table of states knows %d", len(known))
	}
	for state := range known {
		if !slices.ContainsFunc(today, func(p *gen.Project) bool { return p.State == state }) {
			t.Errorf("no project of these months is %s", state)
		}
	}
}

// checkYear looks for the Year of the Volunteer and the forum that opened it on 11–12
// December 2019: history stays where it was.
func checkYear(t *testing.T, st *store.Store) {
	t.Helper()
	ctx := t.Context() // a visitor sees them
	year := st.Client.Campaign.Query().Where(campaign.KindEQ(campaign.KindYEAR)).OnlyX(ctx)
	if year.TitleEn != "Year of the Volunteer — 2020" || year.StartsOn != "2020-01-01" || year.EndsOn != "2020-12-31" || year.State != campaign.StatePUBLISHED {
		t.Errorf("the year: %q from %s to %s, %s", year.TitleEn, year.StartsOn, year.EndsOn, year.State)
	}
	opening := st.Client.Campaign.Query().Where(campaign.ParentID(year.ID)).WithEvent().
		WithSessions(func(q *gen.CampaignSessionQuery) { q.Order(campaignsession.ByStartsAt()).WithShift() }).OnlyX(ctx)
	if opening.Kind != campaign.KindFORUM || opening.StartsOn != "2019-12-11" || opening.EndsOn != "2019-12-12" || opening.State != campaign.StatePUBLISHED {
		t.Errorf("the forum that opened it: %s from %s to %s, %s", opening.Kind, opening.StartsOn, opening.EndsOn, opening.State)
	}
	if e := opening.Edges.Event; e == nil || e.Kind != event.KindFORUM || e.State != event.StateDONE || e.StartsAt.UTC().Year() != 2019 {
		t.Errorf("its event: %v", e)
	}
	zone, err := time.LoadLocation("Asia/Almaty")
	if err != nil {
		t.Fatal(err)
	}
	perDay, places := map[string]int{}, 0
	for _, s := range opening.Edges.Sessions {
		perDay[s.StartsAt.In(zone).Format(time.DateOnly)]++
		if s.Edges.Shift != nil {
			places++
		}
	}
	if len(perDay) != 2 || perDay["2019-12-11"] != 5 || perDay["2019-12-12"] != 2 || places != 4 {
		t.Errorf("its programme: sessions by day %v, %d with places", perDay, places)
	}
}

// checkNews looks for an article and a forum at every stage before everybody sees them.
func checkNews(t *testing.T, st *store.Store, now time.Time) {
	t.Helper()
	ctx, visitor := rule.System(t.Context()), t.Context()
	of := func(s article.State) *gen.ArticleQuery { return st.Client.Article.Query().Where(article.StateEQ(s)) }
	if n := of(article.StatePUBLISHED).CountX(visitor); n != 4 {
		t.Errorf("a visitor reads %d articles, want 4", n)
	}
	if n := st.Client.Article.Query().CountX(visitor); n != 4 {
		t.Errorf("a visitor sees %d articles, want 4", n)
	}
	next := of(article.StateSCHEDULED).WithCover().WithPictures().OnlyX(ctx)
	if next.PublishAt == nil || !next.PublishAt.After(now.AddDate(0, 0, 3)) || next.PublishAt.After(now.AddDate(0, 0, 11)) || next.PublishedAt != nil {
		t.Errorf("the planned article is to be published at %v, and was at %v; now is %v", next.PublishAt, next.PublishedAt, now)
	}
	if c := next.Edges.Cover; c == nil || c.Width != 1280 || c.Height != 720 || len(next.Edges.Pictures) != 1 || *c.OrganizationID != *next.OrganizationID {
		t.Errorf("its picture: %v", c)
	}
	if n := of(article.StateDRAFT).CountX(ctx); n != 1 {
		t.Errorf("drafts of articles: got %d, want 1", n)
	}
	draft := st.Client.Campaign.Query().Where(campaign.StateEQ(campaign.StateDRAFT)).OnlyX(ctx)
	if draft.StartsOn.Time().Before(now) || *draft.OrganizationID != *next.OrganizationID {
		t.Errorf("the forum that is prepared begins on %s", draft.StartsOn)
	}
	if n := st.Client.Campaign.Query().CountX(visitor); n != 3 {
		t.Errorf("a visitor sees %d campaigns, want 3", n)
	}
}

// checkMistakes looks for a report in every state that an editor has something to do with,
// each at its place in the text.
func checkMistakes(t *testing.T, st *store.Store) {
	t.Helper()
	ctx := rule.System(t.Context())
	for state, place := range map[mistakereport.State]mistake.PlaceState{
		mistakereport.StateNEW: mistake.Found, mistakereport.StateACCEPTED: mistake.Found, mistakereport.StateFIXED: mistake.Changed,
	} {
		m := st.Client.MistakeReport.Query().Where(mistakereport.StateEQ(state)).WithArticle().OnlyX(ctx)
		body, _ := information.Body(m.Edges.Article).For(m.Locale)
		at := mistake.Locate(markup.Texts(markup.Parse(body)), mistake.Fragment{Quote: m.Quote, Prefix: m.Prefix, Suffix: m.Suffix, Offset: m.CharactersBefore})
		if at.State != place || at.Text == "" || m.Comment == "" || m.Edges.Article.State != article.StatePUBLISHED {
			t.Errorf("the %s report of %q is at %+v", state, m.Quote, at)
		}
		answered := m.AnsweredBy != nil && m.AnsweredAt != nil && m.Reply != ""
		if answered == (state == mistakereport.StateNEW) || m.Edges.Article.Version > m.ArticleVersion != (state == mistakereport.StateFIXED) {
			t.Errorf("the %s report: answered %v, version %d of %d", state, answered, m.ArticleVersion, m.Edges.Article.Version)
		}
	}
	// The volunteer of the cast sees hers; the center's editor answers it.
	if n := number(t, st, `SELECT count(*) FROM mistake_reports m JOIN accounts a ON a.volunteer_id = m.volunteer_id
		WHERE m.state = 'NEW' AND a.email = 'volunteer@demo.example' AND m.organization_id IN (SELECT organization_id FROM support_centers)`); n != 1 {
		t.Errorf("new reports of the volunteer on articles of a center: got %d, want 1", n)
	}
}

// The picture stands in the folder of pictures as one that was uploaded.
func TestPictureOfTheDemo(t *testing.T) {
	st, folder := open(t, file(t)), filepath.Join(t.TempDir(), "pictures")
	if err := Fill(t.Context(), st, folder, seed, noon, hash); err != nil {
		t.Fatal(err)
	}
	row := st.Client.Picture.Query().OnlyX(rule.System(t.Context()))
	keeper := information.New(st, nil, func([]string) {}, func() time.Time { return days(30) }, folder)
	if err := keeper.Sweep(t.Context()); err != nil { // an article shows it
		t.Fatal(err)
	}
	for _, address := range []string{information.Small(row.ID), information.Large(row.ID)} {
		f, err := keeper.Open(filepath.Base(address))
		if err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 2 {
		t.Errorf("%d files (%v)", len(left), err)
	}
}

// What the clock published is planned again when the demo moves, and what an editor
// withdrew is not.
func TestRollPlansTheArticleAgain(t *testing.T) {
	eachFilled(t, func(t *testing.T, st *store.Store) {
		ctx := rule.System(t.Context())
		late := information.New(st, nil, func([]string) {}, func() time.Time { return days(12) }, t.TempDir())
		if n, err := late.Tick(t.Context()); err != nil || n != 1 {
			t.Fatalf("%d articles were published (%v)", n, err)
		}
		rollTo(t, st, days(20))
		checkNews(t, st, days(20))
		st.Client.Article.UpdateOneID(planned).SetState(article.StateDRAFT).ClearPublishAt().ExecX(ctx)
		rollTo(t, st, days(40))
		if a := st.Client.Article.GetX(ctx, planned); a.State != article.StateDRAFT || a.PublishAt != nil {
			t.Errorf("the article that was taken back is %s", a.State)
		}
	})
}
