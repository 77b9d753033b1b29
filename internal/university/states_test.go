package university_test

import (
	"testing"

	"erikti/ent/gen/enrollment"
	"erikti/internal/state/statetest"
	"erikti/internal/university"
)

// Every change of an enrollment, from every state, is done or refused as its table says.
func TestEnrollmentsMoveByTheirTable(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		var id string
		decides := func(change string, confirms bool) statetest.Call {
			return statetest.Do(change, func() error {
				_, err := w.university.Decide(w.officer, university.Decision{EnrollmentID: id, Confirm: confirms}, "")
				return err
			})
		}
		statetest.Walk[enrollment.State]{
			Table:  university.States,
			States: []enrollment.State{enrollment.StateREQUESTED, enrollment.StateCONFIRMED, enrollment.StateDECLINED, enrollment.StateENDED},
			Starts: []enrollment.State{enrollment.StateREQUESTED},
			Put: func(_ statetest.Call, in enrollment.State) {
				w.store.Client.Enrollment.Delete().ExecX(w.system)
				id, _ = w.asks("S", "T", "21-1")
				w.store.Client.Enrollment.UpdateOneID(id).SetState(in).ExecX(w.system)
			},
			At: func() enrollment.State { return w.store.Client.Enrollment.GetX(w.system, id).State },
			Calls: []statetest.Call{
				decides("confirm", true), decides("decline", false),
				statetest.Do("end", func() error { _, err := w.university.End(w.officer, id, ""); return err }),
			},
		}.Run(t)
	})
}
