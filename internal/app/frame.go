package app

import (
	"log/slog"
	"net/http"

	"erikti/internal/organization"
	"erikti/web"
)

// signUpFrame lets the page on which one signs up for a shift stand in a frame of the
// sites of the event's organization, exactly those. All other pages stand in none.
func (a *App) signUpFrame(page http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var sites []string
		if shift := r.URL.Query().Get("shift"); shift != "" && len(shift) <= 100 {
			var err error
			if sites, err = organization.FramingSites(r.Context(), a.store.Client, shift); err != nil {
				// It still works in a window of its own.
				slog.WarnContext(r.Context(), "looking up the sites of a shift", "error", err)
			}
		}
		page.ServeHTTP(w, web.WithFramingSites(r, sites))
	})
}
