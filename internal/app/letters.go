package app

import (
	"net/http"

	"erikti/internal/account"
	"erikti/internal/fault"
)

var letterPage = parsePage("letter")

// letter is a page that the link of a message about an account opens.
type letter struct {
	path, words string
	password    bool // whether one is asked for
	known       func(r *http.Request, token string) error
	act         func(r *http.Request, token string) error
}

// letters are all of them. A link shows a page and changes nothing; what it is for is
// done by POST, since programs that look into mails follow links.
func (a *App) letters() []letter {
	return []letter{
		{account.ConfirmPage, "confirm", false, func(r *http.Request, token string) error {
			return a.accounts.Confirmable(r.Context(), token)
		}, func(r *http.Request, token string) error {
			_, err := a.accounts.Confirm(r.Context(), token, "")
			return err
		}},
		{account.ResetPage, "reset", true, func(r *http.Request, token string) error {
			return a.accounts.Resettable(r.Context(), token)
		}, func(r *http.Request, token string) error {
			return a.accounts.Reset(r.Context(), token, r.PostFormValue("password"), "")
		}},
	}
}

// ServeHTTP shows the page, and by POST does what it is for.
func (kind letter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	token := postedOrAsked(w, r, "token")
	p := newPage(r, letterPage, kind.words, "token", token)
	p.say("Password", kind.password)
	var err error
	if r.Method == http.MethodPost {
		err = kind.act(r, token)
		p.say("Done", err == nil)
	} else {
		err = kind.known(r, token)
	}
	if err != nil {
		p.fail(err)
	}
	if refusal, refused := fault.AsRefusal(err); refused && refusal.Code == fault.NotFound {
		p.status = http.StatusNotFound
		p.say("Closed", true)
	}
	p.show(w)
}
