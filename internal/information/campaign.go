package information

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/campaign"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/store"
)

// CampaignDraft is a campaign to be prepared; OrganizationID is "" for the network itself.
type CampaignDraft struct {
	OrganizationID, ParentID string
	Kind                     campaign.Kind
	Title, Description       lang.Text
	StartsOn, EndsOn         civil.Date
}

// CreateCampaign writes the draft of a campaign and returns its id.
func (s *Service) CreateCampaign(ctx context.Context, d CampaignDraft, key string) (string, error) {
	return act.Do(ctx, s.office, "createCampaign", key, d, func(ctx context.Context, c *act.Change) (string, error) {
		if !c.May(d.OrganizationID) {
			return "", fault.Refuse(fault.NotFound).At("organizationId")
		}
		if _, err := writes(ctx, c.Tx, d.OrganizationID, c.Now); err != nil {
			return "", err
		}
		if err := d.check(ctx, c.Tx); err != nil {
			return "", err
		}
		row, err := c.Campaign.Create().SetNillableOrganizationID(pointer(d.OrganizationID)).SetNillableParentID(pointer(d.ParentID)).SetKind(d.Kind).
			SetTitleKk(d.Title.Kk).SetTitleRu(d.Title.Ru).SetTitleEn(d.Title.En).
			SetDescriptionKk(d.Description.Kk).SetDescriptionRu(d.Description.Ru).SetDescriptionEn(d.Description.En).
			SetStartsOn(d.StartsOn).SetEndsOn(d.EndsOn).SetCreatedAt(c.Now).SetUpdatedAt(c.Now).Save(ctx)
		if err != nil {
			return "", err
		}
		c.Record(ofCampaign(row, "CAMPAIGN_CREATED"))
		return row.ID, nil
	})
}

func (d *CampaignDraft) check(ctx context.Context, tx *gen.Tx) error {
	if err := checkCampaign(&d.Title, &d.Description); err != nil {
		return err
	}
	most := maxYearDays
	if d.Kind == campaign.KindFORUM {
		most = maxForumDays
	}
	if d.EndsOn < d.StartsOn || d.EndsOn > d.StartsOn.AddDays(most) {
		return fault.Invalid("campaign_days", "endsOn").With("days", most)
	}
	if d.ParentID == "" {
		return nil
	}
	known, err := tx.Campaign.Query().Where(campaign.ID(d.ParentID), campaign.KindEQ(campaign.KindYEAR), campaign.StateEQ(campaign.StatePUBLISHED)).Exist(ctx)
	if err == nil && !known {
		err = fault.Refuse(fault.NotFound).At("parentId")
	}
	return err
}

func checkCampaign(title, description *lang.Text) error {
	if err := check.Text(title, true, maxTitle, "title"); err != nil {
		return err
	}
	return check.Text(description, false, maxDescription, "description")
}

// CampaignPatch changes a campaign; what is nil stays.
type CampaignPatch struct {
	CampaignID         string
	Title, Description *lang.Text
	ExpectedVersion    *int
}

// UpdateCampaign changes a campaign and returns its id.
func (s *Service) UpdateCampaign(ctx context.Context, p CampaignPatch, key string) (string, error) {
	return act.Do(ctx, s.office, "updateCampaign", key, p, func(ctx context.Context, c *act.Change) (string, error) {
		row, err := c.Campaign.Query().Where(campaign.ID(p.CampaignID)).Modify(store.Locked(c.Postgres)).Only(ctx)
		if gen.IsNotFound(err) || err == nil && !c.May(value(row.OrganizationID)) {
			return "", fault.Refuse(fault.NotFound).At("campaignId")
		}
		if err != nil {
			return "", err
		}
		if err := check.Version(row.Version, p.ExpectedVersion); err != nil {
			return "", err
		}
		if _, err := writes(ctx, c.Tx, value(row.OrganizationID), c.Now); err != nil {
			return "", err
		}
		title, description := or(p.Title, CampaignTitle(row)), or(p.Description, CampaignDescription(row))
		if err := checkCampaign(&title, &description); err != nil {
			return "", err
		}
		c.Record(ofCampaign(row, "CAMPAIGN_CHANGED"))
		return row.ID, c.Campaign.UpdateOneID(row.ID).AddVersion(1).SetUpdatedAt(c.Now).
			SetTitleKk(title.Kk).SetTitleRu(title.Ru).SetTitleEn(title.En).
			SetDescriptionKk(description.Kk).SetDescriptionRu(description.Ru).SetDescriptionEn(description.En).Exec(ctx)
	})
}

// CampaignTitle is that of a campaign in its languages.
func CampaignTitle(c *gen.Campaign) lang.Text {
	return lang.Text{Kk: c.TitleKk, Ru: c.TitleRu, En: c.TitleEn}
}

// CampaignDescription is that of a campaign in its languages.
func CampaignDescription(c *gen.Campaign) lang.Text {
	return lang.Text{Kk: c.DescriptionKk, Ru: c.DescriptionRu, En: c.DescriptionEn}
}

func ofCampaign(row *gen.Campaign, what string) audit.Entry {
	return audit.Entry{Action: what, Object: row.ID, Organization: value(row.OrganizationID)}
}
