package demo

import (
	"fmt"
	"slices"
	"time"

	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/project"
	"erikti/ent/gen/projectindicator"
	"erikti/ent/gen/projectreport"
	"erikti/internal/civil"
	"erikti/internal/demo/content"
	"erikti/internal/id"
	capability "erikti/internal/project"
)

// projectsOf2019 is how many projects were carried out under the state social order in
// 2019 (source: domain.md). Which ones is not known to us: those of the demo are invented,
// and the title of each says that it is an example.
const projectsOf2019 = 68

// undertaking is a project.
type undertaking struct {
	id       string
	org      *org
	funding  project.Funding
	state    project.State
	title    content.Text
	contract string
	sum      int64 // tiyn
	from, to civil.Date
	due      civil.Date
	reason   string
	made     time.Time
	closed   *time.Time
	aims     []*aim
	reports  []*accounting
	events   []*activity
}

type aim struct {
	id               string
	title            content.Text
	source           projectindicator.Source
	target, declared int
}

// accounting is a report.
type accounting struct {
	id                string
	from, to, due     civil.Date
	final             bool
	state             projectreport.State
	submitted         *time.Time
	decided           *time.Time
	snapshot, hash    string
	reason            string
	decidedBy, sentBy *person
}

// makeProjects makes the finished ones of 2019, and those of today in every state.
func (n *network) makeProjects(r random) error {
	if err := n.makeProjectsOf2019(r); err != nil {
		return err
	}
	return n.makeProjectsOfToday(r)
}

// invented are the organizations of a region that are neither known by name nor a center
// nor a university, those that are registered first.
func (n *network) invented(x *region) []*org {
	real := map[*org]bool{}
	for _, c := range n.centers {
		real[c.org] = true
	}
	for _, k := range n.texts.Organizations.Known {
		for _, o := range x.orgs {
			real[o] = real[o] || o.name == k.Name
		}
	}
	var all []*org
	for _, o := range x.orgs {
		if !real[o] && o.form != organization.LegalFormUNIVERSITY {
			all = append(all, o)
		}
	}
	slices.SortStableFunc(all, func(a, b *org) int {
		return registered(b) - registered(a)
	})
	return all
}

func registered(o *org) int {
	if o.form == organization.LegalFormNGO {
		return 1
	}
	return 0
}

// example is the title of a project that is none.
func (n *network) example(number int, x *region) content.Text {
	t := n.texts.Projects[number%len(n.texts.Projects)]
	return content.Text{
		Kk: fmt.Sprintf("Мысал %d: %s, %s", number, t.Kk, x.town.Kk),
		Ru: fmt.Sprintf("Пример %d: %s, %s", number, t.Ru, x.town.Ru),
		En: fmt.Sprintf("Example %d: %s, %s", number, t.En, x.town.En),
	}
}

// since2022 are the regions that there were not in 2019.
var since2022 = []string{"KZ-10", "KZ-33", "KZ-62"}

// makeProjectsOf2019 spreads them over the regions of then. Nobody counted hours in a
// network yet: what they reached is declared.
func (n *network) makeProjectsOf2019(r random) error {
	var regions []*region
	for _, x := range n.regions {
		if !slices.Contains(since2022, x.iso) && len(n.invented(x)) > 0 {
			regions = append(regions, x)
		}
	}
	for i := range projectsOf2019 {
		x := regions[i%len(regions)]
		able := n.invented(x)
		from := civil.Date(fmt.Sprintf("2019-%02d-01", r.between(2, 5)))
		closed := time.Date(2019, 12, r.between(10, 27), 9, 0, 0, 0, time.UTC)
		p := &undertaking{
			org: able[i/len(regions)%len(able)], funding: project.FundingSTATE_SOCIAL_ORDER, state: project.StateCLOSED, title: n.example(i+1, x),
			contract: fmt.Sprintf("2019-%03d", i+1), sum: int64(r.between(12, 120)) * 100_000_00, from: from, to: "2019-11-30",
			made: from.Time().AddDate(0, -1, 0), closed: &closed,
		}
		p.id = r.sorted(id.Project, p.made)
		for j, what := range []content.Text{{Kk: "Қатысқан волонтерлер", Ru: "Участвовало волонтёров", En: "Volunteers who took part"}, {Kk: "Көмек алған адамдар", Ru: "Людей получили помощь", En: "People who were helped"}} {
			target := r.between(20, 60) * (1 + 4*j)
			p.aims = append(p.aims, &aim{r.sorted(id.ProjectIndicator, p.made), what, projectindicator.SourceDECLARED, target, target * r.between(85, 130) / 100})
		}
		if err := n.accountFor(r, p, 10); err != nil {
			return err
		}
		n.projects = append(n.projects, p)
	}
	return nil
}

// accountFor plans the reports of a project, one a quarter, of which so many are accepted.
func (n *network) accountFor(r random, p *undertaking, accepted int) error {
	for from := p.from; from <= p.to; {
		next := civil.Date(p.from.Time().AddDate(0, 3*(len(p.reports)+1), 0).Format(time.DateOnly))
		a := &accounting{from: from, to: min(next.AddDays(-1), p.to), final: next > p.to, state: projectreport.StatePLANNED}
		a.id, a.due = r.sorted(id.ProjectReport, p.made), a.to.AddDays(10)
		p.reports = append(p.reports, a)
		if len(p.reports) <= accepted {
			if err := n.submit(r, p, a, a.to.AddDays(r.between(1, 9))); err != nil {
				return err
			}
			at := a.submitted.AddDate(0, 0, r.between(1, 9))
			a.state, a.decided, a.decidedBy = projectreport.StateACCEPTED, &at, n.runs(n.centerOf(p.org.home))
		}
		from = next
	}
	return nil
}

// submit writes a report down with its snapshot, as the product does.
func (n *network) submit(r random, p *undertaking, a *accounting, on civil.Date) error {
	at := on.Time().Add(time.Duration(r.between(4*60, 12*60)) * time.Minute)
	a.state, a.submitted, a.sentBy, a.due = projectreport.StateSUBMITTED, &at, n.runs(p.org), on.AddDays(10)
	s := capability.Snapshot{
		ProjectID: p.id, ContractNumber: p.contract, Funding: p.funding, SumTiyn: p.sum, StartsOn: p.from, EndsOn: p.to,
		Report: slices.Index(p.reports, a) + 1, Final: a.final, PeriodFrom: a.from, PeriodTo: a.to, TakenAt: at,
	}
	minutes, people, events := n.reached(p, at)
	for i, x := range p.aims {
		one := capability.Reached{Number: i + 1, Source: x.source, Target: x.target}
		if x.declared > 0 {
			one.Declared = &x.declared
		}
		switch v := map[projectindicator.Source]int{"VERIFIED_HOURS": minutes / 60, "PEOPLE": people, "EVENTS": events}[x.source]; x.source {
		case projectindicator.SourceDECLARED:
		default:
			one.Computed = &v
		}
		s.Indicators = append(s.Indicators, one)
	}
	var err error
	a.snapshot, a.hash, err = s.Seal()
	return err
}

// reached counts what was done for a project until a moment.
func (n *network) reached(p *undertaking, until time.Time) (minutes, people, events int) {
	who := map[*person]bool{}
	for _, h := range n.hours {
		if h.of.project == p && h.made.Before(until) && (h.state == hourentry.StateVERIFIED || h.state == hourentry.StateLOCKED) {
			minutes += int(h.when.end.Sub(h.when.start).Minutes())
			who[h.person] = true
		}
	}
	for _, e := range p.events {
		if (e.state == event.StateDONE || e.state == event.StateSETTLED) && e.end().Before(until) {
			events++
		}
	}
	return minutes, len(who), events
}

// centerOf is the support center of a region.
func (n *network) centerOf(x *region) *org {
	for _, c := range n.centers {
		if c.org.home == x {
			return c.org
		}
	}
	return nil
}

// runs is somebody who runs an organization.
func (n *network) runs(o *org) *person {
	for _, m := range n.memberships {
		if m.org == o && (m.role == "ADMIN" || m.role == "COORDINATOR") {
			return m.person
		}
	}
	return nil
}
