package graph

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/checkin"
	"erikti/ent/gen/signup"
	"erikti/graph/model"
	"erikti/internal/attendance"
)

// attendancePayload shows a place as it is now, when the viewer may see it, beside why
// something was not recorded.
func (r *Resolver) attendancePayload(ctx context.Context, out attendance.Outcome, refused error) (*model.AttendancePayload, error) {
	p := &model.AttendancePayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || refused != nil || out.SignupID == "" {
		return p, err
	}
	p.Signup, err = r.Client.Signup.Query().Where(signup.ID(out.SignupID)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

func (r *Resolver) kioskPayload(ctx context.Context, id, token string, refused error) (*model.KioskPayload, error) {
	p := &model.KioskPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || refused != nil {
		return p, err
	}
	p.KioskID = &id
	if token != "" {
		p.Token = &token
	}
	return p, nil
}

func shownCode(s *attendance.Shown, err error) (*model.AttendanceCode, error) {
	if s == nil || err != nil {
		return nil, err
	}
	c := &model.AttendanceCode{ShiftID: s.ShiftID, Code: s.Code, ExpiresAt: s.ExpiresAt}
	if s.Digits != "" {
		c.Digits = &s.Digits
	}
	return c, nil
}

func exception(in *model.AttendanceExceptionInput) attendance.Said {
	return attendance.Said{SignupID: in.SignupID, Came: in.Outcome, ArrivedAt: given(in.ArrivedAt), LeftAt: given(in.LeftAt)}
}

func seen(in model.CheckInInput, kind checkin.Kind) attendance.Seen {
	return attendance.Seen{ClientID: in.ClientEventID, Kind: kind, Code: in.Code}
}

// mostSaid bounds what is said of people of one event at once.
const mostSaid = 1000

// recordAttendance records a batch and shows what became of each of it.
func (r *Resolver) recordAttendance(ctx context.Context, in model.RecordAttendanceInput) (*model.RecordAttendancePayload, error) {
	var all []attendance.Seen
	for _, e := range in.Events {
		all = append(all, attendance.Seen{
			ClientID: e.ClientEventID, Kind: e.Kind, At: &e.At, Code: or(e.Code, ""), SignupID: or(e.SignupID, ""),
		})
	}
	done, err := r.Attendance.Record(ctx, in.ShiftID, all)
	p := &model.RecordAttendancePayload{Results: []*model.AttendanceResult{}}
	if p.UserErrors, err = userErrors(ctx, err); err != nil {
		return nil, err
	}
	for _, d := range done {
		var refused error
		if d.Refused != nil {
			refused = d.Refused
		}
		one, err := r.attendancePayload(ctx, d.Outcome, refused)
		if err != nil {
			return nil, err
		}
		p.Results = append(p.Results, &model.AttendanceResult{
			ClientEventID: d.ClientID, Recorded: d.Refused == nil, Signup: one.Signup, UserErrors: one.UserErrors,
		})
	}
	return p, nil
}
