package notice_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	gennotice "erikti/ent/gen/notice"
	"erikti/ent/gen/noticedelivery"
	"erikti/internal/lang"
	"erikti/internal/notice"
	"erikti/internal/place"
)

// A shift that many people hold or wait for is cancelled: each is told once, also
// with several servers and when it is cancelled again.
func TestF11_ACancelledShiftTellsEveryoneOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		const places, people = 80, 120
		box := newMailbox(t)
		where := w.shift(there(28, 12, 0), places)
		for i := range people {
			w.signUp(w.person("p@example.kz", lang.Locales[i%3]), where)
		}
		cancel := func(ctx context.Context, s *place.Shift) error { return s.Cancel(ctx) }
		w.change(where, cancel)
		w.change(where, cancel)
		for kind, want := range map[gennotice.Kind]int{gennotice.KindCANCELLED: places, gennotice.KindCLOSED: people - places} {
			if n := w.db().Notice.Query().Where(gennotice.KindEQ(kind)).CountX(system); n != want {
				t.Errorf("%d are told %s, want %d", n, kind, want)
			}
		}
		var wg sync.WaitGroup
		for range 2 {
			st := w.store
			if w.store.Postgres() {
				st = w.open()
			}
			d := w.dispatcher(st, box.address)
			wg.Go(func() { all(t, w, d, people) })
		}
		wg.Wait()
		mails := box.take()
		once(t, mails, people)
		for _, m := range mails {
			if strings.Contains(m.text, "cannot-come") {
				t.Error("one can give up what is cancelled")
			}
		}
	})
}

// all passes on and delivers until so many were sent.
func all(t *testing.T, w *world, d *notice.Dispatcher, want int) {
	deadline := time.Now().Add(time.Minute) // not to hang
	for time.Now().Before(deadline) && w.db().NoticeDelivery.Query().Where(noticedelivery.StateEQ(noticedelivery.StateSENT)).CountX(system) < want {
		if _, err := d.PassOn(context.Background()); err != nil {
			t.Error(err)
			return
		}
		if _, err := d.Deliver(context.Background(), noticedelivery.ChannelMAIL); err != nil {
			t.Error(err)
			return
		}
	}
}
