package program

import (
	"fmt"
	"regexp"
	"testing"
	"time"

	"erikti/ent/gen/organization"
	"erikti/ent/gen/projectindicator"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/supportcenter"
	"erikti/internal/apptest"
	"erikti/internal/civil"
	"erikti/internal/id"
)

// shape is a query, by a name.
type shape struct{ name, query string }

// shapes are the queries that clients ask most.
var shapes = []shape{
	{"regions", `{ regions { name districts { name } supportCenters { validFrom organization { name } } } }`},
	{"organizations", `{ organizations(first: 100) { totalCount edges { node { name regions { name } directions { name }
		events(first: 5) { totalCount edges { node { title } } } } } pageInfo { hasNextPage } } }`},
	{"what is told of organizations", `{ organizations(first: 100) { edges { node { sites statusReason viewerFollows requestedNetwork { name } networkRequests { name }
		hours { minutes pendingMinutes } year: hours(by: MONTH, from: "2026-01-01", to: "2026-12-31") { groups { key minutes } } } } } }`},
	{"hours of regions", `{ regions { hours(by: ORGANIZATION) { minutes groups { key minutes } } districts { name } } }`},
	{"hours of people", `query($org: ID!) { node(id: $org) { ... on Organization { events(first: 100) { edges { node { shifts { signups(first: 100) { edges { node {
		state reason volunteer { hours { minutes } year: hours(by: YEAR) { minutes } } } } } } } } } } } }`},
	{"networks of organizations", `{ organizations(first: 100) { edges { node { parent { name } children(first: 5) { totalCount edges { node { name } } }
		supportCenters { region { name } } } } } }`},
	{"events", `{ events(first: 100) { totalCount edges { node { title organization { name } region { name } directions { name } live { available shifts { available } }
		shifts { title available live { version } eligibility { allowed gates { code passed message } }
		viewerSignup { state } viewerWaitlistEntry { state position offer { id } } } } } } }`},
	{"events found", `{ events(first: 100, search: "event", hasFreePlaces: true, eligibleForMe: true, orderBy: [{ field: TITLE, direction: ASC }],
		where: { hasDirectionsWith: [{ code: SOCIAL }], hasRegionWith: [{ idNEQ: "reg_x" }] }) { totalCount edges { node { title } } } }`},
	{"deep", `query($org: ID!) { node(id: $org) { ... on Organization { name events(first: 100) { totalCount edges { node { title
		shifts { title signups(first: 100) { totalCount edges { node { state volunteer { publicNumber givenName email region { name } directions { name } } } } } } } } } } } }`},
	{"the graph as one", `{ regions { name supportCenters { organization { name mentees(first: 50) { totalCount edges { node { state maturityBefore goalsReached goals { title } meetings { notes } mentee { name
		projects(first: 3) { totalCount edges { node { title late lateBy indicators { title target computed declared } reports { state lateBy snapshotHash }
		events(first: 3) { totalCount edges { node { title live { available } project { title } } } } } } } } } } } } } } }`},
	{"projects", `{ projects(first: 100, search: "project") { totalCount edges { node { title late lateBy reason organization { name } region { name }
		indicators { computed declared } reports { late text reason snapshot } events(first: 2) { totalCount } } } } }`},
	{"studies", `{ studies(first: 100, search: "study") { totalCount edges { node { question method reason interviewCount center { name } region { name }
		interviews { notes } findings { text held interviews { number withdrawnAt } } figures { from rows { people } } } } } }`},
	{"mentorships", `{ mentorships(first: 100) { totalCount edges { node { state needs message version unanswered center { name } mentee { name } focus { name } goals { title } meetings { notes } } } }
		mentoringOverview { center { name } completed } }`},
	{"directions", `{ directions { name organizations(first: 5) { totalCount edges { node { name } } } events(first: 5) { totalCount } } }`},
	{"the viewer", `{ viewer { volunteer { email region { name } directions { name } } memberships { role organization { name } }
		places { ... on Signup { state shift { title event { title organization { name } } } }
		... on WaitlistEntry { waits: state position offer { id } shift { title event { title } } } } } }`},
	{"the inbox", `{ viewer { unreadNotices notices(first: 100) { totalCount edges { node { kind message nextStep text readAt
		shift { title event { title organization { name } } } } } } } }`},
	{"nodes", `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Event { title organization { name } live { available } }
		... on Shift { title event { title } eligibility { allowed } } ... on Signup { state volunteer { givenName phone } } ... on Notice { message nextStep } } }`},
	{"schools", `{ courses(first: 100) { totalCount edges { node { title organization { name } prerequisites { title }
		cohorts(first: 5) { totalCount edges { node { event { title } shift { live { available } eligibility { allowed } } lessons { title startsAt }
		viewerEnrollment { state position lessonsAttended attendance { present } certificate { serial course { title } } } } } } } } } }`},
	{"one's own school", `{ mySchool { enrollments { state cohort { course { title organization { name } } event { title } lessons { title } }
		lessonsAttended certificate { serial } } certificates { state course { title organization { name } } } qualifications { kind } } }`},
	{"a school", `query($org: ID!) { certificates(organizationId: $org, first: 100) { serial givenName course { title } } }`},
	{"news", `{ articles(first: 100) { totalCount edges { node { title summary bodyLocale blocks { kind spans { text } picture { small } } editable
		organization { name } region { name } directions { name } campaign { title } cover { small } } } } }`},
	{"campaigns", `{ campaigns(first: 100) { totalCount edges { node { title description editable organization { name } parent { title } event { title }
		sessions { title hall shift { live { available } eligibility { allowed } viewerSignup { state } } } } } } }`},
	{"mistakes", `{ mistakeReports(first: 100) { totalCount edges { node { kind state place { state before } article { title organization { name } } } } } }`},
	{"numbers", `{ networkStats { totals { organizations events } byRegion { region { name } totals { events } }
		byDirection { direction { name } totals { events } } byMonth { month totals { events } } } }`},
}

// However many rows there are, a query takes the same statements: no object is
// read one by one.
func TestB19_NoQueryReadsObjectsOneByOne(t *testing.T) {
	t.Parallel()
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		t.Parallel()
		sameStatements(t, url, anyCost, shapes, func(_ *apptest.Server, me *apptest.Client, query string, variables map[string]any) {
			me.Do(t, query, variables)
		})
	})
}

// anyCost lifts the limit of cost: how many statements there are is looked at, not how
// many objects.
var anyCost = []string{"MAX_COST=0"}

// sameStatements asks documents in a small network and in a larger one.
func sameStatements(t *testing.T, url string, environ []string, shapes []shape, ask func(s *apptest.Server, me *apptest.Client, query string, variables map[string]any)) {
	t.Helper()
	s, statements := apptest.StartCounted(t, url, environ...)
	me, org := s.Organizer(t, "aigerim")
	w := &forest{t: t, s: s, org: org, me: me.Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")}
	measure := func() map[string][]string {
		out := map[string][]string{}
		for _, shape := range shapes {
			statements.Take()
			ask(s, me, shape.query, map[string]any{"org": org, "ids": w.ids})
			out[shape.name] = statements.Take()
		}
		return out
	}
	w.grow(1)
	few := measure()
	w.grow(39)
	many := measure()
	for _, shape := range shapes {
		t.Logf("%-32s %d statements with 1 row, %d with 40", shape.name, len(few[shape.name]), len(many[shape.name]))
		before, after := kinds(few[shape.name]), kinds(many[shape.name])
		for kind, n := range after {
			if n != before[kind] {
				t.Errorf("%s: with 1 row %d, with 40 %d of\n%s", shape.name, before[kind], n, kind)
			}
		}
	}
}

var parameters = regexp.MustCompile(`(\?|\$\d+)(, (\?|\$\d+))*`)

// kinds counts statements that differ in the number of their parameters only.
func kinds(statements []string) map[string]int {
	count := map[string]int{}
	for _, s := range statements {
		count[parameters.ReplaceAllString(s, "…")]++
	}
	return count
}

// forest is a network that grows in all directions.
type forest struct {
	t       *testing.T
	s       *apptest.Server
	org, me string
	ids     []string // some of everything
	n       int
}

// grow adds organizations with everything below them, events of the first one with
// people, and places of the viewer.
func (w *forest) grow(by int) {
	db := rows(w.s)
	regions := db.Region.Query().AllX(system)
	for range by {
		w.n++
		region := regions[w.n%len(regions)].ID
		o := db.Organization.Create().SetNameEn(fmt.Sprintf("Organization %d", w.n)).SetLegalForm(organization.LegalFormNGO).
			SetStatus(organization.StatusVERIFIED).SetParentID(w.org).
			AddRegionIDs(region).AddDirectionIDs(id.Direction.Of("SOCIAL")).SaveX(system)
		db.SupportCenter.Create().SetOrganizationID(o.ID).SetRegionID(region).
			SetValidFrom(civil.Date("2020-01-01").AddDays(w.n)).ExecX(system)
		help := db.Mentorship.Create().SetCenterID(w.center(region)).SetMenteeID(o.ID).SetRegionID(region).SetState("COMPLETED").SetNeeds([]string{"PEOPLE"}).
			SetStartedAt(time.Now()).SetCompletedAt(time.Now()).SetMaturityBefore(1).SetMaturityAfter(2).SetFocusID(id.Direction.Of("SOCIAL")).SaveX(system)
		db.MentorshipGoal.Create().SetMentorship(help).SetNumber(1).SetTitle("t").SetProgress(100).ExecX(system)
		db.MentorshipMeeting.Create().SetMentorship(help).SetHeldAt(time.Now()).SetNotes("n").SetSide("CENTER").ExecX(system)
		p := db.Project.Create().SetOrganizationID(o.ID).SetRegionID(region).SetFunding("OWN").SetState("RUNNING").SetTitleEn(fmt.Sprintf("Project %d", w.n)).SetSum(0).
			SetStartsOn("2026-01-01").SetEndsOn("2026-12-31").SetDueOn("2026-02-01").SaveX(system)
		for i, source := range []projectindicator.Source{"VERIFIED_HOURS", "PEOPLE", "EVENTS"} {
			db.ProjectIndicator.Create().SetProject(p).SetNumber(i + 1).SetTitleEn("I").SetSource(source).SetTarget(1).ExecX(system)
		}
		db.ProjectReport.Create().SetProject(p).SetOrganizationID(o.ID).SetNumber(1).SetPeriodFrom("2026-01-01").SetPeriodTo("2026-01-22").SetDueOn("2026-02-01").ExecX(system)
		study := db.Study.Create().SetCenterID(o.ID).SetRegionID(region).SetState("PUBLISHED").SetPublishedAt(time.Now()).SetQuestionEn("Study").SaveX(system)
		db.Interview.Create().SetStudy(study).SetNumber(1).SetHeldOn("2026-01-01").SetConsentOn("2026-01-01").SetConsentVersion("1").ExecX(system)
		db.Finding.Create().SetStudy(study).SetNumber(1).SetTextEn("F").SetInterviews([]int{1}).ExecX(system)
		db.StudyFigures.Create().SetStudy(study).SetNumber(1).SetMonthFrom("2026-01").SetMonthTo("2026-01").SetSnapshot("{}").SetSnapshotHash("h").SetTakenAt(time.Now()).ExecX(system)
		ofProject, _ := w.event(o.ID, region)
		db.Event.UpdateOneID(ofProject).SetProjectID(p.ID).ExecX(system)
		e, shifts := w.event(w.org, region)
		w.ids = []string{e, shifts[0]}
		for _, where := range shifts {
			for range 3 {
				v := db.Volunteer.Create().SetGivenName("Dana").SetFamilyName("S").SetRegionID(region).
					AddDirectionIDs(id.Direction.Of("SOCIAL")).SaveX(system)
				db.VolunteerPrivate.Create().SetVolunteerID(v.ID).SetEmail(v.PublicNumber + "@example.kz").ExecX(system)
				g := w.signup(where, v.ID, v.PersonNo)
				w.ids = append(w.ids, g)
			}
		}
		w.learn(shifts[0])
		w.write(o.ID, region, shifts[1])
		person := db.Volunteer.GetX(system, w.me)
		w.signup(shifts[0], w.me, person.PersonNo)
		for _, where := range shifts {
			said := db.RosterMessage.Create().SetShiftID(where).SetWrittenBy(w.me).SetText("t").SetWaiting(false).SetTold(1).SaveX(system)
			db.Notice.Create().SetVolunteerID(w.me).SetKind("ROSTER_MESSAGE").SetShiftID(where).SetSubjectID(said.ID).SetDetail("{}").ExecX(system)
			db.Notice.Create().SetVolunteerID(w.me).SetKind("OFFERED").SetShiftID(where).SetSubjectID("ofr_x").SetDetail(`{"until":1800000000}`).ExecX(system)
		}
		db.WaitlistEntry.Create().SetShiftID(shifts[1]).SetVolunteerID(w.me).SetPersonNo(person.PersonNo).SetSeq(1).ExecX(system)
	}
	w.ids = db.Signup.Query().Limit(30).IDsX(system)
	w.ids = append(w.ids, db.Notice.Query().Limit(8).IDsX(system)...)
	w.ids = append(w.ids, db.Event.Query().Limit(30).IDsX(system)...)
	w.ids = append(w.ids, db.Shift.Query().Limit(30).IDsX(system)...)
}

// learn makes a shift that of a cohort with a lesson, at which the viewer was, and a
// certificate of theirs.
func (w *forest) learn(where string) {
	db := rows(w.s)
	c := db.Course.Create().SetOrganizationID(w.org).SetTitleEn("Course").SetLevel(1).SetGrants("FIRST_AID").SetState("OPEN")
	if first, err := db.Course.Query().FirstID(system); err == nil {
		c.AddPrerequisiteIDs(first)
	}
	taught := c.SaveX(system)
	of := db.Shift.GetX(system, where)
	learns := db.Cohort.Create().SetCourse(taught).SetEventID(of.EventID).SetShift(of).SaveX(system)
	l := db.Lesson.Create().SetCohort(learns).SetTitleEn("Lesson").SetStartsAt(of.StartsAt).SetEndsAt(of.EndsAt).SaveX(system)
	db.LessonAttendance.Create().SetLesson(l).SetVolunteerID(w.me).SetPresent(true).SetMarkedByID(w.me).ExecX(system)
	q := db.Qualification.Create().SetVolunteerID(w.me).SetKind("FIRST_AID").SetIssuedAt("2026-01-01").SaveX(system)
	db.Certificate.Create().SetSerial(fmt.Sprint(w.n)).SetCourse(taught).SetCohort(learns).SetVolunteerID(w.me).SetQualification(q).
		SetIssuedOn("2026-01-01").ExecX(system)
}

// write makes news of a campaign, which a reader reported, and its forum with a session
// whose places are those of a shift.
func (w *forest) write(org, region, where string) {
	db := rows(w.s)
	of := db.Shift.GetX(system, where)
	year := db.Campaign.Create().SetKind("YEAR").SetOrganizationID(org).SetTitleEn("Year").SetState("PUBLISHED").
		SetStartsOn("2026-01-01").SetEndsOn("2026-12-31").SaveX(system)
	forum := db.Campaign.Create().SetKind("FORUM").SetOrganizationID(org).SetParent(year).SetEventID(of.EventID).SetTitleEn("Forum").SetState("PUBLISHED").
		SetStartsOn("2026-01-01").SetEndsOn("2026-01-02").SaveX(system)
	db.CampaignSession.Create().SetCampaign(forum).SetShift(of).SetTitleEn("Session").SetStartsAt(of.StartsAt).SetEndsAt(of.EndsAt).ExecX(system)
	picture := db.Picture.Create().SetWidth(1).SetHeight(1).SaveX(system)
	for _, from := range []string{org, w.org} {
		article := db.Article.Create().SetOrganizationID(from).SetRegionID(region).SetCampaign(year).SetCover(picture).SetKind("NEWS").
			SetTitleEn("News").SetBodyEn("![b](" + picture.ID + ")").SetState("PUBLISHED").SetPublishedAt(time.Now()).
			AddDirectionIDs(id.Direction.Of("SOCIAL")).SaveX(system)
		db.MistakeReport.Create().SetArticle(article).SetOrganizationID(from).SetTokenHash([]byte(article.ID)).SetKind("MISTAKE").SetPart("BODY").SetLocale("en").
			SetCharactersBefore(0).SetArticleVersion(1).ExecX(system)
	}
}

// center is the organization of the viewer: a support center of every region in which
// something grows.
func (w *forest) center(region string) string {
	db := rows(w.s)
	if !db.SupportCenter.Query().Where(supportcenter.OrganizationID(w.org), supportcenter.RegionID(region)).ExistX(system) {
		db.SupportCenter.Create().SetOrganizationID(w.org).SetRegionID(region).SetValidFrom("2019-01-01").ExecX(system)
	}
	return w.org
}

func (w *forest) start() time.Time {
	return time.Now().UTC().Truncate(time.Hour).AddDate(0, 0, 3+w.n)
}

func (w *forest) event(org, region string) (event string, shifts []string) {
	db, from := rows(w.s), w.start()
	event = db.Event.Create().SetOrganizationID(org).SetTitleEn(fmt.Sprintf("Event %d", w.n)).SetRegionID(region).
		AddDirectionIDs(id.Direction.Of("SOCIAL")).SetStartsAt(from).SetEndsAt(from.Add(20 * time.Hour)).
		SetTimeZone("Asia/Almaty").SetState("PUBLISHED").SaveX(system).ID
	for i := range 2 {
		at := from.Add(time.Duration(5*i) * time.Hour)
		shifts = append(shifts, db.Shift.Create().SetEventID(event).SetTitleEn("Shift").SetCapacity(10).
			SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).SetState(shift.StateOPEN).SetNextTransitionAt(at).SaveX(system).ID)
	}
	return event, shifts
}

func (w *forest) signup(where, who string, number int64) string {
	db := rows(w.s)
	sh := db.Shift.GetX(system, where)
	db.Shift.UpdateOneID(where).AddConfirmed(1).ExecX(system)
	return db.Signup.Create().SetShiftID(where).SetVolunteerID(who).SetPersonNo(number).
		SetStartsAt(sh.StartsAt).SetEndsAt(sh.EndsAt).SaveX(system).ID
}
