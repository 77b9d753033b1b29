package notice

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/noticedelivery"
	"erikti/ent/rule"
	"erikti/internal/store"
)

const (
	// batch is how many deliveries are claimed at once.
	batch = 20
	// batchFor is how long a batch is worked on: what is left goes back.
	batchFor = time.Minute
	// patience is how long one exchange with the other end takes at most.
	patience = 8 * time.Second
	// lease is how long a claimed delivery is nobody else's.
	lease = 3 * time.Minute

	mostAttempts = 30
	firstPause   = 30 * time.Second
	longestPause = time.Hour
	// longestWait is longer than any pause, and any night: what is to be tried later than
	// that was put off by a clock that has been put back.
	longestWait = 12 * time.Hour
)

// The results of attempts, for the observer.
const (
	sent   = "SENT"
	retry  = "RETRY"
	failed = "FAILED"
)

// Deliver sends some deliveries of a channel that are due and returns how many it
// took on.
func (d *Dispatcher) Deliver(ctx context.Context, name noticedelivery.Channel) (int, error) {
	ctx = rule.System(ctx)
	claimed, err := d.claim(ctx, name)
	if err != nil || len(claimed) == 0 {
		return 0, err
	}
	// What was claimed is sent and marked, or given back, also when the program ends.
	ending := ctx.Done()
	ctx = context.WithoutCancel(ctx)
	letters, err := d.write(ctx, claimed)
	if err != nil {
		return 0, errors.Join(err, d.giveBack(ctx, claimed, d.clock()))
	}
	c := &courier{channel: d.channels[name]}
	defer c.close()
	begun := time.Now()
	for i, l := range letters {
		select {
		case <-ending:
			return i, d.giveBack(ctx, claimed[i:], d.clock())
		default:
		}
		if time.Since(begun) > batchFor {
			return i, d.giveBack(ctx, claimed[i:], d.clock())
		}
		if l.notBefore.After(d.clock()) {
			err = errors.Join(err, d.giveBack(ctx, claimed[i:i+1], l.notBefore))
			continue
		}
		failure := c.send(ctx, l)
		err = errors.Join(err, d.mark(ctx, claimed[i], failure))
		if failure != nil && failure.code == gone {
			err = errors.Join(err, d.forget(ctx, claimed[i]))
		}
	}
	return len(letters), err
}

// claim takes deliveries for this server: whoever dies with them loses them when the
// lease ends.
func (d *Dispatcher) claim(ctx context.Context, name noticedelivery.Channel) ([]*gen.NoticeDelivery, error) {
	now := d.clock()
	due := func(q *gen.NoticeDeliveryQuery) *gen.NoticeDeliveryQuery {
		return q.Where(noticedelivery.StateEQ(noticedelivery.StateQUEUED), noticedelivery.ChannelEQ(name),
			noticedelivery.Or(noticedelivery.NextAttemptAtLTE(now), noticedelivery.NextAttemptAtGT(now.Add(longestWait))))
	}
	waiting, err := due(d.store.Client.NoticeDelivery.Query()).Exist(ctx)
	if err != nil || !waiting {
		return nil, err
	}
	var claimed []*gen.NoticeDelivery
	err = d.store.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error {
		q := due(tx.NoticeDelivery.Query()).Order(gen.Asc(noticedelivery.FieldNextAttemptAt, noticedelivery.FieldID)).Limit(batch)
		if d.store.Postgres() {
			q.ForUpdate(sql.WithLockAction(sql.SkipLocked))
		}
		var err error
		if claimed, err = q.All(ctx); err != nil {
			return err
		}
		if len(claimed) == 0 {
			return store.ErrUnchanged // another server has them
		}
		ids := make([]string, 0, len(claimed))
		for _, c := range claimed {
			c.Attempts++
			ids = append(ids, c.ID)
		}
		return tx.NoticeDelivery.Update().Where(noticedelivery.IDIn(ids...)).AddAttempts(1).SetNextAttemptAt(now.Add(lease)).Exec(ctx)
	})
	return claimed, err
}

// ours is a delivery as this server claimed it: one whose lease ended may be another
// server's by now.
func (d *Dispatcher) ours(c *gen.NoticeDelivery) *gen.NoticeDeliveryUpdate {
	return d.store.Client.NoticeDelivery.Update().
		Where(noticedelivery.ID(c.ID), noticedelivery.StateEQ(noticedelivery.StateQUEUED), noticedelivery.Attempts(c.Attempts))
}

// giveBack undoes a claim.
func (d *Dispatcher) giveBack(ctx context.Context, claimed []*gen.NoticeDelivery, until time.Time) error {
	var errs []error
	for _, c := range claimed {
		errs = append(errs, d.ours(c).AddAttempts(-1).SetNextAttemptAt(until).Exec(ctx))
	}
	return errors.Join(errs...)
}

// mark writes what became of an attempt.
func (d *Dispatcher) mark(ctx context.Context, c *gen.NoticeDelivery, failure *failure) error {
	result := retry
	update := d.ours(c)
	switch {
	case failure == nil:
		result = sent
		update.SetState(noticedelivery.StateSENT).SetFailure("")
	case failure.final || c.Attempts >= mostAttempts:
		result = failed
		update.SetState(noticedelivery.StateFAILED).SetFailure(failure.code)
	default:
		update.SetNextAttemptAt(d.clock().Add(pause(c.Attempts))).SetFailure(failure.code)
	}
	d.observer.NoticeDelivery(string(c.Channel), result)
	if failure != nil {
		slog.WarnContext(ctx, "a notice was not sent", "delivery", c.ID, "channel", c.Channel, "attempt", c.Attempts, "code", failure.code, "result", result)
	}
	// A moment's trouble of the database must not make a message go out twice.
	for i := range 5 {
		err := update.Exec(ctx)
		if err == nil || i == 4 {
			return err
		}
		time.Sleep(time.Duration(100<<i) * time.Millisecond)
	}
	return nil
}

// pause is how long to wait after so many attempts.
func pause(attempts int) time.Duration {
	p := min(firstPause<<min(attempts-1, 10), longestPause)
	return (p*3/4 + rand.N(p/2)).Truncate(time.Millisecond)
}

// courier keeps a connection as long as it serves.
type courier struct {
	channel channel
	open    connection
	closed  *failure // why there is none: it is not tried again for the same batch
}

// send sends a letter, and returns why not.
func (c *courier) send(ctx context.Context, l *letter) *failure {
	if l.failure != nil {
		return l.failure
	}
	if c.closed != nil {
		return c.closed
	}
	if c.open == nil {
		opened, err := c.channel.open(ctx)
		if err != nil {
			c.closed = asFailure(err)
			return c.closed
		}
		c.open = opened
	}
	err := c.open.send(ctx, &l.Message)
	if err == nil {
		return nil
	}
	f := asFailure(err)
	if f.broken {
		c.close()
	}
	return f
}

func (c *courier) close() {
	if c.open != nil {
		c.open.close()
		c.open = nil
	}
}

func asFailure(err error) *failure {
	var f *failure
	if errors.As(err, &f) {
		return f
	}
	return &failure{code: broke, broken: true}
}
