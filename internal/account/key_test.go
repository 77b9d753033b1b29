package account_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/membership"
	"erikti/ent/rule"
	"erikti/internal/account"
	"erikti/internal/fault"
	"erikti/internal/viewer"
)

// The expression by which a forgotten key is found, as docs/security.md has it.
var secretScan = regexp.MustCompile(`er[ks]_[A-Za-z0-9_-]{43}`)

// A key is shown once, is kept as a hash, ends by itself and when it is revoked, and
// says when it was used.
func TestC9_LifeOfAnAPIKey(t *testing.T) {
	each(t, account.Options{SessionFor: 10000 * time.Hour}, func(t *testing.T, d *desk) {
		mine := d.registered(t, dana)
		make := func(r account.KeyRequest) (string, string, error) { return d.CreateKey(signedIn(t, mine), r) }
		id, token, err := make(account.KeyRequest{Name: " My  program ", Scopes: []viewer.Scope{viewer.EventsRead, viewer.EventsRead}, Key: "k"})
		if err != nil || !secretScan.MatchString(token) || !secretScan.MatchString(mine.Token) {
			t.Fatalf("%.8s…, %v", token, err)
		}
		// Sent again it is the same key, without its secret.
		if again, secret, err := make(account.KeyRequest{Name: " My  program ", Scopes: []viewer.Scope{viewer.EventsRead, viewer.EventsRead}, Key: "k"}); again != id || secret != "" || err != nil {
			t.Errorf("%s, %v", again, err)
		}
		row := d.store.Client.APIKey.GetX(rule.System(t.Context()), id)
		if row.Name != "My program" || row.Prefix != token[:12] || !slices.Equal(row.Scopes, []viewer.Scope{viewer.EventsRead}) ||
			!row.ExpiresAt.Equal(noon.AddDate(0, 0, 90)) || row.LastUsedAt != nil || strings.Contains(fmt.Sprintf("%s %s", row, row.TokenHash), token[12:]) {
			t.Errorf("%s", row)
		}
		v, err := d.Authenticate(t.Context(), token)
		if err != nil || !v.Key || v.Account() != "" || v.ID() != "" || v.Actor() != mine.Viewer.VolunteerID {
			t.Errorf("%+v, %v", v, err)
		}
		if err := d.WriteUsed(t.Context()); err != nil {
			t.Fatal(err)
		}
		if used := d.store.Client.APIKey.GetX(rule.System(t.Context()), id).LastUsedAt; used == nil || !used.Equal(noon) {
			t.Errorf("last used %v", used)
		}
		works := func(token string) bool {
			t.Helper()
			_, err := d.Authenticate(t.Context(), token)
			var f *fault.Failure
			if err != nil && (!errors.As(err, &f) || f.Class != fault.Unauthenticated) {
				t.Error(err)
			}
			return err == nil
		}
		d.at(noon.AddDate(0, 0, 90).Add(-time.Millisecond))
		if !works(token) {
			t.Error("the key ends too early")
		}
		d.at(noon.AddDate(0, 0, 90))
		if works(token) || works("erk_") || works("erk_"+strings.Repeat("a", 43)) || works(strings.Replace(token, "erk_", "ers_", 1)) {
			t.Error("what is no key works")
		}
		d.at(noon)
		somebody := dana
		somebody.Email = "other@example.kz"
		other := d.registered(t, somebody)
		refused(t, d.RevokeKey(signedIn(t, other), id, ""), fault.NotFound)
		d.takeEnded()
		for range 2 {
			if err := d.RevokeKey(signedIn(t, mine), id, ""); err != nil {
				t.Error(err)
			}
		}
		if works(token) || !slices.Contains(d.takeEnded(), mine.Viewer.AccountID+"/"+id) {
			t.Error("a revoked key works")
		}
	})
}

// What a key can be, and who makes one: nobody but a person who signed in.
func TestC9_KeysThatAreRefused(t *testing.T) {
	each(t, account.Options{}, func(t *testing.T, d *desk) {
		mine := d.registered(t, dana)
		at := func(later time.Duration) *time.Time { when := noon.Add(later); return &when }
		some := []viewer.Scope{viewer.ProfileRead}
		for name, r := range map[string]account.KeyRequest{
			"no name":         {Name: " ", Scopes: some},
			"a long name":     {Name: strings.Repeat("ә", 101), Scopes: some},
			"no scope":        {Name: "k"},
			"no such scope":   {Name: "k", Scopes: []viewer.Scope{"EVERYTHING"}},
			"ended":           {Name: "k", Scopes: some, ExpiresAt: at(0)},
			"for ever":        {Name: "k", Scopes: some, ExpiresAt: at(367 * 24 * time.Hour)},
			"in the past":     {Name: "k", Scopes: some, ExpiresAt: at(-time.Hour)},
			"a name of signs": {Name: "k\x00", Scopes: some},
		} {
			if _, _, err := d.CreateKey(signedIn(t, mine), r); err == nil {
				t.Errorf("%s is taken", name)
			} else {
				refused(t, err, fault.InvalidInput)
			}
		}
		_, token, err := d.CreateKey(signedIn(t, mine), account.KeyRequest{Name: "k", Scopes: viewer.Scopes})
		if err != nil {
			t.Fatal(err)
		}
		key, err := d.Authenticate(t.Context(), token)
		if err != nil {
			t.Fatal(err)
		}
		ctx := viewer.With(t.Context(), key)
		for name, call := range map[string]func() error{
			"makes a key":    func() error { _, _, err := d.CreateKey(ctx, account.KeyRequest{Name: "k", Scopes: some}); return err },
			"revokes a key":  func() error { return d.RevokeKey(ctx, key.SessionID, "") },
			"ends a session": func() error { _, err := d.EndSession(ctx, mine.Viewer.SessionID, ""); return err },
			"ends all":       func() error { _, err := d.EndOtherSessions(ctx, ""); return err },
			"sets a password": func() error {
				_, err := d.ChangePassword(ctx, account.PasswordChange{Current: dana.Password, New: better})
				return err
			},
			"sets a contact": func() error {
				_, err := d.ChangeContact(ctx, account.ContactChange{Contact: account.Contact{Email: "x@example.kz"}, Password: dana.Password})
				return err
			},
		} {
			var f *fault.Failure
			if err := call(); !errors.As(err, &f) || f.Class != fault.Forbidden {
				t.Errorf("a key %s: %v", name, err)
			}
		}
		if out, err := d.SignOut(ctx, true); out || err != nil {
			t.Errorf("a key signs out: %v, %v", out, err)
		}
	})
}

// Rights of a key are those of its creator now, never more: it loses what they lose.
func TestC9_AKeyHasNoMoreThanItsCreator(t *testing.T) {
	each(t, account.Options{}, func(t *testing.T, d *desk) {
		mine, ctx := d.registered(t, dana), rule.System(t.Context())
		o := d.store.Client.Organization.Create().SetNameEn("O").SetLegalForm("NGO").SaveX(ctx)
		m := d.store.Client.Membership.Create().SetVolunteerID(mine.Viewer.VolunteerID).SetOrganization(o).
			SetRole(membership.RoleADMIN).SetValidFrom("2026-11-01").SaveX(ctx)
		d.store.Client.PlatformGrant.Create().SetVolunteerID(mine.Viewer.VolunteerID).SetRole("PLATFORM_ADMIN").ExecX(ctx)
		as := func(scopes ...viewer.Scope) *viewer.Viewer {
			t.Helper()
			_, token, err := d.CreateKey(signedIn(t, mine), account.KeyRequest{Name: "k", Scopes: scopes})
			if err != nil {
				t.Fatal(err)
			}
			v, err := d.Authenticate(t.Context(), token)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		for _, c := range []struct {
			scope                            viewer.Scope
			self, member, organizes, rosters bool
		}{
			{viewer.ProfileRead, true, false, false, false},
			{viewer.PlacesWrite, true, false, false, false},
			{viewer.EventsRead, false, true, false, false},
			{viewer.EventsWrite, false, true, true, false},
			{viewer.RosterRead, false, false, true, true},
			{viewer.RosterWrite, false, false, true, true},
		} {
			v := as(c.scope)
			if (v.ID() != "") != c.self || (len(v.MemberOf()) > 0) != c.member || v.Organizes(o.ID) != c.organizes || (len(v.OrganizerOf()) > 0) != c.rosters {
				t.Errorf("%s: self %q, member of %v, organizes %v, rosters of %v", c.scope, v.ID(), v.MemberOf(), v.Organizes(o.ID), v.OrganizerOf())
			}
		}
		all := as(viewer.Scopes...)
		if all.PlatformAdmin() || len(all.AdminOf()) > 0 || len(all.CenterFor()) > 0 {
			t.Error("a key administers")
		}
		d.store.Client.Membership.DeleteOne(m).ExecX(ctx)
		again, err := d.Again(t.Context(), all.SessionID)
		if err != nil || again.Organizes(o.ID) || len(again.MemberOf()) > 0 || len(again.OrganizerOf()) > 0 {
			t.Errorf("%+v, %v", again, err)
		}
	})
}
