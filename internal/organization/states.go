package organization

import (
	"erikti/ent/gen/organization"
	"erikti/internal/state"
)

// The changes of where an organization stands.
const (
	submit    = "submit"
	verify    = "verify"
	back      = "return"
	suspend   = "suspend"
	reinstate = "reinstate"
	closing   = "close"
)

// States are where an organization stands, and what leads where.
var States = state.Table[organization.Status]{Kind: "organization_state", Moves: map[string]state.Move[organization.Status]{
	submit:    {From: []organization.Status{organization.StatusDRAFT}, To: organization.StatusPENDING},
	back:      {From: []organization.Status{organization.StatusPENDING}, To: organization.StatusDRAFT},
	verify:    {From: []organization.Status{organization.StatusPENDING}, To: organization.StatusVERIFIED},
	suspend:   {From: []organization.Status{organization.StatusVERIFIED}, To: organization.StatusSUSPENDED},
	reinstate: {From: []organization.Status{organization.StatusSUSPENDED}, To: organization.StatusVERIFIED},
	closing:   {From: []organization.Status{organization.StatusSUSPENDED}, To: organization.StatusCLOSED},
}}

// Kind tells organizations apart for people: a registered organization, a group of
// volunteers, a network of organizations.
type Kind string

// The kinds.
const (
	Registered Kind = "REGISTERED"
	Group      Kind = "GROUP"
	Network    Kind = "NETWORK"
)

// KindOf is the kind of an organization.
func KindOf(form organization.LegalForm, network bool) Kind {
	switch {
	case network:
		return Network
	case form == organization.LegalFormINFORMAL_GROUP:
		return Group
	}
	return Registered
}
