package hours

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/region"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// OfRegion is what waits to be verified in a region, and a page of it.
type OfRegion struct {
	Count   int
	Minutes int64
	Lines   []*Waiting
}

// Waiting is a line that nobody has verified yet, as the support center of the region
// sees it: for whom and when, and not who worked.
type Waiting struct {
	ID           string
	Organization *gen.Organization
	Event        *gen.Event // nil for what was declared
	Date         civil.Date
	Minutes      int
	Evidence     int
}

// WaitIn are the lines that wait to be verified in a region: those worked for the
// organizations whose home it is, which its support center answers for. Each line is in
// one region so, wherever the work was.
func WaitIn(regionID string) predicate.HourEntry {
	return hourentry.And(
		hourentry.StateEQ(hourentry.StatePENDING),
		func(s *sql.Selector) {
			homes := sql.Table(organization.Table)
			s.Where(sql.In(s.C(hourentry.FieldOrganizationID), sql.Dialect(s.Dialect()).Select(homes.C(organization.FieldID)).From(homes).
				Where(sql.EQ(homes.C(organization.FieldHomeRegionID), regionID))))
		},
	)
}

// InRegion reads the lines that wait to be verified in a region, by organization, the
// oldest work first: for who runs its support center, and administrators of the platform.
// To everyone else it is FORBIDDEN; a region that does not exist is NOT_FOUND.
func InRegion(ctx context.Context, client *gen.Client, regionID string, first int, after string) (*OfRegion, error) {
	if !right.May(viewer.From(ctx), "Query.regionHours", "", regionID) {
		return nil, fault.Fail(fault.Forbidden, "")
	}
	ctx = rule.System(ctx)
	if known, err := client.Region.Query().Where(region.ID(regionID)).Exist(ctx); err != nil || !known {
		if err == nil {
			err = fault.Fail(fault.Missing, "")
		}
		return nil, err
	}
	q := client.HourEntry.Query().Where(WaitIn(regionID))
	var sums []struct {
		Count   int   `json:"count"`
		Minutes int64 `json:"minutes"`
	}
	if err := q.Clone().Aggregate(gen.Count(), func(s *sql.Selector) string {
		return sql.As("coalesce("+sql.Sum(s.C(hourentry.FieldMinutes))+", 0)", "minutes")
	}).Scan(ctx, &sums); err != nil {
		return nil, err
	}
	all := &OfRegion{Count: sums[0].Count, Minutes: sums[0].Minutes, Lines: []*Waiting{}}
	if after != "" {
		last, err := q.Clone().Where(hourentry.ID(after)).Only(ctx)
		if gen.IsNotFound(err) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		q.Where(hourentry.Or(
			hourentry.OrganizationIDGT(last.OrganizationID),
			hourentry.And(hourentry.OrganizationID(last.OrganizationID), hourentry.Or(
				hourentry.DateGT(last.Date),
				hourentry.And(hourentry.Date(last.Date), hourentry.IDGT(last.ID)),
			)),
		))
	}
	rows, err := q.Order(hourentry.ByOrganizationID(), hourentry.ByDate(), hourentry.ByID()).Limit(min(max(first, 1), mostListed)).
		WithOrganization().WithEvent().All(ctx)
	for _, h := range rows {
		all.Lines = append(all.Lines, &Waiting{h.ID, h.Edges.Organization, h.Edges.Event, h.Date, h.Minutes, h.Evidence})
	}
	return all, err
}
