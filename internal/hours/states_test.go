package hours_test

import (
	"context"
	"testing"
	"time"

	"erikti/ent/gen/hourentry"
	"erikti/internal/hours"
	"erikti/internal/network"
	"erikti/internal/state/statetest"
	"erikti/internal/store"
)

// Every change of a line, from every state, is done or refused as their table says. Lines
// are never written over, so each is tried with one of its own.
func TestLinesMoveByTheirTable(t *testing.T) {
	eachDatabase(t, func(t *testing.T, st *store.Store) {
		book := hours.NewBook(st, func([]string) {}, func() time.Time { return noon })
		who, judge, org := person(st), person(st), organizationIn(st, "VERIFIED")
		begun := noon.AddDate(0, 0, -1)
		event := st.Client.Event.Create().SetOrganizationID(org).SetTitleEn("E").SetStartsAt(begun).SetEndsAt(begun.Add(time.Hour)).
			SetTimeZone("Asia/Almaty").SetState("DONE").SaveX(system).ID
		var line string
		decision := func() hours.Decision { return hours.Decision{EntryIDs: []string{line}, Reason: "no"} }
		statetest.Walk[hourentry.State]{
			Table:  hours.States,
			States: []hourentry.State{hourentry.StatePENDING, hourentry.StateVERIFIED, hourentry.StateREJECTED, hourentry.StateLOCKED},
			Starts: []hourentry.State{hourentry.StatePENDING},
			Put: func(_ statetest.Call, in hourentry.State) {
				line = st.Client.HourEntry.Create().SetVolunteerID(who).SetOrganizationID(org).SetEventID(event).SetDate(network.Today(begun)).
					SetMinutes(30).SetEvidence(1).SetState(in).SaveX(system).ID
			},
			At: func() hourentry.State { return st.Client.HourEntry.GetX(system, line).State },
			Calls: []statetest.Call{
				statetest.Do("verify", func() error { _, err := book.Verify(as(judge, org), decision(), ""); return err }),
				statetest.Do("reject", func() error { _, err := book.Reject(as(judge, org), decision(), ""); return err }),
				{Changes: []string{"lock"}, Silent: true, Make: func() error {
					return in(st, func(ctx context.Context, l *hours.Ledger) error { return l.Lock(ctx, event) })
				}},
			},
		}.Run(t)
	})
}
