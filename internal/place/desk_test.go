package place_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"

	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
	"erikti/internal/place"
)

// holding locks a shift until the function that it returns is called.
func (w *world) holding(t testing.TB, where string) (release func()) {
	t.Helper()
	locked, goOn, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	other := w.anotherEngine()
	go func() {
		ended <- other.Do(context.Background(), func(ctx context.Context, t *place.Tx) error {
			if _, err := t.LockShift(ctx, where); err != nil {
				return err
			}
			close(locked)
			<-goOn
			return nil
		})
	}()
	<-locked
	return func() {
		close(goOn)
		done(t, <-ended)
	}
}

// untilWaiting waits until so many requests wait at the desk of an engine.
func untilWaiting(e *place.Engine, n int) {
	for e.Waiting() < n {
		runtime.Gosched()
	}
}

// failed says whether err is a failure of a class.
func failed(err error, class fault.Class) bool {
	var f *fault.Failure
	return errors.As(err, &f) && f.Class == class
}

// Five hundred requests of all kinds at once, on one shift and over fifty: each
// answer is true, and nothing is lost.
func TestFiveHundredAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		people, others := 300, 200
		if slowed {
			people, others = 60, 40
		}
		for _, shifts := range []int{1, 50} {
			where := make([]string, shifts)
			for i := range where {
				where[i] = w.shift(t, spec{capacity: 100 / shifts})
			}
			crowd := w.crowd(t, people+others)
			type something struct{ signup, entry string }
			has := make([]something, people)
			together := func(n int, f func(i int)) {
				var all sync.WaitGroup
				for i := range n {
					all.Go(func() { f(i) })
				}
				all.Wait()
			}
			together(people, func(i int) {
				out, err := w.ask(crowd[i], where[i%shifts], i%3 > 0)
				has[i] = something{out.SignupID, out.EntryID}
				if err != nil {
					t.Error(err)
				}
			})
			stop := w.watch(t)
			together(people+others, func(i int) {
				at := where[i%shifts]
				if i >= people {
					out, err := w.signUp(crowd[i], at)
					if err != nil || (out.SignupID == "") == (out.EntryID == "") {
						t.Errorf("signing up: %+v, %v", out, err)
					}
					return
				}
				switch rand.IntN(4) {
				case 0:
					if _, err := w.signUp(crowd[i], at); code(err) != fault.AlreadySignedUp {
						t.Errorf("again: %v", err)
					}
				case 1:
					if c := code(w.noWaiting(crowd[i], at)); c != fault.AlreadySignedUp && c != fault.ShiftFull {
						t.Errorf("again, not to wait: %s", c)
					}
				default:
					if s := has[i].signup; s != "" {
						if err := w.cancel(crowd[i], s); err != nil || w.store.Client.Signup.GetX(w.system, s).State != signup.StateCANCELLED {
							t.Errorf("giving up: %v", err)
						}
						return
					}
					err := w.leave(crowd[i], has[i].entry)
					state := w.entry(t, has[i].entry).State
					if left := state == waitlistentry.StateLEFT || state == waitlistentry.StateDECLINED; (err == nil) != left {
						t.Errorf("leaving: %v, and it is %s", err, state)
					}
				}
			})
			stop()
		}
		w.check(t)
		w.verified(t)
	})
}

// Whoever waits at a server that closes is told to try again, and nothing was done
// for them; who was answered a place has it.
func TestClosingAnswersWhoWaits(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where, server, crowd := w.shift(t, spec{capacity: 50}), w.anotherEngine(), w.crowd(t, 30)
		release := w.holding(t, where)
		errs, outs := make([]error, len(crowd)), make([]place.SignUpOutcome, len(crowd))
		var all sync.WaitGroup
		for i, who := range crowd {
			all.Go(func() {
				outs[i], errs[i] = server.SignUp(context.Background(), place.SignUpRequest{ShiftID: where, VolunteerID: who, JoinWaitlist: true})
			})
		}
		untilWaiting(server, len(crowd)-1) // the first one is being decided
		closed := make(chan struct{})
		go func() { server.Close(); close(closed) }()
		for server.Waiting() > 0 {
			runtime.Gosched()
		}
		release()
		<-closed
		all.Wait()
		taken := 0
		for i, err := range errs {
			switch {
			case err == nil && w.has(t, crowd[i], where) && outs[i].SignupID != "":
				taken++
			case !failed(err, fault.TryAgain) || w.has(t, crowd[i], where):
				t.Errorf("answered %+v, %v; has a place: %v", outs[i], err, w.has(t, crowd[i], where))
			}
		}
		if taken != 1 {
			t.Errorf("%d were being decided", taken)
		}
		_, err := server.SignUp(context.Background(), place.SignUpRequest{ShiftID: where, VolunteerID: w.people(t, 1)[0]})
		if !failed(err, fault.TryAgain) {
			t.Errorf("after it closed: %v", err)
		}
		w.check(t)
	})
}

// Who goes away while waiting gets nothing; who goes away while it is decided gets
// what the answer would have been. Those who wait stay in order.
func TestGoingAwayWhileWaiting(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where, p := w.shift(t, spec{capacity: 2}), w.people(t, 5)
		ended, end := context.WithCancel(context.Background())
		end()
		if _, err := w.engine.SignUp(ended, place.SignUpRequest{ShiftID: where, VolunteerID: p[0], JoinWaitlist: true}); !errors.Is(err, context.Canceled) {
			t.Errorf("gone before: %v", err)
		}
		release := w.holding(t, where)
		outs, errs, ends := make([]place.SignUpOutcome, 5), make([]error, 5), make([]context.CancelFunc, 5)
		answered := make([]chan struct{}, 5)
		for i, who := range p {
			ctx, cancel := context.WithCancel(context.Background())
			ends[i], answered[i] = cancel, make(chan struct{})
			go func() {
				defer close(answered[i])
				outs[i], errs[i] = w.engine.SignUp(ctx, place.SignUpRequest{ShiftID: where, VolunteerID: who, JoinWaitlist: true})
			}()
			for i == 0 && w.engine.Deciding() == 0 {
				runtime.Gosched()
			}
			untilWaiting(w.engine, i)
		}
		ends[1]()
		<-answered[1]
		ends[0]() // it is being decided
		release()
		for i := range p {
			<-answered[i]
			ends[i]()
		}
		if !errors.Is(errs[1], context.Canceled) || w.has(t, p[1], where) {
			t.Errorf("went away waiting: %v", errs[1])
		}
		for i, place := range map[int]bool{0: true, 2: true, 3: false, 4: false} {
			if errs[i] != nil || (outs[i].SignupID != "") != place || w.has(t, p[i], where) != place {
				t.Errorf("number %d: %+v, %v", i+1, outs[i], errs[i])
			}
		}
		if q := w.queue(t, where); len(q) != 2 || q[0].VolunteerID != p[3] || q[1].VolunteerID != p[4] {
			t.Errorf("the queue: %+v", q)
		}
		w.check(t)
	})
}

// Everyone goes away, and others come: the desk goes on.
func TestEveryoneGoesAway(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where, who := w.shift(t, spec{capacity: 9}), w.people(t, 1)[0]
		release := w.holding(t, where)
		first := make(chan error, 1)
		go func() { _, err := w.signUp(who, where); first <- err }()
		for w.engine.Deciding() == 0 {
			runtime.Gosched()
		}
		for range 3 {
			ctx, cancel := context.WithCancel(context.Background())
			gone := make(chan error, 1)
			go func() {
				_, err := w.engine.SignUp(ctx, place.SignUpRequest{ShiftID: where, VolunteerID: "vol_gone"})
				gone <- err
			}()
			untilWaiting(w.engine, 1)
			cancel()
			if err := <-gone; !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		}
		release()
		done(t, <-first)
		w.take(t, w.people(t, 1)[0], where)
		w.check(t)
	})
}

// A request that the database refuses, whatever the reason, fails alone.
func TestOneFailsAlone(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where, crowd := w.shift(t, spec{capacity: 50}), w.crowd(t, 21)
		w.breaks(t, "signups", "INSERT", "NEW.volunteer_id = '"+crowd[7]+"'")
		release := w.holding(t, where)
		errs := make([]error, len(crowd))
		var all sync.WaitGroup
		for i, who := range crowd {
			all.Go(func() { _, errs[i] = w.signUp(who, where) })
		}
		untilWaiting(w.engine, len(crowd)-1)
		release()
		all.Wait()
		for i, err := range errs {
			if (err != nil) != (i == 7) || w.has(t, crowd[i], where) != (i != 7) {
				t.Errorf("number %d: %v", i, err)
			}
		}
		w.check(t)
		w.verified(t)
	})
}

// breaks makes the database refuse a kind of change.
func (w *world) breaks(t testing.TB, table, change, when string) {
	t.Helper()
	statements := []string{"CREATE TRIGGER broken BEFORE " + change + " ON " + table + " WHEN " + when + " BEGIN SELECT RAISE(ABORT, 'broken'); END"}
	if w.store.Postgres() {
		statements = []string{
			"CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$",
			"CREATE TRIGGER broken BEFORE " + change + " ON " + table + " FOR EACH ROW WHEN (" + when + ") EXECUTE FUNCTION broken()",
		}
	}
	for _, s := range statements {
		if _, err := w.store.DB().Exec(s); err != nil {
			t.Fatal(err)
		}
	}
}

// A shift for which the clock fails stops no other.
func TestTheClockFailsForOneShift(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		broken, where := w.shift(t, spec{from: days(1, 0)}), w.shift(t, spec{from: days(2, 0)})
		w.breaks(t, "shifts", "UPDATE", "NEW.id = '"+broken+"'")
		w.at(days(3, 0))
		if _, err := w.engine.Tick(context.Background()); err == nil {
			t.Error("a failure was kept quiet")
		}
		if s := w.row(t, where); s.State != "ENDED" {
			t.Errorf("the other one is %s", s.State)
		}
	})
}
