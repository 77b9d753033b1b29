package account_test

import (
	"testing"
	"time"

	"erikti/internal/account"
	"erikti/internal/fault"
)

// The link of the console makes one administrator, once, for a day; a new start
// makes a new one.
func TestTheFirstAdministrator(t *testing.T) {
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
