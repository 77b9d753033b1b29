package event

import (
	"context"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteer"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/network"
	"erikti/internal/place"
	"erikti/internal/viewer"
)

// PlaceChange names what an organizer's change of a person's place came to.
type PlaceChange struct {
	SignupID string
	EntryID  string `json:",omitempty"`
	ShiftID  string
}

// Approve gives a place to who asked for one; see place.Shift.Approve.
func (s *Service) Approve(ctx context.Context, signupID, key string) (PlaceChange, error) {
	return onSignup(ctx, s, "approveSignup", key, signupID, signupID,
		func(ctx context.Context, _ *place.Tx, sh *place.Shift, _ *viewer.Viewer) (PlaceChange, error) {
			a, err := sh.Approve(ctx, signupID)
			return PlaceChange{a.SignupID, a.EntryID, sh.ID}, err
		})
}

// Decline declines who asked for a place, for a reason of 1 to 1,000 characters that
// the person reads.
func (s *Service) Decline(ctx context.Context, signupID, reason, key string) (PlaceChange, error) {
	input := struct{ SignupID, Reason string }{signupID, reason}
	return onSignup(ctx, s, "declineSignup", key, input, signupID,
		func(ctx context.Context, _ *place.Tx, sh *place.Shift, _ *viewer.Viewer) (PlaceChange, error) {
			reason := strings.TrimSpace(reason)
			if reason == "" {
				return PlaceChange{}, fault.Invalid("text_missing", "reason")
			}
			if err := check.String(reason, maxReason, "reason"); err != nil {
				return PlaceChange{}, err
			}
			return PlaceChange{SignupID: signupID, ShiftID: sh.ID}, sh.DeclineRequest(ctx, signupID, reason)
		})
}

// Add gives a place to the person with a public number; see place.Shift.Add.
func (s *Service) Add(ctx context.Context, shiftID, publicNumber, key string) (PlaceChange, error) {
	input := struct{ ShiftID, PublicNumber string }{shiftID, publicNumber}
	return do(ctx, s, "addToShift", key, input, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (PlaceChange, error) {
		var none PlaceChange
		sh, err := ownShift(ctx, t, v, shiftID)
		if err != nil {
			return none, err
		}
		who, err := t.Volunteer.Query().Where(volunteer.PublicNumber(strings.TrimSpace(publicNumber))).OnlyID(ctx)
		if gen.IsNotFound(err) {
			return none, fault.Refuse(fault.NotFound).At("publicNumber")
		}
		if err != nil {
			return none, err
		}
		id, err := sh.Add(ctx, who)
		return PlaceChange{SignupID: id, ShiftID: shiftID}, err
	})
}

// MoveSignup moves a person's place to another shift of the organization.
func (s *Service) MoveSignup(ctx context.Context, signupID, toShiftID, key string) (PlaceChange, error) {
	input := struct{ SignupID, ToShiftID string }{signupID, toShiftID}
	return do(ctx, s, "moveSignup", key, input, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (PlaceChange, error) {
		var none PlaceChange
		from, err := shiftOf(ctx, t, v, signupID)
		if err != nil {
			return none, err
		}
		if err := runs(ctx, t, v, from, toShiftID); err != nil {
			return none, err
		}
		locked, err := t.LockShifts(ctx, from, toShiftID)
		if err != nil {
			return none, err
		}
		if len(locked) < 2 {
			return none, sameShift()
		}
		if locked[0].ID != from {
			locked[0], locked[1] = locked[1], locked[0]
		}
		id, err := locked[0].MoveTo(ctx, locked[1], signupID)
		return PlaceChange{SignupID: id, ShiftID: toShiftID}, err
	})
}

// PreviewMove says what moving a shift would do; nil to who does not run it, and for
// one that is over. It fails with BAD_USER_INPUT for times that are none.
func (s *Service) PreviewMove(ctx context.Context, shiftID string, from, to time.Time) (*place.MovePreview, error) {
	v := viewer.From(ctx)
	var preview *place.MovePreview
	err := s.engine.Preview(ctx, func(ctx context.Context, t *place.Tx) error {
		sh, err := ownShift(ctx, t, v, shiftID)
		if err != nil {
			return err
		}
		if err := checkTimes(from, to); err != nil {
			return err
		}
		p, err := sh.PreviewMove(ctx, from, to)
		preview = &p
		return err
	})
	switch r, refused := fault.AsRefusal(err); {
	case !refused:
		return preview, err
	case r.Code == fault.InvalidInput:
		return nil, fault.Fail(fault.BadUserInput, "").Because(err)
	}
	return nil, nil
}

// onSignup runs f with the locked shift of a sign-up.
func onSignup(ctx context.Context, s *Service, operation, key string, input any, signupID string,
	f func(context.Context, *place.Tx, *place.Shift, *viewer.Viewer) (PlaceChange, error),
) (PlaceChange, error) {
	return do(ctx, s, operation, key, input, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (PlaceChange, error) {
		shiftID, err := shiftOf(ctx, t, v, signupID)
		if err != nil {
			return PlaceChange{}, err
		}
		sh, err := ownShift(ctx, t, v, shiftID)
		if err != nil {
			return PlaceChange{}, err
		}
		return f(ctx, t, sh, v)
	})
}

// shiftOf is the shift of a sign-up, of an event that the viewer runs.
func shiftOf(ctx context.Context, t *place.Tx, v *viewer.Viewer, signupID string) (string, error) {
	e, err := t.Event.Query().Where(network.EventOfSignup(signupID)).Only(ctx)
	if gen.IsNotFound(err) || err == nil && !may(ctx, v, e.OrganizationID) {
		return "", fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return "", err
	}
	found, err := t.Signup.Query().Where(signup.ID(signupID)).Only(ctx)
	if err != nil {
		return "", err
	}
	return found.ShiftID, nil
}
