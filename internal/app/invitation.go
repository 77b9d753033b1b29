package app

import (
	"net/http"
	"strings"

	"erikti/internal/account"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/viewer"
)

var invitationPage = parsePage("invitation")

// invitation is the page on which whoever holds the link of an invitation accepts it,
// signing in with it. The link shows the page; it acts by POST only.
func (a *App) invitation(w http.ResponseWriter, r *http.Request) {
	token := postedOrAsked(w, r, "token")
	p := newPage(r, invitationPage, "invitation", "token", token)
	open, err := a.members.Look(r.Context(), token)
	switch {
	case err == nil && open == nil:
		err = fault.Refuse(fault.LinkExpired)
	case err == nil:
		o := open.Organization
		name, _ := lang.Text{Kk: o.NameKk, Ru: o.NameRu, En: o.NameEn}.For(p.lang)
		p.say("Organization", name)
		p.say("About", lang.Message(p.lang, "invitation.about", map[string]any{"role": string(open.Role)}))
		if r.Method == http.MethodPost {
			err = a.acceptInvitation(r, token)
			p.say("Done", err == nil)
		}
	}
	if err != nil {
		p.fail(err)
	}
	p.show(w)
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
