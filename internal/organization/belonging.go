package organization

import (
	"context"
	"maps"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/organization"
	"erikti/ent/rule"
	"erikti/internal/audit"
	"erikti/internal/fault"
	inbox "erikti/internal/notice"
	"erikti/internal/viewer"
)

// mostRequests is how many organizations are shown that ask to belong to a network.
const mostRequests = 100

// RequestNetwork asks a verified network to take a verified organization in, which
// belongs to none and is no network itself: so no circle of networks can come about,
// whoever asks whom at the same time. It returns the organization's id.
func (s *Service) RequestNetwork(ctx context.Context, organizationID, networkID, key string) (string, error) {
	input := struct{ OrganizationID, NetworkID string }{organizationID, networkID}
	return do(ctx, s, "requestNetwork", key, input, func(ctx context.Context, c *change) (string, error) {
		o, err := c.own(ctx, organizationID)
		if err != nil {
			return "", err
		}
		n, err := c.Organization.Get(ctx, networkID)
		if gen.IsNotFound(err) || err == nil && n.Status != organization.StatusVERIFIED {
			return "", fault.Refuse(fault.NotFound).At("networkId")
		}
		if err != nil {
			return "", err
		}
		switch {
		case o.Network:
			return "", fault.Invalid("network_in_network", "organizationId")
		case !n.Network:
			return "", fault.Invalid("no_network", "networkId")
		case o.Status != organization.StatusVERIFIED:
			return "", refuse(o.Status, organization.StatusVERIFIED)
		case o.ParentID != nil:
			return "", fault.RefuseFor(fault.WrongState, "network").At("organizationId")
		case o.RequestedNetworkID != nil && *o.RequestedNetworkID == n.ID:
			return o.ID, nil
		}
		if err := c.Organization.UpdateOneID(o.ID).SetRequestedNetworkID(n.ID).AddVersion(1).Exec(ctx); err != nil {
			return "", err
		}
		return o.ID, c.tellAdmins(ctx, o, n, notice.KindNETWORK_REQUESTED, n.ID)
	})
}

// AnswerNetworkRequest takes an organization that asked into a network, or declines. It
// returns the organization's id.
func (s *Service) AnswerNetworkRequest(ctx context.Context, organizationID, networkID string, accepted bool, key string) (string, error) {
	input := struct {
		OrganizationID, NetworkID string
		Accepted                  bool
	}{organizationID, networkID, accepted}
	return do(ctx, s, "answerNetworkRequest", key, input, func(ctx context.Context, c *change) (string, error) {
		if !c.May(networkID) {
			return "", fault.Refuse(fault.NotFound)
		}
		is, err := c.admin(ctx, networkID)
		if err != nil {
			return "", err
		}
		o, n, err := c.both(ctx, organizationID, networkID)
		if err != nil {
			return "", err
		}
		if !is {
			return "", fault.Refuse(fault.NotFound)
		}
		if o.RequestedNetworkID == nil || *o.RequestedNetworkID != n.ID || o.ParentID != nil {
			return "", fault.RefuseFor(fault.WrongState, "network_request").At("organizationId")
		}
		update, kind := c.Organization.UpdateOneID(o.ID).ClearRequestedNetworkID().AddVersion(1), notice.KindNETWORK_DECLINED
		if accepted {
			for _, one := range []*gen.Organization{o, n} {
				if one.Status != organization.StatusVERIFIED {
					return "", refuse(one.Status, organization.StatusVERIFIED)
				}
			}
			if err := NoCircle(ctx, c.Change, n.ID, o.ID); err != nil {
				return "", err
			}
			update.SetParentID(n.ID)
			kind = notice.KindNETWORK_ACCEPTED
		}
		if err := update.Exec(ctx); err != nil {
			return "", err
		}
		return o.ID, c.tellAdmins(ctx, o, n, kind, o.ID)
	})
}

// LeaveNetwork ends that an organization belongs to its network, on the word of an ADMIN
// of either, or takes its request back. It returns the organization's id.
func (s *Service) LeaveNetwork(ctx context.Context, organizationID, key string) (string, error) {
	return do(ctx, s, "leaveNetwork", key, organizationID, func(ctx context.Context, c *change) (string, error) {
		found, err := c.Organization.Query().Where(organization.ID(organizationID)).Only(ctx)
		if gen.IsNotFound(err) || err == nil && !c.May(found.ID) && (found.ParentID == nil || !c.May(*found.ParentID)) {
			return "", fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return "", err
		}
		o, err := Lock(ctx, c.Change, organizationID)
		if err != nil {
			return "", err
		}
		own, err := c.admin(ctx, o.ID)
		if err != nil {
			return "", err
		}
		parents := false
		if o.ParentID != nil {
			if parents, err = c.admin(ctx, *o.ParentID); err != nil {
				return "", err
			}
		}
		switch {
		case !own && !parents:
			return "", fault.Refuse(fault.NotFound)
		case o.ParentID == nil && o.RequestedNetworkID == nil:
			return "", fault.RefuseFor(fault.WrongState, "no_network").At("organizationId")
		}
		left := o.ParentID
		if err := c.Organization.UpdateOneID(o.ID).ClearParentID().ClearRequestedNetworkID().AddVersion(1).Exec(ctx); err != nil {
			return "", err
		}
		if left == nil { // nobody belonged to anybody
			c.Record(audit.Entry{Action: "NETWORK_REQUEST_WITHDRAWN", Object: o.ID, Organization: o.ID})
			return o.ID, nil
		}
		n, err := c.Organization.Get(ctx, *left)
		if err != nil {
			return "", err
		}
		return o.ID, c.tellAdmins(ctx, o, n, notice.KindNETWORK_LEFT, o.ID, n.ID)
	})
}

// both locks an organization and a network, by ascending id.
func (c *change) both(ctx context.Context, organizationID, networkID string) (o, n *gen.Organization, err error) {
	ids := []string{organizationID, networkID}
	slices.Sort(ids)
	for _, id := range ids {
		locked, err := Lock(ctx, c.Change, id)
		if err != nil {
			return nil, nil, err
		}
		if id == organizationID {
			o = locked
		}
		if id == networkID {
			n = locked
		}
	}
	return o, n, nil
}

func (c *change) admin(ctx context.Context, organizationID string) (bool, error) {
	return c.Membership.Query().Where(Admins(organizationID, c.Now), membership.VolunteerID(c.Who.ID())).Exist(ctx)
}

// tellAdmins tells the ADMINs of some organizations, but who did it, what became of an
// organization and a network, and the audit of both.
func (c *change) tellAdmins(ctx context.Context, o, n *gen.Organization, kind notice.Kind, organizationIDs ...string) error {
	for _, of := range []string{o.ID, n.ID} {
		c.Record(audit.Entry{Action: string(kind), Object: o.ID, Organization: of})
	}
	var people []string
	for _, id := range organizationIDs {
		admins, err := c.Membership.Query().Where(Admins(id, c.Now), membership.VolunteerIDNEQ(c.Who.ID())).
			Select(membership.FieldVolunteerID).Strings(ctx)
		if err != nil {
			return err
		}
		people = append(people, admins...)
	}
	slices.Sort(people)
	return c.Tell(ctx, inbox.News{Kind: kind, OrganizationID: o.ID, SubjectID: o.ID}, slices.Compact(people)...)
}

// RequestedNetworks are the networks that organizations ask to belong to, by the ids of
// the organizations: to the ADMINs of either.
func RequestedNetworks(ctx context.Context, client *gen.Client, v *viewer.Viewer, ids []string) (map[string]*gen.Organization, error) {
	out := map[string]*gen.Organization{}
	if !v.SignedIn() {
		return out, nil
	}
	asking, err := client.Organization.Query().Where(organization.IDIn(ids...), organization.RequestedNetworkIDNotNil()).All(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	wanted := map[string]string{}
	for _, o := range asking {
		if v.Administers(o.ID) || v.Administers(*o.RequestedNetworkID) {
			wanted[o.ID] = *o.RequestedNetworkID
		}
	}
	if len(wanted) == 0 {
		return out, nil
	}
	networks, err := client.Organization.Query().Where(organization.IDIn(slices.Collect(maps.Values(wanted))...)).All(ctx)
	for _, n := range networks {
		for id, of := range wanted {
			if of == n.ID {
				out[id] = n
			}
		}
	}
	return out, err
}

// NetworkRequests are the organizations that ask to belong to networks, by the ids of
// the networks: to the ADMINs of each.
func NetworkRequests(ctx context.Context, client *gen.Client, v *viewer.Viewer, ids []string) (map[string][]*gen.Organization, error) {
	out := map[string][]*gen.Organization{}
	var own []string
	for _, id := range ids {
		if v.Administers(id) {
			own = append(own, id)
		}
	}
	if len(own) == 0 {
		return out, nil
	}
	all, err := client.Organization.Query().Where(organization.RequestedNetworkIDIn(own...)).
		Order(gen.Asc(organization.FieldID)).Limit(mostRequests * len(own)).All(ctx)
	for _, id := range own {
		out[id] = []*gen.Organization{}
	}
	for _, o := range all {
		if of := *o.RequestedNetworkID; len(out[of]) < mostRequests {
			out[of] = append(out[of], o)
		}
	}
	return out, err
}
