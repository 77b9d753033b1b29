package account_test

import (
	"strings"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/auditentry"
	"erikti/ent/rule"
	"erikti/internal/account"
	"erikti/internal/viewer"
)

// What changes how a person signs in is in the audit, once, with who did it, and
// without what they typed.
func TestWhatIsDoneToAnAccountIsKept(t *testing.T) {
	each(t, account.Options{SessionFor: 1000 * time.Hour}, func(t *testing.T, d *desk) {
		me := d.registered(t, dana)
		ctx := signedIn(t, me)
		opened, err := d.ChangePassword(ctx, account.PasswordChange{Current: dana.Password, New: "another good password", Key: "k1"})
		if err != nil {
			t.Fatal(err)
		}
		ctx = signedIn(t, opened)
		if _, err := d.ChangeContact(ctx, account.ContactChange{Contact: account.Contact{Phone: "+77010000001"}, Password: "another good password"}); err != nil {
			t.Fatal(err)
		}
		until := noon.Add(24 * time.Hour)
		keyID, _, err := d.CreateKey(ctx, account.KeyRequest{Name: "till", Scopes: []viewer.Scope{viewer.ProfileRead}, ExpiresAt: &until})
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time there is nothing to end
			if err := d.RevokeKey(ctx, keyID, ""); err != nil {
				t.Fatal(err)
			}
		}
		var told []string
		for _, e := range d.store.Client.AuditEntry.Query().Order(gen.Asc(auditentry.FieldNumber)).AllX(rule.System(t.Context())) {
			told = append(told, e.Action)
			if e.Actor != auditentry.ActorPERSON || e.ObjectID != me.Viewer.VolunteerID || *e.ActorID != e.ObjectID || strings.Contains(e.Detail, "7701") || strings.Contains(e.Detail, "till") {
				t.Errorf("%+v", e)
			}
		}
		if got := strings.Join(told, " "); got != "PASSWORD_SET CONTACT_SET API_KEY_CREATED API_KEY_REVOKED" {
			t.Error(got)
		}
	})
}
