package university

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/enrollment"
	"erikti/ent/gen/organization"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// Enrollment is one as the student and the university's officers see it.
type Enrollment struct {
	ID           string
	Organization *gen.Organization
	GivenName    string
	FamilyName   string
	StudentNo    string
	FullTime     bool
	State        enrollment.State
	Via          *enrollment.Via
	ValidFrom    *civil.Date
	ValidTo      *civil.Date
	Version      int
}

// atMost bounds a list.
const atMost = 200

// Show shows an enrollment to its student and to the officers of its university; nil to
// everyone else.
func Show(ctx context.Context, client *gen.Client, v *viewer.Viewer, enrollmentID string) (*Enrollment, error) {
	// Looked at by one statement first: another one's takes no more than none.
	found, err := client.Enrollment.Query().Where(enrollment.ID(enrollmentID)).Only(rule.System(ctx))
	if err != nil {
		return nil, gen.MaskNotFound(err)
	}
	if found.VolunteerID != v.ID() && !right.May(v, "Query.enrollments", found.OrganizationID) {
		return nil, nil
	}
	e, err := client.Enrollment.Query().Where(enrollment.ID(enrollmentID)).WithVolunteer().WithOrganization().Only(rule.System(ctx))
	if err != nil {
		return nil, gen.MaskNotFound(err)
	}
	return show(e), nil
}

// Of are the enrollments of the viewer, the latest first.
func Of(ctx context.Context, client *gen.Client, volunteerID string) ([]*Enrollment, error) {
	all, err := client.Enrollment.Query().Where(enrollment.VolunteerID(volunteerID)).WithVolunteer().WithOrganization().
		Order(gen.Desc(enrollment.FieldCreatedAt)).Limit(atMost).All(rule.System(ctx))
	return shown(all), err
}

// Filter narrows the enrollments of a university; what is absent does not.
type Filter struct {
	State     *enrollment.State
	StudentNo string // however it is written
}

// At are those of a university, the oldest first, for its officers: after the one with
// an id.
func At(ctx context.Context, client *gen.Client, v *viewer.Viewer, organizationID string, f Filter, first int, after string) ([]*Enrollment, error) {
	if !right.May(v, "Query.enrollments", organizationID) {
		return nil, fault.Fail(fault.Missing, "")
	}
	q := client.Enrollment.Query().Where(enrollment.OrganizationID(organizationID)).WithVolunteer().WithOrganization()
	if f.State != nil {
		q.Where(enrollment.StateEQ(*f.State))
	}
	if f.StudentNo != "" {
		q.Where(enrollment.StudentNo(Number(f.StudentNo)))
	}
	if after != "" {
		q.Where(enrollment.IDGT(after))
	}
	all, err := q.Order(gen.Asc(enrollment.FieldID)).Limit(max(1, min(first, atMost))).All(rule.System(ctx))
	return shown(all), err
}

// All are the verified universities.
func All(ctx context.Context, client *gen.Client) ([]*gen.Organization, error) {
	return client.Organization.Query().Where(organization.LegalFormEQ(organization.LegalFormUNIVERSITY),
		organization.StatusEQ(organization.StatusVERIFIED)).Order(gen.Asc(organization.FieldID)).All(ctx)
}

func shown(all []*gen.Enrollment) []*Enrollment {
	out := make([]*Enrollment, len(all))
	for i, e := range all {
		out[i] = show(e)
	}
	return out
}

func show(e *gen.Enrollment) *Enrollment {
	s := &Enrollment{ID: e.ID, Organization: e.Edges.Organization, StudentNo: e.StudentNo, FullTime: e.FullTime, State: e.State, Via: e.Via, Version: e.Version}
	if v := e.Edges.Volunteer; v != nil {
		s.GivenName, s.FamilyName = v.GivenName, v.FamilyName
	}
	if e.ValidFrom != "" {
		s.ValidFrom = &e.ValidFrom
	}
	if e.ValidTo != "" {
		s.ValidTo = &e.ValidTo
	}
	return s
}
