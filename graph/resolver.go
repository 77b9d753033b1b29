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
	"erikti/internal/figure"
	"erikti/internal/follow"
	"erikti/internal/guardian"
	"erikti/internal/guest"
	"erikti/internal/hours"
	"erikti/internal/live"
	"erikti/internal/membership"
	"erikti/internal/mentoring"
	"erikti/internal/notice"
	"erikti/internal/organization"
	"erikti/internal/passport"
	"erikti/internal/personal"
	"erikti/internal/place"
	"erikti/internal/profile"
	"erikti/internal/project"
	"erikti/internal/register"
	"erikti/internal/report"
	"erikti/internal/research"
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
	Mentoring     *mentoring.Service
	Projects      *project.Service
	Research      *research.Service
	Figures       *figure.Service
	Register      *register.Service
	Guests        *guest.Service
	Guardians     *guardian.Service
	Places        *place.Engine
	Attendance    *attendance.Service
	Hours         *hours.Book
	Watcher       *place.Watcher
	Stats         *stats.Counter
	Inbox         *notice.Inbox
	Profiles      *profile.Service
	Followers     *follow.Service
	Feeds         *calendar.Feeds
	Passports     *passport.Service
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
