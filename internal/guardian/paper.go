package guardian

import (
	"context"
	"encoding/json"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/guardianconsent"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteer"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/civil"
	"erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/guest"
	"erikti/internal/idempotency"
	"erikti/internal/network"
	"erikti/internal/place"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// Paper is a consent that a guardian signed on paper.
type Paper struct {
	OrganizationID string
	PublicNumber   string
	GuardianName   string
	SignedOn       civil.Date
	EventID        *string
}

// Record keeps what was signed on paper, for a child whom the organization added or who
// is on one of its rosters, and returns the consent's id.
func (s *Service) Record(ctx context.Context, in Paper, key string) (string, error) {
	return staff(ctx, s, "recordGuardianConsent", key, in, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		today := network.Today(t.Now)
		if err := check.Name(&in.GuardianName, "guardianName"); err != nil {
			return "", err
		}
		if in.SignedOn > today || in.SignedOn.AddDays(366) < today {
			return "", fault.Invalid("signed_on", "signedOn")
		}
		if err := guest.Runs(ctx, t.Client(), v.ID(), in.OrganizationID, t.Now); err != nil {
			return "", err
		}
		of, err := s.ofOrganization(ctx, t, in)
		if err != nil {
			return "", err
		}
		if _, err := child(ctx, t.Client(), of, t.Now); err != nil {
			return "", err
		}
		if in.EventID != nil {
			known, err := t.Event.Query().Where(event.ID(*in.EventID), event.OrganizationID(in.OrganizationID)).Exist(ctx)
			if err != nil {
				return "", err
			}
			if !known {
				return "", fault.Refuse(fault.NotFound).At("eventId")
			}
		}
		until, err := lasts(ctx, t.Client(), in.EventID, in.SignedOn)
		if err != nil {
			return "", err
		}
		kept, err := t.GuardianConsent.Create().SetVolunteerID(of).SetMethod(guardianconsent.MethodPAPER).
			SetStatus(guardianconsent.StatusGIVEN).SetGuardianName(in.GuardianName).SetNillableEventID(in.EventID).
			SetTextVersion(consent.Version).SetRecordedBy(v.ID()).SetOrganizationID(in.OrganizationID).
			SetValidFrom(in.SignedOn).SetValidTo(until).Save(ctx)
		if err != nil {
			return "", err
		}
		t.Touch(of)
		if err := t.ConsentChanged(ctx, of); err != nil {
			return "", err
		}
		return kept.ID, audit.Record(ctx, t.Tx, audit.Entry{
			Action: "GUARDIAN_CONSENT_RECORDED", Object: kept.ID, Organization: in.OrganizationID, At: t.Now,
		})
	})
}

// ofOrganization is the child with a number, whom the organization added or who is on one
// of its rosters.
func (s *Service) ofOrganization(ctx context.Context, t *place.Tx, in Paper) (string, error) {
	of := event.OrganizationID(in.OrganizationID)
	id, err := t.Volunteer.Query().Where(volunteer.PublicNumber(in.PublicNumber), volunteer.Or(
		volunteer.AddedByID(in.OrganizationID),
		volunteer.HasSignupsWith(signup.HasShiftWith(shift.HasEventWith(of))),
		volunteer.HasWaitlistEntriesWith(waitlistentry.HasShiftWith(shift.HasEventWith(of))),
	)).OnlyID(ctx)
	if gen.IsNotFound(err) {
		return "", fault.Refuse(fault.NotFound).At("publicNumber")
	}
	return id, err
}

// RevokePaper records that a guardian took back what was signed on paper.
func (s *Service) RevokePaper(ctx context.Context, consentID, key string) (string, error) {
	return staff(ctx, s, "revokeGuardianConsent", key, consentID, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		kept, err := t.GuardianConsent.Query().Where(guardianconsent.ID(consentID)).Only(ctx)
		if gen.IsNotFound(err) || err == nil && (kept.OrganizationID == nil || !right.May(v, "Mutation.revokeGuardianConsent", *kept.OrganizationID)) {
			return "", fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return "", err
		}
		found, err := s.lock(ctx, t, consentID)
		if err != nil {
			return "", err
		}
		if found.OrganizationID == nil || guest.Runs(ctx, t.Client(), v.ID(), *found.OrganizationID, t.Now) != nil {
			return "", fault.Refuse(fault.NotFound)
		}
		return found.ID, s.move(ctx, t, found, revoke)
	})
}

// staff makes a change of a coordinator once for its key, in a transaction on places.
func staff(ctx context.Context, s *Service, operation, key string, input any, f func(context.Context, *place.Tx, *viewer.Viewer) (string, error)) (string, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return "", fault.Fail(fault.Unauthenticated, "")
	}
	asked, err := json.Marshal(input)
	if err != nil {
		return "", err
	}
	call := idempotency.Call{Caller: v.ID(), Operation: operation, Key: key, Input: json.RawMessage(asked)}
	return place.Once(ctx, s.engine, call, func(ctx context.Context, t *place.Tx) (string, error) { return f(ctx, t, v) })
}
