package program

import (
	"testing"

	"erikti/ent/gen/membership"
	"erikti/internal/apptest"
	capability "erikti/internal/membership"
	"erikti/internal/state/statetest"
)

// Every change of a membership, from every state, is done or refused as their table says.
// A role is set by another membership: the one before it ends.
func TestMembershipsMoveByTheirTable(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		owner, org := s.Organizer(t, "owner")
		member := s.People(t, 1, "1990-05-17")[0].Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")
		db := rows(s)
		var id string
		with := func(more ...any) func() map[string]any {
			return func() map[string]any { return apptest.Input(append([]any{"membershipId", id}, more...)...) }
		}
		mutation := func(name, input string) string {
			return `mutation($in: ` + input + `!) { ` + name + `(input: $in) { userErrors { code ... on WrongState { state allowed } } } }`
		}
		call := func(name, input, change string, in func() map[string]any) statetest.Call {
			return asks(t, owner, name, mutation(name, input), in, change)
		}
		statetest.Walk[membership.Status]{
			Table:  capability.States,
			States: []membership.Status{membership.StatusREQUESTED, membership.StatusACTIVE, membership.StatusENDED},
			Starts: []membership.Status{membership.StatusREQUESTED},
			Put: func(_ statetest.Call, in membership.Status) {
				db.Membership.Delete().Where(membership.VolunteerID(member)).ExecX(system)
				id = db.Membership.Create().SetVolunteerID(member).SetOrganizationID(org).SetRole("MEMBER").SetStatus(in).SetValidFrom("2026-01-01").SaveX(system).ID
			},
			At: func() membership.Status { return db.Membership.GetX(system, id).Status },
			Calls: []statetest.Call{
				call("answerMembership", "AnswerMembershipInput", "accept", with("accept", true)),
				call("answerMembership", "AnswerMembershipInput", "decline", with("accept", false)),
				call("setMemberRole", "SetMemberRoleInput", "assign", with("role", "EDITOR")),
				call("endMembership", "EndMembershipInput", "end", with()),
			},
		}.Run(t)
	})
}
