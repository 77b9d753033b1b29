package app

import (
	"net/http"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/internal/calendar"
	"erikti/internal/lang"
	"erikti/internal/viewer"
)

// calendarOf answers /events/ID.ics and /shifts/ID.ics: what is public of them, as nobody in particular. Other addresses
// under these folders are the pages'.
func (a *App) calendarOf(pages http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		folder, file, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		id, ok := strings.CutSuffix(file, calendar.File)
		if !ok {
			pages.ServeHTTP(w, r)
			return
		}
		q := a.store.Client.Shift.Query().Where(shift.HasEvent())
		if folder == "events" {
			q = q.Where(shift.HasEventWith(event.ID(id)))
		} else {
			q = q.Where(shift.ID(id))
		}
		shifts, err := q.WithEvent().Order(gen.Asc(shift.FieldStartsAt)).All(viewer.With(r.Context(), nil))
		switch {
		case err != nil:
			http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
			return
		case len(shifts) == 0:
			http.NotFound(w, r)
			return
		}
		l := lang.FromContext(r.Context())
		if asked := r.URL.Query().Get("lang"); asked != "" {
			l = lang.Match(asked)
		}
		w.Header().Set("Cache-Control", "no-cache")
		sendCalendar(w, calendar.Of(l, a.url(), shifts, time.Now()))
	})
}

// calendarFeed answers the secret address at which a calendar reads the places of a
// person. An address that is none, was ended or made anew is not told apart.
func (a *App) calendarFeed(w http.ResponseWriter, r *http.Request) {
	token, ok := strings.CutSuffix(r.PathValue("file"), calendar.File)
	if !ok {
		http.NotFound(w, r)
		return
	}
	file, known, err := a.feeds.Read(r.Context(), token, a.url())
	switch {
	case err != nil:
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
	case !known:
		http.NotFound(w, r)
	default:
		w.Header().Set("Cache-Control", "private, no-store")
		sendCalendar(w, file)
	}
}

func sendCalendar(w http.ResponseWriter, file string) {
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="erikti.ics"`)
	_, _ = w.Write([]byte(file)) // a reader that left needs no file
}
