package notice

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	webpush "github.com/SherClockHolmes/webpush-go"

	"erikti/ent/gen"
	"erikti/internal/outgoing"
)

// pushedFor is how long a push service keeps a message for a browser that is away.
const pushedFor = 24 * time.Hour

// PushOptions are those of Web Push.
type PushOptions struct {
	Key *PushKey
	// Contact is whom a push service may write to, an e-mail address or https://….
	Contact string
	// Private lets push services stand on this machine or in a private network.
	Private bool
}

// push is the channel of browsers. Who a message is for says its subscription: an
// address that a browser names, so it is asked as little trust as any stranger's.
type push struct {
	opts   PushOptions
	client *http.Client
}

func newPush(opts PushOptions, patience time.Duration) *push {
	return &push{opts, outgoing.Client(outgoing.Options{Private: opts.Private, Patience: patience})}
}

func (p *push) open(context.Context) (connection, error) { return p, nil }

func (p *push) close() {}

// shown is what the service worker of the pages shows (web/public/push.js).
type shown struct {
	Title string `json:"title"`
	Body  string `json:"body"`
	Link  string `json:"link"`
	// Tag is the same for every attempt: the browser shows the last one only.
	Tag  string `json:"tag"`
	Lang string `json:"lang"`
}

func (p *push) send(ctx context.Context, m *Message) error {
	body, err := json.Marshal(shown{m.Subject, m.Text, m.Link, m.ID, string(m.Locale)})
	if err != nil {
		return err
	}
	to := &webpush.Subscription{Endpoint: m.To, Keys: webpush.Keys{P256dh: m.Browser.P256dh, Auth: m.Browser.Auth}}
	answer, err := webpush.SendNotificationWithContext(ctx, body, to, &webpush.Options{
		HTTPClient: p.client, Subscriber: p.opts.Contact, TTL: int(pushedFor / time.Second), Urgency: webpush.UrgencyHigh,
		VAPIDPublicKey: p.opts.Key.Public, VAPIDPrivateKey: p.opts.Key.Private,
	})
	switch {
	case errors.Is(err, outgoing.ErrPrivate):
		return &failure{code: privateAddress, final: true}
	case err != nil:
		return &failure{code: away(err)}
	}
	defer answer.Body.Close() //nolint:errcheck // nothing of it is needed
	_, _ = io.CopyN(io.Discard, answer.Body, longestAnswer)
	switch answer.StatusCode {
	case http.StatusNotFound, http.StatusGone:
		return &failure{code: gone, final: true}
	case http.StatusForbidden, http.StatusUnauthorized:
		return &failure{code: refused, final: true} // a key of another installation
	}
	return verdict(answer.StatusCode)
}

// browsers reads the subscriptions that deliveries are for, with their sessions, by id.
func (d *Dispatcher) browsers(ctx context.Context, deliveries []*gen.NoticeDelivery) (map[string]*gen.PushSubscription, error) {
	var ids []string
	for _, one := range deliveries {
		if one.SubscriptionID != nil {
			ids = append(ids, *one.SubscriptionID)
		}
	}
	found := map[string]*gen.PushSubscription{}
	if len(ids) == 0 {
		return found, nil
	}
	all, err := d.store.Client.PushSubscription.Query().Where(subscriptionIDs(ids)).WithSession().All(ctx)
	for _, b := range all {
		found[b.ID] = b
	}
	return found, err
}

// forget deletes a browser that is subscribed no more, with what waits for it.
func (d *Dispatcher) forget(ctx context.Context, delivery *gen.NoticeDelivery) error {
	if delivery.SubscriptionID == nil {
		return nil
	}
	_, err := d.store.Client.PushSubscription.Delete().Where(subscriptionIDs([]string{*delivery.SubscriptionID})).Exec(ctx)
	return err
}
