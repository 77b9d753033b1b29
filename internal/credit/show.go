package credit

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpayout"
	"erikti/ent/gen/creditstep"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// Award is one as its student, the university and the programme see it.
type Award struct {
	ID               string
	Organization     *gen.Organization
	GivenName        string
	FamilyName       string
	StudentNo        string
	FiscalYear       int
	Minutes          int
	Credits          int
	Amount           int64
	WithSeat         bool
	Reserved         bool
	State            creditaward.State
	DueBy            *time.Time
	Overdue          bool
	Reason           *string
	OffsetDiscipline *string
	OffsetCredits    *int
	PolicyNumber     int
	Payout           *creditpayout.State
	Steps            []*Step
	CreatedAt        time.Time
	Version          int
}

// Step is a change of where an award stands.
type Step struct {
	From, To creditaward.State
	At       time.Time
	By       creditstep.Actor
}

func whole(q *gen.CreditAwardQuery) *gen.CreditAwardQuery {
	return q.WithOrganization().WithVolunteer().WithEnrollment().WithPolicy().WithReason().
		WithSteps(func(q *gen.CreditStepQuery) { q.Order(gen.Asc(creditstep.FieldNumber)) })
}

func (s *Service) show(ctx context.Context, all []*gen.CreditAward) ([]*Award, error) {
	ids := make([]string, len(all))
	for i, a := range all {
		ids[i] = a.ID
	}
	paid := map[string]creditpayout.State{}
	payouts, err := s.reader().CreditPayout.Query().Where(creditpayout.AwardIDIn(ids...), creditpayout.KindEQ(creditpayout.KindPAYMENT)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range payouts {
		paid[p.AwardID] = p.State
	}
	out := make([]*Award, len(all))
	for i, a := range all {
		one := &Award{
			ID: a.ID, Organization: a.Edges.Organization, StudentNo: a.Edges.Enrollment.StudentNo, FiscalYear: a.FiscalYear, Minutes: a.Minutes,
			Credits: a.Credits, Amount: a.Amount, WithSeat: a.WithSeat, Reserved: a.Reserved, State: a.State, DueBy: a.DueBy,
			Overdue: a.DueBy != nil && a.DueBy.Before(s.now()), PolicyNumber: a.Edges.Policy.Number, CreatedAt: a.CreatedAt, Version: a.Version,
		}
		if v := a.Edges.Volunteer; v != nil {
			one.GivenName, one.FamilyName = v.GivenName, v.FamilyName
		}
		if a.Edges.Reason != nil {
			one.Reason = &a.Edges.Reason.Text
		}
		if a.OffsetDiscipline != "" {
			one.OffsetDiscipline, one.OffsetCredits = &a.OffsetDiscipline, &a.OffsetCredits
		}
		if p, there := paid[a.ID]; there {
			one.Payout = &p
		}
		for _, st := range a.Edges.Steps {
			one.Steps = append(one.Steps, &Step{creditaward.State(st.FromState), creditaward.State(st.ToState), st.CreatedAt, st.Actor})
		}
		out[i] = one
	}
	return out, nil
}

// Show shows an award to its student, the officers of its university and the programme;
// nil to everyone else.
func (s *Service) Show(ctx context.Context, v *viewer.Viewer, awardID string) (*Award, error) {
	ctx = rule.System(ctx)
	// Looked at by one statement first: another one's takes no more than none.
	found, err := s.reader().CreditAward.Query().Where(creditaward.ID(awardID)).Only(ctx)
	if err != nil {
		return nil, gen.MaskNotFound(err)
	}
	if found.VolunteerID != v.ID() && !right.May(v, "Query.creditPipeline", found.OrganizationID) {
		return nil, nil
	}
	a, err := whole(s.reader().CreditAward.Query().Where(creditaward.ID(awardID))).Only(ctx)
	if err != nil {
		return nil, gen.MaskNotFound(err)
	}
	shown, err := s.show(ctx, []*gen.CreditAward{a})
	if err != nil {
		return nil, err
	}
	return shown[0], nil
}

// mostAwards bounds a page.
const mostAwards = 200

// Awards are a page of a university's awards of a fiscal year, those that are due first
// and then by id.
func (s *Service) Awards(ctx context.Context, v *viewer.Viewer, organizationID string, year int, state *creditaward.State, overdue bool, first int, after string) ([]*Award, error) {
	if !right.May(v, "Query.creditPipeline", organizationID) {
		return nil, fault.Fail(fault.Missing, "")
	}
	ctx = rule.System(ctx)
	q := s.reader().CreditAward.Query().Where(creditaward.OrganizationID(organizationID), creditaward.FiscalYear(year))
	if state != nil {
		q.Where(creditaward.StateEQ(*state))
	}
	if overdue {
		q.Where(creditaward.DueByLT(s.now().UTC()))
	}
	if after != "" {
		q.Where(creditaward.IDGT(after))
	}
	all, err := whole(q).Order(gen.Asc(creditaward.FieldID)).Limit(max(1, min(first, mostAwards))).All(ctx)
	if err != nil {
		return nil, err
	}
	return s.show(ctx, all)
}
