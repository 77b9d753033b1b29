package event

import (
	"context"

	"erikti/ent/gen"
	genevent "erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/internal/fault"
	"erikti/internal/place"
)

// MakeForum makes the FORUM event whose shifts are the sessions of a forum, for a
// capability that has checked its rights and its input, and returns its id.
func MakeForum(ctx context.Context, t *place.Tx, d Draft, published bool) (string, error) {
	create := t.Event.Create().SetKind(genevent.KindFORUM).
		SetOrganizationID(d.OrganizationID).SetNillableRegionID(d.RegionID).
		SetTitleKk(d.Title.Kk).SetTitleRu(d.Title.Ru).SetTitleEn(d.Title.En).
		SetDescriptionKk(d.Description.Kk).SetDescriptionRu(d.Description.Ru).SetDescriptionEn(d.Description.En).
		SetStartsAt(d.StartsAt).SetEndsAt(d.EndsAt).SetTimeZone(d.TimeZone).SetState(genevent.StateDRAFT).SetCreatedAt(t.Now)
	if published {
		create.SetState(genevent.StatePUBLISHED).SetPublishedAt(t.Now)
	}
	e, err := create.Save(ctx)
	if err != nil {
		return "", err
	}
	return e.ID, nil
}

// MakeSession makes a shift of the event of a forum, in the state it has by the clock,
// and returns its id.
func MakeSession(ctx context.Context, t *place.Tx, eventID string, d ShiftDraft) (string, error) {
	e, err := t.LockEvent(ctx, eventID)
	if err != nil {
		return "", err
	}
	if err := Changeable(e); err != nil {
		return "", err
	}
	if err := checkShift(&d, e.StartsAt, e.EndsAt); err != nil {
		return "", err
	}
	return createShift(ctx, t, e, &d)
}

// PublishForum shows the event of a forum and opens its sessions by the clock.
func PublishForum(ctx context.Context, t *place.Tx, eventID string) error {
	e, err := t.LockEvent(ctx, eventID)
	if err != nil {
		return err
	}
	if e.State != genevent.StateDRAFT { // its organizers were faster
		return nil
	}
	_, err = publish(ctx, t, e)
	return err
}

// publish publishes a locked draft, and returns its shifts.
func publish(ctx context.Context, t *place.Tx, e *gen.Event) ([]*place.Shift, error) {
	to, err := States.Next(publishing, e.State)
	if err != nil {
		return nil, err
	}
	host, err := t.Organization.Get(ctx, e.OrganizationID)
	if err != nil {
		return nil, err
	}
	if host.Status != organization.StatusVERIFIED {
		return nil, fault.RefuseFor(fault.OrganizationNotVerified, string(host.Status))
	}
	ids, err := t.Shift.Query().Where(shift.EventID(e.ID), shift.StateNEQ(shift.StateCANCELLED)).IDs(ctx)
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		return nil, fault.Refuse(fault.EventWithoutShifts)
	}
	ahead, err := t.Shift.Query().Where(shift.IDIn(ids...), shift.EndsAtGT(t.Now)).Exist(ctx)
	if err != nil {
		return nil, err
	}
	if !ahead {
		return nil, fault.Invalid("past", "endsAt")
	}
	if err := t.Event.UpdateOneID(e.ID).SetState(to).SetPublishedAt(t.Now).AddVersion(1).Exec(ctx); err != nil {
		return nil, err
	}
	shifts, err := t.LockShifts(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for _, sh := range shifts {
		if err := sh.Reschedule(ctx); err != nil {
			return nil, err
		}
	}
	return shifts, nil
}
