package credit

import (
	"context"
	"encoding/csv"
	"strconv"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpayout"
	"erikti/ent/gen/enrollment"
	"erikti/ent/gen/payoutfile"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/right"
	"erikti/internal/sheet"
	"erikti/internal/store"
	"erikti/internal/viewer"
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

// File is a list of payouts for the payer.
type File struct {
	*gen.PayoutFile
	Content string
}

// File reads one, with its rows as CSV: reference, institution, student number, amount
// in tenge. Nothing else of a person is in it. The programme's alone.
func (s *Service) File(ctx context.Context, v *viewer.Viewer, fileID string) (*File, error) {
	if !right.May(v, "Query.payoutFile", "") {
		return nil, fault.Fail(fault.Missing, "")
	}
	ctx = rule.System(ctx)
	f, err := s.reader().PayoutFile.Query().Where(payoutfile.ID(fileID)).Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fault.Fail(fault.Missing, "")
	}
	if err != nil {
		return nil, err
	}
	all, err := s.reader().CreditPayout.Query().Where(creditpayout.FileID(fileID)).Order(gen.Asc(creditpayout.FieldID)).
		WithAward(func(q *gen.CreditAwardQuery) { q.WithEnrollment().WithOrganization() }).All(ctx)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"reference", "institution", "student_no", "amount"})
	for _, p := range all {
		o := p.Edges.Award.Edges.Organization
		name := o.NameRu
		for _, other := range []string{o.NameKk, o.NameEn} {
			if name == "" {
				name = other
			}
		}
		_ = w.Write([]string{p.ID, sheet.Plain(name), sheet.Plain(p.Edges.Award.Edges.Enrollment.StudentNo), Tenge(p.Amount)})
	}
	w.Flush()
	return &File{f, b.String()}, w.Error()
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
