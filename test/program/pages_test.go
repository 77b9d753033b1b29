package program

import (
	"fmt"
	"testing"

	"erikti/internal/apptest"
	"erikti/internal/lang"
)

// A page has 20 when nobody says, at every level of a document, and 100 at most.
func TestPages(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "aigerim")
		_, where := organizer.Shift(t, org, 110, 3)
		for i := range 104 {
			organizationOf(s, lang.Text{En: fmt.Sprintf("O%03d", i)})
			eventOf(s, org, lang.Text{En: fmt.Sprintf("E%03d", i)}, 1+i)
			v := rows(s).Volunteer.Create().SetGivenName("D").SetFamilyName("S").SaveX(system)
			sh := rows(s).Shift.GetX(system, where)
			rows(s).Signup.Create().SetShiftID(where).SetVolunteerID(v.ID).SetPersonNo(v.PersonNo).
				SetStartsAt(sh.StartsAt).SetEndsAt(sh.EndsAt).ExecX(system)
		}
		rows(s).Shift.UpdateOneID(where).SetConfirmed(104).ExecX(system)
		connections := map[string][2]string{ // before and behind the arguments
			"at the top":   {`query%s { organizations%s { edges { node { id } } totalCount } }`, ""},
			"nested":       {`query%s { node(id: "` + org + `") { ... on Organization { events%s { edges { node { id } } totalCount } } } }`, ""},
			"deeply":       {`query%s { node(id: "` + where + `") { ... on Shift { signups%s { edges { node { id } } totalCount } } } }`, ""},
			"in fragments": {`query%s { node(id: "` + org + `") { ...f } } fragment f on Organization { events%s { edges { node { id } } totalCount } }`, ""},
		}
		for name, c := range connections {
			for what, p := range map[string]struct {
				declared, arguments string
				variables           map[string]any
				want                int
			}{
				"nothing":        {"", "", nil, 20},
				"undefined":      {"($n: Int)", "(first: $n)", nil, 20},
				"null":           {"($n: Int)", "(first: $n)", map[string]any{"n": nil}, 20},
				"written null":   {"", "(first: null)", nil, 20},
				"first":          {"($n: Int)", "(first: $n)", map[string]any{"n": 3}, 3},
				"the default":    {"($n: Int = 4)", "(first: $n)", nil, 4},
				"the most":       {"", "(first: 100)", nil, 100},
				"none":           {"", "(first: 0)", nil, 0},
				"last":           {"", "(last: 5)", nil, 5},
				"last, variable": {"($n: Int, $m: Int)", "(first: $n, last: $m)", map[string]any{"m": 6}, 6},
			} {
				a := organizer.Ask(t, fmt.Sprintf(c[0], p.declared, p.arguments), p.variables)
				if got, total := sizes(a); len(a.Errors) > 0 || got != p.want || total < 104 {
					t.Errorf("%s, %s: %d of %d, want %d: %.300s", name, what, got, total, p.want, a.Body)
				}
			}
			for _, arguments := range []string{"(first: 101)", "(last: 101)", "(first: -1)", "(first: 1, last: 1)", `(after: "x")`} {
				a := organizer.Ask(t, fmt.Sprintf(c[0], "", arguments), nil)
				if a.Code() != "BAD_USER_INPUT" && a.Code() != "BAD_CURSOR" {
					t.Errorf("%s %s: got %q: %.300s", name, arguments, a.Code(), a.Body)
				}
			}
		}
	})
}

// sizes finds the one connection of an answer: how many it shows, of how many.
func sizes(a *apptest.Answer) (edges, total int) {
	at := a.Data
	for at["edges"] == nil {
		next := map[string]any(nil)
		for _, v := range at {
			next, _ = v.(map[string]any)
		}
		if next == nil {
			return -1, -1
		}
		at = next
	}
	n, _ := at["totalCount"].(float64)
	return len(at["edges"].([]any)), int(n)
}

// Page by page, forwards and backwards, everything comes once, in order.
func TestPageByPage(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		org := organizationOf(s, lang.Text{En: "Rina"})
		var all []string
		for i := range 23 {
			title := fmt.Sprintf("E%02d", i)
			// Several begin at the same time.
			eventOf(s, org.ID, lang.Text{En: title}, 1+i/4)
			all = append(all, title)
		}
		visitor := s.As("")
		for _, order := range []string{"", ", orderBy: [{field: TITLE, direction: ASC}]", ", orderBy: [{field: STARTS_AT, direction: ASC}]"} {
			var forwards, backwards []string
			after, before := any(nil), any(nil)
			for more := true; more; {
				a := visitor.Do(t, `query($c: Cursor) { events(first: 5, after: $c`+order+`) { edges { node { title } } pageInfo { hasNextPage endCursor } } }`, map[string]any{"c": after})
				forwards = append(forwards, names(a, "events", "title")...)
				after, more = a.At("events", "pageInfo", "endCursor"), a.At("events", "pageInfo", "hasNextPage") == true
			}
			for more := true; more; {
				a := visitor.Do(t, `query($c: Cursor) { events(last: 5, before: $c`+order+`) { edges { node { title } } pageInfo { hasPreviousPage startCursor } } }`, map[string]any{"c": before})
				backwards = append(names(a, "events", "title"), backwards...)
				before, more = a.At("events", "pageInfo", "startCursor"), a.At("events", "pageInfo", "hasPreviousPage") == true
			}
			named(t, forwards, all)
			named(t, backwards, all)
		}
	})
}
