package event

import (
	"context"
	"slices"
	"strings"

	"erikti/ent/gen/shift"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/place"
	"erikti/internal/viewer"
)

// Publish shows a draft to everyone and opens its shifts by the clock. Only a
// verified organization publishes, and only an event with a shift that is not over.
func (s *Service) Publish(ctx context.Context, eventID, key string) (string, error) {
	return do(ctx, s, "publishEvent", key, eventID, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		e, err := own(ctx, t, v, eventID)
		if err != nil {
			return "", err
		}
		shifts, err := publish(ctx, t, e)
		if err != nil {
			return "", err
		}
		first := slices.MinFunc(shifts, func(a, b *place.Shift) int { return a.StartsAt.Compare(b.StartsAt) })
		return e.ID, tellFollowers(ctx, t, e, first.ID)
	})
}

// Cancel cancels an event with all its shifts, and says why.
func (s *Service) Cancel(ctx context.Context, eventID, reason, key string) (string, error) {
	input := struct{ EventID, Reason string }{eventID, reason}
	return do(ctx, s, "cancelEvent", key, input, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		e, err := own(ctx, t, v, eventID)
		if err != nil {
			return "", err
		}
		to, err := States.Next(cancelling, e.State)
		if err != nil {
			return "", err
		}
		reason = strings.TrimSpace(reason)
		if reason == "" {
			return "", fault.Invalid("text_missing", "reason")
		}
		if err := check.String(reason, maxReason, "reason"); err != nil {
			return "", err
		}
		ids, err := t.Shift.Query().Where(shift.EventID(eventID), shift.StateNotIn(shift.StateCANCELLED, shift.StateENDED)).IDs(ctx)
		if err != nil {
			return "", err
		}
		shifts, err := t.LockShifts(ctx, ids...)
		if err != nil {
			return "", err
		}
		for _, sh := range shifts {
			if err := sh.Cancel(ctx); err != nil {
				return "", err
			}
		}
		because(ctx, reason)
		t.Touch(e.ID)
		return e.ID, t.Event.UpdateOneID(e.ID).
			SetState(to).SetCancellationReason(reason).AddVersion(1).Exec(ctx)
	})
}

// CancelShift cancels one shift of an event.
func (s *Service) CancelShift(ctx context.Context, shiftID, key string) (string, error) {
	return do(ctx, s, "cancelShift", key, shiftID, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		sh, err := ownShift(ctx, t, v, shiftID)
		if err != nil {
			return "", err
		}
		if err := shiftChangeable(sh.State); err != nil {
			return "", err
		}
		if err := sh.Cancel(ctx); err != nil {
			return "", err
		}
		return sh.ID, t.Finish(ctx, sh.Edges.Event)
	})
}
