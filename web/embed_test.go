package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

const script = "/assets/app-B2mcbokl.js"

func builtPages() fstest.MapFS {
	pages := fstest.MapFS{}
	for file, content := range map[string]string{
		".keep":                          "",
		"app/index.html":                 "<title>app</title>",
		"app/index.html.br":              "app as br",
		"app/index.html.gz":              "app as gzip",
		"playground/index.html":          "<title>playground</title>",
		"assets/app-B2mcbokl.js":         "console.log(1)",
		"assets/app-B2mcbokl.js.br":      "script as br",
		"assets/app-B2mcbokl.js.gz":      "script as gzip",
		"widget.js":                      "customElements",
		"assets/icon-BU1Yg54_.svg":       "<svg/>",
		"assets/secret-not-for-sale.txt": "not a kind of file that is served",
	} {
		pages[file] = &fstest.MapFile{Data: []byte(content)}
	}
	return pages
}

func get(t *testing.T, handler http.Handler, path string, headers ...string) (*http.Response, string) {
	t.Helper()
	return request(t, handler, http.MethodGet, path, headers...)
}

func request(t *testing.T, handler http.Handler, method, path string, headers ...string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(method, "http://erikti.example:8080/", nil)
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(path, "?") // as they stand: NewRequest would refuse or clean the odd ones
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, r)
	response := recorder.Result()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func TestPages(t *testing.T) {
	site := newHandler(builtPages())
	for path, want := range map[string]struct{ body, mimeType, cache string }{
		"/":                         {"<title>app</title>", "text/html; charset=utf-8", "no-cache"},
		"/regions/KZ-55":            {"<title>app</title>", "text/html; charset=utf-8", "no-cache"},
		"/directions/SOCIAL":        {"<title>app</title>", "text/html; charset=utf-8", "no-cache"},
		"/playground/":              {"<title>playground</title>", "text/html; charset=utf-8", "no-cache"},
		script:                      {"console.log(1)", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		"/assets/icon-BU1Yg54_.svg": {"<svg/>", "image/svg+xml", "public, max-age=31536000, immutable"},
	} {
		response, body := get(t, site, path)
		if response.StatusCode != http.StatusOK || body != want.body {
			t.Errorf("GET %s: %d %q, want 200 %q", path, response.StatusCode, body, want.body)
		}
		if got := response.Header.Get("Content-Type"); got != want.mimeType {
			t.Errorf("GET %s: Content-Type %q, want %q", path, got, want.mimeType)
		}
		if got := response.Header.Get("Cache-Control"); got != want.cache {
			t.Errorf("GET %s: Cache-Control %q, want %q", path, got, want.cache)
		}
	}
}

func TestPlaygroundWithoutSlash(t *testing.T) {
	for name, handler := range map[string]http.Handler{"built": newHandler(builtPages()), "not built": newHandler(fstest.MapFS{})} {
		response, _ := get(t, handler, "/playground")
		if got := response.Header.Get("Location"); response.StatusCode != http.StatusPermanentRedirect || got != "/playground/" {
			t.Errorf("%s: %d to %q", name, response.StatusCode, got)
		}
	}
}

func TestNotFound(t *testing.T) {
	for name, handler := range map[string]http.Handler{"built": newHandler(builtPages()), "not built": newHandler(fstest.MapFS{})} {
		for _, path := range []string{
			"/nothing", "/assets/", "/assets/nothing.js", "/app/", "/app/index.html", "/playground/index.html",
			"/.keep", "/assets/secret-not-for-sale.txt", script + ".br", script + "/", "/favicon.ico",
			"/regions/", "/regions/KZ-55/", "/regions/KZ-5", "/regions/..", "/directions/social", "/../embed.go", "/assets/../app/index.html", "//", "/assets/..%2fapp/index.html", "\\assets\\", "",
		} {
			response, _ := get(t, handler, path)
			if response.StatusCode != http.StatusNotFound {
				t.Errorf("%s: GET %q: %d, want 404", name, path, response.StatusCode)
			}
			if got := response.Header.Get("Cache-Control"); got != "no-cache" {
				t.Errorf("%s: GET %q: Cache-Control %q, want no-cache", name, path, got)
			}
		}
	}
}

// A person who follows a wrong address is told so by a page, a program by the status alone; neither keeps it.
func TestNotFoundForPeople(t *testing.T) {
	site := newHandler(builtPages())
	home, _ := get(t, site, "/")
	response, body := get(t, site, "/nothing", "Accept", "text/html,*/*;q=0.8", "If-None-Match", home.Header.Get("ETag"))
	if response.StatusCode != http.StatusNotFound || body != "<title>app</title>" {
		t.Errorf("%d %q, want 404 with the page", response.StatusCode, body)
	}
	if got := response.Header.Get("Cache-Control"); got != "no-cache" {
		t.Errorf("Cache-Control %q", got)
	}
	response, body = get(t, site, "/assets/nothing.js", "Accept", "text/html,*/*;q=0.8")
	if response.StatusCode != http.StatusNotFound || strings.Contains(body, "<title>") {
		t.Errorf("a script that is not there: %d %q", response.StatusCode, body)
	}
}

func TestSecurityHeaders(t *testing.T) {
	const rest = "img-src 'self' data:; font-src 'self'; " +
		"connect-src 'self' ws://erikti.example:8080 wss://erikti.example:8080; "
	const end = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
	strict := "default-src 'none'; script-src 'self'; style-src 'self'; " + rest + "worker-src 'self'; " + end
	playground := "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " + rest + "worker-src 'self' blob:; " + end
	for name, handler := range map[string]http.Handler{"built": newHandler(builtPages()), "not built": newHandler(fstest.MapFS{})} {
		for path, policy := range map[string]string{
			"/": strict, script: strict, "/nothing": strict, "/playground/nothing": strict, "/playground/": playground,
		} {
			response, _ := get(t, handler, path)
			for header, want := range map[string]string{
				"Content-Security-Policy": policy,
				"X-Content-Type-Options":  "nosniff",
				"Referrer-Policy":         "same-origin",
			} {
				if got := response.Header.Get(header); got != want {
					t.Errorf("%s: GET %s: %s\n got %q\nwant %q", name, path, header, got, want)
				}
			}
		}
	}
}

// Pages of other sites load the widget, and nothing else.
func TestWidgetIsForOtherSites(t *testing.T) {
	site := newHandler(builtPages())
	for path, want := range map[string]string{"/widget.js": "*", "/": "", script: "", "/events": ""} {
		response, _ := get(t, site, path)
		if got := response.Header.Get("Access-Control-Allow-Origin"); got != want {
			t.Errorf("GET %s: Access-Control-Allow-Origin %q, want %q", path, got, want)
		}
		if got := response.Header.Get("Cross-Origin-Resource-Policy"); (got == "cross-origin") != (want == "*") {
			t.Errorf("GET %s: Cross-Origin-Resource-Policy %q", path, got)
		}
	}
}

func TestHostStaysOutOfThePolicy(t *testing.T) {
	for host, want := range map[string]string{
		"localhost:8080":                "connect-src 'self' ws://localhost:8080 wss://localhost:8080;",
		"[::1]:8080":                    "connect-src 'self' ws://[::1]:8080 wss://[::1]:8080;",
		"a.example;script-src *":        "connect-src 'self';",
		"a.example 'unsafe-inline'":     "connect-src 'self';",
		"a.example,default-src *":       "connect-src 'self';",
		"*":                             "connect-src 'self';",
		"":                              "connect-src 'self';",
		"a.example\n; script-src *; x ": "connect-src 'self';",
	} {
		if got := contentPolicy("/", host, "'none'"); !strings.Contains(got, want) {
			t.Errorf("host %q: %q has no %q", host, got, want)
		}
	}
}

func TestNegotiation(t *testing.T) {
	site := newHandler(builtPages())
	for accept, want := range map[string]struct{ encoding, body string }{
		"":                            {"", "console.log(1)"},
		"identity":                    {"", "console.log(1)"},
		"deflate":                     {"", "console.log(1)"},
		"gzip":                        {"gzip", "script as gzip"},
		"gzip, deflate, br, zstd":     {"br", "script as br"},
		"GZIP;q=0.5, BR;q=0.1":        {"br", "script as br"},
		"br;q=0, gzip":                {"gzip", "script as gzip"},
		"br; q=0.0, gzip; q=0":        {"", "console.log(1)"},
		"*":                           {"br", "script as br"},
		"br;q=0, *":                   {"gzip", "script as gzip"},
		"*;q=0":                       {"", "console.log(1)"},
		"br;q=nonsense, gzip;level=1": {"gzip", "script as gzip"},
		"brotli":                      {"", "console.log(1)"},
	} {
		response, body := get(t, site, script, "Accept-Encoding", accept)
		if got := response.Header.Get("Content-Encoding"); got != want.encoding || body != want.body {
			t.Errorf("Accept-Encoding %q: %q %q, want %q %q", accept, got, body, want.encoding, want.body)
		}
		if got := response.Header.Get("Vary"); got != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: Vary %q", accept, got)
		}
		if got := response.ContentLength; got != int64(len(want.body)) {
			t.Errorf("Accept-Encoding %q: Content-Length %d, want %d", accept, got, len(want.body))
		}
		if got := response.Header.Get("Content-Type"); got != "text/javascript; charset=utf-8" {
			t.Errorf("Accept-Encoding %q: Content-Type %q", accept, got)
		}
	}
}

func TestRangeIsOfThePlainFile(t *testing.T) {
	response, body := get(t, newHandler(builtPages()), script, "Accept-Encoding", "br", "Range", "bytes=0-6")
	if response.StatusCode != http.StatusPartialContent || body != "console" || response.Header.Get("Content-Encoding") != "" {
		t.Errorf("%d %q %q", response.StatusCode, body, response.Header.Get("Content-Encoding"))
	}
}

func TestRevalidation(t *testing.T) {
	site := newHandler(builtPages())
	plain, _ := get(t, site, "/")
	compressed, _ := get(t, site, "/", "Accept-Encoding", "br")
	if plain.Header.Get("ETag") == compressed.Header.Get("ETag") {
		t.Error("two forms of a page have one ETag")
	}
	response, body := get(t, site, "/", "Accept-Encoding", "br", "If-None-Match", compressed.Header.Get("ETag"))
	if response.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("the same page: %d %q, want 304", response.StatusCode, body)
	}
	changed := builtPages()
	changed["app/index.html"] = &fstest.MapFile{Data: []byte("<title>new</title>")}
	response, _ = get(t, newHandler(changed), "/", "If-None-Match", plain.Header.Get("ETag"))
	if response.StatusCode != http.StatusOK {
		t.Errorf("a changed page: %d, want 200", response.StatusCode)
	}
}

func TestMethods(t *testing.T) {
	for name, handler := range map[string]http.Handler{"built": newHandler(builtPages()), "not built": newHandler(fstest.MapFS{})} {
		response, body := request(t, handler, http.MethodHead, "/")
		if response.StatusCode != http.StatusOK || body != "" {
			t.Errorf("%s: HEAD /: %d %q", name, response.StatusCode, body)
		}
		response, _ = request(t, handler, http.MethodPost, "/")
		if got := response.Header.Get("Allow"); response.StatusCode != http.StatusMethodNotAllowed || got != "GET, HEAD" {
			t.Errorf("%s: POST /: %d, Allow %q", name, response.StatusCode, got)
		}
	}
}

func TestNotBuilt(t *testing.T) {
	pages := fstest.MapFS{".keep": &fstest.MapFile{}}
	if built(pages) || !built(builtPages()) {
		t.Fatal("built does not tell the two apart")
	}
	for _, path := range []string{"/", "/playground/"} {
		response, body := get(t, newHandler(pages), path)
		if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("GET %s: %d %q", path, response.StatusCode, response.Header.Get("Content-Type"))
		}
		for _, want := range []string{`lang="kk"`, `lang="ru"`, `lang="en"`, "/graphql", "make run"} {
			if !strings.Contains(body, want) {
				t.Errorf("GET %s: no %q", path, want)
			}
		}
	}
}

func TestEmbedded(t *testing.T) {
	response, _ := get(t, Handler(), "/")
	if response.StatusCode != http.StatusOK {
		t.Errorf("GET /: %d", response.StatusCode)
	}
	if !Built() {
		t.Skip("the pages are not built")
	}
	response, body := get(t, Handler(), "/playground/")
	if response.StatusCode != http.StatusOK || !strings.Contains(body, "/assets/") {
		t.Errorf("GET /playground/: %d %q", response.StatusCode, body)
	}
}
