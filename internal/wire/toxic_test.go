package wire_test

import (
	"strings"
	"testing"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
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
