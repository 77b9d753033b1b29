package program

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"erikti/ent/gen/membership"
	"erikti/ent/gen/organization"
	"erikti/internal/apptest"
)

const (
	requestNetwork = `mutation($in: RequestNetworkInput!) { requestNetwork(input: $in) { organization { id requestedNetwork { id } parent { id } } userErrors { code path } } }`
	answerNetwork  = `mutation($in: AnswerNetworkRequestInput!) { answerNetworkRequest(input: $in) { organization { id parent { id } } userErrors { code path } } }`
	leaveNetwork   = `mutation($in: LeaveNetworkInput!) { leaveNetwork(input: $in) { organization { id parent { id } } userErrors { code } } }`
	belonging      = `query($id: ID!) { node(id: $id) { ... on Organization { kind parent { id } requestedNetwork { id } networkRequests { id } children { totalCount } } } }`
)

// networkOf founds a verified network with an ADMIN.
func networkOf(t testing.TB, s *apptest.Server, name string) (*apptest.Client, string) {
	t.Helper()
	admin := s.Register(t, name)
	n := rows(s).Organization.Create().SetNameEn("Network " + name).SetLegalForm(organization.LegalFormNGO).SetNetwork(true).
		SetStatus(organization.StatusVERIFIED).SaveX(system).ID
	joins(t, s, admin, n, membership.RoleADMIN, membership.StatusACTIVE)
	return admin, n
}

// administered is an organization that an ADMIN of its own runs.
func administered(t testing.TB, s *apptest.Server, name string) (*apptest.Client, string) {
	t.Helper()
	admin := s.Register(t, name)
	o := rows(s).Organization.Create().SetNameEn("Organization " + name).SetLegalForm(organization.LegalFormINFORMAL_GROUP).
		SetStatus(organization.StatusVERIFIED).SaveX(system).ID
	joins(t, s, admin, o, membership.RoleADMIN, membership.StatusACTIVE)
	return admin, o
}

// An organization asks a network to take it in, the network answers, and either ends it.
// A network, a group and a registered organization are told apart; only networks have
// members, and a network belongs to none. Who asks whom nobody else sees.
func TestOrganizationsBelongToNetworks(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		admin, org := administered(t, s, "own")
		head, network := networkOf(t, s, "network")
		rival, another := networkOf(t, s, "rival")
		coordinator := s.Register(t, "coordinator")
		joins(t, s, coordinator, org, membership.RoleCOORDINATOR, membership.StatusACTIVE)
		ask := apptest.Input("organizationId", org, "networkId", network)
		for name, who := range map[string]*apptest.Client{"a coordinator": coordinator, "the network": head} {
			if got := firstCode(who.Do(t, requestNetwork, ask), "requestNetwork"); got != "NOT_FOUND" {
				t.Errorf("%s asked: %s", name, got)
			}
		}
		refused(t, admin.Do(t, requestNetwork, apptest.Input("organizationId", org, "networkId", org)), "requestNetwork", "INVALID_INPUT")
		refused(t, admin.Do(t, requestNetwork, apptest.Input("organizationId", org, "networkId", "org_x")), "requestNetwork", "NOT_FOUND")
		refused(t, head.Do(t, requestNetwork, apptest.Input("organizationId", network, "networkId", another)), "requestNetwork", "INVALID_INPUT")
		refused(t, admin.Do(t, leaveNetwork, apptest.Input("organizationId", org)), "leaveNetwork", "WRONG_STATE")
		a := admin.Do(t, requestNetwork, ask)
		granted(t, a, "requestNetwork")
		if a.Text("requestNetwork", "organization", "requestedNetwork", "id") != network || a.At("requestNetwork", "organization", "parent") != nil {
			t.Errorf("%s", a.Body)
		}
		if !slices.Contains(newsOf(t, head), "NETWORK_REQUESTED") {
			t.Error("the network was not told")
		}
		for name, c := range map[string]struct {
			who  *apptest.Client
			sees bool
		}{"the network": {head, true}, "another network": {rival, false}, "the organization": {admin, false}, "a visitor": {s.As(""), false}} {
			list, _ := c.who.Do(t, belonging, map[string]any{"id": network}).At("node", "networkRequests").([]any)
			if (len(list) == 1) != c.sees {
				t.Errorf("%s sees %v", name, list)
			}
		}
		for name, c := range map[string]struct {
			who  *apptest.Client
			sees bool
		}{"the network": {head, true}, "another network": {rival, false}, "the organization": {admin, true}, "its coordinator": {coordinator, false}, "a visitor": {s.As(""), false}} {
			if got := c.who.Do(t, belonging, map[string]any{"id": org}).At("node", "requestedNetwork"); (got != nil) != c.sees {
				t.Errorf("%s sees %v", name, got)
			}
		}
		yes := apptest.Input("organizationId", org, "networkId", network, "accept", true)
		for name, who := range map[string]*apptest.Client{"the organization": admin, "another network": rival} {
			if got := firstCode(who.Do(t, answerNetwork, yes), "answerNetworkRequest"); got != "NOT_FOUND" {
				t.Errorf("%s answered: %s", name, got)
			}
		}
		refused(t, rival.Do(t, answerNetwork, apptest.Input("organizationId", org, "networkId", another, "accept", true)), "answerNetworkRequest", "WRONG_STATE")
		granted(t, head.Do(t, answerNetwork, apptest.Input("organizationId", org, "networkId", network, "accept", false)), "answerNetworkRequest")
		refused(t, head.Do(t, answerNetwork, yes), "answerNetworkRequest", "WRONG_STATE")
		granted(t, admin.Do(t, requestNetwork, ask), "requestNetwork")
		a = head.Do(t, answerNetwork, yes)
		granted(t, a, "answerNetworkRequest")
		if a.Text("answerNetworkRequest", "organization", "parent", "id") != network || !slices.Contains(newsOf(t, admin), "NETWORK_ACCEPTED") {
			t.Errorf("%s", a.Body)
		}
		if got := s.As("").Do(t, belonging, map[string]any{"id": network}); got.Text("node", "kind") != "NETWORK" || got.Number("node", "children", "totalCount") != 1 {
			t.Errorf("%s", got.Body)
		}
		refused(t, admin.Do(t, requestNetwork, apptest.Input("organizationId", org, "networkId", another)), "requestNetwork", "WRONG_STATE")
		refused(t, rival.Do(t, leaveNetwork, apptest.Input("organizationId", org)), "leaveNetwork", "NOT_FOUND")
		granted(t, head.Do(t, leaveNetwork, apptest.Input("organizationId", org)), "leaveNetwork")
		if !slices.Contains(newsOf(t, admin), "NETWORK_LEFT") {
			t.Error("the organization was not told")
		}
		// Not of what was suspended meanwhile.
		granted(t, admin.Do(t, requestNetwork, ask), "requestNetwork")
		rows(s).Organization.UpdateOneID(org).SetStatus(organization.StatusSUSPENDED).ExecX(system)
		refused(t, head.Do(t, answerNetwork, yes), "answerNetworkRequest", "WRONG_STATE")
	})
}

// Whoever asks and answers at the same time, an organization belongs to one network at
// most, networks belong to none, and so there is no circle (invariant 19).
func TestNoCirclesOfOrganizations(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		first, one := networkOf(t, s, "one")
		second, two := networkOf(t, s, "two")
		for i := range 4 {
			admin, org := administered(t, s, fmt.Sprint("org", i))
			granted(t, admin.Do(t, requestNetwork, apptest.Input("organizationId", org, "networkId", one)), "requestNetwork")
			var all sync.WaitGroup
			for _, call := range []func(){
				func() {
					first.Do(t, answerNetwork, apptest.Input("organizationId", org, "networkId", one, "accept", true))
				},
				func() { admin.Do(t, requestNetwork, apptest.Input("organizationId", org, "networkId", two)) },
				func() {
					second.Do(t, answerNetwork, apptest.Input("organizationId", org, "networkId", two, "accept", true))
				},
				func() { first.Do(t, requestNetwork, apptest.Input("organizationId", one, "networkId", two)) },
				func() { second.Do(t, requestNetwork, apptest.Input("organizationId", two, "networkId", one)) },
			} {
				all.Go(call)
			}
			all.Wait()
			o := rows(s).Organization.GetX(system, org)
			if o.ParentID != nil && o.RequestedNetworkID != nil {
				t.Errorf("it belongs to %s and asks %s", *o.ParentID, *o.RequestedNetworkID)
			}
		}
		if n := rows(s).Organization.Query().Where(organization.Network(true),
			organization.Or(organization.ParentIDNotNil(), organization.RequestedNetworkIDNotNil())).CountX(system); n > 0 {
			t.Errorf("%d networks belong to one", n)
		}
		if n := rows(s).Organization.Query().Where(organization.HasParentWith(organization.Or(organization.Network(false), organization.HasParent()))).CountX(system); n > 0 {
			t.Errorf("%d belong to what is no network", n)
		}
		// The database holds it too.
		if err := rows(s).Organization.UpdateOneID(one).SetParentID(two).Exec(system); err == nil {
			t.Error("a network belongs to a network")
		}
	})
}
