package app

import (
	"context"
	"strings"

	"erikti/ent/gen"
	"erikti/internal/channel"
	"erikti/internal/membership"
	"erikti/internal/notice"
)

// wireNotices makes what passes notices on, through the channels that are set.
func (a *App) wireNotices(ctx context.Context) (err error) {
	if a.links, err = notice.NewLinks(ctx, a.store); err != nil {
		return err
	}
	push, err := a.push(ctx)
	if err != nil {
		return err
	}
	var browsers channel.Options
	if push != nil {
		browsers = channel.Options{PushKey: push.Key.Public, PushPrivate: push.Private}
	}
	a.channels = channel.New(a.store, a.publish, a.now, browsers)
	a.notices, err = notice.New(a.store, a.links, notice.Options{
		SMTP: a.opts.SMTP(), From: a.opts.Sender(),
		Webhook: a.opts.Webhook(), WebhookPrivate: a.opts.WebhookPrivate == "on",
		Push:      push,
		PublicURL: a.url, Composer: composer{a},
	}, a.publish, a.metrics, a.now)
	return err
}

// push is how Web Push is sent; nil when it is off.
func (a *App) push(ctx context.Context) (*notice.PushOptions, error) {
	if a.opts.Push == "off" {
		return nil, nil
	}
	p := &notice.PushOptions{Private: a.opts.PushPrivate == "on", Contact: "push@localhost"}
	// Whom a push service writes to when something is wrong with what it gets.
	if from := a.opts.Sender(); from != nil {
		p.Contact = from.Address
	} else if strings.HasPrefix(a.opts.PublicURL, "https:") {
		p.Contact = a.opts.PublicURL
	}
	var err error
	if a.opts.PushKey != "" {
		p.Key, err = notice.ParsePushKey(a.opts.PushKey)
	} else {
		p.Key, err = notice.KeptPushKey(ctx, a.store)
	}
	return p, err
}

// composer has each message written by the capability that put it into the queue.
type composer struct{ app *App }

// Compose of notice.Composer.
func (c composer) Compose(ctx context.Context, m *gen.Message) (subject, text string, err error) {
	if m.Kind == membership.LetterInvitation {
		return c.app.members.Compose(ctx, m)
	}
	return c.app.accounts.Compose(ctx, m)
}
