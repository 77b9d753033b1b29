package graph

import (
	"context"

	"erikti/ent/gen"
	"erikti/internal/information"
	"erikti/internal/information/markup"
	"erikti/internal/mistake"

	entmistake "erikti/ent/gen/mistakereport"
)

// located is where the fragment of a report is in its article as it is now.
func located(ctx context.Context, m *gen.MistakeReport) (*mistake.Place, error) {
	// Not the edge: of that only what the document asks for was read.
	a, err := loadersOf(ctx).articles.Load(ctx, m.ArticleID)
	if err != nil || a == nil {
		return nil, err
	}
	said := make([]string, 1)
	switch m.Part {
	case entmistake.PartTITLE:
		said[0], _ = information.Title(a).For(m.Locale)
	case entmistake.PartSUMMARY:
		said[0] = information.SummaryFor(a, m.Locale)
	default:
		body, _ := information.Body(a).For(m.Locale)
		said = markup.Texts(markup.Parse(body))
	}
	place := mistake.Locate(said, mistake.Fragment{Quote: m.Quote, Prefix: m.Prefix, Suffix: m.Suffix, Offset: m.CharactersBefore})
	return &place, nil
}
