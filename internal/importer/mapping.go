package importer

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"erikti/ent/gen/direction"
	"erikti/ent/gen/organization"
	"erikti/internal/lang"
)

// Mapping says which columns of a file mean what. README.md explains each part;
// NYCService() is an example. A column that is "" is not in the file.
type Mapping struct {
	Source       string              `json:"source"`
	Locale       lang.Locale         `json:"locale"`
	TimeZone     string              `json:"time_zone"`
	Delimiter    string              `json:"delimiter,omitempty"`
	Key          string              `json:"key"`
	Title        TextColumns         `json:"title"`
	Description  TextColumns         `json:"description,omitempty"`
	Organization OrganizationColumns `json:"organization"`
	Category     CategoryColumn      `json:"category"`
	Capacity     CapacityColumn      `json:"capacity"`
	Dates        DateColumns         `json:"dates"`
	Place        PlaceColumns        `json:"place,omitzero"`
	Remote       RemoteColumn        `json:"remote,omitzero"`
	Region       RegionColumn        `json:"region,omitzero"`
}

// OrganizationColumns say who runs an event. Without a key the name is the key.
type OrganizationColumns struct {
	Key  string      `json:"key,omitempty"`
	Name TextColumns `json:"name"`
	// LegalForm of the organizations that are added, NGO when "".
	LegalForm organization.LegalForm `json:"legal_form,omitempty"`
	// Status of the organizations that are added, PENDING when ""; events of one
	// that is not VERIFIED are drafts.
	Status organization.Status `json:"status,omitempty"`
}

// CategoryColumn turns categories into directions; letter case does not matter.
type CategoryColumn struct {
	Column     string                    `json:"column,omitempty"`
	Directions map[string]direction.Code `json:"directions,omitempty"`
	Default    direction.Code            `json:"default"`
}

// CapacityColumn is where the number of places is.
type CapacityColumn struct {
	Column string `json:"column,omitempty"`
	// Default is the number of places of a row without one; 0 refuses it.
	Default int `json:"default,omitempty"`
	// Most is the largest number of places that is believed, 9998 when 0.
	Most int `json:"most,omitempty"`
	// Doubtful numbers are loaded with a note.
	Doubtful []int `json:"doubtful,omitempty"`
}

// DateColumns are the times of an event. Times without a clock get the default
// ones, "HH:MM" in the time zone.
type DateColumns struct {
	Layouts   []string `json:"layouts"` // as Go writes them, the first that fits
	Start     string   `json:"start"`
	StartTime string   `json:"start_time,omitempty"`
	End       string   `json:"end,omitempty"`
	EndTime   string   `json:"end_time,omitempty"`
	Published string   `json:"published,omitempty"`
	Opens     string   `json:"opens,omitempty"`
	Closes    string   `json:"closes,omitempty"`
}

// PlaceColumns are the address, in the language of the file.
type PlaceColumns struct {
	Columns []string    `json:"columns,omitempty"`
	Format  PlaceFormat `json:"format,omitempty"`
}

// PlaceFormat is how the address is written.
type PlaceFormat string

// The formats of an address.
const (
	PlainPlace   PlaceFormat = "text"
	SocrataPlace PlaceFormat = "socrata" // a Python dict with human_address
)

// RemoteColumn says which events one takes part in from anywhere: those whose
// value is listed; letter case does not matter.
type RemoteColumn struct {
	Column string   `json:"column,omitempty"`
	Values []string `json:"values,omitempty"`
}

// RegionColumn turns values into ISO 3166-2 codes such as KZ-55; a value that is
// not in the table is taken for such a code.
type RegionColumn struct {
	Column string            `json:"column,omitempty"`
	Codes  map[string]string `json:"codes,omitempty"`
}

// TextColumns are the columns of a text by language. In JSON one column may be
// written as a string; then it is in the mapping's locale.
type TextColumns map[lang.Locale]string

// UnmarshalJSON reads a column, or an object with a column for each language.
func (t *TextColumns) UnmarshalJSON(raw []byte) error {
	var column string
	if json.Unmarshal(raw, &column) == nil {
		*t = TextColumns{"": column}
		return nil
	}
	var columns map[lang.Locale]string
	if err := json.Unmarshal(raw, &columns); err != nil {
		return errors.New(`write a text as "COLUMN" or as {"kk": "COLUMN", "ru": "COLUMN", "en": "COLUMN"}`)
	}
	for l := range columns {
		if !l.Valid() {
			return errors.New("the language of a text is kk, ru or en")
		}
	}
	*t = columns
	return nil
}

//go:embed mappings/nyc-service.json
var nycService []byte

// NYCService is the built-in mapping, of the file nyc-service-volunteer-opportunities.csv.
func NYCService() Mapping {
	m, err := ReadMapping(bytes.NewReader(nycService))
	if err != nil {
		panic(err) // a test reads it
	}
	return m
}

// ReadMapping reads a mapping file. Its errors say what to write.
func ReadMapping(r io.Reader) (Mapping, error) {
	var m Mapping
	dec := json.NewDecoder(io.LimitReader(r, 1<<20))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return Mapping{}, fmt.Errorf("the mapping file: %w", err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return Mapping{}, errors.New("the mapping file: more follows after its closing brace")
	}
	if err := m.complete(); err != nil {
		return Mapping{}, fmt.Errorf("the mapping file: %w", err)
	}
	return m, nil
}

// complete fills in the defaults and refuses what cannot work.
func (m *Mapping) complete() error {
	if m.Locale == "" {
		m.Locale = lang.EN
	}
	if m.Delimiter == "" {
		m.Delimiter = ","
	}
	if m.Organization.LegalForm == "" {
		m.Organization.LegalForm = organization.LegalFormNGO
	}
	if m.Organization.Status == "" {
		m.Organization.Status = organization.StatusPENDING
	}
	if m.Category.Default == "" {
		m.Category.Default = direction.CodeSOCIAL
	}
	if m.Capacity.Most == 0 {
		m.Capacity.Most = 9998
	}
	if m.Dates.StartTime == "" {
		m.Dates.StartTime = "09:00"
	}
	if m.Dates.EndTime == "" {
		m.Dates.EndTime = "18:00"
	}
	if m.Place.Format == "" {
		m.Place.Format = PlainPlace
	}
	for _, t := range []TextColumns{m.Title, m.Description, m.Organization.Name} {
		if column, ok := t[""]; ok {
			delete(t, "")
			t[m.Locale] = column
		}
	}
	return m.check()
}

func (m *Mapping) check() error {
	o := m.Organization
	switch {
	case m.Source == "" || m.Source != short(m.Source):
		return errors.New("source: write the name under which the rows are remembered, of up to 40 letters")
	case !m.Locale.Valid():
		return errors.New("locale: write kk, ru or en")
	case !slices.Contains([]string{",", ";", "\t", "|"}, m.Delimiter):
		return errors.New(`delimiter: write ",", ";", "|" or "\t"`)
	case m.Key == "":
		return errors.New("key: write the column that tells the rows apart")
	case len(m.Title.list()) == 0:
		return errors.New("title: write the column of the event's title")
	case len(o.Name.list()) == 0:
		return errors.New("organization.name: write the column of the organization's name")
	case organization.LegalFormValidator(o.LegalForm) != nil:
		return errors.New("organization.legal_form: write NGO, STATE, UNIVERSITY, BUSINESS or INFORMAL_GROUP")
	case !slices.Contains([]organization.Status{organization.StatusDRAFT, organization.StatusPENDING, organization.StatusVERIFIED}, o.Status):
		return errors.New("organization.status: write VERIFIED, PENDING or DRAFT")
	case m.Capacity.Column == "" && m.Capacity.Default == 0:
		return errors.New("capacity.column: write the column of the number of places, or capacity.default")
	case m.Capacity.Most < 1 || m.Capacity.Most > 1_000_000 || m.Capacity.Default < 0 || m.Capacity.Default > m.Capacity.Most:
		return errors.New("capacity: most is 1 to 1000000, default at most that")
	case m.Dates.Start == "" || len(m.Dates.Layouts) == 0:
		return errors.New(`dates: write the column start, and layouts such as "2006-01-02 15:04"`)
	case m.Place.Format != PlainPlace && m.Place.Format != SocrataPlace:
		return errors.New("place.format: write text or socrata")
	case m.Place.Format == SocrataPlace && len(m.Place.Columns) != 1:
		return errors.New("place.columns: the format socrata is of one column")
	}
	for _, code := range append(m.directions(), m.Category.Default) {
		if direction.CodeValidator(code) != nil {
			return errors.New("category: a direction is SOCIAL, EVENT, ANIMALS, ETHNO, EMERGENCY, MEDICINE, CULTURE, MEDIA or ONLINE")
		}
	}
	_, err := newCalendar(m.Dates, m.TimeZone)
	return err
}

// directions are the codes that the mapping can give.
func (m *Mapping) directions() []direction.Code {
	codes := []direction.Code{m.Category.Default}
	for _, code := range m.Category.Directions {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

func (m *Mapping) comma() byte { return m.Delimiter[0] }

// list returns the columns of the text that the mapping names.
func (t TextColumns) list() []string {
	var columns []string
	for _, l := range lang.Locales {
		if t[l] != "" {
			columns = append(columns, t[l])
		}
	}
	return columns
}

// wanted is one of our fields and the columns it is made from.
type wanted struct {
	ours    string
	columns []string
}

// wanted lists the fields that the mapping fills.
func (m *Mapping) wanted() []wanted {
	var all []wanted
	add := func(ours string, columns ...string) {
		if len(columns) > 0 && columns[0] != "" {
			all = append(all, wanted{ours, columns})
		}
	}
	text := func(ours string, t TextColumns) {
		for _, l := range lang.Locales {
			add(ours+"."+string(l), t[l])
		}
	}
	add("key", m.Key)
	add("organization.key", m.Organization.Key)
	text("organization.name", m.Organization.Name)
	text("title", m.Title)
	text("description", m.Description)
	add("category", m.Category.Column)
	add("capacity", m.Capacity.Column)
	add("start", m.Dates.Start)
	add("end", m.Dates.End)
	add("published", m.Dates.Published)
	add("opens", m.Dates.Opens)
	add("closes", m.Dates.Closes)
	add("place", m.Place.Columns...)
	add("remote", m.Remote.Column)
	add("region", m.Region.Column)
	return all
}

// field is how the report names a text: its columns in the file.
func (t TextColumns) field() string { return strings.Join(t.list(), "+") }
