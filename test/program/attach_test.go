package program

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"erikti/ent/gen/consent"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/volunteer"
	"erikti/ent/gen/volunteerprivate"
	"erikti/internal/apptest"
	"erikti/internal/place"
)

const attachRecord = `mutation($in: AttachRecordInput!) { attachRecord(input: $in) {
	viewer { volunteer { id } places { ... on Signup { id state shift { id } } ... on WaitlistEntry { id position shift { id } } } } userErrors { code path message nextStep } } }`

// Somebody who has an account takes the record of a guest over by the guest's link, and
// one that was added by a code on paper: places, hours and consents are theirs then, the
// record is empty and the link works no more. Twice at one time, twice on one shift, and
// whatever a gate refuses is refused, and both stay as they are.
func TestARecordIsAttachedToAnAccount(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		visitor, known := s.As(""), s.Register(t, "known")
		mine := me(t, known)
		shift := guestShift(t, organizer, org, "capacity", 2)
		guest := aGuest(shift).but("phone", "+77010000009")
		token := guestToken(t, visitor.Do(t, signUpAsGuest, guest))
		in := apptest.Input("code", token)
		if a := visitor.Ask(t, attachRecord, in); a.Code() != "UNAUTHENTICATED" {
			t.Errorf("a visitor: %s", a.Body)
		}
		for _, wrong := range []string{"", "erg_", token[:len(token)-1], "AAAA-BBBB-CCCC-DDDD"} {
			refused(t, known.Do(t, attachRecord, apptest.Input("code", wrong)), "attachRecord", "NOT_FOUND")
		}
		// Twice on one shift.
		a := known.Do(t, signUp, apptest.Input("shiftId", shift))
		granted(t, a, "signUpForShift")
		refused(t, known.Do(t, attachRecord, in), "attachRecord", "ALREADY_SIGNED_UP")
		granted(t, known.Do(t, cancelSignup, apptest.Input("signupId", a.Text("signUpForShift", "signup", "id"))), "cancelSignup")
		// Twice at one time.
		other := guestShift(t, organizer, org)
		a = known.Do(t, signUp, apptest.Input("shiftId", other))
		granted(t, a, "signUpForShift")
		refused(t, known.Do(t, attachRecord, in), "attachRecord", "OVERLAPS")
		granted(t, known.Do(t, cancelSignup, apptest.Input("signupId", a.Text("signUpForShift", "signup", "id"))), "cancelSignup")
		if got := visitor.Do(t, guestPlace, map[string]any{"t": token}); got.Text("guestPlace", "signupState") != "CONFIRMED" {
			t.Fatalf("what is refused took something: %s", got.Body)
		}
		// Hours of the record.
		record := rows(s).VolunteerPrivate.Query().Where(volunteerprivate.Phone("+77010000009")).OnlyX(system).VolunteerID
		rows(s).HourEntry.Create().SetVolunteerID(record).SetOrganizationID(org).SetDate("2026-01-10").SetMinutes(90).
			SetStartsAt(time.Date(2026, 1, 10, 5, 0, 0, 0, time.UTC)).SetEndsAt(time.Date(2026, 1, 10, 6, 30, 0, 0, time.UTC)).
			SetState(hourentry.StateVERIFIED).SetDecidedBy(me(t, organizer)).SetDecidedAt(time.Now()).ExecX(system)
		withKey := apptest.Input("code", token, "idempotencyKey", "once")
		for range 2 { // the answer was lost
			a = known.Do(t, attachRecord, withKey)
			granted(t, a, "attachRecord")
			if a.Text("attachRecord", "viewer", "places", 0, "shift", "id") != shift || a.Text("attachRecord", "viewer", "volunteer", "id") != mine {
				t.Errorf("%s", a.Body)
			}
		}
		refused(t, known.Do(t, attachRecord, in), "attachRecord", "NOT_FOUND")
		if visitor.Do(t, guestPlace, map[string]any{"t": token}).At("guestPlace") != nil {
			t.Error("the link works on")
		}
		refused(t, visitor.Do(t, claimRecord, apptest.Input("code", token, "email", "late@example.kz", "password", "a good password")), "claimRecord", "NOT_FOUND")
		minutes := 0
		for _, e := range rows(s).HourEntry.Query().Where(hourentry.VolunteerID(mine)).AllX(system) {
			minutes += e.Minutes
		}
		if minutes != 90 || rows(s).Consent.Query().Where(consent.VolunteerID(mine)).CountX(system) < 1 {
			t.Errorf("%d minutes came over, or no consent", minutes)
		}
		if v := rows(s).Volunteer.GetX(system, record); v.GivenName+v.FamilyName != "" {
			t.Errorf("the record still says who it was")
		}
		if rows(s).VolunteerPrivate.Query().Where(volunteerprivate.VolunteerID(record)).ExistX(system) {
			t.Error("the contact of the guest stayed")
		}
		// One who was added, by a code on paper, with a place at another time.
		a = organizer.Do(t, addPerson, fields{"organizationId": org, "givenName": "Baurzhan", "familyName": "Akhmet", "birthYear": 1950, "consentSignedOn": "2026-11-20"}.but())
		granted(t, a, "addPerson")
		number := a.Text("addPerson", "volunteer", "publicNumber")
		_, later := organizer.Shift(t, org, 1, 4)
		granted(t, organizer.Do(t, addToShift, apptest.Input("shiftId", later, "publicNumber", number)), "addToShift")
		a = organizer.Do(t, issueCode, apptest.Input("publicNumber", number))
		granted(t, a, "issueClaimCode")
		granted(t, known.Do(t, attachRecord, apptest.Input("code", a.Text("issueClaimCode", "code"))), "attachRecord")
		if rows(s).Volunteer.Query().Where(volunteer.PublicNumber(number)).ExistX(system) {
			t.Error("the number of the record is still on rosters")
		}
		if got := known.Do(t, `{ viewer { places { __typename } } }`, nil); len(got.At("viewer", "places").([]any)) != 2 {
			t.Errorf("%s", got.Body)
		}
		// The code of who has an account attaches nobody.
		someone := s.Register(t, "someone")
		joins(t, s, someone, org, "MEMBER", "ACTIVE")
		a = organizer.Do(t, issueCode, apptest.Input("publicNumber", publicNumber(t, someone)))
		granted(t, a, "issueClaimCode")
		refused(t, known.Do(t, attachRecord, apptest.Input("code", a.Text("issueClaimCode", "code"))), "attachRecord", "NOT_FOUND")
		soundLogs(t, s)
	}, "SIGN_INS_PER_ACCOUNT=0", "GUESTS_PER_CONTACT=0", "GUESTS_PER_ADDRESS=0")
}

// Two who take one record over at once, and one who makes its account: one of them has it.
func TestOneRecordForOne(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		people := s.People(t, 2, "1990-05-17")
		for i := range 4 {
			shift := guestShift(t, organizer, org, "capacity", 5)
			token := guestToken(t, s.As("").Do(t, signUpAsGuest, aGuest(shift).but()))
			answers := make([]string, 3)
			var all sync.WaitGroup
			for n, who := range people {
				all.Go(func() {
					answers[n] = firstCode(who.Do(t, attachRecord, apptest.Input("code", token)), "attachRecord")
				})
			}
			all.Go(func() {
				answers[2] = firstCode(s.As("").Do(t, claimRecord, apptest.Input("code", token, "email", fmt.Sprintf("claims%d@example.kz", i), "password", "a good password")), "claimRecord")
			})
			all.Wait()
			got := 0
			for n, c := range answers {
				switch c {
				case "":
					got++
				case "NOT_FOUND":
				default:
					t.Errorf("answer %d: %s", n, c)
				}
			}
			if got != 1 {
				t.Errorf("%d of three have the record: %q", got, answers)
			}
			for _, who := range people { // they take the next at the same time
				for _, p := range who.Do(t, `{ viewer { places { ... on Signup { id } } } }`, nil).At("viewer", "places").([]any) {
					granted(t, who.Do(t, cancelSignup, apptest.Input("signupId", p.(map[string]any)["id"])), "cancelSignup")
				}
			}
		}
		soundLogs(t, s)
	}, "SIGN_INS_PER_ACCOUNT=0", "GUESTS_PER_CONTACT=0", "GUESTS_PER_ADDRESS=0", "ATTEMPTS_PER_ADDRESS=0")
}

func firstCode(a *apptest.Answer, field string) string {
	if len(a.Errors) > 0 {
		return string(a.Body)
	}
	for _, c := range codes(a, field) {
		return c
	}
	return ""
}

// soundLogs fails a test when a log of places does not tell what the rows say.
func soundLogs(t testing.TB, s *apptest.Server) {
	t.Helper()
	engine := place.New(s.App.Store(), func([]string) {}, time.Now)
	v, err := engine.Verify(t.Context(), func(f place.Fault) { t.Error(f) }, func(place.Verified) {})
	if err != nil || v.Faults > 0 {
		t.Errorf("%d faults, %v", v.Faults, err)
	}
}
