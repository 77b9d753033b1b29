package personal_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/personal"
	"erikti/internal/pgtest"
	"erikti/internal/store"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

var noon = time.Date(2030, 5, 17, 7, 0, 0, 0, time.UTC)

// What is older than its term goes, what is younger stays, class by class.
func TestI3_WhatIsOldGoesWhatIsYoungStays(t *testing.T) {
	t.Parallel()
	for name, url := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return pgtest.SQLite(t) },
		"postgres": func(t *testing.T) string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			st, err := store.Open(t.Context(), url(t), store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer st.Close() //nolint:errcheck // of a test
			ctx, db := rule.System(context.Background()), st.Client
			for class, c := range classes(t, ctx, db) {
				for _, young := range []bool{true, false} {
					at := noon.AddDate(0, 0, -c.days)
					if young {
						at = at.Add(time.Minute)
					} else {
						at = at.Add(-time.Minute)
					}
					there := c.write(at)
					if !there() {
						t.Fatalf("%s: not written", class)
					}
					if err := personal.Retain(ctx, st, noon); err != nil {
						t.Fatal(err)
					}
					if there() != young {
						t.Errorf("%s, %s: there: %v", class, at, there())
					}
				}
			}
		})
	}
}

// class is one that has a term: write makes a row of a moment, and returns whether what
// shall go is there.
type class struct {
	days  int
	write func(at time.Time) func() bool
}

func classes(t *testing.T, ctx context.Context, db *gen.Client) map[string]class {
	t.Helper()
	n := 0
	hash := func() []byte { n++; return []byte(fmt.Sprintf("%032d", n)) }
	v := db.Volunteer.Create().SetGivenName("D").SetFamilyName("S").SaveX(ctx)
	a := db.Account.Create().SetVolunteer(v).SetEmail("d@example.kz").SaveX(ctx)
	o := db.Organization.Create().SetNameEn("O").SetLegalForm("NGO").SaveX(ctx)
	e := db.Event.Create().SetOrganization(o).SetTitleEn("E").SetStartsAt(noon).SetEndsAt(noon.Add(time.Hour)).SetTimeZone("UTC").SaveX(ctx)
	s := db.Shift.Create().SetEvent(e).SetTitleEn("S").SetStartsAt(noon).SetEndsAt(noon.Add(time.Hour)).SetCapacity(1).SaveX(ctx)
	return map[string]class{
		"sessions that expired": {30, func(at time.Time) func() bool {
			id := db.Session.Create().SetAccount(a).SetTokenHash(hash()).SetExpiresAt(at).SaveX(ctx).ID
			return func() bool { _, err := db.Session.Get(ctx, id); return err == nil }
		}},
		"sessions that were ended": {30, func(at time.Time) func() bool {
			id := db.Session.Create().SetAccount(a).SetTokenHash(hash()).SetExpiresAt(noon.AddDate(1, 0, 0)).SetEndedAt(at).SaveX(ctx).ID
			return func() bool { _, err := db.Session.Get(ctx, id); return err == nil }
		}},
		"one-time links": {30, func(at time.Time) func() bool {
			id := db.OneTimeToken.Create().SetPurpose("FIRST_ADMIN").SetTokenHash(hash()).SetExpiresAt(at).SaveX(ctx).ID
			return func() bool { _, err := db.OneTimeToken.Get(ctx, id); return err == nil }
		}},
		"invitations": {30, func(at time.Time) func() bool {
			id := db.Invitation.Create().SetOrganization(o).SetRole("MEMBER").SetContact("d@example.kz").SetInvitedBy(v.ID).SetTokenHash(hash()).SetExpiresAt(at).SaveX(ctx).ID
			return func() bool { _, err := db.Invitation.Get(ctx, id); return err == nil }
		}},
		"notices with their messages": {365, func(at time.Time) func() bool {
			m := db.Notice.Create().SetVolunteerID(v.ID).SetKind("ADDED").SetShift(s).SetSubjectID("x").SetCreatedAt(at).SaveX(ctx)
			db.NoticeDelivery.Create().SetNotice(m).SetChannel("MAIL").SetNextAttemptAt(at).ExecX(ctx)
			return func() bool { _, err := db.Notice.Get(ctx, m.ID); return err == nil }
		}},
		"addresses in the audit": {365, func(at time.Time) func() bool {
			id := db.AuditText.Create().SetID(string(hash())).SetCreatedAt(at).SetAddress("192.0.2.7").SetReason("r").SetSalt(hash()).SaveX(ctx).ID
			return func() bool {
				x := db.AuditText.GetX(ctx, id)
				if x.Reason != "r" || x.Address == "" && len(x.Salt) != 16 {
					t.Errorf("the reason went with the address, or the salt of the address stayed: %+v", x)
				}
				return x.Address != ""
			}
		}},
		"reasons in the audit": {3 * 365, func(at time.Time) func() bool {
			id := db.AuditText.Create().SetID(string(hash())).SetCreatedAt(at).SetReason("r").SetSalt(hash()).SaveX(ctx).ID
			return func() bool { return db.AuditText.GetX(ctx, id).Reason != "" }
		}},
		"reasons given to people": {3 * 365, func(at time.Time) func() bool {
			id := db.Reason.Create().SetText("r").SetSalt(hash()).SetCreatedAt(at).SaveX(ctx).ID
			return func() bool { _, err := db.Reason.Get(ctx, id); return err == nil }
		}},
		"reports of events": {3 * 365, func(at time.Time) func() bool {
			id := db.Report.Create().SetEvent(e).SetKind("OTHER").SetText("t").SetState("RESOLVED").SetResolvedAt(at).SaveX(ctx).ID
			return func() bool { _, err := db.Report.Get(ctx, id); return err == nil }
		}},
		"passports that expired": {365, func(at time.Time) func() bool {
			n++
			id := db.Passport.Create().SetVolunteer(v).SetNumber(fmt.Sprint(n)).SetStatusIndex(n).SetKeyID("k").SetCredential("{}").SetExpiresAt(at).SaveX(ctx).ID
			return func() bool { return db.Passport.GetX(ctx, id).Credential != "" }
		}},
		"passports that were revoked": {365, func(at time.Time) func() bool {
			n++
			id := db.Passport.Create().SetVolunteer(v).SetNumber(fmt.Sprint(n)).SetStatusIndex(n).SetKeyID("k").SetCredential("{}").SetExpiresAt(noon.AddDate(1, 0, 0)).SetRevokedAt(at).SaveX(ctx).ID
			return func() bool { return db.Passport.GetX(ctx, id).Credential != "" }
		}},
		"consents that were taken back": {3 * 365, func(at time.Time) func() bool {
			id := db.Consent.Create().SetVolunteer(v).SetKind("PHOTO").SetTextVersion("1").SetWithdrawnAt(at).SaveX(ctx).ID
			return func() bool { _, err := db.Consent.Get(ctx, id); return err == nil }
		}},
	}
}
