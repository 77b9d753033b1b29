package rights

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"erikti/internal/apptest"
	"erikti/internal/right"
)

// someID are ids of rows. Regions and directions are everybody's.
var someID = regexp.MustCompile(`^[a-z]{2,4}_[0-9a-f]{8}-[0-9a-f-]{27}$`)

const nobodys = "00000000-0000-7000-8000-000000000000"

// oftenEnough is how often two refusals are compared again that differ: a difference
// that tells something is there each time.
const oftenEnough = 3

// What is somebody else's takes the same statements as what does not exist, whatever
// mutation asks for it: not the time either tells the two apart.
func TestD2_RefusalsTakeTheSameStatements(t *testing.T) {
	t.Parallel()
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		t.Parallel()
		s, statements := apptest.StartCounted(t, url, "MAX_COST=0", "SMS_WEBHOOK_URL=http://127.0.0.1:1/", "SMS_WEBHOOK_PRIVATE=on",
			"MESSAGES_PER_CONTACT=0", "GUESTS_PER_ADDRESS=0", "GUESTS_PER_CONTACT=0")
		w := newWorld(t, s)
		compared := 0
		for _, field := range rootFields() {
			r, ok := recipes[field]
			if !ok || r.of == "nobody" || strings.HasPrefix(field, "Subscription.") {
				continue
			}
			for _, asker := range []right.Asker{right.Person, right.Admin} {
				p := w.askers[asker]
				document, variables := r.call(one{world: w, side: w.sides[1], whose: w.somebody, asker: p})
				unknown, found := w.unknown(p, variables)
				if !found {
					continue // everybody sees all that is named
				}
				ask := func(variables map[string]any) (*apptest.Answer, map[string]int) {
					statements.Take()
					a := p.Ask(t, document, variables)
					return a, kinds(statements.Take())
				}
				ask(unknown) // what is read once, such as statements that are kept
				foreign, of := ask(variables)
				none, than := ask(unknown)
				for range oftenEnough { // a transaction that met another was begun again
					if maps.Equal(of, than) {
						break
					}
					foreign, of = ask(variables)
					none, than = ask(unknown)
				}
				if foreign.Text("at", "userErrors", 0, "code")+foreign.Code() != none.Text("at", "userErrors", 0, "code")+none.Code() {
					continue // not refused, or told apart by right: D1 and the others look at that
				}
				compared++
				if !maps.Equal(of, than) {
					t.Errorf("%s as %s (%s):%s", field, asker, none.Body, differ(of, than))
				}
			}
		}
		for kind, id := range w.keep().ids {
			none := id[:strings.IndexByte(id, '_')+1] + nobodys
			for _, asker := range []right.Asker{right.Anyone, right.Person} {
				p := w.askers[asker]
				ask := func(id string) map[string]int {
					statements.Take()
					a := p.Ask(t, `query($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }`, map[string]any{"id": id})
					if a.At("node") != nil {
						t.Errorf("%s sees a %s", asker, kind)
					}
					return kinds(statements.Take())
				}
				ask(none)
				of, than := ask(id), ask(none)
				compared++
				if !maps.Equal(of, than) {
					t.Errorf("node of %s as %s:%s", kind, asker, differ(of, than))
				}
			}
		}
		t.Logf("%d refusals compared", compared)
	})
}

// unknown is the input with ids of nobody in the place of those that the person does
// not see.
func (w *world) unknown(p person, variables map[string]any) (map[string]any, bool) {
	found := false
	var with func(any) any
	with = func(v any) any {
		switch v := v.(type) {
		case map[string]any:
			out := map[string]any{}
			for k, v := range v {
				out[k] = with(v)
			}
			return out
		case []any:
			out := make([]any, len(v))
			for i, v := range v {
				out[i] = with(v)
			}
			return out
		case string:
			if !someID.MatchString(v) || p.Ask(w.t, `query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": v}).At("node") != nil {
				return v
			}
			found = true
			return v[:strings.IndexByte(v, '_')+1] + nobodys
		}
		return v
	}
	return with(variables).(map[string]any), found
}

var parameters = regexp.MustCompile(`(\?|\$\d+)(, (\?|\$\d+))*`)

// kinds counts statements that differ in the number of their parameters only.
func kinds(statements []string) map[string]int {
	count := map[string]int{}
	for _, s := range statements {
		count[parameters.ReplaceAllString(s, "…")]++
	}
	return count
}

func differ(foreign, unknown map[string]int) string {
	var b strings.Builder
	for _, s := range slices.Sorted(maps.Keys(foreign)) {
		if foreign[s] != unknown[s] {
			b.WriteString("\n  foreign:  " + s)
		}
	}
	for _, s := range slices.Sorted(maps.Keys(unknown)) {
		if foreign[s] != unknown[s] {
			b.WriteString("\n  unknown: " + s)
		}
	}
	return b.String()
}
