package app

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"erikti/internal/account"
	"erikti/internal/calendar"
	"erikti/internal/demo"
	"erikti/internal/guest"
	"erikti/internal/information"
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
	handle := func(methods, pattern string, h http.Handler) {
		route := strings.TrimSuffix(pattern, "/")
		if route == "" {
			route = "/"
		}
		a.patterns = append(a.patterns, pattern)
		mux.Handle(pattern, a.metrics.measured(route, only(methods, h)))
	}
	handle(itself, "/graphql", a.crossOrigin(a.asking(graphql)))
	handle(read, "/healthz", http.HandlerFunc(healthz))
	handle(read, "/readyz", http.HandlerFunc(a.readyz))
	handle(read, "/metrics", a.metrics.handler())
	handle(read, "/about.json", http.HandlerFunc(a.about))
	handle(postedTo, "/setup", a.asking(http.HandlerFunc(a.setup)))
	for _, page := range a.letters() {
		handle(postedTo, page.path, a.asking(page))
	}
	handle(postedTo, notice.CannotCome, a.asking(http.HandlerFunc(a.cannotCome)))
	handle(read, "/events/{file}", a.asking(a.calendarOf(web.Handler())))
	handle(read, "/shifts/{file}", a.asking(a.calendarOf(web.Handler())))
	handle(read, figuresPath, a.asking(http.HandlerFunc(a.openFigures)))
	handle(read, calendar.Path+"{file}", http.HandlerFunc(a.calendarFeed))
	for _, format := range []information.Format{information.Atom, information.RSS} {
		handle(read, format.Path, a.news(format))
	}
	handle(read, information.PicturePath+"{file}", http.HandlerFunc(a.pictureFile))
	handle(posted, strings.TrimSuffix(information.PicturePath, "/"), a.crossOrigin(a.asking(http.HandlerFunc(a.uploadPicture))))
	handle(read, passport.Path+"{file}", a.passportOf(web.Handler()))
	handle(read, passport.StatusPath+"{file}", http.HandlerFunc(a.passportStatus))
	handle(read, "/.well-known/did.json", a.signingKeys(didType, a.issuerDocument))
	handle(read, "/did.json", a.signingKeys(didType, a.issuerDocument)) // of a public address with a path
	handle(read, "/.well-known/jwks.json", a.signingKeys(keySetType, sign.KeySet))
	handle(postedTo, membership.Path, a.asking(http.HandlerFunc(a.invitation)))
	handle(read, web.SignUpPath, a.signUpFrame(web.Handler()))
	handle(postedTo, guest.Path, a.asking(http.HandlerFunc(a.guest)))
	handle(postedTo, notice.GuardianPath, a.asking(http.HandlerFunc(a.guardian)))
	handle(gotten, account.ProviderPage+"{provider}", a.asking(http.HandlerFunc(a.toProvider)))
	handle(gotten, account.ProviderPage+"{provider}/callback", a.asking(http.HandlerFunc(a.fromProvider)))
	handle(read, "/", web.Handler())
	return a.identified(a.secured(mux))
}

// Routes are the patterns of the addresses that the program answers at.
func (a *App) Routes() []string { return slices.Clone(a.patterns) }

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
