package account_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/membership"
	"erikti/ent/rule"
	"erikti/internal/account"
	"erikti/internal/fault"
	"erikti/internal/viewer"
)

// A session ends at its time, and not a moment before.
func TestASessionEnds(t *testing.T) {
	each(t, account.Options{SessionFor: 2 * time.Hour}, func(t *testing.T, d *desk) {
		s, err := d.Register(t.Context(), dana)
		if err != nil {
			t.Fatal(err)
		}
		if want := noon.Add(2 * time.Hour); !s.ExpiresAt.Equal(want) {
			t.Errorf("ends at %v, want %v", s.ExpiresAt, want)
		}
		d.at(s.ExpiresAt.Add(-time.Millisecond))
		if v, err := d.Authenticate(t.Context(), s.Token); err != nil || v.VolunteerID != s.Viewer.VolunteerID {
			t.Errorf("%v, %v", v, err)
		}
		d.at(s.ExpiresAt)
		var f *fault.Failure
		if _, err := d.Authenticate(t.Context(), s.Token); !errors.As(err, &f) || f.Class != fault.Unauthenticated {
			t.Errorf("after the end: %v", err)
		}
	})
}

// Rights are those of the day on which somebody asks.
func TestRightsAreThoseOfToday(t *testing.T) {
	each(t, account.Options{SessionFor: 1000 * time.Hour}, func(t *testing.T, d *desk) {
		s, err := d.Register(t.Context(), dana)
		if err != nil {
			t.Fatal(err)
		}
		ctx := rule.System(t.Context())
		o := d.store.Client.Organization.Create().SetNameEn("O").SetLegalForm("NGO").SaveX(ctx)
		d.store.Client.Membership.Create().SetVolunteerID(s.Viewer.VolunteerID).SetOrganization(o).
			SetRole(membership.RoleCOORDINATOR).SetValidFrom("2026-11-25").SetValidTo("2026-11-27").ExecX(ctx)
		for at, want := range map[string]bool{
			"2026-11-24T18:59:59Z": false, "2026-11-24T19:00:00Z": true, // the 25th begins in Kazakhstan
			"2026-11-26T18:59:59Z": true, "2026-11-26T19:00:00Z": false,
		} {
			now, err := time.Parse(time.RFC3339, at)
			if err != nil {
				t.Fatal(err)
			}
			d.at(now)
			v, err := d.Authenticate(t.Context(), s.Token)
			if err != nil {
				t.Fatal(err)
			}
			if v.Organizes(o.ID) != want {
				t.Errorf("%s: organizes: %v", at, !want)
			}
		}
	})
}

// Two who register with one address at once: one has it, the other is told.
func TestOneAddressAtOnce(t *testing.T) {
	each(t, account.Options{}, func(t *testing.T, d *desk) {
		results := make(chan error)
		for range 4 {
			go func() {
				_, err := d.Register(t.Context(), dana)
				results <- err
			}()
		}
		won := 0
		for range 4 {
			if err := <-results; err == nil {
				won++
			} else {
				refused(t, err, fault.EmailTaken)
			}
		}
		if won != 1 {
			t.Errorf("%d have the address", won)
		}
		if n := d.store.Client.Volunteer.Query().CountX(rule.System(t.Context())); n != 1 {
			t.Errorf("%d people", n)
		}
	})
}

// Attempts come back with time, for each account and address apart.
func TestC1_EachTryCounts(t *testing.T) {
	each(t, account.Options{Limits: account.Limits{PerAccount: 2, PerAddress: 3}}, func(t *testing.T, d *desk) {
		from := func(address, email string, want fault.Code) {
			t.Helper()
			_, err := d.SignIn(viewer.WithAddress(t.Context(), address), account.Credentials{Contact: account.Contact{Email: email}, Password: "wrong password"})
			refused(t, err, want)
		}
		from("1.1.1.1", "a@example.kz", fault.WrongCredentials)
		from("2.2.2.2", "A@example.kz", fault.WrongCredentials)
		from("3.3.3.3", "a@example.kz", fault.RateLimited) // whatever the address
		from("1.1.1.1", "b@example.kz", fault.WrongCredentials)
		from("1.1.1.1", "c@example.kz", fault.WrongCredentials)
		from("1.1.1.1", "d@example.kz", fault.RateLimited) // whatever the account
		d.at(noon.Add(30 * time.Second))
		from("4.4.4.4", "a@example.kz", fault.WrongCredentials)
		from("4.4.4.4", "a@example.kz", fault.RateLimited)
	})
}

// However many addresses and accounts an attacker has, a server hears so many tries.
func TestC1_AllTriesTogetherAreLimited(t *testing.T) {
	each(t, account.Options{Limits: account.Limits{Overall: 3}}, func(t *testing.T, d *desk) {
		for i := range 4 {
			_, err := d.SignIn(viewer.WithAddress(t.Context(), fmt.Sprintf("1.1.1.%d", i)),
				account.Credentials{Contact: account.Contact{Email: fmt.Sprintf("a%d@example.kz", i)}, Password: "wrong password"})
			want := fault.WrongCredentials
			if i == 3 {
				want = fault.RateLimited
			}
			refused(t, err, want)
		}
	})
}

// What tells whether there is an account is the work that is done, not only the answer:
// an unknown one, one without a password and a wrong password hash once each.
func TestC1_UnknownAccountsAreAsMuchWork(t *testing.T) {
	each(t, account.Options{}, func(t *testing.T, d *desk) {
		d.registered(t, dana)
		ctx := rule.System(t.Context())
		v := d.store.Client.Volunteer.Create().SetGivenName("A").SetFamilyName("B").SaveX(ctx)
		d.store.Client.Account.Create().SetVolunteer(v).SetEmail("without@example.kz").ExecX(ctx)
		for name, email := range map[string]string{"known": dana.Email, "without a password": "without@example.kz", "unknown": "nobody@example.kz"} {
			before := d.hasher.Done()
			_, err := d.SignIn(t.Context(), account.Credentials{Contact: account.Contact{Email: email}, Password: "wrong password"})
			refused(t, err, fault.WrongCredentials)
			if n := d.hasher.Done() - before; n != 1 {
				t.Errorf("%s: %d hashes", name, n)
			}
		}
	})
}

// Each sign-in has an id and a token of its own, and the database has no token.
func TestC4_SessionsAreNewAndHashed(t *testing.T) {
	each(t, account.Options{}, func(t *testing.T, d *desk) {
		first := d.registered(t, dana)
		second, err := d.SignIn(signedIn(t, first), account.Credentials{Contact: account.Contact{Email: dana.Email}, Password: dana.Password})
		if err != nil {
			t.Fatal(err)
		}
		if first.Token == second.Token || first.Viewer.SessionID == second.Viewer.SessionID {
			t.Error("a sign-in goes on with the session that there was")
		}
		for _, row := range d.store.Client.Session.Query().AllX(rule.System(t.Context())) {
			for _, s := range []*account.Session{first, second} {
				secret := strings.TrimPrefix(s.Token, "ers_")
				if raw, err := base64.RawURLEncoding.DecodeString(secret); err != nil || len(raw) != 32 {
					t.Errorf("the token has %d bytes, %v", len(raw), err)
				}
				if len(row.TokenHash) != 32 || strings.Contains(fmt.Sprintf("%s %x", row, row.TokenHash), secret) {
					t.Error("the token is kept")
				}
			}
		}
	})
}
