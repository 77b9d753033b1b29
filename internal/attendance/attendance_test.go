package attendance_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"erikti/ent/gen/checkin"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/signup"
	"erikti/internal/attendance"
	"erikti/internal/hours"
	inbox "erikti/internal/notice"
)

// Whatever a device kept, sent in any order and again and again: the hours, the evidence
// and the state of the place are as if it had come once and in order (invariant 16).
func TestAnyOrderAndRepetitionGivesTheSameHours(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		rapid.Check(t, func(r *rapid.T) {
			s := w.shift(2)
			people := []string{w.person(), w.person()}
			var places []string
			for _, p := range people {
				places = append(places, w.takes(t, s, p).SignupID)
			}
			kept := make([][]attendance.Seen, len(people))
			for i := range rapid.IntRange(1, 6).Draw(r, "marks") {
				at := noon.Add(time.Duration(rapid.IntRange(-20, 190).Draw(r, "minute")) * time.Minute)
				kind := rapid.SampledFrom([]checkin.Kind{checkin.KindIN, checkin.KindOUT}).Draw(r, "kind")
				scanned := rapid.Bool().Draw(r, "scanned")
				w.at(at)
				for j, p := range people {
					seen := attendance.Seen{ClientID: fmt.Sprint(s.ID, i, j), Kind: kind, At: &at, SignupID: places[j]}
					if scanned {
						c, err := w.people.MyCode(as(p), s.ID)
						if err != nil || c == nil {
							r.Fatal(c, err)
						}
						seen.Code, seen.SignupID = c.Code, ""
					}
					kept[j] = append(kept[j], seen)
				}
			}
			w.at(noon.Add(4 * time.Hour))
			slices.SortStableFunc(kept[0], func(a, b attendance.Seen) int { return a.At.Compare(*b.At) })
			kept[1] = rapid.Permutation(append(slices.Clone(kept[1]), kept[1]...)).Draw(r, "order")
			var told []string
			for j, p := range people {
				done, err := w.people.Record(w.organizer, s.ID, kept[j])
				if err != nil {
					r.Fatal(err)
				}
				for _, d := range done {
					if d.Refused != nil {
						r.Fatal(d.Refused)
					}
				}
				sum := w.minutes(t, p)
				lines, err := hours.Standing(system, w.st.Client, hours.Filter{VolunteerID: p})
				if err != nil {
					r.Fatal(err)
				}
				covered := map[int]int{} // minutes by evidence: how time is cut into lines is nobody's business
				for _, l := range lines {
					covered[l.Evidence] += l.Minutes
				}
				told = append(told, fmt.Sprint(sum, covered, w.st.Client.Signup.GetX(system, places[j]).State))
			}
			if told[0] != told[1] {
				r.Fatalf("once and in order %s, in any order %s", told[0], told[1])
			}
		})
		w.holds(t)
	})
}

// F10: a screenshot, a wrong clock, a code of another shift or person, and a guess are
// refused with the reason; the same event again changes nothing.
func TestF10_CodesOfAttendance(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		s, other := w.shift(5), w.shift(5)
		dana, erlan, stranger := w.person(), w.person(), w.person()
		w.takes(t, s, dana)
		seat := w.takes(t, s, erlan).SignupID
		code, elsewhere := w.code(t, s), w.code(t, other)
		check := func(who, c, id string, at *time.Time) string {
			_, err := w.people.Check(as(who), s.ID, attendance.Seen{ClientID: id, Kind: checkin.KindIN, Code: c, At: at})
			return refused(t, err)
		}
		mine, err := w.people.MyCode(as(erlan), s.ID)
		if err != nil || mine == nil {
			t.Fatal(mine, err)
		}
		scan := func(id string, at time.Time) string {
			_, err := w.people.Scan(w.organizer, s.ID, attendance.Seen{ClientID: id, Kind: checkin.KindIN, Code: mine.Code, At: &at})
			return refused(t, err)
		}
		for what, got := range map[string][2]string{
			"of another shift":        {check(dana, elsewhere.Code, "1", nil), "CODE_INVALID other"},
			"of a person":             {check(dana, mine.Code, "2", nil), "CODE_INVALID other"},
			"who is not on the shift": {check(stranger, code.Code, "3", nil), "NOT_SIGNED_UP attendance"},
			"forged":                  {check(dana, code.Code[:len(code.Code)-2]+"xx", "4", nil), "CODE_INVALID"},
			"a clock that is ahead":   {scan("5", noon.Add(10*time.Minute)), "WRONG_CLOCK"},
			"a clock that is behind":  {scan("6", noon.Add(-10*time.Minute)), "WRONG_CLOCK"},
			"no code":                 {check(dana, "000000x", "7", nil), "CODE_INVALID"},
		} {
			if got[0] != got[1] {
				t.Errorf("%s: %q, want %q", what, got[0], got[1])
			}
		}
		w.at(noon.Add(59 * time.Second))
		if no := check(dana, code.Code, "8", nil); no != "" {
			t.Errorf("within its life and grace: %s", no)
		}
		if no := check(dana, code.Code, "8", nil); no != "" {
			t.Errorf("the same event again: %s", no)
		}
		// Something else under the same id is neither recorded nor taken for the same.
		left := attendance.Seen{ClientID: "8", Kind: checkin.KindOUT, Code: code.Code}
		if _, err := w.people.Check(as(dana), s.ID, left); refused(t, err) != "INVALID_INPUT client_event" {
			t.Errorf("another event under the same id: %v", err)
		}
		if n := w.st.Client.CheckIn.Query().CountX(system); n != 1 {
			t.Errorf("%d marks", n)
		}
		w.at(noon.Add(60 * time.Second))
		if no := check(erlan, code.Code, "9", nil); no != "CODE_EXPIRED" {
			t.Errorf("a screenshot: %q", no)
		}
		// A device that was offline: the code proves the time; a later one does not fit it.
		late := noon.Add(61 * time.Second)
		w.at(noon.Add(2 * time.Hour))
		then := noon.Add(10 * time.Second)
		if no := check(erlan, code.Code, "9b", &then); no != "CODE_EXPIRED" {
			t.Errorf("a screenshot from a phone that says it is still then: %q", no)
		}
		done, err := w.people.Record(w.organizer, s.ID, []attendance.Seen{{ClientID: "9c", Kind: checkin.KindIN, Code: code.Code, At: &then}})
		if err != nil || done[0].Refused == nil || done[0].Refused.Code != "CODE_INVALID" {
			t.Errorf("the code of the shift in a batch: %+v, %v", done, err)
		}
		if no := scan("10", late); no != "CODE_EXPIRED" {
			t.Errorf("a screenshot before a device that is offline: %q", no)
		}
		if no := scan("11", noon.Add(20*time.Second)); no != "" {
			t.Errorf("kept without a network: %s", no)
		}
		at := noon.Add(20 * time.Second)
		if _, err := w.people.Scan(w.organizer, s.ID, attendance.Seen{ClientID: "11", Kind: checkin.KindOUT, Code: mine.Code, At: &at}); refused(t, err) != "INVALID_INPUT client_event" {
			t.Errorf("another event under the same id: %v", err)
		}
		if at := w.st.Client.CheckIn.Query().Where(checkin.SignupID(seat)).OnlyX(system).At; !at.Equal(noon) {
			t.Errorf("recorded at %s, the code proves %s", at, noon)
		}
		if _, err := w.people.Scan(as(stranger), s.ID, attendance.Seen{ClientID: "12", Kind: checkin.KindIN, Code: mine.Code}); refused(t, err) != "NOT_FOUND" {
			t.Errorf("scanned by who does not run the shift: %v", err)
		}
		w.holds(t)
	})
}

// F10: digits are guessed ten times, then no more for a while, right ones too.
func TestF10_DigitsAreNotGuessed(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		s, dana := w.shift(5), w.person()
		w.takes(t, s, dana)
		try := func(digits string) string {
			_, err := w.people.Check(as(dana), s.ID, attendance.Seen{ClientID: digits, Kind: checkin.KindIN, Code: digits})
			return refused(t, err)
		}
		right := w.code(t, s).Digits
		wrong := strings.Map(func(r rune) rune { return '0' + (r-'0'+1)%10 }, right)
		for range 10 {
			if no := try(wrong); no != "CODE_INVALID" {
				t.Fatal(no)
			}
		}
		if no := try(right); no != "RATE_LIMITED codes" {
			t.Errorf("the eleventh: %q", no)
		}
		w.at(noon.Add(31 * time.Second))
		if no := try(w.code(t, s).Digits); no != "" {
			t.Errorf("later: %s", no)
		}
	})
}

// At the stated time after the start the places of those who did not come are offered to
// who waits; nobody is called absent where nobody was checked in.
func TestNoShowsGiveTheirPlacesToWhoWaits(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		s, came, absent, waits := w.shift(2), w.person(), w.person(), w.person()
		w.takes(t, s, came)
		gone := w.takes(t, s, absent).SignupID
		w.takes(t, s, waits)
		state := func() signup.State { return w.st.Client.Signup.GetX(system, gone).State }
		tick := func() {
			t.Helper()
			if err := w.people.Tick(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		w.at(noon.Add(31 * time.Minute))
		if tick(); state() != signup.StateCONFIRMED {
			t.Fatalf("%s, and nobody was checked in", state())
		}
		w.at(noon.Add(29 * time.Minute))
		if _, err := w.people.Check(as(came), s.ID, attendance.Seen{ClientID: "1", Kind: checkin.KindIN, Code: w.code(t, s).Code}); err != nil {
			t.Fatal(err)
		}
		if tick(); state() != signup.StateCONFIRMED {
			t.Fatalf("%s before the time", state())
		}
		w.at(noon.Add(30 * time.Minute))
		if tick(); state() != signup.StateNO_SHOW {
			t.Fatalf("%s", state())
		}
		o := w.st.Client.Offer.Query().OnlyX(system)
		if o.VolunteerID != waits || !o.ExpiresAt.Equal(noon.Add(45*time.Minute)) {
			t.Errorf("offered to %s until %s", o.VolunteerID, o.ExpiresAt)
		}
		w.holds(t)
		// A scan that a device kept says that they were there: they get a place of their own.
		at := noon.Add(5 * time.Minute)
		if _, err := w.people.Hand(w.organizer, s.ID, attendance.Seen{ClientID: "2", Kind: checkin.KindIN, SignupID: gone, At: &at}); err != nil {
			t.Fatal(err)
		}
		if row := w.st.Client.Shift.GetX(system, s.ID); state() != signup.StateCHECKED_IN || row.Capacity != 3 || row.Confirmed != 2 || row.Held != 1 {
			t.Errorf("%s; capacity %d, confirmed %d, held %d", state(), row.Capacity, row.Confirmed, row.Held)
		}
		w.holds(t)
	})
}

// Settling locks the hours: what is said, what was recorded, and nobody is absent of whom
// nothing was said. The organizer's own hours wait for somebody else (invariant 15).
func TestSettling(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		s, coded, said, silent, own := w.shift(5), w.person(), w.person(), w.person(), w.person()
		organizer := as(own, w.org)
		places := map[string]string{}
		for _, p := range []string{coded, said, silent, own} {
			places[p] = w.takes(t, s, p).SignupID
		}
		for i, p := range []string{coded, own} {
			w.at(noon.Add(10 * time.Minute))
			if _, err := w.people.Check(as(p), s.ID, attendance.Seen{ClientID: fmt.Sprint("in", i), Kind: checkin.KindIN, Code: w.code(t, s).Code}); err != nil {
				t.Fatal(err)
			}
			w.at(noon.Add(2 * time.Hour))
			if _, err := w.people.Check(as(p), s.ID, attendance.Seen{ClientID: fmt.Sprint("out", i), Kind: checkin.KindOUT, Code: w.code(t, s).Code}); err != nil {
				t.Fatal(err)
			}
		}
		w.at(noon.Add(4 * time.Hour))
		settle := func() string {
			return refused(t, w.people.Settle(organizer, attendance.Settlement{EventID: s.EventID, Said: []attendance.Said{{SignupID: places[said], Came: attendance.CamePresent}}}, ""))
		}
		if no := settle(); no != "WRONG_STATE event" {
			t.Errorf("before the clock ended it: %q", no)
		}
		if _, err := w.engine.Tick(context.Background()); err != nil {
			t.Fatal(err)
		}
		if no := refused(t, w.people.Settle(as(coded), attendance.Settlement{EventID: s.EventID}, "")); no != "NOT_FOUND" {
			t.Errorf("by who does not run it: %q", no)
		}
		if no := settle(); no != "" {
			t.Fatal(no)
		}
		for who, want := range map[string][2]int64{coded: {110, 0}, said: {180, 0}, silent: {0, 0}, own: {0, 110}} {
			if sum := w.minutes(t, who); sum.Minutes != want[0] || sum.Pending != want[1] {
				t.Errorf("%+v, want %v", sum, want)
			}
		}
		if g := w.st.Client.Signup.GetX(system, places[silent]); g.State != signup.StateUNRECORDED {
			t.Errorf("of whom nothing was said: %s", g.State)
		}
		if e := w.st.Client.Event.GetX(system, s.EventID); e.State != event.StateSETTLED {
			t.Error(e.State)
		}
		if n := w.st.Client.HourEntry.Query().Where(hourentry.StateEQ(hourentry.StateLOCKED)).CountX(system); n != 2 {
			t.Errorf("%d lines are locked", n)
		}
		for who, want := range map[string]string{coded: "PRESENT 110", said: "PRESENT 180", silent: "UNRECORDED 0", own: "PRESENT 110"} {
			all := w.told(who, notice.KindHOURS_RECORDED)
			if len(all) != 1 {
				t.Errorf("told %d times", len(all))
				continue
			}
			if d := inbox.DetailOf(all[0]); fmt.Sprint(d.State, " ", d.Minutes) != want {
				t.Errorf("told %+v, want %s", d, want)
			}
		}
		at := noon.Add(time.Hour)
		if _, err := w.people.Hand(organizer, s.ID, attendance.Seen{ClientID: "late", Kind: checkin.KindIN, SignupID: places[silent], At: &at}); refused(t, err) != "WRONG_STATE settled" {
			t.Errorf("recorded after: %v", err)
		}
		w.holds(t)
	})
}

// Many devices at once: one person is there once.
func TestTheSameArrivalAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		s, dana := w.shift(1), w.person()
		w.takes(t, s, dana)
		code := w.code(t, s).Code
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				_, err := w.people.Check(as(dana), s.ID, attendance.Seen{ClientID: fmt.Sprint(i % 2), Kind: checkin.KindIN, Code: code})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		w.at(noon.Add(time.Hour))
		if _, err := w.people.Check(as(dana), s.ID, attendance.Seen{ClientID: "out", Kind: checkin.KindOUT, Code: w.code(t, s).Code}); err != nil {
			t.Fatal(err)
		}
		if sum := w.minutes(t, dana); sum.Pending != 60 {
			t.Errorf("%+v", sum)
		}
		if n := w.st.Client.CheckIn.Query().CountX(system); n != 3 {
			t.Errorf("%d marks, want two arrivals and a departure", n)
		}
		w.holds(t)
	})
}
