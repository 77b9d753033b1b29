package membership

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	genorganization "erikti/ent/gen/organization"
	"erikti/internal/act"
	"erikti/internal/fault"
	"erikti/internal/network"
	"erikti/internal/organization"
	"erikti/internal/store"
)

// Service changes memberships. Many goroutines use one.
type Service struct {
	office *act.Office
	mail   Mail
}

// Mail is how those who are invited are written to.
type Mail struct {
	// Reaches says whether a message gets to a contact.
	Reaches func(contact string) bool
	// MayWrite counts a message to a contact, and refuses too many.
	MayWrite func(contact string) error
	// PublicURL is the address that people open, for links.
	PublicURL func() string
}

// New makes the service. Publish is called after each commit with the ids of the people
// who were told something; it must not block.
func New(st *store.Store, publish func([]string), now func() time.Time, mail Mail) *Service {
	return &Service{&act.Office{Store: st, Publish: publish, Now: now}, mail}
}

// admin locks an organization whose ADMIN the person is. Another one is not told from
// one that does not exist. An administrator of the platform acts for one that has no
// ADMIN.
func admin(ctx context.Context, c *act.Change, organizationID string) (*gen.Organization, error) {
	if !asks(c, organizationID) {
		return nil, fault.Refuse(fault.NotFound)
	}
	o, err := organization.Lock(ctx, c, organizationID)
	if err != nil {
		return nil, err
	}
	admins, err := c.Membership.Query().Where(organization.Admins(o.ID, c.Now)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range admins {
		if a.VolunteerID == c.Who.ID() {
			return o, nil
		}
	}
	may := false
	if len(admins) == 0 {
		may, err = organization.PlatformAdmin(ctx, c)
	}
	if err == nil && !may {
		err = fault.Refuse(fault.NotFound)
	}
	return o, err
}

// asks says whether the person may ask for a change of the members of an organization:
// as its ADMIN, or where there is none, which is looked at under the lock.
func asks(c *act.Change, organizationID string) bool {
	return c.May(organizationID) || c.Who.PlatformAdmin()
}

// of locks the organization of a membership and reads the membership under the lock.
// What is neither the person's own, if that counts, nor theirs to change is not told
// from what does not exist.
func of(ctx context.Context, c *act.Change, membershipID string, own bool) (*gen.Organization, *gen.Membership, error) {
	found, err := c.Membership.Get(ctx, membershipID)
	if gen.IsNotFound(err) || err == nil && !(own && found.VolunteerID == c.Who.ID()) && !asks(c, found.OrganizationID) {
		return nil, nil, fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return nil, nil, err
	}
	o, err := organization.Lock(ctx, c, found.OrganizationID)
	if err != nil {
		return nil, nil, err
	}
	found, err = c.Membership.Get(ctx, membershipID)
	return o, found, err
}

// ofOwn is of for an organization whose ADMIN the person is.
func ofOwn(ctx context.Context, c *act.Change, membershipID string) (*gen.Organization, *gen.Membership, error) {
	o, m, err := of(ctx, c, membershipID, false)
	if err != nil {
		return nil, nil, err
	}
	_, err = admin(ctx, c, o.ID)
	return o, m, err
}

// keepsAnAdmin refuses to take the role from the last ADMIN.
func keepsAnAdmin(ctx context.Context, c *act.Change, m *gen.Membership) error {
	if m.Role != membership.RoleADMIN || m.Status != membership.StatusACTIVE {
		return nil
	}
	other, err := c.Membership.Query().Where(organization.Admins(m.OrganizationID, c.Now), membership.IDNEQ(m.ID)).Exist(ctx)
	if err == nil && !other {
		err = fault.Refuse(fault.LastAdmin)
	}
	return err
}

// fits refuses a role that an organization does not have.
func fits(o *gen.Organization, role membership.Role) error {
	if role == membership.RoleUNIVERSITY_OFFICER && o.LegalForm != genorganization.LegalFormUNIVERSITY {
		return fault.Invalid("university_officer", "role")
	}
	return nil
}

// open refuses to take members into an organization that is closed or suspended.
func open(o *gen.Organization) error {
	if o.Status == genorganization.StatusCLOSED || o.Status == genorganization.StatusSUSPENDED {
		return fault.RefuseFor(fault.WrongState, "organization")
	}
	return nil
}

// alreadyThere refuses a second live membership of one role.
func alreadyThere(ctx context.Context, c *act.Change, organizationID, volunteerID string, role membership.Role) error {
	there, err := c.Membership.Query().Where(membership.OrganizationID(organizationID), membership.VolunteerID(volunteerID),
		membership.RoleEQ(role), membership.StatusNEQ(membership.StatusENDED)).Exist(ctx)
	if err == nil && there {
		err = fault.Refuse(fault.AlreadyMember)
	}
	return err
}

// begin writes a membership that is valid from today on.
func begin(ctx context.Context, c *act.Change, organizationID, volunteerID string, role membership.Role, status membership.Status, invitationID *string) (string, error) {
	m, err := c.Membership.Create().SetOrganizationID(organizationID).SetVolunteerID(volunteerID).SetRole(role).
		SetStatus(status).SetValidFrom(network.Today(c.Now)).SetNillableInvitationID(invitationID).Save(ctx)
	if err != nil {
		return "", err
	}
	return m.ID, nil
}
