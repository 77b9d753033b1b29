package mentoring

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/mentorship"
	"erikti/ent/gen/mentorshipgoal"
	"erikti/ent/gen/mentorshipmeeting"
	"erikti/ent/gen/organization"
	"erikti/ent/rule"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

func system(ctx context.Context) context.Context { return rule.System(ctx) }

// mostMeetings is how many are shown, the newest.
const mostMeetings = 100

// Filter says which mentorships a list has. The zero value of a field asks for nothing.
type Filter struct {
	CenterID, MenteeID, RegionID string
	State                        mentorship.State
	Unanswered                   *bool
}

// Query asks for mentorships as the viewer of the context it runs in.
func (s *Service) Query(f Filter) *gen.MentorshipQuery {
	q := s.client.Mentorship.Query()
	if f.CenterID != "" {
		q.Where(mentorship.CenterID(f.CenterID))
	}
	if f.MenteeID != "" {
		q.Where(mentorship.MenteeID(f.MenteeID))
	}
	if f.RegionID != "" {
		q.Where(mentorship.RegionID(f.RegionID))
	}
	if f.State != "" {
		q.Where(mentorship.StateEQ(f.State))
	}
	if f.Unanswered != nil {
		waits := mentorship.And(mentorship.StateEQ(mentorship.StateREQUESTED), mentorship.CreatedAtLTE(s.now().UTC().Add(-UnansweredAfter)))
		if !*f.Unanswered {
			waits = mentorship.Not(waits)
		}
		q.Where(waits)
	}
	return q
}

// Unanswered says whether nobody answered a request in time.
func (s *Service) Unanswered(m *gen.Mentorship) bool {
	return m.State == mentorship.StateREQUESTED && !m.CreatedAt.After(s.now().Add(-UnansweredAfter))
}

// Private is what only the two sides of a mentorship read, and what everybody may know of
// it.
type Private struct {
	// Shown says that the viewer is on one of the sides.
	Shown    bool
	Needs    []Need
	Message  string
	Reason   string
	Version  int
	Goals    []*Goal
	Meetings []*Minutes
	// Chosen and Reached count goals, for everybody.
	Chosen, Reached int
}

// Goal is one of up to three.
type Goal struct {
	ID       string
	Number   int
	Title    string
	Progress int
}

// Minutes are what was written down of a meeting.
type Minutes struct {
	ID     string
	HeldAt time.Time
	Notes  string
	Side   mentorshipmeeting.Side
}

// OnASide says whether the viewer reads what the two sides of a mentorship say to each
// other: as a COORDINATOR or ADMIN of either.
func OnASide(v *viewer.Viewer, m *gen.Mentorship) bool {
	return right.May(v, "Subscription.mentorship", m.CenterID) || right.May(v, "Subscription.mentorship", m.MenteeID)
}

// Privates reads what stands in mentorships that the viewer sees, by their ids, in three
// statements.
func (s *Service) Privates(ctx context.Context, v *viewer.Viewer, ids []string) (map[string]*Private, error) {
	ctx = system(ctx)
	all, err := s.client.Mentorship.Query().Where(mentorship.IDIn(ids...)).WithReason().
		WithGoals(func(q *gen.MentorshipGoalQuery) { q.Order(gen.Asc(mentorshipgoal.FieldNumber)) }).All(ctx)
	if err != nil {
		return nil, err
	}
	out, own := map[string]*Private{}, []string{}
	for _, m := range all {
		p := &Private{Chosen: len(m.Edges.Goals)}
		out[m.ID] = p
		for _, g := range m.Edges.Goals {
			if g.Progress == 100 {
				p.Reached++
			}
		}
		if !OnASide(v, m) {
			continue
		}
		own = append(own, m.ID)
		p.Shown, p.Message, p.Version, p.Goals, p.Meetings = true, m.Message, m.Version, []*Goal{}, []*Minutes{}
		for _, n := range m.Needs {
			p.Needs = append(p.Needs, Need(n))
		}
		if m.Edges.Reason != nil {
			p.Reason = m.Edges.Reason.Text
		}
		for _, g := range m.Edges.Goals {
			p.Goals = append(p.Goals, &Goal{g.ID, g.Number, g.Title, g.Progress})
		}
	}
	if len(own) == 0 {
		return out, nil
	}
	meetings, err := s.client.MentorshipMeeting.Query().Where(mentorshipmeeting.MentorshipIDIn(own...)).
		Order(gen.Desc(mentorshipmeeting.FieldHeldAt, mentorshipmeeting.FieldID)).All(ctx)
	for _, m := range meetings {
		if p := out[m.MentorshipID]; len(p.Meetings) < mostMeetings {
			p.Meetings = append(p.Meetings, &Minutes{m.ID, m.HeldAt, m.Notes, m.Side})
		}
	}
	return out, err
}

// OfCenter is what a support center did for organizations.
type OfCenter struct {
	Center         *gen.Organization
	Active         int
	Completed      int
	Unanswered     int
	MaturityBefore int
	MaturityAfter  int
	GoalsReached   int
}

// Overview is what the centers did, in all regions or one: public, so it counts what is
// between VERIFIED organizations only. Centers are in the order of their identifiers.
func (s *Service) Overview(ctx context.Context, regionID string) ([]*OfCenter, error) {
	verified := organization.StatusEQ(organization.StatusVERIFIED)
	q := s.client.Mentorship.Query().Where(mentorship.HasCenterWith(verified), mentorship.HasMenteeWith(verified),
		mentorship.StateIn(mentorship.StateACTIVE, mentorship.StateCOMPLETED, mentorship.StateREQUESTED))
	if regionID != "" {
		q.Where(mentorship.RegionID(regionID))
	}
	all, err := q.WithGoals(func(q *gen.MentorshipGoalQuery) { q.Where(mentorshipgoal.Progress(100)) }).All(system(ctx))
	if err != nil {
		return nil, err
	}
	of := map[string]*OfCenter{}
	var ids []string
	for _, m := range all {
		c := of[m.CenterID]
		if c == nil {
			c = &OfCenter{}
			of[m.CenterID] = c
			ids = append(ids, m.CenterID)
		}
		switch {
		case m.State == mentorship.StateACTIVE:
			c.Active++
			c.GoalsReached += len(m.Edges.Goals)
		case m.State == mentorship.StateCOMPLETED:
			c.Completed++
			c.GoalsReached += len(m.Edges.Goals)
			c.MaturityBefore += *m.MaturityBefore
			c.MaturityAfter += *m.MaturityAfter
		case s.Unanswered(m):
			c.Unanswered++
		}
	}
	centers, err := s.client.Organization.Query().Where(organization.IDIn(ids...)).All(system(ctx))
	if err != nil {
		return nil, err
	}
	for _, o := range centers {
		of[o.ID].Center = o
	}
	slices.Sort(ids)
	out := make([]*OfCenter, len(ids))
	for i, id := range ids {
		out[i] = of[id]
	}
	return out, nil
}
