package demo

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/mistakereport"
	"erikti/internal/demo/content"
	"erikti/internal/id"
	"erikti/internal/information/markup"
	"erikti/internal/lang"
	"erikti/internal/mistake"
)

// remark is a reader's report of a mistake.
type remark struct {
	id    string
	of    content.Mistake
	about *piece
	at    mistake.Fragment
	made  time.Time
}

func (n *network) makeMistakes(r random) error {
	for _, m := range n.texts.Information.Mistakes {
		i := slices.IndexFunc(n.articles, func(p *piece) bool { return p.of.Code == m.Article })
		if i < 0 {
			return fmt.Errorf("there is no article %q", m.Article)
		}
		about := n.articles[i]
		body := map[lang.Locale]string{lang.KK: about.of.Body.Kk, lang.RU: about.of.Body.Ru, lang.EN: about.of.Body.En}[lang.Locale(m.Locale)]
		at, err := selected(markup.Plain(markup.Parse(body)), m.Quote)
		if err != nil {
			return fmt.Errorf("the article %q: %w", m.Article, err)
		}
		if m.Was != "" {
			at.Quote = m.Was
		}
		made := n.dawn.AddDate(0, 0, -m.DaysAgo).Add(8 * time.Hour)
		n.mistakes = append(n.mistakes, &remark{r.sorted(id.MistakeReport, made), m, about, at, made})
	}
	return nil
}

// selected is the first place of a quote as a reader's page tells it.
func selected(text, quote string) (mistake.Fragment, error) {
	const around = 60 // characters
	before, after, ok := strings.Cut(text, quote)
	if !ok {
		return mistake.Fragment{}, fmt.Errorf("%q is not in it", quote)
	}
	prefix, suffix := []rune(before), []rune(after)
	return mistake.Fragment{
		Quote: quote, Prefix: string(prefix[max(len(prefix)-around, 0):]), Suffix: string(suffix[:min(len(suffix), around)]), Offset: len(prefix),
	}, nil
}

// mended says whether an article was changed since a reader reported a mistake in it.
func (n *network) mended(p *piece) bool {
	return slices.ContainsFunc(n.mistakes, func(m *remark) bool { return m.about == p && m.of.Was != "" })
}

func (n *network) writeMistakes(ctx context.Context, tx *gen.Tx) error {
	return bulk(ctx, n.mistakes, func(m *remark) *gen.MistakeReportCreate {
		// No token has this hash: nobody holds the secret of a report of the demo.
		hash := sha256.Sum256([]byte(m.id))
		c := tx.MistakeReport.Create().SetID(m.id).SetCreatedAt(m.made).SetUpdatedAt(m.made).SetArticleID(m.about.id).SetTokenHash(hash[:]).
			SetKind(mistakereport.Kind(m.of.Kind)).SetPart(mistakereport.PartBODY).SetLocale(lang.Locale(m.of.Locale)).
			SetQuote(m.at.Quote).SetPrefix(m.at.Prefix).SetSuffix(m.at.Suffix).SetCharactersBefore(m.at.Offset).SetArticleVersion(1).
			SetComment(m.of.Comment).SetState(mistakereport.State(m.of.State)).SetReply(m.of.Reply)
		editor := n.cast.admin
		if m.about.of.Of == "center" {
			c.SetOrganizationID(n.cast.center.id)
			editor = n.cast.coordinator
		}
		if m.of.SignedIn {
			c.SetVolunteerID(n.cast.volunteer.id)
		}
		if mistakereport.State(m.of.State) != mistakereport.StateNEW {
			answered := m.made.Add(5 * time.Hour)
			c.SetAnsweredBy(editor.id).SetAnsweredAt(answered).SetUpdatedAt(answered)
		}
		return c
	}, tx.MistakeReport.CreateBulk)
}
