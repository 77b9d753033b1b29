package importer

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"time"

	"erikti/ent/gen/direction"
	"erikti/ent/rule"
	"erikti/internal/csvfile"
	"erikti/internal/store"
)

const (
	// batchRows is how many rows one transaction adds: few commits, and a lock that
	// others wait for only shortly.
	batchRows = 200
	// waitingRows bounds the rows that wait for their batch, refused ones included.
	waitingRows = 1000
	// progressRows is how often Progress is told.
	progressRows = 1000
)

// hash stands for a key in memory.
type hash [16]byte

func hashOf(s string) hash {
	sum := sha256.Sum256([]byte(s))
	return hash(sum[:16])
}

// importer is one import in progress.
type importer struct {
	store      *store.Store
	opts       Options
	mapping    Mapping
	source     *source
	planner    *planner
	directions map[direction.Code]string // identifiers
	report     *Report

	lines         map[hash]int  // where each key was seen first
	organizations map[hash]hash // the name under which each was seen first

	waiting []item
	plans   int // of the waiting ones
}

// item is a row whose outcome is not reported yet.
type item struct {
	row  Row
	plan *plan // nil when the row is refused
}

// Opportunities loads the rows of a CSV file. Rows that cannot be loaded are in
// the report and are no error; an error means that the import could not begin or
// go on. The report is then of the rows before; they are stored whole, and
// loading the file again goes on from there.
func Opportunities(ctx context.Context, st *store.Store, r io.Reader, opts Options) (*Report, error) {
	im, err := begin(rule.System(ctx), st, r, opts)
	if err != nil {
		return nil, err
	}
	if err := im.run(rule.System(ctx)); err != nil {
		return im.report, err
	}
	return im.report, nil
}

func begin(ctx context.Context, st *store.Store, r io.Reader, opts Options) (*importer, error) {
	im := &importer{
		store: st, opts: opts, mapping: opts.Mapping,
		lines: map[hash]int{}, organizations: map[hash]hash{},
	}
	m := &im.mapping
	if m.Key == "" {
		*m = NYCService()
	}
	if opts.Source != "" {
		m.Source = opts.Source
	}
	if opts.TimeZone != "" {
		m.TimeZone = opts.TimeZone
	}
	if err := m.complete(); err != nil {
		return nil, fmt.Errorf("the mapping: %w", err)
	}
	if im.opts.Now.IsZero() {
		im.opts.Now = time.Now()
	}
	im.opts.Now = im.opts.Now.UTC().Truncate(time.Microsecond)
	cal, err := newCalendar(m.Dates, m.TimeZone)
	if err != nil {
		return nil, err
	}
	text, encoding, err := csvfile.Decode(r, opts.Encoding)
	if err != nil {
		return nil, err
	}
	if im.source, err = newSource(text, m); err != nil {
		return nil, err
	}
	regions, err := im.reference(ctx)
	if err != nil {
		return nil, err
	}
	im.planner = newPlanner(m, cal, regions)
	im.report = &Report{Source: m.Source, Encoding: encoding, DryRun: opts.DryRun, Codes: map[Code]int{}}
	return im, nil
}

// reference reads the directions and the regions, which every database has.
func (im *importer) reference(ctx context.Context) (regions map[string]string, err error) {
	directions, err := im.store.Client.Direction.Query().All(ctx)
	if err != nil {
		return nil, err
	}
	im.directions = map[direction.Code]string{}
	for _, d := range directions {
		im.directions[d.Code] = d.ID
	}
	for _, code := range im.mapping.directions() {
		if im.directions[code] == "" {
			return nil, fmt.Errorf("the database has no direction %s yet: start the server once, it adds what every database needs", code)
		}
	}
	all, err := im.store.Client.Region.Query().All(ctx)
	if err != nil {
		return nil, err
	}
	regions = map[string]string{}
	for _, r := range all {
		regions[r.Iso] = r.ID
	}
	return regions, nil
}

func (im *importer) run(ctx context.Context) error {
	for {
		r, err := im.source.next()
		var broken *rowError
		switch {
		case errors.Is(err, io.EOF):
			if err := im.flush(ctx); err != nil {
				return err
			}
			im.progress()
			return nil
		case errors.As(err, &broken):
			im.wait(Row{Line: broken.line, Outcome: Refused, Findings: []Finding{broken.finding}}, nil)
		case err != nil:
			return errors.Join(im.flush(ctx), fmt.Errorf("reading the file after line %d: %w", im.source.line, err))
		default:
			im.take(im.source.line, r)
		}
		if im.plans >= batchRows || len(im.waiting) >= waitingRows {
			if err := im.flush(ctx); err != nil {
				return err
			}
		}
	}
}

// take plans a row, or refuses it.
func (im *importer) take(line int, r row) {
	p, findings := im.planner.draft(line, r)
	key, _ := plain(r.Key, false)
	if key != "" {
		h := hashOf(key)
		if first, seen := im.lines[h]; seen {
			// Even when the first one was refused: which one is meant is not ours to say.
			p, findings = nil, []Finding{refusal(im.mapping.Key, DuplicateKey, key).with("line", fmt.Sprint(first))}
		} else {
			im.lines[h] = line
		}
	}
	row := Row{Line: line, Key: short(key)}
	if p == nil {
		row.Outcome, row.Findings = Refused, findings
	}
	im.wait(row, p)
}

func (im *importer) wait(row Row, p *plan) {
	im.waiting = append(im.waiting, item{row, p})
	if p != nil {
		im.plans++
	}
}

func (im *importer) progress() {
	if im.opts.Progress != nil {
		im.opts.Progress(im.report.Rows)
	}
}

// finish reports the rows that waited.
func (im *importer) finish() error {
	for _, it := range im.waiting {
		im.report.add(it.row)
		if im.opts.OnRow != nil {
			if err := im.opts.OnRow(it.row); err != nil {
				return fmt.Errorf("writing the report: %w", err)
			}
		}
		if im.report.Rows%progressRows == 0 {
			im.progress()
		}
	}
	clear(im.waiting) // they hold texts
	im.waiting, im.plans = im.waiting[:0], 0
	return nil
}
