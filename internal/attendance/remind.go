package attendance

import (
	"context"
	"errors"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/organization"
	"erikti/internal/place"
)

// asked are when it is asked who came, after the end of an event that nobody has
// settled: twice its organizers, then the support center of its region.
var asked = []time.Duration{24 * time.Hour, 3 * 24 * time.Hour, UnsettledAfter}

// UnsettledAfter is how long after its end an event that nobody has settled becomes its
// support center's to look after.
const UnsettledAfter = 7 * 24 * time.Hour

const (
	// byCenter is how often it has been asked when the support center was.
	byCenter = 3
	// forgottenAfter is how long after its end nobody is asked any more of an event.
	forgottenAfter = 60 * 24 * time.Hour
	// askedAtOnce bounds how many events a tick asks of.
	askedAtOnce = 200
)

// Ask asks who came to the events that nobody has settled in time, each time once,
// whatever the number of servers. A server that was away asks late, and not twice at once.
func (s *Service) Ask(ctx context.Context) error {
	now := s.now().UTC().Truncate(time.Microsecond)
	due, err := s.store.Client.Event.Query().Where(
		event.StateEQ(event.StateDONE), event.KindEQ(event.KindVOLUNTEERING), event.SettleRemindersLT(byCenter),
		event.EndsAtLTE(now.Add(-asked[0])), event.EndsAtGT(now.Add(-forgottenAfter)),
		event.HasShiftsWith(shift.HasSignupsWith(signup.StateIn(signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED))),
	).Order(gen.Asc(event.FieldEndsAt, event.FieldID)).Limit(askedAtOnce).All(systemic(ctx))
	if err != nil {
		return err
	}
	var failed []error
	for _, e := range due {
		if level(e, now) > e.SettleReminders {
			failed = append(failed, s.askOf(ctx, e.ID))
		}
	}
	return errors.Join(failed...)
}

// level is how often it should have been asked of an event by now.
func level(e *gen.Event, now time.Time) int {
	n := 0
	for _, after := range asked {
		if !now.Before(e.EndsAt.Add(after)) {
			n++
		}
	}
	return n
}

func (s *Service) askOf(ctx context.Context, eventID string) error {
	return s.engine.Do(ctx, func(ctx context.Context, t *place.Tx) error {
		e, err := t.LockEvent(ctx, eventID)
		if err != nil {
			return err
		}
		to, before := level(e, t.Now), e.SettleReminders
		if e.State != event.StateDONE || to <= before {
			return nil // another server was first
		}
		if err := t.Client().Event.UpdateOneID(e.ID).SetSettleReminders(to).Exec(ctx); err != nil {
			return err
		}
		last, err := t.Client().Shift.Query().Where(shift.EventID(e.ID), shift.StateNEQ(shift.StateCANCELLED)).
			Order(gen.Desc(shift.FieldEndsAt, shift.FieldID)).First(ctx)
		if err != nil {
			return gen.MaskNotFound(err)
		}
		tell := func(kind notice.Kind, people []string) error {
			for _, p := range people {
				t.Touch(p)
			}
			return inbox.Tell(ctx, t.Tx, inbox.News{Kind: kind, OrganizationID: e.OrganizationID, ShiftID: last.ID, SubjectID: e.ID}, people...)
		}
		people, err := organizers(ctx, t.Tx, e.OrganizationID, t.Now)
		if err != nil {
			return err
		}
		if to < byCenter || before == 0 {
			if err := tell(notice.KindWHO_CAME, people); err != nil {
				return err
			}
		}
		if to < byCenter {
			return nil
		}
		region, err := regionOf(ctx, t.Tx, e)
		if err != nil {
			return err
		}
		deciders, err := organization.Deciders(ctx, t.Tx, region, t.Now)
		if err != nil {
			return err
		}
		return tell(notice.KindEVENT_UNSETTLED, distinct(deciders))
	})
}

// regionOf is the one whose support center has a say: the event's, of a remote one its
// organization's home; "" for none.
func regionOf(ctx context.Context, tx *gen.Tx, e *gen.Event) (string, error) {
	if e.RegionID != nil {
		return *e.RegionID, nil
	}
	o, err := tx.Organization.Get(ctx, e.OrganizationID)
	if err != nil || o.HomeRegionID == nil {
		return "", err
	}
	return *o.HomeRegionID, nil
}

// organizers are the people who run the events of an organization now.
func organizers(ctx context.Context, tx *gen.Tx, organizationID string, now time.Time) ([]string, error) {
	return network.MembersIn(ctx, tx.Membership, network.Today(now), organizationID, membership.RoleCOORDINATOR, membership.RoleADMIN)
}

func distinct(all []string) []string { return slices.Compact(slices.Sorted(slices.Values(all))) }
