package report

import (
	"context"
	"slices"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/report"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	inbox "erikti/internal/notice"
	"erikti/internal/organization"
	"erikti/internal/ratelimit"
	"erikti/internal/right"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// longest is how long what people write is, in characters.
const longest = 1000

// Service takes reports. Many goroutines use one.
type Service struct {
	office     *act.Office
	perAddress *ratelimit.Limit
}

// New makes the service. PerAddress is how many reports come from a network address a
// minute, 0 = off.
func New(st *store.Store, publish func([]string), now func() time.Time, perAddress int) *Service {
	return &Service{&act.Office{Store: st, Publish: publish, Now: now}, ratelimit.PerMinute(perAddress)}
}

// Draft is what somebody reports.
type Draft struct {
	EventID string
	Kind    report.Kind
	Text    string
	Website string // filled in by what is no person
}

// Report passes on what is wrong with an event. It is refused with NOT_FOUND,
// INVALID_INPUT and RATE_LIMITED.
func (s *Service) Report(ctx context.Context, d Draft, key string) error {
	call := idempotency.Call{Caller: "report " + viewer.From(ctx).Actor(), Operation: "reportEvent", Key: key, Input: d}
	if d.Text = strings.TrimSpace(d.Text); d.Text == "" && d.Kind == report.KindOTHER {
		return fault.Invalid("text_missing", "text")
	}
	if err := check.String(d.Text, longest, "text"); err != nil {
		return err
	}
	now := s.office.Now().UTC().Truncate(time.Microsecond)
	if d.Website != "" || !s.perAddress.Allow(ratelimit.Source(viewer.Address(ctx)), now) {
		return fault.Refuse(fault.RateLimited)
	}
	var told []string
	_, err := idempotency.Once(rule.System(ctx), s.office.Store, now, call, func(ctx context.Context, tx *gen.Tx) (struct{}, error) {
		var err error
		told, err = write(ctx, tx, d, now)
		return struct{}{}, err
	})
	if err == nil && len(told) > 0 {
		s.office.Publish(told)
	}
	return err
}

// write writes a report, and returns who was told, with the region whose center looks.
func write(ctx context.Context, tx *gen.Tx, d Draft, now time.Time) ([]string, error) {
	e, err := tx.Event.Query().Where(event.ID(d.EventID), event.StateNEQ(event.StateDRAFT)).WithOrganization().Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fault.Refuse(fault.NotFound).At("eventId")
	}
	if err != nil {
		return nil, err
	}
	known, err := tx.Report.Query().Where(report.EventID(e.ID), report.StateEQ(report.StateOPEN)).Exist(ctx)
	if err != nil {
		return nil, err
	}
	region := e.RegionID
	if region == nil {
		region = e.Edges.Organization.HomeRegionID
	}
	create := tx.Report.Create().SetEventID(e.ID).SetNillableRegionID(region).SetKind(d.Kind).SetText(d.Text)
	if v := viewer.From(ctx); v.SignedIn() {
		create.SetVolunteerID(v.Actor())
	}
	r, err := create.Save(ctx)
	if err != nil || known {
		return nil, err
	}
	looks := ""
	if region != nil {
		looks = *region
	}
	people, err := organization.Deciders(ctx, tx, looks, now)
	if err != nil {
		return nil, err
	}
	told := people
	if region != nil {
		told = append(slices.Clone(people), *region)
	}
	if len(people) == 0 {
		return told, nil
	}
	return told, inbox.Tell(ctx, tx, inbox.News{Kind: notice.KindEVENT_REPORTED, OrganizationID: e.OrganizationID, SubjectID: r.ID}, people...)
}

// Resolution is what became of a report.
type Resolution struct {
	ReportID string
	Note     string
}

// Resolve says what was found and done, and returns the report's id.
func (s *Service) Resolve(ctx context.Context, in Resolution, key string) (string, error) {
	return act.Do(ctx, s.office, "resolveReport", key, in, func(ctx context.Context, c *act.Change) (string, error) {
		found, err := c.Report.Query().Where(report.ID(in.ReportID)).Only(ctx)
		if gen.IsNotFound(err) || err == nil && !c.May("", regions(found)...) {
			return "", fault.Refuse(fault.NotFound).At("reportId")
		}
		if err != nil {
			return "", err
		}
		r, err := c.Report.Query().Where(report.ID(in.ReportID)).WithEvent().Only(ctx)
		if err != nil {
			return "", err
		}
		if err := mayResolve(ctx, c, r); err != nil {
			return "", err
		}
		if err := check.Needed(&in.Note, longest, "note"); err != nil {
			return "", err
		}
		n, err := c.Report.Update().Where(report.ID(r.ID), report.StateEQ(report.StateOPEN)).SetState(report.StateRESOLVED).
			SetNote(in.Note).SetResolvedAt(c.Now).SetResolvedBy(c.Who.ID()).Save(ctx)
		if err == nil && n == 0 {
			err = fault.RefuseFor(fault.WrongState, "report").At("reportId")
		}
		region := ""
		if r.RegionID != nil {
			region = *r.RegionID
		}
		c.Record(audit.Entry{Action: "REPORT_RESOLVED", Object: r.ID, Region: region, Reason: in.Note})
		return r.ID, err
	})
}

// regions are those whose center looks at a report.
func regions(r *gen.Report) []string {
	if r.RegionID == nil {
		return nil
	}
	return []string{*r.RegionID}
}

// mayResolve refuses who does not look at a report: to them it is not there.
func mayResolve(ctx context.Context, c *act.Change, r *gen.Report) error {
	may, err := organization.PlatformAdmin(ctx, c)
	if err == nil && !may && r.RegionID != nil {
		may, err = organization.CenterOf(ctx, c, *r.RegionID)
	}
	if err != nil {
		return err
	}
	if !may {
		return fault.Refuse(fault.NotFound).At("reportId")
	}
	member, err := c.Membership.Query().Where(membership.OrganizationID(r.Edges.Event.OrganizationID), membership.VolunteerID(c.Who.ID()),
		membership.StatusNEQ(membership.StatusENDED)).Exist(ctx)
	if err == nil && member {
		err = fault.Refuse(fault.OwnOrganization).At("reportId")
	}
	return err
}

// Look refuses who looks at no reports: FORBIDDEN. Which ones the viewer sees says the
// policy.
func Look(v *viewer.Viewer) error {
	if !right.MaySomewhere(v, "Query.reports") {
		return fault.Fail(fault.Forbidden, "")
	}
	return nil
}
