package information

import (
	"context"

	"erikti/ent/gen/campaignsession"
	"erikti/ent/gen/shift"
	"erikti/internal/check"
	"erikti/internal/event"
	"erikti/internal/fault"
)

// Appearance is of a campaign that is to be seen, or to be seen no more.
type Appearance struct {
	CampaignID      string
	ExpectedVersion *int
}

// PublishCampaign shows a campaign to everybody, and opens its places. It returns its id.
func (s *Service) PublishCampaign(ctx context.Context, a Appearance, key string) (string, error) {
	return s.change(ctx, "publishCampaign", key, a, a.CampaignID, func(ctx context.Context, f *forum) (string, error) {
		if err := check.Version(f.row.Version, a.ExpectedVersion); err != nil {
			return "", err
		}
		to, err := Campaigns.Next(publish, f.row.State)
		if err != nil {
			return "", err
		}
		if f.row.EventID != nil {
			if err := event.PublishForum(ctx, f.Tx, *f.row.EventID); err != nil {
				return "", err
			}
		}
		return f.row.ID, f.Campaign.UpdateOneID(f.row.ID).SetState(to).AddVersion(1).SetUpdatedAt(f.Now).Exec(ctx)
	})
}

// WithdrawCampaign takes a campaign back, and returns its id. It is refused while people
// can have places on its sessions: those are cancelled first, so that everybody is told.
func (s *Service) WithdrawCampaign(ctx context.Context, a Appearance, key string) (string, error) {
	return s.change(ctx, "withdrawCampaign", key, a, a.CampaignID, func(ctx context.Context, f *forum) (string, error) {
		if err := check.Version(f.row.Version, a.ExpectedVersion); err != nil {
			return "", err
		}
		to, err := Campaigns.Next(withdraw, f.row.State)
		if err != nil {
			return "", err
		}
		ahead, err := f.CampaignSession.Query().Where(campaignsession.CampaignID(f.row.ID),
			campaignsession.HasShiftWith(shift.StateNotIn(shift.StateCANCELLED, shift.StateENDED))).Exist(ctx)
		if err != nil {
			return "", err
		}
		if ahead {
			return "", fault.RefuseFor(fault.WrongState, "campaign_has_places").At("campaignId")
		}
		return f.row.ID, f.Campaign.UpdateOneID(f.row.ID).SetState(to).AddVersion(1).SetUpdatedAt(f.Now).Exec(ctx)
	})
}
