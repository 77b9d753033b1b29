package attack

import (
	"context"
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"erikti/ent/rule"
	"erikti/internal/apptest"
)

// people returns signed-in volunteers. Their rows are written: registering hashes
// a password, and takes its time.
func people(t testing.TB, s *apptest.Server, n int) []*apptest.Client {
	t.Helper()
	ctx, db := rule.System(context.Background()), s.App.Store().Client
	all := make([]*apptest.Client, n)
	for i := range all {
		token := fmt.Sprintf("ers_attack-%d-%d", i, time.Now().UnixNano())
		hash := sha256.Sum256([]byte(token))
		v := db.Volunteer.Create().SetGivenName("Person").SetFamilyName(fmt.Sprint(i)).SaveX(ctx)
		db.VolunteerPrivate.Create().SetVolunteerID(v.ID).SetBirthDate("1990-05-17").ExecX(ctx)
		a := db.Account.Create().SetVolunteerID(v.ID).SetEmail(token + "@example.kz").SaveX(ctx)
		db.Session.Create().SetAccountID(a.ID).SetTokenHash(hash[:]).SetExpiresAt(time.Now().Add(time.Hour)).ExecX(ctx)
		all[i] = s.As(token)
	}
	return all
}
