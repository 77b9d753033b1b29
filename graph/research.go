package graph

import (
	"context"

	"entgo.io/contrib/entgql"
	"github.com/99designs/gqlgen/graphql"

	"erikti/ent/gen"
	"erikti/ent/gen/study"
	"erikti/graph/model"
	"erikti/internal/lang"
	"erikti/internal/research"
)

// latestStudies is the order of studies: their identifiers sort by time.
var latestStudies = &gen.StudyOrder{Direction: entgql.OrderDirectionDesc}

func studyQuestion(s *gen.Study) lang.Text {
	return lang.Text{Kk: s.QuestionKk, Ru: s.QuestionRu, En: s.QuestionEn}
}

func studyMethod(s *gen.Study) lang.Text {
	return lang.Text{Kk: s.MethodKk, Ru: s.MethodRu, En: s.MethodEn}
}

// studyPayload shows a study as it is now, when the viewer may see it, beside why a change
// was refused.
func (r *Resolver) studyPayload(ctx context.Context, id string, refused error) (*model.StudyPayload, error) {
	p := &model.StudyPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Study, err = r.Client.Study.Query().Where(study.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

// studyDecided makes a decision on a study and shows it as it is then.
func (r *Resolver) studyDecided(ctx context.Context, id, reason string, expected graphql.Omittable[*int], key graphql.Omittable[*string],
	decide func(context.Context, research.Decision, string) (string, error),
) (*model.StudyPayload, error) {
	_, err := once(key, func(key string) (string, error) {
		return decide(ctx, research.Decision{StudyID: id, Reason: reason, ExpectedVersion: given(expected)}, key)
	})
	return r.studyPayload(ctx, id, err)
}

// studied shows a part of what is in a study.
func studied[T any](ctx context.Context, s *gen.Study, show func(*research.Content) T) (T, error) {
	c, err := loadersOf(ctx).studies.Load(ctx, s.ID)
	if err != nil || c == nil {
		var none T
		return none, err
	}
	return show(c), nil
}

// listed is a list of the input, nil when it is absent.
func listed[T any](in graphql.Omittable[[]T]) []T { return in.Value() }
