package credit

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpayout"
	"erikti/ent/gen/creditstep"
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

// The bounds of files.
const (
	mostPayouts = 50_000
	mostErrors  = 200
)

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

// RowError is why a row of a file of confirmations did nothing.
type RowError struct {
	Line int
	Code string // BAD_ROW, UNKNOWN_REFERENCE, AMOUNT_DIFFERS, ALREADY_DECIDED
}

// Confirmations is what a file of the payer did.
type Confirmations struct {
	Rows      int
	Paid      int
	Failed    int // that the payer could not pay
	Unchanged int // confirmed before
	Rejected  int
	Errors    []RowError // the first 200
}

// Confirmed reads what the payer says of payouts: reference, amount, status (PAID or
// FAILED), row by row; a bad row stops no other, and a row that comes again changes
// nothing.
func (s *Service) Confirmed(ctx context.Context, text, key string) (*Confirmations, error) {
	return act.Do(ctx, s.office, "importPayoutConfirmations", key, text, func(ctx context.Context, c *act.Change) (*Confirmations, error) {
		if err := program(c, "importPayoutConfirmations"); err != nil {
			return nil, err
		}
		rows := csv.NewReader(strings.NewReader(text))
		rows.FieldsPerRecord, rows.ReuseRecord = -1, true
		head, err := rows.Read()
		if err != nil {
			return nil, fault.Invalid("csv_head", "csv")
		}
		at := map[string]int{}
		for i, name := range head {
			at[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))] = i
		}
		for _, needed := range []string{"reference", "amount", "status"} {
			if _, there := at[needed]; !there {
				return nil, fault.Invalid("csv_head", "csv")
			}
		}
		out := &Confirmations{Errors: []RowError{}}
		for {
			row, err := rows.Read()
			if errors.Is(err, io.EOF) {
				return out, nil
			}
			if out.Rows++; out.Rows > mostPayouts {
				return nil, fault.Invalid("csv_long", "csv").With("most", mostPayouts)
			}
			line, _ := rows.FieldPos(0)
			code := "BAD_ROW"
			if err == nil && len(row) > max(at["reference"], at["amount"], at["status"]) {
				if code, err = confirmed(ctx, c, row[at["reference"]], row[at["amount"]], row[at["status"]], out); err != nil {
					return nil, err
				}
			}
			if code != "" {
				out.Rejected++
				if len(out.Errors) < mostErrors {
					out.Errors = append(out.Errors, RowError{line, code})
				}
			}
		}
	})
}

// confirmed does what one row says, and returns why it did nothing.
func confirmed(ctx context.Context, c *act.Change, reference, amount, status string, out *Confirmations) (string, error) {
	p, err := c.CreditPayout.Query().Where(creditpayout.ID(strings.TrimSpace(reference)), creditpayout.KindEQ(creditpayout.KindPAYMENT)).Only(ctx)
	if gen.IsNotFound(err) {
		return "UNKNOWN_REFERENCE", nil
	}
	if err != nil {
		return "", err
	}
	if strings.TrimSpace(amount) != Tenge(p.Amount) {
		return "AMOUNT_DIFFERS", nil
	}
	a, err := lockAward(ctx, c, p.AwardID)
	if err != nil {
		return "", err
	}
	if p, err = c.CreditPayout.Get(ctx, p.ID); err != nil { // as it is now that the award is locked
		return "", err
	}
	switch strings.ToUpper(strings.TrimSpace(status)) {
	case "PAID":
		if p.State == creditpayout.StateCONFIRMED {
			out.Unchanged++
			return "", nil
		}
		if a.State != creditaward.StateAPPROVED {
			return "ALREADY_DECIDED", nil
		}
		if err := c.CreditPayout.UpdateOne(p).SetState(creditpayout.StateCONFIRMED).SetConfirmedAt(c.Now).Exec(ctx); err != nil {
			return "", err
		}
		if err := move(ctx, c.Tx, c.Now, a, paying, creditstep.ActorPROGRAM, c.Who.ID(), nil); err != nil {
			return "", err
		}
		out.Paid++
		c.Record(audit.Entry{Action: "CREDIT_PAID", Object: a.ID, Organization: a.OrganizationID})
		return "", told(ctx, c, a)
	case "FAILED":
		switch p.State {
		case creditpayout.StateFAILED:
			out.Unchanged++
			return "", nil
		case creditpayout.StateCONFIRMED:
			return "ALREADY_DECIDED", nil
		}
		out.Failed++
		return "", c.CreditPayout.UpdateOne(p).SetState(creditpayout.StateFAILED).Exec(ctx)
	}
	return "BAD_ROW", nil
}
