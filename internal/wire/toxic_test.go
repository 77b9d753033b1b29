package wire_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"

	"erikti/internal/wire"
)

// toxicProxy is a network that can be made bad.
type toxicProxy struct{ proxy *toxiproxy.Proxy }

func (w *world) toxic(t testing.TB) toxicProxy {
	t.Helper()
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	p := toxiproxy.NewProxy(server, "net", "127.0.0.1:0", strings.TrimPrefix(w.url, "http://"))
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	return toxicProxy{p}
}

// world is w behind the proxy.
func (p toxicProxy) world(w *world) *world { return &world{url: "http://" + p.proxy.Listen} }

// swallow lets nothing through any more, either way, and ends no connection.
func (p toxicProxy) swallow(t testing.TB) {
	t.Helper()
	for _, stream := range []string{"upstream", "downstream"} {
		spec := `{"name":"` + stream + `","type":"timeout","stream":"` + stream + `","attributes":{"timeout":0}}`
		if _, err := p.proxy.Toxics.AddToxicJson(strings.NewReader(spec)); err != nil {
			t.Fatal(err)
		}
	}
}

// slow makes the way to the client a bad mobile network: few bytes a second, in pieces. (Not
// late ones: what makes them late takes everything in.)
func (p toxicProxy) slow(t testing.TB) {
	t.Helper()
	for _, spec := range []string{
		`{"name":"few","type":"bandwidth","stream":"downstream","attributes":{"rate":150}}`,
		`{"name":"pieces","type":"slicer","stream":"downstream","attributes":{"average_size":300,"size_variation":200,"delay":100}}`,
	} {
		if _, err := p.proxy.Toxics.AddToxicJson(strings.NewReader(spec)); err != nil {
			t.Fatal(err)
		}
	}
}

// Over a bad mobile network things change faster than states arrive: who sits there gets
// fewer, whole and newer ones, the last one always, and is not dropped; nobody else
// notices.
func TestE6_SlowNetworks(t *testing.T) {
	w := newWorld(t, func(o *wire.Options) { o.WriteTimeout = 10 * time.Second })
	w.large()
	way := w.toxic(t)
	far, near := way.world(w).begin(t, ""), w.begin(t, "")
	for _, p := range []*peer{far, near} {
		p.subscribe("one", followObject, "id", "s1")
		p.subscribe("all", `subscription { set(size: 20) }`)
		for range 2 {
			p.hear()
		}
	}
	way.slow(t)
	const rounds = 150
	var reading sync.WaitGroup
	heard := map[*peer]int{}
	var mu sync.Mutex
	for _, p := range []*peer{far, near} {
		reading.Go(func() {
			one, known := 0, map[string]int{}
			for one < rounds || !finished(known, 20, rounds) {
				m := p.hear()
				s := stateOf(t, m.Payload)
				mu.Lock()
				heard[p]++
				mu.Unlock()
				if m.ID == "one" {
					if s.Version <= one {
						t.Errorf("version %d after %d", s.Version, one)
					}
					one = s.Version
					continue
				}
				if s.Reset {
					clear(known)
				}
				for id, version := range s.Set {
					if version < known[id] {
						t.Errorf("%s goes back from %d to %d", id, known[id], version)
					}
					known[id] = version
				}
			}
		})
	}
	for range rounds {
		for i := range 20 {
			w.change(fmt.Sprint("s", i))
		}
		time.Sleep(10 * time.Millisecond)
	}
	reading.Wait()
	if heard[far] >= heard[near] || heard[far] > rounds {
		t.Errorf("over the bad network came %d messages, over the good one %d", heard[far], heard[near])
	}
	if s := w.engine.Stats(); s.DroppedSlow != 0 || s.Conflated == 0 {
		t.Errorf("%+v", s)
	}
}

// finished says whether all objects of a set have a version.
func finished(known map[string]int, objects, version int) bool {
	for i := range objects {
		if known[fmt.Sprint("s", i)] != version {
			return false
		}
	}
	return true
}
