package account

import (
	"net/url"
	"strings"
)

// longestPath bounds where a page goes on, in bytes.
const longestPath = 500

// LocalPath returns the path of this site that a text is, "/" for what is none, leads
// elsewhere, or would for some browser.
func LocalPath(s string) string {
	if !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || len(s) > longestPath ||
		strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == '\\' || r == '#' || r >= 0x7f }) {
		return "/"
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" ||
		strings.HasPrefix(u.Path, "//") || strings.ContainsFunc(u.Path, func(r rune) bool { return r < ' ' || r == '\\' }) ||
		strings.Contains(u.Path, "/..") || strings.Contains(u.Path, "/./") {
		return "/"
	}
	return s
}
