package attendance

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourdispute"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/signup"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/hours"
	inbox "erikti/internal/notice"
	"erikti/internal/place"
	"erikti/internal/reason"
	"erikti/internal/right"
	"erikti/internal/state"
	"erikti/internal/viewer"
)

const (
	// longest is how long what people write is, in characters.
	longest = 1000
	// saidWithin is how long after an event people say what was not right, and how it was.
	saidWithin = 30 * 24 * time.Hour
	// mostListed is how many disputes, or ratings, one answer lists.
	mostListed = 100
)

// Dispute is what a person says is not right in what was recorded of them.
type Dispute struct {
	ID         string
	Volunteer  *gen.Volunteer
	Signup     *gen.Signup
	Text       string
	State      hourdispute.State
	Answer     string
	AnsweredAt *time.Time
	CreatedAt  time.Time
}

// Disputed is what a person says.
type Disputed struct{ SignupID, Text string }

// Dispute says what is not right in what was recorded of the viewer's place, and tells
// the organizers. It returns the dispute's id.
func (s *Service) Dispute(ctx context.Context, d Disputed, key string) (string, error) {
	return act.Do(ctx, s.office, "disputeHours", key, d, func(ctx context.Context, c *act.Change) (string, error) {
		if err := check.Needed(&d.Text, longest, "text"); err != nil {
			return "", err
		}
		g, err := c.Signup.Query().Where(signup.ID(d.SignupID), signup.VolunteerID(c.Who.ID())).
			WithShift(func(q *gen.ShiftQuery) { q.WithEvent() }).Only(ctx)
		if gen.IsNotFound(err) {
			return "", fault.Refuse(fault.NotFound).At("signupId")
		}
		if err != nil {
			return "", err
		}
		sh := g.Edges.Shift
		e := sh.Edges.Event
		switch g.State {
		case signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED, signup.StateNO_SHOW, signup.StateUNRECORDED, signup.StateEXCUSED:
		default:
			return "", fault.RefuseFor(fault.NotSignedUp, "attendance").At("signupId")
		}
		if e.Kind != event.KindVOLUNTEERING || c.Now.Before(sh.EndsAt) || c.Now.After(sh.EndsAt.Add(saidWithin)) {
			return "", fault.RefuseFor(fault.WrongState, "dispute_time").At("signupId")
		}
		if err := hours.LockPeople(ctx, c.Tx, c.Postgres, g.VolunteerID); err != nil {
			return "", err
		}
		open, err := c.HourDispute.Query().Where(hourdispute.SignupID(g.ID), hourdispute.StateEQ(hourdispute.StateOPEN)).Exist(ctx)
		if err != nil {
			return "", err
		}
		if open {
			return "", fault.RefuseFor(fault.WrongState, "dispute_open").At("signupId")
		}
		made, err := c.HourDispute.Create().SetVolunteerID(g.VolunteerID).SetOrganizationID(e.OrganizationID).SetSignupID(g.ID).SetText(d.Text).
			SetCreatedAt(c.Now).SetUpdatedAt(c.Now).Save(ctx)
		if err != nil {
			return "", err
		}
		people, err := organizers(ctx, c.Tx, e.OrganizationID, c.Now)
		if err != nil {
			return "", err
		}
		c.Touch(e.OrganizationID)
		return made.ID, c.Tell(ctx, inbox.News{Kind: notice.KindHOURS_DISPUTED, OrganizationID: e.OrganizationID, ShiftID: sh.ID, SubjectID: made.ID}, people...)
	})
}

// Answered is what the organizers say of a dispute.
type Answered struct {
	DisputeID string
	Uphold    bool
	Answer    string
	// From and To stand in the place of what was recorded; only of one that is upheld.
	From, To *time.Time
}

// Answer answers a dispute. Of one that is upheld the time that the organizers say
// stands in the place of all that was recorded, and the person was there.
func (s *Service) Answer(ctx context.Context, a Answered, key string) (string, error) {
	return once(ctx, s, "answerHourDispute", key, a, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		if err := check.Needed(&a.Answer, longest, "answer"); err != nil {
			return "", err
		}
		if !a.Uphold && (a.From != nil || a.To != nil) {
			return "", fault.Invalid("work_time", "arrivedAt").With("hours", int(hours.LongestWork/time.Hour))
		}
		if err := hours.CheckWork(a.From, a.To, t.Now, "arrivedAt"); err != nil {
			return "", err
		}
		d, err := t.Client().HourDispute.Query().Where(hourdispute.ID(a.DisputeID)).Only(ctx)
		if gen.IsNotFound(err) {
			return "", fault.Refuse(fault.NotFound).At("disputeId")
		}
		if err != nil {
			return "", err
		}
		if !right.May(v, "Mutation.answerHourDispute", d.OrganizationID) {
			return "", fault.Refuse(fault.NotFound).At("disputeId")
		}
		if d.VolunteerID == v.Actor() {
			return "", fault.Refuse(fault.OwnHours)
		}
		shiftID, err := shiftOf(ctx, t, d.SignupID)
		if err != nil {
			return "", err
		}
		sh, err := lockShift(ctx, t, shiftID)
		if err != nil {
			return "", err
		}
		if err := asOrganizer(ctx, t, v, "Mutation.answerHourDispute", d.OrganizationID); err != nil {
			return "", err
		}
		if err := hours.LockPeople(ctx, t.Tx, s.store.Postgres(), d.VolunteerID); err != nil {
			return "", err
		}
		change := decline
		if a.Uphold {
			change = uphold
		}
		move := Disputes.Moves[change]
		n, err := t.Client().HourDispute.Update().Where(hourdispute.ID(d.ID), hourdispute.StateIn(move.From...)).
			SetState(move.To).SetAnswer(a.Answer).SetAnsweredBy(v.Actor()).SetAnsweredAt(t.Now).SetUpdatedAt(t.Now).Save(ctx)
		if err != nil {
			return "", err
		}
		if n == 0 {
			now, err := t.Client().HourDispute.Get(ctx, d.ID) // the one before was not read under the lock
			if err != nil {
				return "", err
			}
			return "", state.Refuse(Disputes.Kind, now.State, move.From...).At("disputeId")
		}
		if a.From != nil {
			if err := s.restate(ctx, t, sh, d.SignupID, v.Actor(), a); err != nil {
				return "", err
			}
		}
		t.Touch(d.VolunteerID)
		t.Touch(d.OrganizationID)
		t.Touch(sh.EventID)
		if err := inbox.Tell(ctx, t.Tx, inbox.News{
			Kind: notice.KindHOURS_DISPUTE_ANSWERED, OrganizationID: d.OrganizationID, ShiftID: sh.ID, SubjectID: d.ID, State: string(move.To),
		}, d.VolunteerID); err != nil {
			return "", err
		}
		return d.ID, audit.Record(ctx, t.Tx, audit.Entry{
			Action: "HOUR_DISPUTE_ANSWERED", Object: d.ID, Organization: d.OrganizationID, Reason: a.Answer, At: t.Now,
			Detail: map[string]string{"state": string(move.To)},
		})
	})
}

// restate writes the time that the organizers say in the place of all that was recorded
// of a place: the person was there.
func (s *Service) restate(ctx context.Context, t *place.Tx, sh *place.Shift, signupID, by string, a Answered) error {
	if a.From.Before(sh.StartsAt.Add(-early)) || a.To.After(sh.EndsAt.Add(late)) {
		return fault.Refuse(fault.CheckInClosed).At("arrivedAt")
	}
	g, err := t.Client().Signup.Query().Where(signup.ID(signupID)).Only(ctx)
	if err != nil {
		return err
	}
	old, err := t.Client().HourEntry.Query().Where(hours.Stands(), hourentry.SignupID(signupID)).All(ctx)
	if err != nil {
		return err
	}
	because, err := reason.Keep(ctx, t.Tx, a.Answer)
	if err != nil {
		return err
	}
	w, err := work(ctx, t.Tx, sh.EventID, sh.ID, g)
	if err != nil {
		return err
	}
	w.Settled = sh.Edges.Event.State == event.StateSETTLED
	l := &hours.Ledger{Tx: t.Tx, Postgres: s.store.Postgres(), Now: t.Now}
	if _, err := l.Replace(ctx, old, by, &because, w, a.From, a.To); err != nil {
		return err
	}
	if g.State == signup.StateCOMPLETED {
		return nil
	}
	return sh.Present(ctx, g.ID, false)
}

// Disputes lists the viewer's own, or those of an organization whose events the viewer
// runs; nothing of what the viewer may not see.
func (s *Service) Disputes(ctx context.Context, organizationID string, state hourdispute.State, first int, after string) ([]*Dispute, error) {
	q := s.disputed(ctx, organizationID, state)
	if q == nil {
		return nil, nil
	}
	if after != "" {
		last, err := q.Clone().Where(hourdispute.ID(after)).Only(rule.System(ctx))
		if gen.IsNotFound(err) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		q.Where(hourdispute.Or(hourdispute.CreatedAtLT(last.CreatedAt), hourdispute.And(hourdispute.CreatedAt(last.CreatedAt), hourdispute.IDGT(last.ID))))
	}
	return s.disputes(ctx, q.Order(hourdispute.ByCreatedAt(sql.OrderDesc()), hourdispute.ByID()).Limit(min(max(first, 1), mostListed)))
}

// CountDisputes is how many Disputes lists in all.
func (s *Service) CountDisputes(ctx context.Context, organizationID string, state hourdispute.State) (int, error) {
	q := s.disputed(ctx, organizationID, state)
	if q == nil {
		return 0, nil
	}
	return q.Count(rule.System(ctx))
}

// disputed are the disputes of an organization whose events the viewer runs, else the
// viewer's own; nil for what the viewer may not see.
func (s *Service) disputed(ctx context.Context, organizationID string, state hourdispute.State) *gen.HourDisputeQuery {
	v := viewer.From(ctx)
	q := s.store.Client.HourDispute.Query()
	switch {
	case organizationID != "" && right.May(v, "Mutation.answerHourDispute", organizationID):
		q.Where(hourdispute.OrganizationID(organizationID))
	case organizationID == "" && v.ID() != "":
		q.Where(hourdispute.VolunteerID(v.ID()))
	default:
		return nil
	}
	if state != "" {
		q.Where(hourdispute.StateEQ(state))
	}
	return q
}

// DisputeOf reads one that the viewer raised or answered.
func (s *Service) DisputeOf(ctx context.Context, id string) (*Dispute, error) {
	all, err := s.disputes(ctx, s.store.Client.HourDispute.Query().Where(hourdispute.ID(id)))
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all[0], nil
}

func (s *Service) disputes(ctx context.Context, q *gen.HourDisputeQuery) ([]*Dispute, error) {
	system := rule.System(ctx)
	rows, err := q.WithVolunteer().All(system)
	if err != nil {
		return nil, err
	}
	var places []string
	for _, d := range rows {
		places = append(places, d.SignupID)
	}
	signups, err := s.store.Client.Signup.Query().Where(signup.IDIn(places...)).All(system)
	if err != nil {
		return nil, err
	}
	of := map[string]*gen.Signup{}
	for _, g := range signups {
		of[g.ID] = g
	}
	all := make([]*Dispute, len(rows))
	for i, d := range rows {
		all[i] = &Dispute{d.ID, d.Edges.Volunteer, of[d.SignupID], d.Text, d.State, d.Answer, d.AnsweredAt, d.CreatedAt}
	}
	return all, nil
}
