package mentoring

import (
	"context"
	"strings"

	"erikti/ent/gen"
	"erikti/internal/check"
	"erikti/internal/fault"
	reasons "erikti/internal/reason"
)

// Answer is a yes or a no to a request or a proposal.
type Answer struct {
	MentorshipID    string
	Accept          bool
	Reason          string // why not
	ExpectedVersion *int
}

// AnswerRequest takes a request on, or declines it.
func (s *Service) AnswerRequest(ctx context.Context, a Answer, key string) (string, error) {
	return s.answer(ctx, "answerMentorshipRequest", a, key, center, takeOn, decline)
}

// AnswerProposal accepts what a center proposed, or declines it.
func (s *Service) AnswerProposal(ctx context.Context, a Answer, key string) (string, error) {
	return s.answer(ctx, "answerMentorshipProposal", a, key, mentee, agree, refuse)
}

func (s *Service) answer(ctx context.Context, operation string, a Answer, key string, whose side, yes, no string) (string, error) {
	return s.do(ctx, operation, key, a, a.MentorshipID, a.ExpectedVersion, whose, func(ctx context.Context, c *change) error {
		move, reason := yes, ""
		if !a.Accept {
			move, reason = no, a.Reason
		}
		return c.move(ctx, move, reason, !a.Accept, func(u *gen.MentorshipUpdateOne) { u.SetAnsweredAt(c.Now) })
	})
}

// Decision is about one mentorship.
type Decision struct {
	MentorshipID    string
	Reason          string
	ExpectedVersion *int
}

// Withdraw takes a request back that nobody has answered: it is DECLINED, and no answer
// was given (Withdrawn).
func (s *Service) Withdraw(ctx context.Context, d Decision, key string) (string, error) {
	return s.do(ctx, "withdrawMentorshipRequest", key, d, d.MentorshipID, d.ExpectedVersion, mentee, func(ctx context.Context, c *change) error {
		return c.move(ctx, withdraw, "", false, nil)
	})
}

// Pause interrupts a mentorship, for a reason.
func (s *Service) Pause(ctx context.Context, d Decision, key string) (string, error) {
	return s.do(ctx, "pauseMentorship", key, d, d.MentorshipID, d.ExpectedVersion, center, func(ctx context.Context, c *change) error {
		return c.move(ctx, pause, d.Reason, true, nil)
	})
}

// Resume goes on with one that was paused.
func (s *Service) Resume(ctx context.Context, d Decision, key string) (string, error) {
	return s.do(ctx, "resumeMentorship", key, d, d.MentorshipID, d.ExpectedVersion, center, func(ctx context.Context, c *change) error {
		return c.move(ctx, resume, "", false, func(u *gen.MentorshipUpdateOne) { u.ClearReason() })
	})
}

// End is what a mentorship ended with.
type End struct {
	MentorshipID    string
	Maturity        int
	Outcome         string
	ExpectedVersion *int
}

// Complete ends a mentorship with how mature the organization is now.
func (s *Service) Complete(ctx context.Context, e End, key string) (string, error) {
	return s.do(ctx, "completeMentorship", key, e, e.MentorshipID, e.ExpectedVersion, center, func(ctx context.Context, c *change) error {
		if _, err := States.Next(complete, c.m.State); err != nil {
			return err
		}
		if c.m.StartedAt == nil {
			return fault.RefuseFor(fault.WrongState, "mentorship_not_met")
		}
		if err := onScale(e.Maturity); err != nil {
			return err
		}
		outcome := e.Outcome
		if err := check.Needed(&outcome, maxText, "outcome"); err != nil {
			return err
		}
		return c.move(ctx, complete, "", false, func(u *gen.MentorshipUpdateOne) {
			u.ClearReason().SetCompletedAt(c.Now).SetMaturityAfter(e.Maturity).SetOutcome(outcome)
		})
	})
}

func onScale(level int) error {
	if level < 1 || level > Levels {
		return fault.Invalid("maturity", "maturity").With("most", Levels)
	}
	return nil
}

// move writes a change of where a locked mentorship stands; with a reason where one is
// needed. More is what else changes of the row.
func (c *change) move(ctx context.Context, name, reason string, needed bool, more func(*gen.MentorshipUpdateOne)) error {
	to, err := States.Next(name, c.m.State)
	if err != nil {
		return err
	}
	update := c.Mentorship.UpdateOneID(c.m.ID).SetState(to).AddVersion(1).SetUpdatedAt(c.Now)
	if reason = strings.TrimSpace(reason); needed {
		if err := check.Needed(&reason, maxText, "reason"); err != nil {
			return err
		}
		why, err := reasons.Keep(ctx, c.Tx, reason)
		if err != nil {
			return err
		}
		update.SetReasonID(why)
	}
	if more != nil {
		more(update)
	}
	if err := update.Exec(ctx); err != nil {
		return err
	}
	told := string(to)
	if name == withdraw {
		told = withdrawn
	}
	return moved(ctx, c.Change, c.m, told, c.other(), reason)
}

// goesOn refuses what is done in an ACTIVE mentorship only.
func (c *change) goesOn() error {
	_, err := States.Next(pause, c.m.State)
	return err
}

// met refuses what is done after the first meeting only.
func (c *change) met() error {
	if err := c.goesOn(); err != nil {
		return err
	}
	if c.m.StartedAt == nil {
		return fault.RefuseFor(fault.WrongState, "mentorship_not_met")
	}
	return nil
}

// sideOf is the side for which the person acts.
func (c *change) sideOf() string {
	if c.other() == c.m.MenteeID {
		return "CENTER"
	}
	return "MENTEE"
}
