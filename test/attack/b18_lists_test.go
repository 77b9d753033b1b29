package attack

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"erikti/ent/rule"
	"erikti/graph/gen/exec"
	"erikti/internal/apptest"
)

// numbered are the lists that are no connections and whose length a client names, and
// how to ask for one that is there.
var numbered = map[string]func(w *world) string{
	"Query.placeLog": func(w *world) string {
		return `query($n: Int) { placeLog(shiftId: "` + w.shift + `", first: $n) { lines { number } } }`
	},
	"Query.enrollments": func(w *world) string {
		return `query($n: Int) { enrollments(organizationId: "` + w.organization + `", first: $n) { id } }`
	},
	"Query.hourEntries": func(w *world) string {
		return `query($n: Int) { hourEntries(filter: {organizationId: "` + w.organization + `"}, first: $n) { id } }`
	},
	"Query.hourDisputes": func(w *world) string {
		return `query($n: Int) { hourDisputes(organizationId: "` + w.organization + `", first: $n) { id } }`
	},
	"Query.regionHours": func(w *world) string {
		region := w.App.Store().Client.Region.Query().FirstIDX(rule.System(context.Background()))
		return `query($n: Int) { regionHours(regionId: "` + region + `", first: $n) { count lines { id } } }`
	},
	"Query.cohortEnrollments": func(w *world) string {
		return `query($n: Int) { cohortEnrollments(cohortId: "` + w.cohort() + `", first: $n) { id } }`
	},
	"Query.certificates": func(w *world) string {
		return `query($n: Int) { certificates(organizationId: "` + w.organization + `", first: $n) { id } }`
	},
	"CreditPipeline.awards": func(w *world) string {
		return `query($n: Int) { creditPipeline(organizationId: "` + w.organization + `") { awards(first: $n) { id } } }`
	},
}

// cohort is that of the shift.
func (w *world) cohort() string {
	ctx, db := rule.System(context.Background()), w.App.Store().Client
	if id, err := db.Cohort.Query().FirstID(ctx); err == nil {
		return id
	}
	of := db.Course.Create().SetOrganizationID(w.organization).SetTitleEn("First aid").SetLevel(1).SetGrants("FIRST_AID").SetState("OPEN").SaveX(ctx)
	return db.Cohort.Create().SetCourse(of).SetEventID(w.event).SetShiftID(w.shift).SaveX(ctx).ID
}

// However long a list a client names, nothing as long is made: the number is refused, or
// the list is as long as what there is.
func TestB18_ListsAreBoundedBeforeTheyAreMade(t *testing.T) {
	schema := exec.NewExecutableSchema(exec.Config{}).Schema()
	for _, of := range schema.Types {
		for _, f := range of.Fields {
			if of.Kind == ast.Object && f.Arguments.ForName("first") != nil && !strings.HasSuffix(f.Type.Name(), "Connection") && numbered[of.Name+"."+f.Name] == nil && of != schema.Subscription {
				t.Errorf("%s.%s is as long as a client says: say in numbered how to ask for it", of.Name, f.Name)
			}
		}
	}
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		w := newWorld(t, apptest.Start(t, url, "MAX_COST=0", "COST_PER_ACCOUNT=0", "COST_PER_ADDRESS=0"))
		ask := func(name, document string, variables map[string]any) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			a := w.organizer.Ask(t, document, variables)
			runtime.ReadMemStats(&after)
			if a.Code() == "INTERNAL" {
				t.Errorf("%s: %s", name, a.Body)
			}
			if made := (after.TotalAlloc - before.TotalAlloc) >> 20; made > 64 {
				t.Errorf("%s: %d MiB were made", name, made)
			}
		}
		for _, n := range []any{2147483647, 1_000_000, -1, -2147483648, 100_000_000_000} {
			for name, document := range numbered {
				ask(fmt.Sprint(name, " ", n), document(w), map[string]any{"n": n})
			}
			for name, document := range connections(t) {
				ask(fmt.Sprint(name, " ", n), fmt.Sprintf("query($n: Int) "+document, "first: $n"), map[string]any{"n": n})
			}
			ask(fmt.Sprint("capacity ", n), updateShift, fields("shiftId", w.shift, "capacity", n))
			ask(fmt.Sprint("a new shift ", n), addShift, fields("eventId", w.event, "shift", with(w.shiftInput(), "capacity", n)["in"]))
		}
		w.organizer.Do(t, `{ events(first: 1) { totalCount } }`, nil) // it lives
	})
}
