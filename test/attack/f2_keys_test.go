package attack

import (
	"encoding/json"
	"sync"
	"testing"

	"erikti/internal/apptest"
)

// A key has 1 to 64 characters and stands for one input.
func TestF2_KeysThatAreNone(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database))
		in := func(key string) map[string]any { return w.draftInput(w.organization) }
		create := func(name, code, key string) badCase {
			return w.spoil(name, code, w.organizer, createEvent, with(in(key), "idempotencyKey", key))
		}
		w.organizer.Do(t, createEvent, with(in(""), "idempotencyKey", "used"))
		w.organizer.Do(t, createEvent, with(in(""), "idempotencyKey", repeat("ұ", 64)))
		w.refuses(t, []badCase{
			create("empty", "INVALID_INPUT", ""),
			create("65 characters", "INVALID_INPUT", canary+repeat("x", 65-len(canary))),
			create("65 characters of two bytes", "INVALID_INPUT", repeat("ұ", 65)),
			create("900 kB", "INVALID_INPUT", canary+repeat("x", 900_000)),
			create("a NUL", "INVALID_INPUT", canary+"\x00"),
			w.spoil("empty at a sign-up", "INVALID_INPUT", w.volunteer, signUp, fields("shiftId", w.notYet, "idempotencyKey", "")),
			w.spoil("65 characters at a cancellation", "INVALID_INPUT", w.volunteer, cancelSignup, fields("signupId", w.signup, "idempotencyKey", repeat("x", 65))),
			w.spoil("other input", "IDEMPOTENCY_KEY_REUSED", w.organizer, createEvent,
				with(in(""), "idempotencyKey", "used", "venue", map[string]any{"en": canary})),
		})
	})
}

// Twenty at once with one key make one change and get one answer; so does who
// comes after a restart.
func TestF2_OneKeyAtOnceAndAfterARestart(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		s := apptest.Start(t, database)
		w := newWorld(t, s)
		_, shift := w.organizer.Shift(t, w.organization, 1, 20)
		calls := []struct {
			by        *apptest.Client
			query     string
			variables map[string]any
			table     string
		}{
			{w.organizer, createEvent, with(w.draftInput(w.organization), "idempotencyKey", "k"), "events"},
			{w.volunteer, signUp, fields("shiftId", shift, "idempotencyKey", "k"), "signups"},
			{w.other, signUp, fields("shiftId", shift, "idempotencyKey", "k"), "waitlist_entries"}, // the shift is full
			{w.volunteer, cancelSignup, fields("signupId", w.signup, "idempotencyKey", "k"), ""},
			{w.organizer, addShift, fields("eventId", w.event, "shift", w.shiftInput(), "idempotencyKey", "k"), "shifts"},
			{w.organizer, updateShift, fields("shiftId", w.shift, "capacity", 9, "idempotencyKey", "k"), ""},
		}
		answers := make([]string, len(calls))
		for i, call := range calls {
			before := 0
			if call.table != "" {
				before = count(t, s, call.table)
			}
			answers[i] = together(t, 20, func() string { return outcome(t, call.by, call.query, call.variables) })
			if call.table != "" && count(t, s, call.table) != before+1 {
				t.Errorf("%s: %d more in %s", call.query, count(t, s, call.table)-before, call.table)
			}
		}
		countersMatch(t, s.App.Store().Reader())
		s.Stop()
		s = apptest.Start(t, database)
		before := contentOf(t, s.App.Store())
		for i, call := range calls {
			if again := outcome(t, s.As(call.by.Token), call.query, call.variables); again != answers[i] {
				t.Errorf("after a restart: %s, before: %s", again, answers[i])
			}
		}
		before.same(t, contentOf(t, s.App.Store()))
	})
}

// outcome is what a mutation answers, without what changes by itself.
func outcome(t *testing.T, c *apptest.Client, query string, variables map[string]any) string {
	a, err := c.Try(query, variables)
	if err != nil {
		t.Error(err)
		return ""
	}
	if codeOf(a) != "" && codeOf(a) != "null" {
		t.Errorf("%s: %s", query, a.Body)
	}
	text, _ := json.Marshal(a.Data)
	return string(text)
}

// together does something n times at once; all must get the same.
func together(t *testing.T, n int, f func() string) string {
	t.Helper()
	got := make([]string, n)
	begin := make(chan struct{})
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { <-begin; got[i] = f() })
	}
	close(begin)
	all.Wait()
	for _, g := range got {
		if g != got[0] {
			t.Errorf("two answers: %s and %s", g, got[0])
		}
	}
	return got[0]
}

func count(t *testing.T, s *apptest.Server, table string) int {
	t.Helper()
	var n int
	if err := s.App.Store().Reader().QueryRow(`SELECT count(*) FROM "` + table + `"`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
