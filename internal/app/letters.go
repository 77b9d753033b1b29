package app

import (
	_ "embed"
	"html/template"
	"net/http"

	"erikti/graph"
	"erikti/internal/account"
	"erikti/internal/fault"
	"erikti/internal/lang"
)

//go:embed letter.html
var letterHTML string

var letterPage = template.Must(template.New("letter").Parse(letterHTML))

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
func (p letter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l := lang.FromContext(r.Context())
	words := func(key string) string { return lang.Message(l, p.words+"."+key, nil) }
	page := map[string]any{"Lang": string(l), "T": words, "Path": p.path, "Password": p.password}
	var err error
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		token := r.URL.Query().Get("token")
		page["Token"], err = token, p.known(r, token)
	case http.MethodPost:
		r.Body = http.MaxBytesReader(w, r.Body, 16<<10)
		token := r.PostFormValue("token")
		page["Token"], err = token, p.act(r, token)
		page["Done"] = err == nil
	default:
		w.Header().Set("Allow", "GET, POST")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	status := http.StatusOK
	switch refusal, refused := fault.AsRefusal(err); {
	case refused && refusal.Code == fault.NotFound:
		status, page["Closed"] = http.StatusNotFound, true
		page["Error"], page["Next"] = graph.Words(l, refusal)
	case refused:
		status = http.StatusUnprocessableEntity
		page["Error"], page["Next"] = graph.Words(l, refusal)
	case err != nil:
		status, page["Error"] = http.StatusServiceUnavailable, lang.Message(l, "failure.TRY_AGAIN", nil)
	}
	showPage(w, status, letterPage, page)
}
