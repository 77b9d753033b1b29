package event

import (
	"cmp"
	"context"

	"erikti/ent/gen"
	genevent "erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/place"
	"erikti/internal/viewer"
)

// Create makes a DRAFT event of the viewer's organization with its shifts and
// returns its id.
func (s *Service) Create(ctx context.Context, d Draft, key string) (string, error) {
	return do(ctx, s, "createEvent", key, d, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		if err := mayCreate(ctx, t, v, d.OrganizationID); err != nil {
			return "", err
		}
		return create(ctx, t, &d)
	})
}

func mayCreate(ctx context.Context, t *place.Tx, v *viewer.Viewer, organizationID string) error {
	notFound := fault.Refuse(fault.NotFound).At("organizationId")
	if !may(ctx, v, organizationID) {
		return notFound
	}
	o, err := t.Organization.Query().Where(organization.ID(organizationID)).Only(ctx)
	if gen.IsNotFound(err) {
		return notFound
	}
	if err != nil {
		return err
	}
	if o.Status == organization.StatusSUSPENDED || o.Status == organization.StatusCLOSED {
		return fault.RefuseFor(fault.WrongState, "organization").At("organizationId")
	}
	return nil
}

// CreateIn makes a DRAFT event in a transaction of another capability, which has judged
// the rights of the viewer, and returns its id.
func CreateIn(ctx context.Context, t *place.Tx, d *Draft) (string, error) { return create(ctx, t, d) }

func create(ctx context.Context, t *place.Tx, d *Draft) (string, error) {
	if err := check.Text(&d.Title, true, maxTitle, "title"); err != nil {
		return "", err
	}
	if err := check.Text(&d.Description, false, maxDescription, "description"); err != nil {
		return "", err
	}
	if err := check.Text(&d.Venue, false, maxVenue, "venue"); err != nil {
		return "", err
	}
	if err := checkTimes(d.StartsAt, d.EndsAt); err != nil {
		return "", err
	}
	if err := checkZone(d.TimeZone); err != nil {
		return "", err
	}
	var directions []string
	if d.Kind != genevent.KindCOURSE { // people learn there for every direction
		var err error
		if directions, err = checkDirections(d.Directions); err != nil {
			return "", err
		}
	}
	if err := checkRegion(ctx, t.Client(), d.RegionID); err != nil {
		return "", err
	}
	if err := checkShifts(d.Shifts, d.StartsAt, d.EndsAt); err != nil {
		return "", err
	}
	e, err := t.Event.Create().
		SetOrganizationID(d.OrganizationID).SetKind(cmp.Or(d.Kind, genevent.KindVOLUNTEERING)).SetNillableRegionID(d.RegionID).AddDirectionIDs(directions...).
		SetTitleKk(d.Title.Kk).SetTitleRu(d.Title.Ru).SetTitleEn(d.Title.En).
		SetDescriptionKk(d.Description.Kk).SetDescriptionRu(d.Description.Ru).SetDescriptionEn(d.Description.En).
		SetVenueKk(d.Venue.Kk).SetVenueRu(d.Venue.Ru).SetVenueEn(d.Venue.En).
		SetStartsAt(d.StartsAt).SetEndsAt(d.EndsAt).SetTimeZone(d.TimeZone).SetRemote(d.Remote).
		SetState(genevent.StateDRAFT).SetCreatedAt(t.Now).
		Save(ctx)
	if err != nil {
		return "", err
	}
	of(ctx, e)
	for i := range d.Shifts {
		if _, err := createShift(ctx, t, e, &d.Shifts[i]); err != nil {
			return "", err
		}
	}
	return e.ID, nil
}

// createShift writes a checked shift of a locked event, in the state it has by
// the clock.
func createShift(ctx context.Context, t *place.Tx, e *gen.Event, d *ShiftDraft) (string, error) {
	state, next := place.StateAt(&gen.Shift{
		StartsAt: d.StartsAt, EndsAt: d.EndsAt, OpensAt: d.OpensAt, ClosesAt: d.ClosesAt,
		State: shift.StateSCHEDULED,
	}, e.State != genevent.StateDRAFT, t.Now)
	t.Touch(e.ID)
	created, err := t.Shift.Create().
		SetEventID(e.ID).
		SetTitleKk(d.Title.Kk).SetTitleRu(d.Title.Ru).SetTitleEn(d.Title.En).
		SetStartsAt(d.StartsAt).SetEndsAt(d.EndsAt).SetCapacity(d.Capacity).
		SetNillableOpensAt(d.OpensAt).SetNillableClosesAt(d.ClosesAt).SetNillableCancelCutoff(d.CancelCutoff).
		SetMinAge(d.MinAge).SetQualifications(d.Qualifications).SetMembersOnly(d.MembersOnly).SetGuestSignup(d.GuestSignup).SetHeavyWork(d.HeavyWork).
		SetSignupPolicy(cmp.Or(d.SignupPolicy, shift.SignupPolicyINSTANT)).SetNillableOfferWindowMinutes(d.OfferMinutes).
		SetNillableNoShowMinutes(d.NoShowMinutes).
		SetState(state).SetNillableNextTransitionAt(next).SetCreatedAt(t.Now).
		Save(ctx)
	if err != nil {
		return "", err
	}
	return created.ID, nil
}

// AddShift adds a shift to an event that is neither over nor cancelled, and
// returns the shift's id.
func (s *Service) AddShift(ctx context.Context, eventID string, d ShiftDraft, key string) (string, error) {
	input := struct {
		EventID string
		Shift   ShiftDraft
	}{eventID, d}
	return do(ctx, s, "addShift", key, input, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		e, err := own(ctx, t, v, eventID)
		if err != nil {
			return "", err
		}
		if err := Changeable(e); err != nil {
			return "", err
		}
		if e.Kind == genevent.KindCOURSE {
			return "", fault.RefuseFor(fault.WrongState, "course_event")
		}
		count, err := t.Shift.Query().Where(shift.EventID(eventID)).Count(ctx)
		if err != nil {
			return "", err
		}
		if count >= maxShifts {
			return "", fault.Invalid("too_many_shifts", "shift").With("shifts", maxShifts)
		}
		if err := checkShift(&d, e.StartsAt, e.EndsAt, "shift"); err != nil {
			return "", err
		}
		return createShift(ctx, t, e, &d)
	})
}
