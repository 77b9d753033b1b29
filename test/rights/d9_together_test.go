package rights

import (
	"fmt"
	"sync"
	"testing"

	"erikti/ent/gen"
	"erikti/internal/apptest"
)

// Many who ask the same at the same moment are each answered for themselves: nothing
// that is kept between requests (documents, statements, loaders) is kept for anybody.
func TestD9_TheSameQuestionAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		w := newWorld(t, s)
		shift := w.shift(w.sides[0].org, func(c *gen.ShiftCreate) { c.SetCapacity(3) })
		var seated []person
		for range 3 {
			p := w.person()
			w.takes(p, shift)
			seated = append(seated, p)
		}
		ask := `query($id: ID!) { viewer { volunteer { id birthDate } } node(id: $id) { ... on Shift {
			viewerSignup { volunteer { id } } signups { totalCount edges { node { volunteer { id email } } } } eligibility { allowed } } } }`
		type wants struct{ me, seat, count string }
		check := func(p person, want wants) error {
			a, err := p.Try(ask, map[string]any{"id": shift})
			if err != nil {
				return err
			}
			got := wants{a.Text("viewer", "volunteer", "id"), a.Text("node", "viewerSignup", "volunteer", "id"), fmt.Sprint(a.Number("node", "signups", "totalCount"))}
			if got != want || len(a.Errors) > 0 {
				return fmt.Errorf("got %+v, want %+v: %s", got, want, a.Body)
			}
			return nil
		}
		askers := map[string]struct {
			person
			wants
		}{
			"a visitor":    {w.askers["anyone"], wants{"", "", "0"}},
			"an organizer": {w.askers["ADMIN"], wants{w.askers["ADMIN"].id, "", "3"}},
			"another's":    {w.sides[1].admin, wants{w.sides[1].admin.id, "", "0"}},
		}
		for i, p := range seated {
			askers[fmt.Sprint("seated ", i)] = struct {
				person
				wants
			}{p, wants{p.id, p.id, "1"}}
		}
		var wg sync.WaitGroup
		for name, a := range askers {
			for range 4 {
				wg.Go(func() {
					for range 25 {
						if err := check(a.person, a.wants); err != nil {
							t.Errorf("%s: %v", name, err)
							return
						}
					}
				})
			}
		}
		wg.Wait()
	})
}

// Nobody can act as somebody else: no operation and no input names the person in whose
// name something is done.
func TestI6_NobodyActsAsAnother(t *testing.T) {
	words := []string{"impersonat", "actas", "onbehalf", "loginas", "signinas", "sudo", "asuser", "assume", "becom"}
	for _, d := range schema.Types {
		for _, f := range d.Fields {
			names := []string{f.Name}
			for _, a := range f.Arguments {
				names = append(names, a.Name)
			}
			for _, name := range names {
				for _, word := range words {
					if containsFold(name, word) {
						t.Errorf("%s.%s", d.Name, name)
					}
				}
			}
		}
	}
	for _, m := range schema.Mutation.Fields {
		for _, a := range m.Arguments {
			for _, f := range schema.Types[a.Type.Name()].Fields {
				for _, word := range []string{"volunteerid", "accountid", "userid", "viewerid", "personid", "sessiontoken"} {
					if containsFold(f.Name, word) {
						t.Errorf("%s takes %s: in whose name is it done?", m.Name, f.Name)
					}
				}
			}
		}
	}
}
