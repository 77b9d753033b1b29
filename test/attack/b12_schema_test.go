package attack

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"erikti/ent/rule"
	"erikti/internal/apptest"
)

// The schema is public. Where the operator turns that off, it is told to those who run
// the platform alone, in no way to others, and the pages can know.
func TestB12_WhoIsToldTheSchema(t *testing.T) {
	on := apptest.Start(t, apptest.SQLite(t))
	off := apptest.Start(t, apptest.SQLite(t), "INTROSPECTION=off")
	admin, _ := organizer(off, "platform")
	ctx, client := rule.System(context.Background()), off.App.Store().Client
	me := admin.Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")
	client.PlatformGrant.Create().SetVolunteerID(me).SetRole("PLATFORM_ADMIN").ExecX(ctx)
	someone := off.Register(t, "someone")

	for about, document := range map[string]string{
		"the standard question": introspection,
		"a type":                `{ __type(name: "Event") { name fields { name } } }`,
		"in a fragment":         `{ ...f } fragment f on Query { ... { a: __schema { types { name } } } }`,
		"beside others":         `{ directions { id } __schema { queryType { name } } }`,
	} {
		on.As("").Do(t, document, nil)
		admin.Do(t, document, nil)
		for _, c := range []*apptest.Client{off.As(""), someone} {
			if a := c.Ask(t, document, nil); a.Code() != "FORBIDDEN" || len(a.Data) > 0 || strings.Contains(string(a.Body), "EventWhereInput") {
				t.Errorf("%s: %.300s", about, a.Body)
			}
		}
	}
	off.As("").Do(t, `{ directions { __typename id } }`, nil) // the name of what one sees is no secret
	for s, want := range map[*apptest.Server]bool{on: true, off: false} {
		if about := about(t, s); about["introspection"] != want || about["anyDocument"] != true {
			t.Errorf("the pages are told %v", about)
		}
	}
}

func about(t *testing.T, s *apptest.Server) map[string]any {
	t.Helper()
	r, err := http.Get(s.URL + "/about.json")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close() //nolint:errcheck // read to the end
	about := map[string]any{}
	if err := json.NewDecoder(r.Body).Decode(&about); err != nil {
		t.Fatal(err)
	}
	return about
}

// Words of validation guess no names of a schema that is not told.
func TestB13_NoNamesAreGuessed(t *testing.T) {
	on := apptest.Start(t, apptest.SQLite(t))
	off := apptest.Start(t, apptest.SQLite(t), "INTROSPECTION=off")
	for document, name := range map[string]string{
		`{ event }`:                          "events",
		`{ events(firs: 1) { totalCount } }`: "first",
		`{ events(where: {titleContainsFol: "a"}) { totalCount } }`: "titleContainsFold",
		`{ events { edges { node { startAt } } } }`:                 "startsAt",
		`{ events }`: "EventConnection",
		`query($a: EventWhereInpu) { events(where: $a) { totalCount } }`:               "EventWhereInput",
		`{ networkStats(direction: SOCIA) { asOf } }`:                                  "SOCIAL",
		`{ node(id: "a") { ... on Evnt { id } } }`:                                     "Event",
		`{ directions { id @inclde(if: true) } }`:                                      "include",
		`mutation { updateShift(input: {shiftId: "a", capacty: 1}) { shift { id } } }`: "capacity",
	} {
		if a := on.As("").Ask(t, document, nil); a.Code() != "BAD_REQUEST" && a.Code() != "BAD_USER_INPUT" {
			t.Errorf("%s: %s", document, a.Body)
		}
		a := off.As("").Ask(t, document, nil)
		if a.Code() != "BAD_REQUEST" && a.Code() != "BAD_USER_INPUT" || strings.Contains(string(a.Body), name) || strings.Contains(string(a.Body), "Did you mean") {
			t.Errorf("%s: %s", document, a.Body)
		}
	}
	if a := on.As("").Ask(t, `{ event }`, nil); !strings.Contains(string(a.Body), "events") {
		t.Errorf("where the schema is told, a name is suggested: %s", a.Body)
	}
}
