package demo

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpayout"
	"erikti/ent/gen/creditstep"
	"erikti/ent/gen/enrollment"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/internal/civil"
	"erikti/internal/credit/tier"
	"erikti/internal/id"
	"erikti/internal/place"
)

// The shape of student credit in the demo.
const (
	// schools are how many universities and colleges take part.
	schools = 12
	// wholeTenge is a tenge in tiyn.
	wholeTenge = 100
	// seatAmount is kept for each seat: what the highest tier is worth.
	seatAmount = 50_000 * wholeTenge
	// lineMinutes is how long a student works on a day.
	lineMinutes = 300
	// asking are students of a school who wait to be confirmed.
	asking = 6
	// waiting are students who wait for a seat where none is free.
	waiting = 4
)

// school is a university or college that takes part.
type school struct {
	org  *org
	host *org // where its students work
	// students are those of it in whatever state.
	students []*student
	seats    map[int]*seating // by fiscal year
}

// seating are the seats and the money of a school in a fiscal year: a budget, and the
// shift whose places the seats are. The event is made as those that people make: it does
// not move with the demo, since a fiscal year does not.
type seating struct {
	id, event, shift string
	of               *school
	year             int
	closes, ends     time.Time
	made             time.Time
	places           []*seat
	queue            []*wait
	open             int   // free seats
	money, committed int64 // tiyn; beyond what is kept for seats
}

func (s *seating) taken() int {
	n := 0
	for _, p := range s.places {
		if p.state == signup.StateCONFIRMED || p.state == signup.StateCOMPLETED {
			n++
		}
	}
	return n
}

func (s *seating) capacity() int { return max(1, s.taken()+s.open) }

// at is where the shift of the seats stands by the clock.
func (s *seating) at(now time.Time) (shift.State, *time.Time) {
	return place.StateAt(&gen.Shift{StartsAt: s.closes, EndsAt: s.ends, State: shift.StateSCHEDULED}, true, now)
}

// student is a person at a school.
type student struct {
	id     string
	person *person
	of     *school
	number string
	state  enrollment.State
	via    *enrollment.Via
	from   civil.Date
	to     civil.Date
	made   time.Time
	agreed string // the id of their consent to the agreement on seats; "" without
}

// worked is time that a student worked, as the host noted it by hand.
type worked struct {
	id   string
	of   *student
	date civil.Date
	when span
}

// award is a claim of a student and what became of it.
type award struct {
	id                        string
	of                        *student
	year                      int
	rules                     *rules
	worth                     tier.Tier
	seat                      bool
	reserved                  bool
	state                     creditaward.State
	due                       *time.Time
	escalated                 int
	made                      time.Time
	confirmed, approved, paid *time.Time
	steps                     []*step
	works                     []*worked
	reason, reasonID          string
	payout                    *creditpayout.State
	payoutID, reversalID      string
	given                     []string // ids of the minutes given to it, and then of those given back
}

// over says whether the award counts no more: what it took is given back.
func (a *award) over() bool {
	return a.state == creditaward.StateREJECTED || a.state == creditaward.StateREVERSED
}

// from is what it takes of the money of a seat, and of the rest.
func (a *award) from() (seat, free int64) {
	switch {
	case !a.reserved:
	case a.seat:
		return a.worth.Amount, 0
	default:
		return 0, a.worth.Amount
	}
	return 0, 0
}

type step struct {
	id       string
	from, to creditaward.State
	at       time.Time
	by       creditstep.Actor
	actor    *person
}

// rules are a version of the rules of a fiscal year.
type rules struct {
	id     string
	year   int
	number int
	from   civil.Date
	tiers  []tier.Tier
}

// The days that a stage may last by all rules of the demo.
const (
	confirmDays = 10
	approveDays = 10
	payDays     = 20
)

// social is student credit in the demo.
type social struct {
	schools []*school
	rules   []*rules
	hosts   []*accredited
	awards  []*award
	works   []*worked
}

type accredited struct {
	id   string
	org  *org
	year int
}

// makeCredit makes student credit: rules, schools with students, seats and money, and
// claims in every state, so that every page of it has something to show.
func (n *network) makeCredit(r random) error {
	c := &social{}
	n.credit = c
	pool := n.young(r)
	for _, o := range n.taking() {
		s := &school{org: o, host: n.hostOf(o), seats: map[int]*seating{}}
		c.schools = append(c.schools, s)
		c.seating(r, n, s, n.year())
		own := o == n.cast.campus
		for i := range 3 {
			c.enroll(r, n, s, &pool, enrollment.StateREQUESTED, i)
		}
		for i := range asking - 3 {
			if own || i == 0 {
				c.enroll(r, n, s, &pool, enrollment.StateREQUESTED, 3+i)
			}
		}
		slow := r.between(0, 6)
		for i, p := range plans {
			st := c.enroll(r, n, s, &pool, enrollment.StateCONFIRMED, asking+i)
			if st == nil {
				return fmt.Errorf("no students are left for %s", o.name.En)
			}
			c.award(r, n, st, p, slow)
		}
		c.seat(r, n, s, &pool, own)
	}
	c.castStudent(r, n)
	for _, s := range c.schools {
		for _, y := range s.seats {
			y.money += y.committed + 200_000*wholeTenge
		}
	}
	return nil
}

// year is the fiscal year of the demo's day.
func (n *network) year() int { return n.today.Time().Year() }

// taking are the schools that take part: that of the cast, the invented colleges, and
// others as they come.
func (n *network) taking() []*org {
	all := []*org{n.cast.campus}
	for _, o := range n.organizations {
		if o.invented {
			all = append(all, o)
		}
	}
	for _, o := range n.organizations {
		if len(all) < schools && o.form == organization.LegalFormUNIVERSITY && !slices.Contains(all, o) {
			all = append(all, o)
		}
	}
	return all
}

// hostOf is where the students of a school work: an organization of its region that is
// no school.
func (n *network) hostOf(o *org) *org {
	if o == n.cast.campus {
		return n.cast.host
	}
	for _, other := range o.home.orgs {
		if other.form == organization.LegalFormNGO {
			return other
		}
	}
	return n.cast.host
}

// young are people of the age of students.
func (n *network) young(r random) []*person {
	var all []*person
	for _, p := range n.people {
		if p.born != "" && p.born.Age(n.today) >= 17 && p.born.Age(n.today) <= 26 {
			all = append(all, p)
		}
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// seating are the seats of a school in a fiscal year, made when first asked for.
func (c *social) seating(r random, n *network, s *school, year int) *seating {
	if known := s.seats[year]; known != nil {
		return known
	}
	ends := at(civil.Date(strconv.Itoa(year+1)+"-01-01"), 0, n.regions[0].zone)
	made := at(civil.Date(strconv.Itoa(year)+"-01-05"), 10, n.regions[0].zone)
	if made.After(n.dawn) {
		made = n.dawn.Add(-time.Hour)
	}
	y := &seating{
		id: r.sorted(id.CreditBudget, made), event: r.asMade(id.Event), shift: r.asMade(id.Shift),
		of: s, year: year, ends: ends, closes: ends.Add(-6 * time.Hour), made: made,
	}
	s.seats[year] = y
	c.accredit(r, s.host, year)
	c.rulesOf(r, year)
	return y
}

func (c *social) accredit(r random, o *org, year int) {
	if !slices.ContainsFunc(c.hosts, func(a *accredited) bool { return a.org == o && a.year == year }) {
		c.hosts = append(c.hosts, &accredited{r.personal(id.HostAccreditation), o, year})
	}
}

// rulesOf makes the rules of a year, which change in the middle of it.
func (c *social) rulesOf(r random, year int) {
	if slices.ContainsFunc(c.rules, func(known *rules) bool { return known.year == year }) {
		return
	}
	for i, v := range []struct {
		from       string
		low, high  int64
		lowC, higC int
	}{{"-01-01", 18_000, 45_000, 2, 5}, {"-07-01", 20_000, 50_000, 2, 5}} {
		c.rules = append(c.rules, &rules{
			id: r.personal(id.CreditPolicy), year: year, number: i + 1, from: civil.Date(strconv.Itoa(year) + v.from),
			tiers: []tier.Tier{{Minutes: 1200, Amount: v.low * wholeTenge, Credits: v.lowC}, {Minutes: 3000, Amount: v.high * wholeTenge, Credits: v.higC}},
		})
	}
}

// inForce are the rules of a day.
func (c *social) inForce(day civil.Date) *rules {
	var found *rules
	for _, p := range c.rules {
		if p.year == day.Time().Year() && p.from <= day {
			found = p
		}
	}
	return found
}

// enroll makes somebody of the pool a student: of the school's region before others.
func (c *social) enroll(r random, n *network, s *school, pool *[]*person, state enrollment.State, i int) *student {
	k := slices.IndexFunc(*pool, func(p *person) bool { return p.home == s.org.home })
	if k < 0 {
		k = 0
	}
	if len(*pool) == 0 {
		return nil
	}
	p := (*pool)[k]
	*pool = slices.Delete(*pool, k, k+1)
	return c.student(r, n, s, p, state, i)
}

func (c *social) student(r random, n *network, s *school, p *person, state enrollment.State, i int) *student {
	year := n.year()
	if n.today.Time().Month() < time.September {
		year--
	}
	st := &student{
		id: r.personal(id.Enrollment), person: p, of: s, state: state,
		number: fmt.Sprintf("%02d-%02d%03d", (year-1)%100, len(c.schools), 100+i),
		made:   n.ago(r, 1, 9),
	}
	if state == enrollment.StateCONFIRMED {
		via := []enrollment.Via{enrollment.ViaFILE, enrollment.ViaFILE, enrollment.ViaOFFICER, enrollment.ViaEMAIL}[i%4]
		st.via = &via
		st.from, st.to = civil.Date(fmt.Sprint(year-1)+"-09-01"), civil.Date(fmt.Sprint(year+1)+"-09-01")
		st.made = at(st.from, 10, n.regions[0].zone)
	}
	s.students = append(s.students, st)
	return st
}

// ago is a moment so many days before the demo's day.
func (n *network) ago(r random, low, high int) time.Time {
	return n.dawn.AddDate(0, 0, -r.between(low, high)).Add(-time.Duration(r.between(1, 600)) * time.Minute)
}

// firstDay of a fiscal year.
func firstDay(year int) civil.Date { return civil.Date(strconv.Itoa(year) + "-01-01") }
