package notice

import (
	"context"
	"time"

	"erikti/ent/gen/noticedelivery"
	"erikti/ent/rule"
)

// For tests.
const (
	MostAttempts = mostAttempts
	Lease        = lease
)

// ClaimAndDie claims what is due and does nothing with it.
func (d *Dispatcher) ClaimAndDie(ctx context.Context, name noticedelivery.Channel) (int, error) {
	claimed, err := d.claim(rule.System(ctx), name)
	return len(claimed), err
}

// Pause is how long to wait after so many attempts.
func Pause(attempts int) time.Duration { return pause(attempts) }
