package app

import (
	"context"
	"net/http"

	"erikti/ent/gen"
	"erikti/ent/gen/shift"
	"erikti/internal/fault"
	"erikti/internal/guest"
	"erikti/internal/lang"
	"erikti/internal/notice"
)

var guestPage = parsePage("guest")

// guest is the page on which a guest sees their place and changes it: by POST only.
func (a *App) guest(w http.ResponseWriter, r *http.Request) {
	token := postedOrAsked(w, r, "place")
	p := newPage(r, guestPage, "guest", "place", token)
	var err error
	if r.Method == http.MethodPost {
		switch r.PostFormValue("do") {
		case "cancel":
			err = a.guests.Cancel(r.Context(), token, "")
		case "accept", "decline":
			err = a.guests.Answer(r.Context(), token, r.PostFormValue("do") == "accept", "")
		}
	}
	if err != nil {
		p.fail(err)
	}
	if _, refused := fault.AsRefusal(err); err == nil || refused {
		var mine *guest.Place
		if mine, err = a.guests.Look(r.Context(), token); err == nil && mine != nil {
			err = a.describeGuest(r.Context(), p, mine)
		}
		switch {
		case err != nil:
			p.fail(err)
		case mine == nil:
			p.missing("unknown")
		}
	}
	p.show(w)
}

// describeGuest says which shift it is and where the guest stands. The shift is public:
// only those of published events take guests.
func (a *App) describeGuest(ctx context.Context, p *page, mine *guest.Place) error {
	s, err := a.store.Client.Shift.Query().Where(shift.ID(mine.ShiftID)).WithEvent().Only(ctx)
	if gen.MaskNotFound(err) != nil {
		return err
	}
	if s != nil {
		p.describeShift(s)
		p.say("EventPath", "/events/"+s.EventID)
	}
	state := "over"
	switch {
	case mine.OfferExpiresAt != nil:
		state = "offered"
		p.say("Offered", true)
		if s != nil {
			until := notice.Moment(p.lang, *mine.OfferExpiresAt, s)
			p.say("Until", lang.Message(p.lang, "guest.until", map[string]any{"until": until}))
		}
	case mine.WaitlistState != nil:
		state = "waiting"
		p.say("Held", true)
	case mine.SignupState != nil && *mine.SignupState == "CONFIRMED":
		state = "confirmed"
		p.say("Held", true)
	case mine.SignupState != nil && *mine.SignupState == "REQUESTED":
		state = "requested"
		p.say("Held", true)
	}
	position := 0
	if mine.Position != nil {
		position = *mine.Position
	}
	p.say("State", lang.Message(p.lang, "guest.state", map[string]any{"state": state, "position": position}))
	return nil
}
