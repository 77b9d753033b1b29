package program

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"erikti/ent/gen/auditentry"
	"erikti/ent/gen/mentorship"
	"erikti/internal/apptest"
	"erikti/internal/civil"
	"erikti/internal/id"
	"erikti/internal/mentoring"
	"erikti/internal/state/statetest"
)

// sides are a center and an organization of its region, with their ADMINs.
type sides struct {
	s            *apptest.Server
	admin        *apptest.Client
	head, own    *apptest.Client
	center, club string
}

func newSides(t testing.TB, s *apptest.Server) *sides {
	t.Helper()
	x := &sides{s: s, admin: s.FirstAdmin(t)}
	x.head, x.center = center(t, s, x.admin, "Center of Pavlodar", pavlodar())
	x.own = s.Register(t, "club")
	x.club = founds(t, x.own, newGroup("Club"))
	return x
}

// submits asks for the club to be verified.
func (x *sides) submits(t testing.TB) {
	t.Helper()
	decides(t, x.own, "submitOrganization", apptest.Input("organizationId", x.club))
}

const mentorshipFields = `mentorship { id state version needs message reason unanswered withdrawn maturityBefore maturityAfter outcome goalsChosen goalsReached
	focus { code } center { id } mentee { id } goals { id number title progress } meetings { notes side heldAt } }`

// mentors calls a mutation of mentoring.
func mentors(name string) string {
	return fmt.Sprintf(`mutation($in: %s%sInput!) { %s(input: $in) { %s userErrors { code message path nextStep ... on WrongState { state allowed } } } }`,
		strings.ToUpper(name[:1]), name[1:], name, mentorshipFields)
}

func met(mentorship string, more ...any) map[string]any {
	return apptest.Input(append([]any{
		"mentorshipId", mentorship, "heldAt", time.Now().Add(-time.Hour), "focus", "SOCIAL", "maturity", 2,
		"goals",
		[]string{"Choose", "Teach"},
		"notes", "note-canary of the first meeting",
	}, more...)...)
}

// A club asks the center of its region, is helped, and grows: everybody sees that and what
// changed, and only the two sides what they said to each other.
func TestACenterRaisesAnOrganization(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newSides(t, s)
		stranger, visitor := s.People(t, 1, "1990-05-17")[0], s.As("")
		ask := apptest.Input("organizationId", x.club, "needs", []string{"PEOPLE", "FINDING_DIRECTION", "PEOPLE"}, "message", "message-canary")
		refused(t, x.own.Do(t, mentors("requestMentorship"), ask), "requestMentorship", "WRONG_STATE") // nobody sees a draft
		x.submits(t)
		refused(t, x.own.Do(t, mentors("requestMentorship"), apptest.Input("organizationId", x.club, "needs", []string{})), "requestMentorship", "INVALID_INPUT")
		refused(t, stranger.Do(t, mentors("requestMentorship"), ask), "requestMentorship", "NOT_FOUND")
		far, abroad := center(t, s, x.admin, "Center of another region", karagandy())
		refused(t, far.Do(t, mentors("proposeMentorship"), apptest.Input("centerId", abroad, "organizationId", x.club, "needs", []string{"MONEY"})), "proposeMentorship", "INVALID_INPUT")
		if n := rows(s).Mentorship.Query().CountX(system); n != 0 {
			t.Fatalf("%d mentorships of nothing", n)
		}
		a := x.own.Do(t, mentors("requestMentorship"), ask)
		granted(t, a, "requestMentorship")
		at := a.Text("requestMentorship", "mentorship", "id")
		if a.Text("requestMentorship", "mentorship", "center", "id") != x.center || len(a.At("requestMentorship", "mentorship", "needs").([]any)) != 2 {
			t.Errorf("%s", a.Body)
		}
		refused(t, x.own.Do(t, mentors("requestMentorship"), ask), "requestMentorship", "WRONG_STATE")
		refused(t, x.head.Do(t, mentors("proposeMentorship"), apptest.Input("centerId", x.center, "organizationId", x.club, "needs", []string{"MONEY"})), "proposeMentorship", "WRONG_STATE")
		if !slices.Contains(texts(x.head.Do(t, noticeKinds, nil), "viewer", "notices", "kind"), "MENTORSHIP_CHANGED") {
			t.Error("the center is not told")
		}
		// Ten days later everybody sees how many wait.
		lists := `query($u: Boolean) { mentorships(unanswered: $u) { totalCount edges { node { id unanswered } } } mentoringOverview { unanswered active } }`
		if a := x.head.Do(t, lists, map[string]any{"u": true}); a.Number("mentorships", "totalCount") != 0 {
			t.Errorf("at once: %s", a.Body)
		}
		decides(t, x.admin, "verifyOrganization", apptest.Input("organizationId", x.club))
		rows(s).Mentorship.UpdateOneID(at).SetState("DECLINED").ExecX(system)
		old := rows(s).Mentorship.Create().SetCenterID(x.center).SetMenteeID(x.club).SetRegionID(pavlodar()).SetState("REQUESTED").SetNeeds([]string{"MONEY"}).
			SetMessage("message-canary").SetCreatedAt(time.Now().UTC().AddDate(0, 0, -11)).SaveX(system).ID
		for who, want := range map[*apptest.Client]int{x.head: 1, x.own: 1, x.admin: 1, stranger: 0, visitor: 0} {
			a := who.Do(t, lists, map[string]any{"u": true})
			if a.Number("mentorships", "totalCount") != want || a.Number("mentoringOverview", 0, "unanswered") != 1 {
				t.Errorf("of %d: %s", want, a.Body)
			}
		}
		at = old
		refused(t, x.own.Do(t, mentors("answerMentorshipRequest"), apptest.Input("mentorshipId", at, "accept", true)), "answerMentorshipRequest", "NOT_FOUND")
		refused(t, x.own.Do(t, mentors("answerMentorshipProposal"), apptest.Input("mentorshipId", at, "accept", true)), "answerMentorshipProposal", "WRONG_STATE")
		refused(t, x.head.Do(t, mentors("answerMentorshipRequest"), apptest.Input("mentorshipId", at, "accept", false)), "answerMentorshipRequest", "INVALID_INPUT")
		granted(t, x.head.Do(t, mentors("answerMentorshipRequest"), apptest.Input("mentorshipId", at, "accept", true)), "answerMentorshipRequest")
		refused(t, x.head.Do(t, mentors("completeMentorship"), apptest.Input("mentorshipId", at, "maturity", 3, "outcome", "o")), "completeMentorship", "WRONG_STATE")
		for _, bad := range []map[string]any{
			met(at, "goals", []string{}), met(at, "goals", []string{"1", "2", "3", "4"}), met(at, "goals", []string{" "}), met(at, "maturity", 0), met(at, "maturity", 6),
			met(at, "heldAt", time.Now().Add(time.Hour)), met(at, "notes", " "), met(at, "notes", strings.Repeat("х", 4001)),
		} {
			refused(t, x.head.Do(t, mentors("recordFirstMentorshipMeeting"), bad), "recordFirstMentorshipMeeting", "INVALID_INPUT")
		}
		if n := rows(s).MentorshipMeeting.Query().CountX(system) + rows(s).MentorshipGoal.Query().CountX(system); n != 0 {
			t.Errorf("%d rows of meetings that were refused", n)
		}
		a = x.head.Do(t, mentors("recordFirstMentorshipMeeting"), met(at))
		granted(t, a, "recordFirstMentorshipMeeting")
		goal := a.Text("recordFirstMentorshipMeeting", "mentorship", "goals", 0, "id")
		refused(t, x.head.Do(t, mentors("recordFirstMentorshipMeeting"), met(at)), "recordFirstMentorshipMeeting", "WRONG_STATE")
		granted(t, x.own.Do(t, mentors("setMentorshipProgress"), apptest.Input("goalId", goal, "progress", 100)), "setMentorshipProgress")
		refused(t, x.own.Do(t, mentors("setMentorshipProgress"), apptest.Input("goalId", goal, "progress", 101)), "setMentorshipProgress", "INVALID_INPUT")
		refused(t, stranger.Do(t, mentors("setMentorshipProgress"), apptest.Input("goalId", goal, "progress", 1)), "setMentorshipProgress", "NOT_FOUND")
		a = x.own.Do(t, mentors("recordMentorshipMeeting"), apptest.Input("mentorshipId", at, "heldAt", time.Now().Add(-time.Minute), "notes", "note-canary of the club"))
		granted(t, a, "recordMentorshipMeeting")
		if a.Text("recordMentorshipMeeting", "mentorship", "meetings", 0, "side") != "MENTEE" || a.Text("recordMentorshipMeeting", "mentorship", "meetings", 1, "side") != "CENTER" {
			t.Errorf("%s", a.Body)
		}
		granted(t, x.head.Do(t, mentors("pauseMentorship"), apptest.Input("mentorshipId", at, "reason", "reason-canary")), "pauseMentorship")
		a = x.head.Do(t, mentors("pauseMentorship"), apptest.Input("mentorshipId", at, "reason", "r"))
		refused(t, a, "pauseMentorship", "WRONG_STATE")
		if a.Text("pauseMentorship", "userErrors", 0, "state") != "PAUSED" || a.Text("pauseMentorship", "userErrors", 0, "allowed", 0) != "ACTIVE" {
			t.Errorf("a refused step names neither where it is nor from where it would be done: %s", a.Body)
		}
		refused(t, x.own.Do(t, mentors("recordMentorshipMeeting"), apptest.Input("mentorshipId", at, "heldAt", time.Now(), "notes", "n")), "recordMentorshipMeeting", "WRONG_STATE")
		if a := visitor.Do(t, `{ mentorships { totalCount } }`, nil); a.Number("mentorships", "totalCount") != 0 {
			t.Errorf("a paused one is public: %s", a.Body)
		}
		granted(t, x.head.Do(t, mentors("resumeMentorship"), apptest.Input("mentorshipId", at)), "resumeMentorship")
		refused(t, x.head.Do(t, mentors("completeMentorship"), apptest.Input("mentorshipId", at, "maturity", 3, "outcome", "o", "expectedVersion", 1)), "completeMentorship", "STALE_VERSION")
		granted(t, x.head.Do(t, mentors("completeMentorship"), apptest.Input("mentorshipId", at, "maturity", 4, "outcome", "It chose its direction.")), "completeMentorship")

		whole := `query($id: ID!) { node(id: $id) { ... on Mentorship { state needs message reason version goalsChosen goalsReached maturityBefore maturityAfter outcome
			goals { title } meetings { notes } center { id name } mentee { id name } region { name } focus { code } } } }`
		for _, who := range []*apptest.Client{x.head, x.own} {
			if a := who.Do(t, whole, map[string]any{"id": at}); !strings.Contains(string(a.Body), "note-canary of the club") || !strings.Contains(string(a.Body), "message-canary") {
				t.Errorf("one side: %s", a.Body)
			}
		}
		for _, who := range []*apptest.Client{stranger, visitor, x.admin} {
			a := who.Do(t, whole, map[string]any{"id": at})
			if strings.Contains(string(a.Body), "canary") || a.At("node", "goals") != nil || a.At("node", "meetings") != nil || a.At("node", "needs") != nil || a.At("node", "version") != nil {
				t.Errorf("others read %s", a.Body)
			}
			if a.Number("node", "maturityBefore") != 2 || a.Number("node", "maturityAfter") != 4 || a.Number("node", "goalsReached") != 1 || a.Text("node", "mentee", "id") != x.club {
				t.Errorf("what changed is public: %s", a.Body)
			}
		}
		a = visitor.Do(t, `{ mentoringOverview(regionId: "`+pavlodar()+`") { center { id mentees(first: 5) { totalCount edges { node { mentee { name } } } } }
			active completed maturityBefore maturityAfter goalsReached } maturityScale { level name meaning } }`, nil)
		if a.Text("mentoringOverview", 0, "center", "id") != x.center || a.Number("mentoringOverview", 0, "completed") != 1 || a.Number("mentoringOverview", 0, "maturityAfter") != 4 ||
			a.Number("mentoringOverview", 0, "center", "mentees", "totalCount") != 1 || len(a.At("maturityScale").([]any)) != mentoring.Levels {
			t.Errorf("%s", a.Body)
		}
		// An organization that is no longer verified is not shown, and not counted.
		rows(s).Organization.UpdateOneID(x.club).SetStatus("SUSPENDED").ExecX(system)
		if a := visitor.Do(t, `{ mentorships { totalCount } mentoringOverview { completed } }`, nil); a.Number("mentorships", "totalCount") != 0 || len(a.At("mentoringOverview").([]any)) != 0 {
			t.Errorf("a suspended mentee: %s", a.Body)
		}
	})
}

// Every change of a mentorship, from every state, is done or refused as the table says, and
// the refusal names the state and those from which it would be done.
func TestMentorshipsMoveByTheirTable(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newSides(t, s)
		x.submits(t)
		db := rows(s)
		at := db.Mentorship.Create().SetCenterID(x.center).SetMenteeID(x.club).SetRegionID(pavlodar()).SetState("ACTIVE").SetNeeds([]string{"MONEY"}).
			SetStartedAt(time.Now().UTC()).SetMaturityBefore(1).SetFocusID(id.Direction.Of("SOCIAL")).SaveX(system).ID
		asked := func(change string, who *apptest.Client, name string, in ...any) statetest.Call {
			return asks(t, who, name, mentors(name), always(apptest.Input(append(in, "mentorshipId", at)...)), change)
		}
		statetest.Walk[mentorship.State]{
			Table: mentoring.States, States: []mentorship.State{"REQUESTED", "PROPOSED", "ACTIVE", "PAUSED", "COMPLETED", "DECLINED"},
			Starts: []mentorship.State{"REQUESTED", "PROPOSED"},
			Put: func(_ statetest.Call, in mentorship.State) {
				db.Mentorship.UpdateOneID(at).SetState(in).SetMaturityAfter(2).SetCompletedAt(time.Now().UTC()).ExecX(system)
			},
			At: func() mentorship.State { return db.Mentorship.GetX(system, at).State },
			Calls: []statetest.Call{
				asked("take on", x.head, "answerMentorshipRequest", "accept", true),
				asked("decline", x.head, "answerMentorshipRequest", "accept", false, "reason", "r"),
				asked("withdraw", x.own, "withdrawMentorshipRequest"),
				asked("agree", x.own, "answerMentorshipProposal", "accept", true),
				asked("refuse", x.own, "answerMentorshipProposal", "accept", false, "reason", "r"),
				asked("pause", x.head, "pauseMentorship", "reason", "r"),
				asked("resume", x.head, "resumeMentorship"),
				asked("complete", x.head, "completeMentorship", "maturity", 2, "outcome", "o"),
			},
		}.Run(t)
	})
}

// An organization takes its request back, the center is told, and asks again; nobody else
// takes it back, and what was answered is not withdrawn.
func TestARequestForMentoringIsWithdrawn(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newSides(t, s)
		x.submits(t)
		stranger := s.People(t, 1, "1990-05-17")[0]
		ask := func() string {
			a := x.own.Do(t, mentors("requestMentorship"), apptest.Input("organizationId", x.club, "needs", []string{"PEOPLE"}))
			granted(t, a, "requestMentorship")
			return a.Text("requestMentorship", "mentorship", "id")
		}
		first := ask()
		take := mentors("withdrawMentorshipRequest")
		for _, who := range []*apptest.Client{x.head, stranger, x.admin} {
			refused(t, who.Do(t, take, apptest.Input("mentorshipId", first)), "withdrawMentorshipRequest", "NOT_FOUND")
		}
		refused(t, x.own.Do(t, take, apptest.Input("mentorshipId", first, "expectedVersion", 7)), "withdrawMentorshipRequest", "STALE_VERSION")
		if m := rows(s).Mentorship.GetX(system, first); m.State != mentorship.StateREQUESTED || m.Version != 1 {
			t.Fatalf("refused, and changed: %v", m)
		}
		in := apptest.Input("mentorshipId", first, "expectedVersion", 1, "idempotencyKey", "withdraw")
		for range 2 { // the same key gives the same answer
			a := x.own.Do(t, take, in)
			if granted(t, a, "withdrawMentorshipRequest"); a.Text("withdrawMentorshipRequest", "mentorship", "state") != "DECLINED" ||
				a.At("withdrawMentorshipRequest", "mentorship", "withdrawn") != true || a.Number("withdrawMentorshipRequest", "mentorship", "version") != 2 {
				t.Errorf("%s", a.Body)
			}
		}
		refused(t, x.own.Do(t, take, apptest.Input("mentorshipId", first)), "withdrawMentorshipRequest", "WRONG_STATE")
		refused(t, x.head.Do(t, mentors("answerMentorshipRequest"), apptest.Input("mentorshipId", first, "accept", true)), "answerMentorshipRequest", "WRONG_STATE")
		told := x.head.Do(t, `{ viewer { notices(first: 1) { edges { node { kind message } } } } }`, nil)
		if !strings.Contains(string(told.Body), "took its request for help back") {
			t.Errorf("the center is not told: %s", told.Body)
		}
		if n := rows(s).AuditEntry.Query().Where(auditentry.Action("MENTORSHIP_WITHDRAWN"), auditentry.ObjectID(first)).CountX(system); n != 1 {
			t.Errorf("%d lines of the audit", n)
		}
		second := ask()
		a := x.head.Do(t, mentors("answerMentorshipRequest"), apptest.Input("mentorshipId", second, "accept", false, "reason", "Next year."))
		if granted(t, a, "answerMentorshipRequest"); a.At("answerMentorshipRequest", "mentorship", "withdrawn") != false {
			t.Errorf("%s", a.Body)
		}
	})
}

// No center is its own mentee, nor is who stands above it as a mentor or a network, however
// far; also when two begin at the same moment.
func TestNoCirclesOfMentors(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		db := rows(s)
		var heads [3]*apptest.Client
		var centers [3]string
		for i := range heads {
			// A region has one center at a time; here three have its mandate, for a circle needs them.
			heads[i], centers[i] = s.Organizer(t, fmt.Sprint("center", i))
			db.Organization.UpdateOneID(centers[i]).SetHomeRegionID(pavlodar()).ExecX(system)
			db.SupportCenter.Create().SetOrganizationID(centers[i]).SetRegionID(pavlodar()).SetValidFrom(civil.Date(fmt.Sprintf("202%d-01-01", i))).ExecX(system)
		}
		propose := func(from, to int) *apptest.Answer {
			return heads[from].Do(t, mentors("proposeMentorship"), apptest.Input("centerId", centers[from], "organizationId", centers[to], "needs", []string{"PEOPLE"}))
		}
		circle := func(what string, a *apptest.Answer) {
			t.Helper()
			if refused(t, a, "proposeMentorship", "INVALID_INPUT"); a.Text("proposeMentorship", "userErrors", 0, "path", 0) != "organizationId" {
				t.Errorf("%s: %s", what, a.Body)
			}
		}
		circle("itself", propose(0, 0))
		granted(t, propose(0, 1), "proposeMentorship")
		circle("its mentor", propose(1, 0))
		granted(t, propose(1, 2), "proposeMentorship")
		circle("its mentor's mentor", propose(2, 0))
		db.Mentorship.Delete().ExecX(system)
		net := db.Organization.Create().SetNameEn("Network").SetLegalForm("NGO").SetStatus("VERIFIED").SetNetwork(true).SetHomeRegionID(pavlodar()).SaveX(system).ID
		db.Organization.UpdateOneID(centers[0]).SetParentID(net).ExecX(system)
		circle("its network", heads[0].Do(t, mentors("proposeMentorship"), apptest.Input("centerId", centers[0], "organizationId", net, "needs", []string{"PEOPLE"})))
		// And the other way round: who mentors a network does not join it.
		joins, joined := heads[1], centers[1]
		db.Mentorship.Create().SetCenterID(joined).SetMenteeID(net).SetRegionID(pavlodar()).SetState("ACTIVE").SetNeeds([]string{"PEOPLE"}).ExecX(system)
		db.Organization.UpdateOneID(joined).SetRequestedNetworkID(net).ExecX(system)
		me := joins.Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")
		db.Membership.Create().SetVolunteerID(me).SetOrganizationID(net).SetRole("ADMIN").SetValidFrom("2020-01-01").ExecX(system)
		refused(t, joins.Do(t, `mutation($in: AnswerNetworkRequestInput!) { answerNetworkRequest(input: $in) { userErrors { code } } }`,
			apptest.Input("organizationId", joined, "networkId", net, "accept", true)), "answerNetworkRequest", "INVALID_INPUT")
		for range 5 {
			db.Mentorship.Delete().ExecX(system)
			var wg sync.WaitGroup
			for i := range 3 {
				wg.Go(func() { propose(i, (i+1)%3) })
			}
			wg.Wait()
			if n := db.Mentorship.Query().CountX(system); n != 2 {
				t.Fatalf("%d of three that would close a circle, want two", n)
			}
		}
	})
}
