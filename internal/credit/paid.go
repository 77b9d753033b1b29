package credit

import (
	"context"
	"errors"
	"io"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpayout"
	"erikti/ent/gen/creditstep"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/csvfile"
	"erikti/internal/fault"
)

// mostErrors bounds what is told of a file's rows.
const mostErrors = 200

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
// FAILED), in the bytes of a file as a spreadsheet writes it, row by row; a bad row stops no other, and a row that comes again changes
// nothing.
func (s *Service) Confirmed(ctx context.Context, text, key string) (*Confirmations, error) {
	return act.Do(ctx, s.office, "importPayoutConfirmations", key, text, func(ctx context.Context, c *act.Change) (*Confirmations, error) {
		if err := program(c, "importPayoutConfirmations"); err != nil {
			return nil, err
		}
		rows, err := csvfile.Open(strings.NewReader(text), "reference", "amount", "status")
		if errors.Is(err, csvfile.ErrHead) {
			return nil, fault.Invalid("csv_head", "csv")
		}
		if err != nil {
			return nil, err
		}
		out := &Confirmations{Errors: []RowError{}}
		for {
			get, err := rows.Next()
			if errors.Is(err, io.EOF) {
				return out, nil
			}
			if out.Rows++; out.Rows > mostPayouts {
				return nil, fault.Invalid("csv_long", "csv").With("most", mostPayouts)
			}
			code := "BAD_ROW"
			var broken *csvfile.RowError
			switch {
			case err == nil:
				if code, err = confirmed(ctx, c, get("reference"), get("amount"), get("status"), out); err != nil {
					return nil, err
				}
			case !errors.As(err, &broken):
				return nil, err
			}
			if code != "" {
				out.Rejected++
				if len(out.Errors) < mostErrors {
					out.Errors = append(out.Errors, RowError{rows.Line(), code})
				}
			}
		}
	})
}

// confirmed does what one row says, and returns why it did nothing.
func confirmed(ctx context.Context, c *act.Change, reference, amount, status string, out *Confirmations) (string, error) {
	if reference == "" || amount == "" || status == "" {
		return "BAD_ROW", nil
	}
	p, err := c.CreditPayout.Query().Where(creditpayout.ID(reference), creditpayout.KindEQ(creditpayout.KindPAYMENT)).Only(ctx)
	if gen.IsNotFound(err) {
		return "UNKNOWN_REFERENCE", nil
	}
	if err != nil {
		return "", err
	}
	if !sameAmount(amount, p.Amount) {
		return "AMOUNT_DIFFERS", nil
	}
	a, err := lockAward(ctx, c, p.AwardID)
	if err != nil {
		return "", err
	}
	if p, err = c.CreditPayout.Get(ctx, p.ID); err != nil { // as it is now that the award is locked
		return "", err
	}
	switch strings.ToUpper(status) {
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

// sameAmount compares an amount in tenge, as spreadsheets write it in three languages,
// with one in tiyn: a comma may stand for the point, and spaces between thousands.
func sameAmount(text string, tiyn int64) bool {
	text = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ",", ".").Replace(text)
	if strings.Contains(text, ".") {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	want := Tenge(tiyn)
	if strings.Contains(want, ".") {
		want = strings.TrimRight(want, "0")
	}
	return text == want
}
