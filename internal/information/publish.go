package information

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/article"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
)

// Publication says when an article is to be seen: At is nil for now.
type Publication struct {
	ArticleID       string
	At              *time.Time
	ExpectedVersion *int
}

// Publish publishes an article, or has the clock do it, and returns its id.
func (s *Service) Publish(ctx context.Context, p Publication, key string) (string, error) {
	return act.Do(ctx, s.office, "publishArticle", key, p, func(ctx context.Context, c *act.Change) (string, error) {
		a, err := own(ctx, c, p.ArticleID)
		if err != nil {
			return "", err
		}
		if err := check.Version(a.Version, p.ExpectedVersion); err != nil {
			return "", err
		}
		if _, err := writes(ctx, c.Tx, value(a.OrganizationID), c.Now); err != nil {
			return "", err
		}
		if p.At != nil && p.At.After(c.Now) {
			return a.ID, s.schedule(ctx, c, a, p.At.UTC().Truncate(time.Microsecond))
		}
		return a.ID, appear(ctx, c.Tx, a, publish, c.Now, func(e audit.Entry) error {
			c.Record(e)
			c.Touch(a.ID)
			return nil
		})
	})
}

func (s *Service) schedule(ctx context.Context, c *act.Change, a *gen.Article, at time.Time) error {
	to, err := States.Next(schedule, a.State)
	if err != nil {
		return err
	}
	if at.Sub(c.Now) > maxAhead {
		return fault.Invalid("publish_at", "at")
	}
	record(c, a, "ARTICLE_SCHEDULED")
	return c.Article.UpdateOneID(a.ID).SetState(to).SetPublishAt(at).AddVersion(1).SetUpdatedAt(c.Now).Exec(ctx)
}

// appear publishes an article that was not seen, once, by an editor's change or the
// clock's: of two who do it at a time, the second finds it done. One that was seen before
// keeps its place in lists.
func appear(ctx context.Context, tx *gen.Tx, a *gen.Article, change string, at time.Time, tell func(audit.Entry) error) error {
	to, err := States.Next(change, a.State)
	if err != nil {
		return err
	}
	update := tx.Article.Update().Where(article.ID(a.ID), article.StateEQ(a.State), article.Version(a.Version)).SetState(to).
		ClearPublishAt().AddVersion(1).SetUpdatedAt(at)
	if a.PublishedAt == nil {
		update.SetPublishedAt(at).SetListedAt(at)
	}
	n, err := update.Save(ctx)
	if err != nil || n == 0 {
		return err
	}
	return tell(audit.Entry{Action: "ARTICLE_PUBLISHED", Object: a.ID, Organization: value(a.OrganizationID), Region: value(a.RegionID), At: at})
}

// Withdrawal is of an article that is to be seen no more.
type Withdrawal struct {
	ArticleID       string
	ExpectedVersion *int
}

// Withdraw takes an article back and returns its id.
func (s *Service) Withdraw(ctx context.Context, w Withdrawal, key string) (string, error) {
	return act.Do(ctx, s.office, "withdrawArticle", key, w, func(ctx context.Context, c *act.Change) (string, error) {
		a, err := own(ctx, c, w.ArticleID)
		if err != nil {
			return "", err
		}
		if err := check.Version(a.Version, w.ExpectedVersion); err != nil {
			return "", err
		}
		back := unplan // as it was before it was scheduled
		if a.PublishedAt != nil {
			back = unplanAgain
		}
		to, err := States.First(a.State, back, withdraw)
		if err != nil {
			return "", err
		}
		record(c, a, "ARTICLE_"+string(to))
		return a.ID, c.Article.UpdateOneID(a.ID).SetState(to).ClearPublishAt().AddVersion(1).SetUpdatedAt(c.Now).Exec(ctx)
	})
}

// mostAtOnce is how many articles the clock publishes before it looks at itself again.
const mostAtOnce = 100

// Tick publishes the articles whose time has come, and returns how many it did.
func (s *Service) Tick(ctx context.Context) (int, error) {
	ctx = rule.System(ctx)
	now := s.now().UTC().Truncate(time.Microsecond)
	due, err := s.client.Article.Query().Where(article.StateIn(States.Moves[timeComes].From...), article.PublishAtLTE(now)).
		Order(gen.Asc(article.FieldPublishAt)).Limit(mostAtOnce).All(ctx)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	var topics []string
	for _, a := range due {
		done := false
		err := s.store.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error {
			done = false
			return appear(ctx, tx, a, timeComes, *a.PublishAt, func(e audit.Entry) error {
				done = true
				return audit.Record(ctx, tx, e)
			})
		})
		if err != nil {
			return len(topics), err
		}
		if done {
			topics = append(topics, a.ID)
		}
	}
	if len(topics) > 0 {
		s.office.Publish(topics)
	}
	return len(topics), nil
}
