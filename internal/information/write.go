package information

import (
	"context"
	"slices"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/article"
	"erikti/ent/gen/campaign"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/picture"
	genregion "erikti/ent/gen/region"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/information/markup"
	"erikti/internal/lang"
)

// Draft is an article to be written; OrganizationID is "" for the network itself.
type Draft struct {
	OrganizationID                string
	Kind                          article.Kind
	Title, Summary, Body          lang.Text
	RegionID, CampaignID, CoverID string
	Directions                    []direction.Code
}

// Create writes a draft and returns its id.
func (s *Service) Create(ctx context.Context, d Draft, key string) (string, error) {
	return act.Do(ctx, s.office, "createArticle", key, d, func(ctx context.Context, c *act.Change) (string, error) {
		if !c.May(d.OrganizationID) {
			return "", fault.Refuse(fault.NotFound).At("organizationId")
		}
		regions, err := writes(ctx, c.Tx, d.OrganizationID, c.Now)
		if err != nil {
			return "", err
		}
		if err := checkTexts(&d.Title, &d.Summary, &d.Body); err != nil {
			return "", err
		}
		shown, err := d.check(ctx, c.Tx, regions)
		if err != nil {
			return "", err
		}
		a, err := c.Article.Create().SetNillableOrganizationID(pointer(d.OrganizationID)).SetKind(d.Kind).
			SetTitleKk(d.Title.Kk).SetTitleRu(d.Title.Ru).SetTitleEn(d.Title.En).
			SetSummaryKk(d.Summary.Kk).SetSummaryRu(d.Summary.Ru).SetSummaryEn(d.Summary.En).
			SetBodyKk(d.Body.Kk).SetBodyRu(d.Body.Ru).SetBodyEn(d.Body.En).
			SetNillableRegionID(pointer(d.RegionID)).SetNillableCampaignID(pointer(d.CampaignID)).SetNillableCoverID(pointer(d.CoverID)).
			AddDirectionIDs(directions(d.Directions)...).AddPictureIDs(shown...).
			SetCreatedAt(c.Now).SetUpdatedAt(c.Now).SetListedAt(c.Now).Save(ctx)
		if err != nil {
			return "", err
		}
		record(c, a, "ARTICLE_CREATED")
		return a.ID, nil
	})
}

// Patch changes an article; what is nil stays, "" takes away.
type Patch struct {
	ArticleID                     string
	Kind                          *article.Kind
	Title, Summary, Body          *lang.Text
	RegionID, CampaignID, CoverID *string
	Directions                    *[]direction.Code
	ExpectedVersion               *int
}

// Update changes an article and returns its id.
func (s *Service) Update(ctx context.Context, p Patch, key string) (string, error) {
	return act.Do(ctx, s.office, "updateArticle", key, p, func(ctx context.Context, c *act.Change) (string, error) {
		a, err := own(ctx, c, p.ArticleID)
		if err != nil {
			return "", err
		}
		if err := check.Version(a.Version, p.ExpectedVersion); err != nil {
			return "", err
		}
		d := p.over(a)
		regions, err := writes(ctx, c.Tx, d.OrganizationID, c.Now)
		if err != nil {
			return "", err
		}
		if err := checkTexts(&d.Title, &d.Summary, &d.Body); err != nil {
			return "", err
		}
		shown, err := d.check(ctx, c.Tx, regions)
		if err != nil {
			return "", err
		}
		update := c.Article.UpdateOneID(a.ID).AddVersion(1).SetUpdatedAt(c.Now).SetKind(d.Kind).
			SetTitleKk(d.Title.Kk).SetTitleRu(d.Title.Ru).SetTitleEn(d.Title.En).
			SetSummaryKk(d.Summary.Kk).SetSummaryRu(d.Summary.Ru).SetSummaryEn(d.Summary.En).
			SetBodyKk(d.Body.Kk).SetBodyRu(d.Body.Ru).SetBodyEn(d.Body.En)
		put(d.RegionID, update.SetRegionID, update.ClearRegionID)
		put(d.CampaignID, update.SetCampaignID, update.ClearCampaignID)
		put(d.CoverID, update.SetCoverID, update.ClearCoverID)
		if p.Directions != nil {
			update.ClearDirections().AddDirectionIDs(directions(*p.Directions)...)
		}
		before, err := a.QueryPictures().IDs(ctx)
		if err != nil {
			return "", err
		}
		update.RemovePictureIDs(without(before, shown)...).AddPictureIDs(without(shown, before)...)
		if err := update.Exec(ctx); err != nil {
			return "", err
		}
		record(c, a, "ARTICLE_CHANGED")
		return a.ID, nil
	})
}

func put(value string, set func(string) *gen.ArticleUpdateOne, clear func() *gen.ArticleUpdateOne) {
	if value == "" {
		clear()
		return
	}
	set(value)
}

func without(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(one string) bool { return slices.Contains(some, one) })
}

// over is the article as it will be.
func (p *Patch) over(a *gen.Article) Draft {
	return Draft{
		OrganizationID: value(a.OrganizationID), Kind: or(p.Kind, a.Kind),
		Title: or(p.Title, Title(a)), Summary: or(p.Summary, Summary(a)), Body: or(p.Body, Body(a)),
		RegionID: or(p.RegionID, value(a.RegionID)), CampaignID: or(p.CampaignID, value(a.CampaignID)), CoverID: or(p.CoverID, value(a.CoverID)),
	}
}

func or[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}

// Title is that of an article in its languages.
func Title(a *gen.Article) lang.Text { return lang.Text{Kk: a.TitleKk, Ru: a.TitleRu, En: a.TitleEn} }

// Summary is that of an article in its languages.
func Summary(a *gen.Article) lang.Text {
	return lang.Text{Kk: a.SummaryKk, Ru: a.SummaryRu, En: a.SummaryEn}
}

// Body is that of an article in its languages.
func Body(a *gen.Article) lang.Text { return lang.Text{Kk: a.BodyKk, Ru: a.BodyRu, En: a.BodyEn} }

func checkTexts(title, summary, body *lang.Text) error {
	if err := check.Text(title, true, maxTitle, "title"); err != nil {
		return err
	}
	if err := check.Text(summary, false, maxSummary, "summary"); err != nil {
		return err
	}
	if err := check.Text(body, true, markup.MaxLength, "body"); err != nil {
		return err
	}
	for _, l := range lang.Locales {
		switch {
		case strings.ContainsAny(title.In(l), "\r\n\t"):
			return fault.Invalid("text_unreadable", "title", string(l))
		case (title.In(l) == "") != (body.In(l) == ""):
			return fault.Invalid("article_language", "body", string(l))
		case !markup.Check(body.In(l)):
			return fault.Invalid("article_body", "body", string(l)).With("blocks", markup.MaxBlocks).With("spans", markup.MaxSpans)
		}
	}
	return nil
}

// check refuses what an article cannot point to, and returns the pictures that it shows.
// Regions are those of the center, nil for all.
func (d *Draft) check(ctx context.Context, tx *gen.Tx, regions []string) ([]string, error) {
	if d.RegionID != "" {
		known, err := tx.Region.Query().Where(genregion.ID(d.RegionID)).Exist(ctx)
		if err != nil {
			return nil, err
		}
		if !known {
			return nil, fault.Refuse(fault.NotFound).At("regionId")
		}
		if regions != nil && !slices.Contains(regions, d.RegionID) {
			return nil, fault.Invalid("no_mandate", "regionId")
		}
	}
	if d.CampaignID != "" {
		of := campaign.StateEQ(campaign.StatePUBLISHED)
		if d.OrganizationID != "" {
			of = campaign.Or(of, campaign.OrganizationID(d.OrganizationID))
		} else {
			of = campaign.Or(of, campaign.OrganizationIDIsNil())
		}
		known, err := tx.Campaign.Query().Where(campaign.ID(d.CampaignID), of).Exist(ctx)
		if err != nil {
			return nil, err
		}
		if !known {
			return nil, fault.Refuse(fault.NotFound).At("campaignId")
		}
	}
	return d.pictures(ctx, tx)
}

// pictures are those that it shows: each was uploaded for whose article it is.
func (d *Draft) pictures(ctx context.Context, tx *gen.Tx) ([]string, error) {
	var shown []string
	for _, body := range d.Body.All() {
		shown = append(shown, markup.Pictures(body)...)
	}
	if d.CoverID != "" {
		shown = append(shown, d.CoverID)
	}
	slices.Sort(shown)
	shown = slices.Compact(shown)
	if len(shown) == 0 {
		return nil, nil
	}
	whose := picture.OrganizationIDIsNil()
	if d.OrganizationID != "" {
		whose = picture.OrganizationID(d.OrganizationID)
	}
	n, err := tx.Picture.Query().Where(picture.IDIn(shown...), whose).Count(ctx)
	if err == nil && n != len(shown) {
		err = fault.Refuse(fault.NotFound).At("coverId")
		if d.CoverID == "" || len(shown) > 1 {
			err = fault.Refuse(fault.NotFound).At("body")
		}
	}
	return shown, err
}

func directions(codes []direction.Code) []string {
	var ids []string
	for _, c := range codes {
		ids = append(ids, id.Direction.Of(string(c)))
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// record tells the audit, and who follows.
func record(c *act.Change, a *gen.Article, what string) {
	c.Record(audit.Entry{Action: what, Object: a.ID, Organization: value(a.OrganizationID), Region: value(a.RegionID)})
	c.Touch(a.ID)
}
