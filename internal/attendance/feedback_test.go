package attendance_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/notice"
	"erikti/ent/gen/signup"
	"erikti/internal/attendance"
)

// A person says what is not right, the organizers answer, and what they uphold stands in
// the place of what was recorded. Nobody answers their own.
func TestWhatIsNotRight(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		s, silent, own := w.shift(5), w.person(), w.person()
		w.member(own, w.org)
		places := map[string]string{silent: w.takes(t, s, silent).SignupID, own: w.takes(t, s, own).SignupID}
		dispute := func(who, place, text string) (string, string) {
			id, err := w.people.Dispute(as(who, w.org), attendance.Disputed{SignupID: place, Text: text}, "")
			return id, refused(t, err)
		}
		if _, no := dispute(silent, places[silent], "early"); no != "WRONG_STATE dispute_time" {
			t.Errorf("before the end: %q", no)
		}
		w.done(t)
		if no := refused(t, w.people.Settle(w.organizer, attendance.Settlement{EventID: s.EventID}, "")); no != "" {
			t.Fatal(no)
		}
		if _, no := dispute(own, places[silent], "not mine"); no != "NOT_FOUND" {
			t.Errorf("another one's: %q", no)
		}
		id, no := dispute(silent, places[silent], "I carried water from noon on")
		if no != "" {
			t.Fatal(no)
		}
		if _, no := dispute(silent, places[silent], "again"); no != "WRONG_STATE dispute_open" {
			t.Errorf("a second one: %q", no)
		}
		for _, who := range []string{w.staff, own} {
			if n := len(w.told(who, notice.KindHOURS_DISPUTED)); n != 1 {
				t.Errorf("an organizer was told %d times", n)
			}
		}
		mine, no := dispute(own, places[own], "mine")
		if no != "" {
			t.Fatal(no)
		}
		from, to, much := noon.Add(30*time.Minute), noon.Add(150*time.Minute), noon.Add(40*time.Hour)
		answer := func(by string, a attendance.Answered) string {
			_, err := w.people.Answer(as(by, w.org), a, "")
			return refused(t, err)
		}
		for what, got := range map[string][2]string{
			"one's own":      {answer(own, attendance.Answered{DisputeID: mine, Uphold: true, Answer: "yes", From: &from, To: &to}), "OWN_HOURS"},
			"without a word": {answer(own, attendance.Answered{DisputeID: id, Uphold: true}), "INVALID_INPUT text_missing"},
			"to come":        {answer(own, attendance.Answered{DisputeID: id, Uphold: true, Answer: "yes", From: &to, To: &much}), "INVALID_INPUT work_time"},
		} {
			if got[0] != got[1] {
				t.Errorf("%s: %q, want %q", what, got[0], got[1])
			}
		}
		if _, err := w.people.Answer(as(silent), attendance.Answered{DisputeID: id, Uphold: true, Answer: "yes"}, ""); refused(t, err) != "NOT_FOUND" {
			t.Errorf("by who does not run it: %v", err)
		}
		if no := answer(own, attendance.Answered{DisputeID: id, Uphold: true, Answer: "You were there", From: &from, To: &to}); no != "" {
			t.Fatal(no)
		}
		if no := answer(own, attendance.Answered{DisputeID: id, Answer: "no"}); no != "WRONG_STATE dispute_answered" {
			t.Errorf("twice: %q", no)
		}
		if sum := w.minutes(t, silent); sum.Minutes != 120 || sum.Pending != 0 {
			t.Errorf("%+v", sum)
		}
		if g := w.st.Client.Signup.GetX(system, places[silent]); g.State != signup.StateCOMPLETED {
			t.Error(g.State)
		}
		if n := len(w.told(silent, notice.KindHOURS_DISPUTE_ANSWERED)); n != 1 {
			t.Errorf("told %d times", n)
		}
		all, err := w.people.Disputes(as(silent), "", "", 10, "")
		if err != nil || len(all) != 1 || all[0].Answer != "You were there" {
			t.Errorf("%+v, %v", all, err)
		}
		if all, err := w.people.Disputes(as(silent), w.org, "", 10, ""); err != nil || len(all) != 0 {
			t.Errorf("those of an organization to who does not run it: %+v, %v", all, err)
		}
		w.holds(t)
	})
}

// Those who were there say how it was; the organizers see it, and not who said what.
func TestHowItWas(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		s, dana, erlan, absent := w.shift(5), w.person(), w.person(), w.person()
		for _, p := range []string{dana, erlan, absent} {
			w.takes(t, s, p)
		}
		rate := func(who string, stars int, text string) string {
			_, err := w.people.Rate(as(who), attendance.Rated{EventID: s.EventID, Stars: stars, Text: text}, "")
			return refused(t, err)
		}
		w.done(t)
		var said []attendance.Said
		for _, p := range []string{dana, erlan} {
			said = append(said, attendance.Said{SignupID: w.st.Client.Signup.Query().Where(signup.VolunteerID(p)).OnlyIDX(system), Came: attendance.CamePresent})
		}
		if no := refused(t, w.people.Settle(w.organizer, attendance.Settlement{EventID: s.EventID, Said: said}, "")); no != "" {
			t.Fatal(no)
		}
		for what, got := range map[string][2]string{
			"one":          {rate(dana, 1, "Wet"), ""},
			"another":      {rate(erlan, 4, ""), ""},
			"again":        {rate(dana, 5, "Wet, and good"), ""},
			"none":         {rate(dana, 0, ""), "INVALID_INPUT stars"},
			"who was away": {rate(absent, 5, ""), "NOT_FOUND"},
		} {
			if got[0] != got[1] {
				t.Errorf("%s: %q, want %q", what, got[0], got[1])
			}
		}
		if no := rate(dana, 5, "Wet, and good"); no != "" {
			t.Error(no)
		}
		r, err := w.people.Ratings(w.organizer, s.EventID)
		if err != nil || r == nil || r.Count != 2 || *r.Average != 4.5 || len(r.Ratings) != 2 {
			t.Fatalf("%+v, %v", r, err)
		}
		if seen := fmt.Sprintf("%+v %+v", *r.Ratings[0], *r.Ratings[1]); !strings.Contains(seen, "Wet, and good") || strings.Contains(seen, dana) || strings.Contains(seen, erlan) {
			t.Error(seen)
		}
		if r, err := w.people.Ratings(as(dana), s.EventID); err != nil || r != nil {
			t.Errorf("to who does not run it: %+v, %v", r, err)
		}
		w.at(noon.AddDate(0, 0, 40))
		if no := rate(erlan, 1, ""); no != "WRONG_STATE rating_time" {
			t.Errorf("long after: %q", no)
		}
	})
}
