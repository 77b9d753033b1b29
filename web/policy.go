package web

import (
	"context"
	"net/http"
	"regexp"
	"strings"
)

// playgroundPath is the one route with a wider policy: its editor writes style elements and may start workers from
// blobs. Scripts come from this host only, there too.
const playgroundPath = "/playground/"

// widgetPath is the one script that pages of other sites load.
const widgetPath = "/widget.js"

// SignUpPath is the one page that may stand in frames: of the sites that its request
// names.
const SignUpPath = "/widget/sign-up"

type framingSites struct{}

// WithFramingSites names the sites, as origins, that may frame the answer to a request:
// of SignUpPath only.
func WithFramingSites(r *http.Request, origins []string) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), framingSites{}, origins))
}

// ancestors are who may frame the answer to a request.
func ancestors(r *http.Request) string {
	origins, _ := r.Context().Value(framingSites{}).([]string)
	if r.URL.Path != SignUpPath || len(origins) == 0 {
		return "'none'"
	}
	return strings.Join(origins, " ")
}

var hostPort = regexp.MustCompile(`^([0-9A-Za-z.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]+)?$`)

func setSecurityHeaders(header http.Header, r *http.Request) {
	path := r.URL.Path
	header.Set("Content-Security-Policy", contentPolicy(path, r.Host, ancestors(r)))
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	if path == SignUpPath {
		// A page that isolates itself (COEP) frames only what says it may be.
		header.Set("Cross-Origin-Resource-Policy", "cross-origin")
		header.Set("Cross-Origin-Embedder-Policy", "require-corp")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
	}
	if path == widgetPath {
		// Any page may load the widget; whose sockets are answered is another matter.
		header.Set("Cross-Origin-Resource-Policy", "cross-origin")
		header.Set("Access-Control-Allow-Origin", "*")
	}
}

func contentPolicy(path, host, ancestors string) string {
	// The service worker of notices.
	styles, workers := "style-src 'self'", "worker-src 'self'"
	if path == SignUpPath {
		workers = "worker-src 'none'"
	}
	if path == playgroundPath {
		styles, workers = "style-src 'self' 'unsafe-inline'", "worker-src 'self' blob:"
	}
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self'",
		styles,
		"img-src 'self' data:",
		"font-src 'self'",
		"connect-src 'self'" + socketSources(host),
		workers,
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors " + ancestors,
	}, "; ")
}

// socketSources names this host's WebSocket origins, because older browsers do not count them as 'self'. Both schemes,
// as a proxy in front may end TLS. The host is the client's word: what is not plainly a host stays out of the policy.
func socketSources(host string) string {
	if !hostPort.MatchString(host) {
		return ""
	}
	return " ws://" + host + " wss://" + host
}
