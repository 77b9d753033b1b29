package places

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"erikti/internal/apptest"
)

// checkWithin is how long a check may take: one that takes longer has failed.
const checkWithin = time.Minute

// history is what clients asked and were told.
type history struct {
	began time.Time

	mu         sync.Mutex
	operations []porcupine.Operation
	open       map[int]int // by shift, how many of them have an unknown outcome
	looking    map[int]bool
}

// mostOpen is how many outcomes on one shift are left unknown on purpose: the check
// tries each of them, alone and together, at every later moment.
const mostOpen = 3

func (h *history) mayLeaveOpen(shift int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.open[shift] < mostOpen
}

func newHistory(capacity []int) *history {
	h := &history{began: time.Now(), open: map[int]int{}, looking: map[int]bool{}}
	for i, n := range capacity {
		h.add(0, call{kind: create, shift: i, capacity: n}, reply{}, 0, 0)
	}
	return h
}

// now is a moment of the history.
func (h *history) now() int64 { return int64(time.Since(h.began)) }

func (h *history) add(client int, c call, r reply, from, to int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r.unknown {
		to = math.MaxInt64
		h.open[c.shift]++
	}
	h.operations = append(h.operations, porcupine.Operation{ClientId: client, Input: c, Output: r, Call: from, Return: to})
}

// startLook says whether what a look at a shift shows is to be written down; then
// endLook follows. A read fits at many moments, and the check tries them all, for each
// set of reads at one time: so it gets one look at a time, and none that took long.
func (h *history) startLook(shift int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	free := !h.looking[shift]
	h.looking[shift] = true
	return free
}

func (h *history) endLook(shift int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.looking[shift] = false
}

// longestLook is the longest look that is written down.
const longestLook = 300 * time.Millisecond

// check fails the test when no order of the operations explains the replies, and keeps
// a picture that shows where.
// Seq has the numbers of entries in the queue.
func (h *history) check(t *testing.T, seq map[string]int) {
	t.Helper()
	for i, o := range h.operations {
		if r := o.Output.(reply); o.Input.(call).kind == signUp && r.entry != "" {
			r.seq = seq[r.entry]
			h.operations[i].Output = r
		}
	}
	began := time.Now()
	result, info := porcupine.CheckOperationsVerbose(model, h.operations, checkWithin)
	t.Logf("%d operations, of unknown outcome by shift %v, checked in %s", len(h.operations), h.open, time.Since(began).Round(time.Millisecond))
	if result == porcupine.Ok {
		return
	}
	dir, err := os.MkdirTemp("", "erikti-history-")
	if err == nil {
		err = porcupine.VisualizePath(model, info, filepath.Join(dir, "history.html"))
	}
	for _, partition := range info.PartialLinearizationsOperations() {
		t.Log(stuck(partition))
	}
	t.Errorf("no order of the operations explains what clients were told (%s); the picture is in %s (%v)", result, dir, err)
}

// stuck describes the end of the longest order that was found for a shift.
func stuck(orders [][]porcupine.Operation) string {
	var longest []porcupine.Operation
	for _, o := range orders {
		if len(o) > len(longest) {
			longest = o
		}
	}
	s, text := shiftState{}, ""
	for i, o := range longest {
		_, s = step(s, o.Input.(call), o.Output.(reply))
		if i >= len(longest)-12 {
			text += fmt.Sprintf("\n%12s %12s client %d %s\n\t%s", time.Duration(o.Call), time.Duration(o.Return), o.ClientId, describe(o.Input.(call), o.Output.(reply)), s)
		}
	}
	return fmt.Sprintf("shift %d, the last of %d:%s", longest[0].Input.(call).shift, len(longest), text)
}

// walker is a client that does at random what a person can do on some shifts, and
// writes down what it asked and was told. It does one thing at a time.
type walker struct {
	*scene
	history *history
	client  int
	token   string
	person  int
	keys    *atomic.Int64 // of all walkers, so that each key is used for one thing
	codes   *tally        // of top-level errors

	run   string      // what the keys of this history begin with
	known map[int]own // by shift
}

// own is what a person knows of themselves on a shift.
type own struct{ signup, entry string }

// tally counts things by name.
type tally struct {
	mu sync.Mutex
	n  map[string]int
}

func (c *tally) add(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n == nil {
		c.n = map[string]int{}
	}
	c.n[name]++
}

// volunteer does one thing on a shift.
func (w *walker) volunteer(shift int) {
	me := w.known[shift]
	switch p := rand.IntN(100); {
	case p < 35:
		w.look(shift)
	case p < 40 || me == own{}: // sometimes though there
		w.signUp(shift, rand.IntN(10) > 0)
	case me.signup != "":
		w.give(call{kind: cancel, shift: shift, person: w.person, id: me.signup}, "cancelSignup", cancelSignup, "signupId")
	case p < 60:
		w.give(call{kind: leave, shift: shift, person: w.person, id: me.entry}, "leaveWaitlist", leaveQueue, "entryId")
	default:
		w.look(shift)
	}
}

// look reads what everyone sees and what the person has.
func (w *walker) look(shift int) {
	noted := w.history.startLook(shift)
	if noted {
		defer w.history.endLook(shift)
	}
	from := w.history.now()
	a, err := w.ask(w.token, ownState, map[string]any{"id": w.shifts[shift]})
	to := w.history.now()
	if err != nil || a.Status != http.StatusOK || len(a.Errors) > 0 {
		w.failed(a, err)
		return // it changed nothing
	}
	noted = noted && time.Duration(to-from) < longestLook
	read := func(noted bool, k kind, id string, r reply) {
		if noted {
			w.history.add(w.client, call{kind: k, shift: shift, person: w.person, id: id}, r, from, to)
		}
	}
	n := func(field string) int { return a.Number("node", "live", field) }
	read(noted, readCounters, "", reply{
		capacity: n("capacity"), confirmed: n("confirmed"), held: n("held"),
		waitlisted: n("waitlisted"), available: n("available"),
	})
	me, was := own{a.Text("node", "viewerSignup", "id"), a.Text("node", "viewerWaitlistEntry", "id")}, w.known[shift]
	// Ids that the person learns here are always written down: the model learns them too.
	read(noted || me.signup != "" && me.signup != was.signup, readSignup, "", reply{signup: me.signup})
	read(noted || me.entry != "" && me.entry != was.entry, readEntry, "", reply{entry: me.entry})
	if me.entry != "" {
		read(noted, readPosition, me.entry, reply{number: a.Number("node", "viewerWaitlistEntry", "position")})
	}
	w.known[shift] = me
}

func (w *walker) signUp(shift int, wait bool) {
	c := call{kind: signUp, shift: shift, person: w.person, wait: wait}
	w.change(c, "signUpForShift", signUpForShift, apptest.Input("shiftId", w.shifts[shift], "joinWaitlist", wait))
}

// give gives a place or a position up.
func (w *walker) give(c call, field, document, name string) {
	w.change(c, field, document, apptest.Input(name, c.id))
}

// resize sets the capacity of a shift.
func (w *walker) resize(shift, capacity int) {
	w.change(call{kind: setCapacity, shift: shift, capacity: capacity}, "updateShift", updateShift,
		apptest.Input("shiftId", w.shifts[shift], "capacity", capacity))
}

// change asks for a change with a key. When no answer comes that says what became of
// it, it asks again mostly, with the same key, and leaves the outcome unknown sometimes.
func (w *walker) change(c call, field, document string, variables map[string]any) {
	from, unknown := w.history.now(), false
	mayLeave := w.history.mayLeaveOpen(c.shift)
	insist := !mayLeave || rand.IntN(4) > 0
	// Without a key it cannot be asked again; a no for a full shift then takes a way of its own.
	if c.kind == signUp && !c.wait && mayLeave {
		insist = false
	} else {
		variables["in"].(map[string]any)["idempotencyKey"] = fmt.Sprint(w.run, w.keys.Add(1))
	}
	for range 400 {
		again := w.history.now()
		a, err := w.ask(w.token, document, variables)
		if err == nil && a.Status == http.StatusOK && len(a.Errors) == 0 {
			r := w.told(c, field, a)
			if r.refused != "" {
				// What was asked before with this key was not made, or the answer would
				// be another one, and nobody works on it any more.
				from = again
			}
			w.history.add(w.client, c, r, from, w.history.now())
			return
		}
		w.failed(a, err)
		unknown = unknown || !nobodyHeard(a, err)
		if unknown && !insist {
			break
		}
	}
	if unknown {
		w.history.add(w.client, c, reply{unknown: true}, from, 0)
	}
	delete(w.known, c.shift)
	w.look(c.shift)
}

// told reads the answer to a change and remembers what the person has now.
func (w *walker) told(c call, field string, a *apptest.Answer) reply {
	r := reply{
		refused: refusal(a, field), signup: a.Text(field, "signup", "id"), entry: a.Text(field, "waitlistEntry", "id"),
		number: a.Number(field, "userErrors", 0, "taken"),
	}
	switch {
	case c.kind == setCapacity:
	case r.refused != "":
		delete(w.known, c.shift)
		w.look(c.shift)
	case c.kind == signUp:
		w.known[c.shift] = own{r.signup, r.entry}
	default:
		delete(w.known, c.shift)
	}
	return r
}

// failed counts why a request got no answer, and fails the test for what no fault of
// servers, database or network explains.
func (w *walker) failed(a *apptest.Answer, err error) {
	switch {
	case err != nil:
		w.codes.add("no answer")
		pause(40, 100)
	case a.Code() != "TRY_AGAIN":
		w.t.Errorf("%d %s", a.Status, a.Body)
	default:
		w.codes.add(a.Code())
	}
	pause(10, 50)
}

// nobodyHeard says whether a request cannot have changed anything.
func nobodyHeard(a *apptest.Answer, err error) bool {
	if err != nil {
		var op *net.OpError
		return errors.As(err, &op) && op.Op == "dial"
	}
	return a.Status == http.StatusServiceUnavailable
}
