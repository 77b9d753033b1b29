package wire_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"erikti/internal/wire"
)

// Who acknowledges what it is told all the time is asked for a sign of life less often
// than who is told nothing, and is asked all the same.
func TestE7_BusyPeersAreAskedLessOften(t *testing.T) {
	w := newWorld(t, func(o *wire.Options) { o.PingEvery = 800 * time.Millisecond })
	follow := func(id string) *atomic.Int64 {
		p, asked := w.begin(t, ""), &atomic.Int64{}
		p.SetPingHandler(func(said string) error {
			asked.Add(1)
			return p.WriteControl(websocket.PongMessage, []byte(said), time.Now().Add(patience))
		})
		p.subscribe("1", followObject, "id", id)
		p.state()
		go func() {
			for {
				if _, _, err := p.ReadMessage(); err != nil {
					return
				}
			}
		}()
		return asked
	}
	busy, quiet := follow("busy"), follow("quiet")
	eventually(t, "both are asked", func() bool {
		w.change("busy")
		return busy.Load() >= 1 && quiet.Load() >= 4
	})
	if n, of := busy.Load(), quiet.Load(); n > of/2 {
		t.Errorf("the one who acknowledges was asked %d times, the other one %d times", n, of)
	}
	if n := w.engine.Stats().Connections; n != 2 {
		t.Errorf("%d connections are left of 2", n)
	}
}
