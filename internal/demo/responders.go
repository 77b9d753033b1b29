package demo

import (
	"errors"
	"slices"
	"time"

	"erikti/ent/gen/signup"
	"erikti/internal/demo/content"
	"erikti/internal/id"
)

// The days of the cohorts from which people come who may work in an emergency, and of the
// event that asks for it.
const (
	earlyAidInDays, earlyInDays = -470, -420 // what it gave has expired
	lateInDays                  = -40
	dutyInDays                  = 8 // more than a week, in which the demo does not move
	revokedInDays               = -9
)

// revocation is how a certificate was revoked.
type revocation struct {
	reason, text string // its id, and as the trainer typed it
	salt         []byte
	at           time.Time
}

// duty is an event whose shift asks for what a course gives.
var duty = content.EventTemplate{
	Direction: "EMERGENCY",
	Title: content.Text{
		Kk: "Төтенше жағдайларда көмек жасағының оқу-жаттығуы", Ru: "Учения отряда помощи в чрезвычайных ситуациях", En: "Exercise of the emergency response team",
	},
	Description: content.Text{
		Kk: "Су тасқыны кезінде іздеу және эвакуация: жұппен жұмыс істейміз. Тек «Төтенше жағдайлардағы көмек» курсын бітіргендер қатысады. Жылы киім мен су алып келіңіз.",
		Ru: "Поиск и эвакуация при паводке: работаем парами. Участвуют только те, кто окончил курс «Помощь в чрезвычайных ситуациях». Возьмите тёплую одежду и воду.",
		En: "Search and evacuation in a flood: we work in pairs. Only those who passed the course “Help in emergencies” take part. Bring warm clothes and water.",
	},
	ShiftHours: 5, Shifts: []content.Shift{{Title: "DAY", StartHour: 11}}, Capacity: content.Range{Min: 10, Max: 14}, MinAge: adult, Venues: []string{"VOLUNTEER_HQ"},
}

// makeResponders lets people of the cast's school pass the course of help in emergencies,
// long ago and lately, the volunteer of the cast too, and makes an event that asks for it.
func (n *network) makeResponders(r random) error {
	var of []*course
	for _, c := range n.courses {
		if c.org == n.cast.center {
			of = append(of, c)
		}
	}
	i := slices.IndexFunc(n.cohorts, func(c *cohort) bool { return c.of == of[0] && c.learners[0].result != "" })
	if i < 0 {
		return errors.New("nobody passed a course")
	}
	aid, help, taught := of[0], of[len(of)-1], n.cohorts[i]
	long := n.veterans(r, taught, 4)
	for _, c := range []*cohort{n.cohort(r, aid, earlyAidInDays, 8, long), n.cohort(r, help, earlyInDays, 8, long)} {
		for _, l := range c.learners {
			l.conclude(r, true)
		}
	}
	// The volunteer learned first aid with the others.
	me := &learner{id: r.sorted(id.Signup, taught.made.AddDate(0, 0, 4)), person: n.cast.volunteer, made: taught.made.AddDate(0, 0, 4)}
	for range taught.lessons {
		me.marks = append(me.marks, r.personal(id.LessonAttendance))
	}
	me.conclude(r, true)
	taught.learners = append(taught.learners, me)
	people := []*person{n.cast.volunteer}
	for _, l := range taught.learners[3:7] { // the first three learn it yet
		people = append(people, l.person)
	}
	late := n.cohort(r, help, lateInDays, 8, people)
	for _, l := range late.learners {
		l.conclude(r, true)
	}
	at := n.dawn.AddDate(0, 0, revokedInDays).Add(10 * time.Hour)
	last := late.learners[len(late.learners)-1]
	last.revoked = &revocation{r.personal(id.Reason), "Практическое занятие зачтено по ошибке: человек на нём не был.", []byte(last.certificate), at}
	n.callOut(r, help, people[1:len(people)-1])
	return nil
}

// veterans are adults of the region who do not learn in a cohort.
func (n *network) veterans(r random, but *cohort, count int) []*person {
	learns := map[*person]bool{}
	for _, l := range but.learners {
		learns[l.person] = true
	}
	var able []*person
	for _, p := range but.of.org.home.people {
		if p.born != "" && p.born.Age(n.today) > adult+2 && !learns[p] && p != but.of.trainer {
			able = append(able, p)
		}
	}
	return some(r, count, able)
}

// callOut makes the event, and gives places to those who may take one and have the time.
func (n *network) callOut(r random, asks *course, people []*person) {
	x := n.cast.center.home
	e := n.stage(r, slot{kind: ahead, offset: dutyInDays, situation: free}, x, n.cast.center, &duty, n.today.AddDays(dutyInDays))
	t := e.shifts[0]
	t.qualifications = []string{asks.grants}
	for _, p := range people {
		if n.may(p, t) {
			n.take(r, t, p, signup.StateCONFIRMED)
		}
	}
	e.setByClock(n.now)
	t.confirmed = t.taken()
	n.events = append(n.events, e)
}
