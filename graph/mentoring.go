package graph

import (
	"context"

	"entgo.io/contrib/entgql"
	"github.com/99designs/gqlgen/graphql"

	"erikti/ent/gen"
	"erikti/ent/gen/mentorship"
	"erikti/graph/model"
	"erikti/internal/lang"
	"erikti/internal/mentoring"
)

// latestMentorships is the order of mentorships: their identifiers sort by time.
var latestMentorships = &gen.MentorshipOrder{Direction: entgql.OrderDirectionDesc}

// mentorshipPayload shows a mentorship as it is now, when the viewer may see it, beside
// why a change was refused.
func (r *Resolver) mentorshipPayload(ctx context.Context, id string, refused error) (*model.MentorshipPayload, error) {
	p := &model.MentorshipPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Mentorship, err = r.Client.Mentorship.Query().Where(mentorship.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

// mentorshipDecided makes a decision on a mentorship and shows it as it is then.
func (r *Resolver) mentorshipDecided(ctx context.Context, id, reason string, expected graphql.Omittable[*int], key graphql.Omittable[*string],
	decide func(context.Context, mentoring.Decision, string) (string, error),
) (*model.MentorshipPayload, error) {
	_, err := once(key, func(key string) (string, error) {
		return decide(ctx, mentoring.Decision{MentorshipID: id, Reason: reason, ExpectedVersion: given(expected)}, key)
	})
	return r.mentorshipPayload(ctx, id, err)
}

// private shows a part of a mentorship that only its two sides read; nil to others.
func private[T any](ctx context.Context, id string, show func(*mentoring.Private) T) (T, error) {
	p, err := loadersOf(ctx).mentoring.Load(ctx, id)
	if err != nil || p == nil || !p.Shown {
		var none T
		return none, err
	}
	return show(p), nil
}

// maturityLevels are the words of the levels, the lowest first.
var maturityLevels = [mentoring.Levels]string{"beginning", "organized", "steady", "strong", "leading"}

func maturityScale(l lang.Locale) []*model.MaturityLevel {
	var all []*model.MaturityLevel
	for i, name := range maturityLevels {
		all = append(all, &model.MaturityLevel{
			Level: i + 1, Name: lang.Message(l, "maturity."+name+".name", nil), Meaning: lang.Message(l, "maturity."+name+".meaning", nil),
		})
	}
	return all
}

// filled is a text, nil for one that says nothing.
func filled(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
