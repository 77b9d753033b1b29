// Package stats counts the network: the numbers of a dashboard, each one the
// count of a list that can be asked for.
package stats

import (
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/direction"
	"erikti/internal/civil"
)

// Totals are numbers that belong together.
type Totals struct {
	Organizations   int
	SupportCenters  int
	Volunteers      int
	Events          int
	Places          int
	TakenPlaces     int
	FreePlaces      int
	VerifiedMinutes int64
}

// RegionTotals are the numbers of a region.
type RegionTotals struct {
	Region *gen.Region
	Totals *Totals
}

// DirectionTotals are the numbers of a direction.
type DirectionTotals struct {
	Direction *gen.Direction
	Totals    *Totals
}

// MonthTotals are the numbers of a month, YYYY-MM.
type MonthTotals struct {
	Month  string
	Totals *Totals
}

// NetworkStats are the numbers of a dashboard.
type NetworkStats struct {
	AsOf        time.Time
	Totals      *Totals
	ByRegion    []*RegionTotals
	ByDirection []*DirectionTotals
	ByMonth     []*MonthTotals
}

// Filter bounds what is counted; a zero field does not.
type Filter struct {
	RegionID  string
	Direction direction.Code
	From, To  civil.Date // days in Kazakhstan, both included
	Ahead     bool       // only published events that are not over
}
