package project

import (
	"context"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/projectindicator"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/hours"
	"erikti/internal/state"
)

// Declare says what was reached of an indicator, for the project's organization. It
// returns the project's id.
func (s *Service) Declare(ctx context.Context, indicatorID string, value int, key string) (string, error) {
	input := struct {
		IndicatorID string
		Value       int
	}{indicatorID, value}
	projectID, err := s.store.Client.ProjectIndicator.Query().Where(projectindicator.ID(indicatorID)).Select(projectindicator.FieldProjectID).String(system(ctx))
	if gen.MaskNotFound(err) != nil {
		return "", err
	}
	return s.do(ctx, "declareIndicator", key, input, projectID, false, func(ctx context.Context, c *change) error {
		if !slices.Contains(undertaken, c.p.State) {
			return state.Refuse(States.Kind, c.p.State, undertaken...)
		}
		if value < 0 || value > maxNumber {
			return fault.Invalid("indicator_number", "value").With("most", maxNumber)
		}
		c.Record(audit.Entry{Action: "PROJECT_INDICATOR_DECLARED", Object: indicatorID, Organization: c.p.OrganizationID, Region: c.p.RegionID})
		if err := c.ProjectIndicator.UpdateOneID(indicatorID).SetDeclared(value).SetDeclaredAt(c.Now).SetUpdatedAt(c.Now).Exec(ctx); err != nil {
			return err
		}
		return c.settle(ctx)
	})
}

// Values are what the network counts of a project.
type Values struct {
	Minutes int64
	People  int
	Events  int
}

// of is the value of a source; nil for what is only declared. A project without any has
// none.
func (v *Values) of(source projectindicator.Source) *int {
	if v == nil {
		v = &Values{}
	}
	n := 0
	switch source {
	case projectindicator.SourceVERIFIED_HOURS:
		n = int(v.Minutes / 60)
	case projectindicator.SourcePEOPLE:
		n = v.People
	case projectindicator.SourceEVENTS:
		n = v.Events
	default:
		return nil
	}
	return &n
}

// values counts for projects, in three statements: their verified minutes (Sums, as every
// total), the people who worked them, and the events that are over.
func values(ctx context.Context, q hours.Querier, projectIDs []string) (map[string]*Values, error) {
	out := map[string]*Values{}
	for _, id := range projectIDs {
		out[id] = &Values{}
	}
	if len(out) == 0 {
		return out, nil
	}
	sums, err := hours.Sums(ctx, q, hours.Filter{ProjectIDs: projectIDs}, hours.ByProject)
	if err != nil {
		return nil, err
	}
	for _, s := range sums {
		out[s.Key].Minutes = s.Minutes
	}
	people, err := hours.People(ctx, q, hours.Filter{ProjectIDs: projectIDs}, hours.ByProject)
	if err != nil {
		return nil, err
	}
	for id, n := range people {
		out[id].People = n
	}
	return out, count(ctx, q, projectIDs, out)
}
