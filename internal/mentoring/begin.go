package mentoring

import (
	"context"
	"slices"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/mentorship"
	genorganization "erikti/ent/gen/organization"
	"erikti/ent/gen/supportcenter"
	"erikti/internal/act"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/network"
	"erikti/internal/organization"
	"erikti/internal/right"
	"erikti/internal/state"
	"erikti/internal/store"
)

// Wish is what help is asked for or offered with.
type Wish struct {
	CenterID       string // "" for the one of the organization's region
	OrganizationID string
	Needs          []Need
	Message        string
}

// Request asks the support center of an organization's region for help. It returns the
// mentorship's id.
func (s *Service) Request(ctx context.Context, w Wish, key string) (string, error) {
	const operation = "requestMentorship"
	return act.Do(ctx, s.office, operation, key, w, func(ctx context.Context, c *act.Change) (string, error) {
		if !right.May(c.Who, "Mutation."+operation, w.OrganizationID) {
			return "", fault.Refuse(fault.NotFound)
		}
		o, err := organization.Lock(ctx, c, w.OrganizationID)
		if err != nil {
			return "", err
		}
		if err := able(o); err != nil {
			return "", err
		}
		// The newest mandate, where there are several.
		w.CenterID, err = c.SupportCenter.Query().Where(supportcenter.RegionID(*o.HomeRegionID), network.MandatesOn(network.Today(c.Now)),
			supportcenter.HasOrganizationWith(genorganization.StatusEQ(genorganization.StatusVERIFIED))).
			Order(gen.Desc(supportcenter.FieldValidFrom, supportcenter.FieldID)).Limit(1).Select(supportcenter.FieldOrganizationID).String(ctx)
		if gen.IsNotFound(err) {
			return "", fault.Invalid("no_center", "organizationId")
		}
		if err != nil {
			return "", err
		}
		return begin(ctx, c, o, w, mentorship.StateREQUESTED, w.CenterID)
	})
}

// Propose offers the help of a support center to an organization of its region. It
// returns the mentorship's id.
func (s *Service) Propose(ctx context.Context, w Wish, key string) (string, error) {
	const operation = "proposeMentorship"
	return act.Do(ctx, s.office, operation, key, w, func(ctx context.Context, c *act.Change) (string, error) {
		if !right.May(c.Who, "Mutation."+operation, w.CenterID) {
			return "", fault.Refuse(fault.NotFound)
		}
		o, err := organization.Lock(ctx, c, w.OrganizationID)
		if err != nil {
			return "", err
		}
		// What was never submitted is nobody's but its members'.
		if o.HomeRegionID == nil || o.Status == genorganization.StatusDRAFT && o.SubmittedAt == nil {
			return "", fault.Refuse(fault.NotFound).At("organizationId")
		}
		mandated, err := c.SupportCenter.Query().Where(supportcenter.OrganizationID(w.CenterID), supportcenter.RegionID(*o.HomeRegionID),
			network.MandatesOn(network.Today(c.Now)), supportcenter.HasOrganizationWith(genorganization.StatusEQ(genorganization.StatusVERIFIED))).Exist(ctx)
		if err != nil {
			return "", err
		}
		if !mandated {
			return "", fault.Invalid("no_mandate", "centerId")
		}
		if err := able(o); err != nil {
			return "", err
		}
		return begin(ctx, c, o, w, mentorship.StatePROPOSED, o.ID)
	})
}

// able refuses an organization that cannot be helped as it stands.
func able(o *gen.Organization) error {
	switch {
	case o.HomeRegionID == nil:
		return fault.Invalid("home_region_missing", "organizationId")
	case o.Status == genorganization.StatusSUSPENDED, o.Status == genorganization.StatusCLOSED,
		o.Status == genorganization.StatusDRAFT && o.SubmittedAt == nil:
		return state.Refuse(organization.States.Kind, o.Status, genorganization.StatusPENDING, genorganization.StatusVERIFIED).At("organizationId")
	}
	return nil
}

// begin writes a mentorship of a locked organization. Other is the side that is told.
func begin(ctx context.Context, c *act.Change, o *gen.Organization, w Wish, as mentorship.State, other string) (string, error) {
	needs, err := w.check()
	if err != nil {
		return "", err
	}
	if err := organization.NoCircle(ctx, c, w.CenterID, o.ID); err != nil {
		return "", err
	}
	m, err := c.Mentorship.Create().SetCenterID(w.CenterID).SetMenteeID(o.ID).SetRegionID(*o.HomeRegionID).SetState(as).SetNeeds(needs).
		SetMessage(w.Message).SetAskedBy(c.Who.ID()).SetCreatedAt(c.Now).SetUpdatedAt(c.Now).Save(ctx)
	if store.Taken(err) {
		return "", fault.RefuseFor(fault.WrongState, "mentorship_there").At("organizationId")
	}
	if err != nil {
		return "", err
	}
	return m.ID, moved(ctx, c, m, string(as), other, "")
}

func (w *Wish) check() ([]string, error) {
	w.Message = strings.TrimSpace(w.Message)
	if err := check.String(w.Message, maxText, "message"); err != nil {
		return nil, err
	}
	var needs []string
	for _, n := range w.Needs {
		needs = append(needs, string(n))
	}
	slices.Sort(needs)
	needs = slices.Compact(needs)
	if len(needs) == 0 {
		return nil, fault.Invalid("needs", "needs")
	}
	return needs, nil
}
