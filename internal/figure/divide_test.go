package figure

import (
	"fmt"
	"math/big"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/gen/direction"
)

// base is a cell that nobody may see by itself: the people who worked in a month, region
// and direction, of one age.
type base struct {
	month, region, direction string
	age                      Band
}

// world is some months of work in which every base cell weighs another power of two, so
// that every figure tells by its bits of which base cells it is the sum.
type world struct {
	months []*Month
	cells  []base
	people []map[string]bool // of each base cell
}

func random(r *rand.Rand, least int) *world {
	w := &world{}
	regions, directions, ages := []string{"reg_1", "reg_2", Remote}[:1+r.IntN(3)], []string{"SOCIAL", "ETHNO", None}[:1+r.IntN(3)], []Band{From18, Unknown}[:1+r.IntN(2)]
	persons := 1 + r.IntN(40)
	for n := range 1 + r.IntN(2) {
		month := fmt.Sprintf("2026-%02d", n+1)
		var work []Work
		for _, region := range regions {
			for _, d := range directions {
				for i, age := range ages {
					// People of an age are always of that age.
					seen := map[string]bool{}
					for range r.IntN(3 * least) {
						seen[fmt.Sprint(age, r.IntN(persons), i)] = true
					}
					if len(seen) == 0 {
						continue
					}
					minutes := int64(60) << len(w.cells)
					for person := range seen {
						work = append(work, Work{person, region, d, age, minutes})
						minutes = 0 // the others' are not told apart from nobody's: they are people all the same
					}
					w.cells = append(w.cells, base{month, region, d, age})
					w.people = append(w.people, seen)
				}
			}
		}
		w.months = append(w.months, &Month{Month: month, MinPeople: least, kept: kept{Month: month, Cells: Divide(work, least)}})
	}
	return w
}

// published are the sets of base cells of which something is told anywhere: by every
// filter of open figures, and as figures of a study over any run of months.
func (w *world) published(t *testing.T) []uint64 {
	var all []uint64
	take := func(rows []*Row) {
		for _, row := range rows {
			if row.Hours != nil {
				all = append(all, uint64(*row.Hours))
			}
		}
	}
	for _, m := range w.months {
		for _, region := range []string{"reg_1", "reg_2", Remote, Others} {
			for _, by := range []Grain{ByRegion, ByDirection, ByAge} {
				for _, d := range []direction.Code{"", "SOCIAL", "ETHNO"} {
					take(m.of(region, &gen.Region{ID: region}, Filter{By: by, Direction: d}))
				}
			}
		}
	}
	for i := range w.months {
		for j := i; j < len(w.months); j++ {
			for _, region := range []string{"reg_1", "reg_2"} {
				take(OfRegion(w.months[i:j+1], region))
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// reduce brings the sets into echelon form over the rationals, and returns a function that
// says whether a set is a combination of them: whether its sum can be computed from what
// is published.
func reduce(sets []uint64, n int) func(uint64) bool {
	row := func(set uint64) []*big.Rat {
		v := make([]*big.Rat, n)
		for i := range v {
			v[i] = big.NewRat(int64(set>>i&1), 1)
		}
		return v
	}
	pivots := map[int][]*big.Rat{}
	rest := func(v []*big.Rat) int {
		for i := range v {
			if v[i].Sign() == 0 {
				continue
			}
			p := pivots[i]
			if p == nil {
				return i
			}
			f := new(big.Rat).Quo(v[i], p[i])
			for j := i; j < n; j++ {
				v[j].Sub(v[j], new(big.Rat).Mul(f, p[j]))
			}
		}
		return -1
	}
	for _, set := range sets {
		v := row(set)
		if i := rest(v); i >= 0 {
			pivots[i] = v
		}
	}
	return func(set uint64) bool { return rest(row(set)) < 0 }
}

// Whatever is computed from published figures, by adding, subtracting and multiplying, for
// whatever set of regions, directions, ages and months: the set has no people, or as many
// as a cell has at least.
func TestNoCombinationOfFiguresTellsOfAFewPeople(t *testing.T) {
	told, computable := 0, 0
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 9))
		least := 2 + r.IntN(5)
		w := random(r, least)
		n := len(w.cells)
		if n == 0 || n > 14 {
			continue
		}
		sets := w.published(t)
		told += len(sets)
		can := reduce(sets, n)
		for set := uint64(1); set < 1<<n; set++ {
			people := map[string]bool{}
			for i := range n {
				if set>>i&1 == 1 {
					for p := range w.people[i] {
						people[p] = true
					}
				}
			}
			if len(people) >= least || !can(set) {
				continue
			}
			t.Fatalf("seed %d: of %d people (%d are the least) the hours can be computed: %v", seed, len(people), least, w.name(set))
		}
		for _, set := range sets {
			if can(set) {
				computable++
			}
		}
	}
	if told < 1000 || computable != told {
		t.Errorf("only %d figures were told, %d of them found again", told, computable)
	}
}

func (w *world) name(set uint64) []base {
	var names []base
	for i, c := range w.cells {
		if set>>i&1 == 1 {
			names = append(names, c)
		}
	}
	return names
}

// A row that says it is the whole of a region is the whole: what is small is put together,
// not left out. Where a region is left out of a month, so few worked that nothing is told.
func TestWhatIsSmallIsPutTogetherNotLeftOut(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 10))
		least := 2 + r.IntN(5)
		w := random(r, least)
		for _, m := range w.months {
			var covered, every uint64
			everybody := map[string]bool{}
			for i, c := range w.cells {
				if c.month != m.Month {
					continue
				}
				every |= 1 << i
				for p := range w.people[i] {
					everybody[p] = true
				}
			}
			for _, c := range m.kept.Cells {
				if bits.OnesCount64(covered&uint64(c.Hours)) > 0 {
					t.Fatalf("seed %d: a line is in two cells", seed)
				}
				covered |= uint64(c.Hours)
				if c.People < least {
					t.Fatalf("seed %d: a cell of %d people, %d are the least", seed, c.People, least)
				}
			}
			if want := len(everybody) >= least; want && covered != every || !want && covered != 0 {
				t.Fatalf("seed %d: %d people, and %b of %b is in cells", seed, len(everybody), covered, every)
			}
		}
	}
}

// Ages on both sides of each border.
func TestBands(t *testing.T) {
	for years, want := range map[int]Band{-1: Unknown, 0: Under18, 17: Under18, 18: From18, 24: From18, 25: From25, 34: From25, 35: From35, 59: From35, 60: From60, 110: From60} {
		if got := BandOf(years); got != want {
			t.Errorf("%d: %s, want %s", years, got, want)
		}
	}
}

// A period is whole months, and not too many of them.
func TestPeriodsAreMonths(t *testing.T) {
	for _, bad := range [][2]string{
		{"2026-01-02", "2026-02"},
		{"2026-01", "2026-02-02"},
		{"2026-13", "2026-12"},
		{"2026-02", "2026-01"},
		{"2026-01", "2028-01"},
		{"", ""},
		{"2026-1", "2026-2"},
		{"2026-01' OR '1", "2026-02"},
	} {
		if CheckMonths(bad[0], bad[1]) == nil {
			t.Errorf("%v is taken", bad)
		}
	}
	if err := CheckMonths("2026-01", "2027-12"); err != nil {
		t.Error(err)
	}
}
