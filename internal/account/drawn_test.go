package account_test

import (
	"context"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/gen/hook"
	"erikti/ent/rule"
	"erikti/internal/account"
)

// Numbers of people are drawn at random, nine digits: in a large network one is drawn
// now and then that somebody has. Who registers then does not learn of it, and gets
// another one.
func TestANumberThatIsDrawnTwiceIsDrawnAnew(t *testing.T) {
	each(t, account.Options{}, func(t *testing.T, d *desk) {
		of := func(s *account.Session) *gen.Volunteer {
			return d.store.Client.Volunteer.GetX(rule.System(t.Context()), s.Viewer.VolunteerID)
		}
		first := of(d.registered(t, dana))
		draws := 0
		d.store.Client.Volunteer.Use(func(next gen.Mutator) gen.Mutator {
			return hook.VolunteerFunc(func(ctx context.Context, m *gen.VolunteerMutation) (gen.Value, error) {
				switch draws++; draws {
				case 1:
					m.SetPublicNumber(first.PublicNumber)
				case 2:
					m.SetPersonNo(first.PersonNo)
				}
				return next.Mutate(ctx, m)
			})
		})
		somebody := dana
		somebody.Email = "other@example.kz"
		second := of(d.registered(t, somebody))
		if draws != 3 || second.PublicNumber == first.PublicNumber || second.PersonNo == first.PersonNo {
			t.Errorf("after %d draws %s and %s", draws, first.PublicNumber, second.PublicNumber)
		}
	})
}
