// Package outgoing makes the HTTP clients by which the server asks others: webhooks,
// providers of identities. They reach the Internet at large only, unless told
// otherwise, follow no redirect, and neither wait nor read for ever.
package outgoing

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// longestHeader is how much of the headers of an answer is read, in bytes.
const longestHeader = 16 << 10

// Options of a client.
type Options struct {
	// Private lets it reach this machine and private networks.
	Private bool
	// Patience is how long one exchange takes at most.
	Patience time.Duration
	// MaxAnswer bounds what is read of an answer, in bytes; 0 = off, for who reads
	// none of it.
	MaxAnswer int64
}

// ErrPrivate says that an address is not one of the Internet at large.
var ErrPrivate = errors.New("the address is not a public one")

// ErrTooLarge says that an answer is longer than it may be.
var ErrTooLarge = errors.New("the answer is too large")

// Client makes a client.
func Client(o Options) *http.Client {
	dialer := &net.Dialer{Timeout: o.Patience}
	if !o.Private {
		// After the name was resolved: what is asked for is what is connected to.
		dialer.Control = func(_, address string, _ syscall.RawConn) error {
			if a, err := netip.ParseAddrPort(address); err != nil || !Public(a.Addr()) {
				return ErrPrivate
			}
			return nil
		}
	}
	var transport http.RoundTripper = &http.Transport{
		Proxy:                  nil, // a proxy would resolve the name elsewhere
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    o.Patience,
		MaxResponseHeaderBytes: longestHeader,
		MaxIdleConns:           4,
		IdleConnTimeout:        30 * time.Second,
		ForceAttemptHTTP2:      true,
	}
	if o.MaxAnswer > 0 {
		transport = bounded{transport, o.MaxAnswer}
	}
	return &http.Client{
		Timeout: o.Patience, Transport: transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// bounded fails who reads more of an answer than it may be long.
type bounded struct {
	http.RoundTripper
	most int64
}

// RoundTrip of http.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	answer.Body = &body{answer.Body, b.most}
	return answer, nil
}

type body struct {
	io.ReadCloser
	left int64
}

// Read of io.
func (b *body) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, ErrTooLarge
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.ReadCloser.Read(p)
	b.left -= int64(n)
	return n, err
}
