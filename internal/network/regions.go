package network

import (
	"context"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/district"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/region"
	"erikti/ent/gen/supportcenter"
	"erikti/internal/civil"
)

// Home is the zone in which "today" is meant where nothing else says.
var Home = func() *time.Location {
	zone, err := time.LoadLocation("Asia/Almaty")
	if err != nil {
		panic(err) // time/tzdata is part of the program
	}
	return zone
}()

// Today is the day in Kazakhstan.
func Today(now time.Time) civil.Date { return civil.Of(now, Home) }

// RegionsOn are the regions that there were on a day (invariant 19).
func RegionsOn(day civil.Date) predicate.Region {
	return region.And(
		region.Or(region.ValidFromIsNil(), region.ValidFrom(""), region.ValidFromLTE(day)),
		region.Or(region.ValidToIsNil(), region.ValidTo(""), region.ValidToGT(day)),
	)
}

// MembershipsOn are the memberships that give rights on a day.
func MembershipsOn(day civil.Date) predicate.Membership {
	return membership.And(
		membership.StatusEQ(membership.StatusACTIVE),
		membership.ValidFromLTE(day),
		membership.Or(membership.ValidToIsNil(), membership.ValidTo(""), membership.ValidToGT(day)),
	)
}

// MembersIn are the people who have one of some roles in an organization on a day, each
// once, in the order of their ids.
func MembersIn(ctx context.Context, memberships *gen.MembershipClient, day civil.Date, organizationID string, roles ...membership.Role) ([]string, error) {
	people, err := memberships.Query().Where(membership.OrganizationID(organizationID), membership.RoleIn(roles...), MembershipsOn(day)).
		Select(membership.FieldVolunteerID).Strings(ctx)
	slices.Sort(people)
	return slices.Compact(people), err
}

// MandatesOn are the mandates of support centers that hold on a day: that of a
// suspended organization does not.
func MandatesOn(day civil.Date) predicate.SupportCenter {
	return supportcenter.And(
		supportcenter.ValidFromLTE(day),
		supportcenter.Or(supportcenter.ValidToIsNil(), supportcenter.ValidTo(""), supportcenter.ValidToGT(day)),
		supportcenter.HasOrganizationWith(verified),
	)
}

// verified is written out, and no argument: a partial index depends on the status, and
// SQLite plans a statement anew for each value that such an index might be about. The
// mandates are read for every request of a coordinator.
func verified(s *sql.Selector) {
	s.Where(sql.ExprP(s.C(organization.FieldStatus) + " = '" + string(organization.StatusVERIFIED) + "'"))
}

// DistrictsOn are the districts that there were on a day, each in its region of
// that day.
func DistrictsOn(day civil.Date) predicate.District {
	return district.And(
		district.Or(district.ValidFromIsNil(), district.ValidFrom(""), district.ValidFromLTE(day)),
		district.Or(district.ValidToIsNil(), district.ValidTo(""), district.ValidToGT(day)),
	)
}
