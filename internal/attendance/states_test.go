package attendance_test

import (
	"context"
	"testing"
	"time"

	genevent "erikti/ent/gen/event"
	"erikti/ent/gen/hourdispute"
	"erikti/ent/gen/shift"
	"erikti/internal/attendance"
	"erikti/internal/event"
	"erikti/internal/state/statetest"
)

// Every change of an event, from every state, is done or refused as its table says: by its
// organizers, by the clock, and by who settles it.
func TestEventsMoveByTheirTable(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		events := event.New(w.engine)
		var id string
		statetest.Walk[genevent.State]{
			Table: event.States,
			States: []genevent.State{
				genevent.StateDRAFT, genevent.StatePUBLISHED, genevent.StateDONE, genevent.StateSETTLED, genevent.StateCANCELLED,
			},
			Starts: []genevent.State{genevent.StateDRAFT},
			Put: func(_ statetest.Call, in genevent.State) {
				w.at(noon.Add(-time.Hour))
				s := w.shift(3)
				id = s.EventID
				w.st.Client.Event.UpdateOneID(id).SetState(in).ExecX(system)
				w.st.Client.Shift.UpdateOneID(s.ID).SetState(shift.StateSCHEDULED).ExecX(system)
			},
			At: func() genevent.State { return w.st.Client.Event.GetX(system, id).State },
			Calls: []statetest.Call{
				statetest.Do("publish", func() error { _, err := events.Publish(w.organizer, id, ""); return err }),
				statetest.Do("cancel", func() error { _, err := events.Cancel(w.organizer, id, "r", ""); return err }),
				{Changes: []string{"its last shift has ended"}, Silent: true, Make: func() error {
					w.at(noon.Add(4 * time.Hour))
					_, err := w.engine.Tick(context.Background())
					return err
				}},
				statetest.Do("settle", func() error {
					w.at(noon.Add(4 * time.Hour))
					return w.people.Settle(w.organizer, attendance.Settlement{EventID: id}, "")
				}),
			},
		}.Run(t)
	})
}

// Every answer to what somebody says is not right, from every state, is done or refused
// as its table says.
func TestDisputesMoveByTheirTable(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		s, who := w.shift(3), w.person()
		at := w.takes(t, s, who).SignupID
		w.done(t)
		var id string
		answers := func(change string, uphold bool) statetest.Call {
			return statetest.Do(change, func() error {
				_, err := w.people.Answer(w.organizer, attendance.Answered{DisputeID: id, Uphold: uphold, Answer: "a"}, "")
				return err
			})
		}
		statetest.Walk[hourdispute.State]{
			Table:  attendance.Disputes,
			States: []hourdispute.State{hourdispute.StateOPEN, hourdispute.StateUPHELD, hourdispute.StateDECLINED},
			Starts: []hourdispute.State{hourdispute.StateOPEN},
			Put: func(_ statetest.Call, in hourdispute.State) {
				w.st.Client.HourDispute.Delete().ExecX(system)
				id = w.st.Client.HourDispute.Create().SetVolunteerID(who).SetOrganizationID(w.org).SetSignupID(at).SetText("t").SetState(in).SaveX(system).ID
			},
			At:    func() hourdispute.State { return w.st.Client.HourDispute.GetX(system, id).State },
			Calls: []statetest.Call{answers("uphold", true), answers("decline", false)},
		}.Run(t)
	})
}
