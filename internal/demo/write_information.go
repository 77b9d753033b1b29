package demo

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/campaign"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/internal/civil"
	"erikti/internal/demo/content"
	"erikti/internal/id"
	"erikti/internal/place"
)

// The forums: the one that opened the Year of the Volunteer (source: the design's facts),
// which stays where it was, and one to come, which moves with the demo.
const (
	openingDay = civil.Date("2019-12-11")
	nextInDays = 16
)

// assembly is a forum.
type assembly struct {
	campaign, event string
	of              content.Campaign
	parent          *string
	from            civil.Date
	made            time.Time
	opening         bool
	sittings        []*sitting
}

// sitting is a session.
type sitting struct {
	id, shift string
	of        content.Session
	when      span
}

// makeInformation makes the year, the forums and the articles.
func (n *network) makeInformation(r random) error {
	year := id.Campaign.Of("2020")
	n.year2020 = year
	opening := &assembly{
		campaign: id.Campaign.Of("opening"), event: id.Event.Of("opening"), of: n.texts.Information.Opening, parent: &year, from: openingDay,
		made: time.Date(2019, 11, 20, 9, 0, 0, 0, time.UTC), opening: true,
	}
	made := n.dawn.AddDate(0, 0, -12)
	next := &assembly{
		campaign: r.sorted(id.Campaign, made), event: r.sorted(id.Event, made), of: n.texts.Information.Next, from: n.today.AddDays(nextInDays), made: made,
	}
	for _, m := range []*assembly{opening, next} {
		for i, s := range n.texts.Information.Sessions {
			starts := at(m.from.AddDays(s.Day), s.Hour, n.regions[0].zone)
			t := &sitting{of: s, when: span{starts, starts.Add(time.Duration(s.Minutes) * time.Minute)}}
			if m.opening {
				t.id = id.CampaignSession.Of(string(rune('a' + i)))
				t.shift = id.Shift.Of("opening" + string(rune('a'+i)))
			} else {
				t.id, t.shift = r.sorted(id.CampaignSession, made), r.sorted(id.Shift, made)
			}
			m.sittings = append(m.sittings, t)
		}
		n.assemblies = append(n.assemblies, m)
	}
	n.makeArticles(r)
	return n.makeMistakes(r)
}

func (n *network) writeInformation(ctx context.Context, tx *gen.Tx) error {
	y := n.texts.Information.Year
	made := time.Date(2019, 11, 20, 9, 0, 0, 0, time.UTC)
	err := tx.Campaign.Create().SetID(n.year2020).SetCreatedAt(made).SetUpdatedAt(made).SetKind(campaign.KindYEAR).SetState(campaign.StatePUBLISHED).
		SetTitleKk(y.Title.Kk).SetTitleRu(y.Title.Ru).SetTitleEn(y.Title.En).
		SetDescriptionKk(y.Description.Kk).SetDescriptionRu(y.Description.Ru).SetDescriptionEn(y.Description.En).
		SetStartsOn("2020-01-01").SetEndsOn("2020-12-31").Exec(ctx)
	if err != nil {
		return err
	}
	for _, m := range n.assemblies {
		if err := n.writeForum(ctx, tx, m); err != nil {
			return err
		}
	}
	if err := n.writePrepared(ctx, tx); err != nil {
		return err
	}
	if err := n.writeArticles(ctx, tx); err != nil {
		return err
	}
	return n.writeMistakes(ctx, tx)
}

func (n *network) writeForum(ctx context.Context, tx *gen.Tx, m *assembly) error {
	zone := n.regions[0].zone
	last := slices.MaxFunc(m.sittings, func(a, b *sitting) int { return a.of.Day - b.of.Day }).of.Day
	state := event.StatePUBLISHED
	if m.opening {
		state = event.StateDONE
	}
	err := tx.Event.Create().SetID(m.event).SetCreatedAt(m.made).SetUpdatedAt(m.made).SetPublishedAt(m.made).SetKind(event.KindFORUM).
		SetOrganizationID(n.cast.center.id).SetRegionID(n.cast.center.home.id).SetTitleKk(m.of.Title.Kk).SetTitleRu(m.of.Title.Ru).SetTitleEn(m.of.Title.En).
		SetDescriptionKk(m.of.Description.Kk).SetDescriptionRu(m.of.Description.Ru).SetDescriptionEn(m.of.Description.En).
		SetStartsAt(at(m.from, 0, zone)).SetEndsAt(at(m.from.AddDays(last+1), 0, zone)).SetTimeZone(home).SetState(state).Exec(ctx)
	if err != nil {
		return err
	}
	err = tx.Campaign.Create().SetID(m.campaign).SetCreatedAt(m.made).SetUpdatedAt(m.made).SetKind(campaign.KindFORUM).SetState(campaign.StatePUBLISHED).
		SetOrganizationID(n.cast.center.id).SetNillableParentID(m.parent).SetEventID(m.event).SetTitleKk(m.of.Title.Kk).SetTitleRu(m.of.Title.Ru).SetTitleEn(m.of.Title.En).
		SetDescriptionKk(m.of.Description.Kk).SetDescriptionRu(m.of.Description.Ru).SetDescriptionEn(m.of.Description.En).
		SetStartsOn(m.from).SetEndsOn(m.from.AddDays(last)).Exec(ctx)
	if err != nil {
		return err
	}
	for _, t := range m.sittings {
		c := tx.CampaignSession.Create().SetID(t.id).SetCreatedAt(m.made).SetUpdatedAt(m.made).SetCampaignID(m.campaign).
			SetTitleKk(t.of.Title.Kk).SetTitleRu(t.of.Title.Ru).SetTitleEn(t.of.Title.En).
			SetDescriptionKk(t.of.Description.Kk).SetDescriptionRu(t.of.Description.Ru).SetDescriptionEn(t.of.Description.En).
			SetHallKk(t.of.Hall.Kk).SetHallRu(t.of.Hall.Ru).SetHallEn(t.of.Hall.En).SetStartsAt(t.when.start).SetEndsAt(t.when.end)
		if t.of.Capacity > 0 {
			state, next := place.StateAt(&gen.Shift{StartsAt: t.when.start, EndsAt: t.when.end, State: shift.StateSCHEDULED}, true, n.now)
			err := tx.Shift.Create().SetID(t.shift).SetCreatedAt(m.made).SetUpdatedAt(m.made).SetEventID(m.event).
				SetTitleKk(t.of.Title.Kk).SetTitleRu(t.of.Title.Ru).SetTitleEn(t.of.Title.En).SetStartsAt(t.when.start).SetEndsAt(t.when.end).
				SetCapacity(t.of.Capacity).SetQualifications([]string{}).SetState(state).SetNillableNextTransitionAt(next).Exec(ctx)
			if err != nil {
				return err
			}
			c.SetShiftID(t.shift)
		}
		if err := c.Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// movesOfForums move what does not stand in their events. The forum of 2019 was not made
// here, as its identifier says, and stays.
func (r *roll) movesOfForums() []statement {
	return []statement{
		{"moving forums", "UPDATE campaigns SET starts_on = " + r.sql.day("starts_on", r.days) + ", ends_on = " + r.sql.day("ends_on", r.days) +
			", version = version + 1, updated_at = $1 WHERE " + mark("id"), []any{r.Now}},
		{"moving sessions", "UPDATE campaign_sessions SET starts_at = " + r.sql.moment("starts_at", r.days) + ", ends_at = " + r.sql.moment("ends_at", r.days) +
			", updated_at = $1 WHERE " + mark("id"), []any{r.Now}},
	}
}
