package project

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/projectreport"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/civil"
	"erikti/internal/fault"
)

// everyMonths is for how many months a report is due, unless the award says otherwise.
const everyMonths = 3

// Contract is what a project is awarded with. What is nil is as it was asked for.
type Contract struct {
	ProjectID         string
	Number            string
	Sum               *int64
	StartsOn, EndsOn  *civil.Date
	ReportEveryMonths *int
	ExpectedVersion   *int
}

// Award awards a project and plans its reports.
func (s *Service) Award(ctx context.Context, k Contract, key string) (string, error) {
	return s.do(ctx, "awardProject", key, k, k.ProjectID, true, func(ctx context.Context, c *change) error {
		if err := check.Version(c.p.Version, k.ExpectedVersion); err != nil {
			return err
		}
		if _, err := States.Next(award, c.p.State); err != nil {
			return err
		}
		number, months := k.Number, everyMonths
		if err := check.Needed(&number, maxContract, "contractNumber"); err != nil {
			return err
		}
		if k.ReportEveryMonths != nil {
			months = *k.ReportEveryMonths
		}
		if months < 1 || months > 12 {
			return fault.Invalid("report_months", "reportEveryMonths")
		}
		sum, from, to := or(k.Sum, c.p.Sum), or(k.StartsOn, c.p.StartsOn), or(k.EndsOn, c.p.EndsOn)
		if err := checkTerms(sum, from, to); err != nil {
			return err
		}
		if err := c.move(ctx, award, func(u *gen.ProjectUpdateOne) {
			u.SetContractNumber(number).SetSum(sum).SetStartsOn(from).SetEndsOn(to)
		}); err != nil {
			return err
		}
		if err := c.plan(ctx, months); err != nil {
			return err
		}
		return c.done(ctx, false, audit.Entry{})
	})
}

func or[T any](given *T, otherwise T) T {
	if given == nil {
		return otherwise
	}
	return *given
}

// plan writes the reports of a project: one for every so many months, the last one for
// the rest.
func (c *change) plan(ctx context.Context, months int) error {
	var rows []*gen.ProjectReportCreate
	for from := c.p.StartsOn; from <= c.p.EndsOn; {
		next := civil.Date(c.p.StartsOn.Time().AddDate(0, months*(len(rows)+1), 0).Format("2006-01-02"))
		last := next > c.p.EndsOn
		to := next.AddDays(-1)
		if last {
			to = c.p.EndsOn
		}
		rows = append(rows, c.ProjectReport.Create().SetProjectID(c.p.ID).SetOrganizationID(c.p.OrganizationID).SetNumber(len(rows)+1).
			SetFinal(last).SetPeriodFrom(from).SetPeriodTo(to).SetDueOn(to.AddDays(reportDays)))
		from = next
	}
	return c.ProjectReport.CreateBulk(rows...).Exec(ctx)
}

// done settles a project after a move and tells of it.
func (c *change) done(ctx context.Context, toDeciders bool, e audit.Entry) error {
	if err := c.settle(ctx); err != nil {
		return err
	}
	return told(ctx, c.Change, c.p, toDeciders, string(c.p.State), e)
}

// Decision is about one project.
type Decision struct {
	ProjectID       string
	Reason          string
	ExpectedVersion *int
}

// Reject refuses an application, for a reason.
func (s *Service) Reject(ctx context.Context, d Decision, key string) (string, error) {
	return s.decide(ctx, "rejectProject", reject, d, key)
}

// Terminate ends a project before its time, for a reason. Reports that nobody has
// accepted are dropped.
func (s *Service) Terminate(ctx context.Context, d Decision, key string) (string, error) {
	return s.decide(ctx, "terminateProject", terminate, d, key)
}

// Close closes what was accepted.
func (s *Service) Close(ctx context.Context, d Decision, key string) (string, error) {
	return s.decide(ctx, "closeProject", closing, d, key)
}

// Start begins a project that was awarded, for its organization.
func (s *Service) Start(ctx context.Context, d Decision, key string) (string, error) {
	return s.decide(ctx, "startProject", start, d, key)
}

func (s *Service) decide(ctx context.Context, operation, name string, d Decision, key string) (string, error) {
	byOrganization := name == start
	return s.do(ctx, operation, key, d, d.ProjectID, !byOrganization, func(ctx context.Context, c *change) error {
		if err := check.Version(c.p.Version, d.ExpectedVersion); err != nil {
			return err
		}
		if _, err := States.Next(name, c.p.State); err != nil {
			return err
		}
		var why string
		if name == reject || name == terminate {
			var err error
			if why, err = c.reason(ctx, d.Reason); err != nil {
				return err
			}
		}
		if name == terminate {
			if err := c.ProjectReport.Update().Where(projectreport.ProjectID(c.p.ID), projectreport.StateIn(Reports.Moves[dropReport].From...)).
				SetState(Reports.Moves[dropReport].To).AddVersion(1).SetUpdatedAt(c.Now).Exec(ctx); err != nil {
				return err
			}
		}
		if err := c.move(ctx, name, func(u *gen.ProjectUpdateOne) {
			if why != "" {
				u.SetReasonID(why)
			}
		}); err != nil {
			return err
		}
		e := audit.Entry{}
		if why != "" {
			e.Reason = d.Reason
		}
		return c.done(ctx, byOrganization, e)
	})
}
