package place_test

import (
	"testing"

	"erikti/ent/gen"
)

// crowd makes many grown-ups with few statements.
func (w *world) crowd(t testing.TB, n int) []string {
	t.Helper()
	const most = 100
	var ids []string
	for len(ids) < n {
		part := make([]struct{}, min(most, n-len(ids)))
		made := w.store.Client.Volunteer.MapCreateBulk(part, func(c *gen.VolunteerCreate, _ int) {
			c.SetGivenName("Aigerim").SetFamilyName("S")
		}).SaveX(w.system)
		w.store.Client.VolunteerPrivate.MapCreateBulk(part, func(c *gen.VolunteerPrivateCreate, i int) {
			c.SetVolunteerID(made[i].ID).SetBirthDate("1990-05-17")
		}).ExecX(w.system)
		for _, v := range made {
			ids = append(ids, v.ID)
		}
	}
	return ids
}
