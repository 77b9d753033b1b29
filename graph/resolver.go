package graph

import (
	"time"

	"erikti/ent/gen"
	"erikti/internal/account"
	"erikti/internal/event"
	"erikti/internal/live"
	"erikti/internal/notice"
	"erikti/internal/personal"
	"erikti/internal/place"
	"erikti/internal/stats"
)

// Resolver has the capabilities that the resolvers call.
type Resolver struct {
	Client   *gen.Client
	Accounts *account.Service
	Events   *event.Service
	Places   *place.Engine
	Watcher  *place.Watcher
	Stats    *stats.Counter
	Inbox    *notice.Inbox
	Personal *personal.Service
	Hub      *live.Hub
	Now      func() time.Time
}
