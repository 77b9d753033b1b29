package graph

import (
	"cmp"
	"context"
	"slices"

	"erikti/graph/model"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/hours"
	"erikti/internal/network"
	"erikti/internal/viewer"
)

// hoursOf names sums of hours that a response shows.
type hoursOf struct {
	// One of the three, or none: of the whole network.
	organizationID, regionID, volunteerID string
	from, to                              civil.Date // whole months, where public
	by                                    hours.By
	// pending says whether what nobody has verified is shown; one's own, and to those who
	// run the events.
	pending bool
	// public says that the viewer gets what everybody does: whole months and hours.
	public bool
}

// mostDays bounds the days that sums by day are of.
const mostDays = 400

// hoursOn are sums of hours between two days, told apart by something, or not.
func (r *Resolver) hoursOn(ctx context.Context, of hoursOf, from, to *civil.Date, by *hours.By) (*model.HourTotals, error) {
	of.from, of.to, of.by = value(from), value(to), value(by)
	if of.public = !exact(viewer.From(ctx), &of); of.public {
		if of.by == hours.ByDay {
			return nil, fault.Fail(fault.Forbidden, "days")
		}
		var some bool
		if of.from, of.to, some = hours.WholeMonths(of.from, of.to, network.Today(r.Now())); !some {
			return &model.HourTotals{Groups: []*model.HourGroup{}}, nil
		}
	}
	if of.by == hours.ByDay && (of.from == "" || of.to == "" || of.to > of.from.AddDays(mostDays)) {
		return nil, fault.Fail(fault.TooBroad, "days").With("most", mostDays)
	}
	return loadersOf(ctx).hours.Load(ctx, of)
}

// exact says whether sums are told to the minute and for any days: those of a person, whom
// only who may see them is told of at all; of an organization to those who run its
// events; of a region to those who run its support center; all to administrators.
func exact(v *viewer.Viewer, of *hoursOf) bool {
	return of.volunteerID != "" || v.PlatformAdmin() ||
		of.organizationID != "" && v.Organizes(of.organizationID) || of.regionID != "" && slices.Contains(v.CenterFor(), of.regionID)
}

// hourTotals reads sums: those of organizations, and of regions, that are told apart
// alike by one statement.
func (r *Resolver) hourTotals(ctx context.Context, all []hoursOf) (map[hoursOf]*model.HourTotals, error) {
	type kind struct {
		of       hoursOf // without whose they are
		by       hours.By
		of1, of2 bool
	}
	groups := map[kind][]hoursOf{}
	for _, one := range all {
		k := kind{of: hoursOf{from: one.from, to: one.to, public: one.public}, by: one.by, of1: one.organizationID != "", of2: one.regionID != ""}
		if one.volunteerID != "" { // one person's are another for each viewer
			k.of.volunteerID = one.volunteerID
		}
		groups[k] = append(groups[k], one)
	}
	out := map[hoursOf]*model.HourTotals{}
	for k, some := range groups {
		f := hours.Filter{From: k.of.from, To: k.of.to, VolunteerID: k.of.volunteerID, Public: k.of.public}
		whose := hours.ByAll
		for _, one := range some {
			switch {
			case k.of1:
				whose, f.OrganizationIDs = hours.ByOrganization, append(f.OrganizationIDs, one.organizationID)
			case k.of2:
				whose, f.RegionIDs = hours.ByRegion, append(f.RegionIDs, one.regionID)
			}
		}
		if k.of.volunteerID != "" && !some[0].pending {
			if f.OrganizationIDs = viewer.From(ctx).OrganizerOf(); len(f.OrganizationIDs) == 0 {
				continue
			}
		}
		cells, err := hours.Table(ctx, r.Client, f, whose, k.by)
		if err != nil {
			return nil, err
		}
		for _, one := range some {
			out[one] = totalsOf(cells, one.organizationID+one.regionID, one)
		}
	}
	return out, nil
}

// totalsOf adds up the cells of one object.
func totalsOf(cells []hours.Cell, key string, of hoursOf) *model.HourTotals {
	t := &model.HourTotals{Groups: []*model.HourGroup{}}
	pending := int64(0)
	for _, c := range cells {
		if key != "" && c.Keys[0] != key {
			continue
		}
		t.Minutes += c.Minutes
		pending += c.Pending
		if of.by == hours.ByAll || c.Minutes == 0 && !of.pending { // that there is something to verify is nobody else's
			continue
		}
		g := &model.HourGroup{Key: c.Keys[1], Minutes: c.Minutes}
		if of.pending {
			g.PendingMinutes = &c.Pending
		}
		t.Groups = append(t.Groups, g)
	}
	if of.pending {
		t.PendingMinutes = &pending
	}
	slices.SortFunc(t.Groups, func(a, b *model.HourGroup) int { return cmp.Compare(a.Key, b.Key) })
	return t
}

// hoursOfVolunteer are those that the viewer may see: one's own all, and to those who run
// the events of organizations the hours there.
func (r *Resolver) hoursOfVolunteer(ctx context.Context, volunteerID string, from, to *civil.Date, by *hours.By) (*model.HourTotals, error) {
	v := viewer.From(ctx)
	own := v.ID() == volunteerID && volunteerID != ""
	if !own && len(v.OrganizerOf()) == 0 {
		return nil, nil
	}
	return r.hoursOn(ctx, hoursOf{volunteerID: volunteerID, pending: own}, from, to, by)
}

// wantedEntries says which lines a client asked for.
func wantedEntries(in *model.HourEntryFilter, first *int, after *string) hours.Wanted {
	w := hours.Wanted{First: page(first), After: value(after)}
	if in != nil {
		w.Filter = hours.Filter{
			OrganizationID: or(in.OrganizationID, ""), VolunteerID: or(in.VolunteerID, ""), EventID: or(in.EventID, ""),
			From: or(in.From, ""), To: or(in.To, ""),
		}
		w.State = or(in.State, "")
	}
	return w
}

func (r *Resolver) entriesPayload(ctx context.Context, ids []string, refused error) (*model.HourEntriesPayload, error) {
	p := &model.HourEntriesPayload{Entries: []*hours.Entry{}}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || refused != nil {
		return p, err
	}
	p.Entries, err = hours.Entries(ctx, r.Client, ids)
	return p, err
}

func (r *Resolver) disputePayload(ctx context.Context, id string, refused error) (*model.HourDisputePayload, error) {
	p := &model.HourDisputePayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Dispute, err = r.Attendance.DisputeOf(ctx, id)
	return p, err
}
