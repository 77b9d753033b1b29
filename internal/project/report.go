package project

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/projectreport"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
)

// Submit submits the next report of a project, or one that came back again. It returns the
// report's id.
func (s *Service) Submit(ctx context.Context, projectID, text, key string) (string, error) {
	input := struct{ ProjectID, Text string }{projectID, text}
	return s.do(ctx, "submitProjectReport", key, input, projectID, false, func(ctx context.Context, c *change) error {
		if _, err := States.Next(handIn, c.p.State); err != nil {
			return err
		}
		r, err := c.ProjectReport.Query().Where(projectreport.ProjectID(c.p.ID), projectreport.StateIn(Reports.Moves[submitReport].From...)).
			Order(gen.Asc(projectreport.FieldNumber)).First(ctx)
		if gen.IsNotFound(err) {
			return fault.RefuseFor(fault.WrongState, "no_report_due")
		}
		if err != nil {
			return err
		}
		if c.today < r.PeriodFrom {
			return fault.RefuseFor(fault.WrongState, "report_ahead").With("from", string(r.PeriodFrom)).At("projectId")
		}
		if r.Final {
			// The final one closes what was reported before.
			waiting, err := c.ProjectReport.Query().Where(projectreport.ProjectID(c.p.ID), projectreport.StateEQ(projectreport.StateSUBMITTED)).Exist(ctx)
			if err != nil {
				return err
			}
			if waiting {
				return fault.RefuseFor(fault.WrongState, "reports_wait")
			}
		}
		if err := check.Needed(&text, maxDescription, "text"); err != nil {
			return err
		}
		c.answer = r.ID
		kept, hash, err := c.snapshot(ctx, r)
		if err != nil {
			return err
		}
		if err := c.moveReport(ctx, r, submitReport, func(u *gen.ProjectReportUpdateOne) {
			u.SetText(text).SetSnapshot(kept).SetSnapshotHash(hash).SetSubmittedAt(c.Now).SetSubmittedBy(c.Who.ID()).ClearReason().
				ClearDecidedAt().ClearDecidedBy().SetDueOn(c.today.AddDays(answerDays))
		}); err != nil {
			return err
		}
		if r.Final {
			if err := c.move(ctx, handIn, nil); err != nil {
				return err
			}
		}
		return c.reported(ctx, r, true, "REPORT_SUBMITTED", audit.Entry{Detail: map[string]string{"snapshot": hash[:32]}})
	})
}

// ReportDecision is about one report.
type ReportDecision struct {
	ReportID        string
	Reason          string
	ExpectedVersion *int
}

// Return gives a report back, for a reason.
func (s *Service) Return(ctx context.Context, d ReportDecision, key string) (string, error) {
	return s.answer(ctx, "returnProjectReport", returnReport, giveBack, d, key)
}

// Accept accepts a report.
func (s *Service) Accept(ctx context.Context, d ReportDecision, key string) (string, error) {
	return s.answer(ctx, "acceptProjectReport", acceptReport, accept, d, key)
}

// answer decides on a report; of the final one the project moves too.
func (s *Service) answer(ctx context.Context, operation, name, ofProject string, d ReportDecision, key string) (string, error) {
	projectID, err := s.store.Client.ProjectReport.Query().Where(projectreport.ID(d.ReportID)).Select(projectreport.FieldProjectID).String(system(ctx))
	if gen.MaskNotFound(err) != nil {
		return "", err
	}
	_, err = s.do(ctx, operation, key, d, projectID, true, func(ctx context.Context, c *change) error {
		r, err := c.ProjectReport.Get(ctx, d.ReportID)
		if err != nil {
			return err
		}
		if err := check.Version(r.Version, d.ExpectedVersion); err != nil {
			return err
		}
		if _, err := Reports.Next(name, r.State); err != nil {
			return err
		}
		e, what, why := audit.Entry{}, "REPORT_ACCEPTED", ""
		if name == returnReport {
			e.Reason, what = d.Reason, "REPORT_RETURNED"
			if why, err = c.reason(ctx, d.Reason); err != nil {
				return err
			}
		}
		if err := c.moveReport(ctx, r, name, func(u *gen.ProjectReportUpdateOne) {
			u.SetDecidedAt(c.Now).SetDecidedBy(c.Who.ID())
			if why != "" {
				u.SetReasonID(why).SetDueOn(c.today.AddDays(reportDays))
			}
		}); err != nil {
			return err
		}
		if r.Final {
			if err := c.move(ctx, ofProject, nil); err != nil {
				return err
			}
		}
		return c.reported(ctx, r, false, what, e)
	})
	return d.ReportID, err
}

func (c *change) moveReport(ctx context.Context, r *gen.ProjectReport, name string, more func(*gen.ProjectReportUpdateOne)) error {
	to, err := Reports.Next(name, r.State)
	if err != nil {
		return err
	}
	update := c.ProjectReport.UpdateOneID(r.ID).SetState(to).AddVersion(1).SetUpdatedAt(c.Now)
	more(update)
	return update.Exec(ctx)
}

// reported settles a project after a step of a report and tells of it.
func (c *change) reported(ctx context.Context, r *gen.ProjectReport, toDeciders bool, what string, e audit.Entry) error {
	if err := c.settle(ctx); err != nil {
		return err
	}
	e.Object = r.ID
	return told(ctx, c.Change, c.p, toDeciders, what, e)
}
