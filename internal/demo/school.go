package demo

import (
	"fmt"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/shift"
	"erikti/internal/civil"
	"erikti/internal/demo/content"
	"erikti/internal/id"
	"erikti/internal/place"
)

const (
	// taughtBy is how many support centers have a School of Volunteers, Pavlodar's first.
	taughtBy = 3
	// openFor is how many days ago the courses opened.
	openFor = 510
)

// course is one of a school.
type course struct {
	id      string
	org     *org
	title   content.Text
	summary content.Text
	level   int
	grants  string
	months  int
	asks    *course
	trainer *person
}

// cohort are those who learn a course together; its event and its shift move with the
// demo.
type cohort struct {
	id, event, shift string
	of               *course
	made             time.Time
	lessons          []*lesson
	capacity         int
	learners         []*learner
	queue            []*wait
	state            event.State
	at               shift.State
	next             *time.Time
}

func (c *cohort) when() span {
	return span{c.lessons[0].when.start, c.lessons[len(c.lessons)-1].when.end}
}

type lesson struct {
	id   string
	when span
}

// learner is somebody with a place in a cohort.
type learner struct {
	id     string
	person *person
	made   time.Time
	// marks are the ids of what was noted of the lessons, result that of the result; ""
	// without.
	marks                                    []string
	result, qualification, certificate, code string
	passed                                   bool
	revoked                                  *revocation
}

// offered are the courses of a school; the last one asks for the first one.
var offered = []course{
	{
		title:   content.Text{Kk: "Алғашқы көмек", Ru: "Первая помощь", En: "First aid"},
		summary: content.Text{Kk: "Дәрігер келгенше не істеу керек.", Ru: "Что делать до приезда врача.", En: "What to do until a doctor comes."},
		level:   1, grants: "FIRST_AID", months: 24,
	},
	{
		title:   content.Text{Kk: "Волонтерлік негіздері", Ru: "Основы волонтёрства", En: "Volunteering, the basics"},
		summary: content.Text{Kk: "Құқықтар, міндеттер және қауіпсіздік.", Ru: "Права, обязанности и безопасность.", En: "Rights, duties and safety."},
		level:   1, grants: "VOLUNTEER_BASICS",
	},
	{
		title:   content.Text{Kk: "Төтенше жағдайлардағы көмек", Ru: "Помощь в чрезвычайных ситуациях", En: "Help in emergencies"},
		summary: content.Text{Kk: "Су тасқыны, іздеу және эвакуация.", Ru: "Паводок, поиск и эвакуация.", En: "Floods, search and evacuation."},
		level:   2, grants: "EMERGENCY_RESPONSE", months: 12,
	},
}

// makeSchool makes schools with what each page of one shows: a cohort that was taught
// and certified, one that learns now, and one that is full, with a queue.
func (n *network) makeSchool(r random) error {
	teaches := []*org{n.cast.center}
	for _, c := range n.centers {
		if c.org != n.cast.center && len(teaches) < taughtBy {
			teaches = append(teaches, c.org)
		}
	}
	for _, o := range teaches {
		var able []*person
		for _, p := range o.home.people {
			if p.born != "" && p.born.Age(n.today) > adult {
				able = append(able, p)
			}
		}
		if len(able) < 40 {
			return fmt.Errorf("%s has too few people for a school", o.home.iso)
		}
		able = some(r, 40, able)
		trainer := able[0]
		n.join(r, trainer, o, membership.RoleTRAINER, n.today.AddDays(-openFor))
		if o == n.cast.center {
			n.join(r, n.cast.coordinator, o, membership.RoleTRAINER, n.today.AddDays(-370))
		}
		var first *course
		for i := range offered {
			c := offered[i]
			c.id, c.org, c.trainer = r.sorted(id.Course, n.dawn.AddDate(0, 0, -openFor+i)), o, trainer
			if i == 0 {
				first = &c
			}
			if c.level > 1 {
				c.asks = first
			}
			n.courses = append(n.courses, &c)
		}
		own := n.courses[len(n.courses)-len(offered):]
		taught := n.cohort(r, own[0], -60, 12, able[1:11])
		for i, l := range taught.learners {
			l.conclude(r, i < 8)
		}
		n.cohort(r, own[1], -4, 15, able[11:20])
		full := n.cohort(r, own[0], 9, 6, able[20:26])
		for _, p := range able[26:29] {
			full.queue = append(full.queue, &wait{id: r.sorted(id.WaitlistEntry, n.dawn.AddDate(0, 0, -2)), person: p, autoAccept: true, made: n.dawn.AddDate(0, 0, -2)})
		}
		n.cohort(r, own[2], 16, 10, nil)
		for _, l := range taught.learners[:3] { // who passed goes on
			last := n.cohorts[len(n.cohorts)-1]
			last.learners = append(last.learners, &learner{id: r.sorted(id.Signup, n.dawn.AddDate(0, 0, -1)), person: l.person, made: n.dawn.AddDate(0, 0, -1)})
		}
	}
	return nil
}

// cohort makes one whose first of three weekly lessons is so many days from today.
func (n *network) cohort(r random, of *course, days, capacity int, people []*person) *cohort {
	made := n.dawn.AddDate(0, 0, days-30)
	c := &cohort{
		id: r.sorted(id.Cohort, made), event: r.sorted(id.Event, made), shift: r.sorted(id.Shift, made),
		of: of, made: made, capacity: capacity, state: event.StatePUBLISHED,
	}
	for i := range 3 {
		from := at(n.today.AddDays(days+7*i), 18, of.org.home.zone)
		c.lessons = append(c.lessons, &lesson{r.sorted(id.Lesson, made), span{from, from.Add(2 * time.Hour)}})
	}
	c.at, c.next = place.StateAt(&gen.Shift{StartsAt: c.when().start, EndsAt: c.when().end, State: shift.StateSCHEDULED}, true, n.now)
	if c.at == shift.StateENDED {
		c.state = event.StateDONE
	}
	for _, p := range people {
		l := &learner{id: r.sorted(id.Signup, made.AddDate(0, 0, 3)), person: p, made: made.AddDate(0, 0, 3)}
		for _, held := range c.lessons {
			if held.when.end.Before(n.now) {
				l.marks = append(l.marks, r.personal(id.LessonAttendance))
			}
		}
		c.learners = append(c.learners, l)
	}
	n.cohorts = append(n.cohorts, c)
	return c
}

// conclude gives a learner the result.
func (l *learner) conclude(r random, passed bool) {
	l.result, l.passed = r.personal(id.CourseResult), passed
	if passed {
		l.qualification, l.certificate = r.personal(id.Qualification), r.personal(id.Certificate)
		const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
		for range 26 {
			l.code += string(letters[r.IntN(len(letters))])
		}
	}
}

// concluded is the day of the results of a cohort.
func (c *cohort) concluded() civil.Date { return civil.Of(c.when().end, c.of.org.home.zone) }
