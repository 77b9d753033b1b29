package information

import (
	"context"
	"encoding/json"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/campaign"
	"erikti/ent/gen/campaignsession"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/civil"
	"erikti/internal/event"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/lang"
	"erikti/internal/network"
	"erikti/internal/place"
	"erikti/internal/right"
	"erikti/internal/state"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// SessionDraft is a line of a programme; Capacity is nil where nobody need sign up.
type SessionDraft struct {
	CampaignID               string
	Title, Description, Hall lang.Text
	StartsAt, EndsAt         time.Time
	Capacity                 *int
}

// forum is what a change of a programme works on.
type forum struct {
	*place.Tx
	row     *gen.Campaign
	regions []string
}

// change makes a change of a campaign and of its places, in one transaction of the engine
// of places.
func (s *Service) change(ctx context.Context, operation, key string, input any, campaignID string, f func(context.Context, *forum) (string, error)) (string, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return "", fault.Fail(fault.Unauthenticated, "")
	}
	// Hashed as it came: what f trims must not change what the key stands for.
	asked, err := json.Marshal(input)
	if err != nil {
		return "", err
	}
	call := idempotency.Call{Caller: v.ID(), Operation: operation, Key: key, Input: json.RawMessage(asked)}
	return place.Once(ctx, s.places, call, func(ctx context.Context, t *place.Tx) (string, error) {
		row, err := t.Campaign.Query().Where(campaign.ID(campaignID)).Modify(store.Locked(t.Postgres())).Only(ctx)
		if gen.IsNotFound(err) || err == nil && !right.May(v, "Mutation."+operation, value(row.OrganizationID)) {
			return "", fault.Refuse(fault.NotFound).At("campaignId")
		}
		if err != nil {
			return "", err
		}
		regions, err := writes(ctx, t.Tx, value(row.OrganizationID), t.Now)
		if err != nil {
			return "", err
		}
		id, err := f(ctx, &forum{t, row, regions})
		if err != nil {
			return "", err
		}
		what := map[string]string{
			"addCampaignSession": "CAMPAIGN_CHANGED", "publishCampaign": "CAMPAIGN_PUBLISHED", "withdrawCampaign": "CAMPAIGN_WITHDRAWN",
		}[operation]
		e := ofCampaign(row, what)
		e.At = t.Now
		return id, audit.Record(ctx, t.Tx, e)
	})
}

// AddSession puts a session into the programme of a forum, with its shift when it has
// places, and returns the forum's id.
func (s *Service) AddSession(ctx context.Context, d SessionDraft, key string) (string, error) {
	return s.change(ctx, "addCampaignSession", key, d, d.CampaignID, func(ctx context.Context, f *forum) (string, error) {
		if f.row.Kind != campaign.KindFORUM {
			return "", fault.Invalid("no_forum", "campaignId")
		}
		if f.row.State == campaign.StateWITHDRAWN {
			return "", state.Refuse(Campaigns.Kind, f.row.State, campaign.StateDRAFT, campaign.StatePUBLISHED)
		}
		if err := d.check(f.row); err != nil {
			return "", err
		}
		n, err := f.CampaignSession.Query().Where(campaignsession.CampaignID(f.row.ID)).Count(ctx)
		if err != nil {
			return "", err
		}
		if n >= maxSessions {
			return "", fault.Invalid("too_many_sessions", "campaignId").With("sessions", maxSessions)
		}
		shift, err := f.shift(ctx, &d)
		if err != nil {
			return "", err
		}
		err = f.CampaignSession.Create().SetCampaignID(f.row.ID).SetNillableShiftID(shift).
			SetTitleKk(d.Title.Kk).SetTitleRu(d.Title.Ru).SetTitleEn(d.Title.En).
			SetDescriptionKk(d.Description.Kk).SetDescriptionRu(d.Description.Ru).SetDescriptionEn(d.Description.En).
			SetHallKk(d.Hall.Kk).SetHallRu(d.Hall.Ru).SetHallEn(d.Hall.En).
			SetStartsAt(d.StartsAt).SetEndsAt(d.EndsAt).SetCreatedAt(f.Now).SetUpdatedAt(f.Now).Exec(ctx)
		if err != nil {
			return "", err
		}
		return f.row.ID, f.Campaign.UpdateOneID(f.row.ID).AddVersion(1).SetUpdatedAt(f.Now).Exec(ctx)
	})
}

func (d *SessionDraft) check(row *gen.Campaign) error {
	if err := check.Text(&d.Title, true, maxTitle, "title"); err != nil {
		return err
	}
	if err := check.Text(&d.Description, false, maxDescription, "description"); err != nil {
		return err
	}
	if err := check.Text(&d.Hall, false, maxTitle, "hall"); err != nil {
		return err
	}
	d.StartsAt, d.EndsAt = d.StartsAt.UTC().Truncate(time.Microsecond), d.EndsAt.UTC().Truncate(time.Microsecond)
	from, to := bounds(row)
	switch {
	case !d.EndsAt.After(d.StartsAt):
		return fault.Invalid("end_before_start", "endsAt")
	case d.EndsAt.Sub(d.StartsAt) > 24*time.Hour, d.StartsAt.Before(from), d.EndsAt.After(to):
		return fault.Invalid("session_outside_forum", "startsAt")
	case d.Capacity != nil && (*d.Capacity < 1 || *d.Capacity > maxCapacity):
		return fault.Invalid("capacity", "capacity").With("most", maxCapacity)
	}
	return nil
}

// bounds are the first moment of a campaign and the one after its last, in the zone of
// the country.
func bounds(row *gen.Campaign) (from, to time.Time) {
	at := func(d civil.Date) time.Time {
		t := d.Time()
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, network.Home).UTC()
	}
	return at(row.StartsOn), at(row.EndsOn.AddDays(1))
}

// shift makes the shift of a session with places, nil for one without. The first one
// makes the event of the forum.
func (f *forum) shift(ctx context.Context, d *SessionDraft) (*string, error) {
	if d.Capacity == nil {
		return nil, nil
	}
	if f.row.OrganizationID == nil {
		return nil, fault.Invalid("forum_of_nobody", "capacity")
	}
	if !d.EndsAt.After(f.Now) {
		return nil, fault.Invalid("past", "endsAt")
	}
	if f.row.EventID == nil {
		from, to := bounds(f.row)
		id, err := event.MakeForum(ctx, f.Tx, event.Draft{
			OrganizationID: *f.row.OrganizationID, Title: CampaignTitle(f.row), Description: CampaignDescription(f.row),
			RegionID: &f.regions[0], StartsAt: from, EndsAt: to, TimeZone: network.Home.String(),
		}, f.row.State == campaign.StatePUBLISHED)
		if err != nil {
			return nil, err
		}
		if err := f.Campaign.UpdateOneID(f.row.ID).SetEventID(id).Exec(ctx); err != nil {
			return nil, err
		}
		f.row.EventID = &id
	}
	id, err := event.MakeSession(ctx, f.Tx, *f.row.EventID, event.ShiftDraft{
		Title: d.Title, StartsAt: d.StartsAt, EndsAt: d.EndsAt, Capacity: *d.Capacity, Qualifications: []string{},
	})
	return &id, err
}

// RemoveSession takes a session without places out of a programme, and returns the
// forum's id.
func (s *Service) RemoveSession(ctx context.Context, sessionID, key string) (string, error) {
	return act.Do(ctx, s.office, "removeCampaignSession", key, sessionID, func(ctx context.Context, c *act.Change) (string, error) {
		forum, err := c.Campaign.Query().Where(campaign.HasSessionsWith(campaignsession.ID(sessionID))).Only(ctx)
		if gen.IsNotFound(err) || err == nil && !c.May(value(forum.OrganizationID)) {
			return "", fault.Refuse(fault.NotFound).At("sessionId")
		}
		if err != nil {
			return "", err
		}
		row, err := c.CampaignSession.Get(ctx, sessionID)
		if err != nil {
			return "", err
		}
		if row.ShiftID != nil {
			return "", fault.Invalid("session_with_places", "sessionId")
		}
		if err := c.CampaignSession.DeleteOneID(row.ID).Exec(ctx); err != nil {
			return "", err
		}
		c.Record(ofCampaign(forum, "CAMPAIGN_CHANGED"))
		return row.CampaignID, c.Campaign.UpdateOneID(row.CampaignID).AddVersion(1).SetUpdatedAt(c.Now).Exec(ctx)
	})
}
