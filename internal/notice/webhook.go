package notice

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

const (
	// longestAnswer is how much of an answer is read: nothing of it is needed.
	longestAnswer = 16 << 10
	longestHeader = 16 << 10
)

// webhook is the channel of phones: one address that gets each message by POST.
type webhook struct {
	address string
	client  *http.Client
}

func newWebhook(u *url.URL, private bool, patience time.Duration) *webhook {
	return &webhook{u.String(), outgoing(private, patience)}
}

// outgoing makes a client that reaches the Internet at large only, unless told
// otherwise, and follows no redirect.
func outgoing(private bool, patience time.Duration) *http.Client {
	dialer := &net.Dialer{Timeout: patience}
	if !private {
		// After the name was resolved: what is asked for is what is connected to.
		dialer.Control = func(_, address string, _ syscall.RawConn) error {
			if a, err := netip.ParseAddrPort(address); err != nil || !public(a.Addr()) {
				return errPrivate
			}
			return nil
		}
	}
	return &http.Client{
		Timeout: patience,
		Transport: &http.Transport{
			Proxy:                  nil, // a proxy would resolve the name elsewhere
			DialContext:            dialer.DialContext,
			TLSHandshakeTimeout:    patience,
			MaxResponseHeaderBytes: longestHeader,
			MaxIdleConns:           4,
			IdleConnTimeout:        30 * time.Second,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

var errPrivate = errors.New("the address is not a public one")

func (w *webhook) open(context.Context) (connection, error) { return w, nil }

func (w *webhook) close() {}

func (w *webhook) send(ctx context.Context, m *Message) error {
	body, err := json.Marshal(struct {
		To     string `json:"to"`
		Text   string `json:"text"`
		ID     string `json:"id"`
		Locale string `json:"locale"`
	}{m.To, m.Text, m.ID, string(m.Locale)})
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.address, bytes.NewReader(body))
	if err != nil {
		return &failure{code: unreachable}
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", m.ID)
	r.Header.Set("User-Agent", "Erikti")
	answer, err := w.client.Do(r)
	switch {
	case errors.Is(err, errPrivate):
		return &failure{code: privateAddress}
	case err != nil:
		return &failure{code: away(err)}
	}
	defer answer.Body.Close() //nolint:errcheck // nothing of it is needed
	// Read to its end, so that the connection can be used again, but not forever.
	_, _ = io.CopyN(io.Discard, answer.Body, longestAnswer)
	return verdict(answer.StatusCode)
}

// verdict is what a status means.
func verdict(status int) error {
	switch {
	case status >= 200 && status < 300:
		return nil
	case status >= 300 && status < 400:
		return &failure{code: redirected}
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status == http.StatusTooManyRequests,
		status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusNotFound:
		return &failure{code: busy} // of the webhook itself, which somebody will set right
	case status >= 400 && status < 500:
		return &failure{code: refused, final: true}
	}
	return &failure{code: busy}
}
