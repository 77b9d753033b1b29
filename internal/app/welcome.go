package app

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"strings"

	"erikti/internal/demo"
	"erikti/internal/option"
	"erikti/web"
)

// url is the address that people open.
func (a *App) url() string {
	if a.opts.PublicURL != "" {
		return strings.TrimSuffix(a.opts.PublicURL, "/")
	}
	host, port, err := net.SplitHostPort(a.listener.Addr().String())
	if err != nil {
		return "http://" + a.opts.Addr
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// welcome says what runs, what to open, and how to sign in.
func (a *App) welcome(ctx context.Context) {
	slog.InfoContext(ctx, "serving", "address", a.listener.Addr().String(), "version", Version, "demo", a.opts.DemoMode() != option.DemoOff)
	say := func(format string, args ...any) { _, _ = fmt.Fprintf(a.out, format+"\n", args...) }
	say("")
	say("Erikti %s runs. Open:", Version)
	say("  %s             the network", a.url())
	say("  %s/playground  GraphQL, with examples", a.url())
	if !web.Built() {
		say("The pages are not built; the API runs. `make run` builds them.")
	}
	switch a.opts.DemoMode() {
	case option.DemoOff:
		token, err := a.accounts.FirstAdminToken(ctx)
		if err != nil {
			slog.ErrorContext(ctx, "making the link for the first administrator", "error", err)
			return
		}
		if token != "" {
			say("Become the first administrator within 24 hours (works once):")
			say("  %s/setup?token=%s", a.url(), token)
		}
	default:
		say("Sign in to the demo (password %s):", demo.Password)
		for _, account := range demo.Accounts {
			if account.Platform && a.opts.DemoMode() == option.DemoPublic {
				continue
			}
			say("  %s", account.Email)
		}
	}
	say("")
}
