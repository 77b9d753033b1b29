package rights

import (
	"maps"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/mentorship"
	"erikti/ent/gen/project"
	"erikti/internal/civil"
	"erikti/internal/id"
	"erikti/internal/network"
)

func init() { maps.Copy(recipes, mentoringRecipes) }

var mentoringRecipes = map[string]recipe{}

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
