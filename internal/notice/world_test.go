package notice_test

import (
	"context"
	"io"
	"mime/quotedprintable"
	netmail "net/mail"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	gennotice "erikti/ent/gen/notice"
	"erikti/ent/gen/noticedelivery"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/ent/rule"
	"erikti/internal/id"
	"erikti/internal/lang"
	"erikti/internal/notice"
	"erikti/internal/pgtest"
	"erikti/internal/place"
	"erikti/internal/reference"
	"erikti/internal/store"
)

// noon is when these tests take place, unless they move the clock: a Monday, 12:00 in
// Kazakhstan.
var noon = time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC)

// there is a moment of a day of that month, in Kazakhstan.
func there(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, time.FixedZone("", 5*3600)).UTC()
}

// world is a database with an organization, an engine of places and a clock that a
// test sets.
type world struct {
	t      *testing.T
	url    string
	store  *store.Store
	engine *place.Engine
	links  *notice.Links
	clock  atomic.Pointer[time.Time]
	org    string
	seen   observed
}

// eachDatabase runs a test on SQLite and on PostgreSQL at the same time.
func eachDatabase(t *testing.T, test func(t *testing.T, w *world)) {
	t.Parallel()
	for name, url := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return pgtest.SQLite(t) },
		"postgres": func(t *testing.T) string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, newWorld(t, url(t)))
		})
	}
}

func newWorld(t *testing.T, url string) *world {
	t.Helper()
	w := &world{t: t, url: url}
	w.store = w.open()
	if err := reference.Seed(t.Context(), w.store); err != nil {
		t.Fatal(err)
	}
	w.at(noon)
	w.engine = place.New(w.store, func([]string) {}, w.now)
	t.Cleanup(w.engine.Close)
	var err error
	if w.links, err = notice.NewLinks(t.Context(), w.store); err != nil {
		t.Fatal(err)
	}
	w.org = w.db().Organization.Create().SetNameEn("Rina").SetNameRu("Рина").SetWebsite("https://rina.kz").
		SetLegalForm(organization.LegalFormNGO).SetStatus(organization.StatusVERIFIED).SaveX(system).ID
	return w
}

// open opens the database once more, as another server does.
func (w *world) open() *store.Store {
	w.t.Helper()
	st, err := store.Open(w.t.Context(), w.url, store.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() {
		if err := st.Close(); err != nil {
			w.t.Error(err)
		}
	})
	return st
}

var system = rule.System(context.Background())

func (w *world) db() *gen.Client { return w.store.Client }

func (w *world) at(now time.Time) { w.clock.Store(&now) }

func (w *world) now() time.Time { return *w.clock.Load() }

func (w *world) later(d time.Duration) { w.at(w.now().Add(d)) }

// observed counts what a dispatcher says it did.
type observed struct {
	mu      sync.Mutex
	results map[string]int
}

func (o *observed) NoticesPassedOn(int) {}

func (o *observed) NoticesQueued(string, int) {}

func (o *observed) NoticeDelivery(channel, result string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.results == nil {
		o.results = map[string]int{}
	}
	o.results[channel+" "+result]++
}

func (o *observed) count(what string) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.results[what]
}

// dispatcher makes one with a mail server.
func (w *world) dispatcher(st *store.Store, mailServer string) *notice.Dispatcher {
	w.t.Helper()
	return w.with(st, notice.Options{SMTP: &url.URL{Scheme: "smtp", Host: mailServer}, Patience: 2 * time.Second})
}

func (w *world) with(st *store.Store, opts notice.Options) *notice.Dispatcher {
	w.t.Helper()
	opts.From = &netmail.Address{Name: "Ерікті", Address: "network@erikti.kz"}
	opts.PublicURL = func() string { return "https://erikti.kz" }
	d, err := notice.New(st, w.links, opts, func([]string) {}, &w.seen, w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// person makes a grown-up who reads a language.
func (w *world) person(email string, l lang.Locale) string {
	v := w.db().Volunteer.Create().SetGivenName("Aigerim").SetFamilyName("S").SetLocale(l).SaveX(system)
	p := w.db().VolunteerPrivate.Create().SetVolunteerID(v.ID).SetBirthDate("1990-05-17").SetPhone("+77010000000")
	if email != "" {
		p.SetEmail(email)
	}
	p.ExecX(system)
	return v.ID
}

// shift makes one of a published event in Kazakhstan, three hours long.
func (w *world) shift(from time.Time, capacity int) *gen.Shift {
	e := w.db().Event.Create().SetOrganizationID(w.org).
		SetTitleEn("Cleaning the bank of the Irtysh").SetTitleRu("Уборка берега Иртыша").SetTitleKk("Ертіс жағасын тазалау").
		SetVenueEn("Old pier").SetVenueRu("Старый причал").SetVenueKk("Ескі айлақ").
		AddDirectionIDs(id.Direction.Of("SOCIAL")).SetTimeZone("Asia/Almaty").SetState(event.StatePUBLISHED).
		SetStartsAt(noon.AddDate(0, 0, -30)).SetEndsAt(noon.AddDate(0, 0, 60)).SaveX(system)
	state, next := place.StateAt(&gen.Shift{StartsAt: from, EndsAt: from.Add(3 * time.Hour)}, true, w.now())
	return w.db().Shift.Create().SetEventID(e.ID).SetTitleEn("Morning").SetTitleRu("Утро").SetTitleKk("Таң").
		SetCapacity(capacity).SetStartsAt(from).SetEndsAt(from.Add(3 * time.Hour)).
		SetState(state).SetNillableNextTransitionAt(next).SetState(shift.StateOPEN).SaveX(system)
}

// signUp takes a place, or waits; it returns the id of either.
func (w *world) signUp(who string, where *gen.Shift) string {
	w.t.Helper()
	out, err := w.engine.SignUp(context.Background(), place.SignUpRequest{ShiftID: where.ID, VolunteerID: who, AutoAccept: true, JoinWaitlist: true})
	if err != nil {
		w.t.Fatal(err)
	}
	return out.SignupID + out.EntryID
}

// change changes a shift as its organizer.
func (w *world) change(where *gen.Shift, f func(context.Context, *place.Shift) error) {
	w.t.Helper()
	err := w.engine.Do(context.Background(), func(ctx context.Context, t *place.Tx) error {
		if _, err := t.LockEvent(ctx, where.EventID); err != nil {
			return err
		}
		s, err := t.LockShift(ctx, where.ID)
		if err != nil {
			return err
		}
		return f(ctx, s)
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// tell writes a notice as the engine does.
func (w *world) tell(kind gennotice.Kind, who string, where *gen.Shift, subject, detail string) *gen.Notice {
	return w.db().Notice.Create().SetCreatedAt(w.now()).SetVolunteerID(who).SetKind(kind).SetShiftID(where.ID).
		SetSubjectID(subject).SetDetail(detail).SaveX(system)
}

// pass passes everything on.
func (w *world) pass(d *notice.Dispatcher) {
	w.t.Helper()
	for {
		n, err := d.PassOn(context.Background())
		if err != nil {
			w.t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

// deliver delivers everything that is due, and returns how much was taken on.
func (w *world) deliver(d *notice.Dispatcher, channel noticedelivery.Channel) (all int) {
	w.t.Helper()
	for {
		n, err := d.Deliver(context.Background(), channel)
		if err != nil {
			w.t.Fatal(err)
		}
		if n == 0 {
			return all
		}
		all += n
	}
}

// mails passes on and delivers, and returns what came.
func (w *world) mails(d *notice.Dispatcher, box *mailbox) []got {
	w.t.Helper()
	w.pass(d)
	w.deliver(d, noticedelivery.ChannelMAIL)
	return box.take()
}

// delivery is the only one there is.
func (w *world) delivery() *gen.NoticeDelivery { return w.db().NoticeDelivery.Query().OnlyX(system) }

func decoded(m *netmail.Message) io.Reader { return quotedprintable.NewReader(m.Body) }
