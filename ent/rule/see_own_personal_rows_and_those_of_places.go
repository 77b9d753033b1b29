package rule

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/privacy"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteer"
	"erikti/ent/gen/volunteerprivate"
	"erikti/internal/viewer"
)

// contactsFor is how long organizers see how to reach who had a place, after the shift.
const contactsFor = 30 * 24 * time.Hour

// SeeOwnPersonalRowsAndThoseOfPlaces lets a person see their own e-mail address, phone
// number and birth date, and organizers those of people who have a place on a shift of
// their organization's events, until 30 days after it: not of who waits, asks, or gave
// it up.
func SeeOwnPersonalRowsAndThoseOfPlaces() privacy.QueryRule {
	return privacy.VolunteerPrivateQueryRuleFunc(func(ctx context.Context, q *gen.VolunteerPrivateQuery) error {
		v := viewer.From(ctx)
		see := volunteerprivate.VolunteerID(v.ID())
		if own := v.OrganizerOf(); len(own) > 0 {
			see = volunteerprivate.Or(see, volunteerprivate.HasVolunteerWith(volunteer.HasSignupsWith(
				signup.StateIn(signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED, signup.StateNO_SHOW, signup.StateUNRECORDED, signup.StateEXCUSED),
				signup.EndsAtGT(time.Now().UTC().Add(-contactsFor)),
				signup.HasShiftWith(shiftOf(own)),
			)))
		}
		q.Where(see)
		return privacy.Allow
	})
}
