package demo

import (
	"fmt"
	"time"

	"erikti/internal/geo"
	"erikti/internal/id"
)

// inhabitants are the people of the regions, roughly and in thousands: how many
// volunteers, organizations and events each has follows from them.
var inhabitants = map[string]int{
	"KZ-10": 610, "KZ-11": 790, "KZ-15": 950, "KZ-19": 1560, "KZ-23": 710, "KZ-27": 700, "KZ-31": 1220,
	"KZ-33": 700, "KZ-35": 1130, "KZ-39": 830, "KZ-43": 850, "KZ-47": 800, "KZ-55": 750, "KZ-59": 520,
	"KZ-61": 2140, "KZ-62": 220, "KZ-63": 730, "KZ-71": 1430, "KZ-75": 2230, "KZ-79": 1230,
}

// pavlodar is the region of the demo's cast.
const pavlodar = "KZ-55"

func makeRegions() ([]*region, error) {
	var regions []*region
	for _, r := range geo.Regions() {
		zone, err := time.LoadLocation(r.TimeZone)
		if err != nil {
			return nil, err
		}
		weight, ok := inhabitants[r.ISO]
		if !ok {
			return nil, fmt.Errorf("no inhabitants for region %s", r.ISO)
		}
		regions = append(regions, &region{
			iso: r.ISO, id: id.Region.Of(r.ISO), town: r.Center.Name, zone: zone, weight: weight,
		})
	}
	return regions, nil
}

func (n *network) region(iso string) *region {
	for _, r := range n.regions {
		if r.iso == iso {
			return r
		}
	}
	panic("the demo knows no region " + iso) // the tests of content name only those there are
}

// share divides a total among the regions: at least the minimum each, the rest in
// proportion to the inhabitants.
func (n *network) share(r random, total, minimum int) map[*region]int {
	counts := map[*region]int{}
	for _, x := range n.regions {
		counts[x] = minimum
	}
	for range total - minimum*len(n.regions) {
		counts[weighted(r, n.regions, func(x *region) int { return x.weight })]++
	}
	return counts
}
