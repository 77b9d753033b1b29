// Package right has one table of who may do what: a row for each root field of the
// API (table.go) and for each type of rows (types.go).
//
// The table is what holds, not what describes: the edge refuses a root field to who
// may not ask for it, and one without a row to everybody (Ask); a capability asks it
// whether the viewer may do something to an object of an organization (May). What a
// row says beside that, the capability and the policies of the rows hold to
// (ent/rule), and a test calls every field as everybody to see that they do.
// docs/rights.md is written from it (erikti rights).
package right

import (
	"slices"

	"erikti/internal/fault"
	"erikti/internal/viewer"
)

// Asker is what somebody is to an object.
type Asker string

// The askers. Roles count in the organization whose object it is, on the days of the
// membership.
const (
	Anyone            Asker = "anyone"             // visitors too
	Person            Asker = "a signed-in person" // about what is public or their own
	Self              Asker = "whose it is"
	Member            Asker = "MEMBER"
	Coordinator       Asker = "COORDINATOR"
	Trainer           Asker = "TRAINER"
	Researcher        Asker = "RESEARCHER"
	Editor            Asker = "EDITOR"
	UniversityOfficer Asker = "UNIVERSITY_OFFICER"
	Admin             Asker = "ADMIN"
	Center            Asker = "support center of the region" // as its COORDINATOR or ADMIN
	PlatformAdmin     Asker = "PLATFORM_ADMIN"
	CreditAdmin       Asker = "CREDIT_ADMIN"
)

// Roles are the askers that are roles of a membership.
var Roles = []Asker{Member, Coordinator, Trainer, Researcher, Editor, UniversityOfficer, Admin}

// organizers run the events of an organization, members see its drafts.
var (
	organizers  = []Asker{Coordinator, Admin}
	members     = Roles
	admins      = []Asker{Admin}
	deciders    = []Asker{Center, PlatformAdmin}
	researchers = []Asker{Researcher, Admin}
	officers    = []Asker{UniversityOfficer, Admin}
	trainers    = []Asker{Trainer, Admin}
)

// Row says who may use a root field.
type Row struct {
	// Ask says who may ask for it at all: Anyone, Person, or those who have a role or a
	// mandate somewhere.
	Ask Asker
	// By are those to whom it is granted, of objects that are not public.
	By []Asker
	// Public says that some of it is for everybody.
	Public bool
	// What is granted, in words.
	What string
	// SignsIn says that who asked is signed in afterwards.
	SignsIn bool
	// Keys are the scopes of which an API key needs one to ask, empty for any key. Nil,
	// as in every new row: no key may ask, only who signed in.
	Keys []viewer.Scope
}

// Ask says whether a viewer may ask for a root field ("Mutation.publishEvent") at all.
// A visitor is UNAUTHENTICATED where one must be signed in; a field without a row is
// FORBIDDEN, and to an API key one that it has no scope for.
func Ask(v *viewer.Viewer, field string) error {
	row, ok := Fields[field]
	switch {
	case !ok:
		return fault.Fail(fault.Forbidden, "")
	case row.Ask != Anyone && !v.SignedIn():
		return fault.Fail(fault.Unauthenticated, "")
	case row.Ask == PlatformAdmin && !v.PlatformAdmin():
		return fault.Fail(fault.Forbidden, "")
	case v.IsKey() && (row.Keys == nil || len(row.Keys) > 0 && !v.May(row.Keys...)):
		return fault.Fail(fault.Forbidden, "scope")
	}
	return nil
}

// MaySomewhere says whether a center that the viewer acts for, or a mandate of the
// platform, lets them use a root field: on which objects, say the policies of the rows.
func MaySomewhere(v *viewer.Viewer, field string) bool {
	return v.SignedIn() && May(v, field, "", v.CenterFor()...)
}

// May says whether the viewer may use a root field on an object of an organization, and
// of regions (none: where no center has a say).
func May(v *viewer.Viewer, field, organizationID string, regions ...string) bool {
	if v == nil {
		return false
	}
	return slices.ContainsFunc(Fields[field].By, func(by Asker) bool {
		switch by {
		case Anyone, Person:
			return true
		case Center:
			return slices.ContainsFunc(regions, func(r string) bool { return slices.Contains(v.CenterFor(), r) })
		case PlatformAdmin:
			return v.PlatformAdmin()
		case CreditAdmin:
			return v.CreditAdmin()
		default:
			return slices.Contains(v.Roles[organizationID], viewer.Role(by))
		}
	})
}
