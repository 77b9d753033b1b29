package credit

import (
	"context"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/consent"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/enrollment"
	"erikti/ent/rule"
	"erikti/internal/civil"
	texts "erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/university"
	"erikti/internal/viewer"
)

// Offer is an award that a student can claim now.
type Offer struct {
	EnrollmentID string
	Minutes      int
	Credits      int
	Amount       int64
	// Assured says that the money is kept: what other awards leave of a seat's amount is
	// enough.
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
	if err := s.seats(ctx, m, me, all); err != nil {
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
	return m, s.claimable(ctx, m, me, all, awards, today)
}

// mostOfOne is how many awards a student is shown; the caps of a year allow a few.
const mostOfOne = 100

// MyAwards are the viewer's awards of all years, the latest year first.
func (s *Service) MyAwards(ctx context.Context) ([]*Award, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return nil, fault.Fail(fault.Unauthenticated, "")
	}
	ctx = rule.System(ctx)
	awards, err := whole(s.reader().CreditAward.Query().Where(creditaward.VolunteerID(v.ID()))).
		Order(gen.Desc(creditaward.FieldFiscalYear), gen.Asc(creditaward.FieldID)).Limit(mostOfOne).All(ctx)
	if err != nil {
		return nil, err
	}
	return s.show(ctx, awards)
}

// claimable reads what a student can claim now.
func (s *Service) claimable(ctx context.Context, m *Mine, me string, all []*gen.CreditPolicy, awards []*gen.CreditAward, today civil.Date) error {
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
		seated := slices.IndexFunc(m.Seats, func(seat *Seat) bool {
			return seat.budget.OrganizationID == e.OrganizationID && (seat.State == SeatReserved || seat.State == SeatUsed)
		})
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
					assured := seated >= 0 && worth.Amount <= leftOfSeat(m.Seats[seated].budget, awards)
					m.Claimable = append(m.Claimable, &Offer{e.ID, worth.Minutes, worth.Credits, worth.Amount, assured})
				}
			}
		}
	}
	return nil
}
