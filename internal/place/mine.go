package place

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/live"
	"erikti/internal/viewer"
)

// Mine says that what a person has on shifts is as it is now: Coming lists it.
type Mine struct {
	VolunteerID   string
	UnreadNotices int

	shown map[string]string // what can be seen of each place, by its id
}

// Mine follows what the viewer of ctx has on shifts that are not over. It is told when
// something of it changed: also when others left a queue before them.
func (w *Watcher) Mine(ctx context.Context) (<-chan *Mine, error) {
	me := viewer.From(ctx).ID()
	watching := []string{me}
	changes := w.hub.Watch(me)
	var last *Mine
	// What is watched depends on what is read: where they wait, others move them.
	read := func(ctx context.Context) (*Mine, error) {
		for {
			mine, queues, err := w.mine(ctx, me)
			if err != nil {
				return nil, err
			}
			topics := append([]string{me}, queues...)
			if slices.Equal(topics, watching) {
				return mine, nil
			}
			changes.Instead(topics...)
			watching = topics
		}
	}
	return live.Follow(ctx, changes, live.Source[*Mine]{
		First: func(ctx context.Context) (_ *Mine, err error) {
			last, err = read(ctx)
			return last, err
		},
		Change: func(ctx context.Context, _ []string) (*Mine, bool, error) {
			mine, err := read(ctx)
			if err != nil || mine.UnreadNotices == last.UnreadNotices && maps.Equal(mine.shown, last.shown) {
				return nil, false, err
			}
			last = mine
			return mine, true, nil
		},
	})
}

// mine reads what a person has, and the events in whose queues they wait.
func (w *Watcher) mine(ctx context.Context, me string) (*Mine, []string, error) {
	notOver := shift.EndsAtGT(w.now().UTC())
	m := &Mine{VolunteerID: me, shown: map[string]string{}}
	signups, err := w.client.Signup.Query().
		Where(signup.VolunteerID(me), signup.StateIn(liveStates...), signup.HasShiftWith(notOver)).All(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range signups {
		m.shown[s.ID] = fmt.Sprint(s.State, s.Version)
	}
	entries, err := w.client.WaitlistEntry.Query().
		Where(waitlistentry.VolunteerID(me), waitlistentry.StateIn(inQueue...), waitlistentry.HasShiftWith(notOver)).
		WithShift().All(ctx)
	if err != nil {
		return nil, nil, err
	}
	shown, err := w.shownOf(ctx, entries)
	if err != nil {
		return nil, nil, err
	}
	maps.Copy(m.shown, shown)
	var queues []string
	for _, e := range entries {
		queues = append(queues, e.Edges.Shift.EventID)
	}
	slices.Sort(queues)
	m.UnreadNotices, err = w.client.Notice.Query().Where(notice.VolunteerID(me), notice.ReadAtIsNil()).Count(ctx)
	return m, slices.Compact(queues), err
}

// shownOf is what can be seen of entries in queues: their positions and offers too.
func (w *Watcher) shownOf(ctx context.Context, entries []*gen.WaitlistEntry) (map[string]string, error) {
	shown := map[string]string{}
	if len(entries) == 0 {
		return shown, nil
	}
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = e.ID
	}
	positions, err := Positions(ctx, w.client, ids...)
	if err != nil {
		return nil, err
	}
	offers, err := w.client.Offer.Query().Where(offer.EntryIDIn(ids...), offer.StateEQ(offer.StatePENDING)).All(ctx)
	if err != nil {
		return nil, err
	}
	offered := map[string]string{}
	for _, o := range offers {
		offered[o.EntryID] = o.ID
	}
	for _, e := range entries {
		position := 0
		if p := positions[e.ID]; p != nil {
			position = *p
		}
		blocked := ""
		if e.BlockedBy != nil {
			blocked = *e.BlockedBy
		}
		shown[e.ID] = fmt.Sprint(e.State, " ", e.Version, " ", position, " ", blocked, offered[e.ID])
	}
	return shown, nil
}

// Held are the sign-ups of who had a place at the end, whether or not they came.
func Held() predicate.Signup {
	return signup.StateIn(signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED, signup.StateNO_SHOW, signup.StateUNRECORDED, signup.StateEXCUSED)
}
