package graph

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	gqlast "github.com/vektah/gqlparser/v2/ast"
)

// ownedByServer are names of what the server decides: who owns a thing, in which role and
// state, how many there are, when it was made. An input that had one would let a client
// write it (mass assignment).
var ownedByServer = regexp.MustCompile(`(?i)^((volunteer|owner|account|user|person|creator|author|actor|viewer|organization|tenant)(id|no)s?|id|version|source|evidence|hash|seq|` +
	`.*(role|status|state|granted|verified|approved|confirmed|waitlisted|held|counter|count|admin|permission|scope)s?|.*(created|updated|deleted|ended|revoked|issued)(at|by)|` +
	`(add|remove|clear|append)[A-Z].*)$`)

// sayable are the fields of inputs of mutations with such names, and why a client says
// them. What names a thing to change is looked up with the rights of the viewer.
var sayable = map[string]string{
	"AccreditHostInput.organizationId":               "who is accredited; by CREDIT_ADMIN only",
	"SetCreditBudgetInput.organizationId":            "whose budget it is; by CREDIT_ADMIN only",
	"RequestEnrollmentInput.organizationId":          "where one studies; the university confirms it",
	"ConfirmEnrollmentsFromFileInput.organizationId": "whose students they are; the viewer must be its officer",
	"SetUniversityDomainsInput.organizationId":       "whose domains they are; by CREDIT_ADMIN only",
	"AddPersonInput.organizationId":                  "who adds; the viewer must run its events",
	"CloseOrganizationInput.organizationId":          "what is decided on; the viewer must have the mandate of its region, or the platform",
	"CreateApiKeyInput.scopes":                       "never more than its owner may",
	"CreateArticleInput.organizationId":              "whose article it is; the viewer must write for it",
	"CreateCampaignInput.organizationId":             "whose campaign it is; the viewer must write for it",
	"AnswerMistakeReportInput.state":                 "what became of it, in the words of who answers; the table of states decides",
	"CreateCourseInput.organizationId":               "whose school teaches it; the viewer must teach there",
	"CreateEventInput.organizationId":                "whose event it is; the viewer must run its events",
	"DeclareHoursInput.organizationId":               "for whom one says that one worked; its organizers verify it",
	"GiveMandateInput.organizationId":                "who gets it; by the platform only",
	"InviteMemberInput.organizationId":               "into which; the viewer must be its ADMIN",
	"InviteMemberInput.role":                         "which role; the viewer must be ADMIN",
	"RecordGuardianConsentInput.organizationId":      "who records; the viewer must run its events",
	"ReinstateOrganizationInput.organizationId":      "what is decided on; the viewer must have the mandate of its region, or the platform",
	"RequestMentorshipInput.organizationId":          "who asks for help; the viewer must be its ADMIN",
	"ProposeMentorshipInput.organizationId":          "to whom help is offered; the viewer must run the center of its region",
	"ApplyForProjectInput.organizationId":            "whose project it is; the viewer must be its ADMIN",
	"ProjectIndicatorInput.source":                   "how it is counted: of what the organization promises itself",
	"RequestMembershipInput.organizationId":          "of which one asks to be a member",
	"ReturnOrganizationInput.organizationId":         "what is decided on; the viewer must have the mandate of its region, or the platform",
	"SetMemberRoleInput.role":                        "which role; the viewer must be ADMIN of the organization of the membership",
	"FollowOrganizationInput.organizationId":         "which one follows; one that the viewer sees",
	"UnfollowOrganizationInput.organizationId":       "which one follows no more",
	"AnswerNetworkRequestInput.organizationId":       "who asks; the viewer must be an ADMIN of the network",
	"LeaveNetworkInput.organizationId":               "who leaves; the viewer must be an ADMIN of it or of its network",
	"RequestNetworkInput.organizationId":             "who asks; the viewer must be its ADMIN",
	"SetOrganizationSitesInput.organizationId":       "what is changed; the viewer must be its ADMIN",
	"SubmitOrganizationInput.organizationId":         "what is changed; the viewer must be its ADMIN",
	"SuspendOrganizationInput.organizationId":        "what is decided on; the viewer must have the mandate of its region, or the platform",
	"CreateOrganizationInput.address":                "where everybody finds it, in its own words",
	"UpdateOrganizationInput.address":                "where everybody finds it, in its own words",
	"UpdateOrganizationInput.organizationId":         "what is changed; the viewer must be its ADMIN",
	"VerifyOrganizationInput.organizationId":         "what is decided on; the viewer must have the mandate of its region, or the platform",
}

// No input of a mutation has a field for what the server decides, but for those that are
// listed with the reason; and none is one that was generated from the tables.
func TestD3_InputsHoldNothingThatTheServerDecides(t *testing.T) {
	s := schema()
	seen := map[string]bool{}
	var walk func(d *gqlast.Definition)
	walk = func(d *gqlast.Definition) {
		if d == nil || d.Kind != gqlast.InputObject || seen[d.Name] {
			return
		}
		seen[d.Name] = true
		for _, f := range d.Fields {
			name := d.Name + "." + f.Name
			if ownedByServer.MatchString(f.Name) && sayable[name] == "" {
				t.Errorf("%s is what the server decides, or a name of it: leave it out, or say in sayable why a client says it", name)
			}
			walk(s.Types[f.Type.Name()])
		}
	}
	for _, f := range s.Mutation.Fields {
		for _, a := range f.Arguments {
			walk(s.Types[a.Type.Name()])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(sayable)) {
		of, field, _ := strings.Cut(name, ".")
		if d := s.Types[of]; !seen[of] || d.Fields.ForName(field) == nil || !ownedByServer.MatchString(field) {
			t.Errorf("%s is listed and is no such field", name)
		}
	}
	if len(seen) < 40 {
		t.Errorf("only %d inputs were looked at", len(seen))
	}
	for name := range s.Types {
		if strings.HasPrefix(name, "Create") && strings.HasSuffix(name, "Input") && !seen[name] {
			t.Errorf("%s belongs to no mutation", name)
		}
	}
}
