package rights

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/offer"
	"erikti/internal/apptest"
	"erikti/internal/civil"
	"erikti/internal/right"
)

// kept is a row of each type that is not public, of the second side and of somebody
// who has to do with it: what nobody of the first side may see.
type kept struct {
	ids    map[string]string // by type
	words  []string          // that stand nowhere else
	values map[string][]string
}

// keep makes the rows.
func (w *world) keep() kept {
	w.t.Helper()
	db, side, whose := rows(w.Server), w.sides[1], w.person()
	db.Volunteer.UpdateOneID(whose.id).SetGivenName("Umit-canary").SetFamilyName("Qanat-canary").SetSkills([]string{"skill-canary"}).ExecX(system)
	db.VolunteerPrivate.Update().Where(privateOf(whose.id)).SetEmail("umit-canary@example.kz").SetPhone("+77010000000").SetBirthDate(civil.Date("1987-06-05")).ExecX(system)
	at := time.Now().UTC().Truncate(time.Hour).AddDate(0, 5, 0)
	region, direction := side.region, db.Direction.Query().FirstX(system)
	draft := db.Event.Create().SetOrganizationID(side.org).SetTitleEn("Whisper-canary").SetDescriptionEn("Hush-canary").SetVenueEn("Cellar-canary").
		SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).SetTimeZone("Asia/Almaty").SetState("DRAFT").SetRegionID(region).AddDirections(direction).SaveX(system)
	db.Shift.Create().SetEvent(draft).SetTitleEn("Owl-canary").SetCapacity(7).SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).SetState("SCHEDULED").ExecX(system)
	db.Organization.UpdateOneID(side.quiet).SetNameEn("Quiet-canary").AddDirections(direction).ExecX(system)
	shift := w.shift(side.org, onePlace)
	holder := w.person()
	taken := w.takes(holder, shift)
	waits := w.takes(whose, shift, "autoAccept", false)
	holder.Do(w.t, `mutation { cancelSignup(input: {signupId: "`+taken+`"}) { userErrors { code } } }`, nil)
	seat := w.takes(whose, w.shift(side.org))
	n := db.Notice.Create().SetVolunteerID(whose.id).SetKind(notice.KindADDED).SetShiftID(shift).SetSubjectID(seat).SaveX(system)
	side.admin.Do(w.t, `mutation { cancelEvent(input: {eventId: "`+w.published(side.org)+`", reason: "r"}) { userErrors { code } } }`, nil)
	w.member(whose, side.org, right.Editor)
	reported := db.Report.Create().SetEventID(w.published(side.org)).SetRegionID(region).SetVolunteerID(whose.id).SetKind("OTHER").
		SetText("Report-canary").SaveX(system)
	help := w.mentorship(w.organization("VERIFIED", region), side.org, "REQUESTED", func(c *gen.MentorshipCreate) { c.SetMessage("Help-canary") })
	asked := w.project(side.org, "APPLICATION")
	db.Project.UpdateOneID(asked.id).SetTitleEn("Project-canary").ExecX(system)
	db.ProjectIndicator.UpdateOneID(asked.indicators[0]).SetTitleEn("Indicator-canary").ExecX(system)
	study := w.study(side.org, "REVIEW", func(c *gen.StudyCreate) { c.SetQuestionEn("Study-canary") })
	w.interview(study, func(c *gen.InterviewCreate) {
		c.SetExpert("Expert-canary").SetNotes("Notes-canary").SetThemes("Theme-canary")
	})
	course := w.course(side.org, "DRAFT")
	db.Course.UpdateOneID(course).SetTitleEn("Course-canary").ExecX(system)
	cohort := db.Cohort.Create().SetCourseID(course).SetEventID(draft.ID).SetShiftID(db.Shift.Query().Where(ofEvent(draft.ID)).OnlyIDX(system)).SaveX(system).ID
	lesson := db.Lesson.Create().SetCohortID(cohort).SetTitleEn("Lesson-canary").SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).SaveX(system).ID
	return kept{
		ids: map[string]string{
			"Study": study, "Course": course, "Cohort": cohort, "Lesson": lesson,
			"Mentorship": help, "Project": asked.id, "ProjectIndicator": asked.indicators[0], "ProjectReport": asked.reports[0],
			"Organization": side.quiet, "Event": draft.ID, "Shift": db.Shift.Query().Where(ofEvent(draft.ID)).OnlyIDX(system),
			"Membership": db.Membership.Query().Where(ofVolunteer(whose.id)).OnlyIDX(system), "Volunteer": whose.id,
			"Signup": seat, "WaitlistEntry": waits, "Offer": db.Offer.Query().Where(offer.ShiftID(shift)).OnlyIDX(system), "Notice": n.ID,
			"Report": reported.ID, "AuditEntry": db.AuditEntry.Query().Where(cancelledAt(side.org)).OnlyIDX(system),
		},
		words: []string{"-canary", "+77010000000", "1987-06-05"},
		values: map[string][]string{
			"ID":       {draft.ID, side.quiet, side.org, region, direction.ID, whose.id},
			"String":   {"Whisper-canary", "Quiet-canary", "Asia/Almaty", "KZ"},
			"DateTime": {at.Format(time.RFC3339), at.Add(time.Hour).Format(time.RFC3339)},
			"Date":     {"1987-06-05", "2020-01-01"}, "Int": {"0", "1", "7"}, "Float": {"0.5"}, "Boolean": {"true", "false"},
		},
	}
}

func (w *world) published(org string) string {
	id, _ := w.event(org, "PUBLISHED", func(*gen.ShiftCreate) {})
	return id
}

// told returns the words and ids of what is kept that stand in an answer.
func (k kept) told(body []byte, but ...string) []string {
	var found []string
	for _, word := range k.words {
		if strings.Contains(string(body), word) {
			found = append(found, word)
		}
	}
	for name, id := range k.ids {
		if strings.Contains(string(body), id) && !contains(but, name) {
			found = append(found, fmt.Sprint("the id of the ", name))
		}
	}
	return found
}

func contains(all []string, s string) bool {
	for _, a := range all {
		if a == s {
			return true
		}
	}
	return false
}

// Nobody of the first side sees a row of the second that is not public, by its id,
// and those of the second side do, as the table of rights says.
func TestD2_NodesOfEveryType(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		w := newWorld(t, s)
		k := w.keep()
		for _, d := range schema.GetPossibleTypes(schema.Types["Node"]) {
			row, ok := right.Types[d.Name]
			if !ok {
				t.Errorf("%s is a new type: say in internal/right/types.go who sees its rows, and make one in test/rights/secrets_test.go", d.Name)
				continue
			}
			id, made := k.ids[d.Name]
			if !made {
				if !contains(asStrings(row.By), string(right.Anyone)) {
					t.Errorf("%s: no row of it is made in test/rights/secrets_test.go", d.Name)
				}
				continue
			}
			for asker, p := range w.askers {
				seen := p.Do(t, `query($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }`, map[string]any{"id": id})
				want := asker == right.PlatformAdmin && contains(asStrings(row.By), string(asker))
				if got := seen.At("node") != nil; got != want || (seen.At("nodes", 0) != nil) != want {
					t.Errorf("%s of another organization as %s: seen %v, want %v", d.Name, asker, got, want)
				}
			}
			// Those of that organization.
			for _, role := range right.Roles {
				p := w.person()
				w.member(p, w.sides[1].org, role)
				w.member(p, w.sides[1].quiet, role)
				seen := p.Do(t, `query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": id})
				if got, want := seen.At("node") != nil, contains(asStrings(row.By), string(role)); got != want {
					t.Errorf("%s as %s of its organization: seen %v, want %v", d.Name, role, got, want)
				}
			}
		}
	})
}

func asStrings(askers []right.Asker) []string {
	var all []string
	for _, a := range askers {
		all = append(all, string(a))
	}
	return all
}

// On no way from what is public to what is not does an answer tell of it: every edge of
// every type, four objects deep, in every order.
func TestD2_EveryEdgeAsEverybody(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		w := newWorld(t, s)
		k := w.keep()
		documents := crawl(4)
		if len(documents) < 10 {
			t.Fatalf("%d documents", len(documents))
		}
		for asker, p := range w.askers {
			for _, document := range documents {
				a := p.Ask(t, document, nil)
				if refused := a.Code() == "FORBIDDEN" || a.Code() == "UNAUTHENTICATED"; len(a.Errors) > 0 && !refused {
					t.Fatalf("%s\n%s", document, a.Body)
				}
				var but []string
				if asker == right.PlatformAdmin {
					continue // sees the quiet organization and the audit; of those the matrix tells
				}
				if told := k.told(a.Body, but...); len(told) > 0 {
					t.Errorf("%s reads %q: %s", asker, told, document)
				}
			}
		}
		t.Logf("%d documents, %d askers", len(documents), len(w.askers))
	})
}
