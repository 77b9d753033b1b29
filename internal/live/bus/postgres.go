package bus

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/lib/pq"

	"erikti/internal/store"
)

const (
	// channel is where servers notify each other; a database has channels of its own.
	channel = "erikti"
	// pingEvery is how often a listener that hears nothing asks whether it is connected.
	pingEvery = 5 * time.Second
	// silentFor is how long a connection may leave a question without a word.
	silentFor = 2*pingEvery + sendWithin
)

// notifier sends with NOTIFY over one connection, and listens on another one.
type notifier struct {
	db       *sql.DB
	listener *pq.Listener
	closed   chan struct{}
}

func openPostgres(address string, r Receiver) (Bus, error) {
	return join(r, func(m *member) (carrier, error) {
		db, err := store.OpenAlone(address, silentFor)
		if err != nil {
			return nil, err
		}
		listener, err := store.NewListener(address, silentFor)
		if err != nil {
			return nil, errors.Join(err, db.Close())
		}
		n := &notifier{db: db, listener: listener, closed: make(chan struct{})}
		m.over.Go(func() { n.listen(m) })
		return n, nil
	})
}

// send passes messages on in a transaction of its own.
func (n *notifier) send(ctx context.Context, messages []string) error {
	_, err := n.db.ExecContext(ctx, `SELECT pg_notify($1, message) FROM unnest($2::text[]) message`, channel, pq.Array(messages))
	return err
}

// listen hears until the listener is closed. Its connection is renewed by itself; a
// nil notification says that it was.
func (n *notifier) listen(m *member) {
	began := make(chan struct{})
	go func() { // waits for a connection
		if n.listener.Listen(channel) == nil {
			close(began)
		}
	}()
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		select {
		case <-began:
			m.lose() // what was said before
			began = nil
		case message, open := <-n.listener.Notify:
			switch {
			case !open:
				return
			case message == nil:
				m.lose()
			default:
				m.hear(message.Extra)
			}
		case <-ping.C:
			go func() { _ = n.listener.Ping() }() // a connection that does not answer ends by itself
		case <-n.closed:
			return
		}
	}
}

func (n *notifier) close() error {
	close(n.closed)
	go func() { _ = n.listener.Close() }() // which waits for one who is connecting
	return n.db.Close()
}
