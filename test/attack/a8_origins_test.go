package attack

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"erikti/internal/apptest"
)

// from asks as a page of an origin would.
func from(t *testing.T, s *apptest.Server, method, origin, site, contentType, body string) *http.Response {
	t.Helper()
	r, err := http.NewRequest(method, s.URL+"/graphql", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"Origin": origin, "Sec-Fetch-Site": site, "Content-Type": contentType} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	if method == http.MethodOptions {
		r.Header.Set("Access-Control-Request-Method", "POST")
		r.Header.Set("Access-Control-Request-Headers", "content-type, authorization")
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	return response
}

// Forms of other sites, which a browser posts without asking, are refused and not
// executed, whatever they say they are.
func TestA7_FormsOfOtherSites(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	before := contentOf(t, w.App.Store())
	mutation := `mutation { register(input: {email: "cross@example.kz", password: "a good password", givenName: "A", familyName: "B"}) { token } }`
	bodies := map[string]string{
		"application/x-www-form-urlencoded": "query=" + url.QueryEscape(mutation),
		"text/plain":                        `{"query":` + quote(mutation) + `}`,
		"multipart/form-data; boundary=x":   "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{\"query\":" + quote(mutation) + "}\r\n--x--\r\n",
		"":                                  `{"query":` + quote(mutation) + `}`,
		"application/json":                  `{"query":` + quote(mutation) + `}`,
	}
	for contentType, body := range bodies {
		for _, origin := range []string{"https://elsewhere.example", "null", w.URL, ""} {
			for _, site := range []string{"cross-site", "same-site", "", "same-origin", "none"} {
				friendly := (origin == w.URL || origin == "") && site == "" || site == "same-origin" || site == "none"
				if contentType == "application/json" && friendly {
					continue // that is a request like any other
				}
				got := from(t, w.Server, http.MethodPost, origin, site, contentType, body).StatusCode
				if got != http.StatusForbidden && (got != http.StatusUnsupportedMediaType || !friendly) {
					t.Errorf("%q from %q, %q: %d", contentType, origin, site, got)
				}
			}
		}
	}
	before.same(t, contentOf(t, w.App.Store()))
}

func quote(s string) string { return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"` }

// A page of another site gets nothing, not even by asking first.
func TestA8_PagesOfOtherSitesAsk(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t), "ALLOWED_ORIGINS=https://friend.example", "PUBLIC_URL=https://erikti.example")
	query := `{"query":"{ __typename }"}`
	for _, c := range []struct {
		origin, site string
		allowed      bool
	}{
		{"https://friend.example", "cross-site", true},
		{"https://friend.example", "", true},
		{"https://erikti.example", "same-origin", true},
		{"https://erikti.example", "", true},
		{"https://elsewhere.example", "cross-site", false},
		{"https://elsewhere.example", "", false},
		{"https://elsewhere.example", "same-site", false},
		{"null", "cross-site", false},
		{"null", "", false},
	} {
		asked := from(t, s, http.MethodOptions, c.origin, c.site, "", "")
		allows := asked.Header.Get("Access-Control-Allow-Origin")
		if c.allowed && (asked.StatusCode != http.StatusNoContent || allows != c.origin || !strings.Contains(asked.Header.Get("Access-Control-Allow-Headers"), "Authorization")) ||
			!c.allowed && (asked.StatusCode != http.StatusMethodNotAllowed || allows != "") {
			t.Errorf("asking first, %s: %d %q", c.origin, asked.StatusCode, allows)
		}
		got := from(t, s, http.MethodPost, c.origin, c.site, "application/json", query)
		allows = got.Header.Get("Access-Control-Allow-Origin")
		if c.allowed && (got.StatusCode != http.StatusOK || allows != c.origin) || !c.allowed && (got.StatusCode != http.StatusForbidden || allows != "") {
			t.Errorf("%s, %s: %d %q", c.origin, c.site, got.StatusCode, allows)
		}
		read := from(t, s, http.MethodGet, c.origin, c.site, "", "")
		if (read.Header.Get("Access-Control-Allow-Origin") != "") != c.allowed {
			t.Errorf("reading, %s: %q", c.origin, read.Header.Get("Access-Control-Allow-Origin"))
		}
	}
}

// Sites are allowed exactly: nothing like them, no wildcard, and never with cookies.
func TestA9_OriginsThatLookAlike(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t), "ALLOWED_ORIGINS=https://friend.example,https://other.example:8443")
	for _, origin := range []string{
		"https://friend.example.evil.kz", "https://evil-friend.example", "http://friend.example", "https://friend.example:444",
		"https://friend.example/", "HTTPS://FRIEND.EXAMPLE", "https://sub.friend.example", "https://other.example", "null", "*",
		"https://friend.example, https://evil.kz", "https://friend.example@evil.kz", "file://", "https://friend.example%00.evil.kz",
		"https://friend.example\u0000", " ", "chrome-extension://abc",
	} {
		for _, method := range []string{http.MethodOptions, http.MethodPost, http.MethodGet} {
			r, err := http.NewRequest(method, s.URL+"/graphql?query={__typename}", strings.NewReader(`{"query":"{ __typename }"}`))
			if err != nil {
				t.Fatal(err)
			}
			r.Header["Origin"] = []string{strings.ReplaceAll(origin, "\u0000", "")}
			if strings.Contains(origin, "\u0000") {
				r.Header["Origin"] = append(r.Header["Origin"], "https://evil.kz")
				r.Header["Origin"][0], r.Header["Origin"][1] = r.Header["Origin"][1], r.Header["Origin"][0]
			}
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Access-Control-Request-Method", "POST")
			response, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			_ = response.Body.Close()
			h := response.Header
			if h.Get("Access-Control-Allow-Origin") != "" || h.Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%s %q: %q", method, origin, h.Get("Access-Control-Allow-Origin"))
			}
			if !strings.Contains(strings.Join(h.Values("Vary"), ","), "Origin") {
				t.Errorf("%s %q: a cache would keep the answer for others: Vary %q", method, origin, h.Values("Vary"))
			}
		}
	}
	for _, origin := range []string{"https://friend.example", "https://other.example:8443"} {
		h := from(t, s, http.MethodPost, origin, "cross-site", "application/json", `{"query":"{ __typename }"}`).Header
		if h.Get("Access-Control-Allow-Origin") != origin || h.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: %v", origin, h)
		}
	}
}
