package organization

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/organization"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/reason"
	"erikti/internal/state"
)

// Decision is a change of where an organization stands.
type Decision struct {
	OrganizationID  string
	Reason          string // why, where it is asked for
	ExpectedVersion *int
}

// refuse is the refusal of what cannot be done with an organization in a state.
func refuse(in organization.Status, allowed ...organization.Status) *fault.Refusal {
	return state.Refuse(States.Kind, in, allowed...).At("organizationId")
}

// Submit asks for an organization of one's own to be verified: it reaches the support
// center of its region, or, where there is none, the administrators of the platform.
func (s *Service) Submit(ctx context.Context, d Decision, key string) (string, error) {
	return s.decide(ctx, "submitOrganization", submit, d, key, func(ctx context.Context, c *change) (*gen.Organization, error) {
		return c.own(ctx, d.OrganizationID)
	}, func(ctx context.Context, c *change, o *gen.Organization, update *gen.OrganizationUpdateOne) error {
		switch {
		case o.HomeRegionID == nil:
			return fault.Invalid("home_region_missing", "organizationId")
		case o.LegalForm != organization.LegalFormINFORMAL_GROUP && o.Bin == nil:
			return fault.Invalid("bin_missing", "organizationId")
		}
		update.SetSubmittedAt(c.Now).ClearReason()
		deciders, err := c.deciders(ctx, *o.HomeRegionID)
		if err != nil {
			return err
		}
		return c.tell(ctx, o, notice.KindORGANIZATION_SUBMITTED, "", deciders)
	})
}

// Verify lets an organization publish.
func (s *Service) Verify(ctx context.Context, d Decision, key string) (string, error) {
	return s.judged(ctx, "verifyOrganization", verify, notice.KindORGANIZATION_VERIFIED, d, key)
}

// Return gives an organization back to its members, for a reason that they read.
func (s *Service) Return(ctx context.Context, d Decision, key string) (string, error) {
	return s.judged(ctx, "returnOrganization", back, notice.KindORGANIZATION_RETURNED, d, key)
}

// Suspend takes from an organization what being verified gives, for a reason.
func (s *Service) Suspend(ctx context.Context, d Decision, key string) (string, error) {
	return s.judged(ctx, "suspendOrganization", suspend, notice.KindORGANIZATION_SUSPENDED, d, key)
}

// Reinstate ends a suspension.
func (s *Service) Reinstate(ctx context.Context, d Decision, key string) (string, error) {
	return s.judged(ctx, "reinstateOrganization", reinstate, notice.KindORGANIZATION_REINSTATED, d, key)
}

// Close closes a suspended organization for good, for a reason. While it has published
// events that are not over it is refused.
func (s *Service) Close(ctx context.Context, d Decision, key string) (string, error) {
	return s.judged(ctx, "closeOrganization", closing, notice.KindORGANIZATION_CLOSED, d, key)
}

// needsReason are the decisions that are explained to those concerned.
var needsReason = map[string]bool{back: true, suspend: true, closing: true}

// judged makes a decision of the region's center or of the platform.
func (s *Service) judged(ctx context.Context, operation, move string, kind notice.Kind, d Decision, key string) (string, error) {
	return s.decide(ctx, operation, move, d, key, func(ctx context.Context, c *change) (*gen.Organization, error) {
		return c.judge(ctx, d.OrganizationID)
	}, func(ctx context.Context, c *change, o *gen.Organization, update *gen.OrganizationUpdateOne) error {
		if needsReason[move] {
			if err := c.reason(ctx, d.Reason, update); err != nil {
				return err
			}
		} else {
			update.ClearReason()
		}
		switch move {
		case verify:
			if err := c.binIsFree(ctx, o.ID, o.Bin); err != nil {
				return err
			}
		case closing:
			open, err := c.Event.Query().Where(event.OrganizationID(o.ID), event.StateEQ(event.StatePUBLISHED)).Exist(ctx)
			if err != nil {
				return err
			}
			if open {
				return fault.RefuseFor(fault.WrongState, "organization_has_events").At("organizationId")
			}
		}
		admins, err := network.MembersIn(ctx, c.Membership, network.Today(c.Now), o.ID, membership.RoleADMIN)
		if err != nil {
			return err
		}
		return c.tell(ctx, o, kind, d.Reason, admins)
	})
}

// decide moves an organization from one state to another: right finds and locks it,
// and also does what else belongs to the move.
func (s *Service) decide(ctx context.Context, operation, move string, d Decision, key string,
	right func(context.Context, *change) (*gen.Organization, error),
	also func(context.Context, *change, *gen.Organization, *gen.OrganizationUpdateOne) error,
) (string, error) {
	return do(ctx, s, operation, key, d, func(ctx context.Context, c *change) (string, error) {
		o, err := right(ctx, c)
		if err != nil {
			return "", err
		}
		if err := check.Version(o.Version, d.ExpectedVersion); err != nil {
			return "", err
		}
		to, err := States.Next(move, o.Status)
		if err != nil {
			return "", err
		}
		update := c.Organization.UpdateOneID(o.ID).SetStatus(to).AddVersion(1).SetUpdatedAt(c.Now)
		if err := also(ctx, c, o, update); err != nil {
			return "", err
		}
		return o.ID, update.Exec(ctx)
	})
}

// reason keeps why something was decided in a row of its own, which can be erased.
func (c *change) reason(ctx context.Context, text string, update *gen.OrganizationUpdateOne) error {
	if err := check.Needed(&text, maxReason, "reason"); err != nil {
		return err
	}
	why, err := reason.Keep(ctx, c.Tx, text)
	if err != nil {
		return err
	}
	update.SetReasonID(why)
	return nil
}

// binIsFree refuses a second verified organization of one number.
func (c *change) binIsFree(ctx context.Context, organizationID string, bin *string) error {
	if bin == nil {
		return nil
	}
	taken, err := c.Organization.Query().Where(organization.Bin(*bin), organization.IDNEQ(organizationID),
		organization.StatusIn(organization.StatusVERIFIED, organization.StatusSUSPENDED)).Exist(ctx)
	if err == nil && taken {
		err = fault.Refuse(fault.BINTaken)
	}
	return err
}

// tell tells people of a decision, and the audit too.
func (c *change) tell(ctx context.Context, o *gen.Organization, kind notice.Kind, reason string, people []string) error {
	c.Record(audit.Entry{Action: string(kind), Object: o.ID, Organization: o.ID, Reason: reason})
	if o.HomeRegionID != nil { // its center has not heard of an organization that is new
		c.Touch(*o.HomeRegionID)
	}
	return c.Tell(ctx, inbox.News{Kind: kind, OrganizationID: o.ID, SubjectID: o.ID}, people...)
}
