package graph

import (
	"context"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/ent/gen"
	"erikti/ent/gen/auditentry"
	"erikti/ent/gen/cohort"
	"erikti/ent/gen/course"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/district"
	"erikti/ent/gen/event"
	"erikti/ent/gen/lesson"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/mentorship"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/project"
	"erikti/ent/gen/projectindicator"
	"erikti/ent/gen/projectreport"
	"erikti/ent/gen/region"
	"erikti/ent/gen/report"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/study"
	"erikti/ent/gen/supportcenter"
	"erikti/ent/gen/volunteer"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/network"
)

// mostNodes bounds nodes(ids).
const mostNodes = 100

// tables are those of the types that node(id) returns.
var tables = map[id.Prefix]string{
	id.Region: region.Table, id.District: district.Table, id.Direction: direction.Table,
	id.Organization: organization.Table, id.SupportCenter: supportcenter.Table, id.Membership: membership.Table,
	id.Volunteer: volunteer.Table, id.Event: event.Table, id.Shift: shift.Table,
	id.Signup: signup.Table, id.WaitlistEntry: waitlistentry.Table, id.Offer: offer.Table,
	id.Notice: notice.Table, id.AuditEntry: auditentry.Table, id.Report: report.Table,
	id.Course: course.Table, id.Cohort: cohort.Table, id.Lesson: lesson.Table,
	id.Mentorship: mentorship.Table, id.Project: project.Table, id.ProjectIndicator: projectindicator.Table, id.ProjectReport: projectreport.Table,
	id.Study: study.Table,
}

// nodes reads objects by their ids, one statement for each type: null for one that
// does not exist, and the same for one that the viewer may not see.
func (r *Resolver) nodes(ctx context.Context, ids []string) ([]gen.Noder, error) {
	nodes := make([]gen.Noder, len(ids))
	var known []string
	var at []int
	for i, nodeID := range ids {
		if tables[id.PrefixOf(nodeID)] != "" {
			known, at = append(known, nodeID), append(at, i)
		}
	}
	// ent reports each one that is missing as an error of the response, in which
	// that is no error: they go to one that is thrown away.
	aside := graphql.WithFreshResponseContext(ctx)
	found, err := r.Client.Noders(aside, known, gen.WithNodeType(func(_ context.Context, nodeID string) (string, error) {
		return tables[id.PrefixOf(nodeID)], nil
	}))
	if err != nil && !missing(err) {
		return nil, err
	}
	for _, e := range graphql.GetErrors(aside) {
		if !missing(e) {
			return nil, e
		}
	}
	for i, n := range found {
		nodes[at[i]] = n
	}
	return nodes, nil
}

// missing recognizes what ent says of an object that is not there: an error of its
// own for one id, for several one of GraphQL that echoes the id.
func missing(err error) bool {
	var e *gqlerror.Error
	return gen.IsNotFound(err) || errors.As(err, &e) && e.Extensions["code"] == string(fault.Missing)
}

// day is the one that was asked for, else today.
func (r *Resolver) day(at *civil.Date) civil.Date {
	if at == nil {
		return network.Today(r.Now())
	}
	return *at
}

// value returns what a client gave, the zero value for nothing.
func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
