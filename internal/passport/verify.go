package passport

import (
	"context"
	"errors"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/passport"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/sign"
)

// longest is how long a credential may be, in bytes; a full passport has some 12,000.
const longest = 64 << 10

// Check is what was found of a passport.
type Check struct {
	State State
	// Shows is what it shows, nil unless it is as it was issued, and for one that was
	// revoked and is only named.
	Shows *Content
	// Credential is set for one that was named and is as it was issued.
	Credential *string
	RevokedAt  *time.Time
}

// Verify looks at a passport that somebody has, or at one by its number. It is refused
// with INVALID_INPUT for what is no passport, and NOT_FOUND for a number of none.
func (s *Service) Verify(ctx context.Context, credential, number string) (*Check, error) {
	switch {
	case (credential == "") == (number == ""):
		return nil, fault.Invalid("passport_one")
	case number != "":
		return s.named(ctx, number)
	case len(credential) > longest:
		return nil, fault.Invalid("passport", "credential")
	}
	check, r, err := s.look(ctx, []byte(credential))
	if check != nil && r != nil {
		check.RevokedAt = r.RevokedAt
	}
	return check, err
}

// look verifies a credential; the row is nil when its signature is not good, or of a key
// that is distrusted.
func (s *Service) look(ctx context.Context, raw []byte) (*Check, *gen.Passport, error) {
	doc, err := parse(raw)
	if err != nil {
		return nil, nil, fault.Invalid("passport", "credential")
	}
	client := s.office.Store.Client
	switch err := sign.Check(doc, sign.Issuer(s.url()), sign.Finder(ctx, client)); {
	case errors.Is(err, sign.ErrUnsigned):
		return nil, nil, fault.Invalid("passport", "credential")
	case errors.Is(err, sign.ErrUnknownKey):
		return &Check{State: UnknownKey}, nil, nil
	case errors.Is(err, sign.ErrDistrusted): // nothing of it is repeated: anybody may have made it
		return &Check{State: Distrusted}, nil, nil
	case errors.Is(err, sign.ErrAltered):
		return &Check{State: Altered}, nil, nil
	case err != nil:
		return nil, nil, err
	}
	c, ok := strict(doc)
	if !ok {
		return &Check{State: Altered}, nil, nil
	}
	shows, ok := c.content()
	if !ok {
		return &Check{State: Altered}, nil, nil
	}
	row, err := client.Passport.Query().Where(passport.Number(shows.Number)).Only(rule.System(ctx))
	if gen.MaskNotFound(err) != nil {
		return nil, nil, err
	}
	return &Check{State: stateOf(shows, row, s.office.Now()), Shows: shows}, row, nil
}

// named looks at the passport of a number. Of one that was revoked it says that alone.
func (s *Service) named(ctx context.Context, text string) (*Check, error) {
	number, ok := NumberOf(text)
	if !ok {
		return nil, fault.Invalid("passport_number", "number")
	}
	row, err := s.office.Store.Client.Passport.Query().Where(passport.Number(number)).Only(rule.System(ctx))
	switch {
	case gen.IsNotFound(err):
		return nil, fault.Refuse(fault.NotFound).At("number")
	case err != nil:
		return nil, err
	case row.RevokedAt != nil:
		return &Check{State: Revoked, RevokedAt: row.RevokedAt}, nil
	case row.Credential == "": // its time has been over for long
		return &Check{State: Expired}, nil
	}
	check, _, err := s.look(ctx, []byte(row.Credential))
	if check != nil && check.Shows != nil {
		check.Credential = &row.Credential
	}
	return check, err
}

// File is the credential of a number as it was issued, "" for one that was revoked, that
// a lost key signed, or that is kept no more; false for none.
func (s *Service) File(ctx context.Context, number string) (string, bool, error) {
	if !numberForm.MatchString(number) {
		return "", false, nil
	}
	row, err := s.office.Store.Client.Passport.Query().Where(passport.Number(number)).Only(rule.System(ctx))
	switch {
	case gen.IsNotFound(err):
		return "", false, nil
	case err != nil:
		return "", false, err
	case row.RevokedAt != nil:
		return "", true, nil
	}
	lost, err := sign.Distrusted(ctx, s.office.Store.Client.SigningKey)
	if err != nil || slices.Contains(lost, row.KeyID) {
		return "", true, err
	}
	return row.Credential, true, nil
}
