package project

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/project"
	"erikti/ent/gen/projectreport"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/organization"
	"erikti/internal/reason"
	"erikti/internal/right"
	"erikti/internal/store"
)

// The bounds of the input, as graph/schema/project.graphql tells them.
const (
	maxTitle       = 200    // characters a language
	maxDescription = 10_000 // characters a language; a report's text, too
	maxReason      = 1_000  // characters
	maxContract    = 60     // characters
	maxIndicators  = 20
	maxNumber      = 1_000_000_000
	maxSum         = 100_000_000_000_00 // tiyn
	maxDays        = 5 * 366            // of a project
)

// How long somebody has, in days.
const (
	decideDays = 30 // the center, on an application
	reportDays = 10 // the organization, after a period, and after a report came back
	answerDays = 10 // the center, on a report, and until it closes what is accepted
)

// Service changes and reads projects. Many goroutines use one.
type Service struct {
	office *act.Office
	store  *store.Store
	now    func() time.Time
	// minCell is the least number of people that the public is told, and what it is told
	// them by.
	minCell int
}

// New makes the service. Publish is called after each commit with the ids of the people
// who were told something; it must not block.
func New(st *store.Store, minCell int, publish func([]string), now func() time.Time) *Service {
	return &Service{&act.Office{Store: st, Publish: publish, Now: now}, st, now, minCell}
}

// change is a change of a project that is being made.
type change struct {
	*act.Change
	p     *gen.Project
	today civil.Date
	// answer is the id that the call answers with, and the same call again: of the project,
	// unless it is about something of it.
	answer string
}

// do makes a change of a project for whom the table of rights lets do it; to others the
// project is not there. Who decides on it as its center or the platform is refused where
// they are a member of its organization.
func (s *Service) do(ctx context.Context, operation, key string, input any, projectID string, decides bool, f func(context.Context, *change) error) (string, error) {
	return act.Do(ctx, s.office, operation, key, input, func(ctx context.Context, c *act.Change) (string, error) {
		p, err := c.Project.Query().Where(project.ID(projectID)).Modify(store.Locked(c.Postgres)).Only(ctx)
		if gen.IsNotFound(err) {
			return "", fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return "", err
		}
		if !right.May(c.Who, "Mutation."+operation, p.OrganizationID, p.RegionID) {
			return "", fault.Refuse(fault.NotFound)
		}
		if decides {
			member, err := c.Membership.Query().Where(membership.OrganizationID(p.OrganizationID), membership.VolunteerID(c.Who.ID()),
				membership.StatusNEQ(membership.StatusENDED)).Exist(ctx)
			if err != nil {
				return "", err
			}
			if member {
				return "", fault.Refuse(fault.OwnOrganization)
			}
		}
		made := &change{Change: c, p: p, today: network.Today(c.Now), answer: p.ID}
		err = f(ctx, made)
		return made.answer, err
	})
}

// move writes a change of where the locked project stands. More is what else changes of
// the row.
func (c *change) move(ctx context.Context, name string, more func(*gen.ProjectUpdateOne)) error {
	to, err := States.Next(name, c.p.State)
	if err != nil {
		return err
	}
	update := c.Project.UpdateOneID(c.p.ID).SetState(to)
	if to == project.StateCLOSED || to == project.StateREJECTED || to == project.StateTERMINATED {
		update.SetClosedAt(c.Now)
	}
	if more != nil {
		more(update)
	}
	if c.p, err = update.Save(ctx); err != nil {
		return err
	}
	return nil
}

// settle writes by when somebody has to do something now, and that the project changed.
func (c *change) settle(ctx context.Context) error {
	var due civil.Date // none
	switch c.p.State {
	case project.StateAWARDED:
		due = c.p.StartsOn
	case project.StateACCEPTED:
		due = c.today.AddDays(answerDays)
	case project.StateRUNNING, project.StateREPORTING, project.StateRETURNED:
		next, err := c.ProjectReport.Query().Where(projectreport.ProjectID(c.p.ID), projectreport.StateIn(open...)).
			Order(gen.Asc(projectreport.FieldDueOn)).First(ctx)
		if gen.MaskNotFound(err) != nil {
			return err
		}
		if next != nil {
			due = next.DueOn
		}
	}
	update := c.Project.UpdateOneID(c.p.ID).AddVersion(1).SetUpdatedAt(c.Now)
	if due == "" {
		return update.ClearDueOn().Exec(ctx)
	}
	return update.SetDueOn(due).Exec(ctx)
}

// reason keeps why something was decided in a row of its own, which can be erased.
func (c *change) reason(ctx context.Context, text string) (string, error) {
	if err := check.Needed(&text, maxReason, "reason"); err != nil {
		return "", err
	}
	return reason.Keep(ctx, c.Tx, text)
}

// told tells the audit, and the side that has not done it.
func told(ctx context.Context, c *act.Change, p *gen.Project, toDeciders bool, what string, e audit.Entry) error {
	e.Action, e.Organization, e.Region = "PROJECT_"+what, p.OrganizationID, p.RegionID
	if e.Object == "" {
		e.Object = p.ID
	}
	c.Record(e)
	var people []string
	var err error
	if toDeciders {
		people, err = organization.Deciders(ctx, c.Tx, p.RegionID, c.Now)
	} else {
		people, err = network.MembersIn(ctx, c.Membership, network.Today(c.Now), p.OrganizationID, membership.RoleCOORDINATOR, membership.RoleADMIN)
	}
	if err != nil {
		return err
	}
	slices.Sort(people)
	people = slices.DeleteFunc(slices.Compact(people), func(one string) bool { return one == c.Who.ID() })
	return c.Tell(ctx, inbox.News{Kind: notice.KindPROJECT_CHANGED, OrganizationID: p.OrganizationID, SubjectID: p.ID, State: what}, people...)
}
