package organization

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/organization"
	"erikti/internal/act"
	"erikti/internal/fault"
	"erikti/internal/store"
)

// Service changes organizations. Many goroutines use one.
type Service struct{ office *act.Office }

// New makes the service. Publish is called after each commit with the ids of the people
// who were told something; it must not block.
func New(st *store.Store, publish func([]string), now func() time.Time) *Service {
	return &Service{&act.Office{Store: st, Publish: publish, Now: now}}
}

// change is a change of organizations that is being made.
type change struct{ *act.Change }

func do(ctx context.Context, s *Service, operation, key string, input any, f func(context.Context, *change) (string, error)) (string, error) {
	return act.Do(ctx, s.office, operation, key, input, func(ctx context.Context, c *act.Change) (string, error) {
		return f(ctx, &change{c})
	})
}

// Lock locks an organization for what changes it, its members or its mandates. One
// that does not exist is NOT_FOUND.
func Lock(ctx context.Context, c *act.Change, organizationID string) (*gen.Organization, error) {
	o, err := c.Organization.Query().Where(organization.ID(organizationID)).Modify(store.Locked(c.Postgres)).Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fault.Refuse(fault.NotFound)
	}
	return o, err
}
