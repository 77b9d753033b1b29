package notice_test

import (
	"context"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	gennotice "erikti/ent/gen/notice"
	"erikti/ent/gen/noticedelivery"
	"erikti/internal/lang"
	"erikti/internal/notice"
)

// A mail server that is down loses nothing: tried again with pauses that grow, then
// delivered once.
func TestG13_AMailServerThatIsDown(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		box := newMailbox(t)
		box.down.Store(true)
		d := w.dispatcher(w.store, box.address)
		w.tell(gennotice.KindADDED, w.person("aigerim@example.kz", lang.EN), w.shift(there(25, 9, 30), 5), "sgn_1", "{}")
		w.pass(d)
		for attempt := 1; attempt <= 3; attempt++ {
			before := w.now()
			if n := w.deliver(d, noticedelivery.ChannelMAIL); n != 1 {
				t.Fatalf("%d deliveries taken on", n)
			}
			queued := w.delivery()
			if queued.State != noticedelivery.StateQUEUED || queued.Attempts != attempt || queued.Failure != "UNREACHABLE" || !queued.NextAttemptAt.After(before) {
				t.Fatalf("%+v", queued)
			}
			w.at(queued.NextAttemptAt)
		}
		box.down.Store(false)
		for range 2 {
			w.deliver(d, noticedelivery.ChannelMAIL)
			w.later(24 * time.Hour)
		}
		if mails := box.take(); len(mails) != 1 {
			t.Errorf("%d mails", len(mails))
		}
		if sent := w.delivery(); sent.State != noticedelivery.StateSENT || sent.Attempts != 4 || sent.Failure != "" {
			t.Errorf("%+v", sent)
		}
		if w.seen.count("MAIL RETRY") != 3 || w.seen.count("MAIL SENT") != 1 {
			t.Errorf("%v", w.seen.results)
		}
	})
}

// The pauses double up to an hour, with jitter, and end after about a day.
func TestG13_PausesGrowAndEnd(t *testing.T) {
	var all time.Duration
	for attempts := 1; attempts < notice.MostAttempts; attempts++ {
		p := notice.Pause(attempts)
		want := min(30*time.Second<<min(attempts-1, 10), time.Hour)
		if p < want*3/4 || p > want*5/4 {
			t.Errorf("after %d attempts: %s, want about %s", attempts, p, want)
		}
		all += p
	}
	if all < 15*time.Hour || all > 30*time.Hour {
		t.Errorf("given up after %s", all)
	}
	different := map[time.Duration]bool{}
	for range 20 {
		different[notice.Pause(1)] = true
	}
	if len(different) == 1 {
		t.Error("no jitter")
	}
}

// A server that takes connections and says nothing holds up one batch, for a bounded
// time, and is tried again.
func TestG13_AMailServerThatIsSilent(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		silent, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer silent.Close()
		d := w.dispatcher(w.store, silent.Addr().String())
		where := w.shift(there(25, 9, 30), 5)
		for _, subject := range []string{"sgn_1", "sgn_2"} {
			w.tell(gennotice.KindADDED, w.person(subject+"@example.kz", lang.EN), where, subject, "{}")
		}
		w.pass(d)
		w.deliver(d, noticedelivery.ChannelMAIL)
		for _, queued := range w.db().NoticeDelivery.Query().AllX(system) {
			if queued.State != noticedelivery.StateQUEUED || queued.Attempts != 1 || queued.Failure != "TIMED_OUT" {
				t.Errorf("%+v", queued)
			}
		}
	})
}

// "Later" is tried again, "no" is not, and neither holds up others.
func TestG13_WhatTheMailServerAnswers(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		box := newMailbox(t)
		d := w.dispatcher(w.store, box.address)
		where := w.shift(there(25, 9, 30), 5)
		w.tell(gennotice.KindADDED, w.person("aigerim@example.kz", lang.EN), where, "sgn_1", "{}")
		box.says(&smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "later, aigerim@example.kz"})
		w.mails(d, box)
		if queued := w.delivery(); queued.State != noticedelivery.StateQUEUED || queued.Failure != "BUSY" {
			t.Errorf("%+v", queued)
		}
		w.later(time.Hour)
		box.says(&smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such person"})
		w.mails(d, box)
		if failed := w.delivery(); failed.State != noticedelivery.StateFAILED || failed.Failure != "REFUSED" {
			t.Errorf("%+v", failed)
		}
		w.tell(gennotice.KindADDED, w.person("dana@example.kz", lang.EN), where, "sgn_2", "{}")
		box.says(nil)
		w.later(time.Hour)
		if mails := w.mails(d, box); len(mails) != 1 || !slices.Equal(mails[0].to, []string{"dana@example.kz"}) {
			t.Errorf("%+v", mails)
		}
	})
}

// It is not tried forever.
func TestG13_ItEnds(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		d := w.dispatcher(w.store, "127.0.0.1:1")
		w.tell(gennotice.KindADDED, w.person("aigerim@example.kz", lang.EN), w.shift(there(25, 9, 30), 5), "sgn_1", "{}")
		w.pass(d)
		for range notice.MostAttempts + 3 {
			w.deliver(d, noticedelivery.ChannelMAIL)
			w.later(2 * time.Hour)
		}
		if failed := w.delivery(); failed.State != noticedelivery.StateFAILED || failed.Attempts != notice.MostAttempts || failed.Failure != "UNREACHABLE" {
			t.Errorf("%+v", failed)
		}
	})
}

// Whatever a title, a name or a reason holds, it ends no header and adds no line.
func TestG13_HeadersCannotBeInjected(t *testing.T) {
	const evil = "Bcc: victim@example.kz"
	eachDatabase(t, func(t *testing.T, w *world) {
		box := newMailbox(t)
		d := w.dispatcher(w.store, box.address)
		where := w.shift(there(25, 9, 30), 5)
		me := w.person("aigerim@example.kz", lang.EN)
		var plain []string
		for i, end := range []string{"", "\r\n", "\n", "\r", "\r\n\r\n", "\u2028", "\u0085", "\x00", "\v", "\u202e"} {
			bad := "Cleaning" + end + evil
			w.db().Event.UpdateOneID(where.EventID).SetTitleEn(strings.ReplaceAll(bad, "\x00", "\x01")).
				SetVenueEn(strings.ReplaceAll(bad, "\x00", "\x01")).SetCancellationReason(strings.ReplaceAll(bad, "\x00", "\x01")).ExecX(system)
			w.db().Shift.UpdateOneID(where.ID).SetTitleEn(strings.ReplaceAll(bad, "\x00", "\x01")).ExecX(system)
			w.db().Organization.UpdateOneID(w.org).SetNameEn(strings.ReplaceAll(bad, "\x00", "\x01")).SetWebsite(strings.ReplaceAll(bad, "\x00", "\x01")).ExecX(system)
			w.tell(gennotice.KindCANCELLED, me, where, "sgn_"+string(rune('a'+i)), "{}")
			mails := w.mails(d, box)
			if len(mails) != 1 || !slices.Equal(mails[0].to, []string{"aigerim@example.kz"}) {
				t.Fatalf("%q: %+v", end, mails)
			}
			var names []string
			for name := range mails[0].header {
				names = append(names, name)
			}
			slices.Sort(names)
			if plain == nil {
				plain = names
			}
			if !slices.Equal(names, plain) {
				t.Errorf("%q: headers %v, want %v", end, names, plain)
			}
			if strings.ContainsAny(mails[0].subject, "\r\n\x01\u2028\u202e") {
				t.Errorf("%q: subject %q", end, mails[0].subject)
			}
			for l := range strings.Lines(mails[0].text) {
				if strings.HasPrefix(l, evil) {
					t.Errorf("%q: a line of its own: %q", end, l)
				}
			}
		}
	})
}

// An address that is more than one is refused: nothing is sent.
func TestG13_AddressesCannotBeInjected(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		box := newMailbox(t)
		d := w.dispatcher(w.store, box.address)
		where := w.shift(there(25, 9, 30), 5)
		bad := []string{
			"a@example.kz\r\nBcc: victim@example.kz", "a@example.kz>\r\nRCPT TO:<victim@example.kz", "a@example.kz, victim@example.kz",
			"Victim <victim@example.kz>", "a@example.kz\nX: y", "no address", "<>", "a@", strings.Repeat("a", 10) + "@example.kz\r",
		}
		for i, address := range bad {
			w.tell(gennotice.KindADDED, w.person(address, lang.EN), where, "sgn_"+string(rune('a'+i)), "{}")
		}
		w.tell(gennotice.KindADDED, w.person("good@example.kz", lang.EN), where, "sgn_good", "{}")
		mails := w.mails(d, box)
		if len(mails) != 1 || !slices.Equal(mails[0].to, []string{"good@example.kz"}) {
			t.Errorf("%+v", mails)
		}
		failed := w.db().NoticeDelivery.Query().Where(noticedelivery.StateEQ(noticedelivery.StateFAILED), noticedelivery.Failure("BAD_ADDRESS")).CountX(system)
		if failed != len(bad) {
			t.Errorf("%d of %d are refused", failed, len(bad))
		}
	})
}

// Two servers on one database deliver each notice once.
func TestG13_TwoServersDeliverEachOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		const people = 150
		box := newMailbox(t)
		where := w.shift(there(25, 9, 30), 5)
		for i := range people {
			w.tell(gennotice.KindADDED, w.person("p@example.kz", lang.Locales[i%3]), where, "sgn_"+string(rune('a'+i)), "{}")
		}
		servers := []*notice.Dispatcher{w.dispatcher(w.store, box.address)}
		for range 3 {
			st := w.store
			if w.store.Postgres() {
				st = w.open()
			}
			servers = append(servers, w.dispatcher(st, box.address))
		}
		var wg sync.WaitGroup
		for _, d := range servers {
			wg.Go(func() { all(t, w, d, people) })
		}
		wg.Wait()
		once(t, box.take(), people)
	})
}

// once checks that so many different messages came, each once.
func once(t *testing.T, mails []got, want int) {
	t.Helper()
	times := map[string]int{}
	for _, m := range mails {
		times[m.header.Get("Message-Id")]++
	}
	if len(times) != want || len(mails) != want {
		t.Errorf("%d mails, %d different ones, want %d", len(mails), len(times), want)
	}
}

// What a server had claimed when it died is sent by another one after the lease, and
// not before.
func TestG13_AServerThatDies(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		box := newMailbox(t)
		dead, alive := w.dispatcher(w.store, box.address), w.dispatcher(w.store, box.address)
		w.tell(gennotice.KindADDED, w.person("aigerim@example.kz", lang.EN), w.shift(there(25, 9, 30), 5), "sgn_1", "{}")
		w.pass(dead)
		if n, err := dead.ClaimAndDie(context.Background(), noticedelivery.ChannelMAIL); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		if mails := w.mails(alive, box); len(mails) != 0 {
			t.Errorf("%d mails while another server has it", len(mails))
		}
		w.later(notice.Lease)
		if mails := w.mails(alive, box); len(mails) != 1 {
			t.Errorf("%d mails after the lease", len(mails))
		}
	})
}

// A program that ends finishes the message it is sending, and gives back the others.
func TestG13_AProgramThatEnds(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		box := newMailbox(t)
		d := w.dispatcher(w.store, box.address)
		where := w.shift(there(25, 9, 30), 5)
		for _, subject := range []string{"sgn_1", "sgn_2", "sgn_3"} {
			w.tell(gennotice.KindADDED, w.person(subject+"@example.kz", lang.EN), where, subject, "{}")
		}
		w.pass(d)
		ctx, end := context.WithCancel(context.Background())
		box.onMail = end
		if n, err := d.Deliver(ctx, noticedelivery.ChannelMAIL); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		if n := w.db().NoticeDelivery.Query().Where(noticedelivery.StateEQ(noticedelivery.StateQUEUED), noticedelivery.Attempts(0)).CountX(system); n != 2 {
			t.Errorf("%d are given back", n)
		}
		w.deliver(d, noticedelivery.ChannelMAIL)
		once(t, box.take(), 3)
	})
}
