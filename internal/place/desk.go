package place

import (
	"context"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"erikti/internal/fault"
	"erikti/internal/store"
)

const (
	// mostTogether bounds a transaction: a larger one makes everybody in it wait.
	mostTogether = 512
	// decidedWithin bounds a transaction in time; whoever waits for it gets TRY_AGAIN.
	decidedWithin = 10 * time.Second
	// crowd is how many requests together make it worth to wait lingerFor for more.
	crowd     = 8
	lingerFor = time.Millisecond
	// atOnceOnPostgres is how many transactions run at a time, each for shifts of its
	// own; SQLite has one writer.
	atOnceOnPostgres = 4
)

// desk brings the requests of a shift before one transaction. A request for a shift
// on which nothing is going on goes straight through; those that come meanwhile are
// decided together by the next transaction, in the order in which they came. A crowd
// makes transactions bigger, not the queue for the lock longer.
type desk struct {
	engine *Engine
	slots  int

	mu      sync.Mutex
	waiting map[string][]*visit // by shift, in order of arrival
	order   []string            // shifts with somebody waiting that are not busy
	busy    map[string]struct{} // shifts in a transaction
	running int
	closed  bool
	idle    *sync.Cond // running may be 0
}

// visit is a request that waits for its answer.
type visit struct {
	*request
	answer chan error
}

func newDesk(e *Engine, postgres bool) *desk {
	d := &desk{engine: e, slots: 1, waiting: map[string][]*visit{}, busy: map[string]struct{}{}}
	if postgres {
		d.slots = atOnceOnPostgres
	}
	d.idle = sync.NewCond(&d.mu)
	return d
}

// closedDown is the answer of a server that is going away.
func closedDown() error { return fault.Fail(fault.TryAgain, "closing") }

// ask waits for the answer of a request. When ctx ends before it was taken up, it
// never is; after that, its outcome is unknown to the caller.
func (d *desk) ask(ctx context.Context, r *request) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	d.mu.Lock()
	if d.closed {
		d.mu.Unlock()
		return closedDown()
	}
	if _, busy := d.busy[r.shiftID]; !busy && d.running < d.slots && len(d.waiting[r.shiftID]) == 0 {
		d.take(r.shiftID)
		d.mu.Unlock()
		defer d.leave([]string{r.shiftID}) // also when deciding panics
		return d.engine.decideTogether(ctx, []*request{r})[0]
	}
	v := &visit{r, make(chan error, 1)}
	if _, busy := d.busy[r.shiftID]; !busy && len(d.waiting[r.shiftID]) == 0 {
		d.order = append(d.order, r.shiftID)
	}
	d.waiting[r.shiftID] = append(d.waiting[r.shiftID], v)
	d.mu.Unlock()
	select {
	case err := <-v.answer:
		return err
	case <-ctx.Done():
		if d.withdraw(v) {
			return ctx.Err()
		}
		return <-v.answer // it is being decided: the answer is near, and true
	}
}

// take marks a shift as busy; the lock is held.
func (d *desk) take(shiftID string) {
	d.busy[shiftID] = struct{}{}
	d.running++
}

// leave frees what a transaction had and goes on with who waits.
func (d *desk) leave(shifts []string) {
	d.mu.Lock()
	d.running--
	for _, id := range shifts {
		delete(d.busy, id)
		if len(d.waiting[id]) > 0 {
			d.order = append(d.order, id)
		}
	}
	d.next()
	d.idle.Broadcast()
	d.mu.Unlock()
}

// next starts a transaction for who waits, if there is a slot; the lock is held.
func (d *desk) next() {
	for d.running < d.slots && len(d.order) > 0 {
		visits, shifts := d.gather()
		d.running++
		go d.serve(visits, shifts)
	}
}

// gather takes who waits on shifts that are not busy; the lock is held.
func (d *desk) gather() ([]*visit, []string) {
	var visits []*visit
	var shifts []string
	for len(d.order) > 0 && len(visits) < mostTogether {
		id := d.order[0]
		d.order = d.order[1:]
		if _, busy := d.busy[id]; busy {
			continue // taken up meanwhile: its transaction goes on with who waits
		}
		here := d.waiting[id]
		n := min(len(here), mostTogether-len(visits))
		visits = append(visits, here[:n]...)
		if n == len(here) {
			delete(d.waiting, id)
		} else {
			d.waiting[id] = here[n:]
		}
		d.busy[id] = struct{}{}
		shifts = append(shifts, id)
	}
	return visits, shifts
}

func (d *desk) serve(visits []*visit, shifts []string) {
	requests := make([]*request, len(visits))
	for i, v := range visits {
		requests[i] = v.request
	}
	ctx := context.Background()
	for i, err := range d.engine.decideTogether(ctx, requests) {
		visits[i].answer <- err
	}
	if len(visits) >= crowd {
		d.linger(len(visits))
	}
	d.leave(shifts)
}

// linger lets a crowd come back that has just been answered: its next transaction
// would else take the few who were first, and make all the others wait for the one
// after it.
func (d *desk) linger(answered int) {
	for end := time.Now().Add(lingerFor); time.Now().Before(end); time.Sleep(lingerFor / 20) {
		d.mu.Lock()
		here := 0
		for _, visits := range d.waiting {
			here += len(visits)
		}
		d.mu.Unlock()
		if here >= answered {
			return
		}
	}
}

// withdraw takes a visit out of the queue and says whether it was still there.
func (d *desk) withdraw(v *visit) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	here := d.waiting[v.shiftID]
	for i, other := range here {
		if other == v {
			d.waiting[v.shiftID] = slices.Delete(here, i, i+1)
			if len(here) == 1 {
				delete(d.waiting, v.shiftID)
				d.order = slices.DeleteFunc(d.order, func(id string) bool { return id == v.shiftID })
			}
			return true
		}
	}
	return false
}

// close answers who waits and waits for what is being decided.
func (d *desk) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	for _, visits := range d.waiting {
		for _, v := range visits {
			v.answer <- closedDown()
		}
	}
	clear(d.waiting)
	d.order = nil
	for d.running > 0 {
		d.idle.Wait()
	}
}

// decideTogether decides requests in one transaction and returns the answer of each.
// When it fails as a whole they are decided one by one, so that none fails because of
// another one; when the database is away, all know that at once.
func (e *Engine) decideTogether(ctx context.Context, requests []*request) (answers []error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), decidedWithin)
	defer cancel()
	answers = make([]error, len(requests))
	defer func() {
		if p := recover(); p != nil {
			slog.ErrorContext(ctx, "panic while places were decided", "panic", p, "stack", string(debug.Stack()))
			for i := range answers {
				answers[i] = fault.Fail(fault.Internal, "")
			}
		}
	}()
	err := e.decideAll(ctx, requests)
	for i, r := range requests {
		switch {
		case err == nil:
			answers[i] = r.err
		case len(requests) == 1 || store.Unreachable(err) || ctx.Err() != nil:
			answers[i] = unanswered(ctx, err)
		default:
			if answers[i] = e.decideAll(ctx, requests[i:i+1]); answers[i] == nil {
				answers[i] = r.err
			} else {
				answers[i] = unanswered(ctx, answers[i])
			}
		}
	}
	return answers
}

// unanswered turns a deadline that passed into an advice to try again.
func unanswered(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fault.Fail(fault.TryAgain, "").Because(err)
	}
	return err
}
