package account

import (
	"context"
	"time"

	"erikti/internal/fault"
	"erikti/internal/ratelimit"
	"erikti/internal/viewer"
)

// Limits bound what is tried; 0 = off. Each try counts, not each request.
type Limits struct {
	PerAccount int // sign-ins and other tries of a password a minute, for an account
	PerAddress int // sign-ins, registrations and tries of a link a minute, from an address
	Overall    int // the same a minute, for this server
	Messages   int // messages an hour, to a contact
}

type limits struct {
	account, address, overall, messages *ratelimit.Limit
}

func newLimits(l Limits) limits {
	return limits{
		account: ratelimit.PerMinute(l.PerAccount), address: ratelimit.PerMinute(l.PerAddress),
		overall:  ratelimit.PerMinute(l.Overall),
		messages: ratelimit.Every(time.Hour/time.Duration(max(1, l.Messages)), l.Messages),
	}
}

// try counts an attempt: of the request's address, and, unless "", of an account. What
// an address has too many of is not counted against the rest.
func (s *Service) try(ctx context.Context, account string) error {
	now := s.now()
	if !s.limits.address.Allow(ratelimit.Source(viewer.Address(ctx)), now) ||
		!s.limits.account.Allow(account, now) || !s.limits.overall.Allow("all", now) {
		return fault.Refuse(fault.RateLimited)
	}
	return nil
}

// MayWrite counts a message to a contact that another capability sends.
func (s *Service) MayWrite(contact string) error { return s.mayWrite(contact) }

// mayWrite counts a message to a contact.
func (s *Service) mayWrite(contact string) error {
	if !s.limits.messages.Allow(contact, s.now()) {
		return fault.RefuseFor(fault.RateLimited, "messages")
	}
	return nil
}
