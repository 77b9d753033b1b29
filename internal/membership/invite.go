package membership

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/invitation"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/organization"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/viewer"
)

// Path is where the link of an invitation leads.
const Path = "/invitation"

const (
	// InvitedFor is how long the link of an invitation works.
	InvitedFor = 14 * 24 * time.Hour
	// mostOpen is how many invitations of an organization are open at once.
	mostOpen = 200
	// tokenPrefix makes a token recognizable where secrets are scanned for.
	tokenPrefix = "eri_"
)

// Invite asks a person, by an e-mail address or a number, to take a role.
type Invite struct {
	OrganizationID string
	Email          string
	Phone          string
	Role           membership.Role
}

// Invited is an invitation. Its token is told once, never for a call that comes again.
type Invited struct {
	InvitationID string
	ExpiresAt    time.Time
	Token        string `json:"-"`
}

// Invite makes the link by which whoever holds it becomes a member, once, within 14
// days; where a message reaches the contact, a verified organization sends one with a link of its own goes there. Whether the contact has an account is not looked at.
func (s *Service) Invite(ctx context.Context, in Invite, key string) (Invited, error) {
	return act.Do(ctx, s.office, "inviteMember", key, in, func(ctx context.Context, c *act.Change) (Invited, error) {
		var none Invited
		contact, err := check.Contact(in.Email, in.Phone)
		if err != nil {
			return none, err
		}
		o, err := admin(ctx, c, in.OrganizationID)
		if err != nil {
			return none, err
		}
		if err := open(o); err != nil {
			return none, err
		}
		if err := fits(o, in.Role); err != nil {
			return none, err
		}
		n, err := c.Invitation.Query().Where(invitation.OrganizationID(o.ID), valid(c.Now)).Count(ctx)
		if err != nil {
			return none, err
		}
		if n >= mostOpen {
			return none, fault.RefuseFor(fault.RateLimited, "invitations")
		}
		token := tokenPrefix + newToken()
		expires := c.Now.Add(InvitedFor)
		made, err := c.Invitation.Create().SetOrganizationID(o.ID).SetRole(string(in.Role)).SetContact(contact).
			SetInvitedBy(c.Who.ID()).SetTokenHash(hash(token)).SetExpiresAt(expires).Save(ctx)
		if err != nil {
			return none, err
		}
		// Not of an organization that nobody has looked at: its name is anybody's words.
		if o.Status == organization.StatusVERIFIED && s.mail.Reaches(contact) {
			if err := s.mail.MayWrite(contact); err != nil {
				return none, err
			}
			letter := inbox.Letter{Kind: LetterInvitation, Contact: contact, Locale: lang.FromContext(ctx), InvitationID: &made.ID}
			if err := inbox.Enqueue(ctx, c.Tx, letter, c.Now); err != nil {
				return none, err
			}
		}
		c.Record(audit.Entry{Action: "MEMBER_INVITED", Object: made.ID, Organization: o.ID, Detail: role(in.Role)})
		return Invited{made.ID, expires, token}, nil
	})
}

// Withdraw takes an invitation back: its link works no more.
func (s *Service) Withdraw(ctx context.Context, invitationID, key string) (string, error) {
	return act.Do(ctx, s.office, "withdrawInvitation", key, invitationID, func(ctx context.Context, c *act.Change) (string, error) {
		found, err := c.Invitation.Get(ctx, invitationID)
		if gen.IsNotFound(err) {
			return "", fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return "", err
		}
		if _, err := admin(ctx, c, found.OrganizationID); err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "INVITATION_WITHDRAWN", Object: invitationID, Organization: found.OrganizationID})
		n, err := c.Invitation.Update().Where(invitation.ID(invitationID), invitation.UsedAtIsNil()).SetUsedAt(c.Now).Save(ctx)
		if err == nil && n == 0 {
			err = fault.Refuse(fault.LinkExpired)
		}
		return invitationID, err
	})
}

// Accept makes the person a member by the token of an invitation, which works once. It
// returns the membership's id.
func (s *Service) Accept(ctx context.Context, token, key string) (string, error) {
	input := hash(token) // what is kept of a call is never a token
	return act.Do(ctx, s.office, "acceptInvitation", key, input, func(ctx context.Context, c *act.Change) (string, error) {
		found, err := c.Invitation.Query().Where(byToken(token)).Only(ctx)
		if gen.IsNotFound(err) || !strings.HasPrefix(token, tokenPrefix) {
			return "", fault.Refuse(fault.NotFound).At("token")
		}
		if err != nil {
			return "", err
		}
		o, err := lockFor(ctx, c, found)
		if err != nil {
			return "", err
		}
		n, err := c.Invitation.Update().Where(invitation.ID(found.ID), valid(c.Now)).SetUsedAt(c.Now).Save(ctx)
		if err != nil {
			return "", err
		}
		if n == 0 {
			return "", fault.Refuse(fault.LinkExpired).At("token")
		}
		as := membership.Role(found.Role)
		// Who asked before has the answer.
		if err := c.Membership.Update().Where(membership.OrganizationID(o.ID), membership.VolunteerID(c.Who.ID()),
			membership.StatusEQ(membership.StatusREQUESTED)).
			SetStatus(membership.StatusENDED).SetValidTo(network.Today(c.Now)).Exec(ctx); err != nil {
			return "", err
		}
		if err := alreadyThere(ctx, c, o.ID, c.Who.ID(), as); err != nil {
			return "", err
		}
		id, err := begin(ctx, c, o.ID, c.Who.ID(), as, membership.StatusACTIVE, &found.ID)
		if err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "INVITATION_ACCEPTED", Object: id, Organization: o.ID, Detail: role(as)})
		return id, c.Tell(ctx, inbox.News{Kind: notice.KindMEMBERSHIP_ACCEPTED, OrganizationID: o.ID, SubjectID: id}, c.Who.ID())
	})
}

// Invitation is what the holder of a link is asked.
type Invitation struct {
	Organization *gen.Organization
	Role         membership.Role
	ExpiresAt    time.Time
}

// Look returns the invitation of a token that works now; nil for every other.
func (s *Service) Look(ctx context.Context, token string) (*Invitation, error) {
	found, err := s.office.Store.Client.Invitation.Query().
		Where(byToken(token), valid(s.office.Now().UTC())).WithOrganization().Only(rule.System(ctx))
	if gen.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if o := found.Edges.Organization; o.Status == organization.StatusCLOSED || o.Status == organization.StatusSUSPENDED {
		return nil, nil
	}
	return &Invitation{found.Edges.Organization, membership.Role(found.Role), found.ExpiresAt}, nil
}

func role(r membership.Role) map[string]string { return map[string]string{"role": string(r)} }

func newToken() string {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	return base64.RawURLEncoding.EncodeToString(secret)
}

func hash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// Invitations are those of an organization whose links work, the newest first: to its
// ADMINs, nil to everyone else.
func Invitations(ctx context.Context, client *gen.Client, v *viewer.Viewer, now time.Time, organizationID string) ([]*gen.Invitation, error) {
	if !slices.Contains(v.AdminOf(), organizationID) {
		return nil, nil
	}
	found, err := client.Invitation.Query().Where(invitation.OrganizationID(organizationID), valid(now.UTC())).
		Order(gen.Desc(invitation.FieldCreatedAt, invitation.FieldID)).All(rule.System(ctx))
	if found == nil && err == nil {
		found = []*gen.Invitation{}
	}
	return found, err
}
