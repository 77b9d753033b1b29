package demo

import (
	"context"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/mentorship"
	"erikti/ent/gen/mentorshipmeeting"
	"erikti/internal/id"
)

// why writes the reason of a row in one of its own, whose identifier follows from the
// row's; nil for none.
func why(ctx context.Context, tx *gen.Tx, of string, made time.Time, text string) (*string, error) {
	if text == "" {
		return nil, nil
	}
	_, rest, _ := strings.Cut(of, "_")
	reason := string(id.Reason) + "_" + rest
	return &reason, tx.Reason.Create().SetID(reason).SetCreatedAt(made).SetUpdatedAt(made).SetText(text).SetSalt(make([]byte, 16)).Exec(ctx)
}

func idOf(p *person) *string {
	if p == nil {
		return nil
	}
	return &p.id
}

func (n *network) writeProjects(ctx context.Context, tx *gen.Tx) error {
	var projects []*gen.ProjectCreate
	var aims []*gen.ProjectIndicatorCreate
	var reports []*gen.ProjectReportCreate
	for _, p := range n.projects {
		reason, err := why(ctx, tx, p.id, p.made, p.reason)
		if err != nil {
			return err
		}
		c := tx.Project.Create().SetID(p.id).SetCreatedAt(p.made).SetUpdatedAt(p.made).SetOrganizationID(p.org.id).SetRegionID(p.org.home.id).
			SetFunding(p.funding).SetState(p.state).SetTitleKk(p.title.Kk).SetTitleRu(p.title.Ru).SetTitleEn(p.title.En).
			SetSum(p.sum).SetStartsOn(p.from).SetEndsOn(p.to).SetNillableReasonID(reason).SetNillableClosedAt(p.closed)
		if p.contract != "" {
			c.SetContractNumber(p.contract)
		}
		if p.due != "" {
			c.SetDueOn(p.due)
		}
		projects = append(projects, c)
		for i, a := range p.aims {
			one := tx.ProjectIndicator.Create().SetID(a.id).SetCreatedAt(p.made).SetUpdatedAt(p.made).SetProjectID(p.id).SetNumber(i + 1).
				SetTitleKk(a.title.Kk).SetTitleRu(a.title.Ru).SetTitleEn(a.title.En).SetSource(a.source).SetTarget(a.target)
			if a.declared > 0 {
				one.SetDeclared(a.declared).SetDeclaredAt(p.made)
			}
			aims = append(aims, one)
		}
		for i, a := range p.reports {
			back, err := why(ctx, tx, a.id, p.made, a.reason)
			if err != nil {
				return err
			}
			one := tx.ProjectReport.Create().SetID(a.id).SetCreatedAt(p.made).SetUpdatedAt(p.made).SetProjectID(p.id).SetOrganizationID(p.org.id).
				SetNumber(i + 1).SetFinal(a.final).SetPeriodFrom(a.from).SetPeriodTo(a.to).SetDueOn(a.due).SetState(a.state).
				SetSnapshot(a.snapshot).SetSnapshotHash(a.hash).SetNillableSubmittedAt(a.submitted).SetNillableDecidedAt(a.decided).SetNillableReasonID(back)
			if a.submitted != nil {
				one.SetText("Отчёт — пример из демонстрации.").SetNillableSubmittedBy(idOf(a.sentBy))
			}
			if a.decidedBy != a.sentBy {
				one.SetNillableDecidedBy(idOf(a.decidedBy))
			}
			reports = append(reports, one)
		}
	}
	if err := bulk(ctx, projects, same, tx.Project.CreateBulk); err != nil {
		return err
	}
	if err := bulk(ctx, aims, same, tx.ProjectIndicator.CreateBulk); err != nil {
		return err
	}
	return bulk(ctx, reports, same, tx.ProjectReport.CreateBulk)
}

func (n *network) writeMentorships(ctx context.Context, tx *gen.Tx) error {
	var helps []*gen.MentorshipCreate
	var goals []*gen.MentorshipGoalCreate
	var meetings []*gen.MentorshipMeetingCreate
	for _, h := range n.mentorships {
		reason, err := why(ctx, tx, h.id, h.made, h.reason)
		if err != nil {
			return err
		}
		c := tx.Mentorship.Create().SetID(h.id).SetCreatedAt(h.made).SetUpdatedAt(h.made).SetCenterID(h.center.id).SetMenteeID(h.mentee.id).
			SetRegionID(h.center.home.id).SetState(h.state).SetNeeds(h.needs).SetMessage(h.message).SetNillableReasonID(reason).
			SetNillableStartedAt(h.started).SetNillableCompletedAt(h.ended).SetOutcome(h.outcome)
		if h.started != nil || h.state == mentorship.StateDECLINED {
			c.SetAnsweredAt(h.made)
		}
		if h.started != nil {
			c.SetMaturityBefore(h.before).SetFocusID(id.Direction.Of(string(h.focus)))
		}
		if h.ended != nil {
			c.SetMaturityAfter(h.after)
		}
		helps = append(helps, c)
		for i, g := range h.goals {
			goals = append(goals, tx.MentorshipGoal.Create().SetID(g.id).SetCreatedAt(*h.started).SetUpdatedAt(*h.started).SetMentorshipID(h.id).SetNumber(i+1).SetTitle(g.title).SetProgress(g.progress))
		}
		for _, m := range h.meetings {
			meetings = append(meetings, tx.MentorshipMeeting.Create().SetID(m.id).SetCreatedAt(m.at).SetUpdatedAt(m.at).SetMentorshipID(h.id).SetHeldAt(m.at).SetNotes(m.notes).
				SetNillableWrittenBy(idOf(m.by)).SetSide(mentorshipmeeting.Side(m.side)))
		}
	}
	if err := bulk(ctx, helps, same, tx.Mentorship.CreateBulk); err != nil {
		return err
	}
	if err := bulk(ctx, goals, same, tx.MentorshipGoal.CreateBulk); err != nil {
		return err
	}
	return bulk(ctx, meetings, same, tx.MentorshipMeeting.CreateBulk)
}
