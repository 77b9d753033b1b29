//go:build ignore

// entc generates ent/gen from the schema, and the part of the API's SDL that
// follows from it.
package main

import (
	"fmt"
	"log"

	"entgo.io/contrib/entgql"
	"entgo.io/ent/entc"
	"entgo.io/ent/entc/gen"

	"erikti/ent/pii"
	"erikti/ent/sdl"
)

func main() {
	extension, err := entgql.NewExtension(
		entgql.WithSchemaGenerator(),
		entgql.WithSchemaPath("../graph/schema/gen/ent.graphql"),
		entgql.WithConfigPath("../gqlgen.yml"),
		entgql.WithWhereInputs(true),
		entgql.WithSchemaHook(sdl.Shape),
	)
	if err != nil {
		log.Fatal(err)
	}
	config := &gen.Config{
		Target:    "./gen",
		Package:   "erikti/ent/gen",
		Hooks:     []gen.Hook{classed},
		Templates: []*gen.Template{gen.MustParse(gen.NewTemplate("classes").ParseFiles("pii/classes.tmpl"))},
		Features: []gen.Feature{
			gen.FeaturePrivacy, gen.FeatureVersionedMigration, gen.FeatureUpsert, gen.FeatureLock,
			gen.FeatureModifier, gen.FeatureExecQuery,
		},
	}
	if err := entc.Generate("./schema", config, entc.Extensions(extension)); err != nil {
		log.Fatal(err)
	}
}

// classed refuses to generate a field of which nobody has said what it says of a person.
func classed(next gen.Generator) gen.Generator {
	return gen.GenerateFunc(func(g *gen.Graph) error {
		for _, n := range g.Nodes {
			for _, f := range append([]*gen.Field{n.ID}, n.Fields...) {
				class, _ := f.Annotations["PII"].(string)
				if !pii.Class(class).Valid() {
					return fmt.Errorf("ent/schema: say what %s.%s says of a person: .Annotations(pii.None), pii.Personal or pii.Sensitive", n.Name, f.Name)
				}
			}
		}
		return next.Generate(g)
	})
}
