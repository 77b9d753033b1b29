package graph

import (
	"context"
	"slices"
	"sync"

	"entgo.io/ent"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/internal/information/markup"
)

// Siblings is the interceptor of ent that tells the loaders of a response what it
// reads.
func Siblings(next ent.Querier) ent.Querier {
	return ent.QuerierFunc(func(ctx context.Context, q ent.Query) (ent.Value, error) {
		read, err := next.Query(ctx, q)
		if l, ok := ctx.Value(loadersKey{}).(*loaders); ok && err == nil {
			l.expect(read)
		}
		return read, err
	})
}

// expect notes for what objects that were read somebody may ask.
func (l *loaders) expect(read ent.Value) {
	switch read := read.(type) {
	case []*gen.Event:
		each(read, func(e *gen.Event) string { return e.ID }, l.shifts)
	case []*gen.Shift:
		each(read, func(s *gen.Shift) string { return s.EventID }, l.events)
	case []*gen.Volunteer:
		each(read, func(v *gen.Volunteer) string { return v.ID }, l.private, &l.met.volunteers)
	case []*gen.Organization:
		each(read, func(o *gen.Organization) string { return o.ID },
			l.sites, l.decisions, l.followed, l.requestedNetworks, l.networkRequests, &l.met.organizations)
	case []*gen.Region:
		each(read, func(r *gen.Region) string { return r.ID }, &l.met.regions)
	case []*gen.Signup:
		each(read, func(s *gen.Signup) string { return s.ID }, l.reasons)
	case []*gen.WaitlistEntry:
		each(read, func(e *gen.WaitlistEntry) string { return e.ID }, l.positions, l.offers)
	case []*gen.Notice:
		each(read, func(n *gen.Notice) string { return n.ShiftID }, l.told)
		each(read, messageOf, l.written)
	case []*gen.Campaign:
		each(read, func(c *gen.Campaign) string { return c.ID }, l.sessions)
	case []*gen.Article:
		each(read, func(a *gen.Article) string { return a.ID }, l.articles)
		for _, a := range read {
			each(shown(a), func(id string) string { return id }, l.pictures)
		}
	case []*gen.MistakeReport:
		each(read, func(r *gen.MistakeReport) string { return r.ArticleID }, l.articles)
	case []*gen.Cohort:
		each(read, func(c *gen.Cohort) string { return c.ID }, l.lessons, l.enrolled)
	case []*gen.AuditEntry:
		each(read, func(e *gen.AuditEntry) string { return e.ID }, l.audited)
	case []*gen.Mentorship:
		each(read, func(m *gen.Mentorship) string { return m.ID }, l.mentoring)
	case []*gen.Project:
		each(read, func(p *gen.Project) string { return p.ID }, l.lateBy, l.refused)
	case []*gen.ProjectIndicator:
		each(read, func(i *gen.ProjectIndicator) string { return i.ID }, l.computed)
	case []*gen.ProjectReport:
		each(read, func(r *gen.ProjectReport) string { return r.ID }, l.said)
	case []*gen.Study:
		each(read, func(s *gen.Study) string { return s.ID }, l.studies)
	}
}

// expecting is a batch by ids, or what is met.
type expecting interface{ expect(id string) }

// each tells of the ids of what was read. There is none where the document asks for
// nothing that needs it.
func each[T any](read []T, idOf func(T) string, of ...expecting) {
	for _, one := range read {
		id := idOf(one)
		if id == "" {
			continue
		}
		for _, o := range of {
			o.expect(id)
		}
	}
}

// messageOf is the message to a roster that a notice tells of, "" for every other one.
func messageOf(n *gen.Notice) string {
	if n.Kind != notice.KindROSTER_MESSAGE {
		return ""
	}
	return n.SubjectID
}

// shown are the pictures in those bodies of an article that the document asks for.
func shown(a *gen.Article) []string {
	return slices.Concat(markup.Pictures(a.BodyKk), markup.Pictures(a.BodyRu), markup.Pictures(a.BodyEn))
}

// met are the ids of objects of a type that a response read: for what is asked of them
// with arguments, which nobody knows before somebody asks.
type met struct {
	mu  sync.Mutex
	ids []string
}

func (m *met) expect(id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.ids = append(m.ids, id)
}

func (m *met) all() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.ids)
}
