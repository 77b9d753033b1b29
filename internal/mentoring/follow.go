package mentoring

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/mentorship"
	"erikti/internal/fault"
	"erikti/internal/live"
	"erikti/internal/viewer"
)

// Follow tells a mentorship now, then each time that it changed. The rights are read
// again before each state: who is on neither side any more gets NOT_FOUND.
func (s *Service) Follow(ctx context.Context, hub *live.Hub, mentorshipID string) (<-chan *gen.Mentorship, error) {
	var version int
	read := func(ctx context.Context) (*gen.Mentorship, error) {
		m, err := s.client.Mentorship.Query().Where(mentorship.ID(mentorshipID)).Only(ctx)
		if gen.IsNotFound(err) || err == nil && !OnASide(viewer.From(ctx), m) {
			return nil, fault.Fail(fault.Missing, "")
		}
		return m, err
	}
	return live.Follow(ctx, hub.Watch(mentorshipID), live.Source[*gen.Mentorship]{
		First: func(ctx context.Context) (*gen.Mentorship, error) {
			m, err := read(ctx)
			if err == nil {
				version = m.Version
			}
			return m, err
		},
		Change: func(ctx context.Context, _ []string) (*gen.Mentorship, bool, error) {
			m, err := read(ctx)
			if err != nil || m.Version == version {
				return m, false, err
			}
			version = m.Version
			return m, true, nil
		},
	})
}
