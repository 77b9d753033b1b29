package sdl

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// meanings says what the generated types are; entgql has no words for them.
var meanings = map[string]string{
	"Article":                 "A piece of news, a guide or an announcement, in up to three languages.",
	"ArticleKind":             "What an article is.",
	"ArticleOrderField":       "What articles can be ordered by.",
	"ArticleState":            "Where an article stands: a SCHEDULED one is published by the clock, a WITHDRAWN one is seen no more.",
	"Campaign":                "What the network does together for a time: a year, or a forum with its programme.",
	"CampaignKind":            "What a campaign is: a year, or a forum of some days with sessions.",
	"CampaignOrderField":      "What campaigns can be ordered by.",
	"CampaignSession":         "A line of the programme of a forum; one that takes sign-ups has a shift.",
	"CampaignState":           "Where a campaign stands.",
	"MistakeReport":           "What a reader says is wrong in an article. Seen by its editors, and by the reader who was signed in.",
	"MistakeReportKind":       "What is wrong: a mistake in the text, or a link that leads nowhere.",
	"MistakeReportOrderField": "What reports of mistakes can be ordered by.",
	"MistakeReportPart":       "A part of an article.",
	"MistakeReportState":      "Where a report of a mistake stands: an editor ACCEPTED it, FIXED the article, or DECLINED it.",
	"Picture":                 "A picture of an article, drawn anew by the server in two sizes.",
	"AuditActor":              "What did something.",
	"AuditEntry":              "Who did what, when, to what, from where and why. Nothing in it can be changed.",
	"AuditEntryOrderField":    "What entries of the audit can be ordered by.",
	"Cohort":                  "Those who learn a course together.",
	"Course":                  "What a School of Volunteers teaches.",
	"CourseState":             "Where a course stands: a DRAFT is seen by its organization only, a RETIRED one gets no new cohorts.",
	"Lesson":                  "One meeting of a cohort.",
	"Direction":               "A field of volunteering, with who may take part in it.",
	"DirectionCode":           "A field of volunteering.",
	"District":                "A district, or a city of regional significance, in a region for a time.",
	"Event":                   "Something an organization does with volunteers; people sign up for its shifts.",
	"EventKind":               "What the places of an event are for: work, a course, a forum, or student credit.",
	"EventOrderField":         "What events can be ordered by.",
	"EventState":              "Where an event stands: a DRAFT is seen by its organization only.",
	"LegalForm":               "What an organization is in law.",
	"Membership":              "A role of a person in an organization, for a time.",
	"MembershipRole":          "What a member does; COORDINATOR and ADMIN run events.",
	"MembershipStatus":        "Where a membership stands: only an ACTIVE one gives rights.",
	"Mentorship":              "A support center's help to an organization. What the two sides say to each other is theirs; once it is ACTIVE or COMPLETED everybody sees that there is one, and what changed.",
	"MentorshipOrderField":    "What mentorships can be ordered by.",
	"MentorshipState":         "Where a mentorship stands: REQUESTED by the organization or PROPOSED by the center, then ACTIVE or PAUSED, at last COMPLETED, or DECLINED (also a request that was withdrawn).",
	"Notice":                  "What a person was told.",
	"NoticeKind":              "What a notice tells.",
	"NoticeOrderField":        "What notices can be ordered by.",
	"Offer":                   "A place held for a person of the queue until it expires.",
	"OfferState":              "Where an offer stands: a PENDING one holds its place.",
	"Organization":            "Who runs events: a registered organization, a group of volunteers, a university, or a network of them.",
	"OrganizationOrderField":  "What organizations can be ordered by.",
	"OrganizationStatus":      "Where an organization stands: only a VERIFIED one publishes.",
	"Project":                 "What an organization carries out for a funder or by its own means, from the application to the closing. Public from its award on.",
	"ProjectFunding":          "Whose money a project is carried out with: the state social order, a grant, or the organization's own.",
	"ProjectIndicator":        "What a project wants to reach, as a number: what the organization declares beside what the network computes.",
	"ProjectIndicatorSource":  "Where the value of an indicator comes from: verified hours, people and events of the project are computed; DECLARED is the organization's word alone.",
	"ProjectOrderField":       "What projects can be ordered by.",
	"ProjectReport":           "A report on a period of a project.",
	"ProjectReportState":      "Where a report stands: DROPPED when its project ended before.",
	"ProjectState":            "Where a project stands.",
	"Region":                  "A region of Kazakhstan, or a city that is one.",
	"RegionKind":              "A region, or a city of republican significance.",
	"Report":                  "Says that something is wrong with an event. Seen by the support center of the region and the platform.",
	"ReportKind":              "What is wrong with an event.",
	"ReportState":             "Whether somebody still has to look at a report.",
	"ReportOrderField":        "What reports can be ordered by.",
	"Shift":                   "A part of an event with a limited number of places.",
	"ShiftState":              "Where a shift stands, by the clock or because it was cancelled. Full is not a state: see available.",
	"Signup":                  "A person's place on a shift, or the wish for one that has yet to be approved.",
	"SignupCancelledBy":       "Who gave a place up.",
	"SignupOrderField":        "What sign-ups can be ordered by.",
	"SignupPolicy":            "Whether a sign-up takes a place at once or asks for one.",
	"SignupSource":            "How a place came about.",
	"SignupState":             "Where a sign-up stands.",
	"Study":                   "What a support center finds out about its region, with expert interviews and figures of the network. Public once it is PUBLISHED.",
	"StudyOrderField":         "What studies can be ordered by.",
	"StudyState":              "Where a study stands: PLANNED, in FIELDWORK, in REVIEW, PUBLISHED.",
	"SupportCenter":           "A mandate: an organization is the support center of a region for a time.",
	"Volunteer":               "A person of the network. Personal fields are null for those who may not see them.",
	"WaitlistEntry":           "A person's position in the queue for a shift.",
	"WaitlistState":           "Where a person stands in a queue.",
	"Query":                   "Reading the graph.",
}

// fieldMeanings are for the fields that come without words.
var fieldMeanings = map[string]string{
	"id":            "Opaque and unique over all types.",
	"createdAt":     "When it was made.",
	"organizations": "The organizations there, those that the viewer may see.",
	"events":        "The events there, those that the viewer may see.",
	"cohorts":       "Those who learn it together, those that the viewer may see.",
	"courses":       "The courses of its School of Volunteers, those that the viewer may see.",
	"children":      "Members of the network of organizations.",
	"mentees":       "As a support center: the organizations it mentors or mentored, those that the viewer may see.",
	"mentorships":   "The help of support centers to it, as far as the viewer may see it.",
	"projects":      "The projects it carries out, those that the viewer may see.",
	"memberships":   "Memberships: all to its ADMINs, to others their own.",
	"signups":       "Sign-ups: all to those who run the event, to others their own.",
	"not":           "What must not hold.",
	"and":           "What must all hold.",
	"or":            "Of which one must hold.",
	"where":         "Which to return.",
}

// describe gives every type and field a meaning, and fails where it has none.
func describe(s *ast.Schema) error {
	for name, t := range s.Types {
		switch {
		case meanings[name] != "":
			t.Description = meanings[name]
		case strings.HasSuffix(name, "WhereInput"):
			t.Description = "Which of them to return; all conditions of one object must hold."
		case t.Kind == ast.Enum && strings.Contains(t.Description, "is enum for"):
			return fmt.Errorf("ent/sdl: say what %s means", name)
		case t.Description == "":
			return fmt.Errorf("ent/sdl: say what %s means", name)
		}
		for _, f := range t.Fields {
			if strings.HasSuffix(f.Description, " predicates") {
				f.Description = ""
			}
			if f.Description == "" {
				f.Description = fieldMeanings[f.Name]
			}
			if f.Description == "" && t.Kind == ast.InputObject {
				f.Description = "Compares as its name says."
			}
			if f.Description == "" {
				return fmt.Errorf("ent/sdl: say what %s.%s means", name, f.Name)
			}
			for _, a := range f.Arguments {
				if a.Name == "where" {
					a.Description = fieldMeanings["where"]
				}
			}
		}
	}
	return nil
}
