// Package content holds the texts from which the demo network is made: names, event templates, venues and people, in
// Kazakh, Russian and English. It chooses nothing: the generator picks from these lists by its seed, so their order is
// part of what makes a demo repeatable. Append, do not reorder.
//
// Organizations.Known are real and named with their sources; what they do in a demo (events, members, figures) is
// invented. All other organizations are fictional, and people are chance combinations of common names: any likeness to
// a real one is accidental. Texts are our own; those marked "review: native" in a source want a native speaker's eye.
package content

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"erikti/internal/geo"
)

// Text is one text in the three languages of the network.
type Text = geo.LocalizedText

// Content is everything in this package.
type Content struct {
	Organizations Organizations
	Events        Events
	Venues        Venues
	People        People
	// Projects are what projects are called: fictional, and a demo says so in each title.
	Projects []Text
	// Information are articles and forums.
	Information Information
}

// Organizations are the names of the network.
type Organizations struct {
	Known    []KnownOrganization `json:"known"`
	Stems    []NameStem          `json:"stems"`
	Patterns []NamePattern       `json:"patterns"`

	// SupportCenters are full names by region ("KZ-55"), written out because Kazakh and Russian inflect the region.
	// Pavlodar's is the KnownOrganization of the same name: one organization, not two.
	SupportCenters map[string]Text `json:"supportCenters"`
}

// KnownOrganization is a real one that every demo contains.
type KnownOrganization struct {
	Code        string   `json:"code"` // stable, for tests and links: "red-crescent"
	LegalForm   string   `json:"legalForm"`
	Directions  []string `json:"directions"`
	Region      string   `json:"region"`   // where it sits, ISO 3166-2
	National    bool     `json:"national"` // works in every region
	Network     bool     `json:"network"`  // has organizations as members
	Name        Text     `json:"name"`
	Description Text     `json:"description"`
	Source      string   `json:"source"` // of the name and the description
}

// NameStem is a fictional name to be put into a pattern of the same legal form.
type NameStem struct {
	Name       Text     `json:"name"`
	LegalForm  string   `json:"legalForm"`
	Directions []string `json:"directions"`
}

// NamePattern makes a name of a stem: {stem} stands for it, {town} for a town in the nominative (no inflection needed).
type NamePattern struct {
	LegalForms []string `json:"legalForms"`
	Text       Text     `json:"text"`
}

// Events are the templates, and the titles of the shifts they use.
type Events struct {
	ShiftTitles map[string]Text `json:"shiftTitles"`
	Templates   []EventTemplate `json:"templates"`
}

// EventTemplate is an event that could happen in many towns and years.
type EventTemplate struct {
	Code        string   `json:"code"`
	Direction   string   `json:"direction"`
	Title       Text     `json:"title"`
	Description Text     `json:"description"` // what to do and what to bring; plain text
	ShiftHours  int      `json:"shiftHours"`  // length of each shift
	Shifts      []Shift  `json:"shifts"`      // all on one day; those that are roles may run side by side
	Capacity    Range    `json:"capacity"`    // of each shift
	MinAge      int      `json:"minAge"`      // 0: the direction's own rule
	Remote      bool     `json:"remote"`      // no venue
	Months      []int    `json:"months"`      // 1 to 12; empty: all the year
	Regions     []string `json:"regions"`     // ISO 3166-2; empty: all
	Venues      []string `json:"venues"`      // codes of Venues that suit it; empty only when remote
}

// Shift is one shift of a template.
type Shift struct {
	Title     string `json:"title"`     // a key of Events.ShiftTitles
	StartHour int    `json:"startHour"` // local time of the region; a night shift may end after midnight
}

// Range is inclusive at both ends.
type Range struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

// Venues are kinds of location; a name with {n} takes a number from Numbers ("School No. 7").
type Venues struct {
	Numbers Range   `json:"numbers"`
	Venues  []Venue `json:"venues"`
}

// Venue is a kind of location that most towns have.
type Venue struct {
	Code string `json:"code"`
	Name Text   `json:"name"`
}

// People are common given and family names in Cyrillic, as they stand in documents; combine those of one origin.
type People struct {
	Given  []GivenNames `json:"given"`
	Family []FamilyName `json:"family"`
}

// GivenNames are given names of one origin (KAZAKH, RUSSIAN) and one gender (FEMALE, MALE).
type GivenNames struct {
	Origin string   `json:"origin"`
	Gender string   `json:"gender"`
	Names  []string `json:"names"`
}

// FamilyName has a form for men and one for women; they are equal where the name does not change.
type FamilyName struct {
	Origin string `json:"origin"`
	Male   string `json:"male"`
	Female string `json:"female"`
}

var (
	//go:embed organizations.json
	organizationsJSON []byte
	//go:embed events.json
	eventsJSON []byte
	//go:embed venues.json
	venuesJSON []byte
	//go:embed people.json
	peopleJSON []byte
	//go:embed projects.json
	projectsJSON []byte
	//go:embed information.json
	informationJSON []byte
)

// file is an embedded file and what it is read into.
type file struct {
	name string
	data []byte
	into any
}

// files are all of them; a misspelt key is looked for in each.
func (c *Content) files() []file {
	return []file{
		{"organizations.json", organizationsJSON, &c.Organizations},
		{"events.json", eventsJSON, &c.Events},
		{"venues.json", venuesJSON, &c.Venues},
		{"people.json", peopleJSON, &c.People},
		{"projects.json", projectsJSON, &c.Projects},
		{"information.json", informationJSON, &c.Information},
	}
}

// Load parses the embedded files. Each call returns a copy that the caller may change.
func Load() (*Content, error) {
	c := new(Content)
	for _, f := range c.files() {
		if err := json.Unmarshal(f.data, f.into); err != nil {
			return nil, fmt.Errorf("demo content %s: %w", f.name, err)
		}
	}
	return c, nil
}
