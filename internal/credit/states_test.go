package credit_test

import (
	"context"
	"testing"

	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpayout"
	"erikti/internal/credit"
	"erikti/internal/state/statetest"
)

// Every change of an award, from every state, is done or refused as the table says. An
// award begins with its claim; what the payer's file and the clock do not change they leave.
func TestAwardsMoveByTheirTable(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		db := w.store.Client
		w.budget(1, 5_000_000+200*2_000_000)
		var id string
		by := func(change string, who context.Context, f func(context.Context, credit.Decision, string) (string, error)) statetest.Call {
			return statetest.Do(change, func() error { _, err := f(who, credit.Decision{AwardID: id, Reason: "r"}, ""); return err })
		}
		pay := statetest.Call{Changes: []string{"pay"}, Silent: true, Make: func() error {
			p := db.CreditPayout.Create().SetAwardID(id).SetKind(creditpayout.KindPAYMENT).SetAmount(2_000_000).SetState(creditpayout.StateSENT).SaveX(w.system)
			_, err := w.credit.Confirmed(w.admin, "reference,amount,status\n"+p.ID+",20000,PAID\n", "")
			return err
		}}
		closing := statetest.Call{Changes: []string{"close"}, Silent: true, Make: func() error { return w.credit.Tick(t.Context()) }}
		statetest.Walk[creditaward.State]{
			Table: credit.States,
			States: []creditaward.State{
				creditaward.StateELIGIBLE, creditaward.StateCLAIMED, creditaward.StateUNIVERSITY_CONFIRMED, creditaward.StateAPPROVED,
				creditaward.StatePAID, creditaward.StateCLOSED, creditaward.StateREJECTED, creditaward.StateREVERSED,
			},
			Starts: []creditaward.State{creditaward.StateELIGIBLE},
			Put: func(_ statetest.Call, in creditaward.State) {
				s := w.student()
				w.worked(s, "2026-05-01", 1200)
				var err error
				id, err = w.claim(s, 1200)
				done(t, err)
				db.CreditAward.UpdateOneID(id).SetState(in).SetPaidAt(noon.AddDate(0, 0, -60)).ExecX(w.system)
			},
			At:    func() creditaward.State { return db.CreditAward.GetX(w.system, id).State },
			Begin: []string{"claim"},
			Calls: []statetest.Call{
				by("confirm", w.officer, w.credit.Confirm), by("approve", w.admin, w.credit.Approve), by("reject", w.admin, w.credit.Reject),
				by("reverse", w.admin, w.credit.Reverse), pay, closing,
			},
		}.Run(t)
	})
}
