package viewer

import (
	"errors"
	"io"
	"slices"
	"strconv"
)

// Scope is something that an API key may do for its creator.
type Scope string

// The scopes. What everybody may read needs none.
const (
	ProfileRead Scope = "PROFILE_READ" // the creator's own person, memberships, places, notices
	PlacesWrite Scope = "PLACES_WRITE" // take and give up the creator's own places
	EventsRead  Scope = "EVENTS_READ"  // drafts of the creator's organizations
	EventsWrite Scope = "EVENTS_WRITE" // change events and shifts that the creator runs
	RosterRead  Scope = "ROSTER_READ"  // people on shifts that the creator runs
	RosterWrite Scope = "ROSTER_WRITE" // change their places
)

// Scopes are all of them.
var Scopes = []Scope{ProfileRead, PlacesWrite, EventsRead, EventsWrite, RosterRead, RosterWrite}

// Valid says whether there is such a scope.
func (s Scope) Valid() bool { return slices.Contains(Scopes, s) }

// MarshalGQL writes a scope.
func (s Scope) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(s))) }

// UnmarshalGQL reads a scope that a client sent.
func (s *Scope) UnmarshalGQL(v any) error {
	name, ok := v.(string)
	if !ok || !Scope(name).Valid() {
		return errors.New("no scope of an API key")
	}
	*s = Scope(name)
	return nil
}
