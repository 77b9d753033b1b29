package graph

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/internal/account"
	"erikti/internal/attendance"
	"erikti/internal/calendar"
	"erikti/internal/channel"
	"erikti/internal/credit"
	"erikti/internal/event"
	"erikti/internal/follow"
	"erikti/internal/guardian"
	"erikti/internal/guest"
	"erikti/internal/live"
	"erikti/internal/membership"
	"erikti/internal/notice"
	"erikti/internal/organization"
	"erikti/internal/personal"
	"erikti/internal/place"
	"erikti/internal/profile"
	"erikti/internal/report"
	"erikti/internal/school"
	"erikti/internal/stats"
	"erikti/internal/university"
	"erikti/internal/wire"
)

// Resolver has the capabilities that the resolvers call.
type Resolver struct {
	Client        *gen.Client
	Accounts      *account.Service
	Events        *event.Service
	Organizations *organization.Service
	Members       *membership.Service
	Universities  *university.Service
	Credit        *credit.Service
	School        *school.Service
	Guests        *guest.Service
	Guardians     *guardian.Service
	Places        *place.Engine
	Attendance    *attendance.Service
	Watcher       *place.Watcher
	Stats         *stats.Counter
	Inbox         *notice.Inbox
	Profiles      *profile.Service
	Followers     *follow.Service
	Feeds         *calendar.Feeds
	Channels      *channel.Service
	Reports       *report.Service
	Personal      *personal.Service
	Hub           *live.Hub
	Live          *wire.Engine
	Now           func() time.Time
	// URL is the address that people open, without a slash at its end.
	URL func() string
	// Again reads the rights that a viewer has now.
	Again func(context.Context) error
}
