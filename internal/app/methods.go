package app

import (
	"net/http"
	"slices"
	"strings"
)

// The methods of routes, as Allow says them.
const (
	read     = "GET, HEAD"
	gotten   = "GET" // it begins something
	postedTo = "GET, HEAD, POST"
	itself   = "" // it answers every method
)

// only lets methods through, and tells what is another one which they are.
func only(methods string, h http.Handler) http.Handler {
	if methods == itself {
		return h
	}
	all := strings.Split(methods, ", ")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains(all, r.Method) {
			w.Header().Set("Allow", methods)
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		h.ServeHTTP(w, r)
	})
}
