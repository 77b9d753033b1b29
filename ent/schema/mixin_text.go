package schema

import (
	"context"
	"fmt"
	"strings"

	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"

	"erikti/ent/pii"
	"erikti/internal/lang"
)

// localized is a text in languages: the columns x_kk, x_ru and x_en, of which at
// least one is set unless the text is optional. The API shows it as x(locale),
// xLocale and xTranslations.
type localized struct {
	mixin.Schema
	name     string
	optional bool
}

// Fields of the mixin.
func (m localized) Fields() []ent.Field {
	var fields []ent.Field
	for _, l := range lang.Locales {
		fields = append(fields, field.Text(m.name+"_"+string(l)).Annotations(pii.None).Default("").Annotations(entgql.Skip()))
	}
	return fields
}

// Annotations of the mixin: the database holds the rule that one language is set.
func (m localized) Annotations() []schema.Annotation {
	if m.optional {
		return nil
	}
	return []schema.Annotation{entsql.Checks(map[string]string{
		m.name + "_in_some_language": fmt.Sprintf("%[1]s_kk <> '' OR %[1]s_ru <> '' OR %[1]s_en <> ''", m.name),
	})}
}

// findable makes rows found by a search in their texts and ordered by the first
// of them in the reader's language. What it keeps is computed from the texts by
// a hook, for every row alike.
type findable struct {
	mixin.Schema
	// texts are the names of the localized texts; the first is the one to order by.
	texts []string
}

// Fields of the mixin. The order fields of the API are one, named as the text;
// the resolver picks the column of the reader's language.
func (m findable) Fields() []ent.Field {
	fields := []ent.Field{field.Text("search_text").Annotations(pii.None).Default("").Annotations(entgql.Skip())}
	for _, l := range lang.Locales {
		order := strings.ToUpper(m.texts[0])
		if l != lang.KK {
			order += "_" + strings.ToUpper(string(l)) // not in the SDL, see entc.go
		}
		fields = append(fields, field.String(m.texts[0]+"_sort_"+string(l)).Annotations(pii.None).Default("").
			Annotations(entgql.OrderField(order), entgql.Skip(entgql.SkipType, entgql.SkipWhereInput)))
	}
	return fields
}

// Hooks of the mixin.
func (m findable) Hooks() []ent.Hook {
	return []ent.Hook{func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, mut ent.Mutation) (ent.Value, error) {
			if err := m.compute(ctx, mut); err != nil {
				return nil, err
			}
			return next.Mutate(ctx, mut)
		})
	}}
}

// compute sets the columns from the texts as they will be after the mutation.
// A mutation of many rows may not touch the texts: each row has its own.
func (m findable) compute(ctx context.Context, mut ent.Mutation) error {
	if mut.Op().Is(ent.OpDelete|ent.OpDeleteOne) || !m.touched(mut) {
		return nil
	}
	if mut.Op().Is(ent.OpUpdate) {
		return fmt.Errorf("texts of %s change one row at a time", mut.Type())
	}
	var texts []lang.Text
	for _, name := range m.texts {
		var t lang.Text
		for l, s := range map[lang.Locale]*string{lang.KK: &t.Kk, lang.RU: &t.Ru, lang.EN: &t.En} {
			column := name + "_" + string(l)
			v, ok := mut.Field(column)
			if !ok && mut.Op().Is(ent.OpUpdateOne) {
				old, err := mut.OldField(ctx, column)
				if err != nil {
					return err
				}
				v = old
			}
			*s, _ = v.(string)
		}
		texts = append(texts, t)
	}
	if err := mut.SetField("search_text", lang.SearchText(texts...)); err != nil {
		return err
	}
	for _, l := range lang.Locales {
		s, in := texts[0].For(l)
		if err := mut.SetField(m.texts[0]+"_sort_"+string(l), lang.SortKey(in, s)); err != nil {
			return err
		}
	}
	return nil
}

func (m findable) touched(mut ent.Mutation) bool {
	for _, name := range m.texts {
		for _, l := range lang.Locales {
			if _, ok := mut.Field(name + "_" + string(l)); ok {
				return true
			}
		}
	}
	return false
}
