package figure

import (
	"context"
	"database/sql"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/event"
	"erikti/ent/gen/figuremonth"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/shift"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/hours"
	"erikti/internal/network"
	"erikti/internal/snapshot"
	"erikti/internal/store"
)

// The bounds of months.
const (
	// SettledAfter is how many days after its end a month is fixed: what is verified later
	// is in no open figure.
	SettledAfter = 10
	// oldest is how many months back are fixed.
	oldest = 36
	// Most is how many months are read at once.
	Most = 24
)

// Month is a month as it was fixed.
type Month struct {
	Month     string
	TakenAt   time.Time
	MinPeople int
	Hash      string
	kept      kept
}

// kept is what is kept of a month: its JSON as it was written, and its hash is of
// those bytes.
type kept struct {
	Month     string    `json:"month"`
	TakenAt   time.Time `json:"takenAt"`
	MinPeople int       `json:"minPeople"`
	Events    []Events  `json:"events"`
	Cells     []Cell    `json:"cells"`
}

// Events are the events of a region in a month.
type Events struct {
	Region string `json:"region"` // an id, or Remote
	Events int    `json:"events"`
	Places int    `json:"places"`
}

// Service fixes months and reads figures. Many goroutines use one.
type Service struct {
	store *store.Store
	least int
	now   func() time.Time
}

// New makes the service: its cells have at least so many people.
func New(st *store.Store, least int, now func() time.Time) *Service {
	return &Service{st, max(least, 2), now}
}

// Fix fixes every month that is over for long enough and is not fixed yet.
func (s *Service) Fix(ctx context.Context) error {
	ctx = rule.System(ctx)
	first, err := s.store.Client.HourEntry.Query().Where(hours.Counted()).Order(gen.Asc(hourentry.FieldDate)).First(ctx)
	if gen.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	end := monthOf(network.Today(s.now()).AddDays(-SettledAfter)) // the month that is not over for long enough
	month := max(first.Date.Time().Format("2006-01"), later(end, -oldest))
	there, err := s.store.Client.FigureMonth.Query().Select(figuremonth.FieldMonth).Strings(ctx)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, m := range there {
		known[m] = true
	}
	for ; month < end; month = later(month, 1) {
		if known[month] {
			continue
		}
		if err := s.fix(ctx, month); err != nil && !store.Taken(err) { // another server did
			return err
		}
	}
	return nil
}

func monthOf(day civil.Date) string { return string(day)[:7] }

// later is a month so many months later.
func later(month string, by int) string {
	t, _ := time.Parse("2006-01", month)
	return t.AddDate(0, by, 0).Format("2006-01")
}

// fix writes a month down, from one state of the database.
func (s *Service) fix(ctx context.Context, month string) error {
	return s.store.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error {
		row, err := Take(ctx, tx, month, s.least, s.now())
		if err != nil {
			return err
		}
		return row.Exec(ctx)
	})
}

// Take writes down what a month is at a moment, in a row that is yet to be saved.
func Take(ctx context.Context, tx *gen.Tx, month string, least int, at time.Time) (*gen.FigureMonthCreate, error) {
	from := civil.Date(month + "-01")
	to := civil.Date(later(month, 1) + "-01").AddDays(-1)
	work, err := worked(ctx, tx, from, to)
	if err != nil {
		return nil, err
	}
	begun, err := events(ctx, tx, from, to)
	if err != nil {
		return nil, err
	}
	k := kept{month, at.UTC().Truncate(time.Microsecond), least, begun, Divide(work, least)}
	text, hash, err := snapshot.Of(k)
	return tx.FigureMonth.Create().SetMonth(month).SetMinPeople(least).SetSnapshot(text).SetSnapshotHash(hash).SetTakenAt(k.TakenAt), err
}

// worked is the work of some days that counts. What a counter-entry took back whole is
// nobody's.
func worked(ctx context.Context, tx *gen.Tx, from, to civil.Date) ([]Work, error) {
	cells, err := hours.Table(ctx, tx, hours.Filter{From: from, To: to}, hours.ByRegion, hours.ByDirection, hours.ByVolunteer)
	if err != nil {
		return nil, err
	}
	ages, err := ages(ctx, tx, from, to)
	if err != nil {
		return nil, err
	}
	codes, err := tx.Direction.Query().Select(direction.FieldID, direction.FieldCode).All(ctx)
	if err != nil {
		return nil, err
	}
	code := map[string]string{"": None}
	for _, d := range codes {
		code[d.ID] = string(d.Code)
	}
	var work []Work
	for _, c := range cells {
		if c.Minutes <= 0 {
			continue
		}
		w := Work{Region: c.Keys[0], Direction: code[c.Keys[1]], Person: c.Keys[2], Age: Unknown, Minutes: c.Minutes}
		if w.Region == "" {
			w.Region = Remote
		}
		if age, ok := ages[w.Person]; ok {
			w.Age = age
		}
		work = append(work, w)
	}
	return work, nil
}

// ages are those of the people who worked on some days, on the last one.
func ages(ctx context.Context, tx *gen.Tx, from, to civil.Date) (map[string]Band, error) {
	rows, err := tx.QueryContext(ctx, `SELECT p.volunteer_id, p.birth_date FROM volunteer_privates p WHERE p.volunteer_id IN
		(SELECT h.volunteer_id FROM hour_entries h WHERE h.date >= $1 AND h.date <= $2)`, string(from), string(to))
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what went wrong
	out := map[string]Band{}
	for rows.Next() {
		var person string
		var born sql.NullString
		if err := rows.Scan(&person, &born); err != nil {
			return nil, err
		}
		if born.String != "" {
			out[person] = BandOf(civil.Date(born.String).Age(to))
		}
	}
	return out, rows.Err()
}

// events counts what began on some days in Kazakhstan, by region.
func events(ctx context.Context, tx *gen.Tx, from, to civil.Date) ([]Events, error) {
	all, err := tx.Event.Query().Where(event.KindEQ(event.KindVOLUNTEERING), event.StateIn(event.StatePUBLISHED, event.StateDONE, event.StateSETTLED),
		event.StartsAtGTE(begins(from)), event.StartsAtLT(begins(to.AddDays(1)))).
		Select(event.FieldID, event.FieldRegionID).
		WithShifts(func(q *gen.ShiftQuery) {
			q.Where(shift.StateNEQ(shift.StateCANCELLED)).Select(shift.FieldEventID, shift.FieldCapacity)
		}).All(ctx)
	if err != nil {
		return nil, err
	}
	by := map[string]*Events{}
	for _, e := range all {
		region := Remote
		if e.RegionID != nil {
			region = *e.RegionID
		}
		if by[region] == nil {
			by[region] = &Events{Region: region}
		}
		by[region].Events++
		for _, s := range e.Edges.Shifts {
			by[region].Places += s.Capacity
		}
	}
	out := []Events{}
	for _, region := range sorted(by) {
		out = append(out, *by[region])
	}
	return out, nil
}

// begins is the moment at which a day begins in Kazakhstan.
func begins(day civil.Date) time.Time {
	t := day.Time()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, network.Home).UTC()
}
