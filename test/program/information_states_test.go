package program

import (
	"context"
	"testing"
	"time"

	"erikti/ent/gen/article"
	"erikti/ent/gen/campaign"
	"erikti/ent/gen/mistakereport"
	"erikti/internal/apptest"
	"erikti/internal/information"
	"erikti/internal/mistake"
	"erikti/internal/place"
	"erikti/internal/state/statetest"
)

// Every change of an article, a campaign and a report of a mistake, from every state, is
// done or refused as their tables say, also by the clock.
func TestInformationMovesByItsTables(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newPress(t, s)
		db, now := rows(s), time.Now().UTC().Truncate(time.Second)
		art, at := x.writes(t), now.Add(time.Hour)
		asked := func(name string, in []any, changes ...string) statetest.Call {
			return asks(t, x.editor, name, writes(name, articleFields), always(apptest.Input(append(in, "articleId", art)...)), changes...)
		}
		clock := statetest.Do("its time has come", func() error {
			nobody, later := func([]string) {}, func() time.Time { return at }
			_, err := information.New(s.App.Store(), place.New(s.App.Store(), nobody, later), nobody, later, t.TempDir()).Tick(context.Background())
			return err
		})
		clock.Silent = true
		statetest.Walk[article.State]{
			Table: information.States, States: []article.State{"DRAFT", "SCHEDULED", "PUBLISHED", "WITHDRAWN"}, Starts: []article.State{"DRAFT"},
			Put: func(c statetest.Call, in article.State) {
				u := db.Article.UpdateOneID(art).SetState(in)
				if u.ClearPublishAt(); in == "SCHEDULED" {
					u = db.Article.UpdateOneID(art).SetState(in).SetPublishAt(at)
				}
				if in == "PUBLISHED" || in == "WITHDRAWN" || c.Changes[0] == "take back before it is published again" {
					u.SetPublishedAt(now).SetListedAt(now)
				} else {
					u.ClearPublishedAt()
				}
				u.ExecX(system)
			},
			At: func() article.State { return db.Article.GetX(system, art).State },
			Calls: []statetest.Call{
				asked("publishArticle", nil, "publish"),
				asked("publishArticle", []any{"at", at}, "schedule"),
				asked("withdrawArticle", nil, "take back before it is published", "withdraw"),
				asked("withdrawArticle", nil, "take back before it is published again", "withdraw"),
				clock,
			},
		}.Run(t)

		forum, _ := x.prepares(t)
		campaigns := func(name, change string) statetest.Call {
			return asks(t, x.editor, name, writes(name, campaignFields), always(apptest.Input("campaignId", forum)), change)
		}
		statetest.Walk[campaign.State]{
			Table: information.Campaigns, States: []campaign.State{"DRAFT", "PUBLISHED", "WITHDRAWN"}, Starts: []campaign.State{"DRAFT"},
			Put:   func(_ statetest.Call, in campaign.State) { db.Campaign.UpdateOneID(forum).SetState(in).ExecX(system) },
			At:    func() campaign.State { return db.Campaign.GetX(system, forum).State },
			Calls: []statetest.Call{campaigns("publishCampaign", "publish"), campaigns("withdrawCampaign", "withdraw")},
		}.Run(t)

		granted(t, x.editor.Do(t, writes("publishArticle", articleFields), apptest.Input("articleId", x.writes(t))), "publishArticle")
		other := db.Article.Query().Where(article.StateEQ("PUBLISHED"), article.IDNEQ(art)).OnlyIDX(system)
		granted(t, s.As("").Do(t, reportMistake, apptest.Input("articleId", other, "kind", "MISTAKE", "part", "BODY", "locale", "ru", "comment", "c")), "reportMistake")
		report := db.MistakeReport.Query().OnlyIDX(system)
		var calls []statetest.Call
		for change, to := range map[string]string{"accept": "ACCEPTED", "fix": "FIXED", "decline": "DECLINED"} {
			calls = append(calls, asks(t, x.editor, "answerMistakeReport", answerMistake, always(apptest.Input("reportId", report, "state", to, "reply", "r")), change))
		}
		statetest.Walk[mistakereport.State]{
			Table: mistake.States, States: []mistakereport.State{"NEW", "ACCEPTED", "FIXED", "DECLINED"}, Starts: []mistakereport.State{"NEW"},
			Put: func(_ statetest.Call, in mistakereport.State) {
				db.MistakeReport.UpdateOneID(report).SetState(in).ExecX(system)
			},
			At:    func() mistakereport.State { return db.MistakeReport.GetX(system, report).State },
			Calls: calls,
		}.Run(t)
	})
}
