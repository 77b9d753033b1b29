package stats

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/region"
	"erikti/internal/civil"
	"erikti/internal/hours"
	"erikti/internal/id"
	"erikti/internal/network"
	"erikti/internal/store"
)

// months bounds the months that are told.
const months = 24

// offset is Kazakhstan's distance from UTC; a month is one there.
const offset = 5 * time.Hour

// Counter counts the network.
type Counter struct {
	store   *store.Store
	now     func() time.Time
	sharing sharing
}

// New makes a counter.
func New(s *store.Store, now func() time.Time) *Counter {
	return &Counter{store: s, now: now, sharing: sharing{byFilter: map[Filter]*counting{}}}
}

// Count counts what a filter leaves, in a number of statements that does not grow
// with the network. What it counts is public, so it asks as nobody.
func (c *Counter) Count(ctx context.Context, f Filter) (*NetworkStats, error) {
	now := c.now().UTC()
	today := network.Today(now)
	s := &NetworkStats{AsOf: now, Totals: &Totals{}}
	regions, err := c.store.Client.Region.Query().Where(network.RegionsOn(today)).Order(gen.Asc(region.FieldIso)).All(ctx)
	if err != nil {
		return nil, err
	}
	directions, err := c.store.Client.Direction.Query().Order(gen.Asc(direction.FieldPosition)).All(ctx)
	if err != nil {
		return nil, err
	}
	byRegion, byDirection, byMonth := groups{}, groups{}, groups{}
	q := query{c.store, f, today, now}
	for _, part := range []struct {
		sql string
		add func(keys []string, t *Totals)
	}{
		{q.events(), func(k []string, t *Totals) {
			s.Totals.add(t)
			byRegion.add(k[0], t)
			byMonth.add(k[1], t)
		}},
		{q.eventsByDirection(), func(k []string, t *Totals) { byDirection.add(k[0], t) }},
		{q.organizations(), func(_ []string, t *Totals) { s.Totals.add(t) }},
		{q.organizationsBy("region"), func(k []string, t *Totals) { byRegion.add(k[0], t) }},
		{q.organizationsBy("direction"), func(k []string, t *Totals) { byDirection.add(k[0], t) }},
		{q.supportCenters(), func(k []string, t *Totals) { s.Totals.add(t); byRegion.add(k[0], t) }},
		{q.volunteers(), func(k []string, t *Totals) { s.Totals.add(t); byRegion.add(k[0], t) }},
	} {
		if err := c.rows(ctx, part.sql, part.add); err != nil {
			return nil, err
		}
	}
	worked, err := c.hours(ctx, f)
	if err != nil {
		return nil, err
	}
	for _, w := range worked {
		for _, t := range []*Totals{s.Totals, byRegion.get(w.Keys[0]), byDirection.get(w.Keys[1]), byMonth.get(w.Keys[2])} {
			t.VerifiedMinutes += w.Minutes
		}
	}
	for _, r := range regions {
		if f.RegionID == "" || f.RegionID == r.ID {
			s.ByRegion = append(s.ByRegion, &RegionTotals{r, byRegion.get(r.ID)})
		}
	}
	for _, d := range directions {
		if f.Direction == "" || f.Direction == d.Code {
			s.ByDirection = append(s.ByDirection, &DirectionTotals{d, byDirection.get(d.ID)})
		}
	}
	for month := range byMonth {
		s.ByMonth = append(s.ByMonth, &MonthTotals{month, byMonth[month]})
	}
	slices.SortFunc(s.ByMonth, func(a, b *MonthTotals) int { return strings.Compare(a.Month, b.Month) })
	s.ByMonth = s.ByMonth[max(0, len(s.ByMonth)-months):]
	return s, nil
}

// hours are the sums of the ledger, as everybody is told them everywhere: by region,
// direction and month, of whole months. Of what is ahead nothing is verified.
func (c *Counter) hours(ctx context.Context, f Filter) ([]hours.Cell, error) {
	if f.Ahead {
		return nil, nil
	}
	from, to, some := hours.WholeMonths(f.From, f.To, network.Today(c.now()))
	if !some {
		return nil, nil
	}
	of := hours.Filter{RegionID: f.RegionID, From: from, To: to, Public: true}
	if f.Direction != "" {
		of.DirectionID = id.Direction.Of(string(f.Direction))
	}
	return hours.Table(ctx, c.store.Reader(), of, hours.ByRegion, hours.ByDirection, hours.ByMonth)
}

// rows runs a statement whose rows are two keys and the numbers in the order of
// Totals.
func (c *Counter) rows(ctx context.Context, statement string, add func([]string, *Totals)) error {
	rows, err := c.store.Reader().QueryContext(ctx, statement)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // read to the end below
	for rows.Next() {
		var a, b sql.NullString
		var t Totals
		if err := rows.Scan(&a, &b, &t.Organizations, &t.SupportCenters, &t.Volunteers,
			&t.Events, &t.Places, &t.TakenPlaces, &t.FreePlaces); err != nil {
			return err
		}
		add([]string{a.String, b.String}, &t)
	}
	return rows.Err()
}

func (t *Totals) add(o *Totals) {
	t.Organizations += o.Organizations
	t.SupportCenters += o.SupportCenters
	t.Volunteers += o.Volunteers
	t.Events += o.Events
	t.Places += o.Places
	t.TakenPlaces += o.TakenPlaces
	t.FreePlaces += o.FreePlaces
	t.VerifiedMinutes += o.VerifiedMinutes
}

// groups are totals by a key.
type groups map[string]*Totals

func (g groups) get(key string) *Totals {
	if g[key] == nil {
		g[key] = &Totals{}
	}
	return g[key]
}

func (g groups) add(key string, t *Totals) { g.get(key).add(t) }

// query writes the statements. What it writes into them are ids, codes and dates
// that were checked; still, each is quoted.
type query struct {
	store *store.Store
	f     Filter
	today civil.Date
	now   time.Time
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// instant writes a moment as the database compares it.
func (q query) instant(t time.Time) string {
	if q.store.Postgres() {
		return quote(t.UTC().Format(time.RFC3339)) + "::timestamptz"
	}
	return quote(t.UTC().Format("2006-01-02 15:04:05+00:00"))
}

func (q query) month() string {
	hours := strconv.Itoa(int(offset.Hours()))
	if q.store.Postgres() {
		return "to_char(e.starts_at AT TIME ZONE 'UTC' + interval '" + hours + " hours', 'YYYY-MM')"
	}
	return "strftime('%Y-%m', e.starts_at, '+" + hours + " hours')"
}

// where are the conditions on events.
func (q query) where() string {
	conditions := []string{"e.kind = 'VOLUNTEERING'", "e.state IN ('PUBLISHED', 'DONE', 'SETTLED')"}
	if q.f.RegionID != "" {
		conditions = append(conditions, "e.region_id = "+quote(q.f.RegionID))
	}
	if q.f.Direction != "" {
		conditions = append(conditions, "EXISTS (SELECT 1 FROM event_directions f WHERE f.event_id = e.id AND f.direction_id = "+
			quote(id.Direction.Of(string(q.f.Direction)))+")")
	}
	if q.f.Ahead {
		conditions = append(conditions, "e.state = 'PUBLISHED'", "e.ends_at > "+q.instant(q.now))
	}
	if q.f.From != "" {
		conditions = append(conditions, "e.starts_at >= "+q.instant(q.f.From.Time().Add(-offset)))
	}
	if q.f.To != "" {
		conditions = append(conditions, "e.starts_at < "+q.instant(q.f.To.AddDays(1).Time().Add(-offset)))
	}
	return strings.Join(conditions, " AND ")
}

// numbers are those of events joined with their places (p).
const numbers = `0, 0, 0, count(*), coalesce(sum(p.capacity), 0), coalesce(sum(p.taken), 0),
  coalesce(sum(p.free), 0)
`

// places are those of events; the free ones are of the shifts that the list of events
// with free places looks at (package network).
const places = `
LEFT JOIN (SELECT event_id, sum(capacity) AS capacity, sum(confirmed + held) AS taken,
  sum(CASE WHEN state = 'OPEN' AND capacity > confirmed + held THEN capacity - confirmed - held ELSE 0 END) AS free FROM shifts
  WHERE state <> 'CANCELLED' GROUP BY event_id) p ON p.event_id = e.id
`

func (q query) events() string {
	return "SELECT e.region_id, " + q.month() + ", " + numbers + " FROM events e " + places +
		" WHERE " + q.where() + " GROUP BY 1, 2"
}

func (q query) eventsByDirection() string {
	return "SELECT d.direction_id, '', " + numbers + " FROM events e JOIN event_directions d ON d.event_id = e.id " +
		places + " WHERE " + q.where() + " GROUP BY 1"
}

func (q query) organizationWhere() string {
	conditions := []string{"o.status = 'VERIFIED'"}
	if q.f.RegionID != "" {
		conditions = append(conditions, "EXISTS (SELECT 1 FROM organization_regions f WHERE f.organization_id = o.id AND f.region_id = "+
			quote(q.f.RegionID)+")")
	}
	if q.f.Direction != "" {
		conditions = append(conditions, "EXISTS (SELECT 1 FROM organization_directions f WHERE f.organization_id = o.id AND f.direction_id = "+
			quote(id.Direction.Of(string(q.f.Direction)))+")")
	}
	return strings.Join(conditions, " AND ")
}

func (q query) organizations() string {
	return "SELECT '', '', count(*), 0, 0, 0, 0, 0, 0 FROM organizations o WHERE " + q.organizationWhere()
}

func (q query) organizationsBy(kind string) string {
	return fmt.Sprintf("SELECT j.%[1]s_id, '', count(*), 0, 0, 0, 0, 0, 0 FROM organizations o "+
		"JOIN organization_%[1]ss j ON j.organization_id = o.id WHERE ", kind) + q.organizationWhere() + " GROUP BY 1"
}

func (q query) supportCenters() string {
	// Mandates of organizations that everyone sees, as a rule of rows says it.
	where := "EXISTS (SELECT 1 FROM organizations o WHERE o.id = c.organization_id AND (o.status = 'VERIFIED'" +
		" OR EXISTS (SELECT 1 FROM events e WHERE e.organization_id = o.id AND e.state <> 'DRAFT'))) AND" +
		" c.valid_from <= " + quote(string(q.today)) + " AND (c.valid_to IS NULL OR c.valid_to = '' OR c.valid_to > " + quote(string(q.today)) + ")"
	if q.f.RegionID != "" {
		where += " AND c.region_id = " + quote(q.f.RegionID)
	}
	return "SELECT c.region_id, '', 0, count(*), 0, 0, 0, 0, 0 FROM support_centers c WHERE " + where + " GROUP BY 1"
}

func (q query) volunteers() string {
	where := "1 = 1"
	if q.f.RegionID != "" {
		where = "v.region_id = " + quote(q.f.RegionID)
	}
	return "SELECT v.region_id, '', 0, 0, count(*), 0, 0, 0, 0 FROM volunteers v WHERE " + where + " GROUP BY 1"
}
