package notice

import (
	"context"
	"net/netip"
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

// Public says whether an address is one of the Internet at large.
func Public(a netip.Addr) bool { return public(a) }

// Pause is how long to wait after so many attempts.
func Pause(attempts int) time.Duration { return pause(attempts) }
