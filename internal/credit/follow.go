package credit

import (
	"context"
	"reflect"

	"erikti/internal/live"
	"erikti/internal/university"
	"erikti/internal/viewer"
)

// FollowMine follows what the viewer has of credit in a fiscal year.
func (s *Service) FollowMine(ctx context.Context, hub *live.Hub, year int) (<-chan *Mine, error) {
	return live.Paced(ctx, hub.Watch(viewer.From(ctx).ID(), RulesTopic), func(ctx context.Context) (*Mine, error) { return s.Mine(ctx, year) },
		func(a, b *Mine) bool { return reflect.DeepEqual(a.key(), b.key()) })
}

// key is what of it can be seen to change.
func (m *Mine) key() []any {
	key := []any{m.UsableMinutes, m.AwardedMinutes, m.AwardedCredits, m.AwardedAmount, m.Agreed, len(m.Claimable)}
	if m.Rules != nil {
		key = append(key, m.Rules.ID)
	}
	for _, e := range m.Enrollments {
		key = append(key, e.ID, e.State, e.Version)
	}
	for _, seat := range m.Seats {
		key = append(key, seat.ID, seat.State)
	}
	for _, w := range m.Waiting {
		key = append(key, w.ID, w.State)
	}
	for _, a := range m.Awards {
		key = append(key, a.ID, a.Version, a.Overdue)
	}
	return key
}

// FollowPipeline follows where the awards of a university stand. The rights are read
// again before each state.
func (s *Service) FollowPipeline(ctx context.Context, hub *live.Hub, organizationID string, year int) (<-chan *Pipeline, error) {
	return live.Paced(ctx, hub.Watch(university.Topic(organizationID)), func(ctx context.Context) (*Pipeline, error) {
		return s.Pipeline(ctx, viewer.From(ctx), organizationID, year)
	}, func(a, b *Pipeline) bool { return reflect.DeepEqual(a.key(), b.key()) })
}

func (p *Pipeline) key() []any {
	key := []any{p.Committed, p.Paid, p.FreeMoney, p.Requests}
	for _, t := range p.ByState {
		key = append(key, *t)
	}
	if p.Budget != nil {
		key = append(key, *p.Budget.Seats, p.Budget.Money)
	}
	return key
}

// FollowNational follows the delays of a fiscal year.
func (s *Service) FollowNational(ctx context.Context, hub *live.Hub, year int) (<-chan *Delays, error) {
	return live.Paced(ctx, hub.Watch(National), func(ctx context.Context) (*Delays, error) { return s.National(ctx, year) },
		func(a, b *Delays) bool { return reflect.DeepEqual(a.key(), b.key()) })
}

func (d *Delays) key() []any {
	key := []any{*d.All}
	for _, c := range append(d.ByRegion, d.ByOrganization...) {
		cell := *c
		cell.Region, cell.Organization = nil, nil
		key = append(key, cell)
	}
	return key
}
