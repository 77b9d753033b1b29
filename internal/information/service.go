package information

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/article"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/supportcenter"
	"erikti/internal/act"
	"erikti/internal/fault"
	"erikti/internal/network"
	"erikti/internal/place"
	"erikti/internal/ratelimit"
	"erikti/internal/store"
)

// The bounds of the input, as graph/schema/information.graphql tells them.
const (
	maxTitle       = 200   // characters a language; a hall, too
	maxSummary     = 500   // characters a language
	maxDescription = 4_000 // characters a language
	maxSessions    = 100   // of a forum
	maxForumDays   = 14
	maxYearDays    = 400
	maxAhead       = 2 * 366 * 24 * time.Hour // to be published by the clock
	maxCapacity    = 100_000
)

// uploadsAMinute is how many pictures a person uploads a minute.
const uploadsAMinute = 30

// Service writes articles and campaigns, and keeps pictures. Many goroutines use one.
type Service struct {
	office  *act.Office
	places  *place.Engine
	client  *gen.Client
	store   *store.Store
	now     func() time.Time
	folder  string
	uploads *ratelimit.Limit
}

// New makes the service. Folder is where the files of pictures stand; it is made when the
// first one is uploaded. Publish is called after each commit with the ids of what changed;
// it must not block.
func New(st *store.Store, places *place.Engine, publish func([]string), now func() time.Time, folder string) *Service {
	return &Service{
		&act.Office{Store: st, Publish: publish, Now: now}, places, st.Client, st, now, folder, ratelimit.PerMinute(uploadsAMinute),
	}
}

// mandates are the regions whose support center an organization is today; none when it is
// not VERIFIED.
func mandates(ctx context.Context, tx *gen.Tx, organizationID string, now time.Time) ([]string, error) {
	return tx.SupportCenter.Query().Where(supportcenter.OrganizationID(organizationID), network.MandatesOn(network.Today(now)),
		supportcenter.HasOrganizationWith(organization.StatusEQ(organization.StatusVERIFIED))).Select(supportcenter.FieldRegionID).Strings(ctx)
}

// writes refuses who may not write for an organization, and one without a mandate. It
// returns the regions of the center; nil for the network itself, which is about all.
func writes(ctx context.Context, tx *gen.Tx, organizationID string, now time.Time) ([]string, error) {
	if organizationID == "" {
		return nil, nil
	}
	regions, err := mandates(ctx, tx, organizationID, now)
	if err == nil && len(regions) == 0 {
		err = fault.Invalid("no_mandate", "organizationId")
	}
	return regions, err
}

// own locks an article that the person may write: to others it is not there.
func own(ctx context.Context, c *act.Change, articleID string) (*gen.Article, error) {
	a, err := c.Article.Query().Where(article.ID(articleID)).Modify(store.Locked(c.Postgres)).Only(ctx)
	if gen.IsNotFound(err) || err == nil && !c.May(value(a.OrganizationID)) {
		return nil, fault.Refuse(fault.NotFound).At("articleId")
	}
	return a, err
}

func value[T any](p *T) T {
	if p == nil {
		var none T
		return none
	}
	return *p
}

func pointer(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
