package rights

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"time"

	"erikti/ent/gen/article"
	"erikti/ent/gen/campaign"
	"erikti/internal/apptest"
)

func init() { maps.Copy(recipes, informationRecipes) }

// newsroom is a support center of the side.
func (o one) newsroom() string {
	return rows(o.Server).SupportCenter.GetX(system, o.mandated(o)).OrganizationID
}

// article is one of an organization.
func (w *world) article(org string, state article.State) string {
	c := rows(w.Server).Article.Create().SetOrganizationID(org).SetKind("NEWS").SetTitleEn("News-canary").SetBodyEn("Body-canary").SetState(state)
	if state == article.StatePUBLISHED {
		c.SetPublishedAt(time.Now().UTC())
	}
	return c.SaveX(system).ID
}

// forum is one of an organization, with a session.
func (w *world) forum(org string, state campaign.State) (forum, session string) {
	db := rows(w.Server)
	c := db.Campaign.Create().SetOrganizationID(org).SetKind("FORUM").SetTitleEn("Forum-canary").SetState(state).
		SetStartsOn("2030-12-11").SetEndsOn("2030-12-12").SaveX(system)
	at := time.Date(2030, 12, 11, 6, 0, 0, 0, time.UTC)
	return c.ID, db.CampaignSession.Create().SetCampaign(c).SetTitleEn("Session-canary").SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).SaveX(system).ID
}

// mistake is a report on an article of an organization, and its secret.
func (w *world) mistake(org, volunteer string) (report, token string) {
	w.made++
	token = fmt.Sprint("erm_", w.made)
	sum := sha256.Sum256([]byte(token))
	c := rows(w.Server).MistakeReport.Create().SetArticleID(w.article(org, article.StatePUBLISHED)).SetOrganizationID(org).SetTokenHash(sum[:]).
		SetKind("MISTAKE").SetPart("BODY").SetLocale("en").SetCharactersBefore(0).SetArticleVersion(1).SetQuote("Body-canary").SetComment("Comment-canary")
	if volunteer != "" {
		c.SetVolunteerID(volunteer)
	}
	return c.SaveX(system).ID, token
}

func (o one) draft() string { return o.article(o.newsroom(), article.StateDRAFT) }

var titled = map[string]any{"en": "T"}

var informationRecipes = map[string]recipe{
	"Query.articles": {"organization", ask(`query($id: ID!) { at: articles(organizationId: $id, state: DRAFT) { totalCount } }`, func(o one) map[string]any {
		org := o.newsroom()
		o.article(org, article.StateDRAFT)
		return map[string]any{"id": org}
	}), counted},
	"Query.previewArticle": {"nobody", ask(`{ at: previewArticle(body: "*x*") { kind } }`, nil), listed},
	"Query.campaigns": {"organization", ask(`query($id: ID!) { at: campaigns(parentId: $id) { totalCount } }`, func(o one) map[string]any {
		db := rows(o.Server)
		year := db.Campaign.Create().SetKind("YEAR").SetTitleEn("Year").SetState("PUBLISHED").SetStartsOn("2030-01-01").SetEndsOn("2030-12-31").SaveX(system)
		db.Campaign.Create().SetOrganizationID(o.newsroom()).SetParent(year).SetKind("FORUM").SetTitleEn("F").SetStartsOn("2030-01-01").SetEndsOn("2030-01-02").ExecX(system)
		return map[string]any{"id": year.ID}
	}), counted},
	"Mutation.createArticle": {"organization", mutate("createArticle", "CreateArticleInput", func(o one) []any {
		return []any{"organizationId", o.newsroom(), "kind", "NEWS", "title", titled, "body", titled}
	}), nil},
	"Mutation.updateArticle": {"organization", mutate("updateArticle", "UpdateArticleInput", func(o one) []any {
		return []any{"articleId", o.draft(), "title", titled}
	}), nil},
	"Mutation.publishArticle": {"organization", mutate("publishArticle", "PublishArticleInput", func(o one) []any {
		return []any{"articleId", o.draft()}
	}), nil},
	"Mutation.withdrawArticle": {"organization", mutate("withdrawArticle", "WithdrawArticleInput", func(o one) []any {
		return []any{"articleId", o.article(o.newsroom(), article.StatePUBLISHED)}
	}), nil},
	"Mutation.createCampaign": {"organization", mutate("createCampaign", "CreateCampaignInput", func(o one) []any {
		return []any{"organizationId", o.newsroom(), "kind", "FORUM", "title", titled, "startsOn", "2030-12-11", "endsOn", "2030-12-12"}
	}), nil},
	"Mutation.updateCampaign": {"organization", mutate("updateCampaign", "UpdateCampaignInput", func(o one) []any {
		forum, _ := o.forum(o.newsroom(), "DRAFT")
		return []any{"campaignId", forum, "title", titled}
	}), nil},
	"Mutation.addCampaignSession": {"organization", mutate("addCampaignSession", "AddCampaignSessionInput", func(o one) []any {
		forum, _ := o.forum(o.newsroom(), "DRAFT")
		return []any{"campaignId", forum, "title", titled, "startsAt", "2030-12-11T06:00:00Z", "endsAt", "2030-12-11T07:00:00Z", "capacity", 3}
	}), nil},
	"Mutation.removeCampaignSession": {"organization", mutate("removeCampaignSession", "RemoveCampaignSessionInput", func(o one) []any {
		_, session := o.forum(o.newsroom(), "DRAFT")
		return []any{"sessionId", session}
	}), nil},
	"Mutation.publishCampaign": {"organization", mutate("publishCampaign", "PublishCampaignInput", func(o one) []any {
		forum, _ := o.forum(o.newsroom(), "DRAFT")
		return []any{"campaignId", forum}
	}), nil},
	"Mutation.withdrawCampaign": {"organization", mutate("withdrawCampaign", "WithdrawCampaignInput", func(o one) []any {
		forum, _ := o.forum(o.newsroom(), "PUBLISHED")
		return []any{"campaignId", forum}
	}), nil},

	"Query.mistakeReports": {"organization", ask(`query($id: ID!) { want: node(id: $id) { id } at: mistakeReports(first: 100) { totalCount edges { node { id } } } }`, func(o one) map[string]any {
		report, _ := o.mistake(o.newsroom(), "")
		return map[string]any{"id": report}
	}), func(a *apptest.Answer) bool { return a.At("want") != nil && counted(a) }},
	"Query.mistakeReport": {"nobody", ask(`query($token: String!) { at: mistakeReport(token: $token) { state } }`, func(o one) map[string]any {
		_, token := o.mistake(o.newsroom(), "")
		return map[string]any{"token": token}
	}), present},
	"Mutation.reportMistake": {"nobody", mutate("reportMistake", "ReportMistakeInput", func(o one) []any {
		return []any{"articleId", o.article(o.newsroom(), article.StatePUBLISHED), "kind", "MISTAKE", "part", "BODY", "locale", "en", "comment", "c"}
	}), nil},
	"Mutation.answerMistakeReport": {"organization", mutate("answerMistakeReport", "AnswerMistakeReportInput", func(o one) []any {
		report, _ := o.mistake(o.newsroom(), "")
		return []any{"reportId", report, "state", "FIXED"}
	}), nil},
}
