package mistake

import (
	"context"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/mistakereport"
	"erikti/ent/gen/notice"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	inbox "erikti/internal/notice"
	"erikti/internal/state"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// The changes of where a report stands; it begins as NEW.
const (
	accept  = "accept"
	fix     = "fix"
	decline = "decline"
)

// States are where a report stands, and what leads where.
var States = state.Table[mistakereport.State]{Kind: "mistake_report", Moves: map[string]state.Move[mistakereport.State]{
	accept:  {From: []mistakereport.State{mistakereport.StateNEW}, To: mistakereport.StateACCEPTED},
	fix:     {From: []mistakereport.State{mistakereport.StateNEW, mistakereport.StateACCEPTED}, To: mistakereport.StateFIXED},
	decline: {From: []mistakereport.State{mistakereport.StateNEW, mistakereport.StateACCEPTED}, To: mistakereport.StateDECLINED},
}}

// moves are the changes that lead to a state.
var moves = map[mistakereport.State]string{
	mistakereport.StateACCEPTED: accept, mistakereport.StateFIXED: fix, mistakereport.StateDECLINED: decline,
}

// Answer is what became of a report.
type Answer struct {
	ReportID string
	State    mistakereport.State
	Reply    string
}

// Answer says what became of a report, and returns its id.
func (s *Service) Answer(ctx context.Context, in Answer, key string) (string, error) {
	return act.Do(ctx, s.office, "answerMistakeReport", key, in, func(ctx context.Context, c *act.Change) (string, error) {
		r, err := c.MistakeReport.Query().Where(mistakereport.ID(in.ReportID)).Modify(store.Locked(c.Postgres)).Only(ctx)
		if gen.IsNotFound(err) || err == nil && !c.May(value(r.OrganizationID)) {
			return "", fault.Refuse(fault.NotFound).At("reportId")
		}
		if err != nil {
			return "", err
		}
		move, ok := moves[in.State]
		if !ok {
			return "", fault.Invalid("mistake_state", "state")
		}
		to, err := States.Next(move, r.State)
		if err != nil {
			return "", err
		}
		in.Reply = strings.TrimSpace(in.Reply)
		if to == mistakereport.StateDECLINED && in.Reply == "" {
			return "", fault.Invalid("text_missing", "reply")
		}
		if err := check.String(in.Reply, maxComment, "reply"); err != nil {
			return "", err
		}
		err = c.MistakeReport.UpdateOneID(r.ID).SetState(to).SetReply(in.Reply).SetAnsweredBy(c.Who.ID()).SetAnsweredAt(c.Now).SetUpdatedAt(c.Now).Exec(ctx)
		if err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "MISTAKE_" + string(to), Object: r.ID, Organization: value(r.OrganizationID)})
		c.Touch(r.ArticleID)
		if r.VolunteerID == nil {
			return r.ID, nil
		}
		return r.ID, c.Tell(ctx, inbox.News{Kind: notice.KindMISTAKE_ANSWERED, SubjectID: r.ID, State: string(to)}, *r.VolunteerID)
	})
}

// Answers says whether the viewer answers a report: as its editor, or for the platform.
func Answers(v *viewer.Viewer, r *gen.MistakeReport) bool {
	return v.PlatformAdmin() || r.OrganizationID != nil && v.Edits(*r.OrganizationID)
}
