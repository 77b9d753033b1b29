package civil

import (
	"sync"
	"time"
)

// zones are those that were asked for: reading one takes longer than what is done
// with it, and there are a few hundred in the world.
var zones sync.Map // string to *time.Location

// Zone returns an IANA zone, or UTC for a name that there is not: nothing is written
// with such a name.
func Zone(name string) *time.Location {
	if known, ok := zones.Load(name); ok {
		return known.(*time.Location)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	zones.Store(name, zone)
	return zone
}
