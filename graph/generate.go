// Package graph is the GraphQL edge: the API as SDL in schema/, and resolvers
// that decode, call one capability and map its answer.
package graph

//go:generate go run github.com/99designs/gqlgen generate
