package credit_test

import (
	"slices"
	"strings"
	"testing"

	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/notice"
	"erikti/internal/credit"
	"erikti/internal/viewer"
)

// What is overdue is told to those whose it is, and a week later to those above, once each:
// the university's officers and then the programme's administrators of what the university has
// to confirm, these and then the platform's of what the programme has to.
func TestOverdueIsTold(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		c := w.store.Client
		who := func(ids ...string) []string {
			slices.Sort(ids)
			return ids
		}
		officer, chief, admin, platform := viewer.From(w.officer).VolunteerID, w.person(), viewer.From(w.admin).VolunteerID, w.person()
		c.PlatformGrant.Create().SetVolunteerID(admin).SetRole("CREDIT_ADMIN").ExecX(w.system)
		c.PlatformGrant.Create().SetVolunteerID(platform).SetRole("PLATFORM_ADMIN").ExecX(w.system)
		member := func(volunteer, organization string, role membership.Role) {
			c.Membership.Create().SetVolunteerID(volunteer).SetOrganizationID(organization).SetRole(role).SetValidFrom("2020-01-01").ExecX(w.system)
		}
		member(officer, w.uni, "UNIVERSITY_OFFICER")
		member(chief, w.uni, "ADMIN")
		member(w.person(), w.uni, "COORDINATOR")
		member(w.person(), w.host, "ADMIN")

		w.budget(1, 5_000_000+3*2_000_000)
		stages := []creditaward.State{creditaward.StateCLAIMED, creditaward.StateUNIVERSITY_CONFIRMED, creditaward.StateAPPROVED}
		for stage := range stages {
			s := w.student()
			w.worked(s, "2026-05-01", 1200)
			id, err := w.claim(s, 1200)
			done(t, err)
			if stage > 0 {
				_, err = w.credit.Confirm(w.officer, credit.Decision{AwardID: id}, "")
				done(t, err)
			}
			if stage > 1 {
				_, err = w.credit.Approve(w.admin, credit.Decision{AwardID: id}, "")
				done(t, err)
			}
		}
		// The days that the rules give, and a week more.
		first := map[creditaward.State]int{creditaward.StateCLAIMED: 10, creditaward.StateUNIVERSITY_CONFIRMED: 10, creditaward.StateAPPROVED: 20}
		next := map[creditaward.State][][]string{
			creditaward.StateCLAIMED:              {who(officer, chief), who(admin)},
			creditaward.StateUNIVERSITY_CONFIRMED: {who(admin), who(platform)},
			creditaward.StateAPPROVED:             {who(admin), who(platform)},
		}
		for _, days := range []int{9, 10, 11, 16, 17, 19, 20, 26, 27, 60} {
			w.at(noon.AddDate(0, 0, days))
			done(t, w.credit.Tick(t.Context()))
			for _, stage := range stages {
				var want []string
				for level, of := range next[stage] {
					if days >= first[stage]+7*level {
						want = append(want, of...)
					}
				}
				var got []string
				for _, n := range c.Notice.Query().Where(notice.KindEQ(notice.KindCREDIT_OVERDUE)).AllX(w.system) {
					if strings.Contains(n.Detail, `"`+string(stage)+`"`) {
						got = append(got, n.VolunteerID)
						if n.OrganizationID != w.uni {
							t.Errorf("%+v", n)
						}
					}
				}
				if !slices.Equal(who(got...), who(want...)) {
					t.Errorf("after %d days %s: told %v, want %v", days, stage, got, want)
				}
			}
		}
	})
}
