package school

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/certificate"
	"erikti/ent/gen/cohort"
	"erikti/ent/gen/event"
	"erikti/ent/gen/qualification"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/place"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

func system(ctx context.Context) context.Context { return rule.System(ctx) }

// inCohort are the states of a sign-up, and of a waiting entry, of who is in a cohort, or
// wants to be.
var (
	inCohort = []signup.State{
		signup.StateREQUESTED, signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED,
		signup.StateNO_SHOW, signup.StateUNRECORDED, signup.StateEXCUSED,
	}
	waits = []waitlistentry.State{waitlistentry.StateWAITING, waitlistentry.StateOFFERED}
)

// Members are those who have, want or wait for a place in a cohort: first those with a
// sign-up, then those who wait, each by id, behind the one with the id after. For who
// teaches there.
func (s *Service) Members(ctx context.Context, cohortID string, first int, after string) ([]*Enrollment, error) {
	of, err := s.taught(ctx, cohortID)
	if err != nil {
		return nil, err
	}
	v := viewer.From(ctx)
	ctx = system(ctx)
	n := page(first)
	on, err := s.reader().Signup.Query().Where(signup.ShiftID(of.ShiftID), signup.StateIn(inCohort...), signup.IDGT(after)).
		WithVolunteer().Order(gen.Asc(signup.FieldID)).Limit(n).All(ctx)
	if err != nil {
		return nil, err
	}
	var queue []*gen.WaitlistEntry
	if n -= len(on); n > 0 {
		if queue, err = s.reader().WaitlistEntry.Query().
			Where(waitlistentry.ShiftID(of.ShiftID), waitlistentry.StateIn(waits...), waitlistentry.IDGT(after)).
			WithVolunteer().Order(gen.Asc(waitlistentry.FieldID)).Limit(n).All(ctx); err != nil {
			return nil, err
		}
	}
	all := make([]*Enrollment, 0, len(on)+len(queue))
	for _, one := range on {
		all = append(all, signedUp(one, of))
	}
	for _, e := range queue {
		all = append(all, waiting(e, of))
	}
	return all, s.complete(ctx, v, all)
}

// CountMembers is how many Members lists in all.
func (s *Service) CountMembers(ctx context.Context, cohortID string) (int, error) {
	of, err := s.taught(ctx, cohortID)
	if err != nil {
		return 0, err
	}
	on, err := s.reader().Signup.Query().Where(signup.ShiftID(of.ShiftID), signup.StateIn(inCohort...)).Count(system(ctx))
	if err != nil {
		return 0, err
	}
	queue, err := s.reader().WaitlistEntry.Query().Where(waitlistentry.ShiftID(of.ShiftID), waitlistentry.StateIn(waits...)).Count(system(ctx))
	return on + queue, err
}

// taught is a cohort for who teaches there, as missing to everyone else.
func (s *Service) taught(ctx context.Context, cohortID string) (*gen.Cohort, error) {
	v := viewer.From(ctx)
	known, err := s.reader().Cohort.Query().Where(cohort.ID(cohortID), cohort.HasCourseWith(taughtBy(v))).Exist(system(ctx))
	if err != nil {
		return nil, err
	}
	if !known {
		return nil, fault.Fail(fault.Missing, "")
	}
	of, err := group(s.reader().Cohort.Query()).Where(cohort.ID(cohortID)).Only(system(ctx))
	if err != nil {
		return nil, err
	}
	if !right.May(v, "Query.cohortEnrollments", of.Edges.Course.OrganizationID) {
		return nil, fault.Fail(fault.Missing, "")
	}
	return of, nil
}

// Enrollment is one for its person and who teaches there; nil to everyone else.
func (s *Service) Enrollment(ctx context.Context, signupID string) (*Enrollment, error) {
	v := viewer.From(ctx)
	seen := signup.Or(signup.VolunteerID(v.ID()), signup.HasShiftWith(shift.HasEventWith(event.HasCohortWith(cohort.HasCourseWith(taughtBy(v))))))
	one, err := s.reader().Signup.Query().Where(signup.ID(signupID), seen).WithVolunteer().Only(system(ctx))
	if err != nil {
		return nil, gen.MaskNotFound(err)
	}
	of, err := group(s.reader().Cohort.Query()).Where(cohort.ShiftID(one.ShiftID)).Only(system(ctx))
	if err != nil {
		return nil, gen.MaskNotFound(err)
	}
	if one.VolunteerID != v.ID() && !right.May(v, "Query.cohortEnrollments", of.Edges.Course.OrganizationID) {
		return nil, nil
	}
	all := []*Enrollment{signedUp(one, of)}
	return all[0], s.complete(system(ctx), v, all)
}

// OwnIn are the viewer's enrollments in cohorts, by cohort: one in each, the one that
// counts most now.
func (s *Service) OwnIn(ctx context.Context, cohortIDs []string) (map[string]*Enrollment, error) {
	v := viewer.From(ctx)
	if v.ID() == "" {
		return map[string]*Enrollment{}, nil
	}
	cohorts, err := group(s.reader().Cohort.Query()).Where(cohort.IDIn(cohortIDs...)).All(system(ctx))
	if err != nil {
		return nil, err
	}
	return s.own(system(ctx), v, cohorts)
}

func (s *Service) own(ctx context.Context, v *viewer.Viewer, cohorts []*gen.Cohort) (map[string]*Enrollment, error) {
	of := map[string]*gen.Cohort{}
	var shifts []string
	for _, c := range cohorts {
		of[c.ShiftID] = c
		shifts = append(shifts, c.ShiftID)
	}
	on, err := s.reader().Signup.Query().Where(signup.VolunteerID(v.ID()), signup.ShiftIDIn(shifts...)).WithVolunteer().Order(gen.Asc(signup.FieldID)).All(ctx)
	if err != nil {
		return nil, err
	}
	queue, err := s.reader().WaitlistEntry.Query().Where(waitlistentry.VolunteerID(v.ID()), waitlistentry.ShiftIDIn(shifts...)).
		WithVolunteer().Order(gen.Asc(waitlistentry.FieldID)).All(ctx)
	if err != nil {
		return nil, err
	}
	byCohort := map[string]*Enrollment{}
	keep := func(e *Enrollment) {
		if old := byCohort[e.Cohort.ID]; old == nil || e.State != Withdrawn || old.State == Withdrawn {
			byCohort[e.Cohort.ID] = e
		}
	}
	for _, e := range queue {
		keep(waiting(e, of[e.ShiftID]))
	}
	for _, one := range on {
		keep(signedUp(one, of[one.ShiftID]))
	}
	all := make([]*Enrollment, 0, len(byCohort))
	for _, e := range byCohort {
		all = append(all, e)
	}
	return byCohort, s.complete(ctx, v, all)
}

// Qualification is something that a person has proved to be able to do.
type Qualification struct {
	Kind      string
	IssuedOn  civil.Date
	ExpiresOn *civil.Date
	Valid     bool
}

// Mine is what somebody learns and has learned.
type Mine struct {
	Enrollments    []*Enrollment
	Certificates   []*Certificate
	Qualifications []*Qualification
}

// Mine reads what the viewer learns and has learned.
func (s *Service) Mine(ctx context.Context) (*Mine, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return nil, fault.Fail(fault.Unauthenticated, "")
	}
	ctx = system(ctx)
	cohorts, err := group(s.reader().Cohort.Query()).Where(cohort.HasShiftWith(shift.Or(
		shift.HasSignupsWith(signup.VolunteerID(v.ID())), shift.HasWaitlistEntriesWith(waitlistentry.VolunteerID(v.ID()))))).
		Order(gen.Desc(cohort.FieldID)).Limit(most).All(ctx)
	if err != nil {
		return nil, err
	}
	byCohort, err := s.own(ctx, v, cohorts)
	if err != nil {
		return nil, err
	}
	m := &Mine{Enrollments: []*Enrollment{}}
	for _, c := range cohorts {
		if e := byCohort[c.ID]; e != nil {
			m.Enrollments = append(m.Enrollments, e)
		}
	}
	certificates, err := whole(s.reader().Certificate.Query()).Where(certificate.VolunteerID(v.ID())).
		Order(gen.Desc(certificate.FieldIssuedOn, certificate.FieldID)).Limit(most).All(ctx)
	if err != nil {
		return nil, err
	}
	m.Certificates = s.showCertificates(v, certificates)
	all, err := s.reader().Qualification.Query().Where(qualification.VolunteerID(v.ID())).
		Order(gen.Asc(qualification.FieldKind, qualification.FieldIssuedAt, qualification.FieldID)).Limit(most).All(ctx)
	today := s.today()
	m.Qualifications = make([]*Qualification, len(all))
	for i, q := range all {
		m.Qualifications[i] = &Qualification{q.Kind, q.IssuedAt, day(q.ExpiresAt), q.IssuedAt <= today && (q.ExpiresAt == "" || today < q.ExpiresAt)}
	}
	return m, err
}

// Certificates are those of a school, the latest first, behind the one with the id after.
// For who teaches there.
func (s *Service) Certificates(ctx context.Context, organizationID string, first int, after string) ([]*Certificate, error) {
	v := viewer.From(ctx)
	if !right.May(v, "Query.certificates", organizationID) {
		return nil, fault.Fail(fault.Missing, "")
	}
	ctx = system(ctx)
	q := s.reader().Certificate.Query().Where(ofSchool(organizationID))
	if after != "" {
		last, err := q.Clone().Where(certificate.ID(after)).Only(ctx)
		if gen.IsNotFound(err) {
			return []*Certificate{}, nil
		}
		if err != nil {
			return nil, err
		}
		q.Where(certificate.Or(certificate.CreatedAtLT(last.CreatedAt), certificate.And(certificate.CreatedAt(last.CreatedAt), certificate.IDLT(last.ID))))
	}
	all, err := whole(q).Order(gen.Desc(certificate.FieldCreatedAt, certificate.FieldID)).Limit(page(first)).All(ctx)
	return s.showCertificates(v, all), err
}

// CountCertificates is how many Certificates lists in all.
func (s *Service) CountCertificates(ctx context.Context, organizationID string) (int, error) {
	if !right.May(viewer.From(ctx), "Query.certificates", organizationID) {
		return 0, fault.Fail(fault.Missing, "")
	}
	return s.reader().Certificate.Query().Where(ofSchool(organizationID)).Count(system(ctx))
}

// Certificate is one for its person and who teaches there; nil to everyone else.
func (s *Service) Certificate(ctx context.Context, id string) (*Certificate, error) {
	v := viewer.From(ctx)
	seen := certificate.Or(certificate.VolunteerID(v.ID()), certificate.HasCourseWith(taughtBy(v)))
	c, err := whole(s.reader().Certificate.Query()).Where(certificate.ID(id), seen).Only(system(ctx))
	if err != nil {
		return nil, gen.MaskNotFound(err)
	}
	if shown := s.showCertificate(v, c); shown.GivenName != nil {
		return shown, nil
	}
	return nil, nil
}

// FollowCohort follows the places of a cohort: those of its event, as everybody sees them.
func (s *Service) FollowCohort(ctx context.Context, w *place.Watcher, cohortID string) (<-chan *place.EventCapacity, error) {
	c, err := s.reader().Cohort.Query().Where(cohort.ID(cohortID)).Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fault.Fail(fault.Missing, "")
	}
	if err != nil {
		return nil, err
	}
	return w.Event(ctx, c.EventID)
}
