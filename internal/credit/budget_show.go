package credit

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/creditbudget"
	"erikti/ent/rule"
	"erikti/internal/place"
)

// BudgetState is a budget as everybody may see it: its seats, and the shift whose live
// numbers they are.
type BudgetState struct {
	ID           string
	Organization *gen.Organization
	FiscalYear   int
	Seats        *place.ShiftCapacity
	EventID      string
	Money        int64
	money        *gen.CreditBudget
}

// Budgets are those of a fiscal year, or of one university: public.
func (s *Service) Budgets(ctx context.Context, year int, organizationID string) ([]*BudgetState, error) {
	q := s.reader().CreditBudget.Query().Where(creditbudget.FiscalYear(year))
	if organizationID != "" {
		q.Where(creditbudget.OrganizationID(organizationID))
	}
	all, err := q.WithOrganization().WithShift().Order(gen.Asc(creditbudget.FieldID)).Limit(mostAwards).All(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	out := make([]*BudgetState, len(all))
	for i, b := range all {
		out[i] = budgetOf(b)
	}
	return out, nil
}

func budgetOf(b *gen.CreditBudget) *BudgetState {
	return &BudgetState{b.ID, b.Edges.Organization, b.FiscalYear, place.CapacityOfShift(b.Edges.Shift), b.Edges.Shift.EventID, b.Money, b}
}

// Budget reads one: public.
func (s *Service) Budget(ctx context.Context, budgetID string) (*BudgetState, error) {
	b, err := s.reader().CreditBudget.Query().Where(creditbudget.ID(budgetID)).WithOrganization().WithShift().Only(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	return budgetOf(b), nil
}
