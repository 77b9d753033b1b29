package rule

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/article"
	"erikti/ent/gen/campaign"
	"erikti/ent/gen/campaignsession"
	"erikti/ent/gen/mistakereport"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/privacy"
	"erikti/internal/viewer"
)

// SeePublishedArticlesAndThoseOneEdits lets everyone see articles that are published; the
// EDITORs and ADMINs of an organization see all of its own.
func SeePublishedArticlesAndThoseOneEdits() privacy.QueryRule {
	return privacy.ArticleQueryRuleFunc(func(ctx context.Context, q *gen.ArticleQuery) error {
		if v := viewer.From(ctx); !v.PlatformAdmin() {
			see := article.StateEQ(article.StatePUBLISHED)
			if own := v.EditorOf(); len(own) > 0 {
				see = article.Or(see, article.OrganizationIDIn(own...))
			}
			q.Where(see)
		}
		return privacy.Allow
	})
}

// SeePublishedCampaignsAndThoseOneEdits lets everyone see campaigns that are published;
// the EDITORs and ADMINs of an organization see all of its own.
func SeePublishedCampaignsAndThoseOneEdits() privacy.QueryRule {
	return privacy.CampaignQueryRuleFunc(func(ctx context.Context, q *gen.CampaignQuery) error {
		if v := viewer.From(ctx); !v.PlatformAdmin() {
			q.Where(visibleCampaign(v))
		}
		return privacy.Allow
	})
}

// SeeSessionsOfVisibleCampaigns lets those see a programme who see its campaign.
func SeeSessionsOfVisibleCampaigns() privacy.QueryRule {
	return privacy.CampaignSessionQueryRuleFunc(func(ctx context.Context, q *gen.CampaignSessionQuery) error {
		if v := viewer.From(ctx); !v.PlatformAdmin() {
			q.Where(campaignsession.HasCampaignWith(visibleCampaign(v)))
		}
		return privacy.Allow
	})
}

func visibleCampaign(v *viewer.Viewer) predicate.Campaign {
	see := campaign.StateEQ(campaign.StatePUBLISHED)
	if own := v.EditorOf(); len(own) > 0 {
		see = campaign.Or(see, campaign.OrganizationIDIn(own...))
	}
	return see
}

// SeeOwnMistakeReportsAndThoseOneAnswers lets readers see what they reported, and the
// EDITORs and ADMINs of an organization what was reported of its articles.
func SeeOwnMistakeReportsAndThoseOneAnswers() privacy.QueryRule {
	return privacy.MistakeReportQueryRuleFunc(func(ctx context.Context, q *gen.MistakeReportQuery) error {
		v := viewer.From(ctx)
		if v.PlatformAdmin() {
			return privacy.Allow
		}
		see := mistakereport.VolunteerID(v.ID())
		if own := v.EditorOf(); len(own) > 0 {
			see = mistakereport.Or(see, mistakereport.OrganizationIDIn(own...))
		}
		q.Where(see)
		return privacy.Allow
	})
}
