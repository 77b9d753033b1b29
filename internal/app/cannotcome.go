package app

import (
	_ "embed"
	"html/template"
	"net/http"

	"erikti/graph"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/notice"
	"erikti/internal/place"
)

//go:embed cannotcome.html
var cannotComeHTML string

var cannotComePage = template.Must(template.New("cannot come").Parse(cannotComeHTML))

// cannotCome is the page on which whoever holds the link of a reminder gives the
// place up. The link shows the page; the place is given up by POST only, since
// programs that look into mails follow links.
func (a *App) cannotCome(w http.ResponseWriter, r *http.Request) {
	l := lang.FromContext(r.Context())
	words := func(key string) string { return lang.Message(l, "cannot_come."+key, nil) }
	page := map[string]any{"Lang": string(l), "T": words}
	token := r.URL.Query().Get("place")
	switch r.Method {
	case http.MethodGet, http.MethodHead:
	case http.MethodPost:
		r.Body = http.MaxBytesReader(w, r.Body, 4<<10)
		token = r.PostFormValue("place")
	default:
		w.Header().Set("Allow", "GET, POST")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	status := http.StatusOK
	mine, err := a.links.Place(r.Context(), token)
	if err == nil && mine != nil {
		page["Token"] = token
		page["Event"], page["Shift"], page["When"] = notice.Describe(l, mine.Edges.Shift)
		if r.Method == http.MethodPost {
			_, err = a.places.Cancel(r.Context(), place.CancelRequest{SignupID: mine.ID, VolunteerID: mine.VolunteerID})
			page["Done"] = err == nil
		}
	}
	refusal, refused := fault.AsRefusal(err)
	switch {
	case refused:
		status = http.StatusUnprocessableEntity
		page["Error"], page["Next"] = graph.Words(l, refusal)
	case err != nil:
		status, page["Error"] = http.StatusServiceUnavailable, lang.Message(l, "failure.TRY_AGAIN", nil)
	case mine == nil:
		status, page["Error"] = http.StatusNotFound, words("unknown")
	}
	showPage(w, status, cannotComePage, page)
}
