package graph

import (
	"entgo.io/contrib/entgql"

	"erikti/ent/gen"
)

// latestReports is the order of reports: their identifiers sort by time.
var latestReports = &gen.ReportOrder{Direction: entgql.OrderDirectionDesc}
