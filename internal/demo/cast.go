package demo

import (
	"fmt"
	"slices"

	"erikti/ent/gen/direction"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/organization"
	"erikti/internal/civil"
	"erikti/internal/id"
	"erikti/internal/lang"
)

// cast are the people of the demo who have an account, all of Pavlodar, and where
// they belong.
type cast struct {
	volunteer, student, organizer, coordinator, university, program, admin *person

	host   *org // run by the organizer
	center *org // the coordinator's
	campus *org // the university officer's and the student's
}

// members returns the cast in the order of Accounts.
func (c *cast) members() []*person {
	return []*person{c.volunteer, c.student, c.organizer, c.coordinator, c.university, c.program, c.admin}
}

func (n *network) makeCast(r random) error {
	x := n.region(pavlodar)
	c := &cast{}
	registry := newRegistry()
	for _, p := range n.people {
		registry.public[p.publicNumber], registry.nos[p.no] = true, true
	}
	for i, who := range []struct {
		role          **person
		given, family string
		locale        lang.Locale
		age           int
	}{
		{&c.volunteer, "Аружан", "Сейтқали", lang.KK, 20},
		{&c.student, "Әлия", "Нұрланова", lang.KK, 19},
		{&c.organizer, "Дамир", "Оспанов", lang.RU, 31},
		{&c.coordinator, "Гүлнар", "Жұмабаева", lang.KK, 44},
		{&c.university, "Светлана", "Ким", lang.RU, 38},
		{&c.program, "Марат", "Исабеков", lang.RU, 47},
		{&c.admin, "Тимур", "Ахметов", lang.EN, 35},
	} {
		*who.role = &person{
			id: r.personal(id.Volunteer), privateID: r.personal(id.VolunteerPrivate),
			publicNumber: registry.publicNumber(r), no: registry.personNo(r),
			given: who.given, family: who.family, locale: who.locale, home: x, email: Accounts[i].Email,
			directions: []direction.Code{direction.CodeSOCIAL, direction.CodeEVENT},
			born:       civil.Date(n.today.Time().AddDate(-who.age, 0, -100).Format("2006-01-02")),
			made:       n.dawn.AddDate(0, 0, -380-i),
		}
	}
	if err := c.settle(n, x); err != nil {
		return err
	}
	n.cast = c
	return nil
}

// settle finds the organizations of the cast in their region.
func (c *cast) settle(n *network, x *region) error {
	taken := map[*org]bool{}
	for _, m := range n.centers {
		taken[m.org] = true
		if m.org.home == x {
			c.center = m.org
		}
	}
	for _, k := range n.texts.Organizations.Known {
		for _, o := range x.orgs {
			taken[o] = taken[o] || o.name == k.Name
		}
	}
	find := func(fits func(*org) bool) *org {
		if i := slices.IndexFunc(x.orgs, fits); i >= 0 {
			return x.orgs[i]
		}
		return nil
	}
	c.host = find(func(o *org) bool { return o.form == organization.LegalFormNGO && !taken[o] })
	c.campus = find(func(o *org) bool { return o.name.En == castUniversity })
	if c.host == nil || c.center == nil || c.campus == nil {
		return fmt.Errorf("%s lacks an organization, a center or a university", x.iso)
	}
	return nil
}

func (n *network) castMemberships(r random) {
	c := n.cast
	for _, m := range []struct {
		person *person
		org    *org
		role   membership.Role
	}{
		{c.volunteer, c.host, membership.RoleMEMBER},
		{c.organizer, c.host, membership.RoleADMIN},
		{c.coordinator, c.center, membership.RoleCOORDINATOR},
		{c.university, c.campus, membership.RoleUNIVERSITY_OFFICER},
	} {
		n.join(r, m.person, m.org, m.role, n.today.AddDays(-370))
	}
}
