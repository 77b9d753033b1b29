package credit

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/enrollment"
	"erikti/ent/gen/organization"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// StateTotals are the awards in a state.
type StateTotals struct {
	State   creditaward.State
	Awards  int
	Overdue int
	Minutes int64
	Amount  int64
}

// Pipeline is where the awards of a university stand.
type Pipeline struct {
	Organization *gen.Organization
	FiscalYear   int
	AsOf         time.Time
	ByState      []*StateTotals
	Budget       *BudgetState
	// Committed is what awards take of the money, Paid what was paid.
	Committed int64
	Paid      int64
	// FreeMoney is what awards without a seat can still have.
	FreeMoney int64
	// Requests are students who wait to be confirmed.
	Requests int
}

// Pipeline reads it: for the university's officers and the programme.
func (s *Service) Pipeline(ctx context.Context, v *viewer.Viewer, organizationID string, year int) (*Pipeline, error) {
	if !right.May(v, "Query.creditPipeline", organizationID) {
		return nil, fault.Fail(fault.Missing, "")
	}
	ctx = rule.System(ctx)
	o, err := s.reader().Organization.Query().Where(organization.ID(organizationID), organization.LegalFormEQ(organization.LegalFormUNIVERSITY)).Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fault.Fail(fault.Missing, "")
	}
	if err != nil {
		return nil, err
	}
	now := s.now().UTC()
	p := &Pipeline{Organization: o, FiscalYear: year, AsOf: now}
	totals, err := s.byState(ctx, now, creditaward.OrganizationID(organizationID), creditaward.FiscalYear(year))
	if err != nil {
		return nil, err
	}
	for _, t := range totals {
		p.ByState = append(p.ByState, t)
		switch t.State {
		case creditaward.StatePAID, creditaward.StateCLOSED:
			p.Paid += t.Amount
		}
	}
	budgets, err := s.Budgets(ctx, year, organizationID)
	if err != nil {
		return nil, err
	}
	if len(budgets) > 0 {
		p.Budget = budgets[0]
		b := p.Budget.money
		p.FreeMoney = b.Money - int64(p.Budget.Seats.Capacity)*b.SeatAmount - b.FreeCommitted
		var kept []struct {
			OrganizationID string `json:"organization_id"`
			Sum            int64  `json:"sum"`
		}
		if err := s.reader().CreditAward.Query().Where(creditaward.OrganizationID(organizationID), creditaward.FiscalYear(year), creditaward.Reserved(true)).
			GroupBy(creditaward.FieldOrganizationID).Aggregate(gen.As(gen.Sum(creditaward.FieldFromSeat), "sum")).Scan(ctx, &kept); err != nil {
			return nil, err
		}
		p.Committed = b.FreeCommitted
		if len(kept) > 0 {
			p.Committed += kept[0].Sum
		}
	}
	p.Requests, err = s.reader().Enrollment.Query().Where(enrollment.OrganizationID(organizationID), enrollment.StateEQ(enrollment.StateREQUESTED)).Count(ctx)
	return p, err
}
