package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"erikti/graph"
	"erikti/internal/account"
	"erikti/internal/attendance"
	"erikti/internal/calendar"
	"erikti/internal/channel"
	"erikti/internal/credit"
	"erikti/internal/demo"
	"erikti/internal/event"
	"erikti/internal/figure"
	"erikti/internal/follow"
	"erikti/internal/guardian"
	"erikti/internal/guest"
	"erikti/internal/hours"
	"erikti/internal/information"
	"erikti/internal/live"
	"erikti/internal/live/bus"
	"erikti/internal/membership"
	"erikti/internal/mentoring"
	"erikti/internal/mistake"
	"erikti/internal/notice"
	"erikti/internal/option"
	"erikti/internal/organization"
	"erikti/internal/passport"
	"erikti/internal/personal"
	"erikti/internal/place"
	"erikti/internal/profile"
	"erikti/internal/project"
	"erikti/internal/reference"
	"erikti/internal/register"
	"erikti/internal/report"
	"erikti/internal/research"
	"erikti/internal/school"
	"erikti/internal/stats"
	"erikti/internal/store"
	"erikti/internal/university"
	"erikti/internal/wire"
)

// The times of the life cycle.
const (
	drainFor   = 10 * time.Second // for requests that run
	tickEvery  = time.Second      // the clock of shifts
	purgeEvery = time.Hour
	silentFor  = 2 * time.Second // longer than a request may take, of PostgreSQL
	demoSeed   = 2020            // the Year of the Volunteer
)

// App is the wired program.
type App struct {
	information *information.Service
	opts        *option.Options
	store       *store.Store
	hub         *live.Hub
	bus         bus.Bus
	missed      chan struct{} // the bus may have lost something
	accounts    *account.Service
	places      *place.Engine
	attendance  *attendance.Service
	members     *membership.Service
	credit      *credit.Service
	feeds       *calendar.Feeds
	figures     *figure.Service
	costs       *spending
	guests      *guest.Service
	passports   *passport.Service
	school      *school.Service
	guardians   *guardian.Service
	live        *wire.Engine
	links       *notice.Links
	notices     *notice.Dispatcher
	channels    *channel.Service
	metrics     *metrics
	handler     http.Handler
	patterns    []string // of the addresses it answers at
	ready       atomic.Bool
	listener    net.Listener
	now         func() time.Time
	out         io.Writer // what people read at start
}

// New opens the database and wires everything. Out is where people read what
// happens. Adjust is for tests that look at the statements.
func New(ctx context.Context, opts *option.Options, out io.Writer, adjust ...func(*store.Options)) (*App, error) {
	return NewAt(ctx, opts, out, time.Now, adjust...)
}

// NewAt is New with another clock on the wall, for tests: all that is judged by the
// time of day asks it. How long something takes, and when it is tried again, is
// measured by the clock of the machine that never goes back.
func NewAt(ctx context.Context, opts *option.Options, out io.Writer, now func() time.Time, adjust ...func(*store.Options)) (*App, error) {
	say := func(format string, args ...any) { _, _ = fmt.Fprintf(out, format+"\n", args...) }
	say("Opening the database …")
	if _, err := useKeys(opts); err != nil {
		return nil, err
	}
	if !usable(opts.PicturesFolder) {
		return nil, errors.New("PICTURES_FOLDER: name a folder, or one to be made in a folder that is there")
	}
	settings := store.Options{Connections: opts.Connections, Silence: opts.RequestTimeout + silentFor}
	for _, f := range adjust {
		f(&settings)
	}
	st, err := store.Open(ctx, opts.Database(), settings)
	if err != nil {
		return nil, err
	}
	if opts.DemoMode() == option.DemoOff && st.Readable() {
		return nil, errors.Join(errors.New("DATABASE_URL: everybody on this machine can read the database file: chmod 600 it, and those beside it of the same name"), st.Close())
	}
	a := &App{opts: opts, store: st, hub: live.NewHub(), out: out, metrics: newMetrics(st), now: now}
	if err := a.wire(ctx, say); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return a, nil
}

func (a *App) wire(ctx context.Context, say func(string, ...any)) error {
	hasher, err := account.NewHasher(a.opts.HashesAtOnce, a.opts.HashesWaiting)
	if err != nil {
		return err
	}
	if err := reference.Seed(ctx, a.store); err != nil {
		return err
	}
	if err := a.prepareDemo(ctx, hasher, say); err != nil {
		return err
	}
	providers, err := a.providers()
	if err != nil {
		return err
	}
	a.accounts = account.New(a.store, hasher, a.now, account.Options{
		SessionFor: a.opts.SessionFor,
		Limits: account.Limits{
			PerAccount: a.opts.SignInsAMinute,
			PerAddress: a.perAddress(a.opts.AttemptsAddress),
			Overall:    a.opts.AttemptsOverall,
			Messages:   a.opts.MessagesContact,
		},
		Mail: a.opts.SMTP() != nil, Phone: a.opts.Webhook() != nil,
		PublicURL: a.url,
		Providers: providers,
		Demo:      demoAccess,
		Ended:     a.sessionsEnded,
	})
	a.places = place.New(a.store, a.publish, a.now)
	a.attendance = attendance.New(a.store, a.places, a.publish, a.now, a.url)
	if err := a.wireNotices(ctx); err != nil {
		return err
	}
	a.credit = credit.New(a.store, a.places, a.publish, a.now)
	a.costs = a.spending()
	a.figures = figure.New(a.store, a.opts.MinCellSize, a.now)
	a.feeds = calendar.NewFeeds(a.store, a.now)
	a.information = information.New(a.store, a.places, a.publish, a.now, a.opts.PicturesFolder)
	a.passports = passport.New(a.store, a.url, a.now)
	a.school = school.New(a.store, a.places, a.passports, a.publish, a.now)
	a.members = membership.New(a.store, a.publish, a.now, membership.Mail{Reaches: a.reaches, MayWrite: a.accounts.MayWrite, PublicURL: a.url})
	a.guests = guest.New(a.store, a.places, a.publish, a.now, guest.Options{
		PerAddress: a.perAddress(a.opts.GuestsAddress), PerContact: a.opts.GuestsContact,
		PerPerson: a.opts.SignInsAMinute,
	})
	a.guardians = guardian.New(a.store, a.places, a.links, a.publish, a.reaches, a.now)
	resolver := &graph.Resolver{
		Client:        a.store.Client,
		Accounts:      a.accounts,
		Events:        event.New(a.places),
		Organizations: organization.New(a.store, a.publish, a.now),
		Members:       a.members,
		Universities:  university.New(a.store, a.publish, a.now),
		Credit:        a.credit,
		School:        a.school,
		Mentoring:     mentoring.New(a.store, a.publish, a.now),
		Projects:      project.New(a.store, a.opts.MinCellSize, a.publish, a.now),
		Research:      research.New(a.store, a.figures, a.publish, a.now),
		Figures:       a.figures,
		Register:      register.New(a.store),
		Guests:        a.guests,
		Guardians:     a.guardians,
		Places:        a.places,
		Attendance:    a.attendance,
		Hours:         hours.NewBook(a.store, a.publish, a.now),
		Watcher:       place.NewWatcher(a.store.Client, a.hub, a.now),
		Stats:         stats.New(a.store, a.now),
		Inbox:         notice.NewInbox(a.store, a.publish, a.now),
		Profiles:      profile.New(a.store, a.now),
		Followers:     follow.New(a.store, a.now),
		Feeds:         a.feeds,
		Passports:     a.passports,
		Channels:      a.channels,
		Reports:       report.New(a.store, a.publish, a.now, a.perAddress(a.opts.ReportsAddress)),
		Information:   a.information,
		Mistakes:      mistake.New(a.store, a.publish, a.now, a.perAddress(a.opts.ReportsAddress)),
		Personal:      personal.New(a.places, a.store, a.sessionsEnded, a.now),
		Hub:           a.hub,
		Now:           a.now,
		URL:           a.url,
		Again: func(ctx context.Context) error {
			_, err := a.recheck(ctx)
			return err
		},
	}
	a.metrics.watching(a.hub)
	graphql, err := a.graphql(resolver)
	if err != nil {
		return err
	}
	a.handler = a.routes(graphql)
	if err := a.openBus(); err != nil {
		a.live.Close()
		return err
	}
	a.metrics.bus(a.bus)
	return nil
}

// perAddress is a limit by address: off in the demo on loopback, where all come
// from one.
func (a *App) perAddress(most int) int {
	if a.opts.DemoMode() == option.DemoLocal {
		return 0
	}
	return most
}

// prepareDemo fills in, or rolls forward, the demo network.
func (a *App) prepareDemo(ctx context.Context, hasher *account.Hasher, say func(string, ...any)) error {
	if a.opts.DemoMode() == option.DemoOff {
		return nil
	}
	empty, err := demo.Empty(ctx, a.store)
	if err != nil {
		return err
	}
	if empty {
		say("Filling in the demo network (some seconds) …")
		return demo.Fill(ctx, a.store, a.opts.PicturesFolder, demoSeed, a.now(), func(password string) (string, error) {
			return hasher.Hash(ctx, password)
		})
	}
	filled, err := demo.Filled(ctx, a.store)
	if err != nil {
		return err
	}
	if !filled {
		return errors.New("DEMO: the database holds a network of its own; the demo needs an empty one: set another DATABASE_URL, or DEMO=false")
	}
	say("Rolling the demo network forward to today …")
	return demo.Roll(ctx, a.store, a.now())
}

// Store returns the open database; for tests that write what the API does not.
func (a *App) Store() *store.Store { return a.store }

// Listen opens the port; Run does it when nobody has.
func (a *App) Listen() (net.Addr, error) {
	listener, err := net.Listen("tcp", a.opts.Addr)
	if err != nil {
		return nil, cannotListen(err)
	}
	a.listener = listener
	return listener.Addr(), nil
}

// cannotListen says why, and not what ADDR is.
func cannotListen(err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return errors.New("ADDR: another program listens there: end it, or write another port")
	case errors.Is(err, syscall.EACCES):
		return errors.New("ADDR: this user may not listen there: write a port from 1024 on")
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return errors.New("ADDR: this machine does not have that address")
	}
	return errors.New("ADDR: write HOST:PORT, an address of this machine and a free port")
}

// Run serves until ctx ends, then drains.
func (a *App) Run(ctx context.Context) error {
	if a.listener == nil {
		if _, err := a.Listen(); err != nil {
			a.live.Close()
			return errors.Join(err, a.bus.Close(), a.store.Close())
		}
	}
	server := &http.Server{
		Handler:           a.handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),
	}
	jobs, stopJobs := context.WithCancel(context.WithoutCancel(ctx))
	defer stopJobs()
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		if err := server.Serve(a.listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	running := a.startJobs(jobs)
	a.ready.Store(true)
	a.welcome(ctx)
	g.Go(func() error {
		<-gctx.Done()
		return a.drain(ctx, server, stopJobs, running)
	})
	err := g.Wait()
	a.live.Close()
	return errors.Join(err, a.bus.Close(), a.store.Close())
}

// drain ends what runs, in order.
func (a *App) drain(ctx context.Context, server *http.Server, stopJobs func(), running *errgroup.Group) error {
	slog.InfoContext(ctx, "draining")
	a.ready.Store(false)
	a.live.Drain()
	within, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainFor)
	defer cancel()
	err := server.Shutdown(within)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	a.places.Close()
	stopJobs()
	return errors.Join(err, running.Wait())
}

// reaches says whether a message gets to a contact: whether there is a channel for it.
func (a *App) reaches(contact string) bool {
	if strings.Contains(contact, "@") {
		return a.opts.SMTP() != nil
	}
	return a.opts.Webhook() != nil
}
