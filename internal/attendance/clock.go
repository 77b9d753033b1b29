package attendance

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/place"
)

func systemic(ctx context.Context) context.Context { return rule.System(ctx) }

// askEvery is how many ticks there are for one that looks whether it is asked who came.
const askEvery = 12

// Run does what is due by the clock until ctx ends.
func (s *Service) Run(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for n := 0; ; n++ {
		if err := s.Tick(ctx); err != nil && !fault.Canceled(err) {
			slog.ErrorContext(ctx, "giving places of no-shows to who waits", "error", err)
		}
		if n%askEvery == 0 {
			if err := s.Ask(ctx); err != nil && !fault.Canceled(err) {
				slog.ErrorContext(ctx, "asking who came", "error", err)
			}
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// Tick gives the places of those who have not come to who waits, where it is time: each
// shift in a transaction of its own.
func (s *Service) Tick(ctx context.Context) error {
	now := s.now().UTC()
	due, err := s.store.Client.Shift.Query().Where(
		shift.StartsAtLTE(now), shift.EndsAtGT(now), shift.WaitlistedGT(0), shift.NoShowMinutesGT(0), shift.NoShowsDoneAtIsNil(),
		shift.StateNEQ(shift.StateCANCELLED),
		shift.HasSignupsWith(signup.StateIn(signup.StateCHECKED_IN, signup.StateCOMPLETED)),
		shift.HasEventWith(event.KindEQ(event.KindVOLUNTEERING), event.StateEQ(event.StatePUBLISHED)),
	).Order(gen.Asc(shift.FieldID)).All(systemic(ctx))
	if err != nil {
		return err
	}
	var failed []error
	for _, sh := range due {
		if at, any := place.NoShowsAt(sh); !any || now.Before(at) {
			continue
		}
		failed = append(failed, s.engine.Do(ctx, func(ctx context.Context, t *place.Tx) error {
			locked, err := t.LockShift(ctx, sh.ID)
			if err != nil {
				return err
			}
			_, err = locked.NoShows(ctx)
			return err
		}))
	}
	return errors.Join(failed...)
}
