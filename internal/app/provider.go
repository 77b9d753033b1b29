package app

import (
	"net/http"
	"net/url"

	"erikti/internal/account"
	"erikti/internal/fault"
	"erikti/internal/oidc"
	"erikti/internal/outgoing"
)

// browserCookie binds a sign-in through a provider to the browser that began it. It is for
// nothing else: a session is a token.
const browserCookie = "__Host-erikti-sign-in"

// browserFor is how long a browser keeps it, in seconds.
const browserFor = 600

// providers makes those that the options name.
func (a *App) providers() ([]*oidc.Provider, error) {
	listed, err := a.opts.Providers()
	if err != nil || len(listed) == 0 {
		return nil, err
	}
	client := outgoing.Client(outgoing.Options{
		Private: a.opts.ProvidersPrivate == "on", Patience: oidc.Patience, MaxAnswer: oidc.MaxAnswer,
	})
	all := make([]*oidc.Provider, 0, len(listed))
	for _, p := range listed {
		all = append(all, oidc.New(oidc.Config{
			Name: p.Name, Label: p.Label, Issuer: p.Issuer, ClientID: p.ClientID, ClientSecret: oidc.Secret(p.Secret()),
		}, client, a.now))
	}
	return all, nil
}

// toProvider sends a browser to a provider.
func (a *App) toProvider(w http.ResponseWriter, r *http.Request) {
	address, browser, err := a.accounts.BeginWithProvider(r.Context(), account.ProviderStart{
		Provider: r.PathValue("provider"), Challenge: r.URL.Query().Get("challenge"),
		ReturnTo: r.URL.Query().Get("returnTo"), Browser: browserOf(r),
	})
	if err != nil {
		backToPage(w, r, "", err)
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: browserCookie, Value: browser, Path: "/", MaxAge: browserFor,
		Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	seeOther(w, address)
}

// fromProvider takes a browser back that a provider sends, with the provider's code.
func (a *App) fromProvider(w http.ResponseWriter, r *http.Request) {
	said := r.URL.Query()
	code, err := a.accounts.AnswerFromProvider(r.Context(), account.ProviderAnswer{
		Provider: r.PathValue("provider"), State: said.Get("state"), Browser: browserOf(r),
		Answer: oidc.Answer{Code: said.Get("code"), Issuer: said.Get("iss")},
	})
	backToPage(w, r, code, err)
}

// backToPage sends a browser to the page of signing in, with a code for it or why there is
// none: behind a #, which no browser sends on to anybody.
func backToPage(w http.ResponseWriter, r *http.Request, code string, err error) {
	said := url.Values{}
	refusal, refused := fault.AsRefusal(err)
	switch {
	case err == nil:
		said.Set("code", code)
	case refused && refusal.Code == fault.NotFound:
		http.NotFound(w, r)
		return
	case refused && refusal.Detail != "":
		said.Set("refused", refusal.Detail)
	case refused:
		said.Set("refused", "provider")
	default:
		said.Set("refused", "away")
	}
	seeOther(w, "/sign-in#"+said.Encode())
}

func browserOf(r *http.Request) string {
	c, err := r.Cookie(browserCookie)
	if err != nil {
		return ""
	}
	return c.Value
}

// seeOther redirects to an address that is not kept.
func seeOther(w http.ResponseWriter, to string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusSeeOther)
}
