package app

import (
	"html/template"
	"net/http"
)

// showPage writes a page of the server's own: nothing of it is kept, framed, or
// loads from elsewhere, and its address, which may hold a secret, is told to nobody.
func showPage(w http.ResponseWriter, status int, page *template.Template, data any) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
	w.WriteHeader(status)
	_ = page.Execute(w, data) // a reader that left needs no page
}
