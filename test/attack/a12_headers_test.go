package attack

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"erikti/internal/apptest"
)

// routes are all that the server has, with what is not there.
var routes = []string{
	"/", "/graphql", "/graphql?query={__typename}", "/healthz", "/readyz", "/metrics", "/about.json", "/setup", "/setup?token=x",
	"/cannot-come?token=x", "/playground", "/playground/", "/nothing", "/assets/nothing.js", "/robots.txt", "/..%2f..%2fetc/passwd", "//evil.example/",
}

// asIs asks without following redirects.
func asIs(t *testing.T, method, address string, change func(*http.Request)) *http.Response {
	t.Helper()
	r, err := http.NewRequest(method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(r)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	return response
}

// Every answer, of whatever route, method and status, tells browsers what they may do
// with it: no script but the page's own, no host but this one, no frame, no guessing.
func TestA12_HeadersOfEveryRoute(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t), "PUBLIC_URL=https://erikti.example")
	thirdParty := regexp.MustCompile(`https?:|\*`)
	for _, route := range routes {
		for _, method := range []string{"GET", "HEAD", "POST", "OPTIONS", "DELETE"} {
			h := asIs(t, method, s.URL+route, nil).Header
			policy := h.Get("Content-Security-Policy")
			scripts := policy
			if _, after, ok := strings.Cut(policy, "script-src"); ok {
				scripts, _, _ = strings.Cut(after, ";")
			}
			if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") ||
				strings.Contains(scripts, "unsafe") || strings.Contains(policy, "unsafe-eval") || thirdParty.MatchString(policy) {
				t.Errorf("%s %s: policy %q", method, route, policy)
			}
			if strings.Contains(policy, "unsafe-inline") && !strings.HasPrefix(route, "/playground/") {
				t.Errorf("%s %s: policy %q", method, route, policy)
			}
			if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Strict-Transport-Security") == "" ||
				!strings.Contains("no-referrer same-origin", h.Get("Referrer-Policy")) || h.Get("Referrer-Policy") == "" ||
				h.Get("Cross-Origin-Resource-Policy") != "same-origin" || h.Get("X-Request-Id") == "" {
				t.Errorf("%s %s: %v", method, route, h)
			}
			if kind := h.Get("Content-Type"); strings.HasPrefix(kind, "text/") && !strings.Contains(kind, "charset=utf-8") {
				t.Errorf("%s %s: type %q", method, route, kind)
			}
		}
	}
	plain := apptest.Start(t, apptest.SQLite(t))
	if h := asIs(t, "GET", plain.URL+"/", nil).Header.Get("Strict-Transport-Security"); h != "" {
		t.Errorf("a server without HTTPS asks for it: %q", h)
	}
}

// Nothing redirects to where a client says.
func TestA11_RedirectsStayHere(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	for _, path := range []string{
		"/playground", "//evil.example", "//evil.example/playground", "/\\evil.example", "/%5cevil.example", "/%2fevil.example/..",
		"///evil.example", "/http://evil.example", "/https:evil.example", "/.evil.example", "/@evil.example", "/playground//evil.example",
		"//evil.example/..", "//evil.example/%2e%2e/playground", "/playground/..//evil.example", "/%09/evil.example", "/%0d%0aLocation:%20https://evil.example",
		"/setup?next=https://evil.example", "/setup?return=//evil.example", "/cannot-come?to=https://evil.example", "/playground?redirect=https://evil.example",
		"/graphql?redirect_uri=https://evil.example", "/about.json?callback=//evil.example", "/?url=javascript:alert(1)", "/?returnTo=//evil.example",
		"/%E3%80%82evil.example", "/..;/evil.example", "/.//evil.example", "/;@evil.example", "/evil.example", "/playground/../..//evil.example",
	} {
		for _, change := range []func(*http.Request){nil, func(r *http.Request) {
			r.Host = "evil.example"
			for _, name := range []string{"X-Forwarded-Host", "X-Original-Url", "X-Rewrite-Url", "Forwarded", "X-Host"} {
				r.Header.Set(name, "evil.example")
			}
		}} {
			response := asIs(t, "GET", s.URL+path, change)
			if to := response.Header.Get("Location"); to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, "/\\") || strings.Contains(to, "evil.example") && strings.Contains(to, "//")) {
				t.Errorf("%s: %d to %q", path, response.StatusCode, to)
			}
		}
	}
}

// No path, however it is written, leads to a file that is not served.
func TestA13_PathsThatLeadOut(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	for _, path := range []string{
		"/../../../../etc/passwd", "/..%2f..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../embed.go", "/assets/..%2f..%2fembed.go",
		"/assets/%2e%2e%2fhome/index.html", "/assets/....//embed.go", "/assets/%5c..%5c..%5cembed.go", "/assets/%00", "/assets/a.js%00.txt", "/.git/config",
		"/.env", "/erikti.db", "/go.mod", "/assets/" + strings.Repeat("a/", 4000), "/" + strings.Repeat("a", 8000), "/assets/.keep", "/.keep", "/home/index.html",
		"/metrics/../erikti.db", "/graphql/../../etc/passwd", "/C:/Windows/win.ini", "/assets/CON",
	} {
		conn := raw(t, s, "GET "+path+" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
		said := readAll(conn)
		if !strings.HasPrefix(said, "HTTP/1.1 404") && !strings.HasPrefix(said, "HTTP/1.1 400") && !strings.HasPrefix(said, "HTTP/1.1 30") ||
			strings.Contains(said, "root:") || strings.Contains(said, "package web") || strings.Contains(said, "SQLite format") {
			t.Errorf("%.60s: %.200s", path, said)
		}
	}
}

// An address that a client makes up counts only when a proxy that is trusted says it.
func TestA15_AddressesThatAreMadeUp(t *testing.T) {
	for name, trusted := range map[string]string{"no proxy": "", "another proxy": "TRUSTED_PROXIES=10.0.0.0/8"} {
		s := apptest.Start(t, apptest.SQLite(t), "ATTEMPTS_PER_ADDRESS=5", trusted)
		limited := 0
		for i := range 20 {
			if signInFrom(t, s, map[string]string{"X-Forwarded-For": "192.0.2." + strings.Repeat("1", 1+i%3), "X-Real-Ip": "192.0.2.9", "Forwarded": "for=192.0.2.9", "True-Client-Ip": "192.0.2.9"}) == "RATE_LIMITED" {
				limited++
			}
		}
		if limited != 15 {
			t.Errorf("%s: %d of 20 were limited, want 15", name, limited)
		}
	}
	s := apptest.Start(t, apptest.SQLite(t), "ATTEMPTS_PER_ADDRESS=5", "TRUSTED_PROXIES=127.0.0.0/8,10.0.0.0/8")
	limited := func(forwarded func(int) string) (n int) {
		for i := range 20 {
			if signInFrom(t, s, map[string]string{"X-Forwarded-For": forwarded(i)}) == "RATE_LIMITED" {
				n++
			}
		}
		return n
	}
	made := func(i int) string { return "203.0.113." + string(rune('0'+i%10)) + ", " }
	for about, c := range map[string]struct {
		forwarded func(int) string
		limited   int
	}{
		"behind the proxy":             {func(int) string { return "192.0.2.1" }, 15},
		"made up before it":            {func(i int) string { return made(i) + "192.0.2.2" }, 15},
		"made up, and two proxies":     {func(i int) string { return made(i) + "192.0.2.3, 10.1.2.3" }, 15},
		"no address before it":         {func(i int) string { return made(i) + "nonsense" }, 15},
		"IPv6 of one subscriber":       {func(i int) string { return "2001:db8::" + string(rune('a'+i%6)) }, 15},
		"different people":             {func(i int) string { return "198.51.100." + string(rune('0'+i/4)) }, 0},
		"a mapped address is the same": {func(i int) string { return []string{"192.0.2.77", "::ffff:192.0.2.77"}[i%2] }, 15},
	} {
		if n := limited(c.forwarded); n != c.limited {
			t.Errorf("%s: %d of 20 were limited, want %d", about, n, c.limited)
		}
	}
}
