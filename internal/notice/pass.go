package notice

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/noticedelivery"
	"erikti/ent/gen/volunteerprivate"
	"erikti/ent/rule"
	"erikti/internal/id"
	"erikti/internal/store"
)

const (
	// passedAtOnce bounds how many notices one transaction passes on.
	passedAtOnce = 500
	// passedWithin is how old a notice may be that is still passed on.
	passedWithin = 24 * time.Hour
)

// PassOn makes the deliveries of some notices that have none yet, for the channels
// that the server and the person have, and returns how many notices these were.
func (d *Dispatcher) PassOn(ctx context.Context) (int, error) {
	ctx = rule.System(ctx)
	waiting, err := d.store.Client.Notice.Query().Where(notice.PassedOnAtIsNil()).Exist(ctx)
	if err != nil || !waiting {
		return 0, err
	}
	now, passed := d.clock(), 0
	err = d.store.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error {
		q := tx.Notice.Query().Where(notice.PassedOnAtIsNil()).Order(gen.Asc(notice.FieldID)).Limit(passedAtOnce)
		if d.store.Postgres() {
			q.ForUpdate(sql.WithLockAction(sql.SkipLocked))
		}
		all, err := q.All(ctx)
		if err != nil {
			return err
		}
		if passed = len(all); passed == 0 {
			return store.ErrUnchanged // another server has them
		}
		if err := d.makeDeliveries(ctx, tx, all, now); err != nil {
			return err
		}
		ids := make([]string, 0, len(all))
		for _, n := range all {
			ids = append(ids, n.ID)
		}
		return tx.Notice.Update().Where(notice.IDIn(ids...)).SetPassedOnAt(now).Exec(ctx)
	})
	if err != nil {
		return 0, err
	}
	d.observer.NoticesPassedOn(passed)
	return passed, nil
}

func (d *Dispatcher) makeDeliveries(ctx context.Context, tx *gen.Tx, notices []*gen.Notice, now time.Time) error {
	people := make([]string, 0, len(notices))
	for _, n := range notices {
		people = append(people, n.VolunteerID)
	}
	private, err := tx.VolunteerPrivate.Query().Where(volunteerprivate.VolunteerIDIn(people...)).All(ctx)
	if err != nil {
		return err
	}
	of := make(map[string]*gen.VolunteerPrivate, len(private))
	for _, p := range private {
		of[p.VolunteerID] = p
	}
	wants, err := wishes(ctx, tx, people, now)
	if err != nil {
		return err
	}
	rows := store.NewRows(d.store.Postgres(), "id text", "created_at timestamptz", "updated_at timestamptz",
		"notice_id text", "channel text", "subscription_id text", "next_attempt_at timestamptz")
	guardians, err := d.guardians(ctx, tx.Client(), notices)
	if err != nil {
		return err
	}
	for _, n := range notices {
		if now.Sub(n.CreatedAt) > passedWithin {
			continue
		}
		add := func(name noticedelivery.Channel, subscription any) {
			rows.Add(id.NoticeDelivery.New(), now, now, n.ID, string(name), subscription, now)
		}
		for name := range d.channels {
			switch to := guardians[n.SubjectID]; {
			case n.Kind == notice.KindGUARDIAN_ASKED:
				if to != nil && channelOf(to.Contact) == name {
					add(name, nil)
				}
			case wants.muted(n, name):
			case name == noticedelivery.ChannelPUSH:
				for _, browser := range wants.browsers[n.VolunteerID] {
					add(name, browser)
				}
			case addressOf(of[n.VolunteerID], name) != "":
				add(name, nil)
			}
		}
	}
	_, err = rows.InsertMissing(ctx, tx, noticedelivery.Table)
	return err
}

// addressOf is where a channel reaches a person, "" when it does not.
func addressOf(p *gen.VolunteerPrivate, name noticedelivery.Channel) string {
	var address *string
	switch {
	case p == nil, name == noticedelivery.ChannelPUSH:
		return ""
	case name == noticedelivery.ChannelMAIL:
		address = p.Email
	default:
		address = p.Phone
	}
	if address == nil {
		return ""
	}
	return *address
}
