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
)

// PlatformAdmin is the role of those who run the platform itself.
const PlatformAdmin = "PLATFORM_ADMIN"

// Viewer is a signed-in person with the rights they have today. A visitor is
// the nil Viewer; its methods answer for one.
type Viewer struct {
	VolunteerID string
	AccountID   string
	SessionID   string
	Expires     time.Time // the session's end
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

// ID returns the person's id, "" for a visitor.
func (v *Viewer) ID() string {
	if v == nil {
		return ""
	}
	return v.VolunteerID
}

// MemberOf returns the organizations in which the person has a role.
func (v *Viewer) MemberOf() []string {
	if v == nil {
		return nil
	}
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
	if v == nil {
		return false
	}
	return slices.ContainsFunc(v.Roles[organizationID], func(r Role) bool { return r == Coordinator || r == Admin })
}

// OrganizerOf returns the organizations whose events the person runs.
func (v *Viewer) OrganizerOf() []string {
	return slices.DeleteFunc(v.MemberOf(), func(id string) bool { return !v.Organizes(id) })
}

// Administers says whether the person is an ADMIN of an organization.
func (v *Viewer) Administers(organizationID string) bool {
	return v != nil && slices.Contains(v.Roles[organizationID], Admin)
}

// AdminOf returns the organizations whose ADMIN the person is.
func (v *Viewer) AdminOf() []string {
	return slices.DeleteFunc(v.MemberOf(), func(id string) bool { return !v.Administers(id) })
}

// CenterFor returns the regions whose support center the person runs.
func (v *Viewer) CenterFor() []string {
	if v == nil {
		return nil
	}
	return v.Centers
}

// PlatformAdmin says whether the person runs the platform.
func (v *Viewer) PlatformAdmin() bool { return v != nil && slices.Contains(v.Platform, PlatformAdmin) }

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
