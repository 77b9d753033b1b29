package credit

import (
	"context"
	"slices"
	"strings"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/predicate"
	"erikti/ent/rule"
)

// LeastCell is how many awards a public number is made of at least: of fewer one could
// tell whose they are.
const LeastCell = 5

// StageTime is how long a stage takes: the median of days, and how many awards are
// overdue in it now. Nil where fewer than LeastCell awards passed or are in it.
type StageTime struct {
	Stage      creditaward.State
	MedianDays *float64
	Overdue    *int
}

// Cell are the delays of a region or a university.
type Cell struct {
	Region       *gen.Region
	Organization *gen.Organization
	Awards       *int
	Stages       []*StageTime
}

// Delays are how long student credit takes, in the country, its regions and its
// universities.
type Delays struct {
	FiscalYear     int
	AsOf           time.Time
	All            *Cell
	ByRegion       []*Cell
	ByOrganization []*Cell
}

// byState sums awards by state, in the order of the states.
func (s *Service) byState(ctx context.Context, now time.Time, which ...predicate.CreditAward) ([]*StateTotals, error) {
	by := map[creditaward.State]*StateTotals{}
	var rows []struct {
		State   creditaward.State `json:"state"`
		Awards  int               `json:"awards"`
		Minutes int64             `json:"minutes"`
		Amount  int64             `json:"amount"`
	}
	if err := s.reader().CreditAward.Query().Where(which...).GroupBy(creditaward.FieldState).Aggregate(
		gen.As(gen.Count(), "awards"), gen.As(gen.Sum(creditaward.FieldMinutes), "minutes"), gen.As(gen.Sum(creditaward.FieldAmount), "amount"),
	).Scan(ctx, &rows); err != nil {
		return nil, err
	}
	for _, r := range rows {
		by[r.State] = &StateTotals{State: r.State, Awards: r.Awards, Minutes: r.Minutes, Amount: r.Amount}
	}
	var late []struct {
		State  creditaward.State `json:"state"`
		Awards int               `json:"awards"`
	}
	if err := s.reader().CreditAward.Query().Where(which...).Where(creditaward.DueByLT(now)).GroupBy(creditaward.FieldState).
		Aggregate(gen.As(gen.Count(), "awards")).Scan(ctx, &late); err != nil {
		return nil, err
	}
	for _, l := range late {
		by[l.State].Overdue = l.Awards
	}
	out := []*StateTotals{}
	for _, state := range append(slices.Clone(alive[1:]), creditaward.StateREJECTED, creditaward.StateREVERSED) {
		if by[state] != nil {
			out = append(out, by[state])
		} else {
			out = append(out, &StateTotals{State: state})
		}
	}
	return out, nil
}

// National reads the delays of a fiscal year: public.
func (s *Service) National(ctx context.Context, year int) (*Delays, error) {
	ctx = rule.System(ctx)
	now := s.now().UTC()
	sums, err := s.delays(ctx, year, now)
	if err != nil {
		return nil, err
	}
	organizations, err := s.reader().Organization.Query().Where(ofAwards(year)).WithHomeRegion().All(ctx)
	if err != nil {
		return nil, err
	}
	all, byOrganization, byRegion := &counted{}, map[string]*counted{}, map[string]*counted{}
	regions, home := map[string]*gen.Region{}, map[string]string{}
	for _, o := range organizations {
		if r := o.Edges.HomeRegion; r != nil {
			home[o.ID], regions[r.ID] = r.ID, r
		}
	}
	for _, sum := range sums {
		for _, c := range []*counted{all, of(byOrganization, sum.organizationID), of(byRegion, home[sum.organizationID])} {
			c.add(sum)
		}
	}
	d := &Delays{FiscalYear: year, AsOf: now, All: all.cell(), ByRegion: []*Cell{}, ByOrganization: []*Cell{}}
	for _, o := range organizations {
		if c := byOrganization[o.ID]; c != nil {
			cell := c.cell()
			cell.Organization = o
			d.ByOrganization = append(d.ByOrganization, cell)
		}
	}
	for id, c := range byRegion {
		if regions[id] != nil {
			cell := c.cell()
			cell.Region = regions[id]
			d.ByRegion = append(d.ByRegion, cell)
		}
	}
	slices.SortFunc(d.ByRegion, func(a, b *Cell) int { return strings.Compare(a.Region.Iso, b.Region.Iso) })
	slices.SortFunc(d.ByOrganization, func(a, b *Cell) int { return strings.Compare(a.Organization.ID, b.Organization.ID) })
	return d, nil
}

// cell shows what is not of too few.
func (c *counted) cell() *Cell {
	out := &Cell{}
	if c.awards >= LeastCell {
		out.Awards = &c.awards
	}
	for i, stage := range stages {
		t := &StageTime{Stage: stage}
		if took := c.took[i]; len(took) >= LeastCell {
			slices.Sort(took)
			median := float64(took[(len(took)-1)/2]+took[len(took)/2]) / 2 / microsecondsOfADay
			t.MedianDays = &median
		}
		if c.here[i] >= LeastCell {
			t.Overdue = &c.overdue[i]
		}
		out.Stages = append(out.Stages, t)
	}
	return out
}

// ofAwards are the universities with awards in a fiscal year.
func ofAwards(year int) predicate.Organization {
	return func(s *sql.Selector) {
		a := sql.Table(creditaward.Table)
		s.Where(sql.In(s.C("id"), sql.Dialect(s.Dialect()).Select(a.C(creditaward.FieldOrganizationID)).From(a).Where(sql.EQ(a.C(creditaward.FieldFiscalYear), year))))
	}
}
