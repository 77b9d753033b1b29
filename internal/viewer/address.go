package viewer

import "context"

type addressKey struct{}

// WithAddress returns a context of a request from a network address, for limits
// by address and the audit.
func WithAddress(ctx context.Context, address string) context.Context {
	return context.WithValue(ctx, addressKey{}, address)
}

// Address returns the network address of the request, "" when it has none.
func Address(ctx context.Context) string {
	a, _ := ctx.Value(addressKey{}).(string)
	return a
}
