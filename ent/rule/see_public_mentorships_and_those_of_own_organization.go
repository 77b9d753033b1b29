package rule

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/mentorship"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/privacy"
	"erikti/internal/viewer"
)

// SeePublicMentorshipsAndThoseOfOwnOrganization lets everyone see mentorships that are
// ACTIVE or COMPLETED between VERIFIED organizations, and members those of their own
// organization, on either side, whatever their state.
func SeePublicMentorshipsAndThoseOfOwnOrganization() privacy.QueryRule {
	return privacy.MentorshipQueryRuleFunc(func(ctx context.Context, q *gen.MentorshipQuery) error {
		v := viewer.From(ctx)
		if v.PlatformAdmin() {
			return privacy.Allow
		}
		verified := organization.StatusEQ(organization.StatusVERIFIED)
		see := []predicate.Mentorship{mentorship.And(
			mentorship.StateIn(mentorship.StateACTIVE, mentorship.StateCOMPLETED),
			mentorship.HasCenterWith(verified), mentorship.HasMenteeWith(verified),
		)}
		if own := v.MemberOf(); len(own) > 0 {
			// The organizations of the row are never null: it is seen by those who see both.
			see = append(see, mentorship.And(mentorship.Or(mentorship.CenterIDIn(own...), mentorship.MenteeIDIn(own...)),
				mentorship.HasCenterWith(visibleOrganization(v)), mentorship.HasMenteeWith(visibleOrganization(v))))
		}
		q.Where(mentorship.Or(see...))
		return privacy.Allow
	})
}
