package notice_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"erikti/ent/gen"
	gennotice "erikti/ent/gen/notice"
	"erikti/ent/gen/noticedelivery"
	"erikti/internal/lang"
	"erikti/internal/notice"
	"erikti/internal/place"
)

// reminders are made as often as a server would, and counted by person.
func (w *world) remind(ds ...*notice.Dispatcher) {
	w.t.Helper()
	for _, d := range ds {
		if _, err := d.Remind(context.Background()); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *world) reminders(who string) []*gen.Notice {
	return w.db().Notice.Query().Where(gennotice.VolunteerID(who), gennotice.KindEQ(gennotice.KindREMINDER)).
		Order(gen.Asc(gennotice.FieldCreatedAt)).AllX(system)
}

// when lets the clock run from now to a moment, in steps of five minutes, and returns
// when a person was reminded of what.
func (w *world) when(d *notice.Dispatcher, who string, until time.Time) []string {
	w.t.Helper()
	had := len(w.reminders(who))
	for ; !w.now().After(until); w.later(5 * time.Minute) {
		w.remind(d)
	}
	var all []string
	zone := time.FixedZone("", 5*3600)
	for _, n := range w.reminders(who)[had:] {
		all = append(all, notice.DetailOf(n).Reminder+" "+n.CreatedAt.In(zone).Format("2 15:04"))
	}
	return all
}

// Reminders come 24 h and 2 h before the start, and by day.
func TestReminders(t *testing.T) {
	for name, c := range map[string]struct {
		start time.Time
		want  string
	}{
		"at noon":            {there(25, 12, 0), "24h 24 12:00, 2h 25 10:00"},
		"early":              {there(25, 9, 0), "24h 24 09:00, 2h 24 21:00"},
		"at ten":             {there(25, 10, 0), "24h 24 10:00, 2h 25 08:00"},
		"just before ten":    {there(25, 9, 55), "24h 24 09:55, 2h 24 21:00"},
		"at midnight":        {there(26, 0, 0), "24h 24 21:00, 2h 25 21:00"},
		"late":               {there(25, 23, 30), "24h 24 21:00, 2h 25 21:30"},
		"in the small hours": {there(26, 5, 0), "24h 24 21:00, 2h 25 21:00"},
	} {
		t.Run(name, func(t *testing.T) {
			eachDatabase(t, func(t *testing.T, w *world) {
				me := w.person("aigerim@example.kz", lang.EN)
				where := w.shift(c.start, 5)
				w.signUp(me, where)
				w.at(there(24, 8, 30))
				d := w.dispatcher(w.store, "127.0.0.1:1")
				if got := strings.Join(w.when(d, me, c.start), ", "); got != c.want {
					t.Errorf("reminded at %s, want %s", got, c.want)
				}
			})
		})
	}
}

// Who signs up after the moment, who waits, and who gave the place up is not reminded.
func TestRemindersOfOthers(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where := w.shift(there(25, 12, 0), 3)
		early, gone, late, waiting := w.person("", lang.EN), w.person("", lang.EN), w.person("", lang.EN), w.person("", lang.EN)
		w.signUp(early, where)
		given := w.signUp(gone, where)
		d := w.dispatcher(w.store, "127.0.0.1:1")
		w.at(there(24, 12, 1))
		w.signUp(late, where)
		w.signUp(waiting, where)
		if _, err := w.engine.Cancel(context.Background(), place.CancelRequest{SignupID: given, VolunteerID: gone}); err != nil {
			t.Fatal(err)
		}
		w.remind(d)
		if len(w.reminders(early)) != 1 || len(w.reminders(gone))+len(w.reminders(late))+len(w.reminders(waiting)) != 0 {
			t.Error("others are reminded")
		}
		w.at(there(25, 10, 0))
		w.remind(d)
		if len(w.reminders(early)) != 2 || len(w.reminders(gone)) != 0 || len(w.reminders(late)) != 1 {
			t.Error("the second one goes to who has a place by then")
		}
	})
}

// A shift that is cancelled reminds nobody any more, not even of what was queued.
func TestRemindersOfACancelledShift(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		box := newMailbox(t)
		d := w.dispatcher(w.store, box.address)
		where := w.shift(there(25, 12, 0), 3)
		me := w.person("aigerim@example.kz", lang.EN)
		w.signUp(me, where)
		w.at(there(24, 12, 0))
		w.remind(d)
		w.pass(d)
		w.change(where, func(ctx context.Context, s *place.Shift) error { return s.Cancel(ctx) })
		mails := w.mails(d, box)
		if len(mails) != 1 || !strings.HasPrefix(mails[0].subject, "The shift is cancelled") {
			t.Errorf("%+v", mails)
		}
		if n := w.db().NoticeDelivery.Query().Where(noticedelivery.Failure("OUTDATED"), noticedelivery.StateEQ(noticedelivery.StateFAILED)).CountX(system); n != 1 {
			t.Errorf("%d reminders are out of date", n)
		}
		w.at(there(25, 10, 0))
		w.remind(d)
		if len(w.reminders(me)) != 1 {
			t.Error("reminded of a cancelled shift")
		}
	})
}

// A shift that is moved has its reminders at the new time.
func TestRemindersOfAMovedShift(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		box := newMailbox(t)
		d := w.dispatcher(w.store, box.address)
		where := w.shift(there(25, 12, 0), 3)
		me := w.person("aigerim@example.kz", lang.EN)
		w.signUp(me, where)
		if got := strings.Join(w.when(d, me, there(24, 13, 0)), ", "); got != "24h 24 12:00" {
			t.Fatal(got)
		}
		w.mails(d, box)
		move := func(to time.Time) {
			w.change(where, func(ctx context.Context, s *place.Shift) error { return s.Move(ctx, to, to.Add(3*time.Hour), false) })
		}
		move(there(27, 15, 0))
		if mails := w.mails(d, box); len(mails) != 1 || !strings.Contains(mails[0].text, "Friday, 27 November 2026, 15:00–18:00") {
			t.Errorf("%+v", mails)
		}
		if got := strings.Join(w.when(d, me, there(27, 12, 30)), ", "); got != "24h 26 15:00" {
			t.Errorf("reminded at %s", got)
		}
		// Moved to where both moments are past: who is told of it needs no reminder.
		move(there(27, 14, 0))
		if got := strings.Join(w.when(d, me, there(27, 14, 0)), ", "); got != "" {
			t.Errorf("reminded at %s of what was just told", got)
		}
		mails := w.mails(d, box)
		for _, m := range mails {
			if strings.HasPrefix(m.subject, "Reminder") {
				t.Errorf("a reminder of a time that was changed: %s", m.text)
			}
		}
	})
}

// Each is made once: by two servers at once, and after a restart.
func TestRemindersAreMadeOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where := w.shift(there(25, 12, 0), 60)
		people := make([]string, 50)
		for i := range people {
			people[i] = w.person("p@example.kz", lang.RU)
			w.signUp(people[i], where)
		}
		w.at(there(24, 12, 5))
		var wg sync.WaitGroup
		for range 4 {
			st := w.store
			if w.store.Postgres() {
				st = w.open()
			}
			d := w.dispatcher(st, "127.0.0.1:1")
			wg.Go(func() {
				for range 3 {
					if _, err := d.Remind(context.Background()); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		w.later(time.Hour)
		w.remind(w.dispatcher(w.store, "127.0.0.1:1")) // after a restart
		for _, who := range people {
			if n := len(w.reminders(who)); n != 1 {
				t.Fatalf("%d reminders", n)
			}
		}
	})
}

// A server that was away at the moment reminds late, but not at night and not of
// what is over.
func TestRemindersThatAreLate(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where := w.shift(there(25, 12, 0), 3)
		me := w.person("aigerim@example.kz", lang.EN)
		w.signUp(me, where)
		d := w.dispatcher(w.store, "127.0.0.1:1")
		w.at(there(24, 22, 30))
		if got := strings.Join(w.when(d, me, there(25, 13, 0)), ", "); got != "24h 25 08:00, 2h 25 10:00" {
			t.Errorf("reminded at %s", got)
		}
	})
}

// A reminder whose mail could not be sent by day waits for morning.
func TestRemindersAreNotSentAtNight(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		box := newMailbox(t)
		box.down.Store(true)
		d := w.dispatcher(w.store, box.address)
		where := w.shift(there(25, 21, 55), 3)
		w.signUp(w.person("aigerim@example.kz", lang.EN), where)
		w.at(there(24, 21, 55))
		w.remind(d)
		w.mails(d, box)
		box.down.Store(false)
		w.at(there(24, 22, 30))
		if mails := w.mails(d, box); len(mails) != 0 {
			t.Error("sent at night")
		}
		queued := w.delivery()
		if !queued.NextAttemptAt.Equal(there(25, 8, 0)) || queued.Attempts != 1 {
			t.Errorf("%+v", queued)
		}
		w.at(there(25, 8, 0))
		if mails := w.mails(d, box); len(mails) != 1 {
			t.Errorf("%d mails in the morning", len(mails))
		}
	})
}
