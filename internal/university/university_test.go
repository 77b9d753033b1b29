package university_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"erikti/ent/gen/enrollment"
	"erikti/ent/gen/notice"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/pgtest"
	"erikti/internal/reference"
	"erikti/internal/store"
	"erikti/internal/university"
	"erikti/internal/viewer"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

var noon = time.Date(2026, 5, 20, 7, 0, 0, 0, time.UTC)

// world is a database with two universities and an officer of the first.
type world struct {
	t            *testing.T
	store        *store.Store
	university   *university.Service
	system       context.Context
	officer      context.Context
	admin        context.Context
	uni, another string
}

func eachDatabase(t *testing.T, test func(t *testing.T, w *world)) {
	t.Parallel()
	for name, url := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return pgtest.SQLite(t) },
		"postgres": func(t *testing.T) string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			st, err := store.Open(t.Context(), url(t), store.Options{})
			done(t, err)
			t.Cleanup(func() { _ = st.Close() })
			done(t, reference.Seed(t.Context(), st))
			w := &world{t: t, store: st, system: rule.System(context.Background())}
			w.university = university.New(st, func([]string) {}, func() time.Time { return noon })
			for _, id := range []*string{&w.uni, &w.another} {
				*id = st.Client.Organization.Create().SetNameEn("University").SetLegalForm("UNIVERSITY").SetStatus("VERIFIED").SaveX(w.system).ID
			}
			w.officer = w.as(w.person("Officer", "One"), map[string][]viewer.Role{w.uni: {"UNIVERSITY_OFFICER"}})
			w.admin = w.as(w.person("Admin", "One"), nil, viewer.CreditAdmin)
			test(t, w)
		})
	}
}

func (w *world) as(volunteer string, roles map[string][]viewer.Role, platform ...string) context.Context {
	return viewer.With(context.Background(), &viewer.Viewer{VolunteerID: volunteer, AccountID: "acc_x", SessionID: "ses_x", Roles: roles, Platform: platform})
}

func (w *world) person(given, family string) string {
	return w.store.Client.Volunteer.Create().SetGivenName(given).SetFamilyName(family).SaveX(w.system).ID
}

// asks lets a new person ask the first university.
func (w *world) asks(given, family, number string) (id string, who context.Context) {
	w.t.Helper()
	who = w.as(w.person(given, family), nil)
	id, err := w.university.Request(who, university.Wish{OrganizationID: w.uni, StudentNo: number, FullTime: true}, "")
	done(w.t, err)
	return id, who
}

func (w *world) state(id string) enrollment.State {
	return w.store.Client.Enrollment.GetX(w.system, id).State
}

func done(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t testing.TB, err error, want fault.Code) {
	t.Helper()
	if r, ok := fault.AsRefusal(err); !ok || r.Code != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// One asks a verified university, once at a time, with a number; it is read as all are
// compared.
func TestAskingAUniversity(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		id, who := w.asks("Dana", "Serik", " 20b 12-34 ")
		if e := w.store.Client.Enrollment.GetX(w.system, id); e.StudentNo != "20B12-34" || e.State != enrollment.StateREQUESTED || e.ValidFrom != "" {
			t.Errorf("%+v", e)
		}
		_, err := w.university.Request(who, university.Wish{OrganizationID: w.uni, StudentNo: "2"}, "")
		refused(t, err, fault.AlreadyMember)
		_, err = w.university.Request(who, university.Wish{OrganizationID: w.another, StudentNo: "2"}, "")
		done(t, err)
		_, err = w.university.Request(who, university.Wish{OrganizationID: w.another, StudentNo: " "}, "")
		refused(t, err, fault.InvalidInput)
		club := w.store.Client.Organization.Create().SetNameEn("Club").SetLegalForm("NGO").SetStatus("VERIFIED").SaveX(w.system).ID
		draft := w.store.Client.Organization.Create().SetNameEn("New").SetLegalForm("UNIVERSITY").SetStatus("PENDING").SaveX(w.system).ID
		for _, no := range []string{club, draft, "org_none"} {
			_, err = w.university.Request(who, university.Wish{OrganizationID: no, StudentNo: "3"}, "")
			refused(t, err, fault.NotFound)
		}
	})
}

// Who showed that mail to an address of the university's own domain reaches them is
// confirmed at once: not by an address that was only typed, nor by one that looks alike.
func TestAnAddressOfTheUniversity(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		_, err := w.university.SetDomains(w.officer, w.uni, []string{"uni.edu.kz"}, "")
		refused(t, err, fault.NotFound)
		_, err = w.university.SetDomains(w.admin, w.uni, []string{"no domain"}, "")
		refused(t, err, fault.InvalidInput)
		_, err = w.university.SetDomains(w.admin, w.uni, []string{"UNI.edu.kz", "uni.edu.kz"}, "")
		done(t, err)
		_, err = w.university.SetDomains(w.admin, w.another, []string{"uni.edu.kz"}, "")
		refused(t, err, fault.InvalidInput)
		for address, want := range map[string]enrollment.State{
			"a@uni.edu.kz": enrollment.StateCONFIRMED, "b@notuni.edu.kz": enrollment.StateREQUESTED,
			"c@uni.edu.kz.example": enrollment.StateREQUESTED, "typed@uni.edu.kz": enrollment.StateREQUESTED,
		} {
			who := w.person("A", "B")
			a := w.store.Client.Account.Create().SetVolunteerID(who).SetEmail(address)
			if address != "typed@uni.edu.kz" {
				a.SetEmailVerifiedAt(noon)
			}
			a.ExecX(w.system)
			id, err := w.university.Request(w.as(who, nil), university.Wish{OrganizationID: w.uni, StudentNo: address}, "")
			done(t, err)
			e := w.store.Client.Enrollment.GetX(w.system, id)
			if e.State != want || want == enrollment.StateCONFIRMED && (e.Via == nil || *e.Via != enrollment.ViaEMAIL || e.ValidTo != "2026-09-01") {
				t.Errorf("%s: %+v", address, e)
			}
		}
	})
}

// An officer of the university decides, once, never about themselves; a number is one
// person's.
func TestDecidingWhoIsAStudent(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		id, who := w.asks("Dana", "Serik", "1")
		decide := func(by context.Context, d university.Decision) error {
			_, err := w.university.Decide(by, d, "")
			return err
		}
		other := w.as(w.person("Other", "One"), map[string][]viewer.Role{w.another: {"UNIVERSITY_OFFICER"}, w.uni: {"COORDINATOR"}})
		refused(t, decide(other, university.Decision{EnrollmentID: id, Confirm: true}), fault.NotFound)
		refused(t, decide(who, university.Decision{EnrollmentID: id, Confirm: true}), fault.NotFound)
		own, err := w.university.Request(w.officer, university.Wish{OrganizationID: w.uni, StudentNo: "9"}, "")
		done(t, err)
		refused(t, decide(w.officer, university.Decision{EnrollmentID: own, Confirm: true}), fault.OwnAward)
		past := civil.Date("2026-05-20")
		refused(t, decide(w.officer, university.Decision{EnrollmentID: id, Confirm: true, ValidTo: &past}), fault.InvalidInput)
		done(t, decide(w.officer, university.Decision{EnrollmentID: id, Confirm: true}))
		if e := w.store.Client.Enrollment.GetX(w.system, id); e.State != enrollment.StateCONFIRMED || e.ValidFrom != "2026-05-20" || e.ValidTo != "2026-09-01" || !e.FullTime {
			t.Errorf("%+v", e)
		}
		refused(t, decide(w.officer, university.Decision{EnrollmentID: id}), fault.WrongState)
		same, twin := w.asks("Another", "Person", "1")
		refused(t, decide(w.officer, university.Decision{EnrollmentID: same, Confirm: true}), fault.InvalidInput)
		done(t, decide(w.officer, university.Decision{EnrollmentID: same}))
		if w.state(same) != enrollment.StateDECLINED {
			t.Error(w.state(same))
		}
		told := map[string]notice.Kind{}
		for _, n := range w.store.Client.Notice.Query().AllX(w.system) {
			told[n.VolunteerID] = n.Kind
		}
		if len(told) != 2 || told[viewer.From(who).VolunteerID] != notice.KindENROLLMENT_CONFIRMED || told[viewer.From(twin).VolunteerID] != notice.KindENROLLMENT_DECLINED ||
			w.store.Client.Notice.Query().CountX(w.system) != 2 {
			t.Errorf("%v", told)
		}
		_, err = w.university.End(other, id, "")
		refused(t, err, fault.NotFound)
		_, err = w.university.End(who, id, "")
		done(t, err)
		if w.state(id) != enrollment.StateENDED {
			t.Error(w.state(id))
		}
		_, err = w.university.End(who, id, "")
		refused(t, err, fault.WrongState)
	})
}

// A list confirms those who asked with the number and the name that stand in it, and says
// of every other row why not; a dry run says the same and writes nothing.
func TestAListOfStudents(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		dana, _ := w.asks("Дана", "Серік", "1")
		oleg, _ := w.asks("Oleg", "Kim", "2")
		w.asks("Twin", "Kim", "3")
		w.asks("Twin", "Kim", "3")
		_, err := w.university.Request(w.officer, university.Wish{OrganizationID: w.uni, StudentNo: "4"}, "")
		done(t, err)
		taken, _ := w.asks("First", "One", "5")
		_, err = w.university.Decide(w.officer, university.Decision{EnrollmentID: taken, Confirm: true}, "")
		done(t, err)
		w.asks("Second", "One", "5")
		text := "\ufeffFamily_Name,given_name,student_no,full_time,valid_to\n" +
			"СЕРІК,дана,1,нет,2027-07-01\n" + // 2
			"Kim,Ivan,2,,\n" + // 3
			"Kim,Twin,3,,\n" + // 4
			"One,Officer,4,,\n" + // 5
			"One,First,5,,\n" + // 6: before
			"One,Second,5,,\n" + // 7
			"Nobody,At All,6,,\n" + // 8
			"Kim,Oleg,2,perhaps,\n" // 9
		for _, dry := range []bool{true, false} {
			r, err := w.university.File(w.officer, w.uni, text, dry, "")
			done(t, err)
			codes := map[int]string{}
			for _, e := range r.Errors {
				codes[e.Line] = e.Code
			}
			want := map[int]string{3: "NAME_DIFFERS", 4: "AMBIGUOUS", 5: "OWN", 7: "NUMBER_TAKEN", 8: "NOT_REQUESTED", 9: "BAD_ROW"}
			if r.Rows != 8 || r.Confirmed != 1 || r.Unchanged != 1 || r.Failed != 6 {
				t.Errorf("dry %v: %+v", dry, r)
			}
			for line, code := range want {
				if codes[line] != code {
					t.Errorf("dry %v, line %d: %q, want %q", dry, line, codes[line], code)
				}
			}
			if confirmed := w.state(dana) == enrollment.StateCONFIRMED; confirmed == dry {
				t.Errorf("dry %v: %s", dry, w.state(dana))
			}
		}
		if n := w.store.Client.Notice.Query().Where(notice.VolunteerID(w.store.Client.Enrollment.GetX(w.system, dana).VolunteerID)).OnlyX(w.system); n.Kind != notice.KindENROLLMENT_CONFIRMED {
			t.Errorf("%+v", n)
		}
		if e := w.store.Client.Enrollment.GetX(w.system, dana); e.FullTime || e.ValidTo != "2027-07-01" || *e.Via != enrollment.ViaFILE {
			t.Errorf("%+v", e)
		}
		if w.state(oleg) != enrollment.StateREQUESTED {
			t.Error(w.state(oleg))
		}
		stranger := w.as(w.person("No", "Body"), nil)
		_, err = w.university.File(stranger, w.uni, text, true, "")
		refused(t, err, fault.NotFound)
		for _, head := range []string{"", "student_no,name\n", "student_no|family_name|given_name\n1|a|b\n", "student_no,family_name,given_name,student_no\n1,a,b,2\n"} {
			_, err = w.university.File(w.officer, w.uni, head, false, "")
			refused(t, err, fault.InvalidInput)
		}
	})
}

// Officers of the university see its students, and nobody else does; the student sees
// their own.
func TestWhoSeesStudents(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		id, who := w.asks("Dana", "Serik", "1")
		c := w.store.Client
		all, err := university.At(w.system, c, viewer.From(w.officer), w.uni, university.Filter{}, 10, "")
		if err != nil || !slices.ContainsFunc(all, func(e *university.Enrollment) bool { return e.ID == id && e.GivenName == "Dana" }) {
			t.Errorf("%+v (%v)", all, err)
		}
		other := viewer.From(w.as(w.person("Other", "One"), map[string][]viewer.Role{w.another: {"UNIVERSITY_OFFICER"}}))
		if _, err := university.At(w.system, c, other, w.uni, university.Filter{}, 10, ""); err == nil {
			t.Error("an officer elsewhere sees them")
		}
		for v, sees := range map[*viewer.Viewer]bool{viewer.From(who): true, viewer.From(w.officer): true, other: false} {
			if e, err := university.Show(w.system, c, v, id); err != nil || (e != nil) != sees {
				t.Errorf("%+v sees %+v (%v)", v, e, err)
			}
		}
	})
}
