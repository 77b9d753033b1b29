package demo

import (
	"fmt"
	"time"

	"erikti/ent/gen/event"
	"erikti/ent/gen/project"
	"erikti/ent/gen/projectindicator"
	"erikti/ent/gen/projectreport"
	"erikti/internal/demo/content"
	"erikti/internal/id"
)

// today are the projects of these months: how many in which state, and with a step that
// is overdue.
var projectsToday = []struct {
	state project.State
	late  bool
	count int
}{
	{project.StateRUNNING, false, 6},
	{project.StateRUNNING, true, 2},
	{project.StateAPPLICATION, false, 3},
	{project.StateAWARDED, false, 2},
	{project.StateREPORTING, false, 1},
	{project.StateREPORTING, true, 1},
	{project.StateRETURNED, false, 1},
	{project.StateACCEPTED, false, 1},
	{project.StateCLOSED, false, 1},
	{project.StateREJECTED, false, 1},
	{project.StateTERMINATED, false, 1},
}

// makeProjectsOfToday makes those in every state, the first of the cast's organization,
// with the events of their time.
func (n *network) makeProjectsOfToday(r random) error {
	number := projectsOf2019
	for _, kind := range projectsToday {
		for range kind.count {
			number++
			x := n.regions[number%len(n.regions)]
			able := n.invented(x)
			o := able[number/len(n.regions)%len(able)]
			if number == projectsOf2019+1 {
				o, x = n.cast.host, n.cast.host.home
			}
			p := &undertaking{org: o, state: kind.state, title: n.example(number, x), sum: int64(r.between(20, 150)) * 100_000_00}
			p.funding = []project.Funding{project.FundingSTATE_SOCIAL_ORDER, project.FundingGRANT, project.FundingOWN}[number%3]
			if kind.state == project.StateAPPLICATION || kind.state == project.StateREJECTED {
				p.funding = project.FundingSTATE_SOCIAL_ORDER
			}
			if err := n.carryOut(r, p, kind.late, number); err != nil {
				return err
			}
			n.projects = append(n.projects, p)
		}
	}
	return nil
}

// carryOut fills in what there is of a project in its state.
func (n *network) carryOut(r random, p *undertaking, late bool, number int) error {
	// Its first day, so that the state is plausible: before it, in it, after it.
	begins := map[project.State]int{project.StateAPPLICATION: 60, project.StateAWARDED: 20, project.StateREJECTED: 30, project.StateRUNNING: -120}
	days, known := begins[p.state]
	if !known {
		days = -200
	}
	p.from = n.today.AddDays(days)
	p.to = p.from.AddDays(179)
	if p.state == project.StateRUNNING {
		p.to = p.from.AddDays(364)
	}
	p.made = n.dawn.AddDate(0, 0, min(days, 0)-20)
	p.id = r.sorted(id.Project, p.made)
	if p.funding != project.FundingOWN && p.state != project.StateAPPLICATION && p.state != project.StateREJECTED {
		p.contract = fmt.Sprintf("%d-%03d", p.from.Time().Year(), number)
	}
	n.giveEvents(p)
	n.aimAt(r, p)
	switch p.state {
	case project.StateAPPLICATION:
		p.due = n.today.AddDays(10)
		return nil
	case project.StateREJECTED:
		return n.finish(p, "Смета не сходится с показателями.")
	}
	accepted := map[project.State]int{project.StateAWARDED: 0, project.StateRUNNING: 1, project.StateREPORTING: 1, project.StateRETURNED: 1, project.StateTERMINATED: 1}
	most, known := accepted[p.state]
	if !known {
		most = 10
	}
	if late && p.state == project.StateRUNNING {
		most = 0
	}
	if err := n.accountFor(r, p, most); err != nil {
		return err
	}
	return n.standAt(r, p, late)
}

// standAt brings the last report of a project to where the project stands.
func (n *network) standAt(r random, p *undertaking, late bool) error {
	last := p.reports[len(p.reports)-1]
	switch p.state {
	case project.StateAWARDED:
		p.due = p.from
	case project.StateRUNNING:
		for _, a := range p.reports {
			if a.state == projectreport.StatePLANNED {
				p.due = a.due
				break
			}
		}
	case project.StateREPORTING:
		on := n.today.AddDays(-3)
		if late {
			on = n.today.AddDays(-14)
		}
		if err := n.submit(r, p, last, on); err != nil {
			return err
		}
		p.due = last.due
	case project.StateRETURNED:
		if err := n.submit(r, p, last, n.today.AddDays(-8)); err != nil {
			return err
		}
		at := last.submitted.AddDate(0, 0, 4)
		last.state, last.decided, last.decidedBy, last.due = projectreport.StateRETURNED, &at, n.runs(n.centerOf(p.org.home)), n.today.AddDays(6)
		last.reason = "Приложите список мероприятий."
		p.due = last.due
	case project.StateACCEPTED:
		p.due = n.today.AddDays(8)
	case project.StateCLOSED:
		return n.finish(p, "")
	case project.StateTERMINATED:
		last.state = projectreport.StateDROPPED
		return n.finish(p, "Организация не приступила к работе в срок.")
	}
	return nil
}

func (n *network) finish(p *undertaking, reason string) error {
	at := n.dawn.AddDate(0, 0, -2).Add(9 * time.Hour)
	p.closed, p.reason = &at, reason
	return nil
}

// giveEvents gives a project the events of its organization in its time.
func (n *network) giveEvents(p *undertaking) {
	if p.state == project.StateAPPLICATION || p.state == project.StateREJECTED {
		return
	}
	for _, e := range n.events {
		day := n.localDay(e.shifts[0])
		if e.org == p.org && e.project == nil && e.state != event.StateDRAFT && p.from <= day && day <= p.to {
			e.project = p
			p.events = append(p.events, e)
		}
	}
}

// aimAt gives a project its indicators: one of each source.
func (n *network) aimAt(r random, p *undertaking) {
	minutes, people, events := n.reached(p, n.dawn)
	for _, a := range []struct {
		title  content.Text
		source projectindicator.Source
		now    int
	}{
		{content.Text{Kk: "Расталған сағат", Ru: "Подтверждённые часы", En: "Verified hours"}, projectindicator.SourceVERIFIED_HOURS, minutes / 60},
		{content.Text{Kk: "Қатысқан адамдар", Ru: "Участвовало людей", En: "People who took part"}, projectindicator.SourcePEOPLE, people},
		{content.Text{Kk: "Өткен іс-шаралар", Ru: "Проведено мероприятий", En: "Events held"}, projectindicator.SourceEVENTS, events},
		{content.Text{Kk: "Көмек алған адамдар", Ru: "Людей получили помощь", En: "People who were helped"}, projectindicator.SourceDECLARED, r.between(20, 200)},
	} {
		one := &aim{id: r.sorted(id.ProjectIndicator, p.made), title: a.title, source: a.source, target: max(5, a.now*r.between(80, 160)/100)}
		if len(p.events) > 0 {
			one.declared = a.now * r.between(95, 115) / 100
		}
		p.aims = append(p.aims, one)
	}
}
