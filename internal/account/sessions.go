package account

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/session"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/viewer"
)

// SignOut ends the session that asks, or every one of the account. It says whether
// there was one. An API key is no session.
func (s *Service) SignOut(ctx context.Context, everywhere bool) (bool, error) {
	v := viewer.From(ctx)
	if v.Account() == "" {
		return false, nil
	}
	which := session.ID(v.SessionID)
	if everywhere {
		which = session.AccountID(v.AccountID)
	}
	ended := 0
	err := s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) (err error) {
		ended, err = s.end(ctx, tx, which)
		return err
	})
	if err == nil && ended > 0 {
		sessionID := v.SessionID
		if everywhere {
			sessionID = ""
		}
		s.ended(v.AccountID, sessionID)
	}
	return ended > 0, err
}

// end ends sessions.
func (s *Service) end(ctx context.Context, tx *gen.Tx, which predicate.Session) (int, error) {
	return tx.Session.Update().Where(which, session.EndedAtIsNil()).SetEndedAt(s.clock()).Save(ctx)
}

// owner returns the account of the person who signed in; a visitor is
// UNAUTHENTICATED, an API key FORBIDDEN.
func owner(ctx context.Context) (*viewer.Viewer, error) {
	v := viewer.From(ctx)
	switch {
	case !v.SignedIn():
		return nil, fault.Fail(fault.Unauthenticated, "")
	case v.Account() == "":
		return nil, fault.Fail(fault.Forbidden, "scope")
	}
	return v, nil
}

// EndSession ends a session of the person who asks, and returns how many that were.
// Another one's is NOT_FOUND, as one that does not exist; one that has ended is 0.
func (s *Service) EndSession(ctx context.Context, sessionID, key string) (int, error) {
	v, err := owner(ctx)
	if err != nil {
		return 0, err
	}
	call := idempotency.Call{Caller: v.AccountID, Operation: "endSession", Key: key, Input: sessionID}
	ended, again, err := once(ctx, s, call, func(ctx context.Context, tx *gen.Tx) (int, error) {
		own := session.And(session.ID(sessionID), session.AccountID(v.AccountID))
		known, err := tx.Session.Query().Where(own).Exist(ctx)
		if err != nil {
			return 0, err
		}
		if !known {
			return 0, fault.Refuse(fault.NotFound).At("sessionId")
		}
		return s.end(ctx, tx, own)
	})
	if err == nil && !again && ended > 0 {
		s.ended(v.AccountID, sessionID)
	}
	return ended, err
}

// EndOtherSessions ends every session of the person but the one that asks, and returns
// how many that were.
func (s *Service) EndOtherSessions(ctx context.Context, key string) (int, error) {
	v, err := owner(ctx)
	if err != nil {
		return 0, err
	}
	var ids []string
	call := idempotency.Call{Caller: v.AccountID, Operation: "endOtherSessions", Key: key, Input: struct{}{}}
	ended, _, err := once(ctx, s, call, func(ctx context.Context, tx *gen.Tx) (n int, err error) {
		others := session.And(session.AccountID(v.AccountID), session.IDNEQ(v.SessionID))
		if ids, err = tx.Session.Query().Where(others, session.EndedAtIsNil()).IDs(ctx); err != nil {
			return 0, err
		}
		return s.end(ctx, tx, session.And(others, session.IDIn(ids...)))
	})
	if err == nil {
		for _, sessionID := range ids {
			s.ended(v.AccountID, sessionID)
		}
	}
	return ended, err
}
