package account_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/message"
	"erikti/ent/rule"
	"erikti/internal/account"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/notice"
	"erikti/internal/viewer"
)

// A letter is a message as it is sent.
type letter struct{ to, subject, text, token string }

// post writes the messages in the queue, as the channel would, and empties it. Those
// that have nothing to say are left out.
func (d *desk) post(t *testing.T) []letter {
	t.Helper()
	ctx := rule.System(t.Context())
	var letters []letter
	for _, m := range d.store.Client.Message.Query().Order(gen.Asc(message.FieldCreatedAt)).AllX(ctx) {
		subject, text, err := d.Compose(t.Context(), m)
		if err != nil && !errors.Is(err, notice.ErrDropped) {
			t.Fatal(err)
		}
		if err == nil {
			_, token, _ := strings.Cut(text, "?token=")
			token, _, _ = strings.Cut(token, "\n")
			letters = append(letters, letter{m.Contact, subject, text, token})
		}
		d.store.Client.Message.DeleteOne(m).ExecX(ctx)
	}
	return letters
}

// one is the only letter in the queue.
func (d *desk) one(t *testing.T) letter {
	t.Helper()
	letters := d.post(t)
	if len(letters) != 1 {
		t.Fatalf("%d letters", len(letters))
	}
	return letters[0]
}

var withMail = account.Options{SessionFor: 1000 * time.Hour, Mail: true}

// confirmed registers somebody and follows the link.
func (d *desk) confirmed(t *testing.T, r account.Registration) *account.Session {
	t.Helper()
	if s, err := d.Register(t.Context(), r); s != nil || err != nil {
		t.Fatal(s, err)
	}
	s, err := d.Confirm(t.Context(), d.one(t).token, "")
	if err != nil || s == nil {
		t.Fatal(s, err)
	}
	return s
}

// rowsOf counts the rows of what registering writes.
func (d *desk) rowsOf(ctx context.Context) [4]int {
	db, ctx := d.store.Client, rule.System(ctx)
	return [4]int{db.Registration.Query().CountX(ctx), db.Message.Query().CountX(ctx), db.NoticeDelivery.Query().CountX(ctx), db.OneTimeToken.Query().CountX(ctx)}
}

// Registering tells nothing of who has an account: the answer is the same, as many
// hashes are made and the same rows are written. So does asking for a new password.
func TestH6_KnownAndUnknownContactsAreAlike(t *testing.T) {
	each(t, withMail, func(t *testing.T, d *desk) {
		d.confirmed(t, dana)
		stranger := dana
		stranger.Email = "stranger@example.kz"
		for name, ask := range map[string]func(email string) (any, error){
			"register": func(email string) (any, error) {
				r := dana
				r.Email = email
				return d.Register(t.Context(), r)
			},
			"reset": func(email string) (any, error) {
				return nil, d.RequestReset(lang.WithLocale(t.Context(), lang.KK), account.Contact{Email: email}, "")
			},
		} {
			type trace struct {
				answer any
				err    error
				hashes int64
				rows   [4]int
			}
			var traces []trace
			for _, email := range []string{dana.Email, stranger.Email} {
				hashes, before := d.hasher.Done(), d.rowsOf(t.Context())
				answer, err := ask(email)
				after := d.rowsOf(t.Context())
				for i := range after {
					after[i] -= before[i]
				}
				traces = append(traces, trace{answer, err, d.hasher.Done() - hashes, after})
			}
			if !reflect.DeepEqual(traces[0], traces[1]) || traces[0].err != nil || traces[0].rows[1] != 1 {
				t.Errorf("%s: known %+v, unknown %+v", name, traces[0], traces[1])
			}
		}
		// What they are told differs, and goes to the contact only.
		said := map[string]string{}
		for _, l := range d.post(t) {
			said[l.to] += l.subject + "; "
		}
		if said[dana.Email] != "Сізде аккаунт бар; Жаңа құпиясөз; " && said[dana.Email] != "Жаңа құпиясөз; Сізде аккаунт бар; " ||
			said[stranger.Email] != "Тіркелуді растаңыз; " {
			t.Errorf("%q", said)
		}
	})
}

// Without a channel there is no way to answer alike without a word to the person: it is
// told, and tries are limited.
func TestH6_WithoutAChannelTriesAreLimited(t *testing.T) {
	each(t, account.Options{Limits: account.Limits{PerAddress: 3}}, func(t *testing.T, d *desk) {
		from := viewer.WithAddress(t.Context(), "1.1.1.1")
		d.registered(t, dana)
		for _, want := range []fault.Code{fault.EmailTaken, fault.EmailTaken, fault.EmailTaken, fault.RateLimited} {
			_, err := d.Register(from, dana)
			refused(t, err, want)
		}
		refused(t, d.RequestReset(t.Context(), account.Contact{Email: dana.Email}, ""), fault.ChannelMissing)
		refused(t, d.RequestReset(t.Context(), account.Contact{Email: "nobody@example.kz"}, ""), fault.ChannelMissing)
	})
}

// A link makes the account, once, for a day.
func TestC8_ConfirmingARegistration(t *testing.T) {
	each(t, withMail, func(t *testing.T, d *desk) {
		r := dana
		r.Phone, r.BirthDate, r.Locale = "8 701 123-45-67", "1990-05-17", lang.RU
		if s, err := d.Register(t.Context(), r); s != nil || err != nil {
			t.Fatal(s, err)
		}
		ctx := rule.System(t.Context())
		if n := d.store.Client.Account.Query().CountX(ctx); n != 0 {
			t.Fatalf("%d accounts before it was confirmed", n)
		}
		_, err := d.SignIn(t.Context(), account.Credentials{Contact: account.Contact{Email: dana.Email}, Password: dana.Password})
		refused(t, err, fault.WrongCredentials)
		l := d.one(t)
		if l.to != dana.Email || !strings.Contains(l.text, "https://network.example.kz/confirm?token="+l.token) || len(l.token) != 43 {
			t.Errorf("%+v", l)
		}
		for _, row := range d.store.Client.OneTimeToken.Query().AllX(ctx) {
			if strings.Contains(fmt.Sprintf("%s %s", row, row.TokenHash), l.token) {
				t.Error("the secret is kept")
			}
		}
		// Looking does not use it, and what is no link is answered alike.
		for range 2 {
			if err := d.Confirmable(t.Context(), l.token); err != nil {
				t.Error(err)
			}
		}
		refused(t, d.Resettable(t.Context(), l.token), fault.NotFound)
		refused(t, d.Reset(t.Context(), l.token, better, ""), fault.NotFound)
		for _, token := range []string{"", "x", strings.Repeat("a", 43), strings.Repeat("a", 10_000)} {
			_, err := d.Confirm(t.Context(), token, "")
			refused(t, err, fault.NotFound)
		}
		d.at(noon.Add(24 * time.Hour))
		_, err = d.Confirm(t.Context(), l.token, "")
		refused(t, err, fault.NotFound)
		d.at(noon.Add(24*time.Hour - time.Second))
		s, err := d.Confirm(t.Context(), l.token, "k")
		if err != nil || s == nil {
			t.Fatal(s, err)
		}
		a := d.store.Client.Account.Query().OnlyX(ctx)
		if *a.Email != dana.Email || a.Phone != nil || a.EmailVerifiedAt == nil || a.PhoneVerifiedAt != nil {
			t.Errorf("%s", a)
		}
		if p := d.store.Client.VolunteerPrivate.Query().OnlyX(ctx); *p.Phone != "+77011234567" || p.BirthDate != "1990-05-17" {
			t.Errorf("%s", p)
		}
		// Sent again with its key it is answered, without the token; without a key it is used.
		if again, err := d.Confirm(t.Context(), l.token, "k"); again != nil || err != nil {
			t.Error(again, err)
		}
		_, err = d.Confirm(t.Context(), l.token, "")
		refused(t, err, fault.NotFound)
		if n := d.rowsOf(t.Context()); n != [4]int{} {
			t.Errorf("left behind: %v", n)
		}
	})
}

// Of many who follow one link at once, one makes the account; of two registrations for
// one contact the first that is confirmed has it.
func TestC8_LinksWorkOnce(t *testing.T) {
	each(t, withMail, func(t *testing.T, d *desk) {
		for range 2 {
			if _, err := d.Register(t.Context(), dana); err != nil {
				t.Fatal(err)
			}
		}
		letters := d.post(t)
		results := make(chan error)
		for i := range 6 {
			go func() {
				_, err := d.Confirm(t.Context(), letters[i%2].token, "")
				results <- err
			}()
		}
		won := 0
		for range 6 {
			err := <-results
			r, ok := fault.AsRefusal(err)
			switch {
			case err == nil:
				won++
			case !ok || r.Code != fault.NotFound && r.Code != fault.EmailTaken:
				t.Error(err)
			}
		}
		if n := d.store.Client.Account.Query().CountX(rule.System(t.Context())); won != 1 || n != 1 {
			t.Errorf("%d won, %d accounts", won, n)
		}
	})
}

// A new password by link ends every session, and the other links with it.
func TestC8_ANewPasswordByLink(t *testing.T) {
	each(t, withMail, func(t *testing.T, d *desk) {
		s := d.confirmed(t, dana)
		for range 2 {
			if err := d.RequestReset(lang.WithLocale(t.Context(), lang.EN), account.Contact{Email: "DANA@example.kz"}, ""); err != nil {
				t.Fatal(err)
			}
		}
		letters := d.post(t)
		if len(letters) != 2 || letters[0].token == letters[1].token || !strings.Contains(letters[0].text, "/reset-password?token=") {
			t.Fatalf("%+v", letters)
		}
		refused(t, d.Reset(t.Context(), letters[0].token, "password1", ""), fault.InvalidInput)
		refused(t, d.Reset(t.Context(), letters[0].token, strings.Repeat("a", 2000), ""), fault.InvalidInput)
		before := d.hasher.Done()
		refused(t, d.Reset(t.Context(), strings.Repeat("a", 43), better, ""), fault.NotFound)
		if d.hasher.Done() != before {
			t.Error("who has no link makes the server hash")
		}
		d.at(noon.Add(time.Hour))
		refused(t, d.Reset(t.Context(), letters[0].token, better, ""), fault.NotFound)
		d.at(noon.Add(time.Hour - time.Second))
		d.takeEnded()
		for range 2 { // sent again with its key
			if err := d.Reset(t.Context(), letters[0].token, better, "k"); err != nil {
				t.Fatal(err)
			}
		}
		if ended := d.takeEnded(); len(ended) != 1 || ended[0] != s.Viewer.AccountID {
			t.Errorf("ended %v", ended)
		}
		for _, l := range letters {
			refused(t, d.Reset(t.Context(), l.token, "another good password", ""), fault.NotFound)
		}
		if _, err := d.Authenticate(t.Context(), s.Token); err == nil {
			t.Error("a session goes on")
		}
		if _, err := d.SignIn(t.Context(), account.Credentials{Contact: account.Contact{Email: dana.Email}, Password: better}); err != nil {
			t.Error(err)
		}
		if l := d.one(t); l.to != dana.Email || l.token != "" {
			t.Errorf("told of the change: %+v", l)
		}
	})
}

// So many messages an hour go to a contact, whoever asks for them.
func TestC8_MessagesAreLimited(t *testing.T) {
	opts := withMail
	opts.Limits.Messages = 2
	each(t, opts, func(t *testing.T, d *desk) {
		if _, err := d.Register(t.Context(), dana); err != nil {
			t.Fatal(err)
		}
		if err := d.RequestReset(t.Context(), account.Contact{Email: dana.Email}, ""); err != nil {
			t.Fatal(err)
		}
		refused(t, d.RequestReset(t.Context(), account.Contact{Email: dana.Email}, ""), fault.RateLimited)
		_, err := d.Register(t.Context(), dana)
		refused(t, err, fault.RateLimited)
		d.at(noon.Add(30 * time.Minute))
		if err := d.RequestReset(t.Context(), account.Contact{Email: dana.Email}, ""); err != nil {
			t.Error(err)
		}
	})
}

// A new contact takes the password, and counts when the message to it is confirmed; the
// old one is told.
func TestC8_ChangingTheContact(t *testing.T) {
	each(t, withMail, func(t *testing.T, d *desk) {
		s := d.confirmed(t, dana)
		somebody := dana
		somebody.Email = "other@example.kz"
		d.confirmed(t, somebody)
		change := func(email, password string) (bool, error) {
			return d.ChangeContact(signedIn(t, s), account.ContactChange{Contact: account.Contact{Email: email}, Password: password})
		}
		_, err := change("new@example.kz", "wrong password")
		refused(t, err, fault.WrongCredentials)
		_, err = change("no address", dana.Password)
		refused(t, err, fault.InvalidInput)
		// That somebody has it is told to who reads it only.
		for _, email := range []string{"other@example.kz", "new@example.kz"} {
			if sent, err := change(email, dana.Password); !sent || err != nil {
				t.Errorf("%s: %v, %v", email, sent, err)
			}
		}
		letters := d.post(t)
		if len(letters) != 2 || letters[0].to != "other@example.kz" {
			t.Fatalf("%+v", letters)
		}
		_, err = d.Confirm(t.Context(), letters[0].token, "")
		refused(t, err, fault.EmailTaken)
		if opened, err := d.Confirm(t.Context(), letters[1].token, ""); opened != nil || err != nil {
			t.Fatal(opened, err)
		}
		if _, err := d.SignIn(t.Context(), account.Credentials{Contact: account.Contact{Email: "new@example.kz"}, Password: dana.Password}); err != nil {
			t.Error(err)
		}
		_, err = d.SignIn(t.Context(), account.Credentials{Contact: account.Contact{Email: dana.Email}, Password: dana.Password})
		refused(t, err, fault.WrongCredentials)
		if l := d.one(t); l.to != dana.Email || l.token != "" {
			t.Errorf("told: %+v", l)
		}
		// A number, which no channel reaches, changes at once.
		if sent, err := d.ChangeContact(signedIn(t, s), account.ContactChange{Contact: account.Contact{Phone: "87011234567"}, Password: dana.Password}); sent || err != nil {
			t.Error(sent, err)
		}
		if _, err := d.SignIn(t.Context(), account.Credentials{Contact: account.Contact{Phone: "+7 701 123 45 67"}, Password: dana.Password}); err != nil {
			t.Error(err)
		}
	})
}
