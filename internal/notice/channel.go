package notice

import (
	"context"

	"erikti/ent/gen"
	"erikti/internal/lang"
)

// Message is what goes through a channel to one person.
type Message struct {
	ID      string // the same for every attempt
	To      string
	Locale  lang.Locale
	Subject string // not to phones
	Text    string
	// Link and Browser are of Web Push: what opens when the message is tapped, and whose
	// keys it is written with.
	Link    string
	Browser *gen.PushSubscription
}

// channel opens connections for a batch of messages.
type channel interface {
	open(ctx context.Context) (connection, error)
}

// connection sends one message after the other. What an error says beside its code
// is for nobody: it may hold addresses and secrets.
type connection interface {
	send(ctx context.Context, m *Message) error
	close()
}

// failure is why a message was not sent.
type failure struct {
	code string
	// final: it is not tried again.
	final bool
	// broken: the connection is of no more use.
	broken bool
}

// Error is the code.
func (f *failure) Error() string { return f.code }

// The codes of failures, for logs and the column failure.
const (
	unreachable    = "UNREACHABLE"     // no connection
	timedOut       = "TIMED_OUT"       // no answer in time
	broke          = "BROKE"           // the connection ended in between
	busy           = "BUSY"            // later, says the other end
	refused        = "REFUSED"         // no, says the other end
	redirected     = "REDIRECTED"      // elsewhere, says the webhook
	privateAddress = "PRIVATE_ADDRESS" // the webhook stands where it may not
	badAddress     = "BAD_ADDRESS"     // the person's address is none
	gone           = "GONE"            // the browser is subscribed no more
	outdated       = "OUTDATED"        // what it tells holds no more
)
