package rights

import (
	"maps"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/mentorship"
	"erikti/ent/gen/project"
	"erikti/internal/id"
	"erikti/internal/network"
)

func init() { maps.Copy(recipes, mentoringRecipes) }

// mentors is a support center of the side in the last of all regions, and an organization
// there.
func (o one) mentors() (center, mentee string) {
	db := rows(o.Server)
	center = db.SupportCenter.GetX(system, o.mandated(o)).OrganizationID
	return center, o.organization("VERIFIED", db.Region.Query().Order(gen.Desc("iso")).FirstIDX(system))
}

// helps is a mentorship of a center of the side; helped is one of an organization of it.
func (o one) helps(state mentorship.State) []any {
	return []any{"mentorshipId", o.mentorship(o.fresh(o, "VERIFIED"), o.organization("VERIFIED", o.region), state)}
}

func (o one) helped(state mentorship.State) []any {
	return []any{"mentorshipId", o.mentorship(o.organization("VERIFIED", o.region), o.fresh(o, "VERIFIED"), state)}
}

// decidedProject is a project of an organization of the side to which nobody belongs who
// asks.
func (o one) decidedProject(state project.State) undertaking {
	return o.project(o.organization("VERIFIED", o.region), state)
}

// submitted is a report of such a project that waits for an answer.
func (o one) submitted() string {
	report := o.decidedProject("RUNNING").reports[0]
	rows(o.Server).ProjectReport.UpdateOneID(report).SetState("SUBMITTED").SetSubmittedAt(time.Now().UTC()).SetSubmittedBy(o.somebody.id).
		SetSnapshot("{}").SetSnapshotHash("h").ExecX(system)
	return report
}

var mentoringRecipes = map[string]recipe{
	"Query.mentorships": {"organization", ask(`query($id: ID!) { at: mentorships(menteeId: $id) { totalCount } }`, func(o one) map[string]any {
		org := o.fresh(o, "VERIFIED")
		o.mentorship(o.organization("VERIFIED", o.region), org, "REQUESTED")
		return map[string]any{"id": org}
	}), counted},
	"Query.maturityScale":     {"nobody", ask(`{ at: maturityScale { level name meaning } }`, nil), listed},
	"Query.mentoringOverview": {"nobody", ask(`{ at: mentoringOverview { active } }`, nil), present},
	"Subscription.mentorship": {"organization", ask(`subscription($id: ID!) { at: mentorship(mentorshipId: $id) { id } }`, func(o one) map[string]any {
		return map[string]any{"id": o.helped("ACTIVE")[1]}
	}), present},
	"Mutation.requestMentorship": {"organization", mutate("requestMentorship", "RequestMentorshipInput", func(o one) []any {
		return []any{"organizationId", o.fresh(o, "VERIFIED"), "needs", []string{"PEOPLE"}}
	}), nil},
	"Mutation.proposeMentorship": {"organization", mutate("proposeMentorship", "ProposeMentorshipInput", func(o one) []any {
		center, mentee := o.mentors()
		return []any{"centerId", center, "organizationId", mentee, "needs", []string{"MONEY"}}
	}), nil},
	"Mutation.answerMentorshipRequest": {"organization", mutate("answerMentorshipRequest", "AnswerMentorshipRequestInput", func(o one) []any {
		return append(o.helps("REQUESTED"), "accept", true)
	}), nil},
	"Mutation.withdrawMentorshipRequest": {"organization", mutate("withdrawMentorshipRequest", "WithdrawMentorshipRequestInput", func(o one) []any {
		return o.helped("REQUESTED")
	}), nil},
	"Mutation.answerMentorshipProposal": {"organization", mutate("answerMentorshipProposal", "AnswerMentorshipProposalInput", func(o one) []any {
		return append(o.helped("PROPOSED"), "accept", false, "reason", "r")
	}), nil},
	"Mutation.recordFirstMentorshipMeeting": {"organization", mutate("recordFirstMentorshipMeeting", "RecordFirstMentorshipMeetingInput", func(o one) []any {
		m := o.helps("ACTIVE")
		rows(o.Server).Mentorship.UpdateOneID(m[1].(string)).ClearStartedAt().ClearMaturityBefore().ClearFocus().ExecX(system)
		return append(m, "heldAt", time.Now().Add(-time.Hour), "focus", "SOCIAL", "maturity", 1, "goals", []string{"g"}, "notes", "n")
	}), nil},
	"Mutation.recordMentorshipMeeting": {"organization", mutate("recordMentorshipMeeting", "RecordMentorshipMeetingInput", func(o one) []any {
		return append(o.helped("ACTIVE"), "heldAt", time.Now().Add(-time.Hour), "notes", "n")
	}), nil},
	"Mutation.setMentorshipProgress": {"organization", mutate("setMentorshipProgress", "SetMentorshipProgressInput", func(o one) []any {
		goal := rows(o.Server).MentorshipGoal.Create().SetMentorshipID(o.helped("ACTIVE")[1].(string)).SetNumber(1).SetTitle("g").SaveX(system).ID
		return []any{"goalId", goal, "progress", 50}
	}), nil},
	"Mutation.pauseMentorship": {"organization", mutate("pauseMentorship", "PauseMentorshipInput", func(o one) []any {
		return append(o.helps("ACTIVE"), "reason", "r")
	}), nil},
	"Mutation.resumeMentorship": {"organization", mutate("resumeMentorship", "ResumeMentorshipInput", func(o one) []any { return o.helps("PAUSED") }), nil},
	"Mutation.completeMentorship": {"organization", mutate("completeMentorship", "CompleteMentorshipInput", func(o one) []any {
		return append(o.helps("ACTIVE"), "maturity", 3, "outcome", "o")
	}), nil},

	"Query.projects": {"organization", ask(`query($id: ID!) { at: projects(organizationId: $id) { totalCount } }`, func(o one) map[string]any {
		org := o.fresh(o, "VERIFIED")
		o.project(org, "APPLICATION")
		return map[string]any{"id": org}
	}), counted},
	"Mutation.applyForProject": {"organization", mutate("applyForProject", "ApplyForProjectInput", func(o one) []any {
		return []any{
			"organizationId", o.fresh(o, "VERIFIED"), "funding", "GRANT", "title",
			map[string]any{"en": "P"},
			"sum", "100", "startsOn", "2027-01-01", "endsOn", "2027-12-31",
			"indicators",
			[]map[string]any{{"title": map[string]any{"en": "I"}, "source": "EVENTS", "target": 3}},
		}
	}), nil},
	"Mutation.awardProject": {"organization", mutate("awardProject", "AwardProjectInput", func(o one) []any {
		p := o.decidedProject("APPLICATION").id
		rows(o.Server).ProjectReport.Delete().Where(ofProject(p)).ExecX(system) // planned with the award
		return []any{"projectId", p, "contractNumber", "1"}
	}), nil},
	"Mutation.rejectProject": {"organization", mutate("rejectProject", "RejectProjectInput", func(o one) []any {
		return []any{"projectId", o.decidedProject("APPLICATION").id, "reason", "r"}
	}), nil},
	"Mutation.startProject": {"organization", mutate("startProject", "StartProjectInput", func(o one) []any {
		return []any{"projectId", o.project(o.fresh(o, "VERIFIED"), "AWARDED").id}
	}), nil},
	"Mutation.terminateProject": {"organization", mutate("terminateProject", "TerminateProjectInput", func(o one) []any {
		return []any{"projectId", o.decidedProject("RUNNING").id, "reason", "r"}
	}), nil},
	"Mutation.closeProject": {"organization", mutate("closeProject", "CloseProjectInput", func(o one) []any {
		return []any{"projectId", o.decidedProject("ACCEPTED").id}
	}), nil},
	"Mutation.declareIndicator": {"organization", mutate("declareIndicator", "DeclareIndicatorInput", func(o one) []any {
		return []any{"indicatorId", o.project(o.fresh(o, "VERIFIED"), "RUNNING").indicators[3], "value", 4}
	}), nil},
	"Mutation.submitProjectReport": {"organization", mutate("submitProjectReport", "SubmitProjectReportInput", func(o one) []any {
		return []any{"projectId", o.project(o.fresh(o, "VERIFIED"), "RUNNING").id, "text", "t"}
	}), nil},
	"Mutation.returnProjectReport": {"organization", mutate("returnProjectReport", "ReturnProjectReportInput", func(o one) []any {
		return []any{"reportId", o.submitted(), "reason", "r"}
	}), nil},
	"Mutation.acceptProjectReport": {"organization", mutate("acceptProjectReport", "AcceptProjectReportInput", func(o one) []any {
		return []any{"reportId", o.submitted()}
	}), nil},
	"Mutation.setEventProject": {"organization", mutate("setEventProject", "SetEventProjectInput", func(o one) []any {
		org := o.fresh(o, "VERIFIED")
		event, _ := o.event(org, "PUBLISHED")
		return []any{"eventId", event, "projectId", o.project(org, "RUNNING").id}
	}), nil},
}

// mentorship is one in a state. What it needs to be in that state it has.
func (w *world) mentorship(center, mentee string, state mentorship.State, more ...func(*gen.MentorshipCreate)) string {
	w.t.Helper()
	db := rows(w.Server)
	c := db.Mentorship.Create().SetCenterID(center).SetMenteeID(mentee).SetRegionID(*db.Organization.GetX(system, mentee).HomeRegionID).
		SetState(state).SetNeeds([]string{"PEOPLE"})
	if state == mentorship.StateACTIVE || state == mentorship.StatePAUSED || state == mentorship.StateCOMPLETED {
		c.SetStartedAt(time.Now().UTC()).SetMaturityBefore(2).SetFocusID(id.Direction.Of("SOCIAL"))
	}
	if state == mentorship.StateCOMPLETED {
		c.SetCompletedAt(time.Now().UTC()).SetMaturityAfter(3)
	}
	for _, f := range more {
		f(c)
	}
	return c.SaveX(system).ID
}

// undertaking is a project with its rows.
type undertaking struct {
	id         string
	indicators []string
	reports    []string
}

// project is one in a state, with three reports of which one is final, and an indicator
// of each kind.
func (w *world) project(org string, state project.State) undertaking {
	w.t.Helper()
	db, today := rows(w.Server), network.Today(time.Now())
	p := db.Project.Create().SetOrganizationID(org).SetRegionID(*db.Organization.GetX(system, org).HomeRegionID).SetFunding("STATE_SOCIAL_ORDER").
		SetState(state).SetContractNumber("1").SetTitleEn("A project").SetSum(100).SetStartsOn(today.AddDays(-80)).SetEndsOn(today.AddDays(10)).SaveX(system)
	out := undertaking{id: p.ID}
	for i, source := range []string{"VERIFIED_HOURS", "PEOPLE", "EVENTS", "DECLARED"} {
		out.indicators = append(out.indicators, db.ProjectIndicator.Create().SetProject(p).SetNumber(i+1).SetTitleEn(source).
			SetSource(indicatorSource(source)).SetTarget(10).SaveX(system).ID)
	}
	for i := range 3 {
		from := today.AddDays(-80 + 30*i)
		out.reports = append(out.reports, db.ProjectReport.Create().SetProject(p).SetOrganizationID(org).SetNumber(i+1).SetFinal(i == 2).
			SetPeriodFrom(from).SetPeriodTo(from.AddDays(29)).SetDueOn(from.AddDays(40)).SaveX(system).ID)
	}
	return out
}
