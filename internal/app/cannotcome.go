package app

import (
	"net/http"

	"erikti/internal/place"
)

var cannotComePage = parsePage("cannot-come")

// cannotCome is the page on which whoever holds the link of a reminder gives the
// place up. The link shows the page; the place is given up by POST only, since
// programs that look into mails follow links.
func (a *App) cannotCome(w http.ResponseWriter, r *http.Request) {
	token := postedOrAsked(w, r, "place")
	p := newPage(r, cannotComePage, "cannot_come", "place", token)
	mine, err := a.links.Place(r.Context(), token)
	if err == nil && mine != nil {
		p.describeShift(mine.Edges.Shift)
		if r.Method == http.MethodPost {
			_, err = a.places.Cancel(r.Context(), place.CancelRequest{SignupID: mine.ID, VolunteerID: mine.VolunteerID})
			p.say("Done", err == nil)
		}
	}
	switch {
	case err != nil:
		p.fail(err)
	case mine == nil:
		p.missing("unknown")
	}
	p.show(w)
}
