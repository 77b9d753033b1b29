package app

import (
	"context"

	"erikti/internal/notice"
)

// wireNotices makes what passes notices on, through the channels that are set.
func (a *App) wireNotices(ctx context.Context) (err error) {
	if a.links, err = notice.NewLinks(ctx, a.store); err != nil {
		return err
	}
	a.notices, err = notice.New(a.store, a.links, notice.Options{
		SMTP: a.opts.SMTP(), From: a.opts.Sender(),
		Webhook: a.opts.Webhook(), WebhookPrivate: a.opts.WebhookPrivate == "on",
		PublicURL: a.url, Composer: a.accounts,
	}, a.publish, a.metrics, a.now)
	return err
}
