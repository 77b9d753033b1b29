package app

import (
	"context"
	"log/slog"
	"runtime/debug"
	"time"

	"golang.org/x/sync/errgroup"

	"erikti/ent/gen"
	"erikti/ent/gen/setting"
	"erikti/ent/rule"
	"erikti/internal/account"
	"erikti/internal/demo"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/option"
	"erikti/internal/personal"
	"erikti/internal/store"
	"erikti/internal/wire"
)

// epochEvery is how often a restore by another process is looked for.
const epochEvery = 2 * time.Second

// usedEvery is how often it is written down which sessions were used.
const usedEvery = 5 * time.Minute

// statisticsEvery is how often it is looked whether PostgreSQL's plans are for tables
// that are not so any more.
const statisticsEvery = 5 * time.Second

// startJobs starts what runs beside the requests, until ctx ends.
func (a *App) startJobs(ctx context.Context) *errgroup.Group {
	g := &errgroup.Group{}
	job := func(name string, run func(context.Context)) {
		g.Go(func() error {
			supervise(ctx, name, run)
			return nil
		})
	}
	job("clock", func(ctx context.Context) { a.places.Run(ctx, tickEvery) })
	job("attendance", func(ctx context.Context) { a.attendance.Run(ctx, attendanceEvery) })
	job("student credit", func(ctx context.Context) { a.credit.Run(ctx, creditEvery) })
	job("articles", func(ctx context.Context) {
		every(ctx, tickEvery, func(ctx context.Context) error {
			_, err := a.information.Tick(ctx)
			return err
		})
	})
	job("pictures", func(ctx context.Context) { every(ctx, purgeEvery, a.information.Sweep) })
	for _, j := range a.notices.Jobs() {
		job(j.Name, j.Run)
	}
	job("purge", func(ctx context.Context) { every(ctx, purgeEvery, a.purge) })
	job("last use of sessions", func(ctx context.Context) { every(ctx, usedEvery, a.accounts.WriteUsed) })
	job("epoch", a.watchEpoch)
	job("overview", func(ctx context.Context) { every(ctx, overviewEvery, a.overview) })
	job("sweep", a.sweep)
	job("figures", func(ctx context.Context) { every(ctx, figuresEvery, a.figures.Fix) })
	job("statistics", func(ctx context.Context) { every(ctx, statisticsEvery, a.store.KeepStatistics) })
	if a.opts.DemoMode() != option.DemoOff {
		// They are written before the address of this server is known.
		job("demo certificates", func(ctx context.Context) { every(ctx, time.Hour, a.school.SignUnsigned) })
	}
	if a.opts.DemoMode() != option.DemoOff && a.opts.DemoTraffic == "on" {
		job("demo traffic", func(ctx context.Context) { demo.Traffic(ctx, a.places, a.store, demoSeed, time.Second) })
	}
	return g
}

// attendanceEvery is how often it is looked at whose places go to who waits, and which
// events nobody has settled.
const attendanceEvery = 5 * time.Second

// creditEvery is how often it is looked at what is due of student credit.
const creditEvery = time.Minute

// figuresEvery is how often it is looked whether a month is over for long enough to be
// fixed.
const figuresEvery = time.Hour

// overviewEvery is how often administrators who follow the live connections are told.
const overviewEvery = time.Second

func (a *App) overview(context.Context) error {
	a.hub.Remind(wire.OverviewTopic)
	return nil
}

// supervise starts a job again when it panics, a second later.
func supervise(ctx context.Context, name string, run func(context.Context)) {
	for ctx.Err() == nil {
		func() {
			defer func() {
				if p := recover(); p != nil {
					slog.ErrorContext(ctx, "panic in a job", "job", name, "panic", p, "stack", string(debug.Stack()))
				}
			}()
			run(ctx)
		}()
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
		}
	}
}

// every runs f now and then at intervals until ctx ends.
func every(ctx context.Context, interval time.Duration, f func(context.Context) error) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		if err := f(ctx); err != nil && !fault.Canceled(err) {
			slog.ErrorContext(ctx, "a job failed", "error", err)
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// purge forgets what was kept long enough: outcomes of mutations, what is over of
// accounts, and what people's data have terms for.
func (a *App) purge(ctx context.Context) error {
	now := a.now().UTC()
	err := a.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		if _, err := idempotency.Purge(ctx, tx.Client(), now); err != nil {
			return err
		}
		return account.Purge(ctx, tx, now)
	})
	if err != nil {
		return err
	}
	return personal.Retain(ctx, a.store, now)
}

// watchEpoch notices that the database was restored from a copy: what clients
// know of versions means nothing any more, so they are told to connect again.
func (a *App) watchEpoch(ctx context.Context) {
	first, known := true, ""
	every(ctx, epochEvery, func(ctx context.Context) error {
		row, err := a.store.Client.Setting.Query().Where(setting.ID(store.EpochSetting)).Only(rule.System(ctx))
		if gen.MaskNotFound(err) != nil {
			return err
		}
		epoch := ""
		if row != nil {
			epoch = row.Value
		}
		if !first && epoch != known {
			slog.InfoContext(ctx, "the database was restored from a copy")
			a.live.Restart()
		}
		first, known = false, epoch
		return nil
	})
}
