package demo

import (
	"erikti/ent/gen/membership"
	"erikti/internal/civil"
	"erikti/internal/id"
)

// adult is the age from which the demo gives a person a role that runs things.
const adult = 18

// makeMemberships gives each organization somebody who runs it, and most people an
// organization.
func (n *network) makeMemberships(r random) error {
	n.castMemberships(r)
	for _, o := range n.organizations {
		var able []*person
		for _, p := range o.home.people {
			if p.born != "" && p.born.Age(n.today) >= adult {
				able = append(able, p)
			}
		}
		for i, p := range some(r, r.between(2, 4), able) {
			role := membership.RoleCOORDINATOR
			if i == 0 && o != n.cast.host {
				role = membership.RoleADMIN
			}
			n.join(r, p, o, role, n.lately(r, 1000))
		}
	}
	for _, p := range n.people {
		for _, o := range some(r, []int{0, 0, 1, 1, 1, 2}[r.IntN(6)], p.home.orgs) {
			n.join(r, p, o, membership.RoleMEMBER, n.lately(r, 1000))
		}
	}
	return nil
}

// lately is a day of the last so many.
func (n *network) lately(r random, days int) civil.Date { return n.today.AddDays(-r.between(10, days)) }

func (n *network) join(r random, p *person, o *org, role membership.Role, since civil.Date) {
	n.memberships = append(n.memberships, &member{
		id: r.personal(id.Membership), person: p, org: o, role: role, since: since,
	})
}
