package hours

import (
	"context"
	"reflect"

	"erikti/ent/gen"
	"erikti/internal/fault"
	"erikti/internal/live"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// Follow tells what List lists now, then each time that it changed. The rights are read
// again before each state: who runs the events of the organization no more gets NOT_FOUND.
func Follow(ctx context.Context, hub *live.Hub, client *gen.Client, w Wanted) (<-chan []*Entry, error) {
	topic := w.OrganizationID
	if topic == "" {
		topic = viewer.From(ctx).ID()
	}
	return live.Paced(ctx, hub.Watch(topic), func(ctx context.Context) ([]*Entry, error) {
		if w.OrganizationID != "" && !right.May(viewer.From(ctx), "Mutation.verifyHours", w.OrganizationID) {
			return nil, fault.Fail(fault.Missing, "")
		}
		return List(ctx, client, w)
	}, func(a, b []*Entry) bool { return reflect.DeepEqual(keyOf(a), keyOf(b)) })
}

// keyOf is what of lines can be seen to change: a line is only appended.
func keyOf(all []*Entry) []any {
	key := make([]any, 0, 5*len(all))
	for _, e := range all {
		key = append(key, e.ID, e.State, e.TakenBack, e.Description, e.Reason)
	}
	return key
}
