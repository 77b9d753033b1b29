package store

import (
	"context"
	"net"
	"time"
)

// silenceDialer makes connections that break when the other side says nothing for a
// while to who waits for it. A network that loses everything without a word breaks
// nothing by itself, and lib/pq waits for its answer even when the context has ended.
type silenceDialer struct {
	net  net.Dialer
	most time.Duration
}

// Dial is for the interface; lib/pq prefers DialContext.
func (d silenceDialer) Dial(network, address string) (net.Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

// DialTimeout is for the interface; lib/pq prefers DialContext.
func (d silenceDialer) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	return d.DialContext(ctx, network, address)
}

// DialContext opens a connection.
func (d silenceDialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := d.net.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return silenceConn{conn, d.most}, nil
}

type silenceConn struct {
	net.Conn
	most time.Duration
}

// Read reads what comes in time.
func (c silenceConn) Read(b []byte) (int, error) {
	if err := c.SetReadDeadline(time.Now().Add(c.most)); err != nil {
		return 0, err
	}
	return c.Conn.Read(b)
}

// Write writes what is taken in time.
func (c silenceConn) Write(b []byte) (int, error) {
	if err := c.SetWriteDeadline(time.Now().Add(c.most)); err != nil {
		return 0, err
	}
	return c.Conn.Write(b)
}
