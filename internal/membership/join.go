package membership

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/invitation"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/notice"
	genorganization "erikti/ent/gen/organization"
	"erikti/ent/gen/predicate"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/organization"
)

// mostAsked is how many requests of a person are open at once.
const mostAsked = 20

// valid are the invitations whose link works.
func valid(now time.Time) predicate.Invitation {
	return invitation.And(invitation.UsedAtIsNil(), invitation.ExpiresAtGT(now))
}

// lockFor locks the organization of an invitation; one that takes no members any more
// is answered like a link that is too old.
func lockFor(ctx context.Context, c *act.Change, i *gen.Invitation) (*gen.Organization, error) {
	o, err := organization.Lock(ctx, c, i.OrganizationID)
	if err != nil {
		return nil, err
	}
	if open(o) != nil {
		return nil, fault.Refuse(fault.LinkExpired).At("token")
	}
	return o, nil
}

// Request asks a verified organization to be its MEMBER. It returns the membership's id.
func (s *Service) Request(ctx context.Context, organizationID, key string) (string, error) {
	return act.Do(ctx, s.office, "requestMembership", key, organizationID, func(ctx context.Context, c *act.Change) (string, error) {
		o, err := organization.Lock(ctx, c, organizationID)
		if err != nil {
			return "", err
		}
		if o.Status != genorganization.StatusVERIFIED {
			return "", fault.Refuse(fault.NotFound)
		}
		me := c.Who.ID()
		live, err := c.Membership.Query().Where(membership.OrganizationID(o.ID), membership.VolunteerID(me),
			membership.StatusNEQ(membership.StatusENDED)).Exist(ctx)
		if err != nil {
			return "", err
		}
		if live {
			return "", fault.Refuse(fault.AlreadyMember)
		}
		n, err := c.Membership.Query().Where(membership.VolunteerID(me), membership.StatusEQ(membership.StatusREQUESTED)).Count(ctx)
		if err != nil {
			return "", err
		}
		if n >= mostAsked {
			return "", fault.RefuseFor(fault.RateLimited, "requests")
		}
		id, err := begin(ctx, c, o.ID, me, membership.RoleMEMBER, membership.StatusREQUESTED, nil)
		if err != nil {
			return "", err
		}
		admins, err := network.MembersIn(ctx, c.Membership, network.Today(c.Now), o.ID, membership.RoleADMIN)
		if err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "MEMBERSHIP_REQUESTED", Object: id, Organization: o.ID})
		return id, c.Tell(ctx, inbox.News{Kind: notice.KindMEMBERSHIP_REQUESTED, OrganizationID: o.ID, SubjectID: id}, admins...)
	})
}

// Answer accepts or declines a request, and tells the person. It returns the
// membership's id.
func (s *Service) Answer(ctx context.Context, membershipID string, accepted bool, key string) (string, error) {
	input := struct {
		MembershipID string
		Accepted     bool
	}{membershipID, accepted}
	return act.Do(ctx, s.office, "answerMembership", key, input, func(ctx context.Context, c *act.Change) (string, error) {
		o, m, err := ofOwn(ctx, c, membershipID)
		if err != nil {
			return "", err
		}
		move, kind, today := decline, notice.KindMEMBERSHIP_DECLINED, network.Today(c.Now)
		if accepted {
			move, kind = accept, notice.KindMEMBERSHIP_ACCEPTED
		}
		to, err := States.Next(move, m.Status)
		if err != nil {
			return "", err
		}
		update := c.Membership.UpdateOneID(m.ID).SetStatus(to).SetValidFrom(today)
		if !accepted {
			update.SetValidTo(today)
		} else if err := open(o); err != nil {
			return "", err
		}
		if err := update.Exec(ctx); err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: string(kind), Object: m.ID, Organization: o.ID})
		return m.ID, c.Tell(ctx, inbox.News{Kind: kind, OrganizationID: o.ID, SubjectID: m.ID}, m.VolunteerID)
	})
}

// SetRole gives a member another role: the membership ends, and one of that role begins.
// It returns the new one's id.
func (s *Service) SetRole(ctx context.Context, membershipID string, as membership.Role, key string) (string, error) {
	input := struct {
		MembershipID string
		Role         membership.Role
	}{membershipID, as}
	return act.Do(ctx, s.office, "setMemberRole", key, input, func(ctx context.Context, c *act.Change) (string, error) {
		o, m, err := ofOwn(ctx, c, membershipID)
		if err != nil {
			return "", err
		}
		to, err := States.Next(assign, m.Status)
		if err != nil {
			return "", err
		}
		if err := fits(o, as); err != nil {
			return "", err
		}
		if err := alreadyThere(ctx, c, o.ID, m.VolunteerID, as); err != nil {
			return "", err
		}
		if err := keepsAnAdmin(ctx, c, m); err != nil {
			return "", err
		}
		if err := c.Membership.UpdateOneID(m.ID).SetStatus(to).SetValidTo(network.Today(c.Now)).Exec(ctx); err != nil {
			return "", err
		}
		id, err := begin(ctx, c, o.ID, m.VolunteerID, as, membership.StatusACTIVE, nil)
		if err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "MEMBER_ROLE_SET", Object: id, Organization: o.ID, Detail: role(as)})
		return id, c.Tell(ctx, inbox.News{Kind: notice.KindMEMBERSHIP_CHANGED, OrganizationID: o.ID, SubjectID: id}, m.VolunteerID)
	})
}

// End ends a membership, or takes a request back: the person's own, or, as ADMIN, that
// of a member, who is told. It returns the membership's id.
func (s *Service) End(ctx context.Context, membershipID, key string) (string, error) {
	return act.Do(ctx, s.office, "endMembership", key, membershipID, func(ctx context.Context, c *act.Change) (string, error) {
		o, m, err := of(ctx, c, membershipID, true)
		if err != nil {
			return "", err
		}
		mine := m.VolunteerID == c.Who.ID()
		if !mine {
			if _, err := admin(ctx, c, o.ID); err != nil {
				return "", err
			}
		}
		to, err := States.Next(end, m.Status)
		if err != nil {
			return "", err
		}
		if err := keepsAnAdmin(ctx, c, m); err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "MEMBERSHIP_ENDED", Object: m.ID, Organization: o.ID})
		if err := c.Membership.UpdateOneID(m.ID).SetStatus(to).SetValidTo(network.Today(c.Now)).Exec(ctx); err != nil || mine {
			return m.ID, err
		}
		return m.ID, c.Tell(ctx, inbox.News{Kind: notice.KindMEMBERSHIP_ENDED, OrganizationID: o.ID, SubjectID: m.ID}, m.VolunteerID)
	})
}
