package account

import (
	"context"
	"strings"
	"unicode"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/gen/identity"
	"erikti/ent/gen/providersignin"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/oidc"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// letterLinked tells a person that a provider signs in to their account from now on.
const letterLinked = "PROVIDER_LINKED"

// SignInWithProvider opens the session of a person whom a provider knows, and says where
// the page was to go on. The code came to the page's address, and works once, for the page
// that began: it alone knows the secret of its challenge. Who is not known yet gets an
// account, when the provider has verified their address; when an account has that
// address it is theirs if it was confirmed here too. Else: PROVIDER_REFUSED.
func (s *Service) SignInWithProvider(ctx context.Context, code, verifier string) (opened *Session, returnTo string, err error) {
	if err := s.try(ctx, ""); err != nil {
		return nil, "", err
	}
	if code == "" || len(code) > longestSecret || len(verifier) > longestSecret {
		return nil, "", fault.Refuse(fault.ProviderRefused)
	}
	for range 2 { // of two first sign-ins of a person at once, one comes again
		err = s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) (err error) {
			opened, returnTo, err = s.handOver(ctx, tx, code, verifier)
			return err
		})
		refusal, refused := fault.AsRefusal(taken(err))
		if store.Constraint(err) == "" && (!refused || refusal.Code != fault.EmailTaken) {
			break
		}
	}
	return opened, returnTo, taken(err)
}

func (s *Service) handOver(ctx context.Context, tx *gen.Tx, code, verifier string) (*Session, string, error) {
	row, err := tx.ProviderSignIn.Query().Where(providersignin.CodeHash(hashToken(code)),
		providersignin.UsedAtIsNil(), providersignin.ExpiresAtGT(s.clock())).Only(ctx)
	if gen.IsNotFound(err) || err == nil && !sameChallenge(verifier, row.Challenge) {
		return nil, "", fault.Refuse(fault.ProviderRefused)
	}
	if err != nil {
		return nil, "", err
	}
	n, err := tx.ProviderSignIn.Update().Where(providersignin.ID(row.ID), providersignin.UsedAtIsNil()).
		SetUsedAt(s.clock()).SetSubject("").SetEmail("").SetGivenName("").SetFamilyName("").Save(ctx)
	if err == nil && n == 0 {
		err = fault.Refuse(fault.ProviderRefused)
	}
	if err != nil {
		return nil, "", err
	}
	a, linked, err := s.identified(ctx, tx, row)
	if err != nil {
		return nil, "", err
	}
	opened, err := s.open(ctx, tx, a)
	if err != nil || !linked {
		return opened, row.ReturnTo, err
	}
	return opened, row.ReturnTo, record(viewer.With(ctx, opened.Viewer), tx, actProviderLinked, a.VolunteerID, map[string]string{"provider": row.Provider})
}

// identified is the account of whom a provider speaks of; linked says that it is from
// now on.
func (s *Service) identified(ctx context.Context, tx *gen.Tx, row *gen.ProviderSignIn) (a *gen.Account, linked bool, err error) {
	known, err := tx.Identity.Query().Where(identity.Issuer(row.Issuer), identity.Subject(row.Subject)).WithAccount().Only(ctx)
	if err == nil {
		return known.Edges.Account, false, nil
	}
	if !gen.IsNotFound(err) {
		return nil, false, err
	}
	if row.Email == "" {
		return nil, false, fault.RefuseFor(fault.ProviderRefused, "unverified")
	}
	a, err = tx.Account.Query().Where(account.Email(row.Email)).Only(ctx)
	switch {
	case gen.IsNotFound(err):
		r := Registration{Email: row.Email, GivenName: row.GivenName, FamilyName: row.FamilyName, Locale: lang.FromContext(ctx)}
		_, a, err = write(ctx, tx, r, nil, verified{email: s.clock()})
	case err == nil && (a.Demo || a.EmailVerifiedAt == nil):
		// Whoever made it may not be whom the address belongs to.
		err = fault.RefuseFor(fault.ProviderRefused, "unconfirmed")
	case err == nil:
		err = s.tell(ctx, tx, a, letterLinked, Contact{Email: row.Email})
	}
	if err != nil {
		return nil, false, err
	}
	return a, true, tx.Identity.Create().SetAccountID(a.ID).SetIssuer(row.Issuer).SetSubject(row.Subject).Exec(ctx)
}

// names are those that a provider says, as names are kept; who has none there is called
// like their address until they say otherwise.
func names(who *oidc.Identity) (given, family string) {
	given, family = oneLine(who.GivenName), oneLine(who.FamilyName)
	if given == "" {
		given, _, _ = strings.Cut(who.Email, "@")
	}
	return given, family
}

// oneLine is a text without what is no character of a name, as long as a name may be.
func oneLine(s string) string {
	s = strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s), "")
	letters := []rune(strings.Join(strings.Fields(s), " "))
	return strings.TrimSpace(string(letters[:min(len(letters), maxName)]))
}
