package bus

import (
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Bus is a server's way to the others. Many goroutines use one.
type Bus interface {
	// Publish tells the others that topics changed, soon after the commit. Topics are
	// ids: they have no spaces.
	Publish(topics []string)
	// Stats says what went over the bus so far.
	Stats() Stats
	// Close ends it. What is not sent yet is lost.
	Close() error
}

// Receiver is told what the others publish. One goroutine calls it.
type Receiver struct {
	// Changed gets topics that changed, each once, and when the first of them was
	// published, by the clock of who did; zero: no message said it.
	Changed func(topics []string, since time.Time)
	// Lag is told how long what a message says was on its way since it was published,
	// with the error of two clocks. It must not wait. May be nil.
	Lag func(time.Duration)
	// Missed is called when something may be missing: look what changed.
	Missed func()
}

// Stats count since the start.
type Stats struct {
	Sent     uint64 // messages
	Received uint64 // messages of others
	Missed   uint64 // times that something may have been missing
	Failed   uint64 // times that sending failed; it is tried again
}

// Memory is the address of a bus that goes nowhere: the only server needs none.
const Memory = "memory"

// Check says what is wrong with an address. It never shows it, for it may hold a
// password.
func Check(address string) error {
	if address == Memory {
		return nil
	}
	u, err := url.Parse(address)
	if err == nil && u.Host != "" {
		switch u.Scheme {
		case "nats", "tls", "postgres", "postgresql":
			return nil
		}
	}
	return fmt.Errorf("write nats://HOST:PORT, tls://HOST:PORT for NATS over TLS, postgres://USER:PASSWORD@HOST/NAME, or memory")
}

// Open joins the bus at an address: nats://… or tls://…, postgres://… of the database
// that all servers use, or memory. It does not wait for a connection.
func Open(address string, r Receiver) (Bus, error) {
	if err := Check(address); err != nil {
		return nil, err
	}
	switch scheme, _, _ := strings.Cut(address, ":"); scheme {
	case Memory:
		return NewNetwork().Join(r), nil
	case "nats", "tls":
		return openNATS(address, r)
	default:
		return openPostgres(address, r)
	}
}
