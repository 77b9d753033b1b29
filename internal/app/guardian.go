package app

import (
	"net/http"

	"erikti/ent/gen/guardianconsent"
	"erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/guardian"
	"erikti/internal/lang"
)

var guardianPage = parsePage("guardian")

// guardian is the page on which a guardian, who has no account, reads the text in their
// language and consents, or takes it back: by POST only.
func (a *App) guardian(w http.ResponseWriter, r *http.Request) {
	token := postedOrAsked(w, r, "consent")
	p := newPage(r, guardianPage, "guardian", "consent", token)
	var err error
	if r.Method == http.MethodPost {
		switch r.PostFormValue("do") {
		case "give":
			err = a.guardians.Give(r.Context(), token)
		case "revoke":
			err = a.guardians.Revoke(r.Context(), token)
		}
	}
	if err != nil {
		p.fail(err)
	}
	var asked *guardian.Asked
	if _, refused := fault.AsRefusal(err); err == nil || refused {
		asked, err = a.guardians.Look(r.Context(), token)
		switch {
		case err != nil:
			p.fail(err)
		case asked == nil:
			p.missing("unknown")
		default:
			p.describeGuardian(asked)
		}
	}
	p.show(w)
}

func (p *page) describeGuardian(asked *guardian.Asked) {
	p.say("Child", asked.Child.GivenName+" "+asked.Child.FamilyName)
	p.say("For", p.word("year"))
	if e := asked.Event; e != nil {
		title, _ := lang.Text{Kk: e.TitleKk, Ru: e.TitleRu, En: e.TitleEn}.For(p.lang)
		p.say("For", title)
	}
	p.say("Text", consent.Text(p.lang, consent.Guardian))
	status := asked.Consent.Status
	p.say("State", lang.Message(p.lang, "guardian.state", map[string]any{"state": string(status)}))
	p.say("MayGive", status != guardianconsent.StatusGIVEN)
	p.say("MayRevoke", status != guardianconsent.StatusREVOKED)
}
