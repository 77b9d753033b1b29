package notice_test

import (
	"bytes"
	"io"
	"mime"
	"net"
	"net/mail"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/emersion/go-smtp"
)

// mailbox is a mail server that keeps what it gets.
type mailbox struct {
	address string

	mu     sync.Mutex
	mails  []got
	answer error  // to the recipient, nil for yes
	onMail func() // when one came

	down atomic.Bool
}

// got is a mail as it came.
type got struct {
	to      []string
	header  mail.Header
	subject string
	text    string
}

func newMailbox(t *testing.T) *mailbox {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := &mailbox{address: l.Addr().String()}
	server := smtp.NewServer(b)
	server.Domain = "mail.example.kz"
	server.ErrorLog = quiet{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(&unsteady{l, b})
	}()
	t.Cleanup(func() {
		_ = server.Close()
		<-done
	})
	return b
}

// unsteady hangs up on everybody while the server is down.
type unsteady struct {
	net.Listener
	box *mailbox
}

// Accept returns the next connection while the server is up.
func (u *unsteady) Accept() (net.Conn, error) {
	for {
		c, err := u.Listener.Accept()
		if err != nil || !u.box.down.Load() {
			return c, err
		}
		_ = c.Close()
	}
}

// says sets the answer to whoever wants to send.
func (b *mailbox) says(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.answer = err
}

// take returns what came since the last time.
func (b *mailbox) take() []got {
	b.mu.Lock()
	defer b.mu.Unlock()
	mails := b.mails
	b.mails = nil
	return mails
}

// NewSession of go-smtp.
func (b *mailbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{box: b}, nil }

type session struct {
	box *mailbox
	to  []string
}

func (s *session) Reset()                               { s.to = nil }
func (s *session) Logout() error                        { return nil }
func (s *session) Mail(string, *smtp.MailOptions) error { return nil }
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.box.mu.Lock()
	defer s.box.mu.Unlock()
	s.to = append(s.to, to)
	return s.box.answer
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	g := got{to: s.to, header: m.Header}
	if g.subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
		return err
	}
	text, err := io.ReadAll(decoded(m))
	if err != nil {
		return err
	}
	g.text = strings.ReplaceAll(string(text), "\r\n", "\n")
	s.box.mu.Lock()
	defer s.box.mu.Unlock()
	s.box.mails = append(s.box.mails, g)
	if s.box.onMail != nil {
		s.box.onMail()
	}
	return nil
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}
