package rights

import (
	"fmt"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/organization"
	"erikti/internal/apptest"
	"erikti/internal/personal"
)

func organizationStatus(s string) organization.Status { return organization.Status(s) }
func eventState(s string) event.State                 { return event.State(s) }

// one is a call of a root field: as somebody, about an object of one of the sides, or of
// a person.
type one struct {
	*world
	side
	// whose person's it is: the asker's own, or somebody else's.
	whose person
	asker person
}

// decided is an organization of the side in a state in which others decide on it. Nobody
// who asks is a member of it but on the second side.
func (o one) decided(status string) string {
	org := o.organization(status, o.region)
	rows(o.Server).Organization.UpdateOneID(org).SetSubmittedAt(time.Now().UTC()).ExecX(system)
	o.member(o.sides[1].admin, org, "ADMIN")
	return org
}

// recipe is how a root field is called on a fresh object.
type recipe struct {
	// of says what the object belongs to: an organization, a person, or nobody.
	of string
	// document and variables call the field as "at".
	call func(o one) (document string, variables map[string]any)
	// granted says whether an answer without errors and refusals grants it; nil: it does.
	granted func(a *apptest.Answer) bool
}

// mutate writes a call of a mutation.
func mutate(name, input string, fields func(o one) []any) func(o one) (string, map[string]any) {
	return func(o one) (string, map[string]any) {
		return `mutation($in: ` + input + `!) { at: ` + name + `(input: $in) { userErrors { code } } }`, apptest.Input(fields(o)...)
	}
}

// ask writes a call of a query or a subscription.
func ask(document string, values func(o one) map[string]any) func(o one) (string, map[string]any) {
	return func(o one) (string, map[string]any) {
		if values == nil {
			return document, nil
		}
		return document, values(o)
	}
}

func present(a *apptest.Answer) bool { return a.At("at") != nil }
func listed(a *apptest.Answer) bool  { l, _ := a.At("at").([]any); return len(l) > 0 && l[0] != nil }
func some(a *apptest.Answer) bool    { return a.Number("at") > 0 }
func counted(a *apptest.Answer) bool { return a.Number("at", "totalCount") > 0 }

// recipes has every root field: a new one needs a row here, beside the one in
// internal/right/table.go.
var recipes = map[string]recipe{
	"Query.node": {"nobody", ask(`query($id: ID!) { at: node(id: $id) { id } }`, func(o one) map[string]any {
		return map[string]any{"id": o.shift(o.org)}
	}), present},
	"Query.nodes": {"nobody", ask(`query($id: ID!) { at: nodes(ids: [$id]) { id } }`, func(o one) map[string]any {
		return map[string]any{"id": o.shift(o.org)}
	}), listed},
	"Query.regions":    {"nobody", ask(`{ at: regions { id } }`, nil), listed},
	"Query.directions": {"nobody", ask(`{ at: directions { id } }`, nil), listed},
	"Query.organizations": {"organization", ask(`query($id: ID!) { at: organizations(where: {id: $id}) { totalCount } }`, func(o one) map[string]any {
		return map[string]any{"id": o.quiet}
	}), counted},
	"Query.events": {"organization", ask(`query($id: ID!) { at: events(where: {id: $id}) { totalCount } }`, func(o one) map[string]any {
		id, _ := o.event(o.org, "DRAFT")
		return map[string]any{"id": id}
	}), counted},
	"Query.networkStats": {"nobody", ask(`{ at: networkStats { totals { events } } }`, nil), present},

	"Query.viewer": {"nobody", ask(`{ at: viewer { volunteer { id } } }`, nil), present},
	"Mutation.register": {"nobody", mutate("register", "RegisterInput", func(o one) []any {
		o.made++
		return []any{"email", fmt.Sprintf("new%d@example.kz", o.made), "password", "a good password", "givenName", "D", "familyName", "S"}
	}), nil},
	"Mutation.signIn": {"nobody", mutate("signIn", "SignInInput", func(o one) []any {
		return []any{"email", "known@example.kz", "password", o.password}
	}), nil},
	"Mutation.signOut": {"nobody", ask(`mutation { at: signOut { signedOut userErrors { code } } }`, nil), func(a *apptest.Answer) bool {
		return a.At("at", "signedOut") == true
	}},

	"Mutation.signUpForShift": {"nobody", mutate("signUpForShift", "SignUpForShiftInput", func(o one) []any {
		return []any{"shiftId", o.shift(o.org)}
	}), nil},
	"Mutation.cancelSignup": {"person", mutate("cancelSignup", "CancelSignupInput", func(o one) []any {
		return []any{"signupId", o.takes(o.whose, o.shift(o.org))}
	}), nil},
	"Mutation.leaveWaitlist": {"person", mutate("leaveWaitlist", "LeaveWaitlistInput", func(o one) []any {
		shift := o.shift(o.org, onePlace)
		o.takes(o.person(), shift)
		return []any{"entryId", o.takes(o.whose, shift)}
	}), nil},
	"Mutation.answerOffer": {"person", mutate("answerOffer", "AnswerOfferInput", func(o one) []any {
		shift, holder := o.shift(o.org, onePlace), o.person()
		taken := o.takes(holder, shift)
		o.takes(o.whose, shift, "autoAccept", false)
		holder.Do(o.t, `mutation($id: ID!) { cancelSignup(input: {signupId: $id}) { userErrors { code } } }`, map[string]any{"id": taken})
		return []any{"offerId", rows(o.Server).Offer.Query().Where(offer.ShiftID(shift)).OnlyIDX(system), "accept", true}
	}), nil},
	"Mutation.approveSignup": {"organization", mutate("approveSignup", "ApproveSignupInput", func(o one) []any {
		return []any{"signupId", o.takes(o.somebody, o.shift(o.org, byApproval))}
	}), nil},
	"Mutation.declineSignup": {"organization", mutate("declineSignup", "DeclineSignupInput", func(o one) []any {
		return []any{"signupId", o.takes(o.somebody, o.shift(o.org, byApproval)), "reason", "r"}
	}), nil},
	"Mutation.addToShift": {"organization", mutate("addToShift", "AddToShiftInput", func(o one) []any {
		return []any{"shiftId", o.shift(o.org), "publicNumber", rows(o.Server).Volunteer.GetX(system, o.somebody.id).PublicNumber}
	}), nil},
	"Mutation.moveSignup": {"organization", mutate("moveSignup", "MoveSignupInput", func(o one) []any {
		return []any{"signupId", o.takes(o.somebody, o.shift(o.org)), "toShiftId", o.shift(o.org)}
	}), nil},
	"Query.previewShiftChange": {"organization", ask(`query($id: ID!, $from: DateTime!, $to: DateTime!) { at: previewShiftChange(shiftId: $id, startsAt: $from, endsAt: $to) { told } }`, func(o one) map[string]any {
		return map[string]any{"id": o.shift(o.org), "from": "2027-05-01T08:00:00Z", "to": "2027-05-01T09:00:00Z"}
	}), present},
	"Query.placeLog": {"organization", ask(`query($id: ID!) { at: placeLog(shiftId: $id) { length } }`, func(o one) map[string]any {
		shift := o.shift(o.org)
		o.takes(o.somebody, shift)
		return map[string]any{"id": shift}
	}), present},

	"Mutation.createEvent": {"organization", mutate("createEvent", "CreateEventInput", func(o one) []any {
		return []any{
			"organizationId", o.org, "title",
			map[string]any{"en": "E"},
			"directions",
			[]string{"SOCIAL"},
			"timeZone", "Asia/Almaty",
			"startsAt", time.Now().AddDate(0, 1, 0).Format(time.RFC3339), "endsAt", time.Now().AddDate(0, 1, 1).Format(time.RFC3339),
		}
	}), nil},
	"Mutation.updateEvent": {"organization", mutate("updateEvent", "UpdateEventInput", func(o one) []any {
		id, _ := o.event(o.org, "DRAFT")
		return []any{"eventId", id, "remote", true}
	}), nil},
	"Mutation.publishEvent": {"organization", mutate("publishEvent", "PublishEventInput", func(o one) []any {
		id, _ := o.event(o.org, "DRAFT", func(*gen.ShiftCreate) {})
		return []any{"eventId", id}
	}), nil},
	"Mutation.cancelEvent": {"organization", mutate("cancelEvent", "CancelEventInput", func(o one) []any {
		id, _ := o.event(o.org, "PUBLISHED")
		return []any{"eventId", id, "reason", "r"}
	}), nil},
	"Mutation.addShift": {"organization", mutate("addShift", "AddShiftInput", func(o one) []any {
		id, _ := o.event(o.org, "PUBLISHED")
		e := rows(o.Server).Event.GetX(system, id)
		return []any{"eventId", id, "shift", map[string]any{
			"title": map[string]any{"en": "S"}, "capacity": 1, "startsAt": e.StartsAt.Format(time.RFC3339), "endsAt": e.EndsAt.Format(time.RFC3339),
		}}
	}), nil},
	"Mutation.updateShift": {"organization", mutate("updateShift", "UpdateShiftInput", func(o one) []any {
		return []any{"shiftId", o.shift(o.org), "capacity", 9}
	}), nil},
	"Mutation.cancelShift": {"organization", mutate("cancelShift", "CancelShiftInput", func(o one) []any {
		return []any{"shiftId", o.shift(o.org)}
	}), nil},

	"Mutation.markNoticesRead": {"person", mutate("markNoticesRead", "MarkNoticesReadInput", func(o one) []any {
		shift := o.shift(o.org)
		n := rows(o.Server).Notice.Create().SetVolunteerID(o.whose.id).SetKind(notice.KindADDED).SetShiftID(shift).SetSubjectID(shift).SaveX(system)
		return []any{"ids", []string{n.ID}}
	}), nil},

	"Query.centerRequests": {"organization", ask(`query($id: ID!) { at: centerRequests(first: 100) { edges { node { id } } } want: node(id: $id) { id } }`, func(o one) map[string]any {
		return map[string]any{"id": o.decided("PENDING")}
	}), func(a *apptest.Answer) bool {
		edges, _ := a.At("at", "edges").([]any)
		for i := range edges {
			if a.At("want", "id") != nil && a.At("at", "edges", i, "node", "id") == a.At("want", "id") {
				return true
			}
		}
		return false
	}},
	"Mutation.createOrganization": {"nobody", mutate("createOrganization", "CreateOrganizationInput", func(o one) []any {
		return []any{"name", map[string]any{"en": "O"}, "legalForm", "INFORMAL_GROUP", "homeRegionId", o.region, "directions", []string{"SOCIAL"}}
	}), nil},
	"Mutation.updateOrganization": {"organization", mutate("updateOrganization", "UpdateOrganizationInput", func(o one) []any {
		return []any{"organizationId", o.fresh(o, "DRAFT"), "name", map[string]any{"en": "O2"}}
	}), nil},
	"Mutation.submitOrganization": {"organization", mutate("submitOrganization", "SubmitOrganizationInput", func(o one) []any {
		return []any{"organizationId", o.fresh(o, "DRAFT")}
	}), nil},
	"Mutation.verifyOrganization": {"organization", mutate("verifyOrganization", "VerifyOrganizationInput", func(o one) []any {
		return []any{"organizationId", o.decided("PENDING")}
	}), nil},
	"Mutation.returnOrganization": {"organization", mutate("returnOrganization", "ReturnOrganizationInput", func(o one) []any {
		return []any{"organizationId", o.decided("PENDING"), "reason", "r"}
	}), nil},
	"Mutation.suspendOrganization": {"organization", mutate("suspendOrganization", "SuspendOrganizationInput", func(o one) []any {
		return []any{"organizationId", o.decided("VERIFIED"), "reason", "r"}
	}), nil},
	"Mutation.reinstateOrganization": {"organization", mutate("reinstateOrganization", "ReinstateOrganizationInput", func(o one) []any {
		return []any{"organizationId", o.decided("SUSPENDED")}
	}), nil},
	"Mutation.closeOrganization": {"organization", mutate("closeOrganization", "CloseOrganizationInput", func(o one) []any {
		return []any{"organizationId", o.decided("SUSPENDED"), "reason", "r"}
	}), nil},
	"Mutation.giveMandate": {"organization", mutate("giveMandate", "GiveMandateInput", func(o one) []any {
		return []any{"organizationId", o.fresh(o, "VERIFIED"), "regionId", o.free()}
	}), nil},
	"Mutation.endMandate": {"organization", mutate("endMandate", "EndMandateInput", func(o one) []any {
		return []any{"supportCenterId", o.mandated(o)}
	}), nil},
	"Mutation.requestNetwork": {"organization", mutate("requestNetwork", "RequestNetworkInput", func(o one) []any {
		return []any{"organizationId", o.fresh(o, "VERIFIED"), "networkId", o.network(one{world: o.world, side: o.sides[1]})}
	}), nil},
	"Mutation.answerNetworkRequest": {"organization", mutate("answerNetworkRequest", "AnswerNetworkRequestInput", func(o one) []any {
		org, network := o.organization("VERIFIED", o.region), o.network(o)
		rows(o.Server).Organization.UpdateOneID(org).SetRequestedNetworkID(network).ExecX(system)
		return []any{"organizationId", org, "networkId", network, "accept", true}
	}), nil},
	"Mutation.leaveNetwork": {"organization", mutate("leaveNetwork", "LeaveNetworkInput", func(o one) []any {
		org := o.fresh(o, "VERIFIED")
		rows(o.Server).Organization.UpdateOneID(org).SetParentID(o.network(one{world: o.world, side: o.sides[1]})).ExecX(system)
		return []any{"organizationId", org}
	}), nil},
	"Mutation.inviteMember": {"organization", mutate("inviteMember", "InviteMemberInput", func(o one) []any {
		return []any{"organizationId", o.fresh(o, "VERIFIED"), "email", "invited@example.kz", "role", "MEMBER"}
	}), nil},
	"Mutation.withdrawInvitation": {"organization", mutate("withdrawInvitation", "WithdrawInvitationInput", func(o one) []any {
		id, _ := o.invited(o)
		return []any{"invitationId", id}
	}), nil},
	"Mutation.acceptInvitation": {"organization", mutate("acceptInvitation", "AcceptInvitationInput", func(o one) []any {
		elsewhere := o
		elsewhere.side = o.sides[1] // where the asker is nothing yet
		_, token := o.invited(elsewhere)
		return []any{"token", token}
	}), nil},
	"Mutation.requestMembership": {"organization", mutate("requestMembership", "RequestMembershipInput", func(o one) []any {
		return []any{"organizationId", o.organization("VERIFIED", o.region)}
	}), nil},
	"Mutation.answerMembership": {"organization", mutate("answerMembership", "AnswerMembershipInput", func(o one) []any {
		return []any{"membershipId", o.joined(o, "REQUESTED"), "accept", true}
	}), nil},
	"Mutation.setMemberRole": {"organization", mutate("setMemberRole", "SetMemberRoleInput", func(o one) []any {
		return []any{"membershipId", o.joined(o, "ACTIVE"), "role", "EDITOR"}
	}), nil},
	"Mutation.endMembership": {"organization", mutate("endMembership", "EndMembershipInput", func(o one) []any {
		return []any{"membershipId", o.joined(o, "ACTIVE")}
	}), nil},

	"Query.exportMyData": {"nobody", ask(`{ at: exportMyData { content } }`, nil), present},
	"Query.consentTexts": {"nobody", ask(`{ at: consentTexts { version } }`, nil), listed},
	"Mutation.giveConsent": {"nobody", mutate("giveConsent", "GiveConsentInput", func(o one) []any {
		return []any{"kind", "PHOTO", "textVersion", personal.Texts("en")[1].Version}
	}), nil},
	"Mutation.withdrawConsent": {"nobody", mutate("withdrawConsent", "WithdrawConsentInput", func(one) []any { return []any{"kind", "PHOTO"} }), nil},
	// Refused for a number that is not one's own: it would end the asker.
	"Mutation.eraseMyAccount": {"nobody", mutate("eraseMyAccount", "EraseMyAccountInput", func(one) []any { return []any{"publicNumber", "0"} }), nil},

	"Query.auditLog": {"organization", ask(`query($id: ID!) { at: auditLog(objectId: $id) { totalCount } }`, func(o one) map[string]any {
		id, _ := o.event(o.org, "DRAFT")
		o.admin.Do(o.t, `mutation { updateEvent(input: {eventId: "`+id+`", remote: true}) { userErrors { code } } }`, nil)
		return map[string]any{"id": id}
	}), counted},

	"Subscription.eventCapacity": {"nobody", ask(`subscription($id: ID!) { at: eventCapacity(eventId: $id) { version } }`, func(o one) map[string]any {
		id, _ := o.event(o.org, "PUBLISHED", func(*gen.ShiftCreate) {})
		return map[string]any{"id": id}
	}), present},
	"Subscription.shiftCapacities": {"nobody", ask(`subscription($id: ID!) { at: shiftCapacities(where: {eventIds: [$id]}) { reset } }`, func(o one) map[string]any {
		id, _ := o.event(o.org, "PUBLISHED", func(*gen.ShiftCreate) {})
		return map[string]any{"id": id}
	}), present},
	"Subscription.networkStats": {"nobody", ask(`subscription { at: networkStats { totals { events } } }`, nil), present},
	"Subscription.myPlaces":     {"nobody", ask(`subscription { at: myPlaces { unreadNotices } }`, nil), present},
	"Subscription.myNotices":    {"nobody", ask(`subscription { at: myNotices { unread } }`, nil), present},
	"Subscription.roster": {"organization", ask(`subscription($id: ID!) { at: roster(shiftId: $id) { reset } }`, func(o one) map[string]any {
		return map[string]any{"id": o.shift(o.org)}
	}), present},
}
