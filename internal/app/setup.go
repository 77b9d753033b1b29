package app

import (
	"net/http"

	"erikti/internal/account"
	"erikti/internal/fault"
)

var setupPage = parsePage("setup")

// setup is the page on which whoever holds the one-time link of the console
// becomes the first administrator. The link acts by POST only.
func (a *App) setup(w http.ResponseWriter, r *http.Request) {
	token := postedOrAsked(w, r, "token")
	p := newPage(r, setupPage, "setup", "token", token)
	if r.Method == http.MethodPost {
		_, err := a.accounts.RegisterFirstAdmin(r.Context(), token, account.Registration{
			Email: r.PostFormValue("email"), Password: r.PostFormValue("password"),
			GivenName: r.PostFormValue("givenName"), FamilyName: r.PostFormValue("familyName"), Locale: p.lang,
		})
		if err != nil {
			p.fail(err)
		}
		if refusal, refused := fault.AsRefusal(err); refused && refusal.Code == fault.NotFound {
			p.missing("link_unknown")
		}
		p.say("Done", err == nil)
	}
	p.show(w)
}
