package wire_test

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"erikti/internal/wire"
)

// All who follow the same share one execution a change; who comes later gets the
// state at once, without another one.
func TestOneExecutionForAll(t *testing.T) {
	w := newWorld(t)
	const many = 50
	peers := make([]*peer, many)
	for i := range peers {
		peers[i] = w.begin(t, "")
		peers[i].subscribe(fmt.Sprint("op", i), followObject, "id", "x")
		peers[i].state()
	}
	if n := w.executed.Load(); n != 1 {
		t.Errorf("read %d times for %d who came", n, many)
	}
	for range 3 {
		version := w.change("x")
		for _, p := range peers {
			if s := p.state(); s.Version != version || s.Viewer != "" {
				t.Fatalf("got %+v, want version %d for nobody", s, version)
			}
		}
	}
	if n, s := w.executed.Load(), w.engine.Stats(); n != 4 || s.Groups != 1 || s.Members != many || s.Deliveries != 4*many {
		t.Errorf("read %d times: %+v", n, s)
	}
	// The first one leaves: the others are not touched.
	peers[0].say(`{"type":"complete","id":"op0"}`)
	if rest := peers[0].settle(); len(rest) != 0 {
		t.Errorf("after leaving: %v", rest)
	}
	version := w.change("x")
	for _, p := range peers[1:] {
		if s := p.state(); s.Version != version {
			t.Errorf("got %+v, want version %d", s, version)
		}
	}
	if rest := peers[0].settle(); len(rest) != 0 {
		t.Errorf("who left still hears %v", rest)
	}
	for _, p := range peers {
		_ = p.Close()
	}
	eventually(t, "the group ends with its last follower", func() bool {
		s := w.engine.Stats()
		return s.Groups == 0 && s.Members == 0 && s.Connections == 0 && w.hub.Watching() == 0
	})
	if len(w.spread) == 0 {
		t.Error("nobody was told how long a change took")
	}
}

// What differs in anything that an answer depends on is not shared: whatever two
// clients say, each gets the answer to what it asked.
func TestE11_KeysCannotBeMixed(t *testing.T) {
	w := newWorld(t)
	type ask struct {
		init, query string
		variables   []any
		want        func(value) bool
	}
	both := `subscription A($id: ID!) { object(id: $id, note: "a") } subscription B($id: ID!) { object(id: $id, note: "b") }
		subscription AA($id: ID!) { object(id: $id, note: "aa") }`
	asks := map[string]ask{
		"ru":             {`{"locale":"ru"}`, followObject, []any{"id", "x"}, func(v value) bool { return v.Locale == "ru" && v.ID == "x" }},
		"kk":             {`{"locale":"kk"}`, followObject, []any{"id", "x"}, func(v value) bool { return v.Locale == "kk" && v.ID == "x" }},
		"alice":          {`{"authorization":"alice"}`, followObject, []any{"id", "x"}, func(v value) bool { return v.Locale == "en" && v.Viewer == "" }},
		"another object": {"", followObject, []any{"id", "y"}, func(v value) bool { return v.ID == "y" }},
		"a note":         {"", `subscription($id: ID!, $note: String) { object(id: $id, note: $note) }`, []any{"id", "x", "note", "n"}, func(v value) bool { return v.Note == "n" }},
		"no note":        {"", `subscription($id: ID!, $note: String) { object(id: $id, note: $note) }`, []any{"id", "x", "note", nil}, func(v value) bool { return v.Note != "n" }},
		"the default":    {"", `subscription($id: ID!, $note: String) { object(id: $id, note: $note) }`, []any{"id", "x"}, func(v value) bool { return v.Note == "none" }},
		// Texts that run into each other when they are only put one after the other.
		"run in 1": {"", `subscription($id: ID!, $note: String) { object(id: $id, note: $note) }`, []any{"id", "xy", "note", "z"}, func(v value) bool { return v.ID == "xy" && v.Note == "z" }},
		"run in 2": {"", `subscription($id: ID!, $note: String) { object(id: $id, note: $note) }`, []any{"id", "x", "note", "yz"}, func(v value) bool { return v.ID == "x" && v.Note == "yz" }},
	}
	for name, a := range asks {
		p := w.begin(t, a.init)
		p.subscribe(name, a.query, a.variables...)
		if s := p.state(); !a.want(s) {
			t.Errorf("%s: %+v", name, s)
		}
	}
	// The operation of a document is picked by its name, also where document and name
	// read alike when one is put after the other.
	named := []struct{ query, name, note string }{
		{both, "A", "a"}, {both, "B", "b"}, {both + "#", "AA", "aa"}, {both + "#A", "A", "a"},
	}
	for _, n := range named {
		p := w.begin(t, "")
		p.say(string(mustJSON(map[string]any{"type": "subscribe", "id": n.name, "payload": map[string]any{
			"query": n.query, "operationName": n.name, "variables": map[string]any{"id": "x"},
		}})))
		if s := p.state(); s.Note != n.note {
			t.Errorf("%+v: %+v", n, s)
		}
	}
	if groups := w.engine.Stats().Groups; groups != len(asks)+len(named) {
		t.Errorf("%d groups for %d different operations", groups, len(asks)+len(named))
	}
}

// What is not marked is executed for its viewer alone, with its context.
func TestPrivateOnesAreNotShared(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.begin(t, `{"authorization":"alice"}`), w.begin(t, `{"authorization":"bob"}`)
	for _, p := range []*peer{alice, bob} {
		p.subscribe("1", `subscription { mine(id: "x") }`)
	}
	for range 3 {
		if s := alice.state(); s.Viewer != "alice" || s.Rights != "a" {
			t.Errorf("alice gets %+v", s)
		}
		if s := bob.state(); s.Viewer != "bob" || s.Rights != "b" {
			t.Errorf("bob gets %+v", s)
		}
		w.change("x")
	}
	if s := w.engine.Stats(); s.Groups != 0 || s.Members != 2 {
		t.Errorf("%+v", s)
	}
}

// Before each delivery of a private subscription the rights are read again: what
// was made under older ones is not sent, whichever of several finds out first.
func TestRightsAreReadBeforeEachDelivery(t *testing.T) {
	w := newWorld(t)
	alice := w.begin(t, `{"authorization":"alice"}`)
	const many = 5
	for i := range many {
		alice.subscribe(fmt.Sprint(i), `subscription { mine(id: "x") }`)
		if s := alice.state(); s.Rights != "a" {
			t.Errorf("%+v", s)
		}
	}
	for _, rights := range []string{"less", "more"} {
		w.grant("alice", rights)
		version := w.change("x")
		for range many {
			if s := alice.state(); s.Rights != rights || s.Version != version {
				t.Errorf("after the change of rights to %s: %+v", rights, s)
			}
		}
	}
	w.grant("alice", "")
	w.change("x")
	for range many {
		if m := alice.hear(); m.Type != "error" {
			t.Errorf("after the end of the session: %s %s", m.Type, m.Payload)
		}
	}
	w.change("x")
	if rest := alice.settle(); len(rest) != 0 {
		t.Errorf("after the error: %v", rest)
	}
}

// A private state that a stopped reader has not taken is not sent when it goes on:
// it is made again, under the rights of then.
func TestRightsAreReadWhenASlowReaderGoesOn(t *testing.T) {
	w := newWorld(t, patient)
	w.large()
	p := w.narrow(t, `{"authorization":"alice"}`)
	p.subscribe("1", `subscription { mine(id: "x") }`)
	p.state()
	makes := func() {
		before := w.engine.Stats().Executions
		w.change("x")
		eventually(t, "it is made", func() bool { return w.engine.Stats().Executions > before })
	}
	for n := 0; w.engine.Stats().Slow == 0; n++ {
		makes()
		if n > 10_000 {
			t.Fatal("it does not become slow")
		}
	}
	for range 3 { // made, and not taken
		makes()
	}
	time.Sleep(20 * time.Millisecond) // also published, or the test proves less
	w.grant("alice", "less")
	version := w.version("x")
	stale := 0
	for {
		s := p.state()
		if s.Rights == "less" {
			if s.Version != version {
				t.Errorf("%+v, want version %d", s.Version, version)
			}
			break
		}
		if s.Version == version {
			stale++
		}
	}
	if stale > 0 {
		t.Error("a state that was made under older rights is sent after their end")
	}
}

// A set comes whole at first, then what changed; who comes later gets the whole as
// it is then, made once for all who wait for it.
func TestSets(t *testing.T) {
	w := newWorld(t)
	const follow = `subscription { set(size: 3) }`
	a := w.begin(t, "")
	a.subscribe("1", follow)
	if s := a.state(); !s.Reset || len(s.Set) != 3 {
		t.Errorf("at first: %+v", s)
	}
	w.change("s1")
	if s := a.state(); s.Reset || len(s.Set) != 1 || s.Set["s1"] != 1 {
		t.Errorf("a change: %+v", s)
	}
	w.change("s2")
	a.state()
	before := w.executed.Load()
	b := w.begin(t, "")
	b.subscribe("1", follow)
	if s := b.state(); !s.Reset || len(s.Set) != 3 || s.Set["s1"] != 1 || s.Set["s2"] != 1 {
		t.Errorf("who comes later: %+v", s)
	}
	c := w.begin(t, "")
	c.subscribe("1", follow)
	if s := c.state(); !s.Reset || s.Set["s2"] != 1 {
		t.Errorf("who comes after: %+v", s)
	}
	if made := w.executed.Load() - before; made != 1 {
		t.Errorf("the whole was made %d times for two who came", made)
	}
	w.change("s0")
	for _, p := range []*peer{a, b, c} {
		if s := p.state(); s.Reset || s.Set["s0"] != 1 {
			t.Errorf("the next change: %+v", s)
		}
	}
	w.change("elsewhere")
	if rest := a.settle(); len(rest) != 0 {
		t.Errorf("of what is not in the set: %v", rest)
	}
}

// The last state comes before the end, also to who comes at that moment.
func TestFinalStates(t *testing.T) {
	w := newWorld(t)
	peers := make([]*peer, 20)
	for i := range peers {
		peers[i] = w.begin(t, "")
	}
	var changing sync.WaitGroup
	changing.Go(func() {
		for range 3 {
			w.change("final")
			time.Sleep(time.Millisecond)
		}
	})
	for _, p := range peers {
		p.subscribe("1", followObject, "id", "final")
	}
	changing.Wait()
	for i, p := range peers {
		last := 0
		for {
			m := p.hear()
			if m.Type == "complete" {
				break
			}
			if v := stateOf(t, m.Payload).Version; v < last || m.Type != "next" {
				t.Fatalf("%d: version %d after %d", i, v, last)
			} else {
				last = v
			}
		}
		if last != 3 {
			t.Errorf("%d: completed after version %d", i, last)
		}
		if rest := p.settle(); len(rest) != 0 {
			t.Errorf("after complete: %v", rest)
		}
	}
}

// A source that panics or fails ends with an error those who follow it, and nobody
// else; nothing is said afterwards.
func TestE16_SourcesThatFail(t *testing.T) {
	w := newWorld(t)
	others := w.begin(t, "")
	others.subscribe("well", followObject, "id", "x")
	others.state()
	for field, code := range map[string]string{"panics": "INTERNAL", "vanishes": "NOT_FOUND"} {
		a, b := w.begin(t, ""), w.begin(t, "")
		for _, p := range []*peer{a, b} {
			p.subscribe("1", `subscription { `+field+` }`)
			p.state()
		}
		w.change(field)
		for _, p := range []*peer{a, b} {
			m := p.hear()
			var errs []struct{ Extensions struct{ Code string } }
			if err := json.Unmarshal(m.Payload, &errs); err != nil || m.Type != "error" || errs[0].Extensions.Code != code {
				t.Errorf("%s: %s %s", field, m.Type, m.Payload)
			}
			w.change(field)
			if rest := p.settle(); len(rest) != 0 {
				t.Errorf("after the error: %v", rest)
			}
		}
		// The id is free, and the subscription begins anew.
		a.subscribe("1", `subscription { `+field+` }`)
		a.state()
		_ = a.Close()
	}
	p := w.begin(t, "")
	p.subscribe("q", `{ panics }`)
	if m := p.hear(); m.Type != "error" {
		t.Errorf("a query that panics: %+v", m)
	}
	version := w.change("x")
	if s := others.state(); s.Version != version {
		t.Errorf("the others get %+v", s)
	}
}

// More groups than the option allows are refused, one by one.
func TestGroupsAreBounded(t *testing.T) {
	w := newWorld(t, func(o *wire.Options) { o.MaxGroups = 2 })
	p := w.begin(t, "")
	for _, id := range []string{"a", "b"} {
		p.subscribe(id, followObject, "id", id)
		p.state()
	}
	p.subscribe("c", followObject, "id", "c")
	if m := p.hear(); m.Type != "error" || m.ID != "c" {
		t.Errorf("a third group: %+v", m)
	}
	p.subscribe("again", followObject, "id", "a")
	p.state() // one that is there takes more followers
	p.say(`{"type":"complete","id":"b"}`)
	p.settle()
	p.subscribe("c", followObject, "id", "c")
	p.state()
}
