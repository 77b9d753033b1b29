package mentoring

import (
	"context"
	"strconv"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/mentorshipgoal"
	"erikti/ent/gen/mentorshipmeeting"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/id"
)

// Meeting is one of the two sides.
type Meeting struct {
	MentorshipID string
	HeldAt       time.Time
	Notes        string
}

// FirstMeeting is the one with which a mentorship begins.
type FirstMeeting struct {
	Meeting
	Focus           direction.Code
	Maturity        int
	Goals           []string
	ExpectedVersion *int
}

// RecordFirst writes down the first meeting: the field to grow in, the goals, and how
// mature the organization is.
func (s *Service) RecordFirst(ctx context.Context, f FirstMeeting, key string) (string, error) {
	return s.do(ctx, "recordFirstMentorshipMeeting", key, f, f.MentorshipID, f.ExpectedVersion, center, func(ctx context.Context, c *change) error {
		if err := c.goesOn(); err != nil {
			return err
		}
		if c.m.StartedAt != nil {
			return fault.RefuseFor(fault.WrongState, "mentorship_met")
		}
		if err := onScale(f.Maturity); err != nil {
			return err
		}
		if len(f.Goals) == 0 || len(f.Goals) > maxGoals {
			return fault.Invalid("goals", "goals").With("most", maxGoals)
		}
		rows := make([]*gen.MentorshipGoalCreate, len(f.Goals))
		for i, title := range f.Goals {
			if err := check.Needed(&title, maxGoal, "goals", strconv.Itoa(i)); err != nil {
				return err
			}
			rows[i] = c.MentorshipGoal.Create().SetMentorshipID(c.m.ID).SetNumber(i + 1).SetTitle(title)
		}
		if err := c.meet(ctx, &f.Meeting); err != nil {
			return err
		}
		if err := c.MentorshipGoal.CreateBulk(rows...).Exec(ctx); err != nil {
			return err
		}
		c.Record(audit.Entry{Action: "MENTORSHIP_BEGUN", Object: c.m.ID, Organization: c.m.MenteeID, Region: c.m.RegionID})
		return c.Mentorship.UpdateOneID(c.m.ID).SetStartedAt(f.HeldAt.UTC()).SetFocusID(id.Direction.Of(string(f.Focus))).SetMaturityBefore(f.Maturity).
			AddVersion(1).SetUpdatedAt(c.Now).Exec(ctx)
	})
}

// Record writes down a later meeting, by either side.
func (s *Service) Record(ctx context.Context, m Meeting, key string) (string, error) {
	return s.do(ctx, "recordMentorshipMeeting", key, m, m.MentorshipID, nil, either, func(ctx context.Context, c *change) error {
		if err := c.met(); err != nil {
			return err
		}
		if err := c.meet(ctx, &m); err != nil {
			return err
		}
		return c.Mentorship.UpdateOneID(c.m.ID).AddVersion(1).SetUpdatedAt(c.Now).Exec(ctx)
	})
}

// meet writes the row of a meeting.
func (c *change) meet(ctx context.Context, m *Meeting) error {
	if err := check.Needed(&m.Notes, maxNotes, "notes"); err != nil {
		return err
	}
	if m.HeldAt.After(c.Now) || m.HeldAt.Before(c.Now.AddDate(-10, 0, 0)) {
		return fault.Invalid("held_at", "heldAt")
	}
	c.Touch(c.m.ID)
	return c.MentorshipMeeting.Create().SetMentorshipID(c.m.ID).SetHeldAt(m.HeldAt.UTC().Truncate(time.Microsecond)).SetNotes(m.Notes).
		SetWrittenBy(c.Who.ID()).SetSide(mentorshipmeeting.Side(c.sideOf())).Exec(ctx)
}

// Progress says how far a goal is reached, by either side. It returns the mentorship's
// id.
func (s *Service) Progress(ctx context.Context, goalID string, progress int, key string) (string, error) {
	input := struct {
		GoalID   string
		Progress int
	}{goalID, progress}
	mentorshipID, err := s.mentorshipOf(ctx, goalID)
	if err != nil {
		return "", err
	}
	return s.do(ctx, "setMentorshipProgress", key, input, mentorshipID, nil, either, func(ctx context.Context, c *change) error {
		if err := c.met(); err != nil {
			return err
		}
		if progress < 0 || progress > 100 {
			return fault.Invalid("progress", "progress")
		}
		c.Touch(c.m.ID)
		if err := c.MentorshipGoal.UpdateOneID(goalID).SetProgress(progress).SetUpdatedAt(c.Now).Exec(ctx); err != nil {
			return err
		}
		return c.Mentorship.UpdateOneID(c.m.ID).AddVersion(1).SetUpdatedAt(c.Now).Exec(ctx)
	})
}

// mentorshipOf is that of a goal, "" for none: whose it is the caller looks at.
func (s *Service) mentorshipOf(ctx context.Context, goalID string) (string, error) {
	m, err := s.client.MentorshipGoal.Query().Where(mentorshipgoal.ID(goalID)).Select(mentorshipgoal.FieldMentorshipID).String(system(ctx))
	return m, gen.MaskNotFound(err)
}
