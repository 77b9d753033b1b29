package doctor

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"erikti/ent/gen/account"
	"erikti/ent/gen/noticedelivery"
	"erikti/ent/gen/placelogline"
	"erikti/ent/gen/platformgrant"
	"erikti/ent/rule"
	"erikti/internal/audit"
	"erikti/internal/option"
	"erikti/internal/place"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// skew is how far the clocks of server and database may be apart: deadlines of offers
// are minutes, and sessions of other servers are looked for within seconds.
const skew = 5 * time.Second

func (l *list) channels(ctx context.Context, o *option.Options) {
	if o.SMTP() == nil && o.Webhook() == nil {
		l.add(Know, "SMTP_URL", "is not set, nor SMS_WEBHOOK_URL: nobody can confirm an address or reset a password, and register says which address has an account", "set one")
	}
	for name, u := range map[string]*url.URL{"SMTP_URL": o.SMTP(), "SMS_WEBHOOK_URL": o.Webhook()} {
		if u == nil {
			continue
		}
		port := u.Port()
		if port == "" {
			port = map[string]string{"smtp": "587", "smtps": "465", "http": "80", "https": "443"}[u.Scheme]
		}
		dialer := net.Dialer{Timeout: reachWithin}
		conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(u.Hostname(), port))
		if err != nil {
			l.add(Broken, name, "does not answer: messages wait", "look at its host and port, and whether this machine may connect to it")
			continue
		}
		_ = conn.Close()
	}
	if o.WebhookPrivate == "on" {
		l.add(Know, "SMS_WEBHOOK_PRIVATE", "is on: the webhook may be any machine of this network", "leave it off when the webhook is elsewhere")
	}
}

func (l *list) database(ctx context.Context, o *option.Options) {
	st, err := store.Examine(ctx, o.Database())
	switch {
	case errors.Is(err, store.ErrNoDatabase):
		l.add(Know, "DATABASE_URL", "names a file that is not there yet", "start the server, it makes it")
		return
	case errors.Is(err, store.ErrNotMigrated):
		l.add(Broken, "database", "has an older schema than this program", "make a copy, then run erikti migrate or start the server")
		return
	case err != nil && strings.Contains(err.Error(), "DATABASE_URL"): // it says what to do
		l.add(Broken, "DATABASE_URL", "cannot be used", strings.TrimPrefix(err.Error(), "DATABASE_URL: "))
		return
	case err != nil:
		l.add(Broken, "database", "cannot be opened", "look whether it runs, and whether host, name, user and password are right")
		return
	}
	defer st.Close() //nolint:errcheck // only read
	ctx = rule.System(ctx)
	for _, look := range []func(context.Context, *option.Options, *store.Store) error{l.clock, l.people, l.queue, l.chains} {
		if err := look(ctx, o, st); err != nil {
			l.add(Broken, "database", "cannot be read to its end", "run erikti verify places and erikti verify audit, and keep a copy")
			return
		}
	}
}

func (l *list) clock(ctx context.Context, _ *option.Options, st *store.Store) error {
	const what = "differs from the database's by more than 5 s"
	if st.Postgres() {
		var now time.Time
		before := time.Now()
		if err := st.Reader().QueryRowContext(ctx, "SELECT clock_timestamp()").Scan(&now); err != nil {
			return err
		}
		if apart := now.Sub(before); apart > skew || apart < -skew-time.Since(before) {
			l.add(Broken, "clock", what, "let both machines keep their clocks by NTP")
		}
	}
	ahead, err := st.Client.PlaceLogLine.Query().Where(placelogline.AtGT(time.Now().Add(time.Minute).UTC())).Exist(ctx)
	if err == nil && ahead {
		l.add(Broken, "clock", "was ahead when places were taken, or is behind now: the log has lines of later than now", "set the clock of this machine, by NTP")
	}
	return err
}

func (l *list) people(ctx context.Context, o *option.Options, st *store.Store) error {
	if o.DemoMode() != option.DemoOff {
		return nil
	}
	admins, err := st.Client.PlatformGrant.Query().Where(platformgrant.RoleEQ(viewer.PlatformAdmin)).Exist(ctx)
	if err != nil {
		return err
	}
	if !admins {
		l.add(Unsafe, "administrator", "there is none: whoever has the one-time link of the console becomes it", "start the server and open the link that it prints")
	}
	demo, err := st.Client.Account.Query().Where(account.EmailHasSuffix("@demo.example")).Exist(ctx)
	if err == nil && demo {
		l.add(Unsafe, "database", "holds the demo's accounts, whose password is published", "start with an empty database")
	}
	return err
}

func (l *list) queue(ctx context.Context, _ *option.Options, st *store.Store) error {
	waiting, err := st.Client.NoticeDelivery.Query().Where(noticedelivery.StateEQ(noticedelivery.StateQUEUED),
		noticedelivery.CreatedAtLT(time.Now().Add(-time.Hour).UTC())).Count(ctx)
	if err == nil && waiting > 0 {
		l.add(Broken, "messages", fmt.Sprintf("%d have waited for more than an hour", waiting), "look at SMTP_URL and SMS_WEBHOOK_URL, and at the log for what they answer")
	}
	return err
}

func (l *list) chains(ctx context.Context, _ *option.Options, st *store.Store) error {
	places, err := place.New(st, func([]string) {}, time.Now).Verify(ctx, func(place.Fault) {}, func(place.Verified) {})
	if err != nil {
		return err
	}
	if places.Faults > 0 {
		l.add(Broken, "log of places", fmt.Sprintf("is not as the places are, %d times: somebody wrote past the program", places.Faults), "keep a copy, run erikti verify places, and look at who can write to the database")
	}
	entries, err := audit.Verify(ctx, st.Client, func(audit.Fault) {})
	if err == nil && entries.Faults > 0 {
		l.add(Broken, "audit", fmt.Sprintf("does not chain, %d times: somebody changed it", entries.Faults), "keep a copy, run erikti verify audit, and look at who can write to the database")
	}
	return err
}
