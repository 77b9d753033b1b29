package attendance

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/internal/hours"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// Summary is who came to an event, counted by the states of their places.
type Summary struct {
	Expected, Present, Completed, NoShow, Excused, Unrecorded int
	Minutes                                                   int64 // recorded, verified or not
}

// Summary counts who came to an event, for those who run it; nil to others.
func (s *Service) Summary(ctx context.Context, eventID string) (*Summary, error) {
	system := systemic(ctx)
	e, err := s.store.Client.Event.Query().Where(event.ID(eventID)).Only(system)
	if gen.IsNotFound(err) {
		return nil, nil
	}
	if err != nil || !right.May(viewer.From(ctx), "Query.attendanceSummary", e.OrganizationID) {
		return nil, err
	}
	var rows []struct {
		State signup.State `json:"state"`
		Count int          `json:"count"`
	}
	if err := s.store.Client.Signup.Query().Where(signup.HasShiftWith(shift.EventID(eventID), shift.StateNEQ(shift.StateCANCELLED))).
		GroupBy(signup.FieldState).Aggregate(gen.Count()).Scan(system, &rows); err != nil {
		return nil, err
	}
	sum := &Summary{}
	to := map[signup.State]*int{
		signup.StateCONFIRMED: &sum.Expected, signup.StateCHECKED_IN: &sum.Present, signup.StateCOMPLETED: &sum.Completed,
		signup.StateNO_SHOW: &sum.NoShow, signup.StateEXCUSED: &sum.Excused, signup.StateUNRECORDED: &sum.Unrecorded,
	}
	for _, r := range rows {
		if n := to[r.State]; n != nil {
			*n = r.Count
		}
	}
	worked, err := hours.Total(system, s.store.Client, hours.Filter{EventID: eventID})
	sum.Minutes = worked.Minutes + worked.Pending
	return sum, err
}
