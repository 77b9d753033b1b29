package web

import "net/http"

// refuseMethod answers everything but GET and HEAD, and reports whether it did.
func refuseMethod(w http.ResponseWriter, r *http.Request) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return false
	}
	w.Header().Set("Allow", "GET, HEAD")
	http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
	return true
}

// redirectToPlayground adds the slash that was left out, and reports whether it did. A fragment, where links to the
// playground carry their query, survives a redirect in every browser.
func redirectToPlayground(w http.ResponseWriter, r *http.Request) bool {
	if r.URL.Path+"/" != playgroundPath {
		return false
	}
	http.Redirect(w, r, playgroundPath, http.StatusPermanentRedirect)
	return true
}

func notFound(w http.ResponseWriter) {
	w.Header().Set("Cache-Control", "no-cache")
	http.Error(w, "404 page not found", http.StatusNotFound)
}
