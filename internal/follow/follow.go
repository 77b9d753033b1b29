// Package follow keeps who is told of the new events of which organization. The notices
// are made by internal/event, in the transaction that publishes one.
package follow

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/follow"
	"erikti/ent/gen/organization"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/fault"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// most is how many organizations a person follows.
const most = 200

// Service keeps followers. Many goroutines use one.
type Service struct{ office *act.Office }

// New makes the service.
func New(st *store.Store, now func() time.Time) *Service {
	return &Service{&act.Office{Store: st, Publish: func([]string) {}, Now: now}}
}

// Follow makes the person a follower of a verified organization; of one that they follow
// it changes nothing. Another one is not told from one that does not exist.
func (s *Service) Follow(ctx context.Context, organizationID, key string) (string, error) {
	return act.Do(ctx, s.office, "followOrganization", key, organizationID, func(ctx context.Context, c *act.Change) (string, error) {
		known, err := c.Organization.Query().Where(organization.ID(organizationID), organization.StatusEQ(organization.StatusVERIFIED)).Exist(ctx)
		if err != nil {
			return "", err
		}
		if !known {
			return "", fault.Refuse(fault.NotFound).At("organizationId")
		}
		followed, err := c.Follow.Query().Where(follow.VolunteerID(c.Who.ID())).Select(follow.FieldOrganizationID).Strings(ctx)
		if err != nil {
			return "", err
		}
		for _, one := range followed {
			if one == organizationID {
				return organizationID, nil
			}
		}
		if len(followed) >= most {
			return "", fault.Invalid("too_many_followed", "organizationId").With("most", most)
		}
		return organizationID, c.Follow.Create().SetVolunteerID(c.Who.ID()).SetOrganizationID(organizationID).SetCreatedAt(c.Now).Exec(ctx)
	})
}

// Unfollow ends it; of an organization that is not followed it changes nothing.
func (s *Service) Unfollow(ctx context.Context, organizationID, key string) (string, error) {
	return act.Do(ctx, s.office, "unfollowOrganization", key, organizationID, func(ctx context.Context, c *act.Change) (string, error) {
		_, err := c.Follow.Delete().Where(follow.VolunteerID(c.Who.ID()), follow.OrganizationID(organizationID)).Exec(ctx)
		return organizationID, err
	})
}

// Follows says which of some organizations the viewer follows.
func Follows(ctx context.Context, client *gen.Client, v *viewer.Viewer, ids []string) (map[string]bool, error) {
	out := map[string]bool{}
	if v.Account() == "" {
		return out, nil
	}
	found, err := client.Follow.Query().Where(follow.VolunteerID(v.VolunteerID), follow.OrganizationIDIn(ids...)).
		Select(follow.FieldOrganizationID).Strings(rule.System(ctx))
	for _, id := range found {
		out[id] = true
	}
	return out, err
}

// Followed are the organizations that the viewer follows and may see, by when they began to.
func (s *Service) Followed(ctx context.Context) ([]*gen.Organization, error) {
	v := viewer.From(ctx)
	if v.Account() == "" {
		return []*gen.Organization{}, nil
	}
	client := s.office.Store.Client
	ids, err := client.Follow.Query().Where(follow.VolunteerID(v.VolunteerID)).Order(gen.Asc(follow.FieldCreatedAt, follow.FieldID)).
		Select(follow.FieldOrganizationID).Strings(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	found, err := client.Organization.Query().Where(organization.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	byID := map[string]*gen.Organization{}
	for _, o := range found {
		byID[o.ID] = o
	}
	all := make([]*gen.Organization, 0, len(found))
	for _, id := range ids {
		if o := byID[id]; o != nil {
			all = append(all, o)
		}
	}
	return all, nil
}
