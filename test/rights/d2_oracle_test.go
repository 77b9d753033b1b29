package rights

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"erikti/internal/apptest"
	"erikti/internal/right"
)

// perDocument is how many questions go into one document.
const perDocument = 20

// Whatever is asked of every list by every generated filter, with the values that the
// secret has, is answered alike while the secret is there and when it is gone.
func TestD2_NoFilterTellsOfASecret(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		w := newWorld(t, s)
		k := w.keep()
		questions := filters(k)
		askers := []right.Asker{right.Anyone, right.Admin}
		before := map[right.Asker][]string{}
		for _, asker := range askers {
			before[asker] = w.answers(t, w.askers[asker], questions)
		}
		w.forget(k)
		differ := 0
		for _, asker := range askers {
			for i, after := range w.answers(t, w.askers[asker], questions) {
				if after != before[asker][i] {
					t.Errorf("%s learns by %s: %s, without the secret %s", asker, questions[i], before[asker][i], after)
					if differ++; differ > 20 {
						t.FailNow()
					}
				}
			}
		}
		t.Logf("%d filters and values on %d lists, %d askers", len(questions), len(lists()), len(askers))
	})
}

// forget deletes the secret that filters could find: the draft, with its cohort, and the
// quiet organization.
func (w *world) forget(k kept) {
	db := rows(w.Server)
	db.Lesson.DeleteOneID(k.ids["Lesson"]).ExecX(system)
	db.Cohort.DeleteOneID(k.ids["Cohort"]).ExecX(system)
	db.Course.DeleteOneID(k.ids["Course"]).ExecX(system)
	db.Shift.Delete().Where(ofEvent(k.ids["Event"])).ExecX(system)
	db.Event.DeleteOneID(k.ids["Event"]).ExecX(system)
	db.Organization.DeleteOneID(k.ids["Organization"]).ExecX(system)
}

// answers asks the questions, and returns what each was answered.
func (w *world) answers(t *testing.T, p person, questions []string) []string {
	t.Helper()
	var all []string
	for from := 0; from < len(questions); from += perDocument {
		part := questions[from:min(len(questions), from+perDocument)]
		var b strings.Builder
		for i, q := range part {
			_, _ = fmt.Fprintf(&b, " q%d: %s", i, q)
		}
		a := p.Ask(t, "{"+b.String()+" }", nil)
		if len(a.Errors) > 0 {
			t.Fatalf("%s\n%s", b.String(), a.Body)
		}
		for i := range part {
			all = append(all, fmt.Sprint(a.Data[fmt.Sprint("q", i)]))
		}
	}
	return all
}

// list is a connection with a filter, and the way to it.
type list struct {
	prefix, field, suffix string
	filter                *ast.Definition
	definition            *ast.FieldDefinition
}

// ask asks a list for a page, its count, and whether there is more.
func (l list) ask(arguments string) string {
	if arguments == "" {
		arguments = "first: 1"
	}
	return fmt.Sprintf("%s%s(%s) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { node { id } } }%s", l.prefix, l.field, arguments, l.suffix)
}

// lists are all connections that take a filter: those of Query, and the edges of what
// is public.
func lists() []list {
	var all []list
	ways := map[string][2]string{
		"Query": {"", ""}, "Region": {"regions { ", " }"}, "Direction": {"directions { ", " }"},
		"Organization": {"organizations(first: 50) { edges { node { ", " } } }"}, "Event": {"events(first: 50) { edges { node { ", " } } }"},
		"Project": {"projects(first: 50) { edges { node { ", " } } }"},
	}
	for _, d := range schema.Types {
		if d.Kind != ast.Object {
			continue
		}
		for _, f := range d.Fields {
			where := f.Arguments.ForName("where")
			if where == nil || d.Name == "Subscription" {
				continue
			}
			way, ok := ways[d.Name]
			if !ok {
				panic("no way to " + d.Name + "." + f.Name + ": add one to lists")
			}
			all = append(all, list{way[0], f.Name, way[1], schema.Types[where.Type.Name()], f})
		}
	}
	return all
}

// filters asks each list by each of its filters, with each value that may say something.
func filters(k kept) []string {
	var questions []string
	for _, l := range lists() {
		for _, where := range conditions(l.filter, k, 2) {
			questions = append(questions, l.ask("first: 3, where: "+where))
		}
		for _, order := range orders(l.definition) {
			for _, page := range []string{"first: 1", "last: 1"} {
				questions = append(questions, l.ask(strings.Replace(strings.Trim(order, "()"), "first: 50", page, 1)))
			}
		}
	}
	return questions
}

// conditions are the filters of a type, one at a time, with each value.
func conditions(d *ast.Definition, k kept, depth int) []string {
	var all []string
	for _, f := range d.Fields {
		of := schema.Types[f.Type.Name()]
		var values []string
		switch {
		case of.Kind == ast.InputObject && depth > 0:
			values = append(values, conditions(of, k, depth-1)...)
			if f.Name == "and" || f.Name == "or" || f.Name == "not" {
				values = values[:min(len(values), 10)] // they are the same conditions again
			}
		case of.Kind == ast.Enum:
			for _, v := range of.EnumValues {
				values = append(values, v.Name)
			}
		case of.Name == "Boolean" || of.Name == "Int" || of.Name == "Float":
			values = k.values[of.Name]
		case of.Kind == ast.Scalar:
			for _, v := range k.values[of.Name] {
				values = append(values, `"`+v+`"`)
			}
		}
		if len(values) == 0 && of.Kind != ast.InputObject {
			panic("no value for " + d.Name + "." + f.Name)
		}
		for _, v := range values {
			if f.Type.Elem != nil {
				v = "[" + v + "]"
			}
			all = append(all, "{"+f.Name+": "+v+"}")
		}
	}
	return all
}
