package organization

import (
	"context"
	"maps"
	"slices"

	"erikti/ent/gen/mentorship"
	"erikti/ent/gen/organization"
	"erikti/internal/act"
	"erikti/internal/fault"
)

// NoCircle refuses that an organization comes to stand above another one, as its mentor or
// its network, that stands above it already, however far (invariant 19). A circle is closed
// by rows of others, so whoever looks holds the one lock for all until the end of the
// transaction; it is taken after those of organizations.
func NoCircle(ctx context.Context, c *act.Change, above, below string) error {
	if c.Postgres {
		if _, err := c.ExecContext(ctx, "SELECT pg_advisory_xact_lock(hashtext('erikti circles'))"); err != nil {
			return err
		}
	}
	seen, level := map[string]bool{}, []string{above}
	for len(level) > 0 {
		if slices.Contains(level, below) {
			return fault.Invalid("circle", "organizationId")
		}
		next := map[string]bool{}
		for _, id := range level {
			seen[id] = true
		}
		networks, err := c.Organization.Query().Where(organization.IDIn(level...), organization.ParentIDNotNil()).Select(organization.FieldParentID).Strings(ctx)
		if err != nil {
			return err
		}
		mentors, err := c.Mentorship.Query().Where(mentorship.MenteeIDIn(level...), mentorship.StateIn(alive...)).Select(mentorship.FieldCenterID).Strings(ctx)
		if err != nil {
			return err
		}
		for _, id := range append(networks, mentors...) {
			next[id] = !seen[id]
		}
		maps.DeleteFunc(next, func(_ string, isNew bool) bool { return !isNew })
		level = slices.Collect(maps.Keys(next))
	}
	return nil
}

// alive are the states of mentorships that are not over.
var alive = []mentorship.State{mentorship.StateREQUESTED, mentorship.StatePROPOSED, mentorship.StateACTIVE, mentorship.StatePAUSED}
