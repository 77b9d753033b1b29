package account_test

import (
	"fmt"
	"testing"
	"time"

	"erikti/ent/rule"
	"erikti/internal/account"
	"erikti/internal/fault"
)

// The link of the console makes one administrator, once, for a day; a new start
// makes a new one.
func TestC10_TheFirstAdministrator(t *testing.T) {
	each(t, account.Options{SessionFor: 1000 * time.Hour}, func(t *testing.T, d *desk) {
		first, err := d.FirstAdminToken(t.Context())
		if err != nil || first == "" {
			t.Fatal(first, err)
		}
		second, err := d.FirstAdminToken(t.Context())
		if err != nil || second == "" || second == first {
			t.Fatal(second, err)
		}
		for name, token := range map[string]string{"an older link": first, "no link": "", "any link": "x"} {
			if _, err := d.RegisterFirstAdmin(t.Context(), token, dana); err == nil {
				t.Errorf("%s makes an administrator", name)
			} else {
				refused(t, err, fault.NotFound)
			}
		}
		// A refusal leaves the link as it was.
		weak := dana
		weak.Password = "short"
		_, err = d.RegisterFirstAdmin(t.Context(), second, weak)
		refused(t, err, fault.InvalidInput)
		d.at(noon.Add(24 * time.Hour))
		_, err = d.RegisterFirstAdmin(t.Context(), second, dana)
		refused(t, err, fault.NotFound)
		d.at(noon.Add(24*time.Hour - time.Second))
		s, err := d.RegisterFirstAdmin(t.Context(), second, dana)
		if err != nil || !s.Viewer.PlatformAdmin() {
			t.Fatal(s, err)
		}
		other := dana
		other.Email = "other@example.kz"
		_, err = d.RegisterFirstAdmin(t.Context(), second, other)
		refused(t, err, fault.NotFound)
		if token, err := d.FirstAdminToken(t.Context()); err != nil || token != "" {
			t.Errorf("another link, and there is an administrator: %q, %v", token, err)
		}
	})
}

// Of many who open the link of the console at once, one becomes the administrator.
func TestC10_TwoSetupsAtOnce(t *testing.T) {
	each(t, account.Options{}, func(t *testing.T, d *desk) {
		token, err := d.FirstAdminToken(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		results := make(chan error)
		for i := range 4 {
			go func() {
				r := dana
				r.Email = fmt.Sprintf("admin%d@example.kz", i)
				_, err := d.RegisterFirstAdmin(t.Context(), token, r)
				results <- err
			}()
		}
		won := 0
		for range 4 {
			if err := <-results; err == nil {
				won++
			} else {
				refused(t, err, fault.NotFound)
			}
		}
		ctx := rule.System(t.Context())
		if grants, people := d.store.Client.PlatformGrant.Query().CountX(ctx), d.store.Client.Volunteer.Query().CountX(ctx); won != 1 || grants != 1 || people != 1 {
			t.Errorf("%d won, %d administrators, %d people", won, grants, people)
		}
	})
}
