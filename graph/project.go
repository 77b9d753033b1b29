package graph

import (
	"cmp"
	"context"
	"slices"

	"entgo.io/contrib/entgql"
	"github.com/99designs/gqlgen/graphql"

	"erikti/ent/gen"
	entproject "erikti/ent/gen/project"
	"erikti/ent/gen/projectreport"
	"erikti/graph/model"
	"erikti/internal/project"
)

func projectOrder(orderBy []*gen.ProjectOrder) []*gen.ProjectOrder {
	if len(orderBy) > 0 {
		return orderBy
	}
	return []*gen.ProjectOrder{{Field: gen.ProjectOrderFieldStartsOn, Direction: entgql.OrderDirectionDesc}}
}

// projectPayload shows a project as it is now, when the viewer may see it, beside why a
// change was refused.
func (r *Resolver) projectPayload(ctx context.Context, id string, refused error) (*model.ProjectPayload, error) {
	p := &model.ProjectPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Project, err = r.Client.Project.Query().Where(entproject.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

func (r *Resolver) projectReportPayload(ctx context.Context, id string, refused error) (*model.ProjectReportPayload, error) {
	p := &model.ProjectReportPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Report, err = r.Client.ProjectReport.Query().Where(projectreport.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

// projectDecided makes a decision on a project and shows it as it is then.
func (r *Resolver) projectDecided(ctx context.Context, id, reason string, expected graphql.Omittable[*int], key graphql.Omittable[*string],
	decide func(context.Context, project.Decision, string) (string, error),
) (*model.ProjectPayload, error) {
	_, err := once(key, func(key string) (string, error) {
		return decide(ctx, project.Decision{ProjectID: id, Reason: reason, ExpectedVersion: given(expected)}, key)
	})
	return r.projectPayload(ctx, id, err)
}

// reportDecided makes a decision on a report of a project and shows it as it is then.
func (r *Resolver) reportDecided(ctx context.Context, id, reason string, expected graphql.Omittable[*int], key graphql.Omittable[*string],
	decide func(context.Context, project.ReportDecision, string) (string, error),
) (*model.ProjectReportPayload, error) {
	_, err := once(key, func(key string) (string, error) {
		return decide(ctx, project.ReportDecision{ReportID: id, Reason: reason, ExpectedVersion: given(expected)}, key)
	})
	return r.projectReportPayload(ctx, id, err)
}

func application(in model.ApplyForProjectInput) project.Application {
	a := project.Application{
		OrganizationID: in.OrganizationID, Funding: in.Funding, Title: text(in.Title), Description: text(given(in.Description)),
		Sum: in.Sum, StartsOn: in.StartsOn, EndsOn: in.EndsOn,
	}
	for _, i := range in.Indicators {
		a.Aims = append(a.Aims, project.Aim{Title: text(i.Title), Source: i.Source, Target: i.Target})
	}
	return a
}

// reported shows a part of what a report says to its organization and those who decide; nil
// to others.
func reported(ctx context.Context, id string, show func(*project.Said) string) (*string, error) {
	s, err := loadersOf(ctx).said.Load(ctx, id)
	if err != nil || s == nil {
		return nil, err
	}
	return filled(show(s)), nil
}

// numbered puts rows into their own order.
func numbered[T any](rows []T, err error, number func(T) int) ([]T, error) {
	slices.SortFunc(rows, func(a, b T) int { return cmp.Compare(number(a), number(b)) })
	return rows, err
}
