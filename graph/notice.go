package graph

import (
	"context"

	"entgo.io/contrib/entgql"

	"erikti/ent/gen"
	"erikti/internal/lang"
	"erikti/internal/notice"
)

// newestFirst is the order of an inbox: identifiers of notices sort by time.
var newestFirst = &gen.NoticeOrder{Direction: entgql.OrderDirectionDesc}

// lastTakenFirst is the order of places that are over: so do identifiers of sign-ups.
var lastTakenFirst = &gen.SignupOrder{Direction: entgql.OrderDirectionDesc}

// noticeText says what a notice tells; the times of a shift are those of the event's zone.
func noticeText(ctx context.Context, n *gen.Notice) (message string, next *string, err error) {
	var s *gen.Shift
	if n.ShiftID != "" {
		if s, err = loadersOf(ctx).told.Load(ctx, n.ShiftID); err != nil {
			return "", nil, err
		}
	}
	message, step := notice.Text(lang.FromContext(ctx), n, s)
	if step != "" {
		next = &step
	}
	return message, next, nil
}
