package demo

import (
	"time"

	"erikti/ent/gen/direction"
	"erikti/ent/gen/mentorship"
	"erikti/internal/id"
)

// help is a mentorship.
type help struct {
	id             string
	center, mentee *org
	state          mentorship.State
	needs          []string
	message        string
	made           time.Time
	started, ended *time.Time
	before, after  int
	focus          direction.Code
	outcome        string
	reason         string
	goals          []goal
	meetings       []meeting
}

type goal struct {
	id, title string
	progress  int
}

type meeting struct {
	id    string
	at    time.Time
	notes string
	by    *person
	side  string
}

// helpToday is how many mentorships there are in which state, and how many days ago they
// began.
var helpToday = []struct {
	state mentorship.State
	ago   int
}{
	{mentorship.StateACTIVE, 90},
	{mentorship.StateREQUESTED, 3},
	{mentorship.StateREQUESTED, 16},
	{mentorship.StatePROPOSED, 5},
	{mentorship.StateACTIVE, 60},
	{mentorship.StateACTIVE, 150},
	{mentorship.StateACTIVE, 12},
	{mentorship.StateACTIVE, 200},
	{mentorship.StatePAUSED, 110},
	{mentorship.StateDECLINED, 40},
	{mentorship.StateREQUESTED, 25},
	{mentorship.StatePROPOSED, 1},
	{mentorship.StateCOMPLETED, 400},
	{mentorship.StateCOMPLETED, 520},
	{mentorship.StateCOMPLETED, 380},
	{mentorship.StateCOMPLETED, 610},
	{mentorship.StateCOMPLETED, 450},
	{mentorship.StateCOMPLETED, 700},
	{mentorship.StateCOMPLETED, 390},
	{mentorship.StateCOMPLETED, 560},
}

var (
	needsOf  = [][]string{{"FINDING_DIRECTION"}, {"PEOPLE", "TRAINING"}, {"DOCUMENTS"}, {"MONEY", "PEOPLE"}, {"FINDING_DIRECTION", "TRAINING"}}
	goalsOf  = []string{"Выбрать направление и сказать о нём людям", "Научить десять координаторов", "Подать первую заявку на проект"}
	changedL = []string{"Организация выбрала направление и провела первый проект.", "Волонтёров учат, их часы подтверждают.", "Организация зарегистрирована и отчитывается в срок."}
)

// makeMentorships makes some in every state, the first ones in the region of the cast.
// Organizations known by name are left out, as in joinNetwork.
func (n *network) makeMentorships(r random) error {
	taken := map[*org]bool{}
	home := n.cast.center.home
	for i, kind := range helpToday {
		x := home
		if i > 0 {
			x = n.regions[(i*7)%len(n.regions)]
		}
		var mentee *org
		for _, o := range n.invented(x) {
			if !taken[o] && (o != n.cast.host || i == 0) {
				mentee = o
				break
			}
		}
		if mentee == nil {
			continue
		}
		taken[mentee] = true
		n.mentorships = append(n.mentorships, n.help(r, n.centerOf(x), mentee, kind.state, kind.ago))
	}
	return nil
}

func (n *network) help(r random, center, mentee *org, state mentorship.State, ago int) *help {
	made := n.dawn.AddDate(0, 0, -ago).Add(time.Duration(r.between(9*60, 17*60)) * time.Minute)
	h := &help{id: r.sorted(id.Mentorship, made), center: center, mentee: mentee, state: state, needs: one(r, needsOf), made: made}
	switch state {
	case mentorship.StateREQUESTED:
		h.message = "Нас пятнадцать человек, и каждый хочет своего. Помогите решить, с чего начать."
		return h
	case mentorship.StatePROPOSED:
		h.message = "Ваши мероприятия растут. Можем помочь с обучением координаторов."
		return h
	case mentorship.StateDECLINED:
		h.reason = "Организация уже работает с другим наставником."
		return h
	case mentorship.StatePAUSED:
		h.reason = "До весны организация занята переездом."
	}
	met := made.AddDate(0, 0, min(7, ago-1))
	h.started, h.before, h.focus = &met, r.between(1, 3), mentee.directions[0]
	h.meetings = []meeting{{r.sorted(id.MentorshipMeeting, met), met, "Познакомились, выбрали направление и цели.", n.runs(center), "CENTER"}}
	if ago > 30 {
		later := met.AddDate(0, 0, 20)
		h.meetings = append(h.meetings, meeting{r.sorted(id.MentorshipMeeting, later), later, "Прошли первую цель, нужны ещё люди.", n.runs(mentee), "MENTEE"})
	}
	for i, title := range goalsOf[:r.between(1, len(goalsOf))] {
		progress := min(100, 10*r.between(0, 10))
		if state == mentorship.StateCOMPLETED && i == 0 {
			progress = 100
		}
		h.goals = append(h.goals, goal{r.sorted(id.MentorshipGoal, met), title, progress})
	}
	if state == mentorship.StateCOMPLETED {
		end := met.AddDate(0, 0, 240)
		h.ended, h.after, h.outcome = &end, min(5, h.before+r.between(1, 2)), one(r, changedL)
	}
	return h
}
