package credit

import (
	"context"
	"io"
	"slices"
	"strconv"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/consent"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditbudget"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/enrollment"
	"erikti/ent/gen/hostaccreditation"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
	"erikti/internal/civil"
	texts "erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/place"
	"erikti/internal/right"
	"erikti/internal/university"
	"erikti/internal/viewer"
)

func rulesOf(p *gen.CreditPolicy) *Rules {
	r := &Rules{
		FiscalYear: p.FiscalYear, AppliesFrom: p.AppliesFrom, Tiers: p.Tiers, CapMinutes: p.CapMinutes, CapCredits: p.CapCredits,
		MinEvidence: p.MinEvidence, ClaimDays: p.ClaimDays, SeatDays: p.SeatDays, ConfirmDays: p.ConfirmDays, ApproveDays: p.ApproveDays, PayDays: p.PayDays,
		ID: p.ID, Number: p.Number, Directions: []direction.Code{},
	}
	for _, d := range p.Directions {
		r.Directions = append(r.Directions, direction.Code(d))
	}
	return r
}

// SeatState is where a seat stands.
type SeatState string

// The states of a seat: a sign-up on a CREDIT event's shift.
const (
	SeatReserved SeatState = "RESERVED"
	SeatUsed     SeatState = "USED"
	SeatLapsed   SeatState = "LAPSED"
	SeatReleased SeatState = "RELEASED"
)

// Seat is a place of a university's budget that a student has or had.
type Seat struct {
	ID       string
	BudgetID string
	State    SeatState
	TakenAt  time.Time
	LapsesAt *time.Time
	signup   *gen.Signup
}

func seatState(s *gen.Signup) SeatState {
	switch {
	case s.State == signup.StateCONFIRMED:
		return SeatReserved
	case s.State == signup.StateCOMPLETED:
		return SeatUsed
	case s.CancelledBy != nil && *s.CancelledBy == signup.CancelledBySYSTEM:
		return SeatLapsed
	}
	return SeatReleased
}

// Offer is an award that a student can claim now.
type Offer struct {
	EnrollmentID string
	Minutes      int
	Credits      int
	Amount       int64
	// Assured says that the money is kept: with a seat.
	Assured bool
}

// Mine is what a student has of credit in a fiscal year.
type Mine struct {
	FiscalYear     int
	Enrollments    []*university.Enrollment
	Seats          []*Seat
	Waiting        []*gen.WaitlistEntry
	Agreed         bool
	UsableMinutes  int
	AwardedMinutes int
	AwardedCredits int
	AwardedAmount  int64
	Rules          *Rules
	Claimable      []*Offer
	Awards         []*Award
}

// Mine reads what the viewer has in a fiscal year.
func (s *Service) Mine(ctx context.Context, year int) (*Mine, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return nil, fault.Fail(fault.Unauthenticated, "")
	}
	me, client := v.ID(), s.reader()
	ctx = rule.System(ctx)
	m := &Mine{FiscalYear: year}
	var err error
	if m.Enrollments, err = university.Of(ctx, client, me); err != nil {
		return nil, err
	}
	all, err := versions(ctx, client, year)
	if err != nil {
		return nil, err
	}
	today := s.today()
	p := inForce(all, today)
	if p != nil {
		m.Rules = rulesOf(p)
	}
	if m.Agreed, err = client.Consent.Query().Where(consent.VolunteerID(me), consent.Kind(texts.CreditSeat),
		consent.TextVersion(texts.Version), consent.WithdrawnAtIsNil()).Exist(ctx); err != nil {
		return nil, err
	}
	if err := s.seats(ctx, m, me, p); err != nil {
		return nil, err
	}
	awards, err := whole(client.CreditAward.Query().Where(creditaward.VolunteerID(me), creditaward.FiscalYear(year))).Order(gen.Asc(creditaward.FieldID)).All(ctx)
	if err != nil {
		return nil, err
	}
	if m.Awards, err = s.show(ctx, awards); err != nil {
		return nil, err
	}
	for _, a := range awards {
		if slices.Contains(alive, a.State) {
			m.AwardedMinutes += a.Minutes
			m.AwardedCredits += a.Credits
			m.AwardedAmount += a.Amount
		}
	}
	return m, s.claimable(ctx, m, me, all, today)
}

// seats reads the seats of a student, and where they wait for one.
func (s *Service) seats(ctx context.Context, m *Mine, me string, p *gen.CreditPolicy) error {
	budgets, err := s.reader().CreditBudget.Query().Where(creditbudget.FiscalYear(m.FiscalYear)).All(ctx)
	if err != nil {
		return err
	}
	of := map[string]string{}
	var shifts []string
	for _, b := range budgets {
		of[b.ShiftID] = b.ID
		shifts = append(shifts, b.ShiftID)
	}
	mine, err := s.reader().Signup.Query().Where(signup.VolunteerID(me), signup.ShiftIDIn(shifts...)).Order(gen.Asc(signup.FieldID)).All(ctx)
	if err != nil {
		return err
	}
	for _, one := range mine {
		seat := &Seat{ID: one.ID, BudgetID: of[one.ShiftID], State: seatState(one), TakenAt: one.CreatedAt, signup: one}
		if seat.State == SeatReserved && p != nil {
			at := one.CreatedAt.AddDate(0, 0, p.SeatDays)
			seat.LapsesAt = &at
		}
		m.Seats = append(m.Seats, seat)
	}
	m.Waiting, err = s.reader().WaitlistEntry.Query().Where(waitlistentry.VolunteerID(me), waitlistentry.ShiftIDIn(shifts...),
		waitlistentry.StateIn(waitlistentry.StateWAITING, waitlistentry.StateOFFERED)).All(ctx)
	return err
}

// claimable reads what a student can claim now.
func (s *Service) claimable(ctx context.Context, m *Mine, me string, all []*gen.CreditPolicy, today civil.Date) error {
	current, err := s.reader().Enrollment.Query().Where(enrollment.VolunteerID(me), enrollment.StateEQ(enrollment.StateCONFIRMED), enrollment.FullTime(true)).All(ctx)
	if err != nil {
		return err
	}
	m.Claimable = []*Offer{}
	for _, e := range current {
		if e.ValidFrom > today || e.ValidTo != "" && e.ValidTo <= today {
			continue
		}
		left, err := usableHours(ctx, s.reader(), e, all, m.FiscalYear, today)
		if err != nil {
			return err
		}
		m.UsableMinutes = max(m.UsableMinutes, sum(left))
		assured := false
		for _, seat := range m.Seats {
			b, err := s.reader().CreditBudget.Query().Where(creditbudget.ID(seat.BudgetID), creditbudget.OrganizationID(e.OrganizationID)).Exist(ctx)
			if err != nil {
				return err
			}
			assured = assured || b && (seat.State == SeatReserved || seat.State == SeatUsed)
		}
		seen := map[int]bool{}
		for _, version := range slices.Backward(all) {
			for _, t := range version.Tiers {
				if seen[t.Minutes] || sum(left) < t.Minutes {
					continue
				}
				seen[t.Minutes] = true
				day, need := civil.Date(""), t.Minutes
				for _, u := range left {
					if need -= u.left; need <= 0 {
						day = u.Date
						break
					}
				}
				p := inForce(all, day)
				if worth := tierOf(p, t.Minutes); worth != nil && m.AwardedMinutes+worth.Minutes <= p.CapMinutes && m.AwardedCredits+worth.Credits <= p.CapCredits {
					m.Claimable = append(m.Claimable, &Offer{e.ID, worth.Minutes, worth.Credits, worth.Amount, assured})
				}
			}
		}
	}
	return nil
}

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

// Accreditation is an organization at which work counts, for a time.
type Accreditation struct {
	ID           string
	Organization *gen.Organization
	ValidFrom    civil.Date
	ValidTo      *civil.Date
}

// Accreditations are those of a fiscal year: public.
func (s *Service) Accreditations(ctx context.Context, year int) ([]*Accreditation, error) {
	all, err := s.reader().HostAccreditation.Query().Where(hostaccreditation.FiscalYear(year),
		hostaccreditation.HasOrganizationWith(organization.StatusEQ(organization.StatusVERIFIED))).WithOrganization().
		Order(gen.Asc(hostaccreditation.FieldID)).Limit(5000).All(rule.System(ctx))
	out := make([]*Accreditation, len(all))
	for i, a := range all {
		out[i] = &Accreditation{a.ID, a.Edges.Organization, a.ValidFrom, day(a.ValidTo)}
	}
	return out, err
}

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
			Sum int64 `json:"sum"`
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

// IsValid and the rest make the state one of the API's.
func (s SeatState) IsValid() bool {
	return s == SeatReserved || s == SeatUsed || s == SeatLapsed || s == SeatReleased
}

// MarshalGQL writes a state.
func (s SeatState) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(s))) }

// UnmarshalGQL reads a state; no input has one.
func (s *SeatState) UnmarshalGQL(v any) error {
	name, _ := v.(string)
	if *s = SeatState(name); !s.IsValid() {
		return fault.Fail(fault.BadUserInput, "value")
	}
	return nil
}
