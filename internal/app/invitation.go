package app

import (
	_ "embed"
	"html/template"
	"net/http"
	"strings"

	"erikti/graph"
	"erikti/internal/account"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/viewer"
)

//go:embed invitation.html
var invitationHTML string

var invitationPage = template.Must(template.New("invitation").Parse(invitationHTML))

// invitation is the page on which whoever holds the link of an invitation accepts it,
// signing in with it. The link shows the page; it acts by POST only.
func (a *App) invitation(w http.ResponseWriter, r *http.Request) {
	l := lang.FromContext(r.Context())
	words := func(key string) string { return lang.Message(l, "invitation."+key, nil) }
	token, ok := postedOrAsked(w, r, "token")
	if !ok {
		return
	}
	page := map[string]any{"Lang": string(l), "T": words, "Token": token}
	status := http.StatusOK
	open, err := a.members.Look(r.Context(), token)
	switch {
	case err == nil && open == nil:
		err = fault.Refuse(fault.LinkExpired)
	case err == nil:
		o := open.Organization
		page["Organization"], _ = lang.Text{Kk: o.NameKk, Ru: o.NameRu, En: o.NameEn}.For(l)
		page["About"] = lang.Message(l, "invitation.about", map[string]any{"role": string(open.Role)})
		if r.Method == http.MethodPost {
			err = a.acceptInvitation(r, token)
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
	}
	showPage(w, status, invitationPage, page)
}

// acceptInvitation accepts as the person who signs in by the form; the session is over
// with it.
func (a *App) acceptInvitation(r *http.Request, token string) error {
	c := account.Credentials{Password: r.PostFormValue("password")}
	if contact := r.PostFormValue("contact"); strings.Contains(contact, "@") {
		c.Email = contact
	} else {
		c.Phone = contact
	}
	opened, err := a.accounts.SignIn(r.Context(), c)
	if err != nil {
		return err
	}
	ctx := viewer.With(r.Context(), opened.Viewer)
	if _, err := a.members.Accept(ctx, token, ""); err != nil {
		_, _ = a.accounts.SignOut(ctx, false) // the refusal says more
		return err
	}
	_, err = a.accounts.SignOut(ctx, false)
	return err
}

// postedOrAsked is the value of a link's parameter: of the form that was posted, else of
// the address. It answers every other method.
func postedOrAsked(w http.ResponseWriter, r *http.Request, name string) (string, bool) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		return r.URL.Query().Get(name), true
	case http.MethodPost:
		r.Body = http.MaxBytesReader(w, r.Body, 16<<10)
		return r.PostFormValue(name), true
	}
	w.Header().Set("Allow", "GET, POST")
	w.WriteHeader(http.StatusMethodNotAllowed)
	return "", false
}
