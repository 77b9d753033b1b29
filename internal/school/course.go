package school

import (
	"context"
	"regexp"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/course"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/supportcenter"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/network"
	"erikti/internal/store"
)

// The bounds of the input, as graph/schema/school.graphql tells them.
const (
	maxTitle         = 200   // characters a language
	maxSummary       = 4_000 // characters a language
	levels           = 3
	maxMonths        = 120
	maxPrerequisites = 5
	maxCourses       = 200 // of a school
)

// qualificationCode is what internal/event takes for the code of a qualification too.
var qualificationCode = regexp.MustCompile(`^[A-Z][A-Z0-9_]{1,39}$`)

// Draft is a new course.
type Draft struct {
	OrganizationID string
	Title, Summary lang.Text
	Level          int
	Grants         string
	ValidMonths    *int // nil: for ever
	Prerequisites  []string
}

// Patch changes a course; what is nil or not set stays.
type Patch struct {
	CourseID        string
	Title, Summary  *lang.Text
	SetValidMonths  bool
	ValidMonths     *int
	Prerequisites   *[]string
	ExpectedVersion *int
}

// CreateCourse makes a DRAFT course of a support center's school and returns its id.
func (s *Service) CreateCourse(ctx context.Context, d Draft, key string) (string, error) {
	return act.Do(ctx, s.office, "createCourse", key, d, func(ctx context.Context, c *act.Change) (string, error) {
		if err := may(c.Who, "createCourse", d.OrganizationID, "organizationId"); err != nil {
			return "", err
		}
		if err := lockSchool(ctx, c, d.OrganizationID); err != nil {
			return "", err
		}
		if err := check.Text(&d.Title, true, maxTitle, "title"); err != nil {
			return "", err
		}
		if err := check.Text(&d.Summary, false, maxSummary, "summary"); err != nil {
			return "", err
		}
		if d.Level < 1 || d.Level > levels {
			return "", fault.Invalid("course_level", "level")
		}
		if !qualificationCode.MatchString(d.Grants) {
			return "", fault.Invalid("qualification_code", "grants")
		}
		if err := checkMonths(d.ValidMonths); err != nil {
			return "", err
		}
		n, err := c.Course.Query().Where(course.OrganizationID(d.OrganizationID)).Count(ctx)
		if err != nil {
			return "", err
		}
		if n >= maxCourses {
			return "", fault.Invalid("too_many_courses", "organizationId").With("most", maxCourses)
		}
		first, err := prerequisites(ctx, c.Tx, d.OrganizationID, "", d.Prerequisites)
		if err != nil {
			return "", err
		}
		row, err := c.Course.Create().SetOrganizationID(d.OrganizationID).SetLevel(d.Level).SetGrants(d.Grants).SetNillableValidMonths(d.ValidMonths).
			SetTitleKk(d.Title.Kk).SetTitleRu(d.Title.Ru).SetTitleEn(d.Title.En).
			SetSummaryKk(d.Summary.Kk).SetSummaryRu(d.Summary.Ru).SetSummaryEn(d.Summary.En).
			AddPrerequisiteIDs(first...).SetCreatedAt(c.Now).Save(ctx)
		if err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "COURSE_CREATED", Object: row.ID, Organization: d.OrganizationID})
		return row.ID, nil
	})
}

// lockSchool locks an organization that is a support center today.
func lockSchool(ctx context.Context, c *act.Change, organizationID string) error {
	o, err := found(c.Organization.Query().Where(organization.ID(organizationID)).Modify(store.Locked(c.Postgres)).Only(ctx))
	if err != nil {
		return err
	}
	if o.Status != organization.StatusVERIFIED {
		return fault.RefuseFor(fault.OrganizationNotVerified, string(o.Status))
	}
	center, err := c.SupportCenter.Query().Where(supportcenter.OrganizationID(o.ID), network.MandatesOn(network.Today(c.Now))).Exist(ctx)
	if err == nil && !center {
		return fault.RefuseFor(fault.WrongState, "no_center").At("organizationId")
	}
	return err
}

func checkMonths(n *int) error {
	if n != nil && (*n < 1 || *n > maxMonths) {
		return fault.Invalid("valid_months", "validMonths").With("most", maxMonths)
	}
	return nil
}

// prerequisites judges what a course ("": a new one) of a locked school asks for: courses
// of the same school, none of which asks for it, by whatever way.
func prerequisites(ctx context.Context, tx *gen.Tx, organizationID, courseID string, ids []string) ([]string, error) {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	if len(ids) == 0 {
		return nil, nil
	}
	if len(ids) > maxPrerequisites {
		return nil, fault.Invalid("prerequisites", "prerequisiteIds").With("most", maxPrerequisites)
	}
	all, err := tx.Course.Query().Where(course.OrganizationID(organizationID)).WithPrerequisites().All(ctx)
	if err != nil {
		return nil, err
	}
	asks := map[string][]string{}
	for _, one := range all {
		asks[one.ID] = []string{}
		for _, p := range one.Edges.Prerequisites {
			asks[one.ID] = append(asks[one.ID], p.ID)
		}
	}
	seen, next := map[string]bool{}, slices.Clone(ids)
	for _, id := range ids {
		if asks[id] == nil {
			return nil, fault.Refuse(fault.NotFound).At("prerequisiteIds")
		}
	}
	for len(next) > 0 {
		id := next[0]
		if next = next[1:]; id == courseID {
			return nil, fault.Invalid("course_circle", "prerequisiteIds")
		}
		if !seen[id] {
			seen[id] = true
			next = append(next, asks[id]...)
		}
	}
	return ids, nil
}

// UpdateCourse changes a course that is not retired.
func (s *Service) UpdateCourse(ctx context.Context, p Patch, key string) (string, error) {
	return act.Do(ctx, s.office, "updateCourse", key, p, func(ctx context.Context, c *act.Change) (string, error) {
		row, err := lockCourse(ctx, c, "updateCourse", p.CourseID, p.ExpectedVersion)
		if err != nil {
			return "", err
		}
		if row.State == course.StateRETIRED {
			return "", refuseIn(row.State, course.StateDRAFT, course.StateOPEN)
		}
		update := c.Course.UpdateOne(row).AddVersion(1)
		if p.Title != nil {
			if err := check.Text(p.Title, true, maxTitle, "title"); err != nil {
				return "", err
			}
			update.SetTitleKk(p.Title.Kk).SetTitleRu(p.Title.Ru).SetTitleEn(p.Title.En)
		}
		if p.Summary != nil {
			if err := check.Text(p.Summary, false, maxSummary, "summary"); err != nil {
				return "", err
			}
			update.SetSummaryKk(p.Summary.Kk).SetSummaryRu(p.Summary.Ru).SetSummaryEn(p.Summary.En)
		}
		if p.SetValidMonths {
			if err := checkMonths(p.ValidMonths); err != nil {
				return "", err
			}
			if update.ClearValidMonths(); p.ValidMonths != nil {
				update.SetValidMonths(*p.ValidMonths)
			}
		}
		if p.Prerequisites != nil {
			ids, err := prerequisites(ctx, c.Tx, row.OrganizationID, row.ID, *p.Prerequisites)
			if err != nil {
				return "", err
			}
			update.ClearPrerequisites().AddPrerequisiteIDs(ids...)
		}
		c.Record(audit.Entry{Action: "COURSE_UPDATED", Object: row.ID, Organization: row.OrganizationID})
		return row.ID, update.Exec(ctx)
	})
}

// lockCourse locks the school of a course in which the viewer teaches, and reads it.
func lockCourse(ctx context.Context, c *act.Change, operation, courseID string, expected *int) (*gen.Course, error) {
	row, err := found(c.Course.Get(ctx, courseID))
	if err != nil {
		return nil, err
	}
	if err := may(c.Who, operation, row.OrganizationID); err != nil {
		return nil, err
	}
	if _, err := c.Organization.Query().Where(organization.ID(row.OrganizationID)).Modify(store.Locked(c.Postgres)).Only(ctx); err != nil {
		return nil, err
	}
	if row, err = c.Course.Get(ctx, courseID); err != nil { // as it is under the lock
		return nil, err
	}
	return row, check.Version(row.Version, expected)
}

// OpenCourse shows a DRAFT course to everyone.
func (s *Service) OpenCourse(ctx context.Context, courseID string, expected *int, key string) (string, error) {
	return s.moveCourse(ctx, "openCourse", opening, "COURSE_OPENED", courseID, expected, key)
}

// RetireCourse ends an OPEN course.
func (s *Service) RetireCourse(ctx context.Context, courseID string, expected *int, key string) (string, error) {
	return s.moveCourse(ctx, "retireCourse", retiring, "COURSE_RETIRED", courseID, expected, key)
}

func (s *Service) moveCourse(ctx context.Context, operation, change, action, courseID string, expected *int, key string) (string, error) {
	input := struct {
		CourseID        string
		ExpectedVersion *int
	}{courseID, expected}
	return act.Do(ctx, s.office, operation, key, input, func(ctx context.Context, c *act.Change) (string, error) {
		row, err := lockCourse(ctx, c, operation, courseID, expected)
		if err != nil {
			return "", err
		}
		to, err := Courses.Next(change, row.State)
		if err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: action, Object: row.ID, Organization: row.OrganizationID})
		return row.ID, c.Course.UpdateOne(row).SetState(to).AddVersion(1).Exec(ctx)
	})
}
