package mentoring

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/mentorship"
	"erikti/ent/gen/notice"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/right"
	"erikti/internal/store"
)

// The bounds of the input, as graph/schema/mentoring.graphql tells them.
const (
	maxText  = 1_000 // characters: a message, a reason, an outcome
	maxNotes = 4_000 // characters
	maxGoal  = 200   // characters
	maxGoals = 3
)

// UnansweredAfter is how long a request waits until everybody sees that it does.
const UnansweredAfter = 10 * 24 * time.Hour

// Service changes and reads mentorships. Many goroutines use one.
type Service struct {
	office *act.Office
	client *gen.Client
	now    func() time.Time
}

// New makes the service. Publish is called after each commit with the ids of the
// mentorship and of the people who were told something; it must not block.
func New(st *store.Store, publish func([]string), now func() time.Time) *Service {
	return &Service{&act.Office{Store: st, Publish: publish, Now: now}, st.Client, now}
}

// change is a change of a mentorship that is being made.
type change struct {
	*act.Change
	m *gen.Mentorship
}

// do makes a change of a mentorship for whom the table of rights lets do it: on the side
// of the center, of the mentee, or of either. To others the mentorship is not there.
func (s *Service) do(ctx context.Context, operation, key string, input any, mentorshipID string, expected *int, whose side,
	f func(context.Context, *change) error,
) (string, error) {
	return act.Do(ctx, s.office, operation, key, input, func(ctx context.Context, c *act.Change) (string, error) {
		m, err := c.Mentorship.Query().Where(mentorship.ID(mentorshipID)).Modify(store.Locked(c.Postgres)).Only(ctx)
		if gen.IsNotFound(err) {
			return "", fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return "", err
		}
		if !slices.ContainsFunc(whose.of(m), func(o string) bool { return right.May(c.Who, "Mutation."+operation, o) }) {
			return "", fault.Refuse(fault.NotFound)
		}
		if err := check.Version(m.Version, expected); err != nil {
			return "", err
		}
		return m.ID, f(ctx, &change{c, m})
	})
}

// side says which organizations of a mentorship may do something.
type side int

const (
	center side = iota
	mentee
	either
)

func (s side) of(m *gen.Mentorship) []string {
	return map[side][]string{center: {m.CenterID}, mentee: {m.MenteeID}, either: {m.CenterID, m.MenteeID}}[s]
}

// other is the organization of the other side than that for which the person acts.
func (c *change) other() string {
	if c.Who.Organizes(c.m.CenterID) {
		return c.m.MenteeID
	}
	return c.m.CenterID
}

// withdrawn is what is told instead of the state of a request that was taken back.
const withdrawn = "WITHDRAWN"

// Withdrawn says whether an organization took its request back: every other one that is
// DECLINED was answered.
func Withdrawn(m *gen.Mentorship) bool {
	return m.State == mentorship.StateDECLINED && m.AnsweredAt == nil
}

// moved tells the audit, the other side and who follows what became of a mentorship: its
// state, or withdrawn.
func moved(ctx context.Context, c *act.Change, m *gen.Mentorship, told, other, reason string) error {
	c.Record(audit.Entry{Action: "MENTORSHIP_" + told, Object: m.ID, Organization: m.MenteeID, Region: m.RegionID, Reason: reason})
	c.Touch(m.ID)
	people, err := network.MembersIn(ctx, c.Membership, network.Today(c.Now), other, membership.RoleCOORDINATOR, membership.RoleADMIN)
	if err != nil {
		return err
	}
	return c.Tell(ctx, inbox.News{Kind: notice.KindMENTORSHIP_CHANGED, OrganizationID: m.MenteeID, SubjectID: m.ID, State: told}, people...)
}
