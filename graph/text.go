package graph

import (
	"context"

	"erikti/ent/gen"
	"erikti/graph/model"
	"erikti/internal/lang"
)

func regionName(r *gen.Region) lang.Text { return lang.Text{Kk: r.NameKk, Ru: r.NameRu, En: r.NameEn} }

func districtName(d *gen.District) lang.Text {
	return lang.Text{Kk: d.NameKk, Ru: d.NameRu, En: d.NameEn}
}

func directionName(d *gen.Direction) lang.Text {
	return lang.Text{Kk: d.NameKk, Ru: d.NameRu, En: d.NameEn}
}

func organizationName(o *gen.Organization) lang.Text {
	return lang.Text{Kk: o.NameKk, Ru: o.NameRu, En: o.NameEn}
}

func eventTitle(e *gen.Event) lang.Text {
	return lang.Text{Kk: e.TitleKk, Ru: e.TitleRu, En: e.TitleEn}
}

func projectTitle(p *gen.Project) lang.Text {
	return lang.Text{Kk: p.TitleKk, Ru: p.TitleRu, En: p.TitleEn}
}

func shiftTitle(s *gen.Shift) lang.Text {
	return lang.Text{Kk: s.TitleKk, Ru: s.TitleRu, En: s.TitleEn}
}

// localized shows a text in the language that was asked for, else the reader's.
func localized(ctx context.Context, t lang.Text, l *lang.Locale) (string, error) {
	reader := lang.FromContext(ctx)
	if l != nil {
		reader = *l
	}
	s, _ := t.For(reader)
	return s, nil
}

// localeOf is the language in which the reader sees a text.
func localeOf(ctx context.Context, t lang.Text) (lang.Locale, error) {
	_, l := t.For(lang.FromContext(ctx))
	return l, nil
}

func translations(t lang.Text) (*model.LocalizedText, error) {
	set := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	return &model.LocalizedText{Kk: set(t.Kk), Ru: set(t.Ru), En: set(t.En)}, nil
}
