package information

import (
	"erikti/ent/gen"
	"erikti/ent/gen/article"
	"erikti/ent/gen/campaign"
	"erikti/ent/gen/direction"
	"erikti/internal/lang"
	"erikti/internal/network"
)

// Filter says which articles a list has. The zero value of a field asks for nothing.
type Filter struct {
	Search                               *string
	Kind                                 article.Kind
	RegionID, OrganizationID, CampaignID string
	OfNetwork                            bool // of no organization
	Direction                            direction.Code
	State                                article.State
}

// Query asks for articles as the viewer of the context it runs in.
func (s *Service) Query(f Filter) (*gen.ArticleQuery, error) {
	q := s.client.Article.Query()
	if f.Search != nil {
		found, err := network.Articles(*f.Search)
		if err != nil {
			return nil, err
		}
		q.Where(found)
	}
	if f.Kind != "" {
		q.Where(article.KindEQ(f.Kind))
	}
	if f.RegionID != "" {
		q.Where(article.RegionID(f.RegionID))
	}
	if f.OrganizationID != "" {
		q.Where(article.OrganizationID(f.OrganizationID))
	}
	if f.OfNetwork {
		q.Where(article.OrganizationIDIsNil())
	}
	if f.CampaignID != "" {
		q.Where(article.CampaignID(f.CampaignID))
	}
	if f.Direction != "" {
		q.Where(article.HasDirectionsWith(direction.CodeEQ(f.Direction)))
	}
	if f.State != "" {
		q.Where(article.StateEQ(f.State))
	}
	return q, nil
}

// Campaigns asks for campaigns, ofNetwork for those of no organization, as the viewer of the context it runs in.
func (s *Service) Campaigns(kind campaign.Kind, parentID, organizationID string, ofNetwork bool) *gen.CampaignQuery {
	q := s.client.Campaign.Query()
	if kind != "" {
		q.Where(campaign.KindEQ(kind))
	}
	if parentID != "" {
		q.Where(campaign.ParentID(parentID))
	}
	if organizationID != "" {
		q.Where(campaign.OrganizationID(organizationID))
	}
	if ofNetwork {
		q.Where(campaign.OrganizationIDIsNil())
	}
	return q
}

// SummaryFor is the summary of an article in the language in which a reader sees its
// title; where it has none there, the first that it has.
func SummaryFor(a *gen.Article, l lang.Locale) string {
	_, in := Title(a).For(l)
	s, _ := Summary(a).For(in)
	return s
}
