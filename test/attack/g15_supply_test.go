package attack

import (
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"erikti/internal/apptest"
)

const root = "../.."

// ours walks the files of the project that people write or build, without what is
// installed beside them.
func ours(t *testing.T, visit func(path, name string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == ".git") {
			return filepath.SkipDir
		}
		if !entry.IsDir() {
			visit(path, entry.Name())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// What is built from is named exactly, with a checksum, and no address to load it
// from: that is for whoever builds to say.
func TestG15_DependenciesAreExact(t *testing.T) {
	exact := regexp.MustCompile(`^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?(\+incompatible)?$`)
	sums, inBlock, direct := read(t, root+"/go.sum"), false, 0
	for _, line := range strings.Split(read(t, root+"/go.mod"), "\n") {
		words := strings.Fields(line)
		switch {
		case len(words) > 0 && words[0] == "replace", len(words) > 0 && words[0] == "exclude":
			t.Errorf("go.mod: %s", line)
		case strings.HasPrefix(line, "require ("):
			inBlock = true
		case line == ")":
			inBlock = false
		case inBlock && len(words) >= 2:
			direct++
			if !exact.MatchString(words[1]) {
				t.Errorf("go.mod: %s", line)
			}
			if !strings.Contains(sums, words[0]+" "+words[1]+"/go.mod h1:") {
				t.Errorf("go.sum does not have %s %s", words[0], words[1])
			}
		}
	}
	if direct < 20 {
		t.Errorf("%d modules", direct)
	}
	locks := 0
	ours(t, func(path, name string) {
		switch {
		case name == "package.json":
			packagesAreExact(t, path)
		case name == "package-lock.json":
			locks++
			lockIsWhole(t, path)
		case strings.HasPrefix(path, root+"/scripts/") && strings.Contains(read(t, path), "@latest"):
			t.Errorf("%s runs the latest of something", path)
		}
	})
	if locks == 0 {
		t.Error("no lock file")
	}
}

func packagesAreExact(t *testing.T, path string) {
	t.Helper()
	var p struct{ Dependencies, DevDependencies, OptionalDependencies map[string]string }
	if err := json.Unmarshal([]byte(read(t, path)), &p); err != nil {
		t.Fatal(err)
	}
	exact := regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$`)
	for _, list := range []map[string]string{p.Dependencies, p.DevDependencies, p.OptionalDependencies} {
		for name, version := range list {
			if !exact.MatchString(version) {
				t.Errorf("%s: %s %s", path, name, version)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(path), "package-lock.json")); err != nil {
		t.Errorf("%s has no lock file", path)
	}
}

func lockIsWhole(t *testing.T, path string) {
	t.Helper()
	var lock struct {
		Packages map[string]struct {
			Version, Resolved, Integrity string
			Link, InBundle               bool
		}
	}
	if err := json.Unmarshal([]byte(read(t, path)), &lock); err != nil {
		t.Fatal(err)
	}
	if len(lock.Packages) < 2 {
		t.Errorf("%s: %d packages", path, len(lock.Packages))
	}
	for name, p := range lock.Packages {
		if p.Resolved != "" {
			t.Errorf("%s says where %s is loaded from", path, name)
		}
		if name != "" && !p.Link && !p.InBundle && !strings.HasPrefix(p.Integrity, "sha512-") {
			t.Errorf("%s has no checksum of %s", path, name)
		}
	}
}

// loads finds addresses of other hosts that a page, a style or a script loads from:
// not those in comments, links for people, and names of schemas.
var loads = []*regexp.Regexp{
	regexp.MustCompile(`(?i)<(?:script|img|iframe|link|source|audio|video|embed|object|form)\b[^>]*\b(?:src|href|data|action|srcset)\s*=\s*["']?(?:https?:)?//[^"'\s>]+`),
	regexp.MustCompile(`(?i)url\(\s*["']?(?:https?:)?//[^)"']+`),
	regexp.MustCompile(`(?i)@import\s+["'](?:https?:)?//[^"']+`),
	regexp.MustCompile(`\b(?:import|from)\s*\(?\s*["'\x60](?:https?:)?//[^"'\x60]+`),
	regexp.MustCompile(`\b(?:importScripts|fetch|open|sendBeacon|WebSocket|EventSource|Worker|SharedWorker)\(\s*["'\x60](?:https?:|wss?:)?//[^"'\x60]+`),
	regexp.MustCompile(`\.(?:src|href|action)\s*=\s*["'\x60](?:https?:)?//[^"'\x60]+`),
}

func thirdParties(content string) []string {
	var found []string
	for at := 0; ; at += 2 {
		next := strings.Index(content[at:], "//")
		if next < 0 {
			return found
		}
		at += next
		around := content[max(0, at-300):min(len(content), at+100)] // built files are large
		for _, pattern := range loads {
			found = append(found, pattern.FindAllString(around, -1)...)
		}
	}
}

func TestG15_WhatIsFoundToLoadFromOthers(t *testing.T) {
	for _, content := range []string{
		`<script src="https://cdn.example/x.js">`, `<script crossorigin src=//cdn.example/x.js>`, `<link rel="stylesheet" href='http://a.example'>`,
		`a{background:url(https://a.example/x.png)}`, `@import "https://a.example/x.css";`, "import(`https://a.example/x.js`)",
		`import x from"https://a.example/x.js"`, `fetch("https://a.example")`, `new Worker("//a.example/w.js")`, `s.src="https://a.example/x.js"`,
	} {
		if len(thirdParties(content)) == 0 {
			t.Errorf("not found: %s", content)
		}
	}
	for _, content := range []string{
		`/* see https://a.example */`, `<a href="https://a.example">`, `xmlns="http://www.w3.org/2000/svg"`, `"$schema":"http://json-schema.org/x"`,
		`<script src="/assets/x.js">`, `import("./x.js")`, `url(/assets/x.ttf)`, `fetch("/graphql")`,
	} {
		if found := thirdParties(content); len(found) > 0 {
			t.Errorf("found %q in %s", found, content)
		}
	}
}

// Pages load from this host only, those that are built and those that are written.
func TestG15_PagesLoadNothingFromOthers(t *testing.T) {
	ours(t, func(path, name string) {
		switch filepath.Ext(name) {
		case ".html", ".css", ".js", ".svg", ".mjs":
			if strings.Contains(path, "/web/") || filepath.Ext(name) == ".html" {
				for _, address := range thirdParties(read(t, path)) {
					if strings.Contains(path, "/examples/") && strings.Contains(address, "//127.0.0.1:8080/") {
						continue // a page of somebody else's, which loads from here
					}
					t.Errorf("%s loads %.200s", path, address)
				}
			}
		}
	})
	s := apptest.Start(t, apptest.SQLite(t))
	for _, page := range []string{"/", "/playground/", "/setup?token=x"} {
		r, err := http.Get(s.URL + page)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r.Body)
		_ = r.Body.Close()
		if err != nil || r.StatusCode != http.StatusOK {
			t.Errorf("%s: %d %v", page, r.StatusCode, err)
		}
		for _, address := range thirdParties(string(body)) {
			t.Errorf("%s loads %.200s", page, address)
		}
		policy := r.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "http:") || strings.Contains(policy, "https:") ||
			strings.Contains(policy, "*") || strings.Contains(policy, "'unsafe-eval'") {
			t.Errorf("%s: %s", page, policy)
		}
		for _, host := range regexp.MustCompile(`wss?://([^ ;]+)`).FindAllStringSubmatch(policy, -1) {
			if host[1] != strings.TrimPrefix(s.URL, "http://") {
				t.Errorf("%s may connect to %s", page, host[1])
			}
		}
	}
}
