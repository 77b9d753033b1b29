package importer

import (
	"slices"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/internal/lang"
)

// differences lists the fields in which a row is not what is stored. It looks at
// what the file has columns for: translations added since, states and sign-ups
// are none of its business, nor is the organization's name, which is its own.
func (m *Mapping) differences(p *plan, was *gen.Event) []Finding {
	var found []Finding
	differ := func(field string, same bool, value string) {
		if !same && field != "" {
			found = append(found, note(field, ContentDiffers, value))
		}
	}
	stored := func(kk, ru, en string) lang.Text { return lang.Text{Kk: kk, Ru: ru, En: en} }
	for _, l := range m.Title.different(p.title, stored(was.TitleKk, was.TitleRu, was.TitleEn)) {
		differ(m.Title[l], false, p.title.In(l))
	}
	for _, l := range m.Description.different(p.description, stored(was.DescriptionKk, was.DescriptionRu, was.DescriptionEn)) {
		differ(m.Description[l], false, p.description.In(l))
	}
	if len(m.Place.Columns) > 0 {
		venue := p.venue.In(m.Locale)
		differ(strings.Join(m.Place.Columns, "+"), venue == stored(was.VenueKk, was.VenueRu, was.VenueEn).In(m.Locale), venue)
	}
	o := was.Edges.Organization
	differ(m.Organization.field(), o != nil && o.ImportKey != nil && *o.ImportKey == p.organizationKey, p.organizationKey)
	differ(m.Category.Column, slices.ContainsFunc(was.Edges.Directions, func(d *gen.Direction) bool { return d.Code == p.direction }), string(p.direction))
	differ(m.Remote.Column, was.Remote == p.remote, "")
	differ(m.Region.Column, equal(was.RegionID, p.regionID), "")
	differ(m.Dates.Start, was.StartsAt.Equal(p.starts), p.starts.Format(time.RFC3339))
	differ(m.Dates.End, was.EndsAt.Equal(p.ends), p.ends.Format(time.RFC3339))
	if len(was.Edges.Shifts) > 0 {
		s := was.Edges.Shifts[0]
		differ(m.Capacity.Column, s.Capacity == p.capacity, "")
		differ(m.Dates.Opens, equalTime(s.OpensAt, p.opens), "")
		differ(m.Dates.Closes, equalTime(s.ClosesAt, p.closes), "")
	}
	return found
}

// field is how the report names what tells organizations apart.
func (o OrganizationColumns) field() string {
	if o.Key != "" {
		return o.Key
	}
	return o.Name.field()
}

// different lists the languages of the columns in which the texts are not the same.
func (t TextColumns) different(a, b lang.Text) []lang.Locale {
	var in []lang.Locale
	for _, l := range lang.Locales {
		if t[l] != "" && a.In(l) != b.In(l) {
			in = append(in, l)
		}
	}
	return in
}

func nameOf(o *gen.Organization) lang.Text {
	return lang.Text{Kk: o.NameKk, Ru: o.NameRu, En: o.NameEn}
}

func nameHash(t lang.Text) hash { return hashOf(strings.Join(t.All(), "\x00")) }

func equal(a, b *string) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }

func equalTime(a, b *time.Time) bool { return (a == nil) == (b == nil) && (a == nil || a.Equal(*b)) }
