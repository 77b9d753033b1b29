package notice

import (
	"context"
	"log/slog"
	"net/mail"
	"net/url"
	"time"

	"erikti/ent/gen/noticedelivery"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/store"
)

// Options say through which channels messages go.
type Options struct {
	// SMTP is the mail server: smtp or smtps; nil for none.
	SMTP *url.URL
	// From is the sender of mails.
	From *mail.Address
	// Webhook gets messages for phones; nil for none.
	Webhook *url.URL
	// WebhookPrivate lets the webhook stand on this machine or in a private network.
	WebhookPrivate bool
	// Push sends to browsers; nil for none.
	Push *PushOptions
	// Patience is how long one exchange with the other end takes at most, 8 s when 0.
	Patience time.Duration
	// PublicURL is the address that people open, without a slash at its end.
	PublicURL func() string
	// Composer writes the messages about accounts; nil for none.
	Composer Composer
}

// Observer counts what is done.
type Observer interface {
	// NoticesPassedOn counts notices of which deliveries were made.
	NoticesPassedOn(n int)
	// NoticeDelivery counts an attempt: SENT, RETRY or FAILED.
	NoticeDelivery(channel, result string)
	// NoticesQueued says how many deliveries wait in a channel.
	NoticesQueued(channel string, n int)
}

// Dispatcher makes reminders, and passes notices on. Many may work on one database.
type Dispatcher struct {
	store    *store.Store
	opts     Options
	channels map[noticedelivery.Channel]channel
	links    *Links
	publish  func(topics []string)
	observer Observer
	now      func() time.Time

	reminded map[string]time.Time // reminders that are complete, with the shift's start
}

// New makes a dispatcher. Publish is called after each commit with the ids of the
// people whose inbox changed; it must not block.
func New(st *store.Store, links *Links, opts Options, publish func([]string), observer Observer, now func() time.Time) (*Dispatcher, error) {
	d := &Dispatcher{
		store: st, opts: opts, links: links, publish: publish, observer: observer, now: now,
		channels: map[noticedelivery.Channel]channel{}, reminded: map[string]time.Time{},
	}
	if opts.Patience == 0 {
		opts.Patience = patience
	}
	if opts.SMTP != nil {
		m, err := newMail(opts.SMTP, opts.From, opts.Patience)
		if err != nil {
			return nil, err
		}
		d.channels[noticedelivery.ChannelMAIL] = m
	}
	if opts.Webhook != nil {
		d.channels[noticedelivery.ChannelSMS] = newWebhook(opts.Webhook, opts.WebhookPrivate, opts.Patience)
	}
	if opts.Push != nil {
		d.channels[noticedelivery.ChannelPUSH] = newPush(*opts.Push, opts.Patience)
	}
	return d, nil
}

// How often the jobs look when there is nothing to do.
const (
	lookEvery   = time.Second
	remindEvery = 20 * time.Second
	countEvery  = 10 * time.Second
)

// Job is a loop that runs until its context ends.
type Job struct {
	Name string
	Run  func(context.Context)
}

// Jobs are those of the dispatcher. Each runs once.
func (d *Dispatcher) Jobs() []Job {
	jobs := []Job{{"reminders", func(ctx context.Context) { d.loop(ctx, remindEvery, "making reminders", d.Remind) }}}
	if len(d.channels) == 0 {
		return jobs
	}
	jobs = append(jobs,
		Job{"notices", func(ctx context.Context) { d.loop(ctx, lookEvery, "passing notices on", d.PassOn) }},
		Job{"queue of notices", func(ctx context.Context) { d.loop(ctx, countEvery, "counting what waits", d.count) }},
	)
	for name := range d.channels {
		jobs = append(jobs, Job{"notices by " + string(name), func(ctx context.Context) {
			d.loop(ctx, lookEvery, "sending notices", func(ctx context.Context) (int, error) { return d.Deliver(ctx, name) })
		}})
	}
	return jobs
}

// loop repeats a step until ctx ends: at once while there is work, else at intervals.
func (d *Dispatcher) loop(ctx context.Context, every time.Duration, what string, step func(context.Context) (int, error)) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for ctx.Err() == nil {
		done, err := step(rule.System(ctx))
		if err != nil && !fault.Canceled(err) {
			slog.ErrorContext(ctx, what, "error", err)
		}
		if done > 0 && err == nil {
			continue
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
		}
	}
}

// count tells the observer how long the queues are.
func (d *Dispatcher) count(ctx context.Context) (int, error) {
	for name := range d.channels {
		n, err := d.store.Client.NoticeDelivery.Query().
			Where(noticedelivery.ChannelEQ(name), noticedelivery.StateEQ(noticedelivery.StateQUEUED)).Count(ctx)
		if err != nil {
			return 0, err
		}
		d.observer.NoticesQueued(string(name), n)
	}
	return 0, nil
}

func (d *Dispatcher) clock() time.Time { return d.now().UTC().Truncate(time.Microsecond) }
