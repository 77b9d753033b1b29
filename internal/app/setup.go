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

//go:embed setup.html
var setupHTML string

var setupPage = template.Must(template.New("setup").Parse(setupHTML))

// setup is the page on which whoever holds the one-time link of the console
// becomes the first administrator. The link acts by POST only.
func (a *App) setup(w http.ResponseWriter, r *http.Request) {
	l := lang.FromContext(r.Context())
	words := func(key string) string { return lang.Message(l, "setup."+key, nil) }
	page := map[string]any{"Lang": string(l), "T": words, "Token": r.URL.Query().Get("token")}
	status := http.StatusOK
	switch r.Method {
	case http.MethodGet, http.MethodHead:
	case http.MethodPost:
		r.Body = http.MaxBytesReader(w, r.Body, 16<<10)
		token := r.PostFormValue("token")
		page["Token"] = token
		_, err := a.accounts.RegisterFirstAdmin(r.Context(), token, account.Registration{
			Email: r.PostFormValue("email"), Password: r.PostFormValue("password"),
			GivenName: r.PostFormValue("givenName"), FamilyName: r.PostFormValue("familyName"), Locale: l,
		})
		refusal, refused := fault.AsRefusal(err)
		switch {
		case refused && refusal.Code == fault.NotFound:
			status, page["Error"] = http.StatusNotFound, words("link_unknown")
		case refused:
			status = http.StatusUnprocessableEntity
			page["Error"], _ = graph.Words(l, refusal)
		case err != nil:
			status, page["Error"] = http.StatusServiceUnavailable, lang.Message(l, "failure.TRY_AGAIN", nil)
		default:
			page["Done"] = true
		}
	default:
		w.Header().Set("Allow", "GET, POST")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	showPage(w, status, setupPage, page)
}
