package app

import (
	"context"
	_ "embed"
	"html/template"
	"net/http"

	"erikti/ent/gen"
	"erikti/ent/gen/shift"
	"erikti/graph"
	"erikti/internal/fault"
	"erikti/internal/guest"
	"erikti/internal/lang"
	"erikti/internal/notice"
)

//go:embed guest.html
var guestHTML string

var guestPage = template.Must(template.New("guest").Parse(guestHTML))

// guest is the page on which a guest sees their place and changes it: by POST only.
func (a *App) guest(w http.ResponseWriter, r *http.Request) {
	l := lang.FromContext(r.Context())
	words := func(key string) string { return lang.Message(l, "guest."+key, nil) }
	token, ok := postedOrAsked(w, r, "place")
	if !ok {
		return
	}
	page := map[string]any{"Lang": string(l), "T": words, "Token": token}
	status, mine, err := http.StatusOK, (*guest.Place)(nil), error(nil)
	if r.Method == http.MethodPost {
		switch r.PostFormValue("do") {
		case "cancel":
			err = a.guests.Cancel(r.Context(), token, "")
		case "accept", "decline":
			err = a.guests.Answer(r.Context(), token, r.PostFormValue("do") == "accept", "")
		}
	}
	refusal, refused := fault.AsRefusal(err)
	if err == nil || refused {
		if mine, err = a.guests.Look(r.Context(), token); err == nil && mine != nil {
			err = a.describeGuest(r.Context(), l, mine, page)
		}
	}
	switch {
	case err != nil:
		status, page["Error"] = http.StatusServiceUnavailable, lang.Message(l, "failure.TRY_AGAIN", nil)
	case mine == nil:
		status, page["Error"] = http.StatusNotFound, words("unknown")
	case refused:
		status = http.StatusUnprocessableEntity
		page["Error"], page["Next"] = graph.Words(l, refusal)
	}
	showPage(w, status, guestPage, page)
}

// describeGuest says which shift it is and where the guest stands. The shift is public:
// only those of published events take guests.
func (a *App) describeGuest(ctx context.Context, l lang.Locale, mine *guest.Place, page map[string]any) error {
	s, err := a.store.Client.Shift.Query().Where(shift.ID(mine.ShiftID)).WithEvent().Only(ctx)
	if gen.MaskNotFound(err) != nil {
		return err
	}
	if s != nil {
		page["Event"], page["Shift"], page["When"] = notice.Describe(l, s)
	}
	state := "over"
	switch {
	case mine.OfferExpiresAt != nil:
		state, page["Offered"] = "offered", true
	case mine.WaitlistState != nil:
		state, page["Held"] = "waiting", true
	case mine.SignupState != nil && *mine.SignupState == "CONFIRMED":
		state, page["Held"] = "confirmed", true
	case mine.SignupState != nil && *mine.SignupState == "REQUESTED":
		state, page["Held"] = "requested", true
	}
	position := 0
	if mine.Position != nil {
		position = *mine.Position
	}
	page["State"] = lang.Message(l, "guest.state", map[string]any{"state": state, "position": position})
	return nil
}
