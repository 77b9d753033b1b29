package demo

import (
	"context"
	"fmt"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/article"
	"erikti/ent/gen/campaign"
	"erikti/internal/civil"
	"erikti/internal/demo/content"
	"erikti/internal/id"
	"erikti/internal/information"
)

// planned is the article that the clock is to publish, on the day so many days after the
// demo's own: more than a week, in which the demo does not move.
var planned = named(id.Article, "planned")

const (
	plannedInDays = 10
	plannedAt     = 9 // o'clock

	preparedInDays = 45
)

// publication is when the planned article is to be published in a demo of a day.
func publication(day civil.Date, zone *time.Location) time.Time {
	return at(day.AddDays(plannedInDays), plannedAt, zone)
}

// piece is an article.
type piece struct {
	id    string
	of    content.Article
	made  time.Time
	state article.State
}

func (n *network) makeArticles(r random) {
	for _, a := range n.texts.Information.Articles {
		made := n.dawn.AddDate(0, 0, -a.DaysAgo).Add(5 * time.Hour)
		p := &piece{r.sorted(id.Article, made), a, made, article.StatePUBLISHED}
		if a.State != "" {
			p.state = article.State(a.State)
		}
		if p.state == article.StateSCHEDULED {
			p.id = planned
		}
		n.articles = append(n.articles, p)
	}
	n.cover = r.personal(id.Picture)
	made := n.dawn.AddDate(0, 0, -2).Add(6 * time.Hour)
	n.prepared = &assembly{campaign: r.sorted(id.Campaign, made), of: n.texts.Information.Prepared, from: n.today.AddDays(preparedInDays), made: made}
}

func (n *network) writeArticles(ctx context.Context, tx *gen.Tx) error {
	if err := n.writeCover(ctx, tx); err != nil {
		return err
	}
	return bulk(ctx, n.articles, func(p *piece) *gen.ArticleCreate {
		a := p.of
		c := tx.Article.Create().SetID(p.id).SetCreatedAt(p.made).SetUpdatedAt(p.made).SetListedAt(p.made).
			SetState(p.state).SetKind(article.Kind(a.Kind)).
			SetTitleKk(a.Title.Kk).SetTitleRu(a.Title.Ru).SetTitleEn(a.Title.En).
			SetSummaryKk(a.Summary.Kk).SetSummaryRu(a.Summary.Ru).SetSummaryEn(a.Summary.En).
			SetBodyKk(a.Body.Kk).SetBodyRu(a.Body.Ru).SetBodyEn(a.Body.En).AddDirectionIDs(directionIDs(a.Directions)...)
		switch p.state {
		case article.StatePUBLISHED:
			c.SetPublishedAt(p.made)
		case article.StateSCHEDULED:
			c.SetPublishAt(publication(n.today, n.regions[0].zone)).SetCoverID(n.cover).AddPictureIDs(n.cover)
		}
		if a.Of == "center" {
			c.SetOrganizationID(n.cast.center.id).SetRegionID(n.cast.center.home.id)
		}
		if a.Campaign == "next" {
			c.SetCampaignID(n.assemblies[1].campaign)
		}
		if n.mended(p) {
			c.SetVersion(2).SetUpdatedAt(p.made.AddDate(0, 0, 1))
		}
		return c
	}, tx.Article.CreateBulk)
}

// writeCover keeps the picture as one that is uploaded. No other program writes these
// files: the demo is claimed.
func (n *network) writeCover(ctx context.Context, tx *gen.Tx) error {
	file, err := paint()
	if err != nil {
		return err
	}
	drawn, err := information.Keep(n.pictures, n.cover, file)
	if err != nil {
		return fmt.Errorf("PICTURES_FOLDER: %w", err)
	}
	made := n.dawn.AddDate(0, 0, -1)
	return tx.Picture.Create().SetID(n.cover).SetCreatedAt(made).SetUpdatedAt(made).SetOrganizationID(n.cast.center.id).
		SetWidth(drawn.Width).SetHeight(drawn.Height).Exec(ctx)
}

// writePrepared writes the forum that is not published: it has no event yet.
func (n *network) writePrepared(ctx context.Context, tx *gen.Tx) error {
	m := n.prepared
	return tx.Campaign.Create().SetID(m.campaign).SetCreatedAt(m.made).SetUpdatedAt(m.made).SetKind(campaign.KindFORUM).SetState(campaign.StateDRAFT).
		SetOrganizationID(n.cast.center.id).SetTitleKk(m.of.Title.Kk).SetTitleRu(m.of.Title.Ru).SetTitleEn(m.of.Title.En).
		SetDescriptionKk(m.of.Description.Kk).SetDescriptionRu(m.of.Description.Ru).SetDescriptionEn(m.of.Description.En).
		SetStartsOn(m.from).SetEndsOn(m.from.AddDays(1)).Exec(ctx)
}

// plan has the clock publish the planned article again, also when it did since: so many
// days after the demo's new day. One that an editor withdrew stays as it is.
func (r *roll) plan(ctx context.Context) error {
	zone, err := time.LoadLocation(home)
	if err != nil {
		return err
	}
	a, err := r.Article.Get(ctx, planned)
	if err != nil || a.State != article.StateSCHEDULED && a.State != article.StatePUBLISHED {
		return gen.MaskNotFound(err)
	}
	setting, err := r.Setting.Get(ctx, daySetting)
	if err != nil {
		return err
	}
	return r.Article.UpdateOne(a).SetState(article.StateSCHEDULED).SetPublishAt(publication(civil.Date(setting.Value), zone)).
		ClearPublishedAt().SetListedAt(a.CreatedAt).AddVersion(1).SetUpdatedAt(r.Now).Exec(ctx)
}
