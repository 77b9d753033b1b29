package app

import (
	"context"
	"log/slog"
	"time"

	"erikti/ent/gen/apikey"
	"erikti/ent/gen/session"
	"erikti/ent/rule"
	"erikti/internal/center"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/live/bus"
	"erikti/internal/place"
)

// sweepEvery is how often the database is asked what changed: within twice of it
// everybody has what the bus lost.
const sweepEvery = time.Second

// remindDesksEvery is how many sweeps there are for one time that the desks of support
// centers count again what nobody said: every two seconds.
const remindDesksEvery = 2

// openBus joins the other servers on the same database.
func (a *App) openBus() (err error) {
	a.missed = make(chan struct{}, 1)
	a.bus, err = bus.Open(a.opts.Bus(), bus.Receiver{Changed: a.changedElsewhere, Lag: a.metrics.busLag, Missed: func() {
		select {
		case a.missed <- struct{}{}:
		default: // it is known
		}
	}})
	return err
}

// publish tells of changes here and elsewhere.
func (a *App) publish(topics []string) {
	a.hub.Publish(topics)
	a.bus.Publish(topics)
}

// sessionsEnded closes the connections of a session, or of all of an account, here and
// elsewhere.
func (a *App) sessionsEnded(accountID, sessionID string) {
	topic := sessionID
	if topic == "" {
		topic = accountID
	}
	a.end(topic)
	a.bus.Publish([]string{topic})
}

// end closes the connections of what an id names.
func (a *App) end(topic string) {
	switch id.PrefixOf(topic) {
	case id.Session, id.APIKey:
		a.live.EndSession(topic)
	case id.Account:
		a.live.EndAccount(topic)
	}
}

// changedElsewhere passes on what other servers say.
func (a *App) changedElsewhere(topics []string, since time.Time) {
	for _, topic := range topics {
		a.end(topic)
	}
	a.hub.PublishSince(topics, since)
}

// sweep finds in the database what the bus lost.
func (a *App) sweep(ctx context.Context) {
	places := place.NewSweep(a.store, a.hub, a.now)
	sessions := &endedSessions{app: a, whole: a.now().Round(0), passed: time.Now()}
	ticker := time.NewTicker(sweepEvery)
	defer ticker.Stop()
	failing := false
	for passes := 1; ; passes++ {
		desks := passes%remindDesksEvery == 0
		select {
		case <-ticker.C:
		case <-a.missed:
			desks = true
		case <-ctx.Done():
			return
		}
		if desks {
			center.Remind(a.hub)
		}
		within, cancel := context.WithTimeout(ctx, a.opts.RequestTimeout)
		err := places.Pass(within)
		if err == nil {
			err = sessions.pass(within)
		}
		cancel()
		if err != nil && !failing && !fault.Canceled(err) {
			slog.ErrorContext(ctx, "looking for what changed elsewhere; it is tried again", "error", err)
		}
		failing = err != nil
	}
}

// endedSessions closes the connections of sessions and API keys that other servers
// ended, and of those that expired when the clock was put forward.
type endedSessions struct {
	app    *App
	whole  time.Time       // up to here nothing is missing, by the clock on the wall
	passed time.Time       // when that was, by the clock that never goes back
	seen   map[string]bool // closed already
}

func (e *endedSessions) pass(ctx context.Context) error {
	began, passed := e.app.now().Round(0), time.Now()
	before, jumped := e.whole, began.Sub(e.whole) > passed.Sub(e.passed)+place.SweepBack
	if began.Before(before) {
		before = began // the clock was put back
	}
	if e.app.live.Stats().Connections == 0 {
		e.whole, e.passed = began, passed
		return nil
	}
	which := session.EndedAtGT(before.Add(-place.SweepBack).UTC())
	if jumped { // a connection's own timer counts the time that passes
		which = session.Or(which, session.And(session.ExpiresAtGT(before.UTC()), session.ExpiresAtLTE(began.UTC())))
	}
	ids, err := e.app.store.Client.Session.Query().Where(which).IDs(rule.System(ctx))
	if err != nil {
		return err
	}
	keys, err := e.app.store.Client.APIKey.Query().
		Where(apikey.RevokedAtGT(before.Add(-place.SweepBack).UTC())).IDs(rule.System(ctx))
	if err != nil {
		return err
	}
	ids = append(ids, keys...)
	seen := make(map[string]bool, len(ids))
	for _, sessionID := range ids {
		seen[sessionID] = true
		if !e.seen[sessionID] {
			e.app.live.EndSession(sessionID)
		}
	}
	e.seen, e.whole, e.passed = seen, began, passed
	return nil
}
