package credit

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditstep"
	"erikti/internal/state"
)

// The changes of where an award stands.
const (
	claiming   = "claim"
	confirming = "confirm"
	approving  = "approve"
	rejecting  = "reject"
	paying     = "pay"
	closing    = "close"
	reversing  = "reverse"
)

// States are where an award stands, and what leads where.
var States = state.Table[creditaward.State]{Kind: "credit_award", Moves: map[string]state.Move[creditaward.State]{
	claiming:   {From: []creditaward.State{creditaward.StateELIGIBLE}, To: creditaward.StateCLAIMED},
	confirming: {From: []creditaward.State{creditaward.StateCLAIMED}, To: creditaward.StateUNIVERSITY_CONFIRMED},
	approving:  {From: []creditaward.State{creditaward.StateUNIVERSITY_CONFIRMED}, To: creditaward.StateAPPROVED},
	rejecting:  {From: []creditaward.State{creditaward.StateCLAIMED, creditaward.StateUNIVERSITY_CONFIRMED, creditaward.StateAPPROVED}, To: creditaward.StateREJECTED},
	paying:     {From: []creditaward.State{creditaward.StateAPPROVED}, To: creditaward.StatePAID},
	closing:    {From: []creditaward.State{creditaward.StatePAID}, To: creditaward.StateCLOSED},
	reversing:  {From: []creditaward.State{creditaward.StatePAID}, To: creditaward.StateREVERSED},
}}

// alive are the states in which an award counts against the caps and has its minutes.
var alive = []creditaward.State{
	creditaward.StateELIGIBLE, creditaward.StateCLAIMED, creditaward.StateUNIVERSITY_CONFIRMED,
	creditaward.StateAPPROVED, creditaward.StatePAID, creditaward.StateCLOSED,
}

// stages are the states in which somebody has to do something, in their order.
var stages = []creditaward.State{creditaward.StateCLAIMED, creditaward.StateUNIVERSITY_CONFIRMED, creditaward.StateAPPROVED}

// due is how long a state may last by the rules, 0 where nothing is due.
func due(p *gen.CreditPolicy, s creditaward.State) int {
	switch s {
	case creditaward.StateCLAIMED:
		return p.ConfirmDays
	case creditaward.StateUNIVERSITY_CONFIRMED:
		return p.ApproveDays
	case creditaward.StateAPPROVED:
		return p.PayDays
	}
	return 0
}

// move writes a change of where a locked award stands, and who made it. More is what
// else changes of the row.
func move(ctx context.Context, tx *gen.Tx, now time.Time, a *gen.CreditAward, change string, by creditstep.Actor, actorID string, more func(*gen.CreditAwardUpdateOne)) error {
	to, err := States.Next(change, a.State)
	if err != nil {
		return err
	}
	p := a.Edges.Policy
	if p == nil {
		if p, err = tx.CreditPolicy.Get(ctx, a.PolicyID); err != nil {
			return err
		}
	}
	number, err := tx.CreditStep.Query().Where(creditstep.AwardID(a.ID)).Count(ctx)
	if err != nil {
		return err
	}
	step := tx.CreditStep.Create().SetAwardID(a.ID).SetNumber(number + 1).SetFromState(string(a.State)).SetToState(string(to)).SetActor(by).SetCreatedAt(now)
	if actorID != "" {
		step.SetActorID(actorID)
	}
	if err := step.Exec(ctx); err != nil {
		return err
	}
	update := tx.CreditAward.UpdateOne(a).SetState(to).AddVersion(1).SetEscalated(0).SetUpdatedAt(now)
	if days := due(p, to); days > 0 {
		update.SetDueBy(now.AddDate(0, 0, days))
	} else {
		update.ClearDueBy()
	}
	switch to {
	case creditaward.StateUNIVERSITY_CONFIRMED:
		update.SetConfirmedAt(now)
	case creditaward.StateAPPROVED:
		update.SetApprovedAt(now)
	case creditaward.StatePAID:
		update.SetPaidAt(now)
	}
	if more != nil {
		more(update)
	}
	changed, err := update.Save(ctx)
	if err != nil {
		return err
	}
	changed.Edges.Policy = p
	*a = *changed
	return nil
}
