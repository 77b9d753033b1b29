package demo

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/platformgrant"
	"erikti/internal/id"
)

func (n *network) everybody() []*person {
	return append(n.cast.members(), n.people...)
}

func (n *network) writePeople(ctx context.Context, tx *gen.Tx) error {
	err := bulk(ctx, n.everybody(), func(p *person) *gen.VolunteerCreate {
		return tx.Volunteer.Create().SetID(p.id).SetCreatedAt(p.made).SetUpdatedAt(p.made).
			SetPublicNumber(p.publicNumber).SetPersonNo(p.no).
			SetGivenName(p.given).SetFamilyName(p.family).SetLocale(p.locale).
			SetRegionID(p.home.id).AddDirectionIDs(directionIDs(p.directions)...)
	}, tx.Volunteer.CreateBulk)
	if err != nil {
		return err
	}
	return bulk(ctx, n.everybody(), func(p *person) *gen.VolunteerPrivateCreate {
		c := tx.VolunteerPrivate.Create().SetID(p.privateID).SetCreatedAt(p.made).SetUpdatedAt(p.made).
			SetVolunteerID(p.id)
		if p.born != "" {
			c.SetBirthDate(p.born)
		}
		if p.email != "" {
			c.SetEmail(p.email)
		}
		return c
	}, tx.VolunteerPrivate.CreateBulk)
}

// writeAccounts lets the cast sign in, all with one password, and gives those who run
// the platform and student credit their rights.
func (n *network) writeAccounts(ctx context.Context, tx *gen.Tx, passwordHash string) error {
	err := bulk(ctx, n.cast.members(), func(p *person) *gen.AccountCreate {
		return tx.Account.Create().SetID(accountOf(p)).SetCreatedAt(p.made).SetUpdatedAt(p.made).
			SetVolunteerID(p.id).SetEmail(p.email).SetPasswordHash(passwordHash).SetDemo(true)
	}, tx.Account.CreateBulk)
	if err != nil {
		return err
	}
	for _, g := range []struct {
		to   *person
		role platformgrant.Role
	}{{n.cast.admin, platformgrant.RolePLATFORM_ADMIN}, {n.cast.program, platformgrant.RoleCREDIT_ADMIN}} {
		err := tx.PlatformGrant.Create().SetID(id.PlatformGrant.For(uuidOf(g.to.id))).SetCreatedAt(g.to.made).SetUpdatedAt(g.to.made).
			SetVolunteerID(g.to.id).SetRole(g.role).Exec(ctx)
		if err != nil {
			return err
		}
	}
	return nil
}

// accountOf is the identifier of a person's account: the person's own, under
// another prefix.
func accountOf(p *person) string { return id.Account.For(uuidOf(p.id)) }

func uuidOf(identifier string) string { return identifier[len("vol_"):] }
