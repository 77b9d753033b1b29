// Package viewer says who is asking. The viewer is put into the context once,
// at the edge, and read by the rules of rows and by the capabilities.
package viewer

import (
	"context"
	"log/slog"
	"slices"
	"sync/atomic"
	"time"
)

// Role is a role of a membership, as in ent/gen/membership.
type Role string

// The roles that let a member run events.
const (
	Coordinator Role = "COORDINATOR"
	Admin       Role = "ADMIN"
	// Researcher carries studies out.
	Researcher Role = "RESEARCHER"
)

// PlatformAdmin is the role of those who run the platform itself.
const PlatformAdmin = "PLATFORM_ADMIN"

// Viewer is a signed-in person with the rights they have today, or an API key that
// acts for its creator within its scopes. A visitor is the nil Viewer; its methods
// answer for one.
//
// What a key may not, the methods leave out: who asks them, and not the fields, need
// not think of keys.
type Viewer struct {
	VolunteerID string
	AccountID   string
	SessionID   string    // the session's id, or the key's
	Expires     time.Time // the session's end, or the key's
	// Key says that an API key asks, and Scopes what it may do.
	Key    bool
	Scopes []Scope
	// Roles are those of active memberships that are valid today, by organization.
	Roles map[string][]Role
	// Centers are the regions whose support center the person runs today: as its
	// COORDINATOR or ADMIN.
	Centers []string
	// Platform are the roles on the platform itself.
	Platform []string
}

// SignedIn says whether there is a person.
func (v *Viewer) SignedIn() bool { return v != nil }

// May says whether the person may do what one of the scopes stands for: an API key
// when it has that scope, a session always.
func (v *Viewer) May(scopes ...Scope) bool {
	if v == nil {
		return false
	}
	return !v.Key || slices.ContainsFunc(scopes, func(s Scope) bool { return slices.Contains(v.Scopes, s) })
}

// IsKey says whether an API key asks.
func (v *Viewer) IsKey() bool { return v != nil && v.Key }

// ID returns the person's id, by which they see what is their own: "" for a visitor,
// and for a key that may not.
func (v *Viewer) ID() string {
	if !v.May(ProfileRead, PlacesWrite) {
		return ""
	}
	return v.VolunteerID
}

// Actor returns the id of the person in whose name something is done, "" for a
// visitor.
func (v *Viewer) Actor() string {
	if v == nil {
		return ""
	}
	return v.VolunteerID
}

// Account returns the id of the account, "" for a visitor and for an API key: no key
// has to do with passwords, sessions and other keys.
func (v *Viewer) Account() string {
	if v == nil || v.Key {
		return ""
	}
	return v.AccountID
}

// MemberOf returns the organizations in which the person has a role.
func (v *Viewer) MemberOf() []string {
	if !v.May(EventsRead, EventsWrite) {
		return nil
	}
	return v.organizations()
}

func (v *Viewer) organizations() []string {
	ids := make([]string, 0, len(v.Roles))
	for id := range v.Roles {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// Organizes says whether the person runs the events of an organization: as its
// COORDINATOR or ADMIN, not as those of its parent or its center.
func (v *Viewer) Organizes(organizationID string) bool {
	if !v.May(EventsWrite, RosterRead, RosterWrite) {
		return false
	}
	return slices.ContainsFunc(v.Roles[organizationID], func(r Role) bool { return r == Coordinator || r == Admin })
}

// OrganizerOf returns the organizations whose rosters the person sees: those whose
// events they run.
func (v *Viewer) OrganizerOf() []string {
	if !v.May(RosterRead, RosterWrite) {
		return nil
	}
	return slices.DeleteFunc(v.organizations(), func(id string) bool { return !v.Organizes(id) })
}

// Administers says whether the person is an ADMIN of an organization; no API key is.
func (v *Viewer) Administers(organizationID string) bool {
	return v.Account() != "" && slices.Contains(v.Roles[organizationID], Admin)
}

// AdminOf returns the organizations whose ADMIN the person is.
func (v *Viewer) AdminOf() []string {
	return slices.DeleteFunc(v.MemberOf(), func(id string) bool { return !v.Administers(id) })
}

// ResearchesFor returns the organizations whose studies the person sees before they are
// published: as a RESEARCHER, COORDINATOR or ADMIN; no API key does.
func (v *Viewer) ResearchesFor() []string {
	if v.Account() == "" {
		return nil
	}
	return slices.DeleteFunc(v.organizations(), func(id string) bool {
		return !slices.ContainsFunc(v.Roles[id], func(r Role) bool { return r == Researcher || r == Coordinator || r == Admin })
	})
}

// CenterFor returns the regions whose support center the person runs; no API key does.
func (v *Viewer) CenterFor() []string {
	if v.Account() == "" {
		return nil
	}
	return v.Centers
}

// PlatformAdmin says whether the person runs the platform; no API key does.
func (v *Viewer) PlatformAdmin() bool {
	return v != nil && !v.Key && slices.Contains(v.Platform, PlatformAdmin)
}

// LogValue keeps everything personal out of logs.
func (v *Viewer) LogValue() slog.Value {
	if v == nil {
		return slog.StringValue("visitor")
	}
	return slog.StringValue("signed in")
}

type contextKey struct{}

// asking holds who asks in a request. A mutation that signs somebody in changes
// it for the rest of the request.
type asking struct{ who atomic.Pointer[Viewer] }

// With returns a context in which v asks.
func With(ctx context.Context, v *Viewer) context.Context {
	a := &asking{}
	a.who.Store(v)
	return context.WithValue(ctx, contextKey{}, a)
}

// From returns who asks, nil for a visitor.
func From(ctx context.Context) *Viewer {
	if a, ok := ctx.Value(contextKey{}).(*asking); ok {
		return a.who.Load()
	}
	return nil
}

// Become lets v ask for the rest of the request, after signing in or out.
func Become(ctx context.Context, v *Viewer) {
	if a, ok := ctx.Value(contextKey{}).(*asking); ok {
		a.who.Store(v)
	}
}

// CreditAdmin is the role of those who run the programme of student credit.
const CreditAdmin = "CREDIT_ADMIN"

// CreditAdmin says whether the person runs the programme of student credit; no API key
// does.
func (v *Viewer) CreditAdmin() bool {
	return v.Account() != "" && slices.Contains(v.Platform, CreditAdmin)
}
