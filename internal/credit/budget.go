package credit

import (
	"context"
	"strconv"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/creditbudget"
	genevent "erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/lang"
	"erikti/internal/network"
	"erikti/internal/place"
	"erikti/internal/right"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// Budget is what a university gets for a fiscal year.
type Budget struct {
	OrganizationID string
	FiscalYear     int
	Seats          int
	Money          int64 // tiyn
	// OpensAt is when seats can be taken, nil for at once; ClosesAt when no more, by
	// default a month before the end of the year.
	OpensAt, ClosesAt *time.Time
}

const mostSeats = 100_000

// SetBudget gives a university seats and money for a fiscal year, or changes how many:
// the programme. The money covers the highest tier for every seat, so that a seat is
// never without it. The seats are the places of a CREDIT event's shift.
func (s *Service) SetBudget(ctx context.Context, b Budget, key string) (string, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return "", fault.Fail(fault.Unauthenticated, "")
	}
	call := idempotency.Call{Caller: v.ID(), Operation: "setCreditBudget", Key: key, Input: b}
	return place.Once(ctx, s.places, call, func(ctx context.Context, t *place.Tx) (string, error) {
		if !right.May(v, "Mutation.setCreditBudget", "") {
			return "", fault.Refuse(fault.NotFound)
		}
		if b.Seats < 1 || b.Seats > mostSeats {
			return "", fault.Invalid("capacity", "seats").With("most", mostSeats)
		}
		if b.Money < 0 || b.Money%100 != 0 {
			return "", fault.Invalid("money", "money")
		}
		all, err := versions(ctx, t.Client(), b.FiscalYear)
		if err != nil {
			return "", err
		}
		if len(all) == 0 {
			return "", fault.Refuse(fault.NotFound).At("fiscalYear")
		}
		var most int64
		for _, p := range all {
			most = max(most, highest(p))
		}
		known, err := t.CreditBudget.Query().Where(creditbudget.OrganizationID(b.OrganizationID), creditbudget.FiscalYear(b.FiscalYear)).Only(ctx)
		if gen.MaskNotFound(err) != nil {
			return "", err
		}
		var id string
		if known == nil {
			id, err = newBudget(ctx, t, b, most)
		} else {
			id, err = changeBudget(ctx, t, b, known)
		}
		if err != nil {
			return "", err
		}
		for _, topic := range topics(id, b.OrganizationID) {
			t.Touch(topic)
		}
		return id, audit.Record(ctx, t.Tx, audit.Entry{Action: "CREDIT_BUDGET_SET", Object: id, Organization: b.OrganizationID, At: t.Now})
	})
}

func newBudget(ctx context.Context, t *place.Tx, b Budget, seatAmount int64) (string, error) {
	if b.Money < int64(b.Seats)*seatAmount {
		return "", fault.Invalid("budget_small", "money")
	}
	o, err := t.Organization.Query().Where(organization.ID(b.OrganizationID), organization.LegalFormEQ(organization.LegalFormUNIVERSITY),
		organization.StatusEQ(organization.StatusVERIFIED)).Only(ctx)
	if gen.IsNotFound(err) {
		return "", fault.Refuse(fault.NotFound).At("organizationId")
	}
	if err != nil {
		return "", err
	}
	_, end := yearOf(b.FiscalYear)
	ends := time.Date(b.FiscalYear+1, 1, 1, 0, 0, 0, 0, network.Home).UTC()
	closes := ends.AddDate(0, -1, 0).Add(18 * time.Hour)
	if !closes.After(t.Now) {
		closes = ends.Add(-6 * time.Hour)
	}
	if b.ClosesAt != nil {
		closes = b.ClosesAt.UTC()
	}
	if !closes.After(t.Now) || !closes.Before(end.Time()) || b.OpensAt != nil && !b.OpensAt.Before(closes) {
		return "", fault.Invalid("past", "closesAt")
	}
	args := map[string]any{"year": strconv.Itoa(b.FiscalYear)}
	e, err := t.Event.Create().SetOrganizationID(o.ID).SetNillableRegionID(o.HomeRegionID).SetKind(genevent.KindCREDIT).
		SetTitleKk(lang.Message("kk", "credit.seats", args)).SetTitleRu(lang.Message("ru", "credit.seats", args)).SetTitleEn(lang.Message("en", "credit.seats", args)).
		SetStartsAt(closes).SetEndsAt(ends).SetTimeZone("Asia/Almaty").SetRemote(o.HomeRegionID == nil).
		SetState(genevent.StatePUBLISHED).SetPublishedAt(t.Now).SetCreatedAt(t.Now).Save(ctx)
	if err != nil {
		return "", err
	}
	state, next := place.StateAt(&gen.Shift{StartsAt: closes, EndsAt: ends, OpensAt: b.OpensAt, State: shift.StateSCHEDULED}, true, t.Now)
	sh, err := t.Shift.Create().SetEventID(e.ID).
		SetTitleKk(lang.Message("kk", "credit.seats", args)).SetTitleRu(lang.Message("ru", "credit.seats", args)).SetTitleEn(lang.Message("en", "credit.seats", args)).
		SetStartsAt(closes).SetEndsAt(ends).SetNillableOpensAt(b.OpensAt).SetCapacity(b.Seats).SetQualifications([]string{}).
		SetState(state).SetNillableNextTransitionAt(next).SetCreatedAt(t.Now).Save(ctx)
	if err != nil {
		return "", err
	}
	t.Touch(e.ID)
	row, err := t.CreditBudget.Create().SetOrganizationID(o.ID).SetFiscalYear(b.FiscalYear).SetShiftID(sh.ID).
		SetMoney(b.Money).SetSeatAmount(seatAmount).Save(ctx)
	if err != nil {
		return "", err
	}
	return row.ID, nil
}

// changeBudget changes how many seats and how much money there are, never below what is
// taken of them.
func changeBudget(ctx context.Context, t *place.Tx, b Budget, known *gen.CreditBudget) (string, error) {
	seats, err := t.LockShift(ctx, known.ShiftID)
	if err != nil {
		return "", err
	}
	row, err := t.CreditBudget.Query().Where(creditbudget.ID(known.ID)).Modify(store.Locked(t.Postgres())).Only(ctx)
	if err != nil {
		return "", err
	}
	if b.Money-int64(b.Seats)*row.SeatAmount < row.FreeCommitted {
		return "", fault.Invalid("budget_small", "money")
	}
	if err := seats.SetCapacity(ctx, b.Seats); err != nil {
		return "", err
	}
	return row.ID, t.CreditBudget.UpdateOne(row).SetMoney(b.Money).AddVersion(1).Exec(ctx)
}
