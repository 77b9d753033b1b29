package project

import (
	"context"
	"strconv"

	"erikti/ent/gen"
	genorganization "erikti/ent/gen/organization"
	"erikti/ent/gen/project"
	"erikti/ent/gen/projectindicator"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/network"
	"erikti/internal/organization"
	"erikti/internal/right"
)

// Aim is an indicator of a project that is applied for.
type Aim struct {
	Title  lang.Text
	Source projectindicator.Source
	Target int
}

// Application is a project that an organization wants to carry out. The sum is in tiyn.
type Application struct {
	OrganizationID   string
	Funding          project.Funding
	Title            lang.Text
	Description      lang.Text
	Sum              int64
	StartsOn, EndsOn civil.Date
	Aims             []Aim
}

// Apply applies for a project; one by OWN means is AWARDED at once, with its reports
// planned. It returns the project's id.
func (s *Service) Apply(ctx context.Context, a Application, key string) (string, error) {
	const operation = "applyForProject"
	return act.Do(ctx, s.office, operation, key, a, func(ctx context.Context, c *act.Change) (string, error) {
		if !right.May(c.Who, "Mutation."+operation, a.OrganizationID) {
			return "", fault.Refuse(fault.NotFound)
		}
		o, err := organization.Lock(ctx, c, a.OrganizationID)
		if err != nil {
			return "", err
		}
		switch {
		case o.Status != genorganization.StatusVERIFIED:
			return "", fault.Refuse(fault.OrganizationNotVerified).At("organizationId")
		case o.HomeRegionID == nil:
			return "", fault.Invalid("home_region_missing", "organizationId")
		}
		if err := a.check(); err != nil {
			return "", err
		}
		today := network.Today(c.Now)
		create := c.Project.Create().SetOrganizationID(o.ID).SetRegionID(*o.HomeRegionID).SetFunding(a.Funding).
			SetTitleKk(a.Title.Kk).SetTitleRu(a.Title.Ru).SetTitleEn(a.Title.En).
			SetDescriptionKk(a.Description.Kk).SetDescriptionRu(a.Description.Ru).SetDescriptionEn(a.Description.En).
			SetSum(a.Sum).SetStartsOn(a.StartsOn).SetEndsOn(a.EndsOn).SetState(project.StateAPPLICATION).SetDueOn(today.AddDays(decideDays))
		own := a.Funding == project.FundingOWN
		if own {
			create.SetState(project.StateAWARDED).SetDueOn(a.StartsOn)
		}
		p, err := create.Save(ctx)
		if err != nil {
			return "", err
		}
		rows := make([]*gen.ProjectIndicatorCreate, len(a.Aims))
		for i, aim := range a.Aims {
			rows[i] = c.ProjectIndicator.Create().SetProjectID(p.ID).SetNumber(i + 1).SetSource(aim.Source).SetTarget(aim.Target).
				SetTitleKk(aim.Title.Kk).SetTitleRu(aim.Title.Ru).SetTitleEn(aim.Title.En)
		}
		if err := c.ProjectIndicator.CreateBulk(rows...).Exec(ctx); err != nil {
			return "", err
		}
		if own {
			if err := (&change{Change: c, p: p, today: today}).plan(ctx, everyMonths); err != nil {
				return "", err
			}
		}
		return p.ID, told(ctx, c, p, true, string(p.State), audit.Entry{})
	})
}

func (a *Application) check() error {
	if err := check.Text(&a.Title, true, maxTitle, "title"); err != nil {
		return err
	}
	if err := check.Text(&a.Description, false, maxDescription, "description"); err != nil {
		return err
	}
	if err := checkTerms(a.Sum, a.StartsOn, a.EndsOn); err != nil {
		return err
	}
	if len(a.Aims) == 0 || len(a.Aims) > maxIndicators {
		return fault.Invalid("indicators", "indicators").With("most", maxIndicators)
	}
	for i := range a.Aims {
		aim := &a.Aims[i]
		if err := check.Text(&aim.Title, true, maxTitle, "indicators", strconv.Itoa(i), "title"); err != nil {
			return err
		}
		if aim.Target < 1 || aim.Target > maxNumber {
			return fault.Invalid("indicator_number", "indicators", strconv.Itoa(i), "target").With("most", maxNumber)
		}
	}
	return nil
}

func checkTerms(sum int64, from, to civil.Date) error {
	switch {
	case sum < 0 || sum > maxSum:
		return fault.Invalid("project_sum", "sum")
	case to < from || to > from.AddDays(maxDays):
		return fault.Invalid("project_period", "endsOn")
	}
	return nil
}
