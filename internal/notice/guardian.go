package notice

import (
	"context"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/guardianconsent"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/noticedelivery"
	"erikti/internal/lang"
)

// A notice that a guardian was asked stands in the child's inbox; what goes through a
// channel goes to the guardian, with the link, which nobody else is told.

// guardians are the consents that notices ask for, by id.
func (d *Dispatcher) guardians(ctx context.Context, client *gen.Client, notices []*gen.Notice) (map[string]*gen.GuardianConsent, error) {
	var ids []string
	for _, n := range notices {
		if n.Kind == notice.KindGUARDIAN_ASKED {
			ids = append(ids, n.SubjectID)
		}
	}
	found := map[string]*gen.GuardianConsent{}
	if len(ids) == 0 {
		return found, nil
	}
	all, err := client.GuardianConsent.Query().Where(guardianconsent.IDIn(ids...)).All(ctx)
	for _, c := range all {
		found[c.ID] = c
	}
	return found, err
}

// channelOf is the channel that reaches a contact.
func channelOf(contact string) noticedelivery.Channel {
	if strings.Contains(contact, "@") {
		return noticedelivery.ChannelMAIL
	}
	return noticedelivery.ChannelSMS
}

// toGuardian writes to the guardian of a child.
func (d *Dispatcher) toGuardian(l *letter, c *gen.GuardianConsent, of *gen.Volunteer) {
	if c == nil || c.Status != guardianconsent.StatusREQUESTED {
		l.failure = &failure{code: outdated, final: true}
		return
	}
	say := func(key string) string { return lang.Message(of.Locale, "guardian.mail."+key, nil) }
	l.To, l.Locale, l.Subject = c.Contact, of.Locale, say("subject")
	l.Text = say("message") + "\n\n" + line(of.GivenName+" "+of.FamilyName) + "\n" +
		d.links.guardian(d.opts.PublicURL(), c.ID) + "\n"
}
