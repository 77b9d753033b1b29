package credit

import (
	"context"
	"strconv"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpayout"
	"erikti/ent/gen/enrollment"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/store"
)

// mostPayouts bounds the rows of a file.
const mostPayouts = 50_000

// Export puts every approved award of a fiscal year that is not on its way into a file
// for the payer, and those that failed again. It returns the file's id.
func (s *Service) Export(ctx context.Context, year int, key string) (string, error) {
	return act.Do(ctx, s.office, "exportPayouts", key, year, func(ctx context.Context, c *act.Change) (string, error) {
		if err := program(c, "exportPayouts"); err != nil {
			return "", err
		}
		all, err := c.CreditAward.Query().Where(creditaward.FiscalYear(year), creditaward.StateEQ(creditaward.StateAPPROVED), creditaward.AmountGT(0),
			creditaward.HasEnrollmentWith(enrollment.StudentNoNEQ("")),
		).Modify(store.Locked(c.Postgres)).Order(gen.Asc(creditaward.FieldID)).Limit(mostPayouts).All(ctx)
		if err != nil {
			return "", err
		}
		known := map[string]*gen.CreditPayout{}
		rows, err := c.CreditPayout.Query().Where(creditpayout.KindEQ(creditpayout.KindPAYMENT), creditpayout.HasAwardWith(creditaward.FiscalYear(year))).All(ctx)
		if err != nil {
			return "", err
		}
		for _, p := range rows {
			known[p.AwardID] = p
		}
		var fresh []*gen.CreditAward
		var again []string
		var total int64
		for _, a := range all {
			switch p := known[a.ID]; {
			case p == nil:
				fresh = append(fresh, a)
			case p.State == creditpayout.StateFAILED:
				again = append(again, p.ID)
			default:
				continue
			}
			total += a.Amount
		}
		if len(fresh)+len(again) == 0 {
			return "", fault.RefuseFor(fault.WrongState, "nothing_to_pay")
		}
		f, err := c.PayoutFile.Create().SetFiscalYear(year).SetPayouts(len(fresh) + len(again)).SetTotal(total).SetMadeByID(c.Who.ID()).Save(ctx)
		if err != nil {
			return "", err
		}
		create := make([]*gen.CreditPayoutCreate, len(fresh))
		for i, a := range fresh {
			create[i] = c.CreditPayout.Create().SetAwardID(a.ID).SetFileID(f.ID).SetKind(creditpayout.KindPAYMENT).SetAmount(a.Amount)
		}
		for len(create) > 0 {
			n := min(len(create), 1000)
			if err := c.CreditPayout.CreateBulk(create[:n]...).Exec(ctx); err != nil {
				return "", err
			}
			create = create[n:]
		}
		for _, id := range again {
			if err := c.CreditPayout.UpdateOneID(id).SetFileID(f.ID).SetState(creditpayout.StateSENT).Exec(ctx); err != nil {
				return "", err
			}
		}
		c.Record(audit.Entry{Action: "PAYOUTS_EXPORTED", Object: f.ID, Detail: map[string]string{"payouts": strconv.Itoa(f.Payouts)}})
		c.Touch(National)
		return f.ID, nil
	})
}

// Tenge writes an amount of tiyn as a decimal text in tenge.
func Tenge(tiyn int64) string {
	sign := ""
	if tiyn < 0 {
		sign, tiyn = "-", -tiyn
	}
	s := sign + strconv.FormatInt(tiyn/100, 10)
	if rest := tiyn % 100; rest != 0 {
		s += "." + strconv.FormatInt(100+rest, 10)[1:]
	}
	return s
}
