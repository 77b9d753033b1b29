package place

import (
	"context"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
)

// HandOver gives everything that a person has on shifts, or had, to another one, who
// took their record over: places, requests, positions in queues with their numbers, and
// offers. What is not over is judged as if the other one signed up: every gate of theirs
// holds. Who has something on one of these shifts already is ALREADY_SIGNED_UP, and two
// places at one time are OVERLAPS, those that are over too.
func (t *Tx) HandOver(ctx context.Context, from, to string) error {
	ids, err := t.everyShiftOf(ctx, from)
	if err != nil {
		return err
	}
	shifts, err := t.LockShifts(ctx, ids...)
	if err != nil {
		return err
	}
	if err := t.knowPeople(ctx, from, to); err != nil {
		return err
	}
	was, is := t.people[from], t.people[to]
	if was == nil || is == nil {
		return fault.Refuse(fault.NotFound)
	}
	t.As(Actor{Kind: ByVolunteer})
	defer t.As(Actor{Kind: BySystem})
	for _, s := range shifts {
		if err := s.handOver(was, is); err != nil {
			return err
		}
	}
	if err := t.flush(ctx); err != nil { // what was settled is written as it was found
		return err
	}
	for _, statement := range []string{
		`UPDATE signups SET volunteer_id = $2, person_no = $3, version = version + 1 WHERE volunteer_id = $1`,
		`UPDATE waitlist_entries SET volunteer_id = $2, person_no = $3, version = version + 1 WHERE volunteer_id = $1`,
	} {
		if _, err := t.ExecContext(ctx, statement, from, to, is.no); err != nil {
			return met(err)
		}
	}
	if _, err := t.ExecContext(ctx, `UPDATE offers SET volunteer_id = $2 WHERE volunteer_id = $1`, from, to); err != nil {
		return met(err)
	}
	t.Touch(from)
	t.Touch(to)
	for _, s := range shifts { // the other one may pass a gate that kept the first one waiting
		if err := s.serve(ctx); err != nil {
			return err
		}
	}
	return nil
}

// handOver judges and logs that what one person has on the shift is another one's.
func (s *Shift) handOver(was, is *person) error {
	place, waits := was.on(s.ID), was.waitingFor(s.ID)
	if place == nil && waits == nil {
		return nil
	}
	if is.on(s.ID) != nil || is.waitingFor(s.ID) != nil {
		return fault.Refuse(fault.AlreadySignedUp)
	}
	if s.tx.Now.Before(s.StartsAt) {
		if gate, failed := firstRefusal(personal(s.Shift, is)); failed {
			return gate.Refusal
		}
	} else if place != nil && slices.Contains(takesPlace, place.State) {
		if no := overlap(s.Shift, is); no != nil {
			return no
		}
	}
	if place != nil {
		s.tx.signup(place).VolunteerID, place.PersonNo = is.id, is.no
		place.Version++
		is.signups = append(is.signups, place)
		s.log(LogHandedOver, &is.no, detail{Of: place.ID, Was: was.no})
	}
	if waits != nil {
		s.tx.entry(waits).VolunteerID, waits.PersonNo = is.id, is.no
		waits.Version++
		is.entries = append(is.entries, waits)
		s.log(LogHandedOver, &is.no, detail{Of: waits.ID, Was: was.no})
		if o := s.tx.offers[waits.ID]; o != nil {
			o.VolunteerID = is.id
		}
	}
	return nil
}

// everyShiftOf are the shifts on which a person has anything, over or not.
func (t *Tx) everyShiftOf(ctx context.Context, volunteerID string) ([]string, error) {
	on, err := t.Signup.Query().Where(signup.VolunteerID(volunteerID), signup.StateIn(liveStates...)).
		Select(signup.FieldShiftID).Strings(ctx)
	if err != nil {
		return nil, err
	}
	waiting, err := t.WaitlistEntry.Query().Where(waitlistentry.VolunteerID(volunteerID), waitlistentry.StateIn(inQueue...)).
		Order(gen.Asc(waitlistentry.FieldID)).Select(waitlistentry.FieldShiftID).Strings(ctx)
	return slices.Compact(slices.Sorted(slices.Values(append(on, waiting...)))), err
}
