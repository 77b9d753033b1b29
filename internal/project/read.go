package project

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/project"
	"erikti/ent/gen/projectindicator"
	"erikti/ent/gen/projectreport"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/hours"
	"erikti/internal/network"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

func system(ctx context.Context) context.Context { return rule.System(ctx) }

// Filter says which projects a list has. The zero value of a field asks for nothing.
type Filter struct {
	Search                   *string
	OrganizationID, RegionID string
	Funding                  project.Funding
	State                    project.State
	Late                     *bool
	Year                     *int
}

// Listed is what a list of projects holds.
func (s *Service) Listed(f Filter) ([]predicate.Project, error) {
	var where []predicate.Project
	if f.Search != nil {
		found, err := network.Projects(*f.Search)
		if err != nil {
			return nil, err
		}
		where = append(where, found)
	}
	if f.OrganizationID != "" {
		where = append(where, project.OrganizationID(f.OrganizationID))
	}
	if f.RegionID != "" {
		where = append(where, project.RegionID(f.RegionID))
	}
	if f.Funding != "" {
		where = append(where, project.FundingEQ(f.Funding))
	}
	if f.State != "" {
		where = append(where, project.StateEQ(f.State))
	}
	if f.Late != nil {
		late := project.DueOnLT(network.Today(s.now()))
		if !*f.Late {
			late = project.Or(project.DueOnIsNil(), project.DueOnGTE(network.Today(s.now())))
		}
		where = append(where, late)
	}
	if f.Year != nil {
		where = append(where, project.StartsOnLTE(civil.Date(fmt.Sprintf("%04d-12-31", *f.Year))), project.EndsOnGTE(civil.Date(fmt.Sprintf("%04d-01-01", *f.Year))))
	}
	return where, nil
}

// Side is who has to take a step.
type Side string

// The sides.
const (
	Organization Side = "ORGANIZATION"
	Center       Side = "CENTER"
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
			q.Where(projectreport.StateIn(open...)).Order(gen.Asc(projectreport.FieldDueOn))
		}).All(system(ctx))
	out := map[string]*Side{}
	for _, p := range all {
		by := Organization
		switch p.State {
		case project.StateAPPLICATION, project.StateACCEPTED:
			by = Center
		case project.StateRUNNING, project.StateREPORTING, project.StateRETURNED:
			if len(p.Edges.Reports) > 0 {
				if of := s.ReportLateBy(p.Edges.Reports[0]); of != nil {
					by = *of
				}
			}
		}
		out[p.ID] = &by
	}
	return out, err
}

// Computed is what the network counts, by indicator; absent for what is only declared.
// Who is not concerned is told people by whole cells, and none below one: a cell of published figures less a
// project that has all but one of its people would tell of that one.
func (s *Service) Computed(ctx context.Context, v *viewer.Viewer, ids []string) (map[string]*int, error) {
	all, err := s.store.Client.ProjectIndicator.Query().Where(projectindicator.IDIn(ids...)).WithProject().All(system(ctx))
	if err != nil {
		return nil, err
	}
	var projects []string
	for _, i := range all {
		projects = append(projects, i.ProjectID)
	}
	slices.Sort(projects)
	of, err := values(ctx, s.store.Reader(), slices.Compact(projects))
	if err != nil {
		return nil, err
	}
	out := map[string]*int{}
	for _, i := range all {
		n := of[i.ProjectID].of(i.Source)
		if i.Source == projectindicator.SourcePEOPLE && !concerned(v, i.Edges.Project) {
			if *n < s.minCell {
				continue
			}
			*n -= *n % s.minCell
		}
		out[i.ID] = n
	}
	return out, nil
}

// Reasons are why projects were rejected or terminated, by their ids: to the members of
// their organization and to those who decide on them.
func (s *Service) Reasons(ctx context.Context, v *viewer.Viewer, ids []string) (map[string]*string, error) {
	all, err := s.store.Client.Project.Query().Where(project.IDIn(ids...), project.ReasonIDNotNil()).WithReason().All(system(ctx))
	out := map[string]*string{}
	for _, p := range all {
		if concerned(v, p) && p.Edges.Reason != nil {
			out[p.ID] = &p.Edges.Reason.Text
		}
	}
	return out, err
}

// concerned says whether the viewer reads what a project's organization and those who
// decide on it say to each other.
func concerned(v *viewer.Viewer, p *gen.Project) bool {
	return right.May(v, "Mutation.acceptProjectReport", p.OrganizationID, p.RegionID) || v.SignedIn() && slices.Contains(v.MemberOf(), p.OrganizationID)
}

// Said is what a report says.
type Said struct {
	// Concerned says that the viewer is a member of the organization or decides.
	Concerned      bool
	Text           string
	Reason         string
	Snapshot, Hash string // "" where they are not shown
}

// Said reads what reports that the viewer sees say, by their ids.
func (s *Service) Said(ctx context.Context, v *viewer.Viewer, ids []string) (map[string]*Said, error) {
	all, err := s.store.Client.ProjectReport.Query().Where(projectreport.IDIn(ids...)).WithReason().WithProject().All(system(ctx))
	out := map[string]*Said{}
	for _, r := range all {
		said := &Said{Concerned: concerned(v, r.Edges.Project)}
		out[r.ID] = said
		if said.Concerned {
			said.Text, said.Snapshot = r.Text, r.Snapshot
			if r.Edges.Reason != nil {
				said.Reason = r.Edges.Reason.Text
			}
		}
		if said.Concerned || r.State == projectreport.StateACCEPTED {
			said.Hash = r.SnapshotHash
		}
	}
	return out, err
}

// count counts the events of projects that are over.
func count(ctx context.Context, q hours.Querier, ids []string, into map[string]*Values) error {
	marks, args := make([]string, len(ids)), make([]any, len(ids))
	for i, id := range ids {
		marks[i], args[i] = fmt.Sprintf("$%d", i+1), id
	}
	rows, err := q.QueryContext(ctx, `SELECT project_id, count(*) FROM events WHERE project_id IN (`+strings.Join(marks, ", ")+`)
		AND (state = 'DONE' OR state = 'SETTLED') GROUP BY project_id`, args...)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what went wrong
	for rows.Next() {
		var id string
		var n int
		if err := rows.Scan(&id, &n); err != nil {
			return err
		}
		into[id].Events = n
	}
	return rows.Err()
}
