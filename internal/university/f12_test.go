package university_test

import (
	"strings"
	"testing"

	"erikti/ent/gen/enrollment"
	"erikti/internal/csvfile/csvtest"
)

// TestF12_ListsOfStudents takes one list as every spreadsheet writes it, and says the same
// of each. A formula is a text that fits nobody; a row that cannot be read, and one whose
// characters were lost before, cost themselves alone.
func TestF12_ListsOfStudents(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		dana, _ := w.asks("Дана", "Серік", "20B-1")
		formula, _ := w.asks("Oleg", "=1+1", "20B-2")
		other, _ := w.asks("Olga", "Kim", "20B-3")
		list := "Student_No,family_name,given_name,full_time\n" +
			"20b-1,СЕРІК,дана,нет\n" + // 2
			"=HYPERLINK(\"\"http://x\"\"),+Kim,-Olga,\n" + // 3
			"=20B-3,Kim,Olga,\n" + // 4
			"20B-2,=2,Oleg,\n" + // 5
			"20B-2,'=1+1,Oleg,да\n" + // 6: as a spreadsheet keeps it from being one
			"20B-3,\"Kim\"x,Olga,\n" + // 7
			",,,\n"
		want := map[int]string{3: "BAD_ROW", 4: "NOT_REQUESTED", 5: "NAME_DIFFERS", 7: "BAD_ROW"}
		takes := func(name, file string, dry bool) {
			t.Helper()
			r, err := w.university.File(w.officer, w.uni, file, dry, "")
			if err != nil {
				t.Errorf("%s: %v", name, err)
				return
			}
			got := map[int]string{}
			for _, e := range r.Errors {
				got[e.Line] = e.Code
			}
			if r.Rows != 6 || r.Confirmed != 2 || r.Failed != len(want) || len(got) != len(want) {
				t.Errorf("%s: %+v", name, r)
			}
			for line, code := range want {
				if got[line] != code {
					t.Errorf("%s, line %d: %q, want %q", name, line, got[line], code)
				}
			}
		}
		for name, file := range csvtest.Files(t, list) {
			takes(name, file, true)
		}
		takes("the run", csvtest.Files(t, list)["windows-1251, semicolons, returns"], false)
		for id, want := range map[string]enrollment.State{dana: enrollment.StateCONFIRMED, formula: enrollment.StateCONFIRMED, other: enrollment.StateREQUESTED} {
			if w.state(id) != want {
				t.Errorf("%s, want %s", w.state(id), want)
			}
		}
		lost := strings.ToValidUTF8(csvtest.Files(t, "student_no,family_name,given_name\n20B-3,Ким,Ольга\n20B-3,Kim,Olga\n")["windows-1251, semicolons, lines"], "\uFFFD")
		r, err := w.university.File(w.officer, w.uni, lost, true, "")
		done(t, err)
		if r.Confirmed != 1 || len(r.Errors) != 1 || r.Errors[0].Code != "BAD_ROW" || r.Errors[0].Line != 2 {
			t.Errorf("%+v", r)
		}
	})
}
