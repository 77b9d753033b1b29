package graph

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"erikti/ent/gen"
	"erikti/ent/gen/article"
	"erikti/ent/gen/campaignsession"
	"erikti/ent/gen/district"
	"erikti/ent/gen/event"
	"erikti/ent/gen/mistakereport"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/picture"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/volunteer"
	"erikti/ent/gen/volunteerprivate"
	"erikti/graph/model"
	"erikti/internal/audit"
	"erikti/internal/civil"
	capability "erikti/internal/event"
	"erikti/internal/follow"
	"erikti/internal/mentoring"
	"erikti/internal/network"
	"erikti/internal/organization"
	"erikti/internal/place"
	"erikti/internal/project"
	"erikti/internal/research"
	"erikti/internal/school"
	"erikti/internal/viewer"
)

// loaders answer fields that are not columns with one statement for all objects
// of a level. They live as long as one response; in a mutation as long as one of
// its fields, so that each sees what the one before it changed. What they read,
// they read as the viewer.
type loaders struct {
	shifts            *batch[string, []*gen.Shift]          // by event
	events            *batch[string, *gen.Event]            // with directions
	private           *batch[string, *gen.VolunteerPrivate] // by volunteer
	positions         *batch[string, *int]                  // by waiting entry
	offers            *batch[string, *gen.Offer]            // by waiting entry
	volunteers        *batch[string, *gen.Volunteer]        // those whom the viewer may see
	reasons           *batch[string, *string]               // by sign-up
	decisions         *batch[string, *string]               // why, by organization
	sites             *batch[string, []string]              // by organization
	requestedNetworks *batch[string, *gen.Organization]     // by organization
	networkRequests   *batch[string, []*gen.Organization]   // by network
	districts         *batch[districtsOf, []*gen.District]  // by region and day
	audited           *batch[string, *audit.Told]           // by entry of the audit
	told              *batch[string, *gen.Shift]            // by shift of a notice, with event
	followed          *batch[string, bool]                  // by organization
	written           *batch[string, *string]               // by message to a roster
	lessons           *batch[string, []*gen.Lesson]         // by cohort, in order of time
	enrolled          *batch[string, *school.Enrollment]    // the viewer's own, by cohort
	hours             *batch[hoursOf, *model.HourTotals]
	awarded           *batch[awardedIn, *int]            // academic credits
	mentoring         *batch[string, *mentoring.Private] // by mentorship
	computed          *batch[string, *int]               // by indicator
	lateBy            *batch[string, *project.Side]      // by project
	refused           *batch[string, *string]            // why, by project
	said              *batch[string, *project.Said]      // by report of a project
	articles          *batch[string, *gen.Article]       // as a whole
	mistaken          *batch[string, *gen.Article]       // by report of a mistake
	pictures          *batch[string, *gen.Picture]
	sessions          *batch[string, []*gen.CampaignSession] // by campaign, in order of time
	studies           *batch[string, *research.Content]      // what is in them
	mine              func(context.Context) (*place.Own, error)

	met struct{ regions, organizations, volunteers met }
}

type districtsOf struct {
	regionID string
	day      civil.Date
}

func newLoaders(r *Resolver) *loaders {
	var once sync.Once
	var own *place.Own
	var ownErr error
	return &loaders{
		shifts: newBatch(func(ctx context.Context, ids []string) (map[string][]*gen.Shift, error) {
			all, err := r.Client.Shift.Query().Where(shift.EventIDIn(ids...)).All(ctx)
			return groupBy(all, func(s *gen.Shift) string { return s.EventID }), err
		}),
		events: newBatch(func(ctx context.Context, ids []string) (map[string]*gen.Event, error) {
			all, err := r.Client.Event.Query().Where(event.IDIn(ids...)).WithDirections().All(ctx)
			return indexBy(all, func(e *gen.Event) string { return e.ID }), err
		}),
		private: newBatch(func(ctx context.Context, ids []string) (map[string]*gen.VolunteerPrivate, error) {
			all, err := r.Client.VolunteerPrivate.Query().Where(volunteerprivate.VolunteerIDIn(ids...)).All(ctx)
			return indexBy(all, func(p *gen.VolunteerPrivate) string { return p.VolunteerID }), err
		}),
		positions: newBatch(func(ctx context.Context, ids []string) (map[string]*int, error) {
			return place.Positions(ctx, r.Client, ids...)
		}),
		offers: newBatch(func(ctx context.Context, ids []string) (map[string]*gen.Offer, error) {
			all, err := r.Client.Offer.Query().Where(offer.EntryIDIn(ids...), offer.StateEQ(offer.StatePENDING)).All(ctx)
			return indexBy(all, func(o *gen.Offer) string { return o.EntryID }), err
		}),
		volunteers: newBatch(func(ctx context.Context, ids []string) (map[string]*gen.Volunteer, error) {
			all, err := r.Client.Volunteer.Query().Where(volunteer.IDIn(ids...)).All(ctx)
			return indexBy(all, func(v *gen.Volunteer) string { return v.ID }), err
		}),
		reasons: newBatch(r.Places.Reasons),
		decisions: newBatch(func(ctx context.Context, ids []string) (map[string]*string, error) {
			return organization.Reasons(ctx, r.Client, viewer.From(ctx), ids)
		}),
		sites: newBatch(func(ctx context.Context, ids []string) (map[string][]string, error) {
			return organization.SitesOf(ctx, r.Client, ids)
		}),
		requestedNetworks: newBatch(func(ctx context.Context, ids []string) (map[string]*gen.Organization, error) {
			return organization.RequestedNetworks(ctx, r.Client, viewer.From(ctx), ids)
		}),
		networkRequests: newBatch(func(ctx context.Context, ids []string) (map[string][]*gen.Organization, error) {
			return organization.NetworkRequests(ctx, r.Client, viewer.From(ctx), ids)
		}),
		audited: newBatch(func(ctx context.Context, ids []string) (map[string]*audit.Told, error) {
			return audit.Tell(ctx, r.Client, ids)
		}),
		districts: newBatch(r.districts),
		told: newBatch(func(ctx context.Context, ids []string) (map[string]*gen.Shift, error) {
			all, err := r.Client.Shift.Query().Where(shift.IDIn(ids...)).WithEvent().All(ctx)
			return indexBy(all, func(s *gen.Shift) string { return s.ID }), err
		}),
		followed: newBatch(func(ctx context.Context, ids []string) (map[string]bool, error) {
			return follow.Follows(ctx, r.Client, viewer.From(ctx), ids)
		}),
		written: newBatch(func(ctx context.Context, ids []string) (map[string]*string, error) {
			return capability.Texts(ctx, r.Client, ids)
		}),
		lessons:  newBatch(r.lessonsOf),
		enrolled: newBatch(r.School.OwnIn),
		hours:    newBatch(r.hourTotals),
		mentoring: newBatch(func(ctx context.Context, ids []string) (map[string]*mentoring.Private, error) {
			return r.Mentoring.Privates(ctx, viewer.From(ctx), ids)
		}),
		awarded: newBatch(r.awarded),
		computed: newBatch(func(ctx context.Context, ids []string) (map[string]*int, error) {
			return r.Projects.Computed(ctx, viewer.From(ctx), ids)
		}),
		lateBy: newBatch(r.Projects.LateBy),
		refused: newBatch(func(ctx context.Context, ids []string) (map[string]*string, error) {
			return r.Projects.Reasons(ctx, viewer.From(ctx), ids)
		}),
		said: newBatch(func(ctx context.Context, ids []string) (map[string]*project.Said, error) {
			return r.Projects.Said(ctx, viewer.From(ctx), ids)
		}),
		articles: newBatch(func(ctx context.Context, ids []string) (map[string]*gen.Article, error) {
			all, err := r.Client.Article.Query().Where(article.IDIn(ids...)).All(ctx)
			return indexBy(all, func(a *gen.Article) string { return a.ID }), err
		}),
		mistaken: newBatch(func(ctx context.Context, ids []string) (map[string]*gen.Article, error) {
			all, err := r.Client.MistakeReport.Query().Where(mistakereport.IDIn(ids...)).WithArticle().All(ctx)
			out := map[string]*gen.Article{}
			for _, m := range all {
				out[m.ID] = m.Edges.Article
			}
			return out, err
		}),
		pictures: newBatch(func(ctx context.Context, ids []string) (map[string]*gen.Picture, error) {
			all, err := r.Client.Picture.Query().Where(picture.IDIn(ids...)).All(ctx)
			return indexBy(all, func(p *gen.Picture) string { return p.ID }), err
		}),
		sessions: newBatch(func(ctx context.Context, ids []string) (map[string][]*gen.CampaignSession, error) {
			all, err := r.Client.CampaignSession.Query().Where(campaignsession.CampaignIDIn(ids...)).
				Order(gen.Asc(campaignsession.FieldStartsAt, campaignsession.FieldEndsAt, campaignsession.FieldID)).All(ctx)
			return groupBy(all, func(s *gen.CampaignSession) string { return s.CampaignID }), err
		}),
		studies: newBatch(func(ctx context.Context, ids []string) (map[string]*research.Content, error) {
			return r.Research.Contents(ctx, viewer.From(ctx), ids)
		}),
		mine: func(ctx context.Context) (*place.Own, error) {
			once.Do(func() {
				if v := viewer.From(ctx); v.SignedIn() {
					own, ownErr = r.Places.Own(ctx, v.ID())
				} else {
					own = &place.Own{}
				}
			})
			return own, ownErr
		},
	}
}

func indexBy[V any](all []V, key func(V) string) map[string]V {
	out := make(map[string]V, len(all))
	for _, v := range all {
		out[key(v)] = v
	}
	return out
}

func groupBy[V any](all []V, key func(V) string) map[string][]V {
	out := map[string][]V{}
	for _, v := range all {
		out[key(v)] = append(out[key(v)], v)
	}
	return out
}

// districts reads the districts of regions on days; one request asks for one or
// two days.
func (r *Resolver) districts(ctx context.Context, keys []districtsOf) (map[districtsOf][]*gen.District, error) {
	regions := map[civil.Date][]string{}
	for _, k := range keys {
		regions[k.day] = append(regions[k.day], k.regionID)
	}
	out := map[districtsOf][]*gen.District{}
	for day, ids := range regions {
		all, err := r.Client.District.Query().
			Where(district.RegionIDIn(ids...), network.DistrictsOn(day)).
			Order(gen.Asc(district.FieldKato)).All(ctx)
		if err != nil {
			return nil, err
		}
		for _, d := range all {
			k := districtsOf{d.RegionID, day}
			out[k] = append(out[k], d)
		}
	}
	return out, nil
}

// districtsOn are those of a region on a day; the regions that were read with it are
// asked for too.
func (l *loaders) districtsOn(ctx context.Context, regionID string, day civil.Date) ([]*gen.District, error) {
	for _, id := range l.met.regions.all() {
		l.districts.expect(districtsOf{id, day})
	}
	return l.districts.Load(ctx, districtsOf{regionID, day})
}

// hoursOn are sums of hours; those of the others of the kind that were read with it are
// asked for too.
func (l *loaders) hoursOn(ctx context.Context, of hoursOf) (*model.HourTotals, error) {
	for _, other := range of.siblings(viewer.From(ctx), l) {
		l.hours.expect(other)
	}
	return l.hours.Load(ctx, of)
}

type loadersKey struct{}

// loadersOf returns the loaders of the response that ctx belongs to.
func loadersOf(ctx context.Context) *loaders { return ctx.Value(loadersKey{}).(*loaders) }

// Loaders is the gqlgen extension that gives each response its loaders.
type Loaders struct{ Resolver *Resolver }

// ExtensionName of gqlgen.
func (Loaders) ExtensionName() string { return "Loaders" }

// Validate of gqlgen.
func (Loaders) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptResponse gives a response its loaders.
func (l Loaders) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	return next(context.WithValue(ctx, loadersKey{}, newLoaders(l.Resolver)))
}

// InterceptRootField gives each field of a mutation loaders of its own.
func (l Loaders) InterceptRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	if oc := graphql.GetOperationContext(ctx); oc.Operation.Operation == ast.Mutation {
		ctx = context.WithValue(ctx, loadersKey{}, newLoaders(l.Resolver))
	}
	return next(ctx)
}
