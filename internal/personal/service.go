package personal

import (
	"time"

	"erikti/internal/place"
	"erikti/internal/store"
)

// Service answers what people ask of what is kept about them. Many goroutines use one.
type Service struct {
	store  *store.Store
	places *place.Engine
	ended  func(accountID, sessionID string)
	now    func() time.Time
}

// New makes the service. Ended is told, after the commit, that all sessions of an account
// (session "") have ended; it must not block.
func New(places *place.Engine, st *store.Store, ended func(accountID, sessionID string), now func() time.Time) *Service {
	return &Service{st, places, ended, now}
}
