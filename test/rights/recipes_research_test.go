package rights

import (
	"maps"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/interview"
	"erikti/ent/gen/study"
	"erikti/internal/consent"
	"erikti/internal/network"
)

func init() { maps.Copy(recipes, researchRecipes) }

// studies is a study of an organization of the side, in a state, with a finding.
func (o one) studies(state study.State) []any { return []any{"studyId", o.ownStudy(state)} }

func (o one) ownStudy(state study.State) string {
	id := o.study(o.fresh(o, "VERIFIED"), state)
	o.interview(id)
	o.finding(id)
	return id
}

var researchRecipes = map[string]recipe{
	"Query.studies": {"organization", ask(`query($id: ID!) { at: studies(centerId: $id) { totalCount } }`, func(o one) map[string]any {
		org := o.fresh(o, "VERIFIED")
		o.study(org, "PLANNED")
		return map[string]any{"id": org}
	}), counted},
	"Query.interviewConsent": {"nobody", ask(`{ at: interviewConsent { version text } }`, nil), present},
	"Query.openFigures":      {"nobody", ask(`{ at: openFigures(from: "2026-01", to: "2026-02") { rows { people } } }`, nil), present},
	"Query.myInterviews":     {"nobody", ask(`{ at: myInterviews { id } }`, nil), present},
	"Query.exportRegister": {"organization", ask(`query($id: ID!) { at: exportRegister(kind: GROUPS, regionId: $id) { csv } }`, func(o one) map[string]any {
		return map[string]any{"id": o.region}
	}), present},
	"Mutation.createStudy": {"organization", mutate("createStudy", "CreateStudyInput", func(o one) []any {
		m := rows(o.Server).SupportCenter.GetX(system, o.mandated(o))
		return []any{"centerId", m.OrganizationID, "regionId", m.RegionID, "question", map[string]any{"en": "Why?"}}
	}), nil},
	"Mutation.startStudy": {"organization", mutate("startStudy", "StartStudyInput", func(o one) []any { return o.studies("PLANNED") }), nil},
	"Mutation.recordInterview": {"organization", mutate("recordInterview", "RecordInterviewInput", func(o one) []any {
		today := network.Today(time.Now())
		return append(o.studies("FIELDWORK"), "expert", "e", "heldOn", today, "consentOn", today, "consentVersion", consent.Version, "notes", "n")
	}), nil},
	"Mutation.updateInterview": {"organization", mutate("updateInterview", "UpdateInterviewInput", func(o one) []any {
		id := o.ownStudy("FIELDWORK")
		return []any{"interviewId", rows(o.Server).Interview.Query().Where(interview.StudyID(id)).OnlyIDX(system), "notes", "n"}
	}), nil},
	"Mutation.withdrawInterview": {"organization", mutate("withdrawInterview", "WithdrawInterviewInput", func(o one) []any {
		return []any{"interviewId", rows(o.Server).Interview.Query().Where(interview.StudyID(o.ownStudy("FIELDWORK"))).OnlyIDX(system)}
	}), nil},
	"Mutation.fixStudyFigures": {"organization", mutate("fixStudyFigures", "FixStudyFiguresInput", func(o one) []any {
		db := rows(o.Server)
		if db.FigureMonth.Query().CountX(system) == 0 {
			db.FigureMonth.Create().SetMonth("2020-01").SetMinPeople(10).SetSnapshot("{}").SetSnapshotHash("h").SetTakenAt(time.Now()).ExecX(system)
		}
		return append(o.studies("FIELDWORK"), "from", "2020-01", "to", "2020-02")
	}), nil},
	"Mutation.addFinding": {"organization", mutate("addFinding", "AddFindingInput", func(o one) []any {
		return append(o.studies("FIELDWORK"), "text", map[string]any{"en": "F"}, "interviews", []int{1})
	}), nil},
	"Mutation.updateFinding": {"organization", mutate("updateFinding", "UpdateFindingInput", func(o one) []any {
		id := o.study(o.fresh(o, "VERIFIED"), "FIELDWORK")
		o.interview(id)
		return []any{"findingId", o.finding(id), "text", map[string]any{"en": "F"}, "interviews", []int{1}}
	}), nil},
	"Mutation.submitStudy": {"organization", mutate("submitStudy", "SubmitStudyInput", func(o one) []any { return o.studies("FIELDWORK") }), nil},
	"Mutation.returnStudy": {"organization", mutate("returnStudy", "ReturnStudyInput", func(o one) []any {
		return append(o.studies("REVIEW"), "reason", "r")
	}), nil},
	"Mutation.publishStudy": {"organization", mutate("publishStudy", "PublishStudyInput", func(o one) []any { return o.studies("REVIEW") }), nil},
}

// study is one of an organization in a state.
func (w *world) study(org string, state study.State, more ...func(*gen.StudyCreate)) string {
	w.t.Helper()
	db := rows(w.Server)
	c := db.Study.Create().SetCenterID(org).SetRegionID(*db.Organization.GetX(system, org).HomeRegionID).SetState(state).SetQuestionEn("Why?")
	if state == study.StatePUBLISHED {
		c.SetPublishedAt(time.Now().UTC())
	}
	for _, f := range more {
		f(c)
	}
	return c.SaveX(system).ID
}

// interview is one of a study.
func (w *world) interview(study string, more ...func(*gen.InterviewCreate)) string {
	w.t.Helper()
	db := rows(w.Server)
	c := db.Interview.Create().SetStudyID(study).SetNumber(db.Interview.Query().Where(interview.StudyID(study)).CountX(system) + 1).
		SetExpert("e").SetNotes("n").SetHeldOn("2026-01-02").SetConsentOn("2026-01-02").SetConsentVersion("1")
	for _, f := range more {
		f(c)
	}
	return c.SaveX(system).ID
}

// finding is one of a study that rests on its first interview.
func (w *world) finding(study string) string {
	w.t.Helper()
	return rows(w.Server).Finding.Create().SetStudyID(study).SetNumber(1).SetTextEn("F").SetInterviews([]int{1}).SaveX(system).ID
}
