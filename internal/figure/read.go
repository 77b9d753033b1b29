package figure

import (
	"cmp"
	"context"
	"encoding/json"
	"regexp"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/figuremonth"
	"erikti/ent/gen/region"
	"erikti/ent/rule"
	"erikti/internal/fault"
)

// Part is what a row of figures is.
type Part string

// The parts: all of a region, a direction or an age in it, and what is too small to be
// told apart.
const (
	Whole Part = "WHOLE"
	Piece Part = "PART"
	Rest  Part = "REST"
)

// Grain is how far figures are told apart.
type Grain string

// The grains.
const (
	ByRegion    Grain = "REGION"
	ByDirection Grain = "DIRECTION"
	ByAge       Grain = "AGE"
)

// Row is a sum of whole cells, and the events beside it.
type Row struct {
	Month     string          `json:"month,omitempty"`
	Region    *gen.Region     `json:"-"`
	Direction *direction.Code `json:"direction,omitempty"`
	Age       *Band           `json:"age,omitempty"`
	Part      Part            `json:"part"`
	People    *int            `json:"people"`
	Hours     *int            `json:"hours"`
	Events    *int            `json:"events,omitempty"`
	Places    *int            `json:"places,omitempty"`
	// Months are those in which the row could be told.
	Months int `json:"months"`
}

// Filter says which rows are asked for.
type Filter struct {
	From, To  string // months
	By        Grain
	RegionID  string // "" for all
	Direction direction.Code
}

// mostRows is how many rows are told at once.
const mostRows = 10_000

var aMonth = regexp.MustCompile(`^20[0-9]{2}-(0[1-9]|1[0-2])$`)

// CheckMonths refuses what are no months, or too many.
func CheckMonths(from, to string) error {
	switch {
	case !aMonth.MatchString(from):
		return fault.Invalid("month", "from")
	case !aMonth.MatchString(to) || to < from || later(from, Most) <= to:
		return fault.Invalid("months", "to").With("most", Most)
	}
	return nil
}

// Fixed reads the months that are fixed, of some.
func Fixed(ctx context.Context, client *gen.Client, from, to string) ([]*Month, error) {
	all, err := client.FigureMonth.Query().Where(figuremonth.MonthGTE(from), figuremonth.MonthLTE(to)).
		Order(gen.Asc(figuremonth.FieldMonth)).Limit(Most).All(rule.System(ctx))
	out := make([]*Month, len(all))
	for i, m := range all {
		out[i] = &Month{Month: m.Month, TakenAt: m.TakenAt, MinPeople: m.MinPeople, Hash: m.SnapshotHash}
		if err := json.Unmarshal([]byte(m.Snapshot), &out[i].kept); err != nil {
			return nil, err
		}
	}
	return out, err
}

// Last are the newest months that are fixed, the oldest of them first.
func (s *Service) Last(ctx context.Context, n int) (from, to string, err error) {
	all, err := s.store.Client.FigureMonth.Query().Order(gen.Desc(figuremonth.FieldMonth)).Limit(n).Select(figuremonth.FieldMonth).Strings(rule.System(ctx))
	if err != nil || len(all) == 0 {
		return "", "", err
	}
	return all[len(all)-1], all[0], nil
}

// Open are the open figures that a filter leaves: whole cells, added up.
func (s *Service) Open(ctx context.Context, f Filter) ([]*Month, []*Row, error) {
	if CheckMonths(f.From, f.To) != nil {
		return nil, nil, fault.Fail(fault.BadUserInput, "months").With("most", Most)
	}
	if f.Direction != "" && f.By == ByRegion {
		f.By = ByDirection
	}
	months, err := Fixed(ctx, s.store.Client, f.From, f.To)
	if err != nil {
		return nil, nil, err
	}
	regions, err := s.store.Client.Region.Query().Order(gen.Asc(region.FieldIso)).All(ctx)
	if err != nil {
		return nil, nil, err
	}
	rows := []*Row{}
	for _, m := range months {
		for _, r := range regions {
			if f.RegionID == "" || f.RegionID == r.ID {
				rows = append(rows, m.of(r.ID, r, f)...)
			}
		}
		if f.RegionID == "" {
			rows = append(rows, m.of(Remote, nil, f)...)
			rows = append(rows, m.of(Others, nil, f)...)
		}
		if len(rows) > mostRows {
			return nil, nil, fault.Fail(fault.TooBroad, "figures").With("most", mostRows)
		}
	}
	return months, rows, nil
}

// of are the rows of a region in a month.
func (m *Month) of(name string, r *gen.Region, f Filter) []*Row {
	t := &Table{}
	t.add(m, name)
	rows := t.rows(f.By, f.Direction)
	for _, row := range rows {
		row.Month, row.Region = m.Month, r
	}
	return rows
}

// Table adds the cells of a region up, over months.
type Table struct {
	events, places, of int
	sums               map[key]*sum
	others             bool
}

// key is what a sum is of; "" for all.
type key struct{ direction, age string }

// add adds the cells of a region in a month.
func (t *Table) add(m *Month, region string) {
	if t.sums == nil {
		t.sums = map[key]*sum{}
	}
	t.others = region == Others
	for _, e := range m.kept.Events {
		if e.Region == region {
			t.events, t.places, t.of = t.events+e.Events, t.places+e.Places, t.of+1
		}
	}
	seen := map[key]bool{}
	for _, c := range m.kept.Cells {
		if c.Region != region {
			continue
		}
		for _, k := range []key{{}, {c.Direction, ""}, {c.Direction, c.Age}} {
			if k.age == Others && k.direction == Others {
				continue
			}
			if t.sums[k] == nil {
				t.sums[k] = &sum{}
			}
			t.sums[k].add(c)
			if !seen[k] {
				seen[k] = true
				t.sums[k].months++
			}
		}
	}
}

// rows are the sums, the whole first.
func (t *Table) rows(by Grain, only direction.Code) []*Row {
	var rows []*Row
	if whole := t.sums[key{}]; only == "" && (whole != nil || t.of > 0) {
		row := &Row{Part: Whole}
		if t.others {
			row.Part = Rest
		} else {
			row.Events, row.Places = &t.events, &t.places
		}
		if whole != nil {
			row.People, row.Hours, row.Months = &whole.people, &whole.hours, whole.months
		}
		rows = append(rows, row)
	}
	if by == ByRegion || t.others {
		return rows
	}
	var keys []key
	for k := range t.sums {
		if k.direction != "" && (k.age == "" || by == ByAge) && (only == "" || k.direction == string(only)) {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, compare)
	for _, k := range keys {
		s := t.sums[k]
		if whole := t.sums[key{k.direction, ""}]; k.age == Others && whole.people == s.people && whole.hours == s.hours {
			continue // all of the direction, which has a row
		}
		row := &Row{Part: Piece, Direction: known(k.direction), People: &s.people, Hours: &s.hours, Months: s.months}
		if k.direction == Others || k.age == Others {
			row.Part = Rest
		} else if k.age != "" {
			age := Band(k.age)
			row.Age = &age
		}
		rows = append(rows, row)
	}
	return rows
}

// OfRegion are the figures of a region over some months, told apart as far as they are.
func OfRegion(months []*Month, regionID string) []*Row {
	t := &Table{}
	for _, m := range months {
		t.add(m, regionID)
	}
	return t.rows(ByAge, "")
}

// compare orders sums: by direction, in it by age, what is not told apart last.
func compare(a, b key) int {
	at := func(name string) int {
		if name == Others {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(at(a.direction), at(b.direction)), cmp.Compare(a.direction, b.direction),
		cmp.Compare(at(a.age), at(b.age)), cmp.Compare(rank(a.age), rank(b.age)))
}
