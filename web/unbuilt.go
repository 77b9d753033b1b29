package web

import (
	_ "embed"
	"net/http"
	"strings"
	"time"
)

//go:embed unbuilt.html
var unbuiltPage string

// unbuiltSite stands in for the pages in a server that was built without Node: it says so, and where the API is.
func unbuiltSite() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setSecurityHeaders(w.Header(), r)
		if refuseMethod(w, r) || redirectToPlayground(w, r) {
			return
		}
		if !isPage(r.URL.Path) && r.URL.Path != playgroundPath {
			notFound(w)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Cache-Control", "no-cache")
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(unbuiltPage))
	})
}
