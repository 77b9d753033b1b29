package notice

import (
	"context"
	"errors"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/message"
	"erikti/ent/gen/noticedelivery"
	"erikti/internal/lang"
)

// Letter is a message to a contact about an account, as it is put into the queue. What
// it says, with the secret of its link, is written when it is sent, see Composer.
type Letter struct {
	Kind           string
	Contact        string // an e-mail address, or a number as E.164
	Locale         lang.Locale
	AccountID      *string
	RegistrationID *string
	InvitationID   *string
}

// Composer writes the messages of the kinds that it put into the queue. ErrDropped
// says that there is nothing to write any more. It may be called again for the same
// message, when sending failed.
type Composer interface {
	Compose(ctx context.Context, m *gen.Message) (subject, text string, err error)
}

// ErrDropped is what a Composer returns when a message is not to be sent.
var ErrDropped = errors.New("what it tells holds no more")

// Enqueue puts a letter into the queue, in the transaction of what it is about.
func Enqueue(ctx context.Context, tx *gen.Tx, l Letter, now time.Time) error {
	m, err := tx.Message.Create().SetKind(l.Kind).SetContact(l.Contact).SetLocale(l.Locale).
		SetNillableAccountID(l.AccountID).SetNillableRegistrationID(l.RegistrationID).SetNillableInvitationID(l.InvitationID).Save(ctx)
	if err != nil {
		return err
	}
	return tx.NoticeDelivery.Create().SetMessage(m).SetChannel(ChannelOf(l.Contact)).SetNextAttemptAt(now).Exec(ctx)
}

// ChannelOf is the channel that reaches a contact.
func ChannelOf(contact string) noticedelivery.Channel {
	if strings.Contains(contact, "@") {
		return noticedelivery.ChannelMAIL
	}
	return noticedelivery.ChannelSMS
}

// messages reads the messages that deliveries are of, by id.
func (d *Dispatcher) messages(ctx context.Context, deliveries []*gen.NoticeDelivery) (map[string]*gen.Message, error) {
	var ids []string
	for _, one := range deliveries {
		if one.MessageID != nil {
			ids = append(ids, *one.MessageID)
		}
	}
	found := map[string]*gen.Message{}
	if len(ids) == 0 {
		return found, nil
	}
	all, err := d.store.Client.Message.Query().Where(message.IDIn(ids...)).All(ctx)
	for _, m := range all {
		found[m.ID] = m
	}
	return found, err
}

// composed is the letter of a message.
func (d *Dispatcher) composed(ctx context.Context, one *gen.NoticeDelivery, m *gen.Message) *letter {
	l := &letter{Message: Message{ID: one.ID}}
	if m == nil || d.opts.Composer == nil {
		l.failure = &failure{code: outdated, final: true}
		return l
	}
	subject, text, err := d.opts.Composer.Compose(ctx, m)
	switch {
	case errors.Is(err, ErrDropped):
		l.failure = &failure{code: outdated, final: true}
	case err != nil:
		l.failure = &failure{code: busy}
	}
	l.To, l.Locale, l.Subject, l.Text = m.Contact, m.Locale, subject, text
	return l
}
