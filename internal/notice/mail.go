package notice

import (
	"context"
	"errors"
	"net"
	netmail "net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// mailServer is the channel of mails.
type mailServer struct {
	client *mail.Client
	from   *netmail.Address
	host   string // of the identifiers of messages
}

// newMail makes the channel. A password goes over TLS only; without one TLS is used
// when the server has it.
func newMail(u *url.URL, from *netmail.Address, patience time.Duration) (*mailServer, error) {
	host := from.Address[strings.LastIndex(from.Address, "@")+1:]
	options := []mail.Option{mail.WithTimeout(patience), mail.WithHELO(host)}
	policy, port := mail.TLSOpportunistic, 25
	if password, has := u.User.Password(); has {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover),
			mail.WithUsername(u.User.Username()), mail.WithPassword(password))
		policy, port = mail.TLSMandatory, 587
		if loopback(u.Hostname()) {
			policy = mail.TLSOpportunistic
		}
	}
	if u.Scheme == "smtps" {
		port = 465
		options = append(options, mail.WithSSL())
	}
	if p, err := strconv.Atoi(u.Port()); err == nil {
		port = p
	}
	options = append(options, mail.WithTLSPolicy(policy), mail.WithPort(port))
	client, err := mail.NewClient(u.Hostname(), options...)
	if err != nil {
		return nil, errors.New("SMTP_URL: write smtp://USER:PASSWORD@HOST:PORT or smtps://…")
	}
	return &mailServer{client: client, from: from, host: host}, nil
}

func loopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}

func (m *mailServer) open(ctx context.Context) (connection, error) {
	c, err := m.client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return nil, &failure{code: away(err)}
	}
	return &mailConnection{m, c}, nil
}

// away is the code of a connection that did not come about.
func away(err error) string {
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() || errors.Is(err, context.DeadlineExceeded) {
		return timedOut
	}
	return unreachable
}

type mailConnection struct {
	server *mailServer
	open   *smtp.Client
}

func (c *mailConnection) close() { _ = c.server.client.CloseWithSMTPClient(c.open) }

func (c *mailConnection) send(_ context.Context, m *Message) error {
	msg, err := c.server.compose(m)
	if err != nil {
		return err
	}
	err = c.server.client.SendWithSMTPClient(c.open, msg)
	if err == nil {
		return nil
	}
	if msg.IsDelivered() {
		// Taken: what failed came after it.
		c.close()
		return nil
	}
	var said *mail.SendError
	switch errors.As(err, &said); {
	case said != nil && said.ErrorCode() >= 500:
		return &failure{code: refused, final: true}
	case said != nil && said.ErrorCode() >= 400:
		return &failure{code: busy}
	}
	return &failure{code: away(err), broken: true}
}

// compose makes a mail of plain text. An address with more in it than an address is
// refused.
func (m *mailServer) compose(of *Message) (*mail.Msg, error) {
	to, err := netmail.ParseAddress(of.To)
	if err != nil || to.Address != of.To || strings.ContainsAny(of.To, "\r\n") || reserved(of.To) {
		return nil, &failure{code: badAddress, final: true}
	}
	msg := mail.NewMsg(mail.WithEncoding(mail.EncodingQP))
	msg.FromMailAddress(m.from)
	if err := msg.To(to.Address); err != nil {
		return nil, &failure{code: badAddress, final: true}
	}
	msg.Subject(of.Subject)
	msg.SetMessageIDWithValue(of.ID + "@" + m.host)
	msg.SetDate()
	msg.SetGenHeader(mail.HeaderContentLang, string(of.Locale))
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no answers from machines
	msg.SetBodyString(mail.TypeTextPlain, of.Text)
	return msg, nil
}

// reserved says whether an address is of a name that nobody has (RFC 2606): those of
// made up people, to whom nothing is sent.
func reserved(address string) bool {
	for _, end := range []string{".example", ".invalid", ".test", ".localhost", "@example.com", "@example.net", "@example.org"} {
		if strings.HasSuffix(strings.ToLower(address), end) {
			return true
		}
	}
	return false
}
