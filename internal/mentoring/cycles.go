package mentoring

import (
	"context"
	"maps"
	"slices"

	"erikti/ent/gen/mentorship"
	"erikti/ent/gen/organization"
	"erikti/internal/act"
	"erikti/internal/fault"
)

// noCircle refuses that an organization which stands above a center becomes its mentee
// (invariant 19). A circle is closed by rows of others, so whoever looks holds the one
// lock for all until the end of the transaction.
func noCircle(ctx context.Context, c *act.Change, centerID, menteeID string) error {
	if c.Postgres {
		if _, err := c.ExecContext(ctx, "SELECT pg_advisory_xact_lock(hashtext('erikti mentoring'))"); err != nil {
			return err
		}
	}
	seen, above := map[string]bool{}, []string{centerID}
	for len(above) > 0 {
		if slices.Contains(above, menteeID) {
			return fault.Invalid("mentoring_circle", "organizationId")
		}
		next := map[string]bool{}
		for _, id := range above {
			seen[id] = true
		}
		networks, err := c.Organization.Query().Where(organization.IDIn(above...), organization.ParentIDNotNil()).Select(organization.FieldParentID).Strings(ctx)
		if err != nil {
			return err
		}
		mentors, err := c.Mentorship.Query().Where(mentorship.MenteeIDIn(above...), mentorship.StateIn(alive...)).Select(mentorship.FieldCenterID).Strings(ctx)
		if err != nil {
			return err
		}
		for _, id := range append(networks, mentors...) {
			next[id] = !seen[id]
		}
		maps.DeleteFunc(next, func(_ string, isNew bool) bool { return !isNew })
		above = slices.Collect(maps.Keys(next))
	}
	return nil
}
