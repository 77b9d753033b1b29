package demo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"erikti/ent/gen/direction"
	"erikti/ent/gen/event"
	"erikti/internal/civil"
	"erikti/internal/demo/content"
	"erikti/internal/id"
)

// popularity is how often a direction comes up.
var popularity = map[direction.Code]int{
	direction.CodeSOCIAL: 18, direction.CodeEVENT: 14, direction.CodeANIMALS: 13, direction.CodeETHNO: 10,
	direction.CodeEMERGENCY: 9, direction.CodeMEDICINE: 10, direction.CodeCULTURE: 10, direction.CodeMEDIA: 8,
	direction.CodeONLINE: 8,
}

// weekSpread is how many days a shift may be put off to stand on the weekday that
// its title promises.
const weekSpread = 7

func (n *network) makeEvents(r random) error {
	turns := n.regionsInTurn(r)
	used := map[string]int{}
	for i, s := range n.slots(r) {
		x := turns[i%len(turns)]
		if s.host != nil {
			x = s.host.home
		}
		e, err := n.makeEvent(r, s, x, used)
		if err != nil {
			return err
		}
		n.events = append(n.events, e)
	}
	return nil
}

// regionsInTurn repeats the regions by weight, each at least twice, shuffled: every
// region has events soon, and later.
func (n *network) regionsInTurn(r random) []*region {
	var turns []*region
	for x, count := range n.share(r, 80, 2) {
		for range count {
			turns = append(turns, x)
		}
	}
	slices.SortFunc(turns, func(a, b *region) int { return strings.Compare(a.iso, b.iso) }) // maps have no order
	r.Shuffle(len(turns), func(i, j int) { turns[i], turns[j] = turns[j], turns[i] })
	return turns
}

// makeEvent draws who runs an event, in which direction, and which one.
func (n *network) makeEvent(r random, s slot, x *region, used map[string]int) (*activity, error) {
	day := n.today.AddDays(s.offset)
	hosts := x.orgs
	if s.host != nil {
		hosts = []*org{s.host}
	}
	type choice struct {
		host     *org
		template *content.EventTemplate
	}
	var choices []choice
	for _, o := range hosts {
		for i := range n.texts.Events.Templates {
			t := &n.texts.Events.Templates[i]
			if slices.Contains(o.directions, direction.Code(t.Direction)) && n.fits(t, x, s, day) {
				choices = append(choices, choice{o, t})
			}
		}
	}
	if len(choices) == 0 {
		return nil, fmt.Errorf("no event for %s on %s", x.iso, day)
	}
	// Among many, the directions keep their share whatever the organizations prefer,
	// and nothing is seen twice in a region before everything was seen once.
	offers := map[string]int{}
	for _, c := range choices {
		offers[c.template.Direction]++
	}
	const scale = 100_000
	c := weighted(r, choices, func(c choice) int {
		times := 1 + 8*used[x.iso+c.template.Code]
		return 1 + scale*popularity[direction.Code(c.template.Direction)]/offers[c.template.Direction]/times
	})
	used[x.iso+c.template.Code]++
	return n.stage(r, s, x, c.host, c.template, day), nil
}

// fits says whether an event can be in a region on a day and still be what its slot
// asks for.
func (n *network) fits(t *content.EventTemplate, x *region, s slot, day civil.Date) bool {
	if len(t.Regions) > 0 && !slices.Contains(t.Regions, x.iso) || !suits(t, day) {
		return false
	}
	if s.host != nil && t.Remote {
		return false // the cast's events are where its region is
	}
	putOff := slices.ContainsFunc(t.Shifts, func(s content.Shift) bool {
		return s.Title == weekdayEvening || s.Title == weekend
	})
	return !putOff || s.kind != past || s.offset < -weekSpread-1
}

// stage makes an event of a template.
func (n *network) stage(r random, s slot, x *region, host *org, t *content.EventTemplate, day civil.Date) *activity {
	e := &activity{
		org: host, region: x, zone: x.zone, direction: direction.Code(t.Direction),
		title: t.Title, description: t.Description,
	}
	if t.Remote {
		e.region = nil
	} else {
		e.venue = n.venue(r, t, x)
	}
	// Nobody starts in the dark: a program that begins before eight moves as a whole.
	later := 0
	for _, s := range t.Shifts {
		later = max(later, 8-s.StartHour)
	}
	for _, s := range t.Shifts {
		day = dayFor(s.Title, day)
		start := at(day, s.StartHour+later, x.zone)
		e.shifts = append(e.shifts, &turn{
			of: e, title: n.texts.Events.ShiftTitles[s.Title],
			when:     span{start, start.Add(time.Duration(t.ShiftHours) * time.Hour)},
			capacity: r.between(clamp(t.Capacity.Min), clamp(t.Capacity.Max)),
			minAge:   t.MinAge,
		})
	}
	e.made = n.announced(r, e)
	e.id = r.sorted(id.Event, e.made)
	for _, t := range e.shifts {
		t.id = r.sorted(id.Shift, e.made)
		n.setTimes(r, s, t)
		s.situation = nobody // it was asked for the first one
	}
	n.setState(r, s, e)
	return e
}

// clamp keeps a capacity between 4 and 60 places.
func clamp(places int) int { return min(max(places, 4), 60) }

// announced draws when an event was published: some weeks before it, and before
// today.
func (n *network) announced(r random, e *activity) time.Time {
	made := e.start().Add(-time.Duration(r.between(20*24, 45*24)) * time.Hour)
	if latest := n.dawn.Add(-time.Duration(r.between(24, 96)) * time.Hour); made.After(latest) {
		made = latest
	}
	return made
}

func (n *network) setState(r random, s slot, e *activity) {
	const settledAfter = -14 // days: by then an organizer has locked the hours
	switch {
	case s.kind == draft:
		e.state = event.StateDRAFT
	case s.kind == cancelled:
		e.state, e.reason = event.StateCANCELLED, one(r, reasons)
	case s.kind == past && s.offset < settledAfter:
		e.state = event.StateSETTLED
	default:
		e.state = event.StatePUBLISHED // or DONE, by the clock
	}
}

// reasons are what organizers write when they cancel.
var reasons = []string{
	"Ауа райына байланысты іс-шара өтпейді. Түсіністік танытқандарыңызға рақмет!",
	"Штормовое предупреждение: переносим, новую дату объявим отдельно.",
	"Площадка закрыта на ремонт, замену найти не успели. Спасибо всем, кто записался!",
}

// venue names a location in the region's center: "Павлодар, Орталық саябақ".
func (n *network) venue(r random, t *content.EventTemplate, x *region) content.Text {
	code := one(r, t.Venues)
	number := strconv.Itoa(r.between(n.texts.Venues.Numbers.Min, n.texts.Venues.Numbers.Max))
	i := slices.IndexFunc(n.texts.Venues.Venues, func(v content.Venue) bool { return v.Code == code })
	name := n.texts.Venues.Venues[i].Name
	in := func(town, name string) string { return town + ", " + strings.ReplaceAll(name, "{n}", number) }
	return content.Text{Kk: in(x.town.Kk, name.Kk), Ru: in(x.town.Ru, name.Ru), En: in(x.town.En, name.En)}
}

func (e *activity) start() time.Time {
	start := e.shifts[0].when.start
	for _, t := range e.shifts {
		if t.when.start.Before(start) {
			start = t.when.start
		}
	}
	return start
}

func (e *activity) end() time.Time {
	end := e.shifts[0].when.end
	for _, t := range e.shifts {
		if t.when.end.After(end) {
			end = t.when.end
		}
	}
	return end
}
