package places

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"sync"
	"testing"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/Shopify/toxiproxy/v2/toxics"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
)

// network is the way between a server and its database, which can be made bad.
type network struct {
	t     testing.TB
	proxy *toxiproxy.Proxy
	url   string // of the database, by this way
}

// newNetwork makes a way to a PostgreSQL database.
func newNetwork(t testing.TB, databaseURL string) *network {
	t.Helper()
	u, err := url.Parse(databaseURL)
	if err != nil {
		t.Fatal(err)
	}
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(prometheus.NewRegistry()), zerolog.Nop())
	n := &network{t: t, proxy: toxiproxy.NewProxy(server, "database", "127.0.0.1:0", u.Host)}
	if err := n.proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.proxy.Stop)
	u.Host = n.proxy.Listen
	n.url = u.String()
	return n
}

// The directions of a way.
const (
	toDatabase = "upstream"
	toServer   = "downstream"
)

// add makes the way bad until heal.
func (n *network) add(kind, direction string, attributes map[string]any) {
	n.t.Helper()
	toxic, err := json.Marshal(map[string]any{"name": kind + direction, "type": kind, "stream": direction, "attributes": attributes})
	if err == nil {
		_, err = n.proxy.Toxics.AddToxicJson(bytes.NewReader(toxic))
	}
	if err != nil {
		n.t.Error(err)
	}
}

// slow delays what goes each way by some milliseconds.
func (n *network) slow(ms int) {
	n.add("latency", toDatabase, map[string]any{"latency": ms / 2, "jitter": ms / 10})
	n.add("latency", toServer, map[string]any{"latency": ms / 2, "jitter": ms / 10})
}

// swallow loses everything without a word; the connections stay.
func (n *network) swallow() {
	n.add("timeout", toDatabase, map[string]any{"timeout": 0})
	n.add("timeout", toServer, map[string]any{"timeout": 0})
}

// cut breaks all connections and refuses new ones, until heal.
func (n *network) cut() { n.proxy.Stop() }

// heal makes the way good again. Connections on which something was lost end.
func (n *network) heal() {
	n.t.Helper()
	n.proxy.Toxics.ResetToxics(context.Background())
	n.proxy.Lock()
	stopped := !n.proxy.Enabled
	n.proxy.Unlock()
	if stopped {
		if err := n.proxy.Start(); err != nil {
			n.t.Error(err)
		}
	}
}

// renew makes the way good again, and ends all connections.
func (n *network) renew() {
	n.t.Helper()
	n.proxy.Toxics.ResetToxics(context.Background())
	n.cut()
	n.heal()
}

// commitToxic passes everything until the database says that it has committed: that
// word and what comes after it are held back, or the connection is cut.
type commitToxic struct {
	Cut bool `json:"cut"`
}

func init() { toxics.Register("commit", new(commitToxic)) }

// committed is what PostgreSQL's message CommandComplete says after a COMMIT.
var committed = []byte("COMMIT\x00")

// held counts the answers that commit toxics held back or cut.
var held struct {
	sync.Mutex
	n int
}

func heldAnswers() int {
	held.Lock()
	defer held.Unlock()
	return held.n
}

// commitState says whether an answer was held back on a connection.
type commitState struct{ holding bool }

// NewState makes what is kept for a connection; see toxics.StatefulToxic.
func (c *commitToxic) NewState() any { return new(commitState) }

// Pipe passes data on; see toxics.Toxic.
func (c *commitToxic) Pipe(stub *toxics.ToxicStub) {
	state := stub.State.(*commitState)
	for {
		select {
		case <-stub.Interrupt:
			return
		case chunk := <-stub.Input:
			if chunk == nil {
				stub.Close()
				return
			}
			if !state.holding && bytes.Contains(chunk.Data, committed) {
				state.holding = true
				held.Lock()
				held.n++
				held.Unlock()
				if c.Cut {
					stub.Close()
					return
				}
			}
			if !state.holding {
				stub.Output <- chunk
			}
		}
	}
}

// Cleanup ends a connection on which something was held back; see toxics.CleanupToxic.
func (c *commitToxic) Cleanup(stub *toxics.ToxicStub) {
	if stub.State.(*commitState).holding {
		stub.Close()
	}
}
