package rule

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/privacy"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteer"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/viewer"
)

// SeeOneselfAndPeopleOnOwnRosters lets a person see themselves, organizers
// those whom their organization added or who signed up or wait for a shift of its events, and ADMINs
// those who are members of their organization, or asked to be.
func SeeOneselfAndPeopleOnOwnRosters() privacy.QueryRule {
	return privacy.VolunteerQueryRuleFunc(func(ctx context.Context, q *gen.VolunteerQuery) error {
		v := viewer.From(ctx)
		see := []predicate.Volunteer{volunteer.ID(v.ID())}
		if own := v.OrganizerOf(); len(own) > 0 {
			see = append(see, volunteer.AddedByIDIn(own...),
				volunteer.HasSignupsWith(signup.HasShiftWith(shiftOf(own))),
				volunteer.HasWaitlistEntriesWith(waitlistentry.HasShiftWith(shiftOf(own))))
		}
		if own := v.AdminOf(); len(own) > 0 {
			see = append(see, volunteer.HasMembershipsWith(membership.OrganizationIDIn(own...), membership.StatusNEQ(membership.StatusENDED)))
		}
		q.Where(volunteer.Or(see...))
		return privacy.Allow
	})
}

// SeeOwnSignupsAndOwnRosters lets a person see their own sign-ups, and organizers
// those for their organization's events.
func SeeOwnSignupsAndOwnRosters() privacy.QueryRule {
	return privacy.SignupQueryRuleFunc(func(ctx context.Context, q *gen.SignupQuery) error {
		v := viewer.From(ctx)
		see := signup.VolunteerID(v.ID())
		if own := v.OrganizerOf(); len(own) > 0 {
			see = signup.Or(see, signup.HasShiftWith(shiftOf(own)))
		}
		q.Where(see)
		return privacy.Allow
	})
}

// SeeOwnEntriesAndOwnRosters is the same for positions in a queue.
func SeeOwnEntriesAndOwnRosters() privacy.QueryRule {
	return privacy.WaitlistEntryQueryRuleFunc(func(ctx context.Context, q *gen.WaitlistEntryQuery) error {
		v := viewer.From(ctx)
		see := waitlistentry.VolunteerID(v.ID())
		if own := v.OrganizerOf(); len(own) > 0 {
			see = waitlistentry.Or(see, waitlistentry.HasShiftWith(shiftOf(own)))
		}
		q.Where(see)
		return privacy.Allow
	})
}

// SeeOwnOffersAndOwnRosters is the same for offers of a place.
func SeeOwnOffersAndOwnRosters() privacy.QueryRule {
	return privacy.OfferQueryRuleFunc(func(ctx context.Context, q *gen.OfferQuery) error {
		v := viewer.From(ctx)
		see := offer.VolunteerID(v.ID())
		if own := v.OrganizerOf(); len(own) > 0 {
			see = offer.Or(see, offer.HasShiftWith(shiftOf(own)))
		}
		q.Where(see)
		return privacy.Allow
	})
}

func shiftOf(organizations []string) predicate.Shift {
	return shift.HasEventWith(event.OrganizationIDIn(organizations...))
}
