package university_test

import (
	"testing"

	"erikti/ent/gen/enrollment"
	"erikti/internal/fault"
	"erikti/internal/university"
)

// No number of the state is taken for a student's: not from the student, not from a list, not
// where one was written before. Numbers that only look alike are students' numbers.
func TestNoStateNumberIsTaken(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		ask := func(number string) (string, error) {
			return w.university.Request(w.as(w.person("Dana", "Serik"), nil), university.Wish{OrganizationID: w.uni, StudentNo: number}, "")
		}
		stateNumber := func(err error) {
			t.Helper()
			if r, ok := fault.AsRefusal(err); !ok || r.Code != fault.InvalidInput || r.Detail != "student_no_state" {
				t.Errorf("%v", err)
			}
		}
		for _, number := range []string{
			"061211600012",
			"010517400009",      // by the first weights
			"010517401809",      // by the second ones
			"000229600014",      // a leap day
			" 0612 1160 0012\t", // as it is compared
		} {
			_, err := ask(number)
			stateNumber(err)
		}
		if n := w.store.Client.Enrollment.Query().CountX(w.system); n != 0 {
			t.Errorf("%d are stored", n)
		}
		for _, number := range []string{
			"061211600013",  // another check digit
			"011317400014",  // a thirteenth month
			"010230600011",  // 30 February
			"010229600016",  // 29 February of no leap year
			"010517401860",  // both sums are 10: given to nobody
			"06121160001",   // too short
			"0612116000121", // too long
			"06121160001A", "20B1234",
		} {
			if _, err := ask(number); err != nil {
				t.Errorf("%s: %v", number, err)
			}
		}
		before := w.store.Client.Enrollment.Create().SetVolunteerID(w.person("Oleg", "Kim")).SetOrganizationID(w.uni).SetStudentNo("061211600012").SaveX(w.system).ID
		_, err := w.university.Decide(w.officer, university.Decision{EnrollmentID: before, Confirm: true}, "")
		stateNumber(err)
		r, err := w.university.File(w.officer, w.uni, "student_no,family_name,given_name\n061211600012,Kim,Oleg\n", false, "")
		done(t, err)
		if len(r.Errors) != 1 || r.Errors[0].Code != "BAD_ROW" || r.Confirmed != 0 || w.state(before) != enrollment.StateREQUESTED {
			t.Errorf("%+v, %s", r, w.state(before))
		}
	})
}
