package notice_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	gennotice "erikti/ent/gen/notice"
	"erikti/ent/gen/noticedelivery"
	"erikti/internal/lang"
	"erikti/internal/notice"
)

// phone makes a dispatcher with a webhook.
func (w *world) phone(address string, private bool) *notice.Dispatcher {
	w.t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.with(w.store, notice.Options{Webhook: u, WebhookPrivate: private, Patience: time.Second})
}

// tried sends one message and returns what became of it.
func (w *world) tried(d *notice.Dispatcher) (state noticedelivery.State, code string) {
	w.t.Helper()
	told := w.tell(gennotice.KindADDED, w.person("", lang.RU), w.shift(there(25, 9, 30), 5), "sgn_1", "{}")
	w.pass(d)
	w.deliver(d, noticedelivery.ChannelSMS)
	sent := w.db().Notice.QueryDeliveries(told).OnlyX(system)
	return sent.State, sent.Failure
}

// A phone gets what a person needs to know, once.
func TestMessagesForPhones(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		var asked atomic.Int32
		var body map[string]string
		var header http.Header
		hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			asked.Add(1)
			raw, _ := io.ReadAll(r.Body)
			header = r.Header
			if err := json.Unmarshal(raw, &body); err != nil || r.Method != http.MethodPost {
				t.Errorf("%s %s: %v", r.Method, raw, err)
			}
		}))
		defer hook.Close()
		d := w.phone(hook.URL+"/send?key=secret", true)
		if state, code := w.tried(d); state != noticedelivery.StateSENT || asked.Load() != 1 {
			t.Fatal(state, code, asked.Load())
		}
		want := "Уборка берега Иртыша: Организатор дал вам место. среда, 25 ноября 2026 г., 09:30–12:30 (Asia/Almaty, UTC+5). https://erikti.kz/"
		if body["to"] != "+77010000000" || body["locale"] != "ru" || body["text"] != want || body["id"] != w.delivery().ID || len(body) != 4 ||
			header.Get("Idempotency-Key") != body["id"] || header.Get("Content-Type") != "application/json" {
			t.Errorf("%v %v", body, header)
		}
		w.later(24 * time.Hour)
		w.deliver(d, noticedelivery.ChannelSMS)
		if asked.Load() != 1 {
			t.Error("sent again")
		}
	})
}

// A webhook in a private network is not reached, however it is written, unless that
// is allowed.
func TestG12_PrivateAddressesAreNotReached(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		var asked atomic.Int32
		hook := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
		defer hook.Close()
		port := hook.URL[strings.LastIndex(hook.URL, ":"):]
		for _, host := range []string{
			"127.0.0.1", "localhost", "127.1.2.3", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", "169.254.169.254", "10.0.0.1",
			"192.168.1.1", "172.16.0.1", "100.64.0.1", "[fe80::1]", "[fd00::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
		} {
			state, code := w.tried(w.phone("http://"+host+port, false))
			// A name may have no address of a kind, and a machine no IPv6.
			if state != noticedelivery.StateQUEUED || code != "PRIVATE_ADDRESS" {
				t.Errorf("%s: %s %s", host, state, code)
			}
		}
		if asked.Load() != 0 {
			t.Errorf("%d requests came through", asked.Load())
		}
		if state, code := w.tried(w.phone(hook.URL, true)); state != noticedelivery.StateSENT || asked.Load() != 1 {
			t.Errorf("allowed: %s %s", state, code)
		}
	})
}

// Nothing is followed to another address.
func TestG12_RedirectsAreNotFollowed(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		var followed atomic.Int32
		inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { followed.Add(1) }))
		defer inside.Close()
		for _, status := range []int{301, 302, 303, 307, 308} {
			hook := httptest.NewServer(http.RedirectHandler(inside.URL, status))
			state, code := w.tried(w.phone(hook.URL, true))
			hook.Close()
			if state != noticedelivery.StateQUEUED || code != "REDIRECTED" || followed.Load() != 0 {
				t.Errorf("%d: %s %s, followed %d times", status, state, code, followed.Load())
			}
		}
	})
}

// An answer that takes long, or is endless, costs a bounded time and little memory.
func TestG12_SlowAndHugeAnswers(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		stop := make(chan struct{})
		var written atomic.Int64
		answers := map[string]struct {
			handler http.HandlerFunc
			state   noticedelivery.State
			code    string
		}{
			"silent": {func(http.ResponseWriter, *http.Request) { <-stop }, noticedelivery.StateQUEUED, "TIMED_OUT"},
			"huge": {func(rw http.ResponseWriter, r *http.Request) {
				for block := make([]byte, 1<<20); r.Context().Err() == nil && written.Load() < 1<<30; {
					n, err := rw.Write(block)
					written.Add(int64(n))
					if err != nil {
						return
					}
				}
			}, noticedelivery.StateSENT, ""},
			"a huge header": {func(rw http.ResponseWriter, _ *http.Request) {
				rw.Header().Set("X", strings.Repeat("x", 1<<20))
			}, noticedelivery.StateQUEUED, "UNREACHABLE"},
			"an endless body, drop by drop": {func(rw http.ResponseWriter, r *http.Request) {
				for r.Context().Err() == nil {
					_, _ = rw.Write([]byte("."))
					rw.(http.Flusher).Flush()
					time.Sleep(10 * time.Millisecond)
				}
			}, noticedelivery.StateSENT, ""},
		}
		for name, a := range answers {
			hook := httptest.NewServer(a.handler)
			t.Cleanup(hook.Close)
			if state, code := w.tried(w.phone(hook.URL, true)); state != a.state || code != a.code {
				t.Errorf("%s: %s %s", name, state, code)
			}
		}
		close(stop)
		if written.Load() > 64<<20 {
			t.Errorf("%d bytes were taken", written.Load())
		}
	})
}

// What a webhook answers is later or no, or it was wrong itself.
func TestG12_AnswersOfAWebhook(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		for status, want := range map[int]noticedelivery.State{
			200: noticedelivery.StateSENT, 202: noticedelivery.StateSENT, 400: noticedelivery.StateFAILED, 422: noticedelivery.StateFAILED,
			401: noticedelivery.StateQUEUED, 404: noticedelivery.StateQUEUED, 429: noticedelivery.StateQUEUED, 500: noticedelivery.StateQUEUED, 503: noticedelivery.StateQUEUED,
		} {
			hook := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(status) }))
			if state, code := w.tried(w.phone(hook.URL, true)); state != want {
				t.Errorf("%d: %s %s", status, state, code)
			}
			hook.Close()
		}
	})
}
