package credit_test

import (
	"strings"
	"testing"

	"erikti/ent/gen/creditpayout"
	"erikti/internal/credit"
	"erikti/internal/csvfile/csvtest"
)

// TestF12_PayersFile takes one file of the payer as every spreadsheet writes it: what was
// paid is paid once, however often and in whatever form it comes. A formula is a text that
// is no reference and no status.
func TestF12_PayersFile(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		w.budget(1, 5_000_000+2_000_000)
		s := w.student()
		w.worked(s, "2026-05-01", 1200)
		id, err := w.claim(s, 1200)
		done(t, err)
		_, err = w.credit.Confirm(w.officer, credit.Decision{AwardID: id}, "")
		done(t, err)
		_, err = w.credit.Approve(w.admin, credit.Decision{AwardID: id}, "")
		done(t, err)
		_, err = w.credit.Export(w.admin, 2026, "")
		done(t, err)
		p := w.store.Client.CreditPayout.Query().OnlyX(w.system)
		table := "Reference,institution,amount,status,Примечание\n" +
			p.ID + ",Университет,20000,paid,выплачено\n" + // 2
			p.ID + ",Университет,\"20 000.00\",PAID,\n" + // 3: before
			"=" + p.ID + ",,20000,PAID,\n" + // 4
			p.ID + ",,20000,=PAID(),\n" + // 5
			p.ID + ",,=20000,PAID,\n" + // 6
			p.ID + ",,20000.5,PAID,\n" + // 7
			p.ID + ",,20000,\n" + // 8
			p.ID + ",,\"200\"00,PAID,\n" + // 9
			",,,,\n"
		want := map[int]string{4: "UNKNOWN_REFERENCE", 5: "BAD_ROW", 6: "AMOUNT_DIFFERS", 7: "AMOUNT_DIFFERS", 8: "BAD_ROW", 9: "BAD_ROW"}
		paid := 0
		for name, file := range csvtest.Files(t, table) {
			r, err := w.credit.Confirmed(w.admin, file, "")
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			paid += r.Paid
			if r.Rows != 8 || r.Paid+r.Unchanged != 2 || r.Rejected != len(want) || len(r.Errors) != len(want) {
				t.Errorf("%s: %+v", name, r)
			}
			for _, e := range r.Errors {
				if want[e.Line] != e.Code {
					t.Errorf("%s, line %d: %q, want %q", name, e.Line, e.Code, want[e.Line])
				}
			}
		}
		if paid != 1 || w.store.Client.CreditPayout.Query().Where(creditpayout.StateEQ(creditpayout.StateCONFIRMED)).CountX(w.system) != 1 {
			t.Errorf("paid %d times", paid)
		}
		comma := strings.ReplaceAll("reference;amount;status\n"+p.ID+";20\u00a0000,00;PAID\n", "\n", "\r\n")
		if r, err := w.credit.Confirmed(w.admin, comma, ""); err != nil || r.Unchanged != 1 || r.Rejected != 0 {
			t.Errorf("%+v (%v)", r, err)
		}
		w.check()
	})
}
