package notice

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/internal/live"
	"erikti/internal/viewer"
)

// latest is how many notices are shown of an inbox that is followed.
const latest = 20

// Mine is what a person's inbox shows now.
type Mine struct {
	Unread  int
	Notices []*gen.Notice // the latest, newest first
}

// Follow follows the inbox of the viewer of ctx, whole each time.
func (i *Inbox) Follow(ctx context.Context, hub *live.Hub) (<-chan *Mine, error) {
	me := viewer.From(ctx).ID()
	changes := hub.Watch(me)
	var last *Mine
	read := func(ctx context.Context) (*Mine, error) {
		unread, err := i.Unread(ctx, me)
		if err != nil {
			return nil, err
		}
		all, err := i.store.Client.Notice.Query().Where(notice.VolunteerID(me)).
			Order(notice.ByCreatedAt(sql.OrderDesc()), notice.ByID(sql.OrderDesc())).Limit(latest).All(ctx)
		return &Mine{unread, all}, err
	}
	return live.Follow(ctx, changes, live.Source[*Mine]{
		First: func(ctx context.Context) (_ *Mine, err error) {
			last, err = read(ctx)
			return last, err
		},
		Change: func(ctx context.Context, _ []string) (*Mine, bool, error) {
			now, err := read(ctx)
			if err != nil || now.Unread == last.Unread && slices.EqualFunc(now.Notices, last.Notices, same) {
				return nil, false, err
			}
			last = now
			return now, true, nil
		},
	})
}

func same(a, b *gen.Notice) bool { return a.ID == b.ID && (a.ReadAt == nil) == (b.ReadAt == nil) }
