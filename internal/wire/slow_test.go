package wire_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"erikti/internal/wire"
)

// narrow opens a socket whose kernel takes little for a reader that has stopped.
func (w *world) narrow(t testing.TB, init ...string) *peer {
	t.Helper()
	dialer := websocket.Dialer{
		Subprotocols: []string{"graphql-transport-ws"},
		NetDialContext: (&net.Dialer{Control: func(_, _ string, c syscall.RawConn) error {
			var err error
			if control := c.Control(func(fd uintptr) {
				err = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096)
			}); control != nil {
				return control
			}
			return err
		}}).DialContext,
	}
	c, response, err := dialer.Dial("ws"+strings.TrimPrefix(w.url, "http"), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	t.Cleanup(func() { _ = c.Close() })
	p := &peer{c, t}
	p.say(`{"type":"connection_init","payload":` + cmp.Or(strings.Join(init, ""), "{}") + `}`)
	p.hear()
	return p
}

// patient lets readers stop for as long as a test takes.
func patient(o *wire.Options) { o.WriteTimeout = 10 * time.Minute }

// Readers that stop are dropped when they have taken nothing for WriteTimeout; the
// others get every newest state meanwhile, and nothing of the stopped ones stays.
func TestE6_StoppedReaders(t *testing.T) {
	w := newWorld(t, func(o *wire.Options) { o.WriteTimeout = time.Second })
	w.large()
	well := make([]*peer, 10)
	for i := range well {
		well[i] = w.begin(t, "")
		well[i].subscribe("1", followObject, "id", "x")
		well[i].state()
	}
	before := runtime.NumGoroutine()
	const stopped = 10
	for range stopped {
		p := w.narrow(t)
		p.subscribe("1", followObject, "id", "x")
	}
	eventually(t, "all follow", func() bool { return w.engine.Stats().Members == stopped+len(well) })
	for changes := 0; w.engine.Stats().DroppedSlow < stopped; changes++ {
		version := w.change("x")
		for _, p := range well {
			if s := p.state(); s.Version != version {
				t.Fatalf("beside stopped readers: version %d, want %d", s.Version, version)
			}
		}
		if changes > 100_000 {
			t.Fatalf("the stopped readers stay: %+v", w.engine.Stats())
		}
		time.Sleep(time.Millisecond)
	}
	eventually(t, "nothing of them stays", func() bool {
		s := w.engine.Stats()
		return s.Connections == len(well) && s.Members == len(well) && s.Slow == 0 && runtime.NumGoroutine() <= before
	})
	// Each became slow once and waited: nothing was tried again and again.
	if s := w.engine.Stats(); s.WentSlow > 5*stopped {
		t.Errorf("%d readers became slow %d times", stopped, s.WentSlow)
	}
}

// A reader that stops and goes on gets the newest state, not all that it missed, and
// never an older one after a newer one.
func TestE6_ReadersThatGoOn(t *testing.T) {
	w := newWorld(t, patient)
	w.large()
	p := w.narrow(t)
	quick := w.begin(t, "")
	for _, p := range []*peer{p, quick} {
		p.subscribe("1", followObject, "id", "x")
		p.state()
	}
	const changes = 2000
	for range changes {
		w.change("x")
		quick.state() // so that each is made and sent
	}
	eventually(t, "it is slow", func() bool { return w.engine.Stats().Slow == 1 })
	last, heard := 0, 0
	for last < changes {
		s := p.state()
		if s.Version <= last && heard > 0 {
			t.Fatalf("version %d after %d", s.Version, last)
		}
		last = s.Version
		heard++
	}
	if heard > changes/10 {
		t.Errorf("%d of %d states were sent to a reader that had stopped", heard, changes)
	}
	version := w.change("x")
	if s := p.state(); s.Version != version {
		t.Errorf("then: %+v, want %d", s, version)
	}
	if s := w.engine.Stats(); s.Conflated == 0 || s.Slow != 0 {
		t.Errorf("%+v", s)
	}
}

// A hundred shifts change while a reader of the set has stopped: every one's last
// state arrives, by one whole set and not by a queue.
func TestE6_EveryShiftsLastStateArrives(t *testing.T) {
	w := newWorld(t, patient)
	w.large()
	const shifts, rounds = 100, 20
	p := w.narrow(t)
	quick := w.begin(t, "")
	for _, p := range []*peer{p, quick} {
		p.subscribe("1", `subscription { set(size: 100) }`)
	}
	seen := map[*peer]map[string]int{p: {}, quick: {}}
	apply := func(p *peer) value {
		s := p.state()
		if s.Reset {
			clear(seen[p])
		}
		for id, version := range s.Set {
			if version < seen[p][id] {
				t.Errorf("%s goes back from %d to %d", id, seen[p][id], version)
			}
			seen[p][id] = version
		}
		return s
	}
	apply(p)
	var reading sync.WaitGroup
	complete := func(p *peer) bool {
		for i := range shifts {
			if seen[p][fmt.Sprint("s", i)] != rounds {
				return false
			}
		}
		return true
	}
	reading.Go(func() {
		for !complete(quick) {
			apply(quick)
		}
	})
	for range rounds {
		for i := range shifts {
			w.change(fmt.Sprint("s", i))
		}
		time.Sleep(5 * time.Millisecond)
	}
	reading.Wait()
	resets, heard := 0, 0
	for !complete(p) {
		heard++
		if apply(p).Reset {
			resets++
		}
	}
	if resets == 0 || heard > 100 {
		t.Errorf("%d messages, %d whole sets", heard, resets)
	}
	w.change("s7")
	if s := apply(p); s.Reset || s.Set["s7"] != rounds+1 {
		t.Errorf("then: %+v", s)
	}
}

// Answers wait for a slow peer in order, and who makes them waits with them.
func TestE6_AnswersToASlowPeer(t *testing.T) {
	w := newWorld(t, patient)
	p := w.narrow(t)
	long := strings.Repeat("a", 30_000)
	const answers = 40
	for i := range answers {
		p.subscribe(fmt.Sprint(i), `query($text: String!) { echo(text: $text) }`, "text", long)
	}
	eventually(t, "it is slow", func() bool { return w.engine.Stats().Slow == 1 })
	next, complete := 0, 0
	for complete < answers {
		switch m := p.hear(); m.Type {
		case "next":
			next++
			if len(m.Payload) < len(long) {
				t.Fatalf("cut: %d bytes", len(m.Payload))
			}
		case "complete":
			if complete++; complete > next {
				t.Fatal("complete before the answer")
			}
		}
	}
	// One that leaves while they wait frees all of it.
	for i := range answers {
		p.subscribe(fmt.Sprint(i), `query($text: String!) { echo(text: $text) }`, "text", long)
	}
	eventually(t, "it is slow again", func() bool { return w.engine.Stats().Slow == 1 })
	_ = p.Close()
	eventually(t, "it is gone", func() bool { s := w.engine.Stats(); return s.Connections == 0 && s.Slow == 0 })
}

// hidden is a connection without a descriptor, as one with TLS is.
type hidden struct{ net.Conn }

type hiddenListener struct{ net.Listener }

func (l hiddenListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return hidden{c}, nil
}

// Connections without a descriptor are written to one frame after the other, with a
// deadline; they miss nothing else.
func TestConnectionsWithoutADescriptor(t *testing.T) {
	w := newWorldOn(t, func(l net.Listener) net.Listener { return hiddenListener{l} },
		func(o *wire.Options) { o.WriteTimeout = time.Second })
	w.large()
	p, stopped := w.begin(t, ""), w.narrow(t)
	for _, p := range []*peer{p, stopped} {
		p.subscribe("1", followObject, "id", "x")
	}
	p.state()
	for changes := 0; w.engine.Stats().DroppedSlow == 0; changes++ {
		version := w.change("x")
		for s := p.state(); s.Version != version; s = p.state() {
			if s.Version > version {
				t.Fatal(s)
			}
		}
		if changes > 100_000 {
			t.Fatalf("%+v", w.engine.Stats())
		}
		time.Sleep(time.Millisecond)
	}
	eventually(t, "the stopped one is gone", func() bool { return w.engine.Stats().Connections == 1 })
	p.say(`{"type":"subscribe"}`)
	if code := p.code(); code != 4400 {
		t.Errorf("closed with %d", code)
	}
}

// Thousands that come, follow and leave, each in another way, leave nothing.
func TestE18_NothingStays(t *testing.T) {
	w := newWorld(t)
	one := w.begin(t, "")
	one.subscribe("1", followObject, "id", "x")
	one.state()
	before := runtime.NumGoroutine()
	most := 3000
	if testing.Short() {
		most = 300
	}
	var all sync.WaitGroup
	places := make(chan struct{}, 50)
	for i := range most {
		places <- struct{}{}
		all.Go(func() {
			defer func() { <-places }()
			if i%5 == 4 {
				r, _ := http.NewRequest(http.MethodGet, w.url+`?query=subscription{object(id:"x")}`, nil)
				r.Header.Set("Accept", "text/event-stream")
				response, err := http.DefaultClient.Do(r)
				if err == nil {
					_, _ = response.Body.Read(make([]byte, 10))
					_ = response.Body.Close()
				}
				return
			}
			p := w.begin(t, "")
			p.subscribe("1", followObject, "id", "x")
			p.subscribe("2", `subscription { mine(id: "x") }`)
			p.hear()
			switch i % 5 {
			case 0:
				_ = p.Close()
			case 1:
				p.say(`{"type":"complete","id":"1"}`)
				_ = p.Close()
			case 2:
				_ = p.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(time.Second))
				_ = p.Close()
			case 3:
				_ = p.NetConn().(*net.TCPConn).SetLinger(0) // a reset
				_ = p.Close()
			}
		})
		if i%100 == 0 {
			w.change("x")
		}
	}
	all.Wait()
	http.DefaultClient.CloseIdleConnections()
	eventually(t, "back to where it was", func() bool {
		s := w.engine.Stats()
		return s.Connections == 1 && s.Members == 1 && s.Groups == 1 && s.Slow == 0 &&
			runtime.NumGoroutine() <= before+5 && w.hub.Watching() == 1
	})
	for {
		var v struct{ Data map[string]value }
		m := one.hear()
		if err := json.Unmarshal(m.Payload, &v); err != nil {
			t.Fatal(err)
		}
		if v.Data["object"].Version == w.version("x") {
			break
		}
	}
}

// A peer that answers no ping, because the network between swallows all without a
// word, is gone by the second one.
func TestE7_DeadPeers(t *testing.T) {
	w := newWorld(t, func(o *wire.Options) { o.PingEvery = 400 * time.Millisecond })
	proxy := w.toxic(t)
	dead, alive := proxy.world(w).begin(t, ""), w.begin(t, "")
	for _, p := range []*peer{dead, alive} {
		p.subscribe("1", followObject, "id", "x")
		p.state()
	}
	go func() { // a client answers pings when it reads
		for {
			if _, _, err := alive.ReadMessage(); err != nil {
				return
			}
		}
	}()
	proxy.swallow(t)
	eventually(t, "the dead peer is gone", func() bool { return w.engine.Stats().Connections == 1 })
	time.Sleep(3 * 400 * time.Millisecond)
	if n := w.engine.Stats().Connections; n != 1 {
		t.Errorf("%d connections: one that answers is dropped too", n)
	}
}

// The client ends an operation whose answer waits for room, and begins another one under
// the same id: it is told nothing of the first.
func TestAnAnswerIsOfTheOperationThatRuns(t *testing.T) {
	w := newWorld(t, patient)
	p := w.narrow(t)
	ask := func(id, text string) {
		p.say(string(mustJSON(map[string]any{"type": "subscribe", "id": id, "payload": map[string]any{
			"query": `query($text: String!) { echo(text: $text) }`, "variables": map[string]any{"text": text},
		}})))
	}
	executed := func(n int) {
		t.Helper()
		eventually(t, "it was executed", func() bool { return w.echoed.Load() >= int64(n) })
	}
	const answers = 200 // of which not all fit into what waits for a slow reader
	for i := range answers {
		ask(fmt.Sprint(i), strings.Repeat("a", 10_000))
	}
	executed(answers)
	ask("same", "first")
	executed(answers + 1)
	p.say(`{"type":"complete","id":"same"}`)
	ask("same", "second")
	for {
		m := p.hear()
		if m.ID != "same" {
			continue
		}
		if m.Type != "next" || !strings.Contains(string(m.Payload), "second") {
			t.Errorf("%s %s", m.Type, m.Payload)
		}
		break
	}
}
