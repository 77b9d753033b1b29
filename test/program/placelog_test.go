package program

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"erikti/internal/app"
	"erikti/internal/apptest"
	"erikti/internal/option"
	"erikti/internal/pgtest"
)

const placeLog = `query($shift: ID!, $after: Int, $first: Int) { placeLog(shiftId: $shift, after: $after, first: $first) {
  length head lines { number kind message person mine volunteer { id givenName publicNumber } actor capacity confirmed held waitlisted hash } } }`

// The log of places: who runs the shift reads who it was, who was there with others
// reads numbers, nobody else reads anything.
func TestPlaceLog(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		foreign, _ := s.Organizer(t, "foreign")
		_, shift := organizer.Shift(t, org, 1, 9)
		in := map[string]any{"shift": shift}
		a, b, c, stranger := s.Register(t, "aisulu"), s.Register(t, "berik"), s.Register(t, "chingiz"), s.Register(t, "stranger")
		signup := took(t, a, shift)
		took(t, b, shift)
		took(t, c, shift)
		granted(t, a.Do(t, cancelSignup, apptest.Input("signupId", signup)), "cancelSignup")
		for who, client := range map[string]*apptest.Client{"a stranger": stranger, "another organizer": foreign, "a visitor": s.As("")} {
			if got := client.Do(t, placeLog, in); got.At("placeLog") != nil {
				t.Errorf("%s reads %s", who, got.Body)
			}
		}
		whole := organizer.Do(t, placeLog, in)
		kinds := []string{"BEGUN", "CONFIRMED", "QUEUED", "QUEUED", "CANCELLED", "CONFIRMED"}
		if whole.Number("placeLog", "length") != len(kinds) {
			t.Fatalf("%s", whole.Body)
		}
		names := []string{"", "aisulu", "berik", "chingiz", "aisulu", "berik"}
		for i, kind := range kinds {
			if whole.Text("placeLog", "lines", i, "kind") != kind || whole.Text("placeLog", "lines", i, "volunteer", "givenName") != names[i] {
				t.Errorf("line %d: %s", i+1, whole.Body)
			}
		}
		// Everyone may know the head.
		head := s.As("").Do(t, `query($id: ID!) { node(id: $id) { ... on Shift { placeLogHead } } }`, map[string]any{"id": shift}).Text("node", "placeLogHead")
		if head == "" || head != whole.Text("placeLog", "head") || head != whole.Text("placeLog", "lines", len(kinds)-1, "hash") {
			t.Errorf("the head %s: %s", head, whole.Body)
		}
		part := b.Do(t, placeLog, in)
		for i, person := range []int{0, 1, 2, 3, 1, 2} {
			mine, _ := part.At("placeLog", "lines", i, "mine").(bool)
			if part.Number("placeLog", "lines", i, "person") != person || mine != (person == 2) || part.At("placeLog", "lines", i, "volunteer") != nil {
				t.Errorf("line %d to a participant: %s", i+1, part.Body)
			}
		}
		for _, v := range rows(s).Volunteer.Query().AllX(system) {
			for _, secret := range []string{v.ID, v.GivenName, v.PublicNumber, fmt.Sprint(v.PersonNo), signup} {
				if strings.Contains(string(part.Body), `"`+secret) || strings.Contains(string(part.Body), secret+`"`) {
					t.Errorf("a participant reads %s: %s", secret, part.Body)
				}
			}
		}
		// Somebody who gave the place up was there too.
		if got := a.Do(t, placeLog, in); got.Number("placeLog", "length") != len(kinds) {
			t.Errorf("%s", got.Body)
		}
		// In parts: people keep their numbers.
		tail := c.Do(t, placeLog, map[string]any{"shift": shift, "after": 4, "first": 1})
		if tail.Number("placeLog", "lines", 0, "number") != 5 || tail.Number("placeLog", "lines", 0, "person") != 1 || tail.At("placeLog", "lines", 1) != nil {
			t.Errorf("%s", tail.Body)
		}
		for _, bad := range []map[string]any{
			{"shift": shift, "first": -1},
			{"shift": shift, "first": 101},
			{"shift": shift, "first": 1 << 30},
			{"shift": canary + "\x00"},
			{"shift": ""},
			{"shift": canary},
		} {
			got := b.Ask(t, placeLog, bad)
			withoutEcho(t, got)
			if code := got.Code(); got.At("placeLog") != nil || (bad["first"] == nil) == (code == "BAD_USER_INPUT") && bad["shift"] != canary+"\x00" {
				t.Errorf("%v: %s", bad, got.Body)
			}
		}
		for first, want := range map[int]bool{0: false, 2: true} {
			if got := b.Do(t, placeLog, map[string]any{"shift": shift, "after": -1 << 31, "first": first}); got.At("placeLog", "lines", 1) != nil != want {
				t.Errorf("%d lines: %s", first, got.Body)
			}
		}
		for locale, words := range map[string]string{"kk": "2", "ru": "2", "en": "Person 2 got a place."} {
			said := (&apptest.Client{Server: s, Token: b.Token, Locale: locale}).Do(t, placeLog, in)
			text := said.Text("placeLog", "lines", 5, "message")
			if !strings.Contains(text, "2") || strings.Contains(text, "{") || strings.Contains(text, "placelog") || (locale == "en" && text != words) {
				t.Errorf("%s: %q", locale, text)
			}
		}
	})
}

// erikti verify places ends with 0 when all is as the logs say, 1 when something was
// changed, and says what it wants when asked for something else.
func TestVerifyPlaces(t *testing.T) {
	t.Parallel()
	for name, database := range map[string]string{"sqlite": apptest.SQLite(t), "postgres": pgtest.URL(t)} {
		t.Run(name, func(t *testing.T) {
			verify := func(args ...string) (int, error) {
				opts, _, err := option.Parse(append(os.Environ(), "DATABASE_URL="+database), nil)
				if err != nil {
					t.Fatal(err)
				}
				return app.Commands["verify"].Run(context.Background(), opts, args)
			}
			s := apptest.Start(t, database)
			organizer, org := s.Organizer(t, "own")
			_, shift := organizer.Shift(t, org, 1, 9)
			took(t, s.Register(t, "a"), shift)
			if code, err := verify("places"); code != 0 || err != nil { // beside the server
				t.Errorf("%d, %v", code, err)
			}
			if _, err := s.App.Store().DB().Exec("UPDATE place_log_lines SET confirmed = 0 WHERE number = 2"); err != nil {
				t.Fatal(err)
			}
			if code, err := verify("places"); code != 1 || err != nil {
				t.Errorf("changed: %d, %v", code, err)
			}
			for _, args := range [][]string{nil, {"events"}, {"places", "more"}} {
				if _, err := verify(args...); err == nil {
					t.Errorf("%v: no advice", args)
				}
			}
		})
	}
}
