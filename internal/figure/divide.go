package figure

import (
	"cmp"
	"maps"
	"slices"

	"erikti/ent/gen/direction"
)

// Work is what a person did in a month in one region and direction, as nobody but the
// program sees it.
type Work struct {
	Person    string
	Region    string // an id, or Remote
	Direction string // a direction.Code, or None
	Age       Band
	Minutes   int64
}

// Words that stand where a region, direction or age does.
const (
	Remote = "REMOTE" // work without a region
	None   = "NONE"   // work without a direction
	Others = "REST"   // all that are too small to be told apart
)

// Cell is the smallest thing that is published of a month.
type Cell struct {
	Region    string `json:"region"`
	Direction string `json:"direction"`
	Age       string `json:"age"`
	// People are the different people who worked in the cell.
	People int `json:"people"`
	// Hours are whole ones, rounded in each cell: sums are of what is rounded.
	Hours int `json:"hours"`
}

// Divide divides the work of a month into cells of at least so many people each. Where
// there are fewer in the whole country there is no cell.
func Divide(work []Work, least int) []Cell {
	var cells []Cell
	regions := divide(work, least, func(w Work) string { return w.Region })
	for _, region := range regions {
		if region.name == Others {
			cells = append(cells, cell(region.work, Others, Others, Others))
			continue
		}
		for _, d := range divide(region.work, least, func(w Work) string { return w.Direction }) {
			if d.name == Others {
				cells = append(cells, cell(d.work, region.name, Others, Others))
				continue
			}
			for _, age := range divide(d.work, least, func(w Work) string { return string(w.Age) }) {
				cells = append(cells, cell(age.work, region.name, d.name, age.name))
			}
		}
	}
	return cells
}

// part is some of the work, with a name.
type part struct {
	name string
	work []Work
}

// divide divides work by one thing. Parts with fewer people than the least are put
// together as Others, with the smallest of the rest until they are enough; work of fewer
// people has no part at all.
func divide(work []Work, least int, by func(Work) string) []part {
	named := map[string][]Work{}
	for _, w := range work {
		named[by(w)] = append(named[by(w)], w)
	}
	var parts []part
	for name, of := range named {
		parts = append(parts, part{name, of})
	}
	// The smallest first; the same work makes the same parts.
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(people(a.work), people(b.work)), cmp.Compare(a.name, b.name))
	})
	others := part{name: Others}
	for len(parts) > 0 && (people(parts[0].work) < least || len(others.work) > 0 && people(others.work) < least) {
		others.work = append(others.work, parts[0].work...)
		parts = parts[1:]
	}
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.name, b.name) })
	if people(others.work) >= least {
		parts = append(parts, others)
	}
	return parts
}

// people counts the different people of some work.
func people(work []Work) int {
	seen := map[string]struct{}{}
	for _, w := range work {
		seen[w.Person] = struct{}{}
	}
	return len(seen)
}

func cell(work []Work, region, direction, age string) Cell {
	var minutes int64
	for _, w := range work {
		minutes += w.Minutes
	}
	return Cell{region, direction, age, people(work), int((minutes + 30) / 60)}
}

// Band is an age on the last day of a month.
type Band string

// The ages.
const (
	Under18 Band = "UNDER_18"
	From18  Band = "FROM_18"
	From25  Band = "FROM_25"
	From35  Band = "FROM_35"
	From60  Band = "FROM_60"
	Unknown Band = "UNKNOWN"
)

// bands are the ages from which each begins, the oldest first.
var bands = []struct {
	from int
	band Band
}{{60, From60}, {35, From35}, {25, From25}, {18, From18}, {0, Under18}}

// BandOf is the band of an age in years; below zero it is not known.
func BandOf(years int) Band {
	for _, b := range bands {
		if years >= b.from {
			return b.band
		}
	}
	return Unknown
}

// rank orders ages, the youngest first.
func rank(age string) int {
	return slices.Index([]string{"", string(Under18), string(From18), string(From25), string(From35), string(From60), string(Unknown)}, age)
}

// known is the code of a direction; nil for what stands for none or for several.
func known(code string) *direction.Code {
	c := direction.Code(code)
	if direction.CodeValidator(c) != nil {
		return nil
	}
	return &c
}

// sum adds whole cells up.
type sum struct {
	people, hours, months int
}

func (s *sum) add(c Cell) { s.people += c.People; s.hours += c.Hours }

func sorted[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
