package center

import (
	"context"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/course"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourdispute"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/mentorship"
	"erikti/ent/gen/mistakereport"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/project"
	"erikti/ent/gen/region"
	"erikti/ent/gen/report"
	"erikti/ent/gen/study"
	"erikti/ent/gen/supportcenter"
	"erikti/internal/attendance"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/hours"
	"erikti/internal/mentoring"
	"erikti/internal/network"
)

// counts are what the desk shows, as far as it takes to see that it changed.
type counts struct {
	day civil.Date // some things are late from a day on

	requests, reports, unanswered, unsettled int
	hours, ownHours, disputes                int
	courses, mistakes                        int
	// Sums of the versions of rows, each of which grows with every change.
	mentorships, projects, studies int
}

// of is a region with those whose changes are seen at its desk.
type of struct {
	regionID       string
	centers, homes []string // organizations: with the mandate of today, and at home there
}

// whose reads of whom the desk of a region tells. A region that does not exist is
// NOT_FOUND.
func whose(ctx context.Context, client *gen.Client, regionID string, now time.Time) (w of, err error) {
	w.regionID = regionID
	if known, err := client.Region.Query().Where(region.ID(regionID)).Exist(ctx); err != nil || !known {
		if err == nil {
			err = fault.Fail(fault.Missing, "")
		}
		return w, err
	}
	if w.centers, err = client.SupportCenter.Query().Where(supportcenter.RegionID(regionID), network.MandatesOn(network.Today(now))).
		Select(supportcenter.FieldOrganizationID).Strings(ctx); err != nil {
		return w, err
	}
	w.homes, err = client.Organization.Query().Where(organization.HomeRegionID(regionID)).IDs(ctx)
	return w, err
}

func (w of) topics() []string {
	all := append(slices.Concat(w.centers, w.homes), w.regionID)
	slices.Sort(all)
	return slices.Compact(all)
}

// count counts at one moment, over indexes: it costs by what waits, not by what there is.
func (w of) count(ctx context.Context, client *gen.Client, now time.Time) (counts, error) {
	now = now.UTC()
	c := counts{day: network.Today(now)}
	for _, one := range []struct {
		into  *int
		count func(context.Context) (int, error)
	}{
		{&c.requests, client.Organization.Query().Where(organization.HomeRegionID(w.regionID), organization.StatusEQ(organization.StatusPENDING)).Count},
		{&c.reports, client.Report.Query().Where(report.RegionID(w.regionID), report.StateEQ(report.StateOPEN)).Count},
		{&c.unanswered, client.Mentorship.Query().Where(mentorship.CenterIDIn(w.centers...), mentorship.StateEQ(mentorship.StateREQUESTED),
			mentorship.CreatedAtLTE(now.Add(-mentoring.UnansweredAfter))).Count},
		{&c.unsettled, client.Event.Query().Where(event.RegionID(w.regionID), event.StateEQ(event.StateDONE), event.EndsAtLT(now.Add(-attendance.UnsettledAfter))).Count},
		{&c.hours, client.HourEntry.Query().Where(hours.WaitIn(w.regionID)).Count},
		{&c.ownHours, client.HourEntry.Query().Where(hourentry.OrganizationIDIn(w.centers...), hourentry.StateEQ(hourentry.StatePENDING)).Count},
		{&c.disputes, client.HourDispute.Query().Where(hourdispute.OrganizationIDIn(w.centers...), hourdispute.StateEQ(hourdispute.StateOPEN)).Count},
		{&c.courses, client.Course.Query().Where(course.OrganizationIDIn(w.centers...), course.StateEQ(course.StateOPEN)).Count},
		{&c.mistakes, client.MistakeReport.Query().Where(mistakereport.OrganizationIDIn(w.centers...), mistakereport.StateEQ(mistakereport.StateNEW)).Count},
		{&c.mentorships, func(ctx context.Context) (int, error) {
			return client.Mentorship.Query().Where(mentorship.CenterIDIn(w.centers...)).Aggregate(versions).Int(ctx)
		}},
		{&c.projects, func(ctx context.Context) (int, error) {
			return client.Project.Query().Where(project.RegionID(w.regionID)).Aggregate(versions).Int(ctx)
		}},
		{&c.studies, func(ctx context.Context) (int, error) {
			return client.Study.Query().Where(study.Or(study.CenterIDIn(w.centers...), study.RegionID(w.regionID))).Aggregate(versions).Int(ctx)
		}},
	} {
		n, err := one.count(ctx)
		if err != nil {
			return counts{}, err
		}
		*one.into = n
	}
	return c, nil
}

// versions adds up the versions of rows.
func versions(s *sql.Selector) string { return "coalesce(" + sql.Sum(s.C("version")) + ", 0)" }
