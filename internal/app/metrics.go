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
	"erikti/internal/store"
)

// metrics are what /metrics shows. No label holds anything that a client chose.
type metrics struct {
	registry   *prometheus.Registry
	requests   *prometheus.CounterVec
	durations  *prometheus.HistogramVec
	fields     *prometheus.CounterVec
	sockets    prometheus.Gauge
	deliveries prometheus.Counter

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
		sockets: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "erikti_sockets", Help: "Open WebSockets.",
		}),
		deliveries: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "erikti_deliveries_total", Help: "Answers sent over WebSockets.",
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
	m.registry.MustRegister(m.requests, m.durations, m.fields, m.sockets, m.deliveries,
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
		Name: "erikti_watchers", Help: "Subscriptions that wait for changes.",
	}, func() float64 { return float64(hub.Watching()) }))
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// SocketOpened counts an open socket.
func (m *metrics) SocketOpened() { m.sockets.Inc() }

// SocketClosed counts a socket that ended.
func (m *metrics) SocketClosed() { m.sockets.Dec() }

// Delivered counts an answer over a socket.
func (m *metrics) Delivered() { m.deliveries.Inc() }

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
