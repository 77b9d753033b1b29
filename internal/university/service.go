// Package university has who studies where: students ask, and their university
// confirms, one by one, by a file, or by a mail address of a domain that is its own.
package university

import (
	"context"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/gen/enrollment"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/universitydomain"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/right"
	"erikti/internal/store"
)

// longestNumber of a student, in characters.
const longestNumber = 40

// Service changes enrollments. Many goroutines use one.
type Service struct{ office *act.Office }

// New makes the service. Publish is called after each commit with the topics of what
// changed; it must not block.
func New(st *store.Store, publish func([]string), now func() time.Time) *Service {
	return &Service{&act.Office{Store: st, Publish: publish, Now: now}}
}

// Topic is told of what changes for a university's desk.
func Topic(organizationID string) string { return "desk_" + organizationID }

// Wish is a person's wish to be confirmed as a student.
type Wish struct {
	OrganizationID string
	StudentNo      string
	FullTime       bool
}

// Request asks a verified university to confirm the viewer as its student. Who showed
// that mail to an address of the university's own domain reaches them is confirmed at
// once. It returns the enrollment's id.
func (s *Service) Request(ctx context.Context, w Wish, key string) (string, error) {
	return act.Do(ctx, s.office, "requestEnrollment", key, w, func(ctx context.Context, c *act.Change) (string, error) {
		if err := check.Needed(&w.StudentNo, longestNumber, "studentNo"); err != nil {
			return "", err
		}
		if w.StudentNo = Number(w.StudentNo); isStateNumber(w.StudentNo) {
			return "", fault.Invalid("student_no_state", "studentNo")
		}
		known, err := c.Organization.Query().Where(organization.ID(w.OrganizationID),
			organization.LegalFormEQ(organization.LegalFormUNIVERSITY), organization.StatusEQ(organization.StatusVERIFIED)).Exist(ctx)
		if err != nil {
			return "", err
		}
		if !known {
			return "", fault.Refuse(fault.NotFound).At("organizationId")
		}
		live, err := c.Enrollment.Query().Where(enrollment.VolunteerID(c.Who.ID()), enrollment.OrganizationID(w.OrganizationID),
			enrollment.StateIn(enrollment.StateREQUESTED, enrollment.StateCONFIRMED)).Exist(ctx)
		if err != nil {
			return "", err
		}
		if live {
			return "", fault.Refuse(fault.AlreadyMember).At("organizationId")
		}
		row := c.Enrollment.Create().SetVolunteerID(c.Who.ID()).SetOrganizationID(w.OrganizationID).
			SetStudentNo(w.StudentNo).SetFullTime(w.FullTime)
		byMail, err := ownAddress(ctx, c, w.OrganizationID)
		if err != nil {
			return "", err
		}
		if byMail {
			today := network.Today(c.Now)
			row.SetState(enrollment.StateCONFIRMED).SetVia(enrollment.ViaEMAIL).SetVerifiedAt(c.Now).SetValidFrom(today).SetValidTo(StudyYearEnd(today))
		}
		e, err := row.Save(ctx)
		if store.Taken(err) {
			return "", fault.Invalid("student_no_taken", "studentNo")
		}
		if err != nil {
			return "", err
		}
		c.Touch(Topic(w.OrganizationID), c.Who.ID())
		return e.ID, nil
	})
}

// ownAddress says whether the person's confirmed mail address is in a domain of the
// university.
func ownAddress(ctx context.Context, c *act.Change, organizationID string) (bool, error) {
	a, err := c.Account.Query().Where(account.VolunteerID(c.Who.ID()), account.EmailVerifiedAtNotNil(), account.EmailNotNil()).Only(ctx)
	if err != nil {
		return false, gen.MaskNotFound(err)
	}
	_, domain, _ := strings.Cut(*a.Email, "@")
	return c.UniversityDomain.Query().Where(universitydomain.OrganizationID(organizationID), universitydomain.Domain(domain)).Exist(ctx)
}

// StudyYearEnd is the first day of the study year after a day.
func StudyYearEnd(day civil.Date) civil.Date {
	if end := civil.Date(string(day[:4]) + "-09-01"); end > day {
		return end
	}
	return civil.Of(day.Time().AddDate(1, 0, 0), time.UTC)[:4] + "-09-01"
}

// Decision is what an officer says of an enrollment.
type Decision struct {
	EnrollmentID string
	Confirm      bool
	FullTime     *bool
	ValidTo      *civil.Date // nil: the end of the study year
}

// Decide confirms or declines what a student asked for: an officer of the university,
// never about themselves.
func (s *Service) Decide(ctx context.Context, d Decision, key string) (string, error) {
	return act.Do(ctx, s.office, "decideEnrollment", key, d, func(ctx context.Context, c *act.Change) (string, error) {
		e, err := c.Enrollment.Get(ctx, d.EnrollmentID)
		if gen.IsNotFound(err) || err == nil && !right.May(c.Who, "Mutation.decideEnrollment", e.OrganizationID) {
			return "", fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return "", err
		}
		if e.VolunteerID == c.Who.ID() {
			return "", fault.Refuse(fault.OwnAward)
		}
		if _, err := States.Next(deciding(d), e.State); err != nil {
			return "", err
		}
		today := network.Today(c.Now)
		if d.ValidTo != nil && *d.ValidTo <= today {
			return "", fault.Invalid("past", "validTo")
		}
		if d.Confirm && isStateNumber(e.StudentNo) {
			return "", fault.Invalid("student_no_state", "enrollmentId")
		}
		return e.ID, decide(ctx, c, e, d, enrollment.ViaOFFICER)
	})
}

// decide confirms or declines an enrollment that was asked for, and tells the student.
func decide(ctx context.Context, c *act.Change, e *gen.Enrollment, d Decision, via enrollment.Via) error {
	today := network.Today(c.Now)
	kind, action := notice.KindENROLLMENT_DECLINED, "ENROLLMENT_DECLINED"
	move := States.Moves[deciding(d)]
	update := c.Enrollment.Update().Where(enrollment.ID(e.ID), enrollment.StateIn(move.From...)).SetState(move.To).AddVersion(1).SetUpdatedAt(c.Now).
		SetVerifiedByID(c.Who.ID()).SetVerifiedAt(c.Now)
	if d.Confirm {
		kind, action = notice.KindENROLLMENT_CONFIRMED, "ENROLLMENT_CONFIRMED"
		to := StudyYearEnd(today)
		if d.ValidTo != nil {
			to = *d.ValidTo
		}
		update.SetVia(via).SetValidFrom(today).SetValidTo(to)
		if d.FullTime != nil {
			update.SetFullTime(*d.FullTime)
		}
	}
	n, err := update.Save(ctx)
	if store.Taken(err) {
		return fault.Invalid("student_no_taken", "enrollmentId")
	}
	if err != nil {
		return err
	}
	if n == 0 {
		return store.ErrCollided
	}
	c.Record(audit.Entry{Action: action, Object: e.ID, Organization: e.OrganizationID})
	c.Touch(Topic(e.OrganizationID))
	return c.Tell(ctx, inbox.News{Kind: kind, OrganizationID: e.OrganizationID, SubjectID: e.ID}, e.VolunteerID)
}

// End ends an enrollment today: the student, or an officer of the university.
func (s *Service) End(ctx context.Context, enrollmentID, key string) (string, error) {
	return act.Do(ctx, s.office, "endEnrollment", key, enrollmentID, func(ctx context.Context, c *act.Change) (string, error) {
		e, err := c.Enrollment.Get(ctx, enrollmentID)
		if gen.IsNotFound(err) || err == nil && e.VolunteerID != c.Who.ID() && !right.May(c.Who, "Mutation.endEnrollment", e.OrganizationID) {
			return "", fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return "", err
		}
		to, err := States.Next(dropping, e.State)
		if err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "ENROLLMENT_ENDED", Object: e.ID, Organization: e.OrganizationID})
		c.Touch(Topic(e.OrganizationID), e.VolunteerID)
		return e.ID, c.Enrollment.UpdateOne(e).SetState(to).SetValidTo(network.Today(c.Now)).AddVersion(1).Exec(ctx)
	})
}
