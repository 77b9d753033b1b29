package program

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"erikti/ent/gen/auditentry"
	"erikti/internal/app"
	"erikti/internal/apptest"
	"erikti/internal/option"
)

// keysOf runs the command about keys that sign, beside the server.
func keysOf(t *testing.T, databaseURL string, args ...string) error {
	t.Helper()
	opts, _, err := option.Parse([]string{"DATABASE_URL=" + databaseURL, "DEMO=false"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = app.Commands["keys"].Run(context.Background(), opts, append([]string{"signing"}, args...))
	return err
}

// Where a key was lost nothing that it signed counts any more, whoever asks and however:
// by the file, by its number, by the list, by the keys that are published. What another
// key signs counts.
func TestALostKeyIsDistrusted(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, databaseURL string) {
		s := apptest.Start(t, databaseURL)
		_, org := s.Organizer(t, "host")
		c, visitor := s.Register(t, "holder"), s.As("")
		worked(t, s, c, org, "VERIFIED", "", "2026-01-02")
		issue := func() (credential, number string) {
			a := c.Do(t, issuePassport, shown(true, true, false, false))
			granted(t, a, "issuePassport")
			return a.Text("issuePassport", "passport", "credential"), a.Text("issuePassport", "passport", "number")
		}
		before, number := issue()
		lost := rows(s).SigningKey.Query().OnlyX(system)
		if err := keysOf(t, databaseURL, "distrust", "key_none"); err == nil || !strings.Contains(err.Error(), "no such key") {
			t.Errorf("a key of nobody: %v", err)
		}
		if state, a := verified(t, visitor, apptest.Input("credential", before)); state != "GOOD" {
			t.Fatalf("%s", a.Body)
		}
		list, bit := statusEntry(t, before)

		if err := keysOf(t, databaseURL, "distrust", lost.ID); err != nil {
			t.Fatal(err)
		}
		since := rows(s).SigningKey.GetX(system, lost.ID).DistrustedAt
		if since == nil {
			t.Fatal("it is trusted")
		}
		if err := keysOf(t, databaseURL, "distrust", lost.ID); err != nil || !rows(s).SigningKey.GetX(system, lost.ID).DistrustedAt.Equal(*since) {
			t.Errorf("again: %v", err)
		}
		after, other := issue()
		for name, in := range map[string]map[string]any{"itself": apptest.Input("credential", before), "its number": apptest.Input("number", number)} {
			state, a := verified(t, visitor, in)
			if state != "DISTRUSTED_KEY" || a.At("verifyPassport", "check", "shows") != nil || a.At("verifyPassport", "check", "credential") != nil {
				t.Errorf("by %s: %s", name, a.Body)
			}
		}
		for name, in := range map[string]map[string]any{"itself": apptest.Input("credential", after), "its number": apptest.Input("number", other)} {
			if state, a := verified(t, visitor, in); state != "GOOD" {
				t.Errorf("another, by %s: %s", name, a.Body)
			}
		}
		altered := strings.Replace(before, "PT1H30M", "PT100H30M", 1)
		if state, a := verified(t, visitor, apptest.Input("credential", altered)); state != "ALTERED" {
			t.Errorf("altered: %s", a.Body)
		}
		if status, _, _ := fetched(t, s.URL+"/passports/"+number+".json"); status != http.StatusGone {
			t.Errorf("its file: %d", status)
		}
		if !isSet(t, list, bit) {
			t.Error("its bit is not set")
		}
		if list, bit := statusEntry(t, after); isSet(t, list, bit) {
			t.Error("the bit of the other is set")
		}
		if mine := c.Do(t, `{ myPassports { state number } }`, nil).At("myPassports").([]any); len(mine) != 2 ||
			mine[0].(map[string]any)["state"] != "GOOD" || mine[1].(map[string]any)["state"] != "DISTRUSTED_KEY" {
			t.Errorf("%v", mine)
		}
		published(t, s, lost.ID)
		if n := rows(s).AuditEntry.Query().Where(auditentry.Action("SIGNING_KEY_DISTRUSTED"), auditentry.ObjectID(lost.ID)).CountX(system); n != 1 {
			t.Errorf("the audit knows of it %d times", n)
		}
		// A passport that its holder revoked says so first.
		granted(t, c.Do(t, revokePassport, apptest.Input("passportId", idOf(t, c, number))), "revokePassport")
		if state, a := verified(t, visitor, apptest.Input("number", number)); state != "REVOKED" {
			t.Errorf("revoked: %s", a.Body)
		}
	})
}

func idOf(t *testing.T, c *apptest.Client, number string) string {
	t.Helper()
	for _, p := range c.Do(t, `{ myPassports { id number } }`, nil).At("myPassports").([]any) {
		if p := p.(map[string]any); p["number"] == number {
			return p["id"].(string)
		}
	}
	t.Fatal("no such passport")
	return ""
}

// published looks at what is published of a key that was lost, beside one that signs.
func published(t *testing.T, s *apptest.Server, lost string) {
	t.Helper()
	_, _, body := fetched(t, s.URL+"/.well-known/did.json")
	var did struct {
		Methods []struct{ ID, Revoked string } `json:"verificationMethod"`
		Asserts []string                       `json:"assertionMethod"`
	}
	if err := json.Unmarshal(body, &did); err != nil || len(did.Methods) != 2 || len(did.Asserts) != 1 || strings.HasSuffix(did.Asserts[0], lost) {
		t.Errorf("%s, %v", body, err)
	}
	for _, m := range did.Methods {
		if is := strings.HasSuffix(m.ID, lost); is != (m.Revoked != "") || is == slices.Contains(did.Asserts, m.ID) {
			t.Errorf("%+v", m)
		}
	}
	if _, _, body := fetched(t, s.URL+"/.well-known/jwks.json"); strings.Contains(string(body), lost) || !strings.Contains(string(body), `"kid"`) {
		t.Errorf("%s", body)
	}
}
