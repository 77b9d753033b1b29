package bus

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/nats-io/nats.go"
)

// subject is where servers tell each other; servers of other databases that use the
// same NATS are told of ids that they do not know.
const subject = "erikti.changed"

// The connection to NATS.
const (
	natsReconnect = 100 * time.Millisecond
	natsPing      = 5 * time.Second
)

type natsConn struct{ *nats.Conn }

func openNATS(address string, r Receiver) (Bus, error) {
	return join(r, func(m *member) (carrier, error) {
		again := func(*nats.Conn) {
			m.lose()
			m.out.lose() // what was on its way
		}
		conn, err := nats.Connect(
			address, nats.Name("erikti"), nats.NoEcho(),
			nats.RetryOnFailedConnect(true), nats.MaxReconnects(-1), nats.ReconnectWait(natsReconnect),
			nats.ReconnectJitter(natsReconnect, natsReconnect),
			nats.PingInterval(natsPing), nats.MaxPingsOutstanding(2),
			nats.ReconnectBufSize(-1), // what cannot be sent now waits in the member
			nats.ConnectHandler(again), nats.ReconnectHandler(again),
			nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) {
				slog.WarnContext(m.ctx, "the bus to the other servers", "error", err)
				m.lose() // a message too many, say
			}),
		)
		if err == nil {
			_, err = conn.Subscribe(subject, func(message *nats.Msg) { m.hear(string(message.Data)) })
		}
		if err != nil {
			if conn != nil {
				conn.Close()
			}
			// The reason may show the address.
			return nil, errors.New("BUS_URL: NATS cannot be used like this; write nats://HOST:PORT")
		}
		return natsConn{conn}, nil
	})
}

func (n natsConn) send(ctx context.Context, messages []string) error {
	if !n.IsConnected() {
		return nats.ErrConnectionReconnecting
	}
	for _, message := range messages {
		if err := n.Publish(subject, []byte(message)); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (n natsConn) close() error {
	n.Conn.Close()
	return nil
}
