package importer

import (
	"strings"
	"time"

	"erikti/ent/gen/direction"
	"erikti/internal/lang"
)

// The longest texts, in characters.
const (
	maxKey         = 200
	maxTitle       = 200
	maxAddress     = 300
	maxDescription = 10_000
)

// plan is what a row will be in the database.
type plan struct {
	line  int
	key   string
	notes []Finding

	organizationKey  string
	organizationName lang.Text

	title, description, venue lang.Text
	direction                 direction.Code
	regionID                  *string
	remote                    bool
	capacity                  int
	starts, ends              time.Time // UTC
	opens, closes             *time.Time
	published                 time.Time // zero when the file does not say
	spansDays                 bool      // it covers more than a day
}

// planner turns rows into plans.
type planner struct {
	m          *Mapping
	calendar   *calendar
	categories map[string]direction.Code
	remote     map[string]bool
	codes      map[string]string // of regions, from the mapping
	regions    map[string]string // identifiers by ISO code
}

func newPlanner(m *Mapping, c *calendar, regions map[string]string) *planner {
	p := &planner{
		m: m, calendar: c, regions: regions,
		categories: map[string]direction.Code{}, remote: map[string]bool{}, codes: map[string]string{},
	}
	for name, code := range m.Category.Directions {
		p.categories[fold(name)] = code
	}
	for _, value := range m.Remote.Values {
		p.remote[fold(value)] = true
	}
	for name, code := range m.Region.Codes {
		p.codes[fold(name)] = code
	}
	return p
}

// fold makes values equal that differ in letter case and spaces only.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// drafting is a plan in the making, with what was found on the way.
type drafting struct {
	*planner
	plan     *plan
	findings []Finding
	refused  bool
}

func (d *drafting) found(f Finding) {
	d.findings = append(d.findings, f)
	d.refused = d.refused || f.refuses
}

// draft makes the plan of a row. When the row is refused the plan is nil and the
// findings are the reasons; else they are the decisions, which the plan has too.
func (p *planner) draft(line int, r row) (*plan, []Finding) {
	d := &drafting{planner: p, plan: &plan{line: line}}
	d.keys(r)
	d.plan.title = d.text(p.m.Title, r.Title, maxTitle, false, true)
	d.plan.description = d.text(p.m.Description, r.Description, maxDescription, true, false)
	d.times(r)
	d.capacity(r)
	d.category(r)
	d.region(r)
	d.place(r)
	if d.refused {
		reasons := make([]Finding, 0, len(d.findings))
		for _, f := range d.findings {
			if f.refuses {
				reasons = append(reasons, f)
			}
		}
		return nil, reasons
	}
	d.plan.notes = d.findings
	return d.plan, d.findings
}

func (d *drafting) keys(r row) {
	d.plan.key = d.line(d.m.Key, r.Key, maxKey, true)
	o := d.m.Organization
	d.plan.organizationName = d.text(o.Name, r.OrganizationName, maxTitle, false, true)
	if o.Key != "" {
		d.plan.organizationKey = d.line(o.Key, r.OrganizationKey, maxKey, true)
		return
	}
	d.plan.organizationKey, _ = d.plan.organizationName.For(d.m.Locale)
}

// line is a text of one line in no language.
func (d *drafting) line(field, raw string, most int, required bool) string {
	s, markup := plain(raw, false)
	if markup {
		d.found(note(field, MarkupRemoved, raw))
	}
	d.long(field, s, most)
	if s == "" && required {
		d.found(refusal(field, Missing, ""))
	}
	return s
}

func (d *drafting) text(columns TextColumns, raw texts, most int, lines, required bool) lang.Text {
	in := map[lang.Locale]string{}
	for _, l := range lang.Locales {
		s, markup := plain(raw.in(l), lines)
		if markup {
			d.found(note(columns[l], MarkupRemoved, raw.in(l)))
		}
		d.long(columns[l], s, most)
		in[l] = s
	}
	t := lang.Text{Kk: in[lang.KK], Ru: in[lang.RU], En: in[lang.EN]}
	if t.Empty() && required {
		d.found(refusal(columns.field(), Missing, ""))
	}
	return t
}

func (d *drafting) long(field, s string, most int) {
	if len(s) > most && len([]rune(s)) > most {
		d.found(refusal(field, TextTooLong, s).with("limit", most))
	}
}

func (d *drafting) capacity(r row) {
	n, f := d.m.Capacity.count(r.Capacity, d.local(d.plan.starts), d.local(d.plan.ends))
	if f != nil {
		d.found(*f)
	}
	d.plan.capacity = n
}

// local is a time as the file writes it; the zero time stays zero.
func (d *drafting) local(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(d.calendar.zone)
}

func (d *drafting) category(r row) {
	byDefault, column := d.m.Category.Default, d.m.Category.Column
	name := fold(r.Category)
	code, known := d.categories[name]
	switch {
	case known:
		d.plan.direction = code
		return
	case name == "" && column != "":
		d.found(note(column, CategoryMissing, "").with("direction", string(byDefault)))
	case name != "":
		d.found(note(column, CategoryUnknown, r.Category).with("direction", string(byDefault)))
	}
	d.plan.direction = byDefault
}

func (d *drafting) region(r row) {
	name := fold(r.Region)
	if name == "" {
		return
	}
	iso, known := d.codes[name]
	if !known {
		iso = strings.ToUpper(name)
	}
	if id, ok := d.regions[iso]; ok {
		d.plan.regionID = &id
		return
	}
	d.found(note(d.m.Region.Column, RegionUnknown, r.Region))
}

func (d *drafting) place(r row) {
	d.plan.remote = d.remote[fold(r.Remote)]
	columns := strings.Join(d.m.Place.Columns, "+")
	raw := strings.TrimSpace(r.Place)
	if raw != "" && d.m.Place.Format == SocrataPlace {
		address, err := socrataAddress(raw)
		if err != nil {
			d.found(note(columns, PlaceUnreadable, raw))
			return
		}
		raw = address
	}
	if raw == "" {
		if columns != "" && !d.plan.remote {
			d.found(note(columns, PlaceMissing, ""))
		}
		return
	}
	address := d.line(columns, raw, maxAddress, false)
	switch d.m.Locale {
	case lang.KK:
		d.plan.venue.Kk = address
	case lang.RU:
		d.plan.venue.Ru = address
	default:
		d.plan.venue.En = address
	}
}
