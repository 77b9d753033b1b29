package program

import (
	"io"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"erikti/ent/gen/organization"
	"erikti/ent/gen/volunteerprivate"
	"erikti/internal/apptest"
	"erikti/internal/civil"
)

// mailbox is a mail server that keeps the texts that it gets, by recipient.
type mailbox struct {
	address string
	mu      sync.Mutex
	mails   map[string][]string
}

func newMailbox(t *testing.T) *mailbox {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := &mailbox{address: listener.Addr().String(), mails: map[string][]string{}}
	server := smtp.NewServer(b)
	server.Domain = "mail.example.kz"
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close(); <-done })
	return b
}

// NewSession of go-smtp.
func (b *mailbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &delivery{box: b}, nil }

type delivery struct {
	box *mailbox
	to  string
}

func (d *delivery) Reset()                                    {}
func (d *delivery) Logout() error                             { return nil }
func (d *delivery) Mail(string, *smtp.MailOptions) error      { return nil }
func (d *delivery) Rcpt(to string, _ *smtp.RcptOptions) error { d.to = to; return nil }

func (d *delivery) Data(r io.Reader) error {
	m, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	body := m.Body
	if strings.EqualFold(m.Header.Get("Content-Transfer-Encoding"), "quoted-printable") {
		body = quotedprintable.NewReader(body)
	}
	text, err := io.ReadAll(body)
	d.box.mu.Lock()
	defer d.box.mu.Unlock()
	d.box.mails[d.to] = append(d.box.mails[d.to], string(text))
	return err
}

// wait returns the first mail to an address.
func (b *mailbox) wait(t *testing.T, to string) string {
	t.Helper()
	for range 1200 {
		b.mu.Lock()
		mails := b.mails[to]
		b.mu.Unlock()
		if len(mails) > 0 {
			return mails[0]
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("no mail to %s", to)
	return ""
}

func (b *mailbox) count(to string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.mails[to])
}

var linked = regexp.MustCompile(`\?token=([A-Za-z0-9._~-]+)`)

// Who is invited, and a guardian who is asked, get a mail with a link that works and that
// nobody else is told; an organization that nobody has verified sends none.
func TestMailsWithLinks(t *testing.T) {
	t.Parallel()
	apptest.EachDatabase(t, func(t *testing.T, databaseURL string) {
		box := newMailbox(t)
		s := apptest.Start(t, databaseURL, "SMTP_URL=smtp://"+box.address, "MAIL_FROM=network@erikti.kz")
		admin, org := s.Leader(t)
		people := s.People(t, 2, "1990-05-17")
		guest, child := people[0], people[1]
		invite := `mutation($in: InviteMemberInput!) { inviteMember(input: $in) { invitationId inviteUrl userErrors { code } } }`
		told := admin.Do(t, invite, apptest.Input("organizationId", org, "email", "invited@example.kz", "role", "TRAINER")).Text("inviteMember", "inviteUrl")
		sent := linked.FindStringSubmatch(box.wait(t, "invited@example.kz"))
		if sent == nil || strings.Contains(told, sent[1]) {
			t.Fatalf("%v, told %s", sent, told)
		}
		accept := `mutation($in: AcceptInvitationInput!) { acceptInvitation(input: $in) { userErrors { code } } }`
		granted(t, guest.Do(t, accept, apptest.Input("token", sent[1])), "acceptInvitation")
		other := linked.FindStringSubmatch(told)
		refused(t, guest.Ask(t, accept, apptest.Input("token", other[1])), "acceptInvitation", "LINK_EXPIRED")

		rows(s).Organization.UpdateOneID(org).SetStatus(organization.StatusDRAFT).ExecX(system)
		granted(t, admin.Do(t, invite, apptest.Input("organizationId", org, "email", "unverified@example.kz", "role", "MEMBER")), "inviteMember")
		rows(s).Organization.UpdateOneID(org).SetStatus(organization.StatusVERIFIED).ExecX(system)

		born := civil.Date(time.Now().AddDate(-12, 0, 0).Format(time.DateOnly))
		rows(s).VolunteerPrivate.Update().Where(volunteerprivate.VolunteerID(me(t, child))).SetBirthDate(born).ExecX(system)
		a := child.Do(t, nameGuardian, apptest.Input("guardianName", "Gulnara", "email", "gulnara@example.kz"))
		if a.At("nameGuardian", "sent") != true {
			t.Errorf("%s", a.Body)
		}
		if text := box.wait(t, "gulnara@example.kz"); !strings.Contains(text, "/guardian?") {
			t.Errorf("the guardian reads %s", text)
		}
		if n := box.count("unverified@example.kz"); n != 0 {
			t.Errorf("an organization that nobody verified sent %d mails", n)
		}
	})
}
