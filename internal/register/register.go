package register

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/project"
	"erikti/ent/gen/shift"
	"erikti/internal/civil"
	"erikti/internal/credit"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/right"
	"erikti/internal/sheet"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// Kind is what is in a register.
type Kind string

// The kinds, as the law calls them.
const (
	Organizations Kind = "ORGANIZATIONS"
	Groups        Kind = "GROUPS"
	Projects      Kind = "PROJECTS"
	Actions       Kind = "ACTIONS"
)

// heads are the columns of each kind; their words are in locales/ under register.head.
var heads = map[Kind][]string{
	Organizations: {"organization", "bin", "form", "region", "directions", "network", "website", "email", "phone"},
	Groups:        {"group", "region", "directions", "network", "website", "email", "phone"},
	Projects:      {"project", "organization", "funding", "contract", "from", "to", "sum", "state"},
	Actions:       {"action", "organizer", "from", "to", "directions", "places", "state"},
}

// Service writes registers. Many goroutines use one.
type Service struct {
	store *store.Store
	most  int // rows of a file
}

// New makes the service.
func New(st *store.Store) *Service { return &Service{st, mostRows} }

// Export writes the register of a region, with the words of a language: Kazakh, else
// Russian. It holds rows that everybody may see, asked for as nobody. One with more rows
// than a file holds fails with TOO_BROAD.
func (s *Service) Export(ctx context.Context, v *viewer.Viewer, kind Kind, regionID string, l lang.Locale) (*File, error) {
	if v.Account() == "" || !right.May(v, "Query.exportRegister", "", regionID) {
		return nil, fault.Fail(fault.Missing, "")
	}
	if l != lang.KK {
		l = lang.RU
	}
	ctx = viewer.With(ctx, nil)
	of, err := s.store.Client.Region.Get(ctx, regionID)
	if gen.IsNotFound(err) {
		return nil, fault.Fail(fault.Missing, "")
	}
	if err != nil {
		return nil, err
	}
	var rows [][]string
	switch kind {
	case Organizations, Groups:
		rows, err = s.organizations(ctx, l, of, kind == Groups)
	case Projects:
		rows, err = s.projects(ctx, l, of)
	case Actions:
		rows, err = s.actions(ctx, l, of)
	}
	if err != nil {
		return nil, err
	}
	if len(rows) > s.most {
		return nil, fault.Fail(fault.TooBroad, "register").With("most", s.most)
	}
	head := []string{"№"}
	for _, name := range heads[kind] {
		head = append(head, word(l, "head."+name))
	}
	for i, row := range rows {
		rows[i] = append([]string{strconv.Itoa(i + 1)}, row...)
	}
	return &File{
		Name: strings.ToLower(string(kind)) + "-" + of.Iso + "-" + string(l) + ".csv",
		Rows: len(rows), CSV: sheet.CSV(append([][]string{head}, rows...)),
	}, nil
}

func word(l lang.Locale, key string) string { return lang.Message(l, "register."+key, nil) }

// in is a text in a language, else in the first that it has.
func in(l lang.Locale, kk, ru, en string) string {
	text, _ := lang.Text{Kk: kk, Ru: ru, En: en}.For(l)
	return text
}

func some(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func directions(l lang.Locale, all []*gen.Direction) string {
	var names []string
	for _, d := range all {
		names = append(names, in(l, d.NameKk, d.NameRu, d.NameEn))
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

func (s *Service) organizations(ctx context.Context, l lang.Locale, of *gen.Region, groups bool) ([][]string, error) {
	q := s.store.Client.Organization.Query().Where(organization.StatusEQ(organization.StatusVERIFIED), organization.HomeRegionID(of.ID))
	if groups {
		q.Where(organization.LegalFormEQ(organization.LegalFormINFORMAL_GROUP))
	} else {
		q.Where(organization.LegalFormNEQ(organization.LegalFormINFORMAL_GROUP))
	}
	all, err := q.WithDirections().WithParent().Order(gen.Asc(organization.FieldID)).Limit(s.most + 1).All(ctx)
	rows := [][]string{}
	for _, o := range all {
		row := []string{in(l, o.NameKk, o.NameRu, o.NameEn)}
		if !groups {
			row = append(row, some(o.Bin), word(l, "form."+string(o.LegalForm)))
		}
		parent := ""
		if p := o.Edges.Parent; p != nil {
			parent = in(l, p.NameKk, p.NameRu, p.NameEn)
		}
		rows = append(rows, append(row, in(l, of.NameKk, of.NameRu, of.NameEn), directions(l, o.Edges.Directions), parent,
			some(o.Website), some(o.ContactEmail), some(o.ContactPhone)))
	}
	return rows, err
}

func (s *Service) projects(ctx context.Context, l lang.Locale, of *gen.Region) ([][]string, error) {
	all, err := s.store.Client.Project.Query().Where(project.RegionID(of.ID)).WithOrganization().
		Order(gen.Asc(project.FieldStartsOn, project.FieldID)).Limit(s.most + 1).All(ctx)
	rows := [][]string{}
	for _, p := range all {
		o := p.Edges.Organization
		rows = append(rows, []string{
			in(l, p.TitleKk, p.TitleRu, p.TitleEn), in(l, o.NameKk, o.NameRu, o.NameEn), word(l, "funding."+string(p.Funding)),
			some(p.ContractNumber), string(p.StartsOn), string(p.EndsOn), credit.Tenge(p.Sum), word(l, "project."+string(p.State)),
		})
	}
	return rows, err
}

func (s *Service) actions(ctx context.Context, l lang.Locale, of *gen.Region) ([][]string, error) {
	all, err := s.store.Client.Event.Query().Where(event.RegionID(of.ID), event.KindEQ(event.KindVOLUNTEERING)).
		WithOrganization().WithDirections().WithShifts(func(q *gen.ShiftQuery) { q.Where(shift.StateNEQ(shift.StateCANCELLED)) }).
		Order(gen.Desc(event.FieldStartsAt, event.FieldID)).Limit(s.most + 1).All(ctx)
	rows := [][]string{}
	for _, e := range all {
		places := 0
		for _, one := range e.Edges.Shifts {
			places += one.Capacity
		}
		o := e.Edges.Organization
		zone := civil.Zone(e.TimeZone)
		rows = append(rows, []string{
			in(l, e.TitleKk, e.TitleRu, e.TitleEn), in(l, o.NameKk, o.NameRu, o.NameEn),
			e.StartsAt.In(zone).Format("2006-01-02 15:04"), e.EndsAt.In(zone).Format("2006-01-02 15:04"),
			directions(l, e.Edges.Directions), strconv.Itoa(places), word(l, "event."+string(e.State)),
		})
	}
	return rows, err
}
