package program

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"erikti/ent/gen/notice"
	"erikti/internal/apptest"
)

const (
	reportEvent   = `mutation($in: ReportEventInput!) { reportEvent(input: $in) { reported userErrors { code path } } }`
	resolveReport = `mutation($in: ResolveReportInput!) { resolveReport(input: $in) { report { id state note resolvedAt } userErrors { code path } } }`
	reports       = `query($state: ReportState) { reports(state: $state) { totalCount edges { node { id kind text state note event { id title } } } } }`
	setSites      = `mutation($in: SetOrganizationSitesInput!) { setOrganizationSites(input: $in) { organization { sites } userErrors { code path } } }`
)

// Anybody reports an event; the center of its region is told once, sees what was written
// and not by whom, and says what it found.
func TestReportsOfEvents(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		admin := s.FirstAdmin(t)
		head, _ := center(t, s, admin, "Center of Pavlodar", pavlodar())
		other, _ := center(t, s, admin, "Center of Karagandy", karagandy())
		organizer, org := s.Organizer(t, "own")
		in := newEvent(org).but("regionId", pavlodar(), "remote", false, "shifts", []any{newShift().but()["in"]})
		a := organizer.Do(t, createEvent, in)
		granted(t, a, "createEvent")
		event := a.Text("createEvent", "event", "id")
		visitor, reporter := s.As(""), s.People(t, 1, "1990-05-17")[0]

		refused(t, visitor.Do(t, reportEvent, apptest.Input("eventId", event, "kind", "MONEY")), "reportEvent", "NOT_FOUND") // a draft
		granted(t, organizer.Do(t, publishEvent, apptest.Input("eventId", event)), "publishEvent")
		for _, bad := range []map[string]any{
			apptest.Input("eventId", event, "kind", "OTHER"), apptest.Input("eventId", event, "kind", "OTHER", "text", " \n "),
			apptest.Input("eventId", event, "kind", "MONEY", "text", strings.Repeat("х", 1001)), apptest.Input("eventId", event, "kind", "MONEY", "text", "a\x00"),
		} {
			refused(t, visitor.Do(t, reportEvent, bad), "reportEvent", "INVALID_INPUT")
		}
		refused(t, visitor.Do(t, reportEvent, apptest.Input("eventId", event, "kind", "MONEY", "website", "https://x")), "reportEvent", "RATE_LIMITED")
		if n := rows(s).Report.Query().CountX(system); n != 0 {
			t.Fatalf("%d reports of nothing", n)
		}
		for range 2 { // the second time is the same call
			granted(t, visitor.Do(t, reportEvent, apptest.Input("eventId", event, "kind", "MONEY", "text", "They want 5,000 tenge", "idempotencyKey", "k")), "reportEvent")
		}
		granted(t, reporter.Do(t, reportEvent, apptest.Input("eventId", event, "kind", "DANGEROUS")), "reportEvent")

		if n := rows(s).Notice.Query().Where(notice.KindEQ(notice.KindEVENT_REPORTED)).CountX(system); n != 1 {
			t.Errorf("%d notices of one event, want one", n)
		}
		a = head.Do(t, noticeKinds, nil)
		if !slices.Contains(texts(a, "viewer", "notices", "kind"), "EVENT_REPORTED") {
			t.Errorf("the center is not told: %s", a.Body)
		}
		a = head.Do(t, reports, map[string]any{"state": "OPEN"})
		if a.Number("reports", "totalCount") != 2 || a.Text("reports", "edges", 1, "node", "text") != "They want 5,000 tenge" || a.Text("reports", "edges", 0, "node", "event", "id") != event {
			t.Fatalf("%s", a.Body)
		}
		first := a.Text("reports", "edges", 0, "node", "id")
		if a := other.Do(t, reports, nil); a.Number("reports", "totalCount") != 0 {
			t.Errorf("another region's center: %s", a.Body)
		}
		refused(t, other.Do(t, resolveReport, apptest.Input("reportId", first, "note", "n")), "resolveReport", "NOT_FOUND")
		refused(t, head.Do(t, resolveReport, apptest.Input("reportId", first, "note", " ")), "resolveReport", "INVALID_INPUT")
		a = head.Do(t, resolveReport, apptest.Input("reportId", first, "note", "Spoke to them: no money is asked for"))
		granted(t, a, "resolveReport")
		if a.Text("resolveReport", "report", "state") != "RESOLVED" || a.Text("resolveReport", "report", "note") == "" {
			t.Errorf("%s", a.Body)
		}
		refused(t, head.Do(t, resolveReport, apptest.Input("reportId", first, "note", "again")), "resolveReport", "WRONG_STATE")
		if a := admin.Do(t, reports, map[string]any{"state": "OPEN"}); a.Number("reports", "totalCount") != 1 {
			t.Errorf("the platform: %s", a.Body)
		}
	})
}

// texts are the values of a field of all nodes of a connection.
func texts(a *apptest.Answer, viewer, connection, field string) []string {
	edges, _ := a.At(viewer, connection, "edges").([]any)
	var all []string
	for i := range edges {
		all = append(all, a.Text(viewer, connection, "edges", i, "node", field))
	}
	return all
}

// A flood of reports from one address is refused.
func TestReportsAreLimited(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		event, _ := organizer.Shift(t, org, 5, 4)
		for i := range 4 {
			a := s.As("").Do(t, reportEvent, apptest.Input("eventId", event, "kind", "MONEY"))
			if i < 3 {
				granted(t, a, "reportEvent")
			} else {
				refused(t, a, "reportEvent", "RATE_LIMITED")
			}
		}
	}, "REPORTS_PER_ADDRESS=3")
}

// The page on which one signs up stands in a frame of exactly the sites that the
// organization of the event registered, and only while it is verified; every other page
// stands in none. Those sites may read and open sockets, and post nothing.
func TestH3_FramesOfRegisteredSites(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		_, shift := organizer.Shift(t, org, 5, 4)
		another, theirs := s.Organizer(t, "other")
		_, theirShift := another.Shift(t, theirs, 5, 4)
		ancestors := func(path string) string {
			response, err := http.Get(s.URL + path)
			if err != nil {
				t.Fatal(err)
			}
			_ = response.Body.Close()
			_, after, _ := strings.Cut(response.Header.Get("Content-Security-Policy"), "frame-ancestors ")
			return strings.Split(after, ";")[0]
		}
		page := "/widget/sign-up?shift=" + shift
		if got := ancestors(page); got != "'none'" {
			t.Errorf("before: %s", got)
		}
		for _, bad := range []string{
			"https://*.club.kz", "https://club.kz/path", "http://club.kz", "https://u@club.kz", "https://club.kz; script-src *", "https://club.kz 'self'",
			"javascript:alert(1)", "*", "", "null", "https://", "https://club.kz?x", "https://club.kz#", "https://club.kz:0", "https://club.kz:99999", "//club.kz",
			"https://" + strings.Repeat("a", 90) + ".kz", "https://клуб.kz", "https://club..kz", "https://club.kz,https://evil.kz",
		} {
			refused(t, organizer.Do(t, setSites, apptest.Input("organizationId", org, "sites", []string{bad})), "setOrganizationSites", "INVALID_INPUT")
		}
		a := organizer.Do(t, setSites, apptest.Input("organizationId", org, "sites", []string{"https://Club.kz", "https://club.kz:443/", "http://127.0.0.1:8099", "https://b.example:8443"}))
		granted(t, a, "setOrganizationSites")
		want := "http://127.0.0.1:8099 https://b.example:8443 https://club.kz"
		if got := ancestors(page); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		for _, path := range []string{
			"/", "/events", "/playground/", "/widget/sign-up", "/widget/sign-up?shift=shf_x", "/widget/sign-up?shift=" + theirShift,
			"/guest?place=erg_x", "/events/evt_1?shift=" + shift, "/setup?shift=" + shift,
		} {
			if got := ancestors(path); got != "'none'" {
				t.Errorf("%s: %s", path, got)
			}
		}
		ask := func(method, origin string) (int, string) {
			r, err := http.NewRequest(method, s.URL+"/graphql?query={regions{id}}", strings.NewReader(`{"query":"{ regions { id } }"}`))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Origin", origin)
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			r.Header.Set("Content-Type", "application/json")
			response, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			_ = response.Body.Close()
			return response.StatusCode, response.Header.Get("Access-Control-Allow-Origin")
		}
		for _, c := range []struct {
			method, origin string
			status         int
			allowed        string
		}{
			{"GET", "https://club.kz", 200, "https://club.kz"},
			{"POST", "https://club.kz", 403, ""},
			{"GET", "https://club.kz.evil.kz", 200, ""},
			{"GET", "http://club.kz", 200, ""},
			{"GET", "null", 200, ""},
		} {
			if status, allowed := ask(c.method, c.origin); status != c.status || allowed != c.allowed {
				t.Errorf("%s from %s: %d %q, want %d %q", c.method, c.origin, status, allowed, c.status, c.allowed)
			}
		}
		rows(s).Organization.UpdateOneID(org).SetStatus("SUSPENDED").ExecX(system)
		if got := ancestors(page); got != "'none'" {
			t.Errorf("of a suspended organization: %s", got)
		}
		if _, allowed := ask("GET", "https://club.kz"); allowed != "" {
			t.Errorf("a site of a suspended organization may ask: %s", allowed)
		}
		granted(t, organizer.Do(t, setSites, apptest.Input("organizationId", org, "sites", []string{})), "setOrganizationSites")
		if n := rows(s).OrganizationSite.Query().CountX(system); n != 0 {
			t.Errorf("%d sites are left", n)
		}
	})
}
