package graph

// Resolver has what the resolvers need.
type Resolver struct{}
