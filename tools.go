//go:build tools

// Package tools names what only the generators import, so that go mod tidy keeps it.
package tools

import (
	_ "entgo.io/contrib/entgql"
	_ "entgo.io/ent/entc"
	_ "entgo.io/ent/entc/gen"
	_ "github.com/99designs/gqlgen"
)
