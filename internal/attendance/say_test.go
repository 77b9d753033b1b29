package attendance_test

import (
	"testing"
	"time"

	"erikti/ent/gen/checkin"
	"erikti/ent/gen/event"
	"erikti/ent/gen/signup"
	"erikti/internal/attendance"
)

// What an organizer says by hand: as long as the shift, a departure before the one that
// was recorded, and who was taken for absent and was there.
func TestWhatAnOrganizerSays(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		s, whole, short, absent := w.shift(5), w.person(), w.person(), w.person()
		places := map[string]string{}
		for _, p := range []string{whole, short, absent} {
			places[p] = w.takes(t, s, p).SignupID
		}
		w.at(noon.Add(10 * time.Minute))
		if _, err := w.people.Check(as(short), s.ID, attendance.Seen{ClientID: "in", Kind: checkin.KindIN, Code: w.code(t, s).Code}); err != nil {
			t.Fatal(err)
		}
		say := func(who string, came attendance.Came, from, to *time.Time) string {
			_, err := w.people.Say(w.organizer, attendance.Said{SignupID: places[who], Came: came, ArrivedAt: from, LeftAt: to}, "")
			return refused(t, err)
		}
		later := noon.Add(2 * time.Hour)
		if no := say(whole, attendance.CamePresent, nil, &later); no != "WRONG_CLOCK" {
			t.Errorf("a departure to come: %q", no)
		}
		w.at(noon.Add(190 * time.Minute))
		if _, err := w.people.Check(as(short), s.ID, attendance.Seen{ClientID: "out", Kind: checkin.KindOUT, Code: w.code(t, s).Code}); err != nil {
			t.Fatal(err)
		}
		left := noon.Add(70 * time.Minute)
		for _, no := range []string{
			say(whole, attendance.CamePresent, nil, nil), say(whole, attendance.CamePresent, nil, nil),
			say(short, attendance.CamePresent, nil, &left), say(absent, attendance.CameNot, nil, nil), say(absent, attendance.CameExcused, nil, nil),
		} {
			if no != "" {
				t.Fatal(no)
			}
		}
		if g := w.st.Client.Signup.GetX(system, places[absent]); g.State != signup.StateEXCUSED {
			t.Error(g.State)
		}
		if no := say(absent, attendance.CamePresent, nil, nil); no != "" {
			t.Fatal(no)
		}
		for who, want := range map[string]int64{whole: 180, short: 60, absent: 180} {
			if sum := w.minutes(t, who); sum.Pending != want {
				t.Errorf("%+v, want %d", sum, want)
			}
		}
		if no := say(whole, attendance.CameNot, nil, nil); no != "WRONG_STATE signup" {
			t.Errorf("who was there did not come: %q", no)
		}
		w.holds(t)
	})
}

// All present, but for a child whose guardian took the consent back: of them nothing is
// said, and the others do not wait.
func TestAllPresentButThoseWhomAGateKeepsOut(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		s, dana, child := w.shift(5), w.person(), w.person()
		places := map[string]string{dana: w.takes(t, s, dana).SignupID, child: w.takes(t, s, child).SignupID}
		w.st.Client.VolunteerPrivate.Update().SetBirthDate("2015-01-01").Where(ofVolunteer(child)).ExecX(system)
		w.done(t)
		said := attendance.Settlement{EventID: s.EventID, Present: true, Said: []attendance.Said{{SignupID: places[child], Came: attendance.CamePresent}}}
		if no := refused(t, w.people.Settle(w.organizer, said, "")); no != "CONSENT_MISSING" {
			t.Errorf("a child without consent: %q", no)
		}
		said.Said = nil
		for range 2 { // the same call again is answered alike
			if no := refused(t, w.people.Settle(w.organizer, said, "key")); no != "" {
				t.Fatal(no)
			}
		}
		if no := refused(t, w.people.Settle(w.organizer, said, "")); no != "WRONG_STATE event" {
			t.Errorf("twice: %q", no)
		}
		if g := w.st.Client.Signup.GetX(system, places[child]); g.State != signup.StateUNRECORDED {
			t.Error(g.State)
		}
		if a, b := w.minutes(t, dana), w.minutes(t, child); a.Minutes != 180 || b.Minutes != 0 {
			t.Errorf("%+v %+v", a, b)
		}
		w.holds(t)
	})
}

// Events that are no volunteering have no codes, no attendance and no hours.
func TestOtherKindsHaveNoHours(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		for _, kind := range []event.Kind{event.KindCOURSE, event.KindFORUM, event.KindCREDIT} {
			e := w.st.Client.Event.Create().SetOrganizationID(w.org).SetTitleEn("E").SetStartsAt(noon).SetEndsAt(noon.Add(3 * time.Hour)).
				SetTimeZone("Asia/Almaty").SetState(event.StatePUBLISHED).SetKind(kind).SaveX(system)
			s := w.st.Client.Shift.Create().SetEvent(e).SetTitleEn("S").SetStartsAt(e.StartsAt).SetEndsAt(e.EndsAt).SetCapacity(5).SaveX(system)
			if c, err := w.people.Code(w.organizer, s.ID); c != nil || err != nil {
				t.Errorf("%s has a code: %v %v", kind, c, err)
			}
			who := w.person()
			no := w.st.Client.Volunteer.GetX(system, who).PersonNo
			g := w.st.Client.Signup.Create().SetShiftID(s.ID).SetVolunteerID(who).SetPersonNo(no).SetStartsAt(s.StartsAt).SetEndsAt(s.EndsAt).
				SetTakesTime(kind != event.KindCREDIT).SaveX(system)
			if c, err := w.people.MyCode(as(who), s.ID); c != nil || err != nil {
				t.Errorf("%s has a person's code: %v %v", kind, c, err)
			}
			w.at(noon.Add(time.Hour))
			if _, err := w.people.Hand(w.organizer, s.ID, attendance.Seen{ClientID: string(kind), Kind: checkin.KindIN, SignupID: g.ID}); refused(t, err) != "NOT_FOUND" {
				t.Errorf("%s: checked in: %v", kind, err)
			}
			w.st.Client.Event.UpdateOne(e).SetState(event.StateDONE).ExecX(system)
			if no := refused(t, w.people.Settle(w.organizer, attendance.Settlement{EventID: e.ID, Present: true}, "")); no != "WRONG_STATE settle" {
				t.Errorf("%s: settled: %q", kind, no)
			}
		}
		if n := w.st.Client.HourEntry.Query().CountX(system) + w.st.Client.CheckIn.Query().CountX(system); n != 0 {
			t.Errorf("%d lines", n)
		}
	})
}
