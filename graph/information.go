package graph

import (
	"context"
	"slices"

	"entgo.io/contrib/entgql"
	"github.com/99designs/gqlgen/graphql"

	"erikti/ent/gen"
	entarticle "erikti/ent/gen/article"
	entcampaign "erikti/ent/gen/campaign"
	"erikti/ent/gen/direction"
	"erikti/graph/model"
	"erikti/internal/information"
	"erikti/internal/lang"
)

var (
	latestArticles  = []*gen.ArticleOrder{{Field: gen.ArticleOrderFieldListedAt, Direction: entgql.OrderDirectionDesc}}
	latestCampaigns = []*gen.CampaignOrder{{Field: gen.CampaignOrderFieldStartsOn, Direction: entgql.OrderDirectionDesc}}
	latestMistakes  = &gen.MistakeReportOrder{Direction: entgql.OrderDirectionDesc}
)

// articlePayload shows an article as it is now, when the viewer may see it, beside why a
// change was refused.
func (r *Resolver) articlePayload(ctx context.Context, id string, refused error) (*model.ArticlePayload, error) {
	p := &model.ArticlePayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Article, err = r.Client.Article.Query().Where(entarticle.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

// campaignPayload shows a campaign as it is now, when the viewer may see it, beside why a
// change was refused.
func (r *Resolver) campaignPayload(ctx context.Context, id string, refused error) (*model.CampaignPayload, error) {
	p := &model.CampaignPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Campaign, err = r.Client.Campaign.Query().Where(entcampaign.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

func articleDraft(in model.CreateArticleInput) information.Draft {
	directions, _ := in.Directions.ValueOK()
	return information.Draft{
		OrganizationID: or(in.OrganizationID, ""), Kind: in.Kind,
		Title: text(in.Title), Summary: text(given(in.Summary)), Body: text(in.Body),
		RegionID: or(in.RegionID, ""), CampaignID: or(in.CampaignID, ""), CoverID: or(in.CoverID, ""), Directions: directions,
	}
}

func articlePatch(in model.UpdateArticleInput) information.Patch {
	p := information.Patch{
		ArticleID: in.ArticleID, Kind: given(in.Kind), Title: textPatch(in.Title), Summary: textPatch(in.Summary), Body: textPatch(in.Body),
		RegionID: cleared(in.RegionID), CampaignID: cleared(in.CampaignID), CoverID: cleared(in.CoverID), ExpectedVersion: given(in.ExpectedVersion),
	}
	if directions, set := in.Directions.ValueOK(); set {
		p.Directions = &directions
	}
	return p
}

// cleared is what a client sent: "" for null, nil for nothing.
func cleared(o graphql.Omittable[*string]) *string {
	v, set := o.ValueOK()
	if set && v == nil {
		return new(string)
	}
	return v
}

// bodyFor is the body in the language that was asked for, else in that of the reader, as
// the title falls back.
func bodyFor(ctx context.Context, a *gen.Article, l *lang.Locale) (string, lang.Locale) {
	reader := lang.FromContext(ctx)
	if l != nil {
		reader = *l
	}
	return information.Body(a).For(reader)
}

// locales are those in which a text is there.
func locales(t lang.Text) []lang.Locale {
	var all []lang.Locale
	for _, l := range lang.Locales {
		if t.In(l) != "" {
			all = append(all, l)
		}
	}
	return all
}

func articleFilter(search *string, kind *entarticle.Kind, regionID *string, code *direction.Code, organizationID, campaignID *string, ofNetwork *bool, state *entarticle.State) information.Filter {
	return information.Filter{
		Search: search, Kind: value(kind), RegionID: value(regionID), Direction: value(code),
		OrganizationID: value(organizationID), CampaignID: value(campaignID), OfNetwork: value(ofNetwork), State: value(state),
	}
}

// sessionsInOrder are the sessions of a campaign, in order of time.
func sessionsInOrder(ctx context.Context, c *gen.Campaign) ([]*gen.CampaignSession, error) {
	sessions, err := c.Sessions(ctx)
	if err != nil {
		return nil, err
	}
	at := map[string]int{} // what was read of them may not say when they are
	all, err := loadersOf(ctx).sessions.Load(ctx, c.ID)
	for i, s := range all {
		at[s.ID] = i
	}
	sessions = slices.Clone(sessions)
	slices.SortFunc(sessions, func(a, b *gen.CampaignSession) int { return at[a.ID] - at[b.ID] })
	return sessions, err
}
