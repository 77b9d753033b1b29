package project

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/project"
	"erikti/ent/gen/projectreport"
	"erikti/internal/civil"
	"erikti/internal/network"
)

// Side is who has to take a step.
type Side string

// The sides.
const (
	Organization Side = "ORGANIZATION"
	Center       Side = "CENTER"
)

// The states in which the center has to take the next step, and those in which that
// follows from the reports; in all others it is the organization's.
var (
	byCenter = []project.State{project.StateAPPLICATION, project.StateACCEPTED}
	byReport = []project.State{project.StateRUNNING, project.StateREPORTING, project.StateRETURNED}
)

// Late says whether a step of a project is overdue.
func (s *Service) Late(p *gen.Project) bool { return p.DueOn != "" && p.DueOn < network.Today(s.now()) }

// ReportLateBy is who should have taken the step of a report that is overdue, nil for
// none.
func (s *Service) ReportLateBy(r *gen.ProjectReport) *Side {
	if !slices.Contains(open, r.State) || r.DueOn >= network.Today(s.now()) {
		return nil
	}
	by := Organization
	if r.State == projectreport.StateSUBMITTED {
		by = Center
	}
	return &by
}

// LateBy is who should have taken the step that is overdue, by project; nil for none.
func (s *Service) LateBy(ctx context.Context, ids []string) (map[string]*Side, error) {
	all, err := s.store.Client.Project.Query().Where(project.IDIn(ids...), project.DueOnLT(network.Today(s.now()))).
		WithReports(func(q *gen.ProjectReportQuery) {
			q.Where(projectreport.StateIn(open...)).Order(gen.Asc(projectreport.FieldDueOn, projectreport.FieldNumber))
		}).All(system(ctx))
	out := map[string]*Side{}
	for _, p := range all {
		by := Organization
		switch {
		case slices.Contains(byCenter, p.State):
			by = Center
		case slices.Contains(byReport, p.State) && len(p.Edges.Reports) > 0:
			if of := s.ReportLateBy(p.Edges.Reports[0]); of != nil {
				by = *of
			}
		}
		out[p.ID] = &by
	}
	return out, err
}

// lateBy are the projects of which a step is overdue that a side should have taken, as
// LateBy says for one: the center where it decides, or where the report whose step is due
// first was submitted, else the organization.
func lateBy(side Side, today civil.Date) predicate.Project {
	center := project.Or(
		project.StateIn(byCenter...),
		project.And(project.StateIn(byReport...), firstDueIsSubmitted),
	)
	if side == Organization {
		center = project.Not(center)
	}
	return project.And(project.DueOnLT(today), center)
}

// firstDueIsSubmitted says that of a project's open reports the one whose step is due
// first waits for an answer.
func firstDueIsSubmitted(s *sql.Selector) {
	of := func(as string) (*sql.SelectTable, *sql.Selector) {
		t := sql.Table(projectreport.Table).As(as)
		states := make([]any, len(open))
		for i, state := range open {
			states[i] = state
		}
		return t, sql.Dialect(s.Dialect()).Select(t.C(projectreport.FieldID)).From(t).
			Where(sql.And(sql.ColumnsEQ(t.C(projectreport.FieldProjectID), s.C(project.FieldID)), sql.In(t.C(projectreport.FieldState), states...)))
	}
	first, submitted := of("first_due")
	before, earlier := of("due_before")
	earlier.Where(sql.Or(
		sql.ColumnsLT(before.C(projectreport.FieldDueOn), first.C(projectreport.FieldDueOn)),
		sql.And(
			sql.ColumnsEQ(before.C(projectreport.FieldDueOn), first.C(projectreport.FieldDueOn)),
			sql.ColumnsLT(before.C(projectreport.FieldNumber), first.C(projectreport.FieldNumber)),
		),
	))
	submitted.Where(sql.And(sql.EQ(first.C(projectreport.FieldState), projectreport.StateSUBMITTED), sql.NotExists(earlier)))
	s.Where(sql.Exists(submitted))
}
