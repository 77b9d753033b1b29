package demo

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"erikti/ent/gen/direction"
	"erikti/ent/gen/organization"
	"erikti/internal/civil"
	"erikti/internal/demo/content"
	"erikti/internal/geo"
	"erikti/internal/id"
)

// The organizations of the network of 2019 (source: domain.md), and how many of
// them are universities here.
const (
	organizations = 287
	universities  = 25
	// networkMembers is how many belong to the National Volunteer Network.
	networkMembers = 80
)

// colleges take part in student credit as universities do. There is no source with names
// of real ones, so these say what they are.
var colleges = []geo.University{
	{Name: content.Text{Kk: "Қостанай демо-колледжі", Ru: "Демо-колледж Костаная", En: "Demo College of Kostanay"}, RegionISO: "KZ-39"},
	{Name: content.Text{Kk: "Шымкент демо-колледжі", Ru: "Демо-колледж Шымкента", En: "Demo College of Shymkent"}, RegionISO: "KZ-79"},
}

// castUniversity is the English name of the university in the demo's cast.
const castUniversity = "Toraighyrov University"

func (n *network) makeOrganizations(r random) error {
	names := nameBook{}
	centersOrg := map[*region]*org{}
	for _, k := range n.texts.Organizations.Known {
		o := n.addOrganization(r, n.region(k.Region), k.Name, organization.LegalForm(k.LegalForm), k.Directions)
		o.description = k.Description
		if k.National {
			o.regions = n.regions
		}
		names.take(k.Name)
		if k.Name == n.texts.Organizations.SupportCenters[k.Region] {
			centersOrg[o.home] = o
		}
	}
	n.makeCenters(r, names, centersOrg)
	if err := n.makeUniversities(r, names); err != nil {
		return err
	}
	if err := n.inventOrganizations(r, names); err != nil {
		return err
	}
	n.joinNetwork(r)
	return nil
}

// makeCenters gives each region its support center, except one that is known by
// name already, and all of them their mandate: since 2019, or since there is the
// region.
func (n *network) makeCenters(r random, names nameBook, known map[*region]*org) {
	since := map[string]civil.Date{}
	for _, x := range geo.Regions() {
		since[x.ISO] = max("2019-01-01", civil.Date(x.ValidFrom))
	}
	for _, x := range n.regions {
		o := known[x]
		if o == nil {
			name := n.texts.Organizations.SupportCenters[x.iso]
			names.take(name)
			o = n.addOrganization(r, x, name, organization.LegalFormNGO, []string{"SOCIAL", "EVENT", "ONLINE"})
		}
		o.address, o.email = demoAddress(x), strings.ToLower("center-"+x.iso)+"@demo.example"
		n.centers = append(n.centers, &center{id: r.sorted(id.SupportCenter, o.made), org: o, since: since[x.iso]})
	}
}

// demoAddress is where the center of a region would be: there is no source with the
// addresses of real ones, so it says what it is.
func demoAddress(x *region) content.Text {
	return content.Text{
		Kk: x.town.Kk + ", Демо көшесі, 1 (демоның мекенжайы); дс–жм 10:00–18:00",
		Ru: x.town.Ru + ", Демонстрационная улица, 1 (адрес демо); пн–пт 10:00–18:00",
		En: x.town.En + ", 1 Demo Street (an address of the demo); Mon–Fri 10:00–18:00",
	}
}

// makeUniversities takes one of each region that has any, that of the cast, and
// more until there are enough.
func (n *network) makeUniversities(r random, names nameBook) error {
	all := geo.Universities()
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	first := map[string]bool{}
	rank := func(u geo.University) int {
		switch {
		case u.Name.En == castUniversity:
			return 0
		case !first[u.RegionISO]:
			first[u.RegionISO] = true
			return 1
		}
		return 2
	}
	ranks := map[string]int{}
	for _, u := range all {
		ranks[u.Name.En] = rank(u)
	}
	slices.SortStableFunc(all, func(a, b geo.University) int { return ranks[a.Name.En] - ranks[b.Name.En] })
	if len(all) < universities || all[0].Name.En != castUniversity {
		return fmt.Errorf("the universities of internal/geo are too few, or %s is not among them", castUniversity)
	}
	all = append(all[:universities-len(colleges)], colleges...)
	for i, u := range all {
		names.take(u.Name)
		directions := append([]string{"EVENT"}, some(r, 2, []string{"SOCIAL", "CULTURE", "MEDIA", "ONLINE", "ETHNO"})...)
		o := n.addOrganization(r, n.region(u.RegionISO), u.Name, organization.LegalFormUNIVERSITY, directions)
		o.invented = i >= universities-len(colleges)
	}
	return nil
}

// inventOrganizations makes up the rest, in proportion to the inhabitants. The
// first of Pavlodar is a registered one: the cast's organizer runs it.
func (n *network) inventOrganizations(r random, names nameBook) error {
	const atLeast = 4 // in each region
	missing := organizations - len(n.organizations)
	counts := n.share(r, missing, atLeast)
	for _, x := range n.regions {
		for i := range counts[x] {
			registered := x.iso == pavlodar && i == 0
			name, stem, err := n.invent(r, x, names, registered)
			if err != nil {
				return err
			}
			n.addOrganization(r, x, name, organization.LegalForm(stem.LegalForm), stem.Directions)
		}
	}
	return nil
}

// invent draws a name that is new in every language.
func (n *network) invent(r random, x *region, names nameBook, registered bool) (content.Text, content.NameStem, error) {
	const patience = 1000
	for range patience {
		stem := one(r, n.texts.Organizations.Stems)
		pattern := one(r, n.texts.Organizations.Patterns)
		if registered && stem.LegalForm != "NGO" || !slices.Contains(pattern.LegalForms, stem.LegalForm) {
			continue
		}
		fill := func(pattern, stem, town string) string {
			return strings.NewReplacer("{stem}", stem, "{town}", town).Replace(pattern)
		}
		name := content.Text{
			Kk: fill(pattern.Text.Kk, stem.Name.Kk, x.town.Kk),
			Ru: fill(pattern.Text.Ru, stem.Name.Ru, x.town.Ru),
			En: fill(pattern.Text.En, stem.Name.En, x.town.En),
		}
		if names.take(name) {
			return name, stem, nil
		}
	}
	return content.Text{}, content.NameStem{}, fmt.Errorf("no new name for an organization in %s", x.iso)
}

// joinNetwork makes some of the registered organizations members of the network of
// organizations. Those known by name are left out: nobody shall read here that a
// real one belongs to another.
func (n *network) joinNetwork(r random) {
	known, isNetwork := map[content.Text]bool{}, map[content.Text]bool{}
	for _, k := range n.texts.Organizations.Known {
		known[k.Name], isNetwork[k.Name] = true, k.Network
	}
	i := slices.IndexFunc(n.organizations, func(o *org) bool { return isNetwork[o.name] })
	if i < 0 {
		return
	}
	var able []*org
	for _, o := range n.organizations {
		if o.form == organization.LegalFormNGO && !known[o.name] {
			able = append(able, o)
		}
	}
	for _, o := range some(r, networkMembers, able) {
		o.parent = n.organizations[i]
	}
}

func (n *network) addOrganization(r random, x *region, name content.Text, form organization.LegalForm, directions []string) *org {
	made := n.dawn.AddDate(0, 0, -r.between(400, 2200)).Add(time.Duration(r.between(9*60, 18*60)) * time.Minute)
	o := &org{
		id: r.sorted(id.Organization, made), name: name, form: form,
		home: x, regions: []*region{x}, made: made,
	}
	for _, d := range directions {
		o.directions = append(o.directions, direction.Code(d))
	}
	n.organizations = append(n.organizations, o)
	x.orgs = append(x.orgs, o)
	return o
}

// nameBook holds the names in use, in every language.
type nameBook map[string]bool

// take adds a name unless one language of it is in use.
func (b nameBook) take(name content.Text) bool {
	texts := []string{"kk " + name.Kk, "ru " + name.Ru, "en " + name.En}
	for _, s := range texts {
		if b[s] {
			return false
		}
	}
	for _, s := range texts {
		b[s] = true
	}
	return true
}
