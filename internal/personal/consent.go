package personal

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/consent"
	"erikti/ent/rule"
	texts "erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/viewer"
)

// ConsentText is a text that one can agree to.
type ConsentText struct{ Kind, Version, Text string }

// Consent is a person's agreement to one version of a text.
type Consent struct {
	Kind, TextVersion string
	GivenAt           time.Time
	WithdrawnAt       *time.Time
}

// Texts are those that one can agree to, in a language.
func Texts(l lang.Locale) []*ConsentText {
	var all []*ConsentText
	for _, kind := range texts.OfAccounts {
		all = append(all, &ConsentText{kind, texts.Version, texts.Text(l, kind)})
	}
	return all
}

// Consents are those of the viewer, the newest first.
func (s *Service) Consents(ctx context.Context) ([]*Consent, error) {
	found, err := s.store.Client.Consent.Query().Where(consent.VolunteerID(viewer.From(ctx).ID())).
		Order(gen.Desc(consent.FieldCreatedAt)).All(rule.System(ctx))
	all := []*Consent{}
	for _, c := range found {
		all = append(all, &Consent{c.Kind, c.TextVersion, c.CreatedAt, c.WithdrawnAt})
	}
	return all, err
}

// Give keeps that the viewer agreed to the present version of a text; another version is
// refused with STALE_VERSION's words for texts. Agreed already: nothing changes.
func (s *Service) Give(ctx context.Context, kind, version string) error {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return fault.Fail(fault.Unauthenticated, "")
	}
	if !slices.Contains(texts.OfAccounts, kind) || version != texts.Version {
		return fault.Invalid("consent_version", "textVersion")
	}
	return s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		given, err := tx.Consent.Query().Where(consent.VolunteerID(v.VolunteerID), consent.Kind(kind),
			consent.TextVersion(version), consent.WithdrawnAtIsNil()).Exist(ctx)
		if err != nil || given {
			return err
		}
		return tx.Consent.Create().SetVolunteerID(v.VolunteerID).SetKind(kind).SetTextVersion(version).Exec(ctx)
	})
}

// Withdraw takes the viewer's agreement back. That to keep personal data is refused with
// WRONG_STATE: it ends with the account.
func (s *Service) Withdraw(ctx context.Context, kind string) error {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return fault.Fail(fault.Unauthenticated, "")
	}
	if kind == texts.PersonalData {
		return fault.RefuseFor(fault.WrongState, "consent").At("kind")
	}
	return s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		return tx.Consent.Update().Where(consent.VolunteerID(v.VolunteerID), consent.Kind(kind), consent.WithdrawnAtIsNil()).
			SetWithdrawnAt(s.now().UTC().Truncate(time.Microsecond)).Exec(ctx)
	})
}
