package notice

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"erikti/internal/outgoing"
)

// longestAnswer is how much of an answer is read, in bytes: nothing of it is needed.
const longestAnswer = 16 << 10

// webhook is the channel of phones: one address that gets each message by POST.
type webhook struct {
	address string
	client  *http.Client
}

func newWebhook(u *url.URL, private bool, patience time.Duration) *webhook {
	return &webhook{u.String(), outgoing.Client(outgoing.Options{Private: private, Patience: patience})}
}

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
	case errors.Is(err, outgoing.ErrPrivate):
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
