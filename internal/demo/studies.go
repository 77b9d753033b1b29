package demo

import (
	"time"

	"erikti/ent/gen/membership"
	"erikti/ent/gen/study"
	"erikti/internal/civil"
	"erikti/internal/figure"
	"erikti/internal/id"
	"erikti/internal/lang"
)

// inquiry is a study. Its experts, what they say and what is found are invented, and the
// method says so.
type inquiry struct {
	id             string
	center         *org
	region         *region
	state          study.State
	made           time.Time
	author, reader *person
	question       lang.Text
	talks          []talk
	figures        string // the id of its figures, "" for none
	from, to       string
	found          []found
}

type talk struct {
	id        string
	expert    *person // nil for who is no person of the network
	who       string
	on        civil.Date
	notes     string
	themes    string
	withdrawn bool
}

type found struct {
	id         string
	text       lang.Text
	interviews []int
	figures    []int
}

// fixedMonth is a month of figures.
type fixedMonth struct{ id, month string }

// fixedAfter is how many days after it began a study has its figures.
const fixedAfter = 25

// figureMonths is how many months have figures in the demo.
const figureMonths = 12

var exampleMethod = lang.Text{
	Kk: "Сараптамалық сұхбаттар және желінің ашық көрсеткіштері. Бұл — мысал: сарапшылар мен қорытындылар ойдан шығарылған.",
	Ru: "Экспертные интервью и открытые показатели сети. Это пример: эксперты и выводы вымышлены.",
	En: "Expert interviews and open figures of the network. This is an example: the experts and the findings are invented.",
}

var questions = []lang.Text{
	{Kk: "Аудан мектептерінің волонтерлері неге жазда азаяды?", Ru: "Почему летом в районных школах меньше волонтёров?", En: "Why are there fewer volunteers in district schools in summer?"},
	{Kk: "Жасы үлкен адамдарға волонтер болуға не кедергі?", Ru: "Что мешает старшим людям стать волонтёрами?", En: "What keeps older people from volunteering?"},
	{Kk: "Студенттер кредиттен кейін неге қалады?", Ru: "Почему студенты остаются волонтёрами после кредита?", En: "Why do students stay on after their credit?"},
	{Kk: "Су тасқыны кезінде топтарға не жетіспеді?", Ru: "Чего не хватало группам во время паводка?", En: "What did groups lack during the floods?"},
}

// studiesToday is how many there are in which state, and how many days ago they began.
var studiesToday = []struct {
	state study.State
	ago   int
}{{study.StatePUBLISHED, 40}, {study.StateREVIEW, 35}, {study.StateFIELDWORK, 30}, {study.StatePLANNED, 6}}

// makeStudies makes some in every state in the region of the cast, of which the
// coordinator of its center is a researcher, and published ones elsewhere.
func (n *network) makeStudies(r random) error {
	n.join(r, n.cast.coordinator, n.cast.center, membership.RoleRESEARCHER, n.today.AddDays(-300))
	first := n.today.Time().AddDate(0, 0, -10)
	first = time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC)
	for i := figureMonths; i > 0; i-- {
		month := first.AddDate(0, -i, 0)
		n.figureMonths = append(n.figureMonths, fixedMonth{r.sorted(id.FigureMonth, month.AddDate(0, 1, 10)), month.Format("2006-01")})
	}
	for i, kind := range studiesToday {
		n.studies = append(n.studies, n.inquire(r, n.cast.center, kind.state, kind.ago, questions[i]))
	}
	for i := range 4 {
		x := n.regions[(5+i*4)%len(n.regions)]
		if center := n.centerOf(x); center != nil && center != n.cast.center {
			n.studies = append(n.studies, n.inquire(r, center, study.StatePUBLISHED, 45+10*i, questions[i]))
		}
	}
	return nil
}

func (n *network) inquire(r random, center *org, state study.State, ago int, question lang.Text) *inquiry {
	made := n.dawn.AddDate(0, 0, -ago).Add(10 * time.Hour)
	q := &inquiry{id: r.sorted(id.Study, made), center: center, region: center.home, state: state, made: made, question: question, author: n.runs(center)}
	if center == n.cast.center && q.author == n.cast.coordinator {
		for _, m := range n.memberships {
			if m.org == center && m.person != n.cast.coordinator && m.role == membership.RoleADMIN {
				q.author = m.person
			}
		}
	}
	if state == study.StatePUBLISHED {
		for _, m := range n.memberships {
			if m.org == center && m.person != q.author && (m.role == membership.RoleADMIN || m.role == membership.RoleRESEARCHER || m.role == membership.RoleCOORDINATOR) {
				q.reader = m.person
				break
			}
		}
	}
	if state == study.StatePLANNED {
		return q
	}
	for i, t := range []talk{
		{who: "Завуч районной школы (пример)", notes: "Летом дети уезжают, а взрослых не зовут.", themes: "лето\nшкола"},
		{who: "Руководитель клуба (пример)", notes: "Координатор один, заменить его некому.", themes: "координаторы"},
		{who: "Специалист управления (пример)", notes: "Транспорта до сёл нет по выходным.", themes: "транспорт"},
	} {
		t.on = civil.Of(made.AddDate(0, 0, 3+3*i), time.UTC)
		t.id = r.personal(id.Interview)
		if i == 2 && state == study.StatePUBLISHED {
			t.who, t.notes, t.themes, t.withdrawn = "", "", "", true // taken back after the publication
		}
		if i == 0 && (state == study.StateFIELDWORK || state == study.StatePUBLISHED) && center == n.cast.center {
			t.expert = n.cast.volunteer
		}
		q.talks = append(q.talks, t)
	}
	q.figures, q.from = r.sorted(id.StudyFigures, made.AddDate(0, 0, fixedAfter)), n.figureMonths[0].month
	for _, m := range n.figureMonths { // the last one that was fixed by then
		if first, err := time.Parse("2006-01", m.month); err == nil && !first.AddDate(0, 1, figure.SettledAfter).After(made.AddDate(0, 0, fixedAfter)) {
			q.to = m.month
		}
	}
	q.found = []found{{r.sorted(id.Finding, made.AddDate(0, 0, fixedAfter)), lang.Text{
		Kk: "Мысал: адам азаятын ай — іс-шара азаятын ай; волонтерлер кетпейді, оларды шақырмайды.",
		Ru: "Пример: людей меньше тогда, когда меньше мероприятий: волонтёры не уходят, их не зовут.",
		En: "Example: there are fewer people when there are fewer events: volunteers do not leave, nobody calls them.",
	}, []int{1, 2}, []int{1}}}
	if state != study.StateFIELDWORK {
		q.found = append(q.found, found{r.sorted(id.Finding, made.AddDate(0, 0, fixedAfter)), lang.Text{
			Kk: "Мысал: ауылға демалыс күні көлік керек.", Ru: "Пример: в сёла нужен транспорт по выходным.", En: "Example: villages need transport at weekends.",
		}, []int{3}, []int{}})
	}
	return q
}
