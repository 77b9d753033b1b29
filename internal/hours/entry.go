package hours

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/hourentry"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// mostListed is how many lines one answer lists at most.
const mostListed = 100

// Entry is a line as the person and the organizers see it.
type Entry struct {
	ID               string
	Volunteer        *gen.Volunteer
	Organization     *gen.Organization
	Event            *gen.Event
	SignupID         *string
	Date             civil.Date
	StartsAt, EndsAt *time.Time
	Minutes          int
	Evidence         int
	Source           hourentry.Source
	State            hourentry.State
	TakenBack        bool
	CorrectsID       *string
	Description      string
	Reason           *string
	DecidedAt        *time.Time
}

// Wanted says which lines are listed.
type Wanted struct {
	Filter
	State hourentry.State // "" for any
	First int             // at most mostListed
	After string          // the line after which the list goes on, "" for its beginning
}

// List reads lines, the latest work first: of an organization whose events the viewer
// runs, else the viewer's own. Nothing of what the viewer may not see.
func List(ctx context.Context, client *gen.Client, w Wanted) ([]*Entry, error) {
	system := rule.System(ctx)
	q := wanted(ctx, client, w)
	if q == nil {
		return nil, nil
	}
	if w.After != "" {
		last, err := q.Clone().Where(hourentry.ID(w.After)).Only(system)
		if gen.IsNotFound(err) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		q.Where(hourentry.Or(hourentry.DateLT(last.Date), hourentry.And(hourentry.Date(last.Date), hourentry.IDGT(last.ID))))
	}
	rows, err := q.Order(hourentry.ByDate(sql.OrderDesc()), hourentry.ByID()).Limit(min(max(w.First, 1), mostListed)).
		WithVolunteer().WithOrganization().WithEvent().WithReason().All(system)
	return shown(rows), err
}

// Count is how many lines List lists in all.
func Count(ctx context.Context, client *gen.Client, w Wanted) (int, error) {
	q := wanted(ctx, client, w)
	if q == nil {
		return 0, nil
	}
	return q.Count(rule.System(ctx))
}

// wanted are the lines that are wanted, nil when the viewer may not see them.
func wanted(ctx context.Context, client *gen.Client, w Wanted) *gen.HourEntryQuery {
	v := viewer.From(ctx)
	q := client.HourEntry.Query()
	if w.OrganizationID != "" {
		if !right.May(v, "Mutation.verifyHours", w.OrganizationID) {
			return nil
		}
		if w.VolunteerID != "" {
			q.Where(hourentry.VolunteerID(w.VolunteerID))
		}
		q.Where(hourentry.OrganizationID(w.OrganizationID))
	} else {
		if v.ID() == "" || w.VolunteerID != "" && w.VolunteerID != v.ID() {
			return nil
		}
		q.Where(hourentry.VolunteerID(v.ID()))
	}
	if w.EventID != "" {
		q.Where(hourentry.EventID(w.EventID))
	}
	if w.State != "" {
		q.Where(hourentry.StateEQ(w.State))
	}
	if w.From != "" {
		q.Where(hourentry.DateGTE(w.From))
	}
	if w.To != "" {
		q.Where(hourentry.DateLTE(w.To))
	}
	return q
}

// Entries reads lines by their ids, in that order: the caller has the right to.
func Entries(ctx context.Context, client *gen.Client, ids []string) ([]*Entry, error) {
	if len(ids) == 0 {
		return []*Entry{}, nil
	}
	rows, err := client.HourEntry.Query().Where(hourentry.IDIn(ids...)).
		WithVolunteer().WithOrganization().WithEvent().WithReason().All(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	byID := map[string]*gen.HourEntry{}
	for _, r := range rows {
		byID[r.ID] = r
	}
	var ordered []*gen.HourEntry
	for _, id := range ids {
		if byID[id] != nil {
			ordered = append(ordered, byID[id])
		}
	}
	return shown(ordered), nil
}

func shown(rows []*gen.HourEntry) []*Entry {
	all := make([]*Entry, len(rows))
	for i, h := range rows {
		e := &Entry{
			ID: h.ID, Volunteer: h.Edges.Volunteer, Organization: h.Edges.Organization, Event: h.Edges.Event, SignupID: h.SignupID,
			Date: h.Date, StartsAt: h.StartsAt, EndsAt: h.EndsAt, Minutes: h.Minutes, Evidence: h.Evidence, Source: h.Source,
			State: h.State, TakenBack: h.TakenBack, CorrectsID: h.CorrectsID, Description: h.Description, DecidedAt: h.DecidedAt,
		}
		if r := h.Edges.Reason; r != nil {
			e.Reason = &r.Text
		}
		all[i] = e
	}
	return all
}
