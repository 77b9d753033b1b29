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
	// whose they are: by what the lines of an object are told from those of others, and its
	// id. ByAll is the whole network.
	whose    hours.By
	id       string
	from, to civil.Date
	by       hours.By
	// pending says whether what nobody has verified is shown; one's own, and to those who
	// run the events.
	pending bool
	// public says that the viewer gets what everybody does: whole months and whole hours.
	public bool
}

// ofOrganization, ofRegion, ofNetwork and ofVolunteer name those of one object, as the
// viewer gets them.
func ofOrganization(v *viewer.Viewer, id string) hoursOf {
	return hoursOf{whose: hours.ByOrganization, id: id, pending: v.Organizes(id), public: !v.Organizes(id) && !v.PlatformAdmin()}
}

func ofRegion(v *viewer.Viewer, id string) hoursOf {
	return hoursOf{whose: hours.ByRegion, id: id, public: !slices.Contains(v.CenterFor(), id) && !v.PlatformAdmin()}
}

func ofNetwork(v *viewer.Viewer) hoursOf { return hoursOf{public: !v.PlatformAdmin()} }

// Those of a person are told only to who gets them exactly.
func ofVolunteer(v *viewer.Viewer, id string) hoursOf {
	return hoursOf{whose: hours.ByVolunteer, id: id, pending: id != "" && id == v.ID()}
}

// siblings are the same sums of the other objects that a response has read.
func (of hoursOf) siblings(v *viewer.Viewer, l *loaders) []hoursOf {
	var ids []string
	var one func(*viewer.Viewer, string) hoursOf
	switch of.whose {
	case hours.ByOrganization:
		ids, one = l.met.organizations.all(), ofOrganization
	case hours.ByRegion:
		ids, one = l.met.regions.all(), ofRegion
	case hours.ByVolunteer:
		ids, one = l.met.volunteers.all(), ofVolunteer
	}
	all := make([]hoursOf, 0, len(ids))
	for _, id := range ids {
		other := one(v, id)
		other.from, other.to, other.by = of.from, of.to, of.by
		if other.public == of.public { // else its days are others
			all = append(all, other)
		}
	}
	return all
}

// mostDays bounds the days that sums by day are of.
const mostDays = 400

// hoursOn are sums of hours between two days, told apart by something, or not.
func (r *Resolver) hoursOn(ctx context.Context, of hoursOf, from, to *civil.Date, by *hours.By) (*model.HourTotals, error) {
	of.from, of.to, of.by = value(from), value(to), value(by)
	if of.public {
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
	return loadersOf(ctx).hoursOn(ctx, of)
}

// hourTotals reads sums: those that differ only in whose they are by one statement.
func (r *Resolver) hourTotals(ctx context.Context, all []hoursOf) (map[hoursOf]*model.HourTotals, error) {
	groups := map[hoursOf][]hoursOf{}
	for _, one := range all {
		k := one
		k.id = ""
		if k.whose != hours.ByVolunteer { // of people one's own are read without the bounds of the others'
			k.pending = false
		}
		groups[k] = append(groups[k], one)
	}
	out := map[hoursOf]*model.HourTotals{}
	for k, some := range groups {
		f := hours.Filter{From: k.from, To: k.to, Public: k.public}
		for _, one := range some {
			switch k.whose {
			case hours.ByOrganization:
				f.OrganizationIDs = append(f.OrganizationIDs, one.id)
			case hours.ByRegion:
				f.RegionIDs = append(f.RegionIDs, one.id)
			case hours.ByVolunteer:
				f.VolunteerIDs = append(f.VolunteerIDs, one.id)
			}
		}
		if k.whose == hours.ByVolunteer && !k.pending {
			if f.OrganizationIDs = viewer.From(ctx).OrganizerOf(); len(f.OrganizationIDs) == 0 {
				continue
			}
		}
		cells, err := hours.Table(ctx, r.Client, f, k.whose, k.by)
		if err != nil {
			return nil, err
		}
		for _, one := range some {
			out[one] = totalsOf(cells, one)
		}
	}
	return out, nil
}

// totalsOf adds up the cells of one object.
func totalsOf(cells []hours.Cell, of hoursOf) *model.HourTotals {
	t := &model.HourTotals{Groups: []*model.HourGroup{}}
	pending := int64(0)
	for _, c := range cells {
		if of.whose != hours.ByAll && c.Keys[0] != of.id {
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
	of := ofVolunteer(v, volunteerID)
	if !of.pending && len(v.OrganizerOf()) == 0 {
		return nil, nil
	}
	return r.hoursOn(ctx, of, from, to, by)
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
