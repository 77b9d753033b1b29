package center

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/live"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// Desk says when the numbers of a region's desk were seen to be others than before.
type Desk struct {
	RegionID string
	AsOf     time.Time

	counted counts
}

// Follow tells the desk of a region now, then each time that its numbers changed. The
// rights are read again before each state: who runs the support center no more gets
// FORBIDDEN. A region that does not exist is NOT_FOUND.
func Follow(ctx context.Context, hub *live.Hub, client *gen.Client, now func() time.Time, regionID string) (<-chan *Desk, error) {
	watched := []string{regionID}
	changes := hub.Watch(watched...)
	return live.Paced(ctx, changes, func(ctx context.Context) (*Desk, error) {
		if !right.May(viewer.From(ctx), "Subscription.centerDesk", "", regionID) {
			return nil, fault.Fail(fault.Forbidden, "")
		}
		ctx = rule.System(ctx)
		w, err := whose(ctx, client, regionID, now())
		if err != nil {
			return nil, err
		}
		// What changes of an organization that came is signaled from here on; what did
		// before is counted below.
		if topics := w.topics(); !slices.Equal(topics, watched) {
			watched = topics
			changes.Instead(watched...)
		}
		counted, err := w.count(ctx, client, now())
		return &Desk{RegionID: regionID, AsOf: now().UTC(), counted: counted}, err
	}, func(a, b *Desk) bool { return a.counted == b.counted })
}

// Remind lets all desks that are followed here count again.
func Remind(hub *live.Hub) {
	for _, regionID := range hub.Watched(string(id.Region) + "_") {
		hub.Remind(regionID)
	}
}
