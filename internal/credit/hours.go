package credit

import (
	"context"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/creditallocation"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/hourentry"
	"erikti/internal/civil"
	"erikti/internal/hours"
)

// usable is an entry of hours with what is left of it for an award.
type usable struct {
	*gen.HourEntry
	left int
}

// usableHours are what a student can still give to an award on a day, the oldest work first:
// verified, of the fiscal year and of days on which they were a student, at an
// accredited host, with the evidence and in the directions that the rules of its own day
// ask for, and not older than these let it be claimed.
func usableHours(ctx context.Context, client *gen.Client, e *gen.Enrollment, all []*gen.CreditPolicy, year int, today civil.Date) ([]usable, error) {
	from, to := yearOf(year)
	entries, err := client.HourEntry.Query().Where(
		hourentry.VolunteerID(e.VolunteerID), hourentry.DateGTE(from), hourentry.DateLT(to), hours.Stands(), hours.Counted(),
	).WithEvent(func(q *gen.EventQuery) { q.WithDirections() }).Order(gen.Asc(hourentry.FieldDate, hourentry.FieldID)).All(ctx)
	if err != nil {
		return nil, err
	}
	hosts, err := hosts(ctx, client, year)
	if err != nil {
		return nil, err
	}
	given, err := allocated(ctx, client, e.VolunteerID)
	if err != nil {
		return nil, err
	}
	var out []usable
	for _, h := range entries {
		p := inForce(all, h.Date)
		switch {
		case p == nil, h.Evidence < p.MinEvidence, !accredited(hosts[h.OrganizationID], h.Date):
		case h.Date < e.ValidFrom, e.ValidTo != "" && h.Date >= e.ValidTo:
		case h.Date.AddDays(p.ClaimDays) < today:
		case !inDirections(h.Edges.Event, p.Directions):
		case h.Minutes <= given[h.ID]:
		default:
			out = append(out, usable{h, h.Minutes - given[h.ID]})
		}
	}
	return out, nil
}

// inDirections says whether an event is in one of some directions; none: it is.
func inDirections(e *gen.Event, codes []string) bool {
	return len(codes) == 0 || e != nil && slices.ContainsFunc(e.Edges.Directions, func(d *gen.Direction) bool {
		return slices.Contains(codes, string(direction.Code(d.Code)))
	})
}

// allocated are the minutes of a person's entries that awards have, by entry.
func allocated(ctx context.Context, client *gen.Client, volunteerID string) (map[string]int, error) {
	all, err := client.CreditAllocation.Query().Where(creditallocation.VolunteerID(volunteerID)).All(ctx)
	by := map[string]int{}
	for _, a := range all {
		by[a.HourEntryID] += a.Minutes
	}
	return by, err
}

func sum(all []usable) int {
	n := 0
	for _, u := range all {
		n += u.left
	}
	return n
}
