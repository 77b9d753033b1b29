package rights

import (
	"fmt"
	"maps"
	"net/url"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/apptest"
	"erikti/internal/consent"
)

func init() { maps.Copy(recipes, guestRecipes) }

func forGuests(c *gen.ShiftCreate) { c.SetGuestSignup(true) }

// guest is the input of one who signs up for a shift.
func (o one) guest(shift string, more ...any) []any {
	return append([]any{
		"shiftId", shift, "givenName", "A", "familyName", "N", "phone", "+77012345678", "birthDate", "1999-02-03", "consentVersion", consent.Version,
	}, more...)
}

// guestOn signs a guest up and returns the token of the link.
func (o one) guestOn(shift string, more ...any) string {
	o.t.Helper()
	a := o.As("").Do(o.t, `mutation($in: SignUpAsGuestInput!) { signUpAsGuest(input: $in) { manageUrl userErrors { code } } }`,
		apptest.Input(o.guest(shift, more...)...))
	link, err := url.Parse(a.Text("signUpAsGuest", "manageUrl"))
	if err != nil || link.Query().Get("place") == "" {
		o.t.Fatalf("a guest: %s", a.Body)
	}
	return link.Query().Get("place")
}

// added is the public number of a person whom the organizers of an organization added.
func (o one) added(born int) string {
	o.t.Helper()
	a := o.side.admin.Do(o.t, `mutation($in: AddPersonInput!) { addPerson(input: $in) { volunteer { publicNumber } userErrors { code } } }`,
		apptest.Input("organizationId", o.org, "givenName", "P", "familyName", "S", "birthYear", born, "consentSignedOn", time.Now().Format(time.DateOnly)))
	number := a.Text("addPerson", "volunteer", "publicNumber")
	if number == "" {
		o.t.Fatalf("adding a person: %s", a.Body)
	}
	return number
}

// paper is the input of a guardian's consent on paper.
func (o one) paper() []any {
	return []any{
		"organizationId", o.org, "publicNumber", o.added(time.Now().Year() - 10), "guardianName", "G",
		"signedOn", time.Now().Format(time.DateOnly),
	}
}

var guestRecipes = map[string]recipe{
	"Query.guestPlace": {"nobody", ask(`query($t: String!) { at: guestPlace(token: $t) { shift { id } } }`, func(o one) map[string]any {
		return map[string]any{"t": o.guestOn(o.shift(o.org, forGuests))}
	}), present},
	"Mutation.signUpAsGuest": {"nobody", mutate("signUpAsGuest", "SignUpAsGuestInput", func(o one) []any {
		return o.guest(o.shift(o.org, forGuests))
	}), nil},
	"Mutation.cancelAsGuest": {"nobody", mutate("cancelAsGuest", "CancelAsGuestInput", func(o one) []any {
		return []any{"token", o.guestOn(o.shift(o.org, forGuests))}
	}), nil},
	"Mutation.answerOfferAsGuest": {"nobody", mutate("answerOfferAsGuest", "AnswerOfferAsGuestInput", func(o one) []any {
		shift, holder := o.shift(o.org, forGuests, onePlace), o.person()
		taken := o.takes(holder, shift)
		token := o.guestOn(shift, "autoAccept", false)
		holder.Do(o.t, `mutation($id: ID!) { cancelSignup(input: {signupId: $id}) { userErrors { code } } }`, map[string]any{"id": taken})
		if n := rows(o.Server).WaitlistEntry.Query().Where(waitlistentry.ShiftID(shift), waitlistentry.StateEQ(waitlistentry.StateOFFERED)).CountX(system); n != 1 {
			o.t.Fatalf("%d are offered a place", n)
		}
		return []any{"token", token, "accept", true}
	}), nil},
	"Mutation.claimRecord": {"nobody", mutate("claimRecord", "ClaimRecordInput", func(o one) []any {
		o.made++
		return []any{"code", o.guestOn(o.shift(o.org, forGuests)), "email", fmt.Sprintf("claimed%d@example.kz", o.made), "password", "quiet steppe wind"}
	}), nil},
	"Mutation.attachRecord": {"nobody", mutate("attachRecord", "AttachRecordInput", func(o one) []any {
		return []any{"code", o.guestOn(o.shift(o.org, forGuests))}
	}), nil},
	"Mutation.addPerson": {"organization", mutate("addPerson", "AddPersonInput", func(o one) []any {
		return []any{"organizationId", o.org, "givenName", "P", "familyName", "S", "birthYear", 1990, "consentSignedOn", time.Now().Format(time.DateOnly)}
	}), nil},
	"Mutation.issueClaimCode": {"organization", mutate("issueClaimCode", "IssueClaimCodeInput", func(o one) []any {
		return []any{"publicNumber", o.added(1990)}
	}), nil},
	// Nobody here is a child: they may ask, and are told so.
	"Mutation.nameGuardian": {"nobody", mutate("nameGuardian", "NameGuardianInput", func(one) []any {
		return []any{"guardianName", "G", "phone", "+77017654321"}
	}), nil},
	"Mutation.recordGuardianConsent": {"organization", mutate("recordGuardianConsent", "RecordGuardianConsentInput", func(o one) []any {
		return o.paper()
	}), nil},
	"Mutation.revokeGuardianConsent": {"organization", mutate("revokeGuardianConsent", "RevokeGuardianConsentInput", func(o one) []any {
		a := o.side.admin.Do(o.t, `mutation($in: RecordGuardianConsentInput!) { recordGuardianConsent(input: $in) { guardianConsent { id } userErrors { code } } }`,
			apptest.Input(o.paper()...))
		return []any{"consentId", a.Text("recordGuardianConsent", "guardianConsent", "id")}
	}), nil},

	"Query.liveConnections":        {"nobody", ask(`{ at: liveConnections { __typename } }`, nil), present},
	"Subscription.liveConnections": {"nobody", ask(`subscription { at: liveConnections { __typename } }`, nil), present},
}
