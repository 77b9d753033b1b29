package hours

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/organization"
	"erikti/internal/act"
	"erikti/internal/check"
	"erikti/internal/fault"
)

// Declared is work that a person declares.
type Declared struct {
	OrganizationID string
	From, To       time.Time
	Description    string
	DirectionID    string // "" for none
	RegionID       string // "" for that of the organization
}

// declaredWithin is how old work can be that is declared.
const declaredWithin = 90 * 24 * time.Hour

// Declare writes what the viewer says they did, PENDING, with evidence 0. It is refused
// with HOURS_TAKEN when all of it is in the ledger already.
func (b *Book) Declare(ctx context.Context, d Declared, key string) ([]string, error) {
	return act.Do(ctx, b.office, "declareHours", key, d, func(ctx context.Context, c *act.Change) ([]string, error) {
		if err := check.Needed(&d.Description, 500, "description"); err != nil {
			return nil, err
		}
		if err := CheckWork(&d.From, &d.To, c.Now, "startsAt"); err != nil {
			return nil, err
		}
		if c.Now.Sub(d.From) > declaredWithin {
			return nil, fault.Invalid("work_too_old", "startsAt").With("days", int(declaredWithin/(24*time.Hour)))
		}
		o, err := c.Organization.Query().Where(organization.ID(d.OrganizationID), organization.StatusEQ(organization.StatusVERIFIED)).Only(ctx)
		if gen.IsNotFound(err) {
			return nil, fault.Refuse(fault.NotFound).At("organizationId")
		}
		if err != nil {
			return nil, err
		}
		w := Work{
			VolunteerID: c.Who.ID(), OrganizationID: o.ID, RegionID: o.HomeRegionID, From: d.From, To: d.To, Zone: home,
			Source: hourentry.SourceDECLARED, Description: d.Description,
		}
		if d.RegionID != "" {
			if _, err := c.Region.Get(ctx, d.RegionID); err != nil {
				if gen.IsNotFound(err) {
					err = fault.Refuse(fault.NotFound).At("regionId")
				}
				return nil, err
			}
			w.RegionID = &d.RegionID
		}
		if d.DirectionID != "" {
			w.DirectionID = &d.DirectionID
		}
		lines, err := ledger(c).Append(ctx, w)
		if err != nil {
			return nil, err
		}
		if len(lines) == 0 {
			return nil, fault.Refuse(fault.HoursTaken)
		}
		var ids []string
		for _, h := range lines {
			ids = append(ids, h.ID)
			c.Touch(topics(h)...)
		}
		return ids, nil
	})
}
