package app

import (
	"encoding/json"
	"net/http"
	"strings"

	"erikti/internal/account"
	"erikti/internal/calendar"
	"erikti/internal/demo"
	"erikti/internal/guest"
	"erikti/internal/membership"
	"erikti/internal/notice"
	"erikti/internal/option"
	"erikti/internal/passport"
	"erikti/internal/sign"
	"erikti/web"
)

// Version of the program.
const Version = "0.1.0"

// routes puts everything at its address.
func (a *App) routes(graphql http.Handler) http.Handler {
	mux := http.NewServeMux()
	handle := func(pattern string, h http.Handler) {
		route := strings.TrimSuffix(pattern, "/")
		if route == "" {
			route = "/"
		}
		mux.Handle(pattern, a.metrics.measured(route, h))
	}
	handle("/graphql", a.crossOrigin(a.asking(graphql)))
	handle("/healthz", http.HandlerFunc(healthz))
	handle("/readyz", http.HandlerFunc(a.readyz))
	handle("/metrics", a.metrics.handler())
	handle("/about.json", http.HandlerFunc(a.about))
	handle("/setup", a.asking(http.HandlerFunc(a.setup)))
	for _, page := range a.letters() {
		handle(page.path, a.asking(page))
	}
	handle(notice.CannotCome, a.asking(http.HandlerFunc(a.cannotCome)))
	handle("/events/{file}", a.asking(a.calendarOf(web.Handler())))
	handle("/shifts/{file}", a.asking(a.calendarOf(web.Handler())))
	handle(calendar.Path+"{file}", http.HandlerFunc(a.calendarFeed))
	handle(passport.Path+"{file}", a.passportOf(web.Handler()))
	handle(passport.StatusPath+"{file}", http.HandlerFunc(a.passportStatus))
	handle("/.well-known/did.json", a.signingKeys(didType, a.issuerDocument))
	handle("/did.json", a.signingKeys(didType, a.issuerDocument)) // of a public address with a path
	handle("/.well-known/jwks.json", a.signingKeys(keySetType, sign.KeySet))
	handle(membership.Path, a.asking(http.HandlerFunc(a.invitation)))
	handle(web.SignUpPath, a.signUpFrame(web.Handler()))
	handle(guest.Path, a.asking(http.HandlerFunc(a.guest)))
	handle(notice.GuardianPath, a.asking(http.HandlerFunc(a.guardian)))
	handle(account.ProviderPage+"{provider}", a.asking(http.HandlerFunc(a.toProvider)))
	handle(account.ProviderPage+"{provider}/callback", a.asking(http.HandlerFunc(a.fromProvider)))
	handle("/", web.Handler())
	return a.identified(a.secured(mux))
}

// healthz says that the process lives.
func healthz(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n"))
}

// readyz says whether requests can be served: started, migrated, the database
// answers, not draining.
func (a *App) readyz(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if !a.ready.Load() {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("starting or draining\n"))
		return
	}
	if err := a.store.Ready(r.Context()); err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("the database does not answer\n"))
		return
	}
	_, _ = w.Write([]byte("ready\n"))
}

// about tells the pages what runs, and in the demo how to sign in.
func (a *App) about(w http.ResponseWriter, r *http.Request) {
	type who struct {
		Role  string `json:"role"`
		Email string `json:"email"`
	}
	type provider struct {
		Name  string `json:"name"`
		Label string `json:"label"`
	}
	about := struct {
		Name    string `json:"name"`
		Version string `json:"version"`
		Demo    bool   `json:"demo"`
		// What a page that sends documents of its own must know.
		Introspection bool `json:"introspection"`
		AnyDocument   bool `json:"anyDocument"`
		// Through whom people sign in, beside a password.
		Providers []provider `json:"providers,omitempty"`
		Accounts  []who      `json:"accounts,omitempty"`
		Password  string     `json:"password,omitempty"`
	}{
		Name: "Erikti", Version: Version, Demo: a.opts.DemoMode() != option.DemoOff,
		Introspection: a.opts.Introspection == "on", AnyDocument: a.opts.TrustedDocuments == "off",
	}
	for _, p := range a.accounts.Providers() {
		about.Providers = append(about.Providers, provider{p.Name, p.Label})
	}
	if access := a.demoAccessOf(r); access != closed {
		about.Password = demo.Password
		for _, known := range demo.Accounts {
			if !known.Platform || access == open {
				about.Accounts = append(about.Accounts, who{known.Role, known.Email})
			}
		}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(about) // a reader that left needs no answer
}
