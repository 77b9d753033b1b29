package app

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"erikti/internal/live"
	"erikti/internal/live/bus"
	"erikti/internal/store"
	"erikti/internal/wire"
)

// metrics are what /metrics shows. No label holds anything that a client chose.
type metrics struct {
	registry  *prometheus.Registry
	requests  *prometheus.CounterVec
	durations *prometheus.HistogramVec
	fields    *prometheus.CounterVec
	spreads   prometheus.Histogram
	busLags   prometheus.Histogram

	noticesPassedOn  prometheus.Counter
	noticeDeliveries *prometheus.CounterVec
	noticesQueued    *prometheus.GaugeVec
}

func newMetrics(st *store.Store) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "erikti_http_requests_total", Help: "HTTP requests by route, method and status.",
		}, []string{"route", "method", "status"}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "erikti_http_request_seconds", Help: "Time of HTTP requests by route.",
			Buckets: prometheus.ExponentialBuckets(0.001, 2.5, 10),
		}, []string{"route"}),
		fields: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "erikti_operations_total", Help: "Operations by kind and root field.",
		}, []string{"kind", "field"}),
		spreads: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "erikti_live_spread_seconds", Help: "Time from the commit of a change, wherever it was made, until the last connection that takes messages had it; as exact as the servers' clocks. States that a newer one overtook are not counted.",
			Buckets: prometheus.ExponentialBuckets(0.0005, 2.5, 12),
		}),
		busLags: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "erikti_bus_lag_seconds", Help: "Time from publishing a change at another server until this one heard of it; as exact as the two clocks.",
			Buckets: prometheus.ExponentialBuckets(0.001, 2.5, 12),
		}),
		noticesPassedOn: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "erikti_notices_passed_on_total", Help: "Notices of which deliveries were made.",
		}),
		noticeDeliveries: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "erikti_notice_deliveries_total", Help: "Attempts to deliver a notice by channel and result.",
		}, []string{"channel", "result"}),
		noticesQueued: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "erikti_notice_queue", Help: "Deliveries of notices that wait, by channel.",
		}, []string{"channel"}),
	}
	m.registry.MustRegister(m.requests, m.durations, m.fields, m.spreads, m.busLags,
		m.noticesPassedOn, m.noticeDeliveries, m.noticesQueued,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		collectors.NewDBStatsCollector(st.DB(), "writer"))
	if st.Reader() != st.DB() {
		m.registry.MustRegister(collectors.NewDBStatsCollector(st.Reader(), "reader"))
	}
	return m
}

func (m *metrics) watching(hub *live.Hub) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "erikti_live_watchers", Help: "Executions that wait for changes.",
	}, func() float64 { return float64(hub.Watching()) }))
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// spread counts how long a change took until everyone had it.
func (m *metrics) spread(took time.Duration) { m.spreads.Observe(took.Seconds()) }

// busLag counts how long a change was on the bus.
func (m *metrics) busLag(took time.Duration) { m.busLags.Observe(took.Seconds()) }

// engine shows what the engine of subscriptions does and has.
func (m *metrics) engine(e *wire.Engine) {
	for _, g := range []struct {
		name, help string
		value      func(wire.Stats) float64
	}{
		{"connections", "Open WebSockets and event streams.", func(s wire.Stats) float64 { return float64(s.Connections) }},
		{"slow", "Connections that do not take at once what they are sent.", func(s wire.Stats) float64 { return float64(s.Slow) }},
		{"groups", "Subscriptions that are executed once for all who follow them.", func(s wire.Stats) float64 { return float64(s.Groups) }},
		{"members", "Subscriptions that are followed.", func(s wire.Stats) float64 { return float64(s.Members) }},
	} {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "erikti_live_" + g.name, Help: g.help},
			func() float64 { return g.value(e.Stats()) }))
	}
	for _, c := range []struct {
		name, help string
		value      func(wire.Stats) uint64
	}{
		{"executions", "Executions of subscriptions, one a change and group.", func(s wire.Stats) uint64 { return s.Executions }},
		{"deliveries", "States that were sent.", func(s wire.Stats) uint64 { return s.Deliveries }},
		{"together", "States that went out in one call of the kernel with others (io_uring).", func(s wire.Stats) uint64 { return s.Together }},
		{"conflated", "States that were skipped for newer ones.", func(s wire.Stats) uint64 { return s.Conflated }},
		{"went_slow", "Times that a connection became slow.", func(s wire.Stats) uint64 { return s.WentSlow }},
		{"dropped_slow", "Connections dropped because they took nothing for too long.", func(s wire.Stats) uint64 { return s.DroppedSlow }},
		{"write_errors", "Connections dropped because they could not be written to.", func(s wire.Stats) uint64 { return s.WriteErrors }},
	} {
		m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "erikti_live_" + c.name + "_total", Help: c.help},
			func() float64 { return float64(c.value(e.Stats())) }))
	}
}

// NoticesPassedOn counts notices of which deliveries were made.
func (m *metrics) NoticesPassedOn(n int) { m.noticesPassedOn.Add(float64(n)) }

// NoticeDelivery counts an attempt by its channel and result.
func (m *metrics) NoticeDelivery(channel, result string) {
	m.noticeDeliveries.WithLabelValues(channel, result).Inc()
}

// NoticesQueued shows how many deliveries wait in a channel.
func (m *metrics) NoticesQueued(channel string, n int) {
	m.noticesQueued.WithLabelValues(channel).Set(float64(n))
}

// bus shows what goes over the bus to the other servers.
func (m *metrics) bus(b bus.Bus) {
	for _, c := range []struct {
		name, help string
		value      func(bus.Stats) uint64
	}{
		{"sent", "Messages to the other servers.", func(s bus.Stats) uint64 { return s.Sent }},
		{"received", "Messages of the other servers.", func(s bus.Stats) uint64 { return s.Received }},
		{"missed", "Times that messages may have been lost.", func(s bus.Stats) uint64 { return s.Missed }},
		{"failed", "Times that sending failed and was tried again.", func(s bus.Stats) uint64 { return s.Failed }},
	} {
		m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "erikti_bus_" + c.name + "_total", Help: c.help},
			func() float64 { return float64(c.value(b.Stats())) }))
	}
}

// ExtensionName of gqlgen.
func (*metrics) ExtensionName() string { return "Metrics" }

// Validate of gqlgen.
func (*metrics) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptOperation counts an operation by its root fields: names of the schema,
// where the name of an operation is the client's own.
func (m *metrics) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	oc := graphql.GetOperationContext(ctx)
	for _, f := range graphql.CollectFields(oc, oc.Operation.SelectionSet, nil) {
		m.fields.WithLabelValues(string(oc.Operation.Operation), f.Name).Inc()
	}
	return next(ctx)
}

// measured counts the requests of a route.
func (m *metrics) measured(route string, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		h.ServeHTTP(rec, r)
		if rec.hijacked {
			return // a socket lasts as long as it lasts
		}
		m.requests.WithLabelValues(route, method(r.Method), strconv.Itoa(rec.status)).Inc()
		m.durations.WithLabelValues(route).Observe(time.Since(begin).Seconds())
	})
}

// method keeps invented methods out of the labels.
func method(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions:
		return m
	}
	return "other"
}
