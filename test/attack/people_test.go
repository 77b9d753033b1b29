package attack

import (
	"context"
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"erikti/ent/gen/membership"
	"erikti/ent/gen/organization"
	"erikti/ent/rule"
	"erikti/internal/apptest"
	"erikti/internal/id"
)

// people returns signed-in volunteers. Their rows are written: registering hashes
// a password, and takes its time.
func people(t testing.TB, s *apptest.Server, n int) []*apptest.Client {
	t.Helper()
	all := make([]*apptest.Client, n)
	for i := range all {
		all[i], _ = person(s, fmt.Sprintf("person-%d-%d", i, time.Now().UnixNano()))
	}
	return all
}

// person writes a volunteer with an account and a session.
func person(s *apptest.Server, name string) (*apptest.Client, string) {
	ctx, db := rule.System(context.Background()), s.App.Store().Client
	token := "ers_" + name
	hash := sha256.Sum256([]byte(token))
	v := db.Volunteer.Create().SetGivenName("Person").SetFamilyName(name).SaveX(ctx)
	db.VolunteerPrivate.Create().SetVolunteerID(v.ID).SetBirthDate("1990-05-17").ExecX(ctx)
	a := db.Account.Create().SetVolunteerID(v.ID).SetEmail(name + "@example.kz").SaveX(ctx)
	db.Session.Create().SetAccountID(a.ID).SetTokenHash(hash[:]).SetExpiresAt(time.Now().Add(time.Hour)).ExecX(ctx)
	return s.As(token), v.ID
}

// organizer writes a person who runs a verified organization, and returns its id.
func organizer(s *apptest.Server, name string) (*apptest.Client, string) {
	ctx, db := rule.System(context.Background()), s.App.Store().Client
	c, me := person(s, name)
	o := db.Organization.Create().SetNameEn("Organization of " + name).
		SetLegalForm(organization.LegalFormNGO).SetStatus(organization.StatusVERIFIED).
		AddDirectionIDs(id.Direction.Of("SOCIAL")).SaveX(ctx)
	db.Membership.Create().SetVolunteerID(me).SetOrganizationID(o.ID).
		SetRole(membership.RoleADMIN).SetStatus(membership.StatusACTIVE).SetValidFrom("2020-01-01").ExecX(ctx)
	return c, o.ID
}
