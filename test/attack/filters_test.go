package attack

import (
	"encoding/json"
	"net/http"
	"testing"

	"erikti/internal/apptest"
)

// A filter has a size that both databases take.
func TestB20_FiltersThatAreTooLarge(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database))
		list := func(about, code string, where string) badCase {
			return w.spoil(about, code, w.organizer, `query($w: EventWhereInput) { events(where: $w) { totalCount } }`, map[string]any{"w": json.RawMessage(where)})
		}
		inner := func(about, code string, where string) badCase {
			return w.spoil(about+" in a list", code, w.organizer,
				`query($w: EventWhereInput) { organizations { edges { node { events(where: $w) { totalCount } } } } }`, map[string]any{"w": json.RawMessage(where)})
		}
		larger := func(c badCase) badCase { // it is not even read
			c.status = http.StatusBadRequest
			return c
		}
		var cases []badCase
		for _, filter := range []func(about, code, where string) badCase{list, inner} {
			cases = append(cases,
				filter("9,000 filters in each other", "TOO_COMPLEX", repeat(`{"not":`, 9_000)+`{"id":"`+canary+`"}`+repeat("}", 9_000)),
				filter("501 filters in each other", "TOO_COMPLEX", repeat(`{"not":`, 500)+`{"id":"`+canary+`"}`+repeat("}", 500)),
				filter("501 conditions", "TOO_COMPLEX", `{"and":[{"id":"a"}`+repeat(`,{"id":"`+canary+`"}`, 500)+`]}`),
				filter("9,000 ids", "TOO_COMPLEX", `{"idIn":["a"`+repeat(`,"`+canary+`"`, 9_000)+`]}`),
				filter("15,000 ids", "TOO_COMPLEX", `{"idIn":["a"`+repeat(`,"`+canary+`"`, 15_000)+`]}`),
				larger(filter("70,000 ids", "TOO_COMPLEX", `{"idNotIn":["a"`+repeat(`,"`+canary[:3]+`"`, 70_000)+`]}`)),
				larger(filter("70,000 objects", "TOO_COMPLEX", `{"or":[{}`+repeat(`,{}`, 70_000)+`]}`)),
				filter("500 filters in each other", "", repeat(`{"not":`, 499)+`{"id":"`+canary+`"}`+repeat("}", 499)),
				filter("499 conditions", "", `{"or":[{"id":"a"}`+repeat(`,{"id":"`+canary+`"}`, 498)+`]}`),
				filter("5,000 ids", "", `{"idIn":["a"`+repeat(`,"`+canary+`"`, 4_999)+`]}`),
			)
		}
		cases = append(cases, w.spoil("700 conditions in the document", "TOO_COMPLEX", w.organizer,
			`{ events(where: {and: [`+repeat(`{id: "`+canary+`"}`, 700)+`]}) { totalCount } }`, nil))
		w.refuses(t, cases)
	})
}
