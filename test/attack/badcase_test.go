package attack

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"erikti/internal/apptest"
)

// canary stands in every bad input: it must come out nowhere.
const canary = "qz7Canary4xK"

// A badCase is a request that must be refused.
type badCase struct {
	name    string
	request *http.Request
	status  int
	code    string // of the first error, or of the first userError; "null" for data without an error
}

// ask makes a request of a document and its variables.
func (w *world) ask(c *apptest.Client, query string, variables map[string]any) *http.Request {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		panic(err) // what the tests write is JSON
	}
	return w.post(c, body)
}

// post makes a request of a body.
func (w *world) post(c *apptest.Client, body []byte) *http.Request {
	r, err := http.NewRequest(http.MethodPost, w.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		panic(err) // the address is good
	}
	r.Header.Set("Content-Type", "application/json")
	if c != nil && c.Token != "" {
		r.Header.Set("Authorization", "Bearer "+c.Token)
	}
	return r
}

// refuses sends bad requests: each gets its status and its code, nothing of it
// comes back or reaches the log, and nothing is written.
func (w *world) refuses(t *testing.T, cases []badCase) {
	t.Helper()
	before := contentOf(t, w.App.Store())
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			mark := logMark()
			a, err := apptest.Send(c.request)
			if err != nil {
				t.Fatal(err)
			}
			if a.Status != c.status {
				t.Errorf("status %d, want %d", a.Status, c.status)
			}
			if got := codeOf(a); got != c.code {
				t.Errorf("code %q, want %q", got, c.code)
			}
			for what, text := range map[string]string{"the answer": string(a.Body), "the log": loggedSince(mark)} {
				if strings.Contains(strings.ToLower(text), strings.ToLower(canary)) {
					t.Errorf("the input is in %s", what)
				}
			}
			if t.Failed() {
				t.Logf("%.600s\n%.1000s", a.Body, loggedSince(mark))
			}
		})
	}
	before.same(t, contentOf(t, w.App.Store()))
}

// codeOf returns why a request was refused.
func codeOf(a *apptest.Answer) string {
	if a.Code() != "" {
		return a.Code()
	}
	for _, field := range a.Data {
		payload, ok := field.(map[string]any)
		if !ok {
			continue
		}
		errs, ok := payload["userErrors"].([]any)
		if !ok || len(errs) == 0 {
			continue
		}
		first, ok := errs[0].(map[string]any)
		if !ok {
			continue
		}
		code, _ := first["code"].(string)
		return code
	}
	for _, field := range a.Data {
		if field == nil {
			return "null"
		}
	}
	return ""
}
