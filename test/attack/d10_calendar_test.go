package attack

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"erikti/internal/apptest"
)

// A calendar file holds what everyone may see: a draft's is not there, whoever asks, and a file names no person.
func TestD10_CalendarFilesHoldWhatIsPublic(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	host, organization := s.Organizer(t, "host")
	event, shift := host.Shift(t, organization, 2, 5)
	const create = `mutation($in: CreateEventInput!) { createEvent(input: $in) { event { id shifts { id } } userErrors { code } } }`
	draft := host.Do(t, create, apptest.Input(
		"organizationId", organization, "title", map[string]any{"en": canary}, "directions", []string{"SOCIAL"},
		"startsAt", "2099-03-22T05:00:00Z", "endsAt", "2099-03-22T09:00:00Z", "timeZone", "Asia/Almaty",
		"shifts", []any{map[string]any{
			"title": map[string]any{"en": canary}, "startsAt": "2099-03-22T05:00:00Z", "endsAt": "2099-03-22T09:00:00Z", "capacity": 1,
		}},
	))
	for address, want := range map[string]int{
		"/events/" + event + ".ics":                                                 http.StatusOK,
		"/shifts/" + shift + ".ics":                                                 http.StatusOK,
		"/events/" + draft.Text("createEvent", "event", "id") + ".ics":              http.StatusNotFound,
		"/shifts/" + draft.Text("createEvent", "event", "shifts", 0, "id") + ".ics": http.StatusNotFound,
		"/events/evt_%27%20OR%201=1.ics":                                            http.StatusNotFound,
		"/shifts/.ics":                                                              http.StatusNotFound,
	} {
		for _, token := range []string{"", host.Token} {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+address, nil)
			if err != nil {
				t.Fatal(err)
			}
			if token != "" {
				r.Header.Set("Authorization", "Bearer "+token)
			}
			response, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(response.Body)
			_ = response.Body.Close()
			if err != nil {
				t.Fatal(err)
			}
			if response.StatusCode != want {
				t.Errorf("GET %s: %d, want %d", address, response.StatusCode, want)
			}
			if strings.Contains(string(body), canary) || strings.Contains(string(body), "ATTENDEE") {
				t.Errorf("GET %s: %s", address, body)
			}
		}
	}
}
