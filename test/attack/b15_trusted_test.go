package attack

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"erikti/internal/apptest"
	"erikti/internal/option"
	"erikti/web"
)

const (
	trustedEvents = "query Events { events(first: 3) { edges { node { ...card } } } }\n\nfragment card on Event { id title }"
	trustedWho    = "query Who { viewer { volunteer { id } } }"
)

func trustedFile(t *testing.T) string {
	t.Helper()
	list, err := json.Marshal([]string{trustedEvents, trustedWho})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "documents.json")
	if err := os.WriteFile(name, list, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func sum(text string) string {
	s := sha256.Sum256([]byte(text))
	return hex.EncodeToString(s[:])
}

// With TRUSTED_DOCUMENTS=only nothing is executed but what was listed when the server
// was built or started: by its text, its hash, or as a client prints it. No request
// makes another document trusted.
func TestB15_OnlyTrustedDocuments(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t), "TRUSTED_DOCUMENTS_FILE="+trustedFile(t)))
	database := "sqlite:" + w.App.Store().Path()
	anything := w.Server
	only := apptest.Start(t, database, "TRUSTED_DOCUMENTS=only", "TRUSTED_DOCUMENTS_FILE="+trustedFile(t))
	body := func(parts map[string]any) *http.Request {
		raw, err := json.Marshal(parts)
		if err != nil {
			t.Fatal(err)
		}
		r := w.post(w.organizer, raw)
		return r
	}
	persisted := func(hash string) map[string]any {
		return map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hash}}
	}
	other := "query Events { events(first: 4) { edges { node { id } } } }"
	big := "query Events { events(first: 100) { edges { node { ...card } } } } fragment card on Event { id title }"
	for about, c := range map[string]struct {
		parts            map[string]any
		anywhere, inOnly string // the code
	}{
		"the text":                    {map[string]any{"query": trustedEvents}, "", ""},
		"as a client prints it":       {map[string]any{"query": "fragment card on Event {\n  __typename id\n title\n}\nquery Events {\n events(first:3) { __typename edges { node { ...card __typename } } } }"}, "", ""},
		"its hash":                    {map[string]any{"extensions": persisted(sum(trustedEvents))}, "", ""},
		"its hash, in large letters":  {map[string]any{"extensions": persisted(strings.ToUpper(sum(trustedEvents)))}, "", ""},
		"its id":                      {map[string]any{"documentId": "sha256:" + sum(trustedWho)}, "", ""},
		"text and hash":               {map[string]any{"query": trustedEvents, "extensions": persisted(sum(trustedEvents))}, "", ""},
		"another text":                {map[string]any{"query": other}, "", "FORBIDDEN"},
		"a larger page":               {map[string]any{"query": big}, "", "FORBIDDEN"},
		"another text, trusted hash":  {map[string]any{"query": other, "extensions": persisted(sum(trustedEvents))}, "BAD_REQUEST", "BAD_REQUEST"},
		"another text with its hash":  {map[string]any{"query": other, "extensions": persisted(sum(other))}, "", "FORBIDDEN"},
		"the hash of another text":    {map[string]any{"extensions": persisted(sum(other))}, "BAD_REQUEST", "BAD_REQUEST"},
		"a hash that is none":         {map[string]any{"extensions": persisted(canary)}, "BAD_REQUEST", "BAD_REQUEST"},
		"no hash":                     {map[string]any{"extensions": map[string]any{"persistedQuery": canary}}, "BAD_REQUEST", "FORBIDDEN"},
		"an id of another kind":       {map[string]any{"documentId": canary}, "BAD_REQUEST", "BAD_REQUEST"},
		"a trusted one among others":  {map[string]any{"query": trustedWho + " " + other, "operationName": "Who"}, "", "FORBIDDEN"},
		"a question about the schema": {map[string]any{"query": introspection}, "", "FORBIDDEN"},
		"a mutation":                  {map[string]any{"query": "mutation { signOut { signedOut } }"}, "", "FORBIDDEN"},
	} {
		if about == "a mutation" {
			c.anywhere = "-"
		}
		for s, want := range map[*apptest.Server]string{anything: c.anywhere, only: c.inOnly} {
			if want == "-" {
				continue
			}
			r := body(c.parts)
			address, err := url.Parse(s.URL + "/graphql")
			if err != nil {
				t.Fatal(err)
			}
			r.URL, r.Host = address, ""
			for range 2 { // the second time no other way: nothing was registered
				a, err := apptest.Send(r.Clone(r.Context()))
				if err != nil {
					t.Fatal(err)
				}
				if a.Code() != want || want == "" && len(a.Data) == 0 || strings.Contains(string(a.Body), canary) {
					t.Errorf("%s, only %v: %.300s", about, s == only, a.Body)
				}
				if raw, err := json.Marshal(c.parts); err == nil {
					r = w.post(w.organizer, raw)
					r.URL, r.Host = address, ""
				}
			}
		}
	}
	r, err := http.Get(only.URL + "/graphql?documentId=sha256:" + sum(trustedEvents))
	if err != nil || r.StatusCode != http.StatusOK || r.Body.Close() != nil {
		t.Errorf("by GET: %v %v", r, err)
	}
	if about := about(t, only); about["anyDocument"] != false {
		t.Errorf("the pages are told %v", about)
	}
	w.organizer.Do(t, `{ viewer { memberships { id } } }`, nil) // still signed in
}

// A list that cannot be read, or that has no document, stops the start.
func TestB15_ListsThatCannotBeRead(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "bad.json")
	for about, content := range map[string]string{"no list": `{"a": 1}`, "no GraphQL": `["{ a"]`, "no JSON": canary} {
		if err := os.WriteFile(bad, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		why := startFails(t, apptest.SQLite(t), "TRUSTED_DOCUMENTS_FILE="+bad)
		if !strings.Contains(why, "TRUSTED_DOCUMENTS_FILE") || strings.Contains(why, canary) {
			t.Errorf("%s: %s", about, why)
		}
	}
	if why := startFails(t, apptest.SQLite(t), "TRUSTED_DOCUMENTS_FILE="+canary); !strings.Contains(why, "TRUSTED_DOCUMENTS_FILE") {
		t.Errorf("no file: %s", why)
	}
	if len(web.Documents()) == 0 {
		if why := startFails(t, apptest.SQLite(t), "TRUSTED_DOCUMENTS=only"); !strings.Contains(why, "TRUSTED_DOCUMENTS") {
			t.Errorf("no pages: %s", why)
		}
	}
	if _, _, err := option.Parse([]string{"TRUSTED_DOCUMENTS=" + canary}, nil); err == nil || strings.Contains(err.Error(), canary) {
		t.Errorf("%v", err)
	}
}
