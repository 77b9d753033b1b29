package importer

import (
	"context"
	"errors"
	"maps"

	"erikti/ent/gen"
	"erikti/internal/fault"
	"erikti/internal/store"
)

// errTakenBack ends the transactions of a dry run.
var errTakenBack = errors.New("a dry run")

// flush writes the rows that wait, in one transaction, and reports them. When the
// database refuses the batch, each row gets a transaction of its own, so that
// only those are refused that it was about.
func (im *importer) flush(ctx context.Context) error {
	var plans []*plan
	for _, it := range im.waiting {
		if it.plan != nil {
			plans = append(plans, it.plan)
		}
	}
	outcomes, err := im.write(ctx, plans)
	if aboutRows(ctx, err) {
		outcomes, err = im.oneByOne(ctx, plans)
	}
	next := 0
	for i := range im.waiting {
		it := &im.waiting[i]
		if it.plan == nil {
			continue
		}
		if next == len(outcomes) { // an error stopped before this row
			im.waiting = im.waiting[:i]
			break
		}
		it.row.Outcome, it.row.Findings = outcomes[next].outcome, outcomes[next].findings
		next++
	}
	return errors.Join(err, im.finish())
}

func (im *importer) oneByOne(ctx context.Context, plans []*plan) ([]result, error) {
	var all []result
	for i := range plans {
		one, err := im.write(ctx, plans[i:i+1])
		switch {
		case aboutRows(ctx, err):
			one = []result{{outcome: Refused, findings: []Finding{refusal("", DatabaseRefused, "")}}}
		case err != nil:
			return all, err
		}
		all = append(all, one...)
	}
	return all, nil
}

// aboutRows says whether the database refused what was written, in contrast to
// being away, full or told to stop.
func aboutRows(ctx context.Context, err error) bool {
	var failure *fault.Failure
	return err != nil && ctx.Err() == nil && !errors.As(err, &failure) && !store.Unreachable(err)
}

// write adds the plans in one transaction; a dry run takes it back. What it found
// out is remembered only when the transaction was good: it may run more than once.
func (im *importer) write(ctx context.Context, plans []*plan) ([]result, error) {
	if len(plans) == 0 {
		return nil, nil
	}
	var b *batch
	err := im.store.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error {
		b = newBatch(im, tx, plans)
		if err := b.run(ctx); err != nil {
			return err
		}
		if im.opts.DryRun {
			return errTakenBack
		}
		return nil
	})
	if err != nil && !errors.Is(err, errTakenBack) {
		return nil, err
	}
	maps.Copy(im.organizations, b.named)
	im.report.Organizations += b.organizations
	for _, r := range b.results {
		if r.added {
			im.report.Events++
			im.report.Shifts++
			im.report.Places += r.plan.capacity
			if r.plan.spansDays {
				im.report.Ranges++
			}
		}
	}
	return b.results, nil
}
