package account

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/gen/onetimetoken"
	"erikti/ent/rule"
	"erikti/internal/lang"
	"erikti/internal/notice"
)

// The pages that links in messages open. Each acts by POST only, since programs that
// look into mails follow links.
const (
	ConfirmPage = "/confirm"
	ResetPage   = "/reset-password"
)

// The kinds of messages.
const (
	letterRegistration   = "REGISTRATION"     // to whoever registered with the contact
	letterReset          = "RESET_PASSWORD"   // to whoever forgot the password
	letterContact        = "CONFIRM_CONTACT"  // to a contact that an account is to have
	letterContactChanged = "CONTACT_CHANGED"  // to the one that it had
	letterPassword       = "PASSWORD_CHANGED" // after the password was changed
)

// Compose writes the message of a kind, with the secret of its link. It is then that it
// is looked up whether the contact has an account: who asked has their answer.
func (s *Service) Compose(ctx context.Context, m *gen.Message) (subject, text string, err error) {
	ctx = rule.System(ctx)
	words, link := m.Kind, ""
	switch m.Kind {
	case letterRegistration:
		words, link, err = s.registrationLink(ctx, m)
	case letterReset:
		link, err = s.resetLink(ctx, m)
	case letterContact:
		link, err = s.link(ctx, ConfirmPage, confirmFor, s.store.Client.OneTimeToken.Create().
			SetPurpose(onetimetoken.PurposeCONFIRM_CONTACT).SetNillableAccountID(m.AccountID).SetContact(m.Contact))
	case letterContactChanged, letterPassword, letterLinked:
		link = s.opts.PublicURL() + "/"
	default:
		return "", "", notice.ErrDropped
	}
	if err != nil {
		return "", "", err
	}
	args := map[string]any{"link": link}
	word := func(part string) string { return lang.Message(m.Locale, "message."+words+"."+part, args) }
	return word("subject"), word("text"), nil
}

// registrationLink confirms a registration; to a contact that has an account it says so,
// with a link for a new password.
func (s *Service) registrationLink(ctx context.Context, m *gen.Message) (words, link string, err error) {
	known, err := s.holder(ctx, m.Contact)
	if err != nil {
		return "", "", err
	}
	if known != nil {
		link, err = s.resetLink(ctx, m)
		return "HAS_ACCOUNT", link, err
	}
	if m.CreatedAt.Add(confirmFor).Before(s.now()) {
		return "", "", notice.ErrDropped
	}
	link, err = s.link(ctx, ConfirmPage, confirmFor, s.store.Client.OneTimeToken.Create().
		SetPurpose(onetimetoken.PurposeCONFIRM_REGISTRATION).SetNillableRegistrationID(m.RegistrationID).SetContact(m.Contact))
	return m.Kind, link, err
}

func (s *Service) resetLink(ctx context.Context, m *gen.Message) (string, error) {
	a, err := s.holder(ctx, m.Contact)
	if err != nil {
		return "", err
	}
	if a == nil || a.Demo || m.CreatedAt.Add(confirmFor).Before(s.now()) {
		return "", notice.ErrDropped
	}
	return s.link(ctx, ResetPage, resetFor, s.store.Client.OneTimeToken.Create().
		SetPurpose(onetimetoken.PurposeRESET_PASSWORD).SetAccountID(a.ID).SetContact(m.Contact))
}

// holder is the account with a contact, nil for none.
func (s *Service) holder(ctx context.Context, contact string) (*gen.Account, error) {
	a, err := s.store.Client.Account.Query().Where(account.Or(account.Email(contact), account.Phone(contact))).Only(ctx)
	return a, gen.MaskNotFound(err)
}

// link makes a secret and the link with it.
func (s *Service) link(ctx context.Context, page string, worksFor time.Duration, row *gen.OneTimeTokenCreate) (string, error) {
	token := secret()
	err := row.SetTokenHash(hashToken(token)).SetExpiresAt(s.clock().Add(worksFor)).Exec(ctx)
	return s.opts.PublicURL() + page + "?token=" + token, err
}
