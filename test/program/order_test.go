package program

import (
	"slices"
	"testing"

	"erikti/internal/apptest"
	"erikti/internal/lang"
)

// alphabet is the Kazakh one, in Cyrillic.
var alphabet = []string{
	"А", "Ә", "Б", "В", "Г", "Ғ", "Д", "Е", "Ж", "З", "И", "К", "Қ", "Л", "М", "Н", "Ң", "О", "Ө", "П",
	"Р", "С", "Т", "У", "Ұ", "Ү", "Ф", "Х", "Һ", "Ц", "Ч", "Ш", "Щ", "Ы", "І", "Э", "Ю", "Я",
}

// Names come in the order of the Kazakh alphabet.
func TestTheKazakhAlphabet(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		var want []string
		for i := range alphabet {
			letter := alphabet[(i*7)%len(alphabet)] // not in order
			organizationOf(s, lang.Text{Kk: letter + "сер"})
			want = append(want, alphabet[i]+"сер")
		}
		a := with(s.As(""), lang.KK).Do(t, `{ organizations(first: 100) { edges { node { name } } } }`, nil)
		named(t, names(a, "organizations", "name"), want)
	})
}

// An order by a text is that of the reader's language, at the top and nested.
func TestOrderFollowsTheReader(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		texts := []lang.Text{
			{Kk: "Ә", Ru: "В", En: "second"},
			{Kk: "Б", Ru: "А", En: "third"},
			{Kk: "А", Ru: "Б", En: "first"},
		}
		network := organizationOf(s, lang.Text{En: "zzz"})
		owner := organizationOf(s, lang.Text{En: "zz"})
		for i, text := range texts {
			o := organizationOf(s, text)
			rows(s).Organization.UpdateOne(o).SetParentID(network.ID).ExecX(system)
			eventOf(s, owner.ID, text, 5-i)
		}
		for reader, want := range map[lang.Locale][]string{
			lang.KK: {"А", "Ә", "Б"}, lang.RU: {"А", "Б", "В"}, lang.EN: {"first", "second", "third"},
		} {
			c := with(s.As(""), reader)
			a := c.Do(t, `{ organizations(orderBy: [{field: NAME, direction: ASC}]) { edges { node { name } } } }`, nil)
			// The two in English only are shown in English to all.
			named(t, slices.DeleteFunc(names(a, "organizations", "name"), func(n string) bool { return n[0] == 'z' }), want)
			a = c.Do(t, `{ events(orderBy: [{field: TITLE, direction: ASC}]) { edges { node { title } } } }`, nil)
			named(t, names(a, "events", "title"), want)
			a = c.Do(t, `{ events(orderBy: [{field: TITLE, direction: DESC}]) { edges { node { title } } } }`, nil)
			named(t, names(a, "events", "title"), []string{want[2], want[1], want[0]})
			a = c.Do(t, `query($id: ID!) { node(id: $id) { ... on Organization { children(orderBy: [{field: NAME, direction: ASC}]) { edges { node { name } } } } } }`,
				map[string]any{"id": network.ID})
			a.Data, _ = a.At("node").(map[string]any)
			named(t, names(a, "children", "name"), want)
			a = c.Do(t, `query($id: ID!, $by: [EventOrder!]) { node(id: $id) { ... on Organization { events(orderBy: $by) { edges { node { title } } } } } }`,
				map[string]any{"id": owner.ID, "by": []any{map[string]any{"field": "TITLE"}}})
			a.Data, _ = a.At("node").(map[string]any)
			named(t, names(a, "events", "title"), want)
		}
	})
}

// Shifts of an event come in order of time, whichever way the database finds them.
func TestShiftsInOrderOfTime(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		withoutIndexes(t, s)
		e := eventOf(s, organizationOf(s, lang.Text{En: "Rina"}).ID, lang.Text{En: "E"}, 3)
		for _, hour := range []int{4, 0, 3, 1, 2} {
			sh := shiftOf(s, e, 1)
			from := sh.StartsAt.Add(hours(hour))
			rows(s).Shift.UpdateOne(sh).SetStartsAt(from).SetEndsAt(from.Add(hours(1))).SetTitleEn(string(rune('a' + hour))).ExecX(system)
		}
		a := s.As("").Do(t, `query($id: ID!) { node(id: $id) { ... on Event { shifts { title } live { shifts { shiftId } } } } events { edges { node { shifts { id } } } } }`,
			map[string]any{"id": e.ID})
		for i, want := range []string{"a", "b", "c", "d", "e"} {
			if got := a.Text("node", "shifts", i, "title"); got != want {
				t.Errorf("node: the %d. is %q, want %q", i, got, want)
			}
			// Also when the document asks for nothing that tells the order.
			if got := a.At("events", "edges", 0, "node", "shifts", i, "id"); got != a.At("node", "live", "shifts", i, "shiftId") {
				t.Errorf("events: another one is the %d.", i)
			}
		}
	})
}

// withoutIndexes lets PostgreSQL read tables from end to end, so that no order is
// that of an index by chance.
func withoutIndexes(t *testing.T, s *apptest.Server) {
	t.Helper()
	if !s.App.Store().Postgres() {
		return
	}
	db := s.App.Store().DB()
	var name string
	if err := db.QueryRow("SELECT current_database()").Scan(&name); err != nil {
		t.Fatal(err)
	}
	for _, way := range []string{"indexscan", "indexonlyscan", "bitmapscan"} {
		if _, err := db.Exec("ALTER DATABASE " + name + " SET enable_" + way + " = off"); err != nil {
			t.Fatal(err)
		}
	}
	db.SetMaxIdleConns(0) // the connections that are open know nothing of it
	db.SetMaxIdleConns(5)
}
