package school_test

import (
	"context"
	"strings"
	"testing"

	"erikti/ent/gen"
	entpassport "erikti/ent/gen/passport"
	"erikti/internal/passport"
)

// A certificate is a credential as passports are: good for whoever has it or its number,
// altered by one word, revoked with the certificate. It names its person by their public
// number alone, is none of their passports, and is not theirs to revoke.
func TestACertificateIsSigned(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		who := w.person()
		w.store.Client.Volunteer.UpdateOneID(who).SetGivenName("Aigerim").SetLocale("ru").ExecX(w.system)
		id := w.pass(who, w.course("FIRST_AID"))
		c, err := w.school.Certificate(w.as(who, nil), id)
		done(t, err)
		if c.URL != "https://network.example/passports/"+c.Serial || c.CredentialURL != c.URL+".json" {
			t.Errorf("%+v", c)
		}
		check, err := w.passports.Verify(w.visitor, "", c.URL)
		done(t, err)
		shows := check.Shows
		if check.State != passport.Good || shows == nil || shows.Name != nil || shows.PublicNumber == "" || shows.Certificate == nil || *shows.Certificate != (passport.Certificate{
			Title: "FIRST_AID", Level: 1, Grants: "FIRST_AID", School: "Center", SchoolID: w.center,
		}) || shows.ExpiresAt == nil || shows.ExpiresAt.UTC().Format("2006-01-02 15:04") != "2027-03-09 19:00" {
			t.Fatalf("%+v, %+v", check, shows)
		}
		signed := *check.Credential
		if strings.Contains(signed, "Aigerim") {
			t.Error("it tells the name")
		}
		for was, instead := range map[string]string{`"1"`: `"2"`, "Center": "Another", `"humanCode":"FIRST_AID"`: `"humanCode":"SURGERY"`, "2027-03-09": "2037-03-09"} {
			altered := strings.ReplaceAll(signed, was, instead)
			if got, err := w.passports.Verify(w.visitor, altered, ""); altered == signed || err != nil || got.State != passport.Altered || got.Shows != nil {
				t.Errorf("%s: %+v, %v", was, got, err)
			}
		}
		if mine, err := w.passports.Mine(w.as(who, nil)); err != nil || len(mine) != 0 {
			t.Errorf("among the passports: %+v, %v", mine, err)
		}
		row := w.store.Client.Passport.Query().OnlyX(w.system)
		if _, err := w.passports.Revoke(w.as(who, nil), row.ID, ""); err == nil {
			t.Error("its holder revoked it")
		}
		w.at(noon.AddDate(1, 0, 9))
		if got, err := w.passports.Verify(w.visitor, signed, ""); err != nil || got.State != passport.Expired {
			t.Errorf("later: %+v, %v", got, err)
		}
		w.at(noon.AddDate(0, 0, 9))
		_, err = w.school.Revoke(w.trainer, id, "copied", "")
		done(t, err)
		if got, err := w.passports.Verify(w.visitor, signed, ""); err != nil || got.State != passport.Revoked || got.RevokedAt == nil {
			t.Errorf("revoked: %+v, %v", got, err)
		}
		list, known, err := w.passports.StatusList(w.visitor, row.StatusIndex/131_072+1)
		if err != nil || !known || !strings.Contains(list, "BitstringStatusListCredential") {
			t.Errorf("%v, %v", known, err)
		}
	})
}

// What the demo wrote is signed later, once, also what has no end and what was revoked.
func TestUnsignedCertificatesAreSigned(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		course := w.course("FIRST_AID")
		g := w.cohort(course, 5)
		db := w.store.Client
		reason := db.Reason.Create().SetText("copied").SetSalt(make([]byte, 16)).SaveX(w.system).ID
		numbers := []string{passport.NewNumber(), passport.NewNumber()}
		for i, number := range numbers {
			row := db.Certificate.Create().SetSerial(number).SetCourseID(course).SetCohortID(g.id).SetVolunteerID(w.person()).SetIssuedOn("2026-03-01").SetCreatedAt(noon)
			if i == 1 {
				row.SetState("REVOKED").SetRevokedAt(noon).SetReasonID(reason)
			}
			row.ExecX(w.system)
		}
		for range 2 {
			done(t, w.school.SignUnsigned(w.visitor))
		}
		for i, want := range []passport.State{passport.Good, passport.Revoked} {
			got, err := w.passports.Verify(w.visitor, "", numbers[i])
			done(t, err)
			if got.State != want || i == 0 && (got.Shows.ExpiresAt != nil || strings.Contains(*got.Credential, "validUntil")) {
				t.Errorf("%d: %+v", i, got)
			}
		}
		if n := db.Passport.Query().CountX(w.system); n != 2 {
			t.Errorf("%d credentials", n)
		}
	})
}

// When the key of a certificate is lost, the certificate is signed anew under its number,
// unless somebody changed it here; what people have of it counts no more.
func TestACertificateOfALostKey(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		course := w.course("FIRST_AID")
		first, changed := w.pass(w.person(), course), w.pass(w.person(), course)
		signed := map[string]string{}
		for _, id := range []string{first, changed} {
			serial := w.store.Client.Certificate.GetX(w.system, id).Serial
			check, err := w.passports.Verify(w.visitor, "", serial)
			done(t, err)
			signed[serial] = *check.Credential
		}
		serial, other := w.store.Client.Certificate.GetX(w.system, first).Serial, w.store.Client.Certificate.GetX(w.system, changed).Serial
		w.store.Client.Passport.Update().Where(entpassport.Number(other)).SetCredential(strings.Replace(signed[other], "Center", "Another", 1)).ExecX(w.system)
		key := w.store.Client.SigningKey.Query().OnlyX(w.system).ID
		done(t, w.store.Tx(w.system, func(ctx context.Context, tx *gen.Tx) error {
			lost, err := passport.Distrust(ctx, tx, key, noon)
			if err == nil && (lost.Certificates != 1 || lost.Passports != 0) {
				t.Errorf("%+v", lost)
			}
			return err
		}))
		if got, err := w.passports.Verify(w.visitor, signed[serial], ""); err != nil || got.State != passport.Distrusted || got.Shows != nil {
			t.Errorf("the file of before: %+v, %v", got, err)
		}
		if got, err := w.passports.Verify(w.visitor, "", serial); err != nil || got.State != passport.Good || got.Shows.Certificate.Title != "FIRST_AID" || *got.Credential == signed[serial] {
			t.Errorf("signed anew: %+v, %v", got, err)
		}
		if got, err := w.passports.Verify(w.visitor, "", other); err != nil || got.State != passport.Altered {
			t.Errorf("changed here: %+v, %v", got, err)
		}
	})
}
