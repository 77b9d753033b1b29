package reference

import (
	"erikti/internal/civil"
	"erikti/internal/geo"
	"erikti/internal/id"
)

// newRegions is the day on which Abai, Jetisu and Ulytau became regions and took
// their districts with them.
const newRegions civil.Date = "2022-06-08"

// districtRow is a district in one region for a time.
type districtRow struct {
	geo.District
	region   string     // ISO 3166-2
	from, to civil.Date // "" for an open end
}

func (d districtRow) id() string { return id.District.Of(d.KATO + "/" + d.region) }

// districtRows lists the districts, one that moved once for each of its regions,
// so that figures of a past date count it where it was (invariant 19).
func districtRows() []districtRow {
	var rows []districtRow
	for _, d := range geo.Districts() {
		if d.FormerRegionISO == "" {
			rows = append(rows, districtRow{District: d, region: d.RegionISO})
			continue
		}
		rows = append(rows,
			districtRow{District: d, region: d.FormerRegionISO, to: newRegions},
			districtRow{District: d, region: d.RegionISO, from: newRegions})
	}
	return rows
}
