package credit

import (
	"context"
	"io"
	"strconv"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/creditbudget"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
	"erikti/internal/network"
)

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
	budget   *gen.CreditBudget
}

// lapsesAt is when a seat lapses without a verified hour: by the rules of the day it was
// taken, and where it was taken before any applied by the first of the year.
func lapsesAt(all []*gen.CreditPolicy, seat *gen.Signup) time.Time {
	p := inForce(all, network.Today(seat.CreatedAt))
	if p == nil {
		p = all[0]
	}
	return seat.CreatedAt.AddDate(0, 0, p.SeatDays)
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

// seats reads the seats of a student, and where they wait for one.
func (s *Service) seats(ctx context.Context, m *Mine, me string, all []*gen.CreditPolicy) error {
	budgets, err := s.reader().CreditBudget.Query().Where(creditbudget.FiscalYear(m.FiscalYear)).All(ctx)
	if err != nil {
		return err
	}
	of := map[string]*gen.CreditBudget{}
	var shifts []string
	for _, b := range budgets {
		of[b.ShiftID] = b
		shifts = append(shifts, b.ShiftID)
	}
	mine, err := s.reader().Signup.Query().Where(signup.VolunteerID(me), signup.ShiftIDIn(shifts...)).Order(gen.Asc(signup.FieldID)).All(ctx)
	if err != nil {
		return err
	}
	for _, one := range mine {
		b := of[one.ShiftID]
		seat := &Seat{ID: one.ID, BudgetID: b.ID, State: seatState(one), TakenAt: one.CreatedAt, signup: one, budget: b}
		if seat.State == SeatReserved && len(all) > 0 {
			at := lapsesAt(all, one)
			seat.LapsesAt = &at
		}
		m.Seats = append(m.Seats, seat)
	}
	m.Waiting, err = s.reader().WaitlistEntry.Query().Where(waitlistentry.VolunteerID(me), waitlistentry.ShiftIDIn(shifts...),
		waitlistentry.StateIn(waitlistentry.StateWAITING, waitlistentry.StateOFFERED)).All(ctx)
	return err
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
