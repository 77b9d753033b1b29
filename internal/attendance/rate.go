package attendance

import (
	"context"
	"strings"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/eventrating"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/check"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/right"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// longestLine is how long the line beside the stars is, in characters.
const longestLine = 500

// Rated is what a person who was there says of an event.
type Rated struct {
	EventID string
	Stars   int
	Text    string
}

// Rating is the same as the organizers see it: not whose it is.
type Rating struct {
	Stars int
	Text  string
	Date  civil.Date // on which it was said, where the event was
}

// Ratings are those of an event.
type Ratings struct {
	Count   int
	Average *float64 // nil when there are none
	Ratings []*Rating
}

// Rate keeps what the viewer says of an event where they were; again changes it.
func (s *Service) Rate(ctx context.Context, in Rated, key string) (string, error) {
	return act.Do(ctx, s.office, "rateEvent", key, in, func(ctx context.Context, c *act.Change) (string, error) {
		if in.Stars < 1 || in.Stars > 5 {
			return "", fault.Invalid("stars", "stars")
		}
		in.Text = strings.TrimSpace(in.Text)
		if err := check.String(in.Text, longestLine, "text"); err != nil {
			return "", err
		}
		e, err := c.Event.Query().Where(event.ID(in.EventID), event.KindEQ(event.KindVOLUNTEERING), event.HasShiftsWith(shift.HasSignupsWith(
			signup.VolunteerID(c.Who.ID()), signup.StateIn(signup.StateCHECKED_IN, signup.StateCOMPLETED)))).Only(ctx)
		if gen.IsNotFound(err) {
			return "", fault.Refuse(fault.NotFound).At("eventId")
		}
		if err != nil {
			return "", err
		}
		if e.State != event.StateDONE && e.State != event.StateSETTLED || c.Now.After(e.EndsAt.Add(saidWithin)) {
			return "", fault.RefuseFor(fault.WrongState, "rating_time").At("eventId")
		}
		n, err := c.EventRating.Update().Where(eventrating.EventID(e.ID), eventrating.VolunteerID(c.Who.ID())).
			SetStars(in.Stars).SetText(in.Text).SetUpdatedAt(c.Now).Save(ctx)
		if err != nil || n > 0 {
			return e.ID, err
		}
		err = c.EventRating.Create().SetEventID(e.ID).SetVolunteerID(c.Who.ID()).SetStars(in.Stars).SetText(in.Text).
			SetCreatedAt(c.Now).SetUpdatedAt(c.Now).Exec(ctx)
		if store.Taken(err) {
			err = store.ErrCollided // by the same person at once
		}
		return e.ID, err
	})
}

// MyRating is what the viewer said of an event; nil for nothing.
func (s *Service) MyRating(ctx context.Context, eventID string) (*Rating, error) {
	all, err := s.rated(ctx, s.store.Client.EventRating.Query().Where(eventrating.EventID(eventID), eventrating.VolunteerID(viewer.From(ctx).Actor())), civil.Zone("Asia/Almaty"))
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all[0], nil
}

// Ratings reads what people say of an event, for those who run it; nil to others.
func (s *Service) Ratings(ctx context.Context, eventID string) (*Ratings, error) {
	system := rule.System(ctx)
	e, err := s.store.Client.Event.Query().Where(event.ID(eventID)).Only(system)
	if gen.IsNotFound(err) {
		return nil, nil
	}
	if err != nil || !right.May(viewer.From(ctx), "Query.eventRatings", e.OrganizationID) {
		return nil, err
	}
	stars, err := s.store.Client.EventRating.Query().Where(eventrating.EventID(eventID)).Select(eventrating.FieldStars).Ints(system)
	if err != nil {
		return nil, err
	}
	out := &Ratings{Count: len(stars)}
	if len(stars) > 0 {
		total := 0
		for _, n := range stars {
			total += n
		}
		mean := float64(total) / float64(len(stars))
		out.Average = &mean
	}
	out.Ratings, err = s.rated(ctx, s.store.Client.EventRating.Query().Where(eventrating.EventID(eventID)).
		Order(eventrating.ByUpdatedAt(sql.OrderDesc()), eventrating.ByID()).Limit(mostListed), civil.Zone(e.TimeZone))
	return out, err
}

func (s *Service) rated(ctx context.Context, q *gen.EventRatingQuery, zone *time.Location) ([]*Rating, error) {
	rows, err := q.All(rule.System(ctx))
	all := make([]*Rating, len(rows))
	for i, r := range rows {
		all[i] = &Rating{r.Stars, r.Text, civil.Of(r.UpdatedAt, zone)}
	}
	return all, err
}
