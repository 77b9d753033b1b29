package membership

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/invitation"
	"erikti/ent/gen/predicate"
	"erikti/ent/rule"
	"erikti/internal/lang"
	inbox "erikti/internal/notice"
)

// LetterInvitation is the kind of the message that goes to whom an invitation is for.
const LetterInvitation = "INVITATION"

// byToken finds the invitation of a token, of the link that was told or the one that was
// sent.
func byToken(token string) predicate.Invitation {
	return invitation.Or(invitation.TokenHash(hash(token)), invitation.SentTokenHash(hash(token)))
}

// Compose writes the message to whom an invitation is for. Its link holds a token of its
// own, made now, so that neither the queue nor a copy of the database holds one that works.
func (s *Service) Compose(ctx context.Context, m *gen.Message) (subject, text string, err error) {
	if m.InvitationID == nil {
		return "", "", inbox.ErrDropped
	}
	ctx, client := rule.System(ctx), s.office.Store.Client
	found, err := client.Invitation.Query().Where(invitation.ID(*m.InvitationID), valid(s.office.Now())).WithOrganization().Only(ctx)
	if gen.IsNotFound(err) {
		return "", "", inbox.ErrDropped // taken back, or accepted by the link that was told
	}
	if err != nil {
		return "", "", err
	}
	token := tokenPrefix + newToken()
	if err := client.Invitation.UpdateOne(found).SetSentTokenHash(hash(token)).Exec(ctx); err != nil {
		return "", "", err
	}
	o := found.Edges.Organization
	name, _ := lang.Text{Kk: o.NameKk, Ru: o.NameRu, En: o.NameEn}.For(m.Locale)
	args := map[string]any{"link": s.mail.PublicURL() + Path + "?token=" + token, "role": found.Role, "organization": name}
	word := func(part string) string { return lang.Message(m.Locale, "message.INVITATION."+part, args) }
	return word("subject"), word("text"), nil
}
