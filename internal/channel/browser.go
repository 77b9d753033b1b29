package channel

import (
	"context"
	"crypto/ecdh"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/pushsubscription"
	"erikti/internal/act"
	"erikti/internal/fault"
)

const (
	longestEndpoint = 2000 // bytes
	// mostBrowsers is how many browsers of a person are told; the oldest goes.
	mostBrowsers = 10
)

// Browser is a browser as it names itself.
type Browser struct {
	Endpoint     string
	P256dh, Auth string // base64url
}

// check refuses what no browser says.
func (b *Browser) check(private bool) error {
	u, err := url.Parse(b.Endpoint)
	if err != nil || len(b.Endpoint) > longestEndpoint || u.Host == "" || u.User != nil || u.Fragment != "" ||
		u.Scheme != "https" && (u.Scheme != "http" || !private) {
		return fault.Invalid("push_endpoint", "endpoint")
	}
	b.P256dh, b.Auth = strings.TrimRight(b.P256dh, "="), strings.TrimRight(b.Auth, "=")
	key, err := base64.RawURLEncoding.DecodeString(b.P256dh)
	if err == nil {
		_, err = ecdh.P256().NewPublicKey(key)
	}
	if err != nil {
		return fault.Invalid("push_key", "p256dh")
	}
	if secret, err := base64.RawURLEncoding.DecodeString(b.Auth); err != nil || len(secret) != 16 {
		return fault.Invalid("push_key", "auth")
	}
	return nil
}

// Subscribe has the viewer's notices sent to the browser that asks.
func (s *Service) Subscribe(ctx context.Context, b Browser, key string) error {
	if s.opts.PushKey == "" {
		return fault.RefuseFor(fault.ChannelMissing, "push")
	}
	_, err := act.Do(ctx, s.office, "subscribeToPush", key, b, func(ctx context.Context, c *act.Change) (struct{}, error) {
		var none struct{}
		if err := b.check(s.opts.PushPrivate); err != nil {
			return none, err
		}
		hash := sha256.Sum256([]byte(b.Endpoint))
		if _, err := c.PushSubscription.Delete().Where(pushsubscription.EndpointHash(hash[:])).Exec(ctx); err != nil {
			return none, err
		}
		old, err := c.PushSubscription.Query().Where(pushsubscription.VolunteerID(c.Who.VolunteerID)).
			Order(gen.Desc(pushsubscription.FieldCreatedAt)).Offset(mostBrowsers - 1).Limit(100).IDs(ctx)
		if err != nil {
			return none, err
		}
		if _, err := c.PushSubscription.Delete().Where(pushsubscription.IDIn(old...)).Exec(ctx); err != nil {
			return none, err
		}
		return none, c.PushSubscription.Create().SetVolunteerID(c.Who.VolunteerID).SetSessionID(c.Who.SessionID).
			SetEndpoint(b.Endpoint).SetEndpointHash(hash[:]).SetP256dh(b.P256dh).SetAuth(b.Auth).Exec(ctx)
	})
	return err
}

// Unsubscribe sends nothing more to a browser of the viewer. One that is not subscribed
// is not refused: that is what was wanted.
func (s *Service) Unsubscribe(ctx context.Context, endpoint, key string) error {
	_, err := act.Do(ctx, s.office, "unsubscribeFromPush", key, endpoint, func(ctx context.Context, c *act.Change) (struct{}, error) {
		hash := sha256.Sum256([]byte(endpoint))
		_, err := c.PushSubscription.Delete().Where(pushsubscription.EndpointHash(hash[:]),
			pushsubscription.VolunteerID(c.Who.VolunteerID)).Exec(ctx)
		return struct{}{}, err
	})
	return err
}
