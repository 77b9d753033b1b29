package web

import (
	"net/http"
	"regexp"
	"strings"
)

// playgroundPath is the one route with a wider policy: its editor writes style elements and may start workers from
// blobs. Scripts come from this host only, there too.
const playgroundPath = "/playground/"

// widgetPath is the one script that pages of other sites load.
const widgetPath = "/widget.js"

var hostPort = regexp.MustCompile(`^([0-9A-Za-z.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]+)?$`)

func setSecurityHeaders(header http.Header, path, host string) {
	header.Set("Content-Security-Policy", contentPolicy(path, host))
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	if path == widgetPath {
		// Any page may load the widget; whose sockets are answered is another matter.
		header.Set("Cross-Origin-Resource-Policy", "cross-origin")
		header.Set("Access-Control-Allow-Origin", "*")
	}
}

func contentPolicy(path, host string) string {
	styles, workers := "style-src 'self'", "worker-src 'none'"
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
		"frame-ancestors 'none'",
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
