//go:build ignore

// entc generates ent/gen from the schema, and the part of the API's SDL that
// follows from it.
package main

import (
	"log"

	"entgo.io/contrib/entgql"
	"entgo.io/ent/entc"
	"entgo.io/ent/entc/gen"

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
		Target:  "./gen",
		Package: "erikti/ent/gen",
		Features: []gen.Feature{
			gen.FeaturePrivacy, gen.FeatureVersionedMigration, gen.FeatureUpsert, gen.FeatureLock,
			gen.FeatureModifier, gen.FeatureExecQuery,
		},
	}
	if err := entc.Generate("./schema", config, entc.Extensions(extension)); err != nil {
		log.Fatal(err)
	}
}
