package account_test

import (
	"slices"
	"sync"
	"testing"

	"erikti/ent/gen/session"
	"erikti/ent/rule"
	"erikti/internal/account"
	"erikti/internal/fault"
)

const better = "a better password"

// A change of password ends every session of the account, and only of that; the person
// goes on with a new one.
func TestC5_AChangeOfPasswordEndsSessions(t *testing.T) {
	each(t, account.Options{}, func(t *testing.T, d *desk) {
		first := d.registered(t, dana)
		second, err := d.SignIn(t.Context(), account.Credentials{Contact: account.Contact{Email: dana.Email}, Password: dana.Password})
		if err != nil {
			t.Fatal(err)
		}
		somebody := dana
		somebody.Email = "other@example.kz"
		other := d.registered(t, somebody)

		for current, code := range map[string]fault.Code{"": fault.WrongCredentials, "wrong password": fault.WrongCredentials} {
			_, err = d.ChangePassword(signedIn(t, first), account.PasswordChange{Current: current, New: better})
			refused(t, err, code)
		}
		_, err = d.ChangePassword(signedIn(t, first), account.PasswordChange{Current: dana.Password, New: "password1"})
		refused(t, err, fault.InvalidInput)
		if ended := d.takeEnded(); len(ended) > 0 {
			t.Errorf("refused, and ended %v", ended)
		}

		third, err := d.ChangePassword(signedIn(t, first), account.PasswordChange{Current: dana.Password, New: better})
		if err != nil || third == nil {
			t.Fatal(third, err)
		}
		if ended := d.takeEnded(); !slices.Equal(ended, []string{first.Viewer.AccountID}) {
			t.Errorf("ended %v", ended)
		}
		for _, s := range []*account.Session{first, second} {
			if _, err := d.Authenticate(t.Context(), s.Token); err == nil {
				t.Error("a session goes on")
			}
		}
		for _, s := range []*account.Session{third, other} {
			if _, err := d.Authenticate(t.Context(), s.Token); err != nil {
				t.Error(err)
			}
		}
		_, err = d.SignIn(t.Context(), account.Credentials{Contact: account.Contact{Email: dana.Email}, Password: dana.Password})
		refused(t, err, fault.WrongCredentials)
		if _, err = d.SignIn(t.Context(), account.Credentials{Contact: account.Contact{Email: dana.Email}, Password: better}); err != nil {
			t.Error(err)
		}
	})
}

// A sign-in with the old password that meets the change leaves no session behind it,
// whichever of the two is first.
func TestD6_ASignInThatMeetsAChangeOfPassword(t *testing.T) {
	each(t, account.Options{}, func(t *testing.T, d *desk) {
		s, passwords := d.registered(t, dana), []string{dana.Password, better}
		for round := range 6 {
			old, fresh := passwords[round%2], passwords[(round+1)%2]
			var wait sync.WaitGroup
			begin := make(chan struct{})
			for range 3 {
				wait.Go(func() {
					<-begin
					_, err := d.SignIn(t.Context(), account.Credentials{Contact: account.Contact{Email: dana.Email}, Password: old})
					if r, ok := fault.AsRefusal(err); err != nil && (!ok || r.Code != fault.WrongCredentials) {
						t.Error(err)
					}
				})
			}
			var changed *account.Session
			wait.Go(func() {
				<-begin
				var err error
				if changed, err = d.ChangePassword(signedIn(t, s), account.PasswordChange{Current: old, New: fresh}); err != nil {
					t.Error(err)
				}
			})
			close(begin)
			wait.Wait()
			if changed == nil {
				t.FailNow()
			}
			open := d.store.Client.Session.Query().Where(session.EndedAtIsNil()).IDsX(rule.System(t.Context()))
			if !slices.Equal(open, []string{changed.Viewer.SessionID}) {
				t.Fatalf("round %d: %d sessions are open after the change", round, len(open))
			}
			s = changed
		}
	})
}

// Sessions are ended one by one, or all others; those of somebody else are not told from
// none.
func TestEndingSessions(t *testing.T) {
	each(t, account.Options{}, func(t *testing.T, d *desk) {
		mine := d.registered(t, dana)
		more := make([]*account.Session, 3)
		for i := range more {
			var err error
			if more[i], err = d.SignIn(t.Context(), account.Credentials{Contact: account.Contact{Email: dana.Email}, Password: dana.Password}); err != nil {
				t.Fatal(err)
			}
		}
		somebody := dana
		somebody.Email = "other@example.kz"
		other := d.registered(t, somebody)
		for _, sessionID := range []string{other.Viewer.SessionID, "ses_unknown", ""} {
			_, err := d.EndSession(signedIn(t, mine), sessionID, "")
			refused(t, err, fault.NotFound)
		}
		for want := range 2 {
			n, err := d.EndSession(signedIn(t, mine), more[0].Viewer.SessionID, "")
			if err != nil || n != 1-want {
				t.Errorf("%d, %v", n, err)
			}
		}
		if ended := d.takeEnded(); !slices.Equal(ended, []string{mine.Viewer.AccountID + "/" + more[0].Viewer.SessionID}) {
			t.Errorf("ended %v", ended)
		}
		for range 2 { // sent again
			if n, err := d.EndOtherSessions(signedIn(t, mine), "a key"); err != nil || n != 2 {
				t.Errorf("%d, %v", n, err)
			}
		}
		if ended := d.takeEnded(); len(ended) != 2 {
			t.Errorf("ended %v", ended)
		}
		for _, s := range more {
			if _, err := d.Authenticate(t.Context(), s.Token); err == nil {
				t.Error("a session goes on")
			}
		}
		for _, s := range []*account.Session{mine, other} {
			if _, err := d.Authenticate(t.Context(), s.Token); err != nil {
				t.Error(err)
			}
		}
	})
}
