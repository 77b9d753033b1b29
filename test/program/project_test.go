package program

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/event"
	"erikti/ent/gen/project"
	"erikti/ent/gen/projectreport"
	"erikti/internal/apptest"
	days "erikti/internal/network"
	capability "erikti/internal/project"
	"erikti/internal/state/statetest"
)

const projectFields = `project { id state version funding contractNumber sum startsOn endsOn late lateBy reason indicators { id number source target computed declared }
	reports { id number final state periodFrom periodTo dueOn late lateBy snapshotHash } }`

// carries calls a mutation about a project, or about a report of one.
func carries(name string) string {
	shown := projectFields
	if strings.HasSuffix(name, "Report") {
		shown = `report { id number state text reason snapshot snapshotHash late project { id state } }`
	}
	return fmt.Sprintf(`mutation($in: %s%sInput!) { %s(input: $in) { %s userErrors { code message path ... on WrongState { state allowed } } } }`,
		strings.ToUpper(name[:1]), name[1:], name, shown)
}

func (x *sides) applies(t testing.TB, more ...any) *apptest.Answer {
	t.Helper()
	today := days.Today(time.Now())
	return x.own.Do(t, carries("applyForProject"), apptest.Input(append([]any{
		"organizationId", x.club, "funding", "STATE_SOCIAL_ORDER", "title", english("title-canary"), "sum", "1500000.00", "startsOn", today.AddDays(-100), "endsOn", today.AddDays(-9),
		"indicators",
		[]map[string]any{
			{"title": english("Hours"), "source": "VERIFIED_HOURS", "target": 10},
			{"title": english("People"), "source": "PEOPLE", "target": 2},
			{"title": english("Events"), "source": "EVENTS", "target": 3},
			{"title": english("Helped"), "source": "DECLARED", "target": 40},
		},
	}, more...)...))
}

// A project from its application to its closing: what the network counts stands beside what
// is declared, and a report keeps both.
func TestAProjectIsCarriedOut(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newSides(t, s)
		visitor := s.As("")
		x.submits(t)
		refused(t, x.applies(t), "applyForProject", "ORGANIZATION_NOT_VERIFIED")
		decides(t, x.admin, "verifyOrganization", apptest.Input("organizationId", x.club))
		for _, bad := range [][]any{{"sum", "-1"}, {"endsOn", "2000-01-01"}, {"indicators", []any{}}, {"title", map[string]any{}}} {
			refused(t, x.applies(t, bad...), "applyForProject", "INVALID_INPUT")
		}
		if n := rows(s).Project.Query().CountX(system); n != 0 {
			t.Fatalf("%d projects of nothing", n)
		}
		a := x.applies(t)
		granted(t, a, "applyForProject")
		p := a.Text("applyForProject", "project", "id")
		see := `query($id: ID!) { node(id: $id) { ... on Project { id title } } projects(search: "canary") { totalCount } }`
		for who, want := range map[*apptest.Client]int{visitor: 0, s.People(t, 1, "1990-05-17")[0]: 0, x.own: 1, x.head: 1, x.admin: 1} {
			if a := who.Do(t, see, map[string]any{"id": p}); a.Number("projects", "totalCount") != want || (a.At("node") != nil) != (want == 1) {
				t.Errorf("an application, want %d: %s", want, a.Body)
			}
		}
		refused(t, x.own.Do(t, carries("awardProject"), apptest.Input("projectId", p, "contractNumber", "17")), "awardProject", "NOT_FOUND")
		refused(t, x.head.Do(t, carries("awardProject"), apptest.Input("projectId", p, "contractNumber", " ")), "awardProject", "INVALID_INPUT")
		refused(t, x.head.Do(t, carries("awardProject"), apptest.Input("projectId", p, "contractNumber", "17", "reportEveryMonths", 13)), "awardProject", "INVALID_INPUT")
		a = x.head.Do(t, carries("awardProject"), apptest.Input("projectId", p, "contractNumber", "17", "sum", "1200000", "reportEveryMonths", 2))
		granted(t, a, "awardProject")
		reports := a.At("awardProject", "project", "reports").([]any)
		if a.Text("awardProject", "project", "sum") != "1200000" || len(reports) != 2 || a.At("awardProject", "project", "reports", 1, "final") != true ||
			a.Text("awardProject", "project", "reports", 1, "periodTo") != string(days.Today(time.Now()).AddDays(-9)) || a.At("awardProject", "project", "late") != true {
			t.Errorf("%s", a.Body)
		}
		granted(t, x.own.Do(t, carries("startProject"), apptest.Input("projectId", p)), "startProject")

		x.works(t, p)
		indicator := rows(s).ProjectIndicator.Query().Where().AllX(system)
		for _, i := range indicator {
			granted(t, x.own.Do(t, carries("declareIndicator"), apptest.Input("indicatorId", i.ID, "value", 7)), "declareIndicator")
		}
		a = visitor.Do(t, `{ projects(search: "Canary", funding: STATE_SOCIAL_ORDER, late: true) { totalCount edges { node { title late lateBy indicators { source computed declared }
			reports { state late lateBy dueOn } events(first: 5) { totalCount edges { node { title project { id } } } } } } } }`, nil)
		node := []any{"projects", "edges", 0, "node"}
		computed := func(i int) any { return a.At(append(slices.Clone(node), "indicators", i, "computed")...) }
		if fmt.Sprint(computed(0), computed(1), computed(2), computed(3)) != "3 <nil> 1 <nil>" {
			t.Errorf("computed: %s", a.Body)
		}
		if a.Text(append(slices.Clone(node), "lateBy")...) != "ORGANIZATION" || a.Number(append(slices.Clone(node), "indicators", 0, "declared")...) != 7 ||
			a.Text(append(slices.Clone(node), "events", "edges", 0, "node", "project", "id")...) != p {
			t.Errorf("%s", a.Body)
		}

		refused(t, x.head.Do(t, carries("submitProjectReport"), apptest.Input("projectId", p, "text", "t")), "submitProjectReport", "NOT_FOUND")
		once := apptest.Input("projectId", p, "text", "text-canary", "idempotencyKey", "once")
		a = x.own.Do(t, carries("submitProjectReport"), once)
		granted(t, a, "submitProjectReport")
		first, kept := a.Text("submitProjectReport", "report", "id"), a.Text("submitProjectReport", "report", "snapshot")
		sum := sha256.Sum256([]byte(kept))
		if hex.EncodeToString(sum[:]) != a.Text("submitProjectReport", "report", "snapshotHash") {
			t.Errorf("the hash is of other bytes: %s", a.Body)
		}
		var said capability.Snapshot
		if err := json.Unmarshal([]byte(kept), &said); err != nil || len(said.Indicators) != 4 || *said.Indicators[0].Computed != 3 || *said.Indicators[0].Declared != 7 || said.ContractNumber != "17" {
			t.Errorf("%v: %s", err, kept)
		}
		public := `query($id: ID!) { node(id: $id) { ... on ProjectReport { state text reason snapshot snapshotHash } } }`
		if a := visitor.Do(t, public, map[string]any{"id": first}); a.Text("node", "state") != "SUBMITTED" || a.At("node", "text") != nil || a.At("node", "snapshot") != nil {
			t.Errorf("a visitor reads %s", a.Body)
		}
		// The final one waits for what was reported before.
		refused(t, x.own.Do(t, carries("submitProjectReport"), apptest.Input("projectId", p, "text", "t")), "submitProjectReport", "WRONG_STATE")
		granted(t, x.head.Do(t, carries("returnProjectReport"), apptest.Input("reportId", first, "reason", "reason-canary")), "returnProjectReport")
		if a := x.own.Do(t, public, map[string]any{"id": first}); a.Text("node", "reason") != "reason-canary" || a.Text("node", "text") != "text-canary" {
			t.Errorf("its organization reads %s", a.Body)
		}
		a = x.own.Do(t, carries("submitProjectReport"), apptest.Input("projectId", p, "text", "text-canary again"))
		if granted(t, a, "submitProjectReport"); a.Text("submitProjectReport", "report", "id") != first || a.Text("submitProjectReport", "report", "project", "state") != "RUNNING" {
			t.Errorf("%s", a.Body)
		}
		granted(t, x.head.Do(t, carries("acceptProjectReport"), apptest.Input("reportId", first)), "acceptProjectReport")
		if a := visitor.Do(t, public, map[string]any{"id": first}); a.At("node", "text") != nil || a.At("node", "reason") != nil || a.At("node", "snapshot") != nil || len(a.Text("node", "snapshotHash")) != 64 {
			t.Errorf("an accepted one, to a visitor: %s", a.Body)
		}
		a = x.own.Do(t, carries("submitProjectReport"), apptest.Input("projectId", p, "text", "t"))
		if granted(t, a, "submitProjectReport"); a.Text("submitProjectReport", "report", "project", "state") != "REPORTING" {
			t.Errorf("%s", a.Body)
		}
		final := a.Text("submitProjectReport", "report", "id")
		if again := x.own.Do(t, carries("submitProjectReport"), once); again.Text("submitProjectReport", "report", "id") != first {
			t.Errorf("the first call again: %s", again.Body)
		}
		a = x.head.Do(t, carries("returnProjectReport"), apptest.Input("reportId", final, "reason", "r"))
		if granted(t, a, "returnProjectReport"); a.Text("returnProjectReport", "report", "project", "state") != "RETURNED" {
			t.Errorf("%s", a.Body)
		}
		granted(t, x.own.Do(t, carries("submitProjectReport"), apptest.Input("projectId", p, "text", "t")), "submitProjectReport")
		a = x.head.Do(t, carries("acceptProjectReport"), apptest.Input("reportId", final))
		if granted(t, a, "acceptProjectReport"); a.Text("acceptProjectReport", "report", "project", "state") != "ACCEPTED" {
			t.Errorf("%s", a.Body)
		}
		refused(t, x.own.Do(t, carries("declareIndicator"), apptest.Input("indicatorId", indicator[0].ID, "value", 9)), "declareIndicator", "WRONG_STATE")
		for _, of := range []any{nil, p} { // nothing is taken from it or given to it any more
			in := apptest.Input("eventId", rows(s).Event.Query().Where(event.ProjectID(p)).FirstIDX(system), "projectId", of)
			refused(t, x.own.Do(t, `mutation($in: SetEventProjectInput!) { setEventProject(input: $in) { userErrors { code } } }`, in), "setEventProject", "WRONG_STATE")
		}
		a = x.head.Do(t, carries("closeProject"), apptest.Input("projectId", p))
		if granted(t, a, "closeProject"); a.At("closeProject", "project", "late") != false {
			t.Errorf("%s", a.Body)
		}
	})
}

// A report is of a period that has begun: neither the only one of a project that begins
// tomorrow nor the final one before its turn is submitted. Each side is told of what the
// other one does.
func TestAReportWaitsForItsPeriod(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newSides(t, s)
		x.submits(t)
		decides(t, x.admin, "verifyOrganization", apptest.Input("organizationId", x.club))
		begins := func(in, until, months int) string {
			today := days.Today(time.Now())
			a := x.applies(t, "startsOn", today.AddDays(in), "endsOn", today.AddDays(until))
			granted(t, a, "applyForProject")
			p := a.Text("applyForProject", "project", "id")
			granted(t, x.head.Do(t, carries("awardProject"), apptest.Input("projectId", p, "contractNumber", "17", "reportEveryMonths", months)), "awardProject")
			granted(t, x.own.Do(t, carries("startProject"), apptest.Input("projectId", p)), "startProject")
			return p
		}
		submits := func(p string) *apptest.Answer {
			return x.own.Do(t, carries("submitProjectReport"), apptest.Input("projectId", p, "text", "t"))
		}
		told := func(who *apptest.Client) (n int) {
			for _, kind := range newsOf(t, who) {
				if kind == "PROJECT_CHANGED" {
					n++
				}
			}
			return n
		}
		refused(t, submits(begins(1, 40, 6)), "submitProjectReport", "WRONG_STATE")
		granted(t, submits(begins(0, 40, 6)), "submitProjectReport")
		p := begins(-10, 60, 1)
		own, head := told(x.own), told(x.head)
		a := submits(p)
		granted(t, a, "submitProjectReport")
		if told(x.own) != own || told(x.head) != head+1 {
			t.Errorf("submitted: %d more to its ADMIN, %d more to the center", told(x.own)-own, told(x.head)-head)
		}
		granted(t, x.head.Do(t, carries("acceptProjectReport"), apptest.Input("reportId", a.Text("submitProjectReport", "report", "id"))), "acceptProjectReport")
		if told(x.own) != own+1 || told(x.head) != head+1 {
			t.Errorf("accepted: %d more to its ADMIN, %d more to the center", told(x.own)-own, told(x.head)-head)
		}
		reports := rows(s).ProjectReport.Query().Where(projectreport.ProjectID(p)).CountX(system)
		a = submits(p)
		refused(t, a, "submitProjectReport", "WRONG_STATE")
		if reports < 3 || rows(s).ProjectReport.Query().Where(projectreport.ProjectID(p), projectreport.StateEQ("SUBMITTED")).ExistX(system) {
			t.Errorf("of %d reports: %s", reports, a.Body)
		}
	})
}

// works gives the project an event that is over, on which two people worked, and one of
// which nothing counts.
func (x *sides) works(t testing.TB, p string) {
	t.Helper()
	db := rows(x.s)
	at := time.Now().UTC().AddDate(0, 0, -20).Truncate(time.Hour)
	events := make([]string, 3)
	for i, state := range []string{"DONE", "PUBLISHED", "DONE"} {
		e := db.Event.Create().SetOrganizationID(x.club).SetTitleEn(state).SetStartsAt(at).SetEndsAt(at.Add(8 * time.Hour)).SetTimeZone("Asia/Almaty").SetState(event.State(state)).SaveX(system)
		if events[i] = e.ID; i < 2 {
			granted(t, x.own.Do(t, `mutation($in: SetEventProjectInput!) { setEventProject(input: $in) { event { id } userErrors { code } } }`, apptest.Input("eventId", e.ID, "projectId", p)), "setEventProject")
		}
	}
	for i, minutes := range []int{130, 60, 45} {
		v := db.Volunteer.Create().SetGivenName("D").SetFamilyName("S").SaveX(system)
		start := at.Add(time.Duration(i) * time.Hour)
		c := db.HourEntry.Create().SetVolunteerID(v.ID).SetOrganizationID(x.club).SetRegionID(pavlodar()).SetEventID(events[0]).SetDate(days.Today(start)).SetMinutes(minutes).
			SetStartsAt(start).SetEndsAt(start.Add(time.Duration(minutes) * time.Minute)).SetEvidence(2).SetState("VERIFIED")
		if i == 2 {
			c.SetState("PENDING") // counts nowhere
		}
		c.ExecX(system)
		// Of an event that belongs to no project.
		db.HourEntry.Create().SetVolunteerID(v.ID).SetOrganizationID(x.club).SetRegionID(pavlodar()).SetEventID(events[2]).SetDate(days.Today(start).AddDays(-1)).SetMinutes(600).
			SetEvidence(2).SetState("VERIFIED").ExecX(system)
	}
}

// Nobody decides on a project of an organization of which they are a member, also not as
// the center of its region; and events belong to projects of their own organization only.
func TestNobodyDecidesOnTheirOwnProject(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newSides(t, s)
		x.own, x.club = x.head, x.center
		a := x.applies(t)
		granted(t, a, "applyForProject")
		p := a.Text("applyForProject", "project", "id")
		refused(t, x.head.Do(t, carries("awardProject"), apptest.Input("projectId", p, "contractNumber", "1")), "awardProject", "OWN_ORGANIZATION")
		granted(t, x.admin.Do(t, carries("awardProject"), apptest.Input("projectId", p, "contractNumber", "1")), "awardProject")
		granted(t, x.head.Do(t, carries("startProject"), apptest.Input("projectId", p)), "startProject")
		a = x.head.Do(t, carries("submitProjectReport"), apptest.Input("projectId", p, "text", "t"))
		granted(t, a, "submitProjectReport")
		refused(t, x.head.Do(t, carries("acceptProjectReport"), apptest.Input("reportId", a.Text("submitProjectReport", "report", "id"))), "acceptProjectReport", "OWN_ORGANIZATION")

		organizer, org := s.Organizer(t, "another")
		event := rows(s).Event.Create().SetOrganizationID(org).SetTitleEn("E").SetStartsAt(time.Now()).SetEndsAt(time.Now().Add(time.Hour)).SetTimeZone("Asia/Almaty").SaveX(system).ID
		set := `mutation($in: SetEventProjectInput!) { setEventProject(input: $in) { event { id project { id } } userErrors { code } } }`
		refused(t, organizer.Do(t, set, apptest.Input("eventId", event, "projectId", p)), "setEventProject", "NOT_FOUND")
		refused(t, x.head.Do(t, set, apptest.Input("eventId", event, "projectId", p)), "setEventProject", "NOT_FOUND")
		// By its own means nobody is asked.
		a = x.applies(t, "funding", "OWN")
		if granted(t, a, "applyForProject"); a.Text("applyForProject", "project", "state") != "AWARDED" || len(a.At("applyForProject", "project", "reports").([]any)) == 0 {
			t.Errorf("%s", a.Body)
		}
	})
}

// Every change of a project and of a report, from every state, is done or refused as the
// tables say.
func TestProjectsMoveByTheirTables(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newSides(t, s)
		x.submits(t)
		decides(t, x.admin, "verifyOrganization", apptest.Input("organizationId", x.club))
		a := x.applies(t)
		granted(t, a, "applyForProject")
		p, db := a.Text("applyForProject", "project", "id"), rows(s)
		var final string
		plan := func(in projectreport.State) {
			db.ProjectReport.Delete().ExecX(system)
			final = db.ProjectReport.Create().SetProjectID(p).SetOrganizationID(x.club).SetNumber(1).SetFinal(true).SetPeriodFrom("2026-01-01").SetPeriodTo("2026-03-01").
				SetDueOn("2026-03-10").SetState(in).SetSubmittedAt(time.Now()).SetSnapshot("{}").SetSnapshotHash("h").SaveX(system).ID
		}
		stands := func(in project.State) {
			db.Project.UpdateOneID(p).SetState(in).SetContractNumber("1").ExecX(system)
		}
		of := func(change string, who *apptest.Client, name string, in ...any) statetest.Call {
			return asks(t, who, name, carries(name), always(apptest.Input(append(in, "projectId", p)...)), change)
		}
		about := func(change, name string, in ...any) statetest.Call {
			return asks(t, x.head, name, carries(name), func() map[string]any { return apptest.Input(append(in, "reportId", final)...) }, change)
		}
		// The report that a change of the project needs, and in which state.
		needs := map[string]projectreport.State{
			"hand in the final report": "PLANNED", "give the final report back": "SUBMITTED", "accept the final report": "SUBMITTED",
		}
		statetest.Walk[project.State]{
			Table:  capability.States,
			States: []project.State{"APPLICATION", "AWARDED", "RUNNING", "REPORTING", "RETURNED", "ACCEPTED", "CLOSED", "REJECTED", "TERMINATED"},
			Starts: []project.State{"APPLICATION", "AWARDED"},
			Put: func(c statetest.Call, in project.State) {
				db.ProjectReport.Delete().ExecX(system)
				if state, ok := needs[c.Changes[0]]; ok {
					plan(state)
				}
				stands(in)
			},
			At: func() project.State { return db.Project.GetX(system, p).State },
			Calls: []statetest.Call{
				of("award", x.head, "awardProject", "contractNumber", "1"),
				of("reject", x.head, "rejectProject", "reason", "r"),
				of("start", x.own, "startProject"),
				of("terminate", x.head, "terminateProject", "reason", "r"),
				of("close", x.head, "closeProject"),
				of("hand in the final report", x.own, "submitProjectReport", "text", "t"),
				about("give the final report back", "returnProjectReport", "reason", "r"),
				about("accept the final report", "acceptProjectReport"),
			},
		}.Run(t)
		// A report is looked for to be submitted, and dropped with its project: none is refused.
		submit, drop := of("submit", x.own, "submitProjectReport", "text", "t"), of("drop", x.head, "terminateProject", "reason", "r")
		submit.Bare, drop.Silent = true, true
		statetest.Walk[projectreport.State]{
			Table: capability.Reports, States: []projectreport.State{"PLANNED", "SUBMITTED", "RETURNED", "ACCEPTED", "DROPPED"},
			Starts: []projectreport.State{"PLANNED"},
			Put: func(c statetest.Call, in projectreport.State) {
				plan(in)
				if stands("REPORTING"); c.Bare {
					stands("RUNNING")
				}
			},
			At:    func() projectreport.State { return db.ProjectReport.GetX(system, final).State },
			Calls: []statetest.Call{submit, drop, about("return", "returnProjectReport", "reason", "r"), about("accept", "acceptProjectReport")},
		}.Run(t)
	})
}

// Whoever is not concerned with a project is told of its people by tens only: a figure of
// the region less a project that has all but one of them would tell of that one.
func TestProjectsTellNobodyOfOnePerson(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newSides(t, s)
		x.submits(t)
		decides(t, x.admin, "verifyOrganization", apptest.Input("organizationId", x.club))
		a := x.applies(t, "funding", "OWN")
		granted(t, a, "applyForProject")
		p := a.Text("applyForProject", "project", "id")
		x.works(t, p)
		of := func(who *apptest.Client) any {
			return who.Do(t, `query($id: ID!) { node(id: $id) { ... on Project { indicators { source computed } } } }`, map[string]any{"id": p}).At("node", "indicators", 1, "computed")
		}
		stranger := s.People(t, 1, "1990-05-17")[0]
		more := func(n int) {
			db := rows(s)
			e := db.Event.Query().Where(event.ProjectID(p)).FirstX(system)
			for range n {
				v := db.Volunteer.Create().SetGivenName("D").SetFamilyName("S").SaveX(system)
				db.HourEntry.Create().SetVolunteerID(v.ID).SetOrganizationID(x.club).SetEventID(e.ID).SetDate(days.Today(time.Now())).SetMinutes(30).
					SetEvidence(2).SetState("VERIFIED").ExecX(system)
			}
		}
		for _, step := range []struct {
			more  int
			exact float64
			told  any
		}{{0, 2, nil}, {7, 9, nil}, {1, 10, 10.0}, {1, 11, 10.0}, {8, 19, 10.0}, {1, 20, 20.0}} {
			more(step.more)
			for who, want := range map[*apptest.Client]any{x.own: step.exact, x.head: step.exact, x.admin: step.exact, s.As(""): step.told, stranger: step.told} {
				if got := of(who); got != want {
					t.Errorf("of %v people %v, want %v", step.exact, got, want)
				}
			}
		}
	})
}
