package demo

import (
	"strconv"
	"time"

	"erikti/ent/gen/direction"
	"erikti/internal/civil"
	"erikti/internal/id"
	"erikti/internal/lang"
)

const (
	volunteers = 4000
	// regionVolunteers is the fewest of a region, so that its shifts can fill.
	regionVolunteers = 110
)

// The origins and genders of content.People.
const (
	kazakh  = "KAZAKH"
	russian = "RUSSIAN"
)

// mixed are the regions where about every second name is Russian.
var mixed = map[string]bool{"KZ-11": true, "KZ-35": true, "KZ-39": true, "KZ-55": true, "KZ-59": true, "KZ-63": true}

func (n *network) makePeople(r random) error {
	counts := n.share(r, volunteers, regionVolunteers)
	registry := newRegistry()
	for _, x := range n.regions {
		for range counts[x] {
			p := n.drawPerson(r, x, registry)
			x.people = append(x.people, p)
			n.people = append(n.people, p)
		}
	}
	return nil
}

func (n *network) drawPerson(r random, x *region, registry *registry) *person {
	origin, percent := kazakh, 15
	if mixed[x.iso] {
		percent = 45
	}
	if r.chance(percent) {
		origin = russian
	}
	p := &person{
		id: r.personal(id.Volunteer), privateID: r.personal(id.VolunteerPrivate),
		publicNumber: registry.publicNumber(r), no: registry.personNo(r),
		home: x, locale: readerOf(r, origin), directions: n.likes(r), born: n.birthDate(r),
		made: n.dawn.AddDate(0, 0, -r.between(30, 1500)).Add(time.Duration(r.between(7*60, 23*60)) * time.Minute),
	}
	p.given, p.family = n.name(r, origin)
	return p
}

// name draws a name of one origin and one gender.
func (n *network) name(r random, origin string) (given, family string) {
	gender := "MALE"
	if r.chance(64) { // most volunteers are women
		gender = "FEMALE"
	}
	var givens []string
	for _, g := range n.texts.People.Given {
		if g.Origin == origin && g.Gender == gender {
			givens = append(givens, g.Names...)
		}
	}
	var families []string
	for _, f := range n.texts.People.Family {
		switch {
		case f.Origin != origin:
		case gender == "MALE":
			families = append(families, f.Male)
		default:
			families = append(families, f.Female)
		}
	}
	return one(r, givens), one(r, families)
}

func readerOf(r random, origin string) lang.Locale {
	switch {
	case r.chance(3):
		return lang.EN
	case origin == kazakh && r.chance(70):
		return lang.KK
	}
	return lang.RU
}

func (n *network) likes(r random) []direction.Code {
	return some(r, r.between(1, 3), []direction.Code{
		direction.CodeSOCIAL, direction.CodeEVENT, direction.CodeANIMALS, direction.CodeETHNO, direction.CodeEMERGENCY,
		direction.CodeMEDICINE, direction.CodeCULTURE, direction.CodeMEDIA, direction.CodeONLINE,
	})
}

// birthDate draws an age of 14 to 70, most of them students and young adults; some
// people did not give theirs.
func (n *network) birthDate(r random) civil.Date {
	age := 0
	switch dice := r.IntN(100); {
	case dice < 8:
		return ""
	case dice < 20:
		age = r.between(14, 17)
	case dice < 62:
		age = r.between(18, 24)
	case dice < 85:
		age = r.between(25, 40)
	default:
		age = r.between(41, 70)
	}
	birthday := n.today.Time().AddDate(-age, 0, -r.IntN(365))
	return civil.Date(birthday.Format(time.DateOnly))
}

// registry gives out numbers that are given once.
type registry struct {
	public map[string]bool
	nos    map[int64]bool
}

func newRegistry() *registry { return &registry{map[string]bool{}, map[int64]bool{}} }

// publicNumber draws nine digits that start with no zero, as ent/schema does.
func (g *registry) publicNumber(r random) string {
	for {
		s := strconv.Itoa(r.between(100_000_000, 999_999_999))
		if !g.public[s] {
			g.public[s] = true
			return s
		}
	}
}

// personNo draws 53 bits, as ent/schema does.
func (g *registry) personNo(r random) int64 {
	for {
		no := 1 + r.Int64N(1<<53-1)
		if !g.nos[no] {
			g.nos[no] = true
			return no
		}
	}
}
