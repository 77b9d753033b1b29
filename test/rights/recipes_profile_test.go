package rights

import "maps"

func init() { maps.Copy(recipes, profileRecipes) }

var profileRecipes = map[string]recipe{
	"Mutation.updateProfile":    {"nobody", mutate("updateProfile", "UpdateProfileInput", func(one) []any { return []any{"locale", "ru"} }), nil},
	"Mutation.makeCalendarFeed": {"nobody", mutate("makeCalendarFeed", "MakeCalendarFeedInput", func(one) []any { return nil }), nil},
	"Mutation.endCalendarFeed":  {"nobody", mutate("endCalendarFeed", "EndCalendarFeedInput", func(one) []any { return nil }), nil},
	"Mutation.followOrganization": {"nobody", mutate("followOrganization", "FollowOrganizationInput", func(o one) []any {
		return []any{"organizationId", o.org}
	}), nil},
	"Mutation.unfollowOrganization": {"nobody", mutate("unfollowOrganization", "UnfollowOrganizationInput", func(o one) []any {
		return []any{"organizationId", o.org}
	}), nil},
	"Mutation.messageRoster": {"organization", mutate("messageRoster", "MessageRosterInput", func(o one) []any {
		shift := o.shift(o.org)
		o.takes(o.somebody, shift)
		return []any{"shiftId", shift, "text", "Bring gloves"}
	}), nil},
}
