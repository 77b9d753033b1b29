package notice

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/noticedelivery"
	"erikti/ent/gen/noticemute"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/pushsubscription"
	"erikti/ent/gen/session"
)

// wish is how some people want to be told.
type wish struct {
	mutes    map[[3]string]bool  // by person, kind and channel
	browsers map[string][]string // subscriptions that are in use, by person
}

func (w *wish) muted(n *gen.Notice, name noticedelivery.Channel) bool {
	return w.mutes[[3]string{n.VolunteerID, string(n.Kind), string(name)}]
}

func subscriptionIDs(ids []string) predicate.PushSubscription { return pushsubscription.IDIn(ids...) }

// wishes reads how people want to be told. A browser whose session has ended is told
// nothing more.
func wishes(ctx context.Context, tx *gen.Tx, people []string, now time.Time) (*wish, error) {
	w := &wish{map[[3]string]bool{}, map[string][]string{}}
	muted, err := tx.NoticeMute.Query().Where(noticemute.VolunteerIDIn(people...)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range muted {
		w.mutes[[3]string{m.VolunteerID, m.Kind, m.Channel}] = true
	}
	browsers, err := tx.PushSubscription.Query().Where(pushsubscription.VolunteerIDIn(people...),
		pushsubscription.HasSessionWith(session.EndedAtIsNil(), session.ExpiresAtGT(now))).All(ctx)
	for _, b := range browsers {
		w.browsers[b.VolunteerID] = append(w.browsers[b.VolunteerID], b.ID)
	}
	return w, err
}
