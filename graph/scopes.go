package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/internal/fault"
	"erikti/internal/viewer"
)

// everybody marks a field that needs no scope: its rows follow the viewer, which is a
// visitor where a key may nothing.
var everybody = []viewer.Scope{}

// scopes say which of an API key's scopes lets it ask for a root field: one of them. A
// field that is not here is for sessions only; so is every new one, until somebody says
// otherwise.
var scopes = map[string][]viewer.Scope{
	"Query.node": everybody, "Query.nodes": everybody,
	"Query.regions": everybody, "Query.directions": everybody,
	"Query.organizations": everybody, "Query.events": everybody,
	"Query.networkStats": everybody,
	"Query.viewer":       {viewer.ProfileRead, viewer.PlacesWrite},

	"Mutation.signUpForShift": {viewer.PlacesWrite}, "Mutation.cancelSignup": {viewer.PlacesWrite},
	"Mutation.leaveWaitlist": {viewer.PlacesWrite}, "Mutation.answerOffer": {viewer.PlacesWrite},

	"Mutation.createEvent": {viewer.EventsWrite}, "Mutation.updateEvent": {viewer.EventsWrite},
	"Mutation.publishEvent": {viewer.EventsWrite}, "Mutation.cancelEvent": {viewer.EventsWrite},
	"Mutation.addShift": {viewer.EventsWrite}, "Mutation.updateShift": {viewer.EventsWrite},
	"Mutation.cancelShift": {viewer.EventsWrite}, "Query.previewShiftChange": {viewer.EventsWrite},

	"Mutation.addToShift": {viewer.RosterWrite}, "Mutation.moveSignup": {viewer.RosterWrite},
	"Mutation.approveSignup": {viewer.RosterWrite}, "Mutation.declineSignup": {viewer.RosterWrite},
	"Query.placeLog": {viewer.PlacesWrite, viewer.RosterRead, viewer.RosterWrite},

	"Subscription.eventCapacity": everybody, "Subscription.shiftCapacities": everybody, "Subscription.networkStats": everybody,
	"Subscription.myPlaces":  {viewer.ProfileRead, viewer.PlacesWrite},
	"Subscription.myNotices": {viewer.ProfileRead},
	"Subscription.roster":    {viewer.RosterRead, viewer.RosterWrite},
}

// Scopes is the gqlgen extension that lets an API key do only what its scopes say:
// every operation passes it, over HTTP, WebSocket and event stream, before anything of
// it is executed. What a key sees of what it may ask for follows from the viewer, see
// viewer.Viewer.
type Scopes struct{}

// ExtensionName of gqlgen.
func (Scopes) ExtensionName() string { return "Scopes" }

// Validate of gqlgen.
func (Scopes) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses an operation that a key has no scope for.
func (Scopes) MutateOperationContext(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	v := viewer.From(ctx)
	if v == nil || !v.Key {
		return nil
	}
	if !scoped(v, oc.Operation.SelectionSet, map[*ast.FragmentDefinition]bool{}) {
		return gqlerror.WrapIfUnwrapped(fault.Fail(fault.Forbidden, "scope"))
	}
	return nil
}

// scoped says whether a key may ask for all root fields of a selection; each fragment
// is looked at once.
func scoped(v *viewer.Viewer, set ast.SelectionSet, seen map[*ast.FragmentDefinition]bool) bool {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if !fieldScoped(v, s) {
				return false
			}
		case *ast.InlineFragment:
			if !scoped(v, s.SelectionSet, seen) {
				return false
			}
		case *ast.FragmentSpread:
			if s.Definition == nil {
				return false
			}
			if seen[s.Definition] {
				continue
			}
			seen[s.Definition] = true
			if !scoped(v, s.Definition.SelectionSet, seen) {
				return false
			}
		}
	}
	return true
}

func fieldScoped(v *viewer.Viewer, f *ast.Field) bool {
	if f.Name == "__typename" || f.Name == "__schema" || f.Name == "__type" {
		return true
	}
	if f.ObjectDefinition == nil {
		return false
	}
	of, known := scopes[f.ObjectDefinition.Name+"."+f.Name]
	return known && (len(of) == 0 || v.May(of...))
}
