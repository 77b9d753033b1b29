package program

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/interview"
	"erikti/ent/gen/study"
	"erikti/internal/apptest"
	"erikti/internal/consent"
	days "erikti/internal/network"
	"erikti/internal/research"
	"erikti/internal/state/statetest"
)

const studyFields = `study { id state version reason interviewCount question guide
	interviews { id number expert notes themes withdrawnAt consentVersion }
	findings { id number text held interviews { number withdrawnAt } figures }
	figures { number from to snapshot snapshotHash rows { part direction age people hours events places months } } }`

// studies calls a mutation of research.
func studies(name string) string {
	shown := studyFields
	if name == "withdrawInterview" {
		shown = "withdrawnAt"
	}
	return fmt.Sprintf(`mutation($in: %s%sInput!) { %s(input: $in) { %s userErrors { code message path nextStep ... on WrongState { state allowed } } } }`,
		strings.ToUpper(name[:1]), name[1:], name, shown)
}

// laboratory is a center with two researchers.
type laboratory struct {
	*sides
	author, reviewer *apptest.Client
	study            string
}

// researcher is somebody new with that role in an organization.
func researcher(t testing.TB, s *apptest.Server, org string) *apptest.Client {
	t.Helper()
	c := s.People(t, 1, "1985-05-17")[0]
	me := c.Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")
	rows(s).Membership.Create().SetVolunteerID(me).SetOrganizationID(org).SetRole("RESEARCHER").SetValidFrom("2020-01-01").SetStatus("ACTIVE").ExecX(system)
	return s.SessionOf(t, me)
}

func newLaboratory(t testing.TB, s *apptest.Server) *laboratory {
	t.Helper()
	x := &laboratory{sides: newSides(t, s)}
	x.author, x.reviewer = researcher(t, s, x.center), researcher(t, s, x.center)
	a := x.author.Do(t, studies("createStudy"), apptest.Input("centerId", x.center, "regionId", pavlodar(), "question", english("question-canary"), "guide", "guide-canary"))
	granted(t, a, "createStudy")
	x.study = a.Text("createStudy", "study", "id")
	return x
}

func held(study string, more ...any) map[string]any {
	today := days.Today(time.Now())
	return apptest.Input(append([]any{
		"studyId", study, "expert", "expert-canary", "heldOn", today, "consentOn", today, "consentVersion", consent.Version, "notes", "notes-canary",
		"themes",
		[]string{"theme-canary", "another"},
	}, more...)...)
}

func (x *laboratory) find(t testing.TB, interviews ...int) string {
	t.Helper()
	a := x.author.Do(t, studies("addFinding"), apptest.Input("studyId", x.study, "text", english("finding-canary"), "interviews", interviews))
	granted(t, a, "addFinding")
	all := a.At("addFinding", "study", "findings").([]any)
	return all[len(all)-1].(map[string]any)["id"].(string)
}

func (x *laboratory) interviewed(t testing.TB, more ...any) string {
	t.Helper()
	a := x.author.Do(t, studies("recordInterview"), held(x.study, more...))
	granted(t, a, "recordInterview")
	all := a.At("recordInterview", "study", "interviews").([]any)
	return all[len(all)-1].(map[string]any)["id"].(string)
}

const seeStudy = `query($id: ID!) { node(id: $id) { ... on Study { state question guide interviewCount reason interviews { expert notes themes } findings { text held interviews { number withdrawnAt } } figures { snapshot snapshotHash } } }
	studies(search: "canary") { totalCount edges { node { question } } } }`

// A study goes from the plan to the publication: what experts said is the researchers',
// what was found is everybody's once another person has published it.
func TestAStudyIsCarriedOut(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newLaboratory(t, s)
		visitor, stranger := s.As(""), s.People(t, 1, "1990-05-17")[0]
		for _, bad := range [][]any{{"regionId", karagandy()}, {"question", map[string]any{}}, {"question", english(strings.Repeat("х", 501))}, {"guide", strings.Repeat("х", 10_001)}} {
			in := apptest.Input(append([]any{"centerId", x.center, "regionId", pavlodar(), "question", english("q")}, bad...)...)
			refused(t, x.author.Do(t, studies("createStudy"), in), "createStudy", "INVALID_INPUT")
		}
		for who, in := range map[*apptest.Client]string{stranger: x.center, x.own: x.center, x.author: x.club} {
			refused(t, who.Do(t, studies("createStudy"), apptest.Input("centerId", in, "regionId", pavlodar(), "question", english("q"))), "createStudy", "NOT_FOUND")
		}
		refused(t, x.author.Do(t, studies("recordInterview"), held(x.study)), "recordInterview", "WRONG_STATE")
		granted(t, x.author.Do(t, studies("startStudy"), apptest.Input("studyId", x.study)), "startStudy")
		today := days.Today(time.Now())
		for _, bad := range [][]any{
			{"consentVersion", "2020-01-01"},
			{"consentVersion", ""},
			{"heldOn", today.AddDays(1), "consentOn", today},
			{"consentOn", today.AddDays(1)},
			{"notes", " "},
			{"expert", ""},
			{"notes", strings.Repeat("х", 20_001)},
			{"themes", []string{strings.Repeat("х", 81)}},
			{"themes", slices.Repeat([]string{"t"}, 21)},
			{"publicNumber", "NOBODY00"},
		} {
			refused(t, x.author.Do(t, studies("recordInterview"), held(x.study, bad...)), "recordInterview", "INVALID_INPUT")
		}
		if n := rows(s).Interview.Query().CountX(system); n != 0 {
			t.Fatalf("%d interviews of nothing", n)
		}
		x.interviewed(t)
		second := x.interviewed(t, "expert", "second expert")
		a := x.author.Do(t, studies("updateInterview"), apptest.Input("interviewId", second, "notes", "rewritten", "themes", []string{}))
		if granted(t, a, "updateInterview"); a.Text("updateInterview", "study", "interviews", 1, "notes") != "rewritten" {
			t.Errorf("%s", a.Body)
		}
		for _, bad := range [][]any{{"interviews", []int{3}}, {"interviews", []int{}}, {"figures", []int{1}}, {"text", map[string]any{}}} {
			in := apptest.Input(append([]any{"studyId", x.study, "text", english("f"), "interviews", []int{1}}, bad...)...)
			refused(t, x.author.Do(t, studies("addFinding"), in), "addFinding", "INVALID_INPUT")
		}
		refused(t, x.author.Do(t, studies("submitStudy"), apptest.Input("studyId", x.study)), "submitStudy", "WRONG_STATE") // nothing was found
		x.find(t, 1, 2)
		// Before the publication the study is its center's; its interviews are its researchers'.
		plain := researcher(t, s, x.club)
		for who, want := range map[*apptest.Client]int{visitor: 0, stranger: 0, x.own: 0, plain: 0, x.author: 1, x.reviewer: 1, x.head: 1} {
			a := who.Do(t, seeStudy, map[string]any{"id": x.study})
			if a.Number("studies", "totalCount") != want || (a.At("node") != nil) != (want == 1) || want == 0 && strings.Contains(string(a.Body), "-canary") {
				t.Errorf("want %d: %s", want, a.Body)
			}
		}
		granted(t, x.author.Do(t, studies("submitStudy"), apptest.Input("studyId", x.study)), "submitStudy")
		if !slices.Contains(texts(x.reviewer.Do(t, noticeKinds, nil), "viewer", "notices", "kind"), "STUDY_CHANGED") {
			t.Error("the reviewer is not told")
		}
		refused(t, x.author.Do(t, studies("addFinding"), apptest.Input("studyId", x.study, "text", english("f"), "interviews", []int{1})), "addFinding", "WRONG_STATE")
		for _, name := range []string{"publishStudy", "returnStudy"} {
			refused(t, x.author.Do(t, studies(name), inReview(name, x.study)), name, "WRONG_STATE") // nobody reviews their own
			refused(t, x.own.Do(t, studies(name), inReview(name, x.study)), name, "NOT_FOUND")
		}
		granted(t, x.reviewer.Do(t, studies("returnStudy"), inReview("returnStudy", x.study)), "returnStudy")
		granted(t, x.head.Do(t, studies("submitStudy"), apptest.Input("studyId", x.study)), "submitStudy")
		refused(t, x.head.Do(t, studies("publishStudy"), apptest.Input("studyId", x.study)), "publishStudy", "WRONG_STATE")   // handed it in
		refused(t, x.author.Do(t, studies("publishStudy"), apptest.Input("studyId", x.study)), "publishStudy", "WRONG_STATE") // planned it
		granted(t, x.reviewer.Do(t, studies("publishStudy"), apptest.Input("studyId", x.study)), "publishStudy")
		a = visitor.Do(t, seeStudy, map[string]any{"id": x.study})
		body := string(a.Body)
		if a.Number("studies", "totalCount") != 1 || a.Number("node", "interviewCount") != 2 || a.Text("node", "findings", 0, "text") != "finding-canary" || a.At("node", "interviews") != nil {
			t.Errorf("%s", body)
		}
		for _, secret := range []string{"expert-canary", "notes-canary", "theme-canary", "second expert", "reason-canary"} {
			if strings.Contains(body, secret) {
				t.Errorf("a visitor reads %s: %s", secret, body)
			}
		}
		for _, name := range []string{"addFinding", "recordInterview", "fixStudyFigures"} {
			in := map[string]map[string]any{
				"addFinding": apptest.Input("studyId", x.study, "text", english("f"), "interviews", []int{1}), "recordInterview": held(x.study),
				"fixStudyFigures": apptest.Input("studyId", x.study, "from", "2026-01", "to", "2026-02"),
			}[name]
			refused(t, x.author.Do(t, studies(name), in), name, "WRONG_STATE")
		}
	})
}

func inReview(name, study string) map[string]any {
	if name == "returnStudy" {
		return apptest.Input("studyId", study, "reason", "reason-canary")
	}
	return apptest.Input("studyId", study)
}

// A consent that is withdrawn takes the interview out of what is not published, and is
// marked in what is; what was said is gone in both.
func TestAWithdrawnConsentTakesTheInterviewAway(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newLaboratory(t, s)
		granted(t, x.author.Do(t, studies("startStudy"), apptest.Input("studyId", x.study)), "startStudy")
		expert := s.People(t, 1, "1960-05-17")[0]
		number := expert.Do(t, `{ viewer { volunteer { publicNumber } } }`, nil).Text("viewer", "volunteer", "publicNumber")
		first := x.interviewed(t, "publicNumber", number)
		second := x.interviewed(t, "expert", "second-canary")
		mine := expert.Do(t, `{ myInterviews { id question published withdrawnAt consentVersion } interviewConsent { version text } viewer { notices(first: 5) { edges { node { kind } } } } }`, nil)
		if mine.Text("myInterviews", 0, "id") != first || mine.Text("interviewConsent", "version") != consent.Version ||
			!slices.Contains(texts(mine, "viewer", "notices", "kind"), "STUDY_CHANGED") || strings.Contains(string(mine.Body), "notes-canary") {
			t.Errorf("%s", mine.Body)
		}
		const noted = `{ myInterviews { number studyId notes themes consentOn withdrawnAt } }`
		if a := expert.Do(t, noted, nil); !strings.Contains(a.Text("myInterviews", 0, "notes"), "notes-canary") || a.Number("myInterviews", 0, "number") != 1 || a.At("myInterviews", 0, "studyId") != nil ||
			strings.Contains(string(a.Body), "expert-canary") || strings.Contains(string(a.Body), "second-canary") {
			t.Errorf("what was noted, to who said it: %s", a.Body)
		}
		if a := s.People(t, 1, "1990-05-17")[0].Do(t, noted, nil); len(a.At("myInterviews").([]any)) != 0 {
			t.Errorf("%s", a.Body)
		}
		both, one := x.find(t, 1, 2), x.find(t, 2)
		for _, who := range []*apptest.Client{x.own, s.People(t, 1, "1990-05-17")[0]} {
			refused(t, who.Do(t, studies("withdrawInterview"), apptest.Input("interviewId", first)), "withdrawInterview", "NOT_FOUND")
		}
		granted(t, x.author.Do(t, studies("submitStudy"), apptest.Input("studyId", x.study)), "submitStudy")
		granted(t, expert.Do(t, studies("withdrawInterview"), apptest.Input("interviewId", first)), "withdrawInterview")
		again := expert.Do(t, studies("withdrawInterview"), apptest.Input("interviewId", first))
		if granted(t, again, "withdrawInterview"); again.At("withdrawInterview", "withdrawnAt") == nil {
			t.Errorf("%s", again.Body)
		}
		row := rows(s).Interview.GetX(system, first)
		if row.Expert+row.Notes+row.Themes != "" || row.WithdrawnAt == nil {
			t.Errorf("what was said is kept: %+v", row)
		}
		if a := expert.Do(t, noted, nil); a.Text("myInterviews", 0, "notes") != "" || len(a.At("myInterviews", 0, "themes").([]any)) != 0 || a.At("myInterviews", 0, "withdrawnAt") == nil {
			t.Errorf("what was noted is kept: %s", a.Body)
		}
		a := x.reviewer.Do(t, seeStudy, map[string]any{"id": x.study})
		if len(a.At("node", "findings", 0, "interviews").([]any)) != 1 || a.At("node", "findings", 0, "held") != true || a.At("node", "findings", 1, "held") != false ||
			a.Number("node", "interviewCount") != 1 || strings.Contains(string(a.Body), "expert-canary") {
			t.Errorf("not published: %s", a.Body)
		}
		refused(t, x.reviewer.Do(t, studies("publishStudy"), apptest.Input("studyId", x.study)), "publishStudy", "WRONG_STATE")
		granted(t, x.reviewer.Do(t, studies("returnStudy"), inReview("returnStudy", x.study)), "returnStudy")
		refused(t, x.author.Do(t, studies("submitStudy"), apptest.Input("studyId", x.study)), "submitStudy", "WRONG_STATE")
		refused(t, x.author.Do(t, studies("updateFinding"), apptest.Input("findingId", both, "text", english("f"), "interviews", []int{1, 2})), "updateFinding", "INVALID_INPUT")
		refused(t, x.author.Do(t, studies("updateInterview"), apptest.Input("interviewId", first, "notes", "again")), "updateInterview", "WRONG_STATE")
		granted(t, x.author.Do(t, studies("updateFinding"), apptest.Input("findingId", both, "text", english("finding-canary"), "interviews", []int{2})), "updateFinding")
		granted(t, x.author.Do(t, studies("submitStudy"), apptest.Input("studyId", x.study)), "submitStudy")
		granted(t, x.reviewer.Do(t, studies("publishStudy"), apptest.Input("studyId", x.study)), "publishStudy")

		if a := expert.Do(t, noted, nil); a.Text("myInterviews", 0, "studyId") != x.study {
			t.Errorf("%s", a.Body)
		}
		// The other expert has no account: the center withdraws on their behalf.
		granted(t, x.head.Do(t, studies("withdrawInterview"), apptest.Input("interviewId", second)), "withdrawInterview")
		a = s.As("").Do(t, seeStudy, map[string]any{"id": x.study})
		for i := range 2 {
			if a.Number("node", "findings", i, "interviews", 0, "number") != 2 || a.At("node", "findings", i, "interviews", 0, "withdrawnAt") == nil || a.At("node", "findings", i, "held") != false {
				t.Errorf("published: %s", a.Body)
			}
		}
		if rows(s).Interview.Query().Where(interview.NotesNEQ("")).CountX(system) != 0 || one == both {
			t.Error("what was said is kept")
		}
		// Who erases their account withdraws with it.
		x.study = rows(s).Study.Create().SetCenterID(x.center).SetRegionID(pavlodar()).SetQuestionEn("q").SetState(study.StateFIELDWORK).SaveX(system).ID
		third := x.interviewed(t, "publicNumber", number)
		x.find(t, 1)
		granted(t, expert.Do(t, `mutation($in: EraseMyAccountInput!) { eraseMyAccount(input: $in) { userErrors { code message path } } }`, apptest.Input("publicNumber", number)), "eraseMyAccount")
		if row := rows(s).Interview.GetX(system, third); row.WithdrawnAt == nil || row.Expert+row.Notes != "" {
			t.Errorf("erased, and kept: %+v", row)
		}
		if a := x.author.Do(t, seeStudy, map[string]any{"id": x.study}); a.At("node", "findings", 0, "held") != true {
			t.Errorf("erased, and not held: %s", a.Body)
		}
	})
}

// Every change of where a study stands is done from where the table says, and refused from
// everywhere else.
func TestEveryStateOfAStudy(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newLaboratory(t, s)
		rows(s).Interview.Create().SetStudyID(x.study).SetNumber(1).SetNotes("n").SetHeldOn("2026-01-01").SetConsentOn("2026-01-01").SetConsentVersion("1").ExecX(system)
		rows(s).Finding.Create().SetStudyID(x.study).SetNumber(1).SetTextEn("f").SetInterviews([]int{1}).ExecX(system)
		db := rows(s)
		var calls []statetest.Call
		for change, name := range map[string]string{"begin": "startStudy", "hand in": "submitStudy", "give back": "returnStudy", "publish": "publishStudy"} {
			calls = append(calls, asks(t, x.reviewer, name, studies(name), always(inReview(name, x.study)), change))
		}
		statetest.Walk[study.State]{
			Table: research.States, States: []study.State{study.StatePLANNED, study.StateFIELDWORK, study.StateREVIEW, study.StatePUBLISHED},
			Starts: []study.State{study.StatePLANNED},
			Put: func(_ statetest.Call, in study.State) {
				db.Study.UpdateOneID(x.study).ClearPublishedBy().ClearSubmittedBy().SetPublishedAt(time.Now()).SetState(in).ExecX(system)
			},
			At:    func() study.State { return db.Study.GetX(system, x.study).State },
			Calls: calls,
		}.Run(t)
	})
}
