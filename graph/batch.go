package graph

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"

	"entgo.io/ent"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/internal/information/markup"
)

// batch answers for many keys with one statement. It is told the keys of all that a
// response reads (see Siblings): whoever asks first asks for all of them, so nobody
// waits for others to ask.
type batch[K comparable, V any] struct {
	read func(context.Context, []K) (map[K]V, error)

	mu       sync.Mutex
	expected map[K]struct{} // may be asked for, and were not
	answers  map[K]*answer[V]
}

type answer[V any] struct {
	there chan struct{} // closed when value and err are set
	value V
	err   error
}

// keysAtOnce bounds a statement; databases have bounds of their own.
const keysAtOnce = 5000

func newBatch[K comparable, V any](read func(context.Context, []K) (map[K]V, error)) *batch[K, V] {
	return &batch[K, V]{read: read, expected: map[K]struct{}{}, answers: map[K]*answer[V]{}}
}

// expect notes a key that may be asked for.
func (b *batch[K, V]) expect(key K) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.answers[key] == nil {
		b.expected[key] = struct{}{}
	}
}

// Load returns the answer for a key, the zero value when there is none.
func (b *batch[K, V]) Load(ctx context.Context, key K) (V, error) {
	b.mu.Lock()
	if known := b.answers[key]; known != nil {
		b.mu.Unlock()
		<-known.there
		return known.value, known.err
	}
	b.expected[key] = struct{}{}
	asked := make(map[K]*answer[V], len(b.expected))
	for k := range b.expected {
		asked[k] = &answer[V]{there: make(chan struct{})}
	}
	clear(b.expected)
	maps.Copy(b.answers, asked)
	b.mu.Unlock()
	b.ask(ctx, asked)
	return asked[key].value, asked[key].err
}

func (b *batch[K, V]) ask(ctx context.Context, asked map[K]*answer[V]) {
	values, err := map[K]V{}, errors.New("reading ended early") // stays when read panics
	defer func() {
		for k, a := range asked {
			a.value, a.err = values[k], err
			close(a.there)
		}
	}()
	for some := range slices.Chunk(slices.Collect(maps.Keys(asked)), keysAtOnce) {
		read, failed := b.read(ctx, some)
		if failed != nil {
			err = failed
			return
		}
		maps.Copy(values, read)
	}
	err = nil
}

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
		for _, e := range read {
			l.shifts.expect(e.ID)
		}
	case []*gen.Shift:
		for _, s := range read {
			if s.EventID != "" { // else the document asks for nothing that needs it
				l.events.expect(s.EventID)
			}
		}
	case []*gen.Volunteer:
		for _, v := range read {
			l.private.expect(v.ID)
			l.met(&l.seen.volunteers, v.ID)
		}
	case []*gen.Organization:
		for _, o := range read {
			l.sites.expect(o.ID)
			l.decisions.expect(o.ID)
			l.followed.expect(o.ID)
			l.requestedNetworks.expect(o.ID)
			l.networkRequests.expect(o.ID)
			l.met(&l.seen.organizations, o.ID)
		}
	case []*gen.Signup:
		for _, s := range read {
			l.reasons.expect(s.ID)
		}
	case []*gen.WaitlistEntry:
		for _, e := range read {
			l.positions.expect(e.ID)
			l.offers.expect(e.ID)
		}
	case []*gen.Notice:
		for _, n := range read {
			if n.ShiftID != "" { // else the document asks for nothing that needs it
				l.told.expect(n.ShiftID)
			}
			if n.SubjectID != "" && n.Kind == notice.KindROSTER_MESSAGE {
				l.written.expect(n.SubjectID)
			}
		}
	case []*gen.Campaign:
		for _, c := range read {
			l.sessions.expect(c.ID)
		}
	case []*gen.Article:
		for _, a := range read {
			l.articles.expect(a.ID)
			for _, body := range []string{a.BodyKk, a.BodyRu, a.BodyEn} { // those that the document asks for
				for _, id := range markup.Pictures(body) {
					l.pictures.expect(id)
				}
			}
		}
	case []*gen.MistakeReport:
		for _, r := range read {
			if r.ArticleID != "" { // else the document asks for nothing that needs it
				l.articles.expect(r.ArticleID)
			}
		}
	case []*gen.Cohort:
		for _, c := range read {
			l.lessons.expect(c.ID)
			l.enrolled.expect(c.ID)
		}
	case []*gen.AuditEntry:
		for _, e := range read {
			l.audited.expect(e.ID)
		}
	case []*gen.Mentorship:
		for _, m := range read {
			l.mentoring.expect(m.ID)
		}
	case []*gen.Project:
		for _, p := range read {
			l.lateBy.expect(p.ID)
			l.refused.expect(p.ID)
		}
	case []*gen.ProjectIndicator:
		for _, i := range read {
			l.computed.expect(i.ID)
		}
	case []*gen.ProjectReport:
		for _, r := range read {
			l.said.expect(r.ID)
		}
	case []*gen.Study:
		for _, s := range read {
			l.studies.expect(s.ID)
		}
	case []*gen.Region:
		for _, r := range read {
			l.met(&l.seen.regions, r.ID)
		}
	}
}

// met notes the id of an object for what is asked of it with arguments, which nobody
// knows before somebody asks.
func (l *loaders) met(ids *[]string, id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	*ids = append(*ids, id)
}
