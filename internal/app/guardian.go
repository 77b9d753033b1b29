package app

import (
	_ "embed"
	"html/template"
	"net/http"

	"erikti/ent/gen/guardianconsent"
	"erikti/graph"
	"erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/guardian"
	"erikti/internal/lang"
)

//go:embed guardian.html
var guardianHTML string

var guardianPage = template.Must(template.New("guardian").Parse(guardianHTML))

// guardian is the page on which a guardian, who has no account, reads the text in their
// language and consents, or takes it back: by POST only.
func (a *App) guardian(w http.ResponseWriter, r *http.Request) {
	token, ok := postedOrAsked(w, r, "consent")
	if !ok {
		return
	}
	l := lang.FromContext(r.Context())
	if chosen := lang.Locale(r.FormValue("lang")); chosen.Valid() {
		l = chosen
	}
	words := func(key string) string { return lang.Message(l, "guardian."+key, nil) }
	page := map[string]any{"Lang": string(l), "T": words, "Token": token, "Languages": lang.Locales}
	status, err := http.StatusOK, error(nil)
	if r.Method == http.MethodPost {
		switch r.PostFormValue("do") {
		case "give":
			err = a.guardians.Give(r.Context(), token)
		case "revoke":
			err = a.guardians.Revoke(r.Context(), token)
		}
	}
	refusal, refused := fault.AsRefusal(err)
	var asked *guardian.Asked
	if err == nil || refused {
		asked, err = a.guardians.Look(r.Context(), token)
	}
	switch {
	case err != nil:
		status, page["Error"] = http.StatusServiceUnavailable, lang.Message(l, "failure.TRY_AGAIN", nil)
	case asked == nil:
		status, page["Error"] = http.StatusNotFound, words("unknown")
	default:
		if refused {
			status = http.StatusUnprocessableEntity
			page["Error"], page["Next"] = graph.Words(l, refusal)
		}
		describeGuardian(l, asked, page)
	}
	showPage(w, status, guardianPage, page)
}

func describeGuardian(l lang.Locale, asked *guardian.Asked, page map[string]any) {
	page["Child"] = asked.Child.GivenName + " " + asked.Child.FamilyName
	page["For"] = lang.Message(l, "guardian.year", nil)
	if e := asked.Event; e != nil {
		page["For"], _ = lang.Text{Kk: e.TitleKk, Ru: e.TitleRu, En: e.TitleEn}.For(l)
	}
	page["Text"] = consent.Text(l, consent.Guardian)
	status := asked.Consent.Status
	page["State"] = lang.Message(l, "guardian.state", map[string]any{"state": string(status)})
	page["MayGive"] = status != guardianconsent.StatusGIVEN
	page["MayRevoke"] = status != guardianconsent.StatusREVOKED
}
