package passport

import (
	"context"
	"crypto/rand"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/passport"
)

// NewNumber draws the number of something that is to be signed: 130 random bits.
func NewNumber() string { return rand.Text() }

// Page is the address that shows what has a number.
func (s *Service) Page(number string) string { return s.url() + Path + number }

// Certify signs a certificate of a person in the transaction of the school that issues
// it, and keeps it under its number. It names them by their public number alone: they
// did not choose to show more. Until is when it ends; nil: it has no end.
func (s *Service) Certify(ctx context.Context, tx *gen.Tx, of *gen.Volunteer, number string, says Certificate, until *time.Time, now time.Time) error {
	_, err := s.write(ctx, tx, passport.KindCERTIFICATE, of.ID, &Content{
		Number: number, Issuer: network, Locale: of.Locale, PublicNumber: of.PublicNumber,
		IssuedAt: now.Truncate(time.Second), ExpiresAt: until, Certificate: &says,
	}, now)
	return err
}

// Withdraw revokes, for ever, what has a number and was signed for a school; what was
// revoked before stays so.
func (s *Service) Withdraw(ctx context.Context, tx *gen.Tx, number string, now time.Time) error {
	return tx.Passport.Update().Where(passport.Number(number), passport.KindEQ(passport.KindCERTIFICATE), passport.RevokedAtIsNil()).
		SetRevokedAt(now).SetUpdatedAt(now).Exec(ctx)
}
