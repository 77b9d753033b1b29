package program

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/guardianconsent"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/volunteerprivate"
	"erikti/internal/apptest"
	"erikti/internal/civil"
	"erikti/internal/consent"
	letters "erikti/internal/notice"
)

const (
	addPerson     = `mutation($in: AddPersonInput!) { addPerson(input: $in) { volunteer { id publicNumber givenName birthDate } userErrors { code path } } }`
	signUpAsGuest = `mutation($in: SignUpAsGuestInput!) { signUpAsGuest(input: $in) {
		place { signupState waitlistState position shift { id available } } manageUrl userErrors { code path message } } }`
	guestPlace    = `query($t: String!) { guestPlace(token: $t) { signupState waitlistState position offerExpiresAt shift { id } } }`
	cancelAsGuest = `mutation($in: CancelAsGuestInput!) { cancelAsGuest(input: $in) { place { signupState waitlistState } userErrors { code } } }`
	claimRecord   = `mutation($in: ClaimRecordInput!) { claimRecord(input: $in) { token viewer { volunteer { id } places { ... on Signup { id } } } userErrors { code path } } }`
	issueCode     = `mutation($in: IssueClaimCodeInput!) { issueClaimCode(input: $in) { code expiresAt userErrors { code } } }`
	nameGuardian  = `mutation($in: NameGuardianInput!) { nameGuardian(input: $in) { guardianConsent { id status } sent userErrors { code path } } }`
	recordConsent = `mutation($in: RecordGuardianConsentInput!) { recordGuardianConsent(input: $in) { guardianConsent { id status validTo } userErrors { code path } } }`
	revokeConsent = `mutation($in: RevokeGuardianConsentInput!) { revokeGuardianConsent(input: $in) { guardianConsent { status } userErrors { code } } }`
)

// aGuest is the input of one.
func aGuest(shift string) fields {
	return fields{
		"shiftId": shift, "givenName": "Asel", "familyName": "Nurlan", "phone": "8 701 234 56 78",
		"birthDate": "1999-02-03", "consentVersion": consent.Version,
	}
}

// guestShift publishes a shift that takes guests.
func guestShift(t testing.TB, organizer *apptest.Client, org string, more ...any) string {
	t.Helper()
	shift := newShift().but(append([]any{"guestSignup", true}, more...)...)["in"]
	a := organizer.Do(t, createEvent, newEvent(org).but("shifts", []any{shift}))
	granted(t, a, "createEvent")
	granted(t, organizer.Do(t, publishEvent, apptest.Input("eventId", a.Text("createEvent", "event", "id"))), "publishEvent")
	id := a.Text("createEvent", "event", "shifts", 0, "id")
	if id == "" {
		t.Fatalf("no shift: %s", a.Body)
	}
	return id
}

func guestToken(t testing.TB, a *apptest.Answer) string {
	t.Helper()
	granted(t, a, "signUpAsGuest")
	u, err := url.Parse(a.Text("signUpAsGuest", "manageUrl"))
	if err != nil || u.Query().Get("place") == "" {
		t.Fatalf("no link: %s", a.Body)
	}
	return u.Query().Get("place")
}

// A guest takes a place under every rule, sees and gives it up by a secret link, and is
// matched to nobody; a person without e-mail is put on the shift; each can claim the record.
func TestPeopleWithoutAnAccount(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		visitor := s.As("")
		shift := guestShift(t, organizer, org, "capacity", 1)
		_, closed := organizer.Shift(t, org, 5, 4)
		people := rows(s).Volunteer.Query().CountX(system)
		for name, c := range map[string]struct {
			in   map[string]any
			code string
		}{
			"a shift without guests": {aGuest(closed).but(), "GUESTS_NOT_ALLOWED"},
			"no such shift":          {aGuest("shf_x").but(), "NOT_FOUND"},
			"no contact":             {aGuest(shift).but("phone", absent), "INVALID_INPUT"},
			"another text":           {aGuest(shift).but("consentVersion", "1999-01-01"), "INVALID_INPUT"},
			"no name":                {aGuest(shift).but("givenName", " "), "INVALID_INPUT"},
			"a short key":            {aGuest(shift).but("idempotencyKey", "k"), "INVALID_INPUT"},
			"a child":                {aGuest(shift).but("birthDate", time.Now().AddDate(-12, 0, 0).Format(time.DateOnly)), "CONSENT_MISSING"},
			"a program":              {aGuest(shift).but("website", "https://spam.example"), "RATE_LIMITED"},
		} {
			if got := codes(visitor.Do(t, signUpAsGuest, c.in), "signUpAsGuest"); len(got) != 1 || got[0] != c.code {
				t.Errorf("%s: %v, want %s", name, got, c.code)
			}
		}
		if now := rows(s).Volunteer.Query().CountX(system); now != people {
			t.Errorf("what is refused leaves %d people", now-people)
		}
		// The contact is that of an account: the answer is the same, and the records are two.
		known := s.Register(t, "known")
		in := aGuest(shift).but("phone", absent, "email", "known@example.kz", "idempotencyKey", "0123456789abcdef")
		a := visitor.Do(t, signUpAsGuest, in)
		first := guestToken(t, a)
		if a.Text("signUpAsGuest", "place", "signupState") != "CONFIRMED" {
			t.Errorf("%s", a.Body)
		}
		if mine := known.Do(t, `{ viewer { places { __typename } } }`, nil); len(mine.At("viewer", "places").([]any)) != 0 {
			t.Error("the guest was matched to an account")
		}
		token := guestToken(t, visitor.Do(t, signUpAsGuest, in)) // the answer was lost
		if token == first || rows(s).Volunteer.Query().CountX(system) != people+2 {
			t.Error("the same call again made another record")
		}
		if visitor.Do(t, guestPlace, map[string]any{"t": first}).At("guestPlace") != nil {
			t.Error("the old link works")
		}
		second := guestToken(t, visitor.Do(t, signUpAsGuest, aGuest(shift).but()))
		if got := visitor.Do(t, guestPlace, map[string]any{"t": second}); got.Text("guestPlace", "waitlistState") != "WAITING" || got.Number("guestPlace", "position") != 1 {
			t.Errorf("%s", got.Body)
		}
		for _, wrong := range []string{"", "erg_", "erg_" + token, strings.ToUpper(token)} {
			if got := visitor.Do(t, guestPlace, map[string]any{"t": wrong}); got.At("guestPlace") != nil {
				t.Errorf("%s", got.Body)
			}
			refused(t, visitor.Do(t, cancelAsGuest, apptest.Input("token", wrong)), "cancelAsGuest", "NOT_FOUND")
		}
		// The link shows, and acts by POST only; the place goes to the next guest.
		for range 2 {
			if status, page := get(t, s.URL+"/guest?place="+token); status != 200 || !strings.Contains(page, "Morning") {
				t.Fatalf("the page: %d %s", status, page)
			}
		}
		if status, _ := post(t, s.URL+"/guest", url.Values{"place": {token}, "do": {"cancel"}}); status != 200 {
			t.Errorf("giving it up: %d", status)
		}
		if got := visitor.Do(t, guestPlace, map[string]any{"t": second}); got.Text("guestPlace", "signupState") != "CONFIRMED" {
			t.Errorf("not the next: %s", got.Body)
		}
		// A person without e-mail.
		person := fields{"organizationId": org, "givenName": "Baurzhan", "familyName": "Akhmet", "birthYear": 1950, "consentSignedOn": "2026-11-20"}
		refused(t, known.Do(t, addPerson, person.but()), "addPerson", "NOT_FOUND")
		refused(t, organizer.Do(t, addPerson, person.but("birthYear", 1500)), "addPerson", "INVALID_INPUT")
		a = organizer.Do(t, addPerson, person.but())
		granted(t, a, "addPerson")
		number := a.Text("addPerson", "volunteer", "publicNumber")
		if number == "" || a.At("addPerson", "volunteer", "birthDate") != nil {
			t.Errorf("%s", a.Body)
		}
		a = organizer.Do(t, addToShift, apptest.Input("shiftId", shift, "publicNumber", number))
		granted(t, a, "addToShift")
		refused(t, known.Do(t, issueCode, apptest.Input("publicNumber", number)), "issueClaimCode", "NOT_FOUND")
		a = organizer.Do(t, issueCode, apptest.Input("publicNumber", number))
		granted(t, a, "issueClaimCode")
		code := a.Text("issueClaimCode", "code")
		refused(t, visitor.Do(t, claimRecord, apptest.Input("code", "AAAA-BBBB-CCCC-DDDD", "phone", "+77010000001", "password", "a good password")), "claimRecord", "NOT_FOUND")
		a = visitor.Do(t, claimRecord, apptest.Input("code", strings.ToLower(code), "phone", "+77010000001", "password", "a good password"))
		granted(t, a, "claimRecord")
		if places, _ := a.At("claimRecord", "viewer", "places").([]any); len(places) != 1 {
			t.Errorf("%s", a.Body)
		}
		refused(t, visitor.Do(t, claimRecord, apptest.Input("code", code, "phone", "+77010000002", "password", "a good password")), "claimRecord", "NOT_FOUND")
		// The guest too, by the link, which works no more then.
		granted(t, visitor.Do(t, claimRecord, apptest.Input("code", second, "email", "asel@example.kz", "password", "a good password")), "claimRecord")
		if visitor.Do(t, guestPlace, map[string]any{"t": second}).At("guestPlace") != nil {
			t.Error("the link works beside the account")
		}
		// A lost account, in person: not by a stranger, never of one with rights.
		joins(t, s, known, org, membership.RoleMEMBER, membership.StatusACTIVE)
		a = organizer.Do(t, issueCode, apptest.Input("publicNumber", publicNumber(t, known)))
		granted(t, a, "issueClaimCode")
		granted(t, visitor.Do(t, claimRecord, apptest.Input("code", a.Text("issueClaimCode", "code"), "password", "another password")), "claimRecord")
		if a := known.Ask(t, `{ viewer { volunteer { id } } }`, nil); a.Code() != "UNAUTHENTICATED" {
			t.Errorf("the old session goes on: %s", a.Body)
		}
		other, _ := s.Organizer(t, "other")
		joins(t, s, other, org, membership.RoleMEMBER, membership.StatusACTIVE)
		refused(t, organizer.Do(t, issueCode, apptest.Input("publicNumber", publicNumber(t, other))), "issueClaimCode", "NOT_FOUND")
	})
}

// Nobody under 14 takes part without a guardian's consent to the text as it is, for the
// event or the year; it is taken back by the same link, and the place goes on at once;
// for heavy work and emergencies no consent counts.
func TestI4_ChildrenTakePartWithConsentOnly(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		_, shift := organizer.Shift(t, org, 1, 3)
		child, next := s.Register(t, "child"), s.Register(t, "next")
		of := me(t, child)
		born := time.Now().AddDate(-12, 0, 0).Format(time.DateOnly)
		rows(s).VolunteerPrivate.Update().Where(volunteerprivate.VolunteerID(of)).SetBirthDate(civil.Date(born)).ExecX(system)
		in := apptest.Input("shiftId", shift)
		refused(t, child.Do(t, signUp, in), "signUpForShift", "CONSENT_MISSING")
		guardian := apptest.Input("guardianName", "Gulnara", "email", "gulnara@example.kz")
		refused(t, next.Do(t, nameGuardian, guardian), "nameGuardian", "NOT_A_CHILD")
		refused(t, child.Do(t, nameGuardian, apptest.Input("guardianName", "Me", "email", "child@example.kz")), "nameGuardian", "INVALID_INPUT")
		a := child.Do(t, nameGuardian, guardian)
		granted(t, a, "nameGuardian")
		asked := a.Text("nameGuardian", "guardianConsent", "id")
		if a.At("nameGuardian", "sent") != false || strings.Contains(string(a.Body), "guardian?") {
			t.Errorf("the child has the link: %s", a.Body)
		}
		refused(t, child.Do(t, signUp, in), "signUpForShift", "CONSENT_MISSING") // asked is not given
		told := func(kind notice.Kind, want int) {
			t.Helper()
			q := rows(s).Notice.Query().Where(notice.KindEQ(kind))
			if of, all := q.Clone().Where(notice.VolunteerID(of)).CountX(system), q.CountX(system); of != want || all != want {
				t.Errorf("%s: %d to the child, %d in all, want %d", kind, of, all, want)
			}
		}
		told(notice.KindGUARDIAN_ASKED, 1) // to the guardian, by way of the child's row
		links, err := letters.NewLinks(t.Context(), s.App.Store())
		if err != nil {
			t.Fatal(err)
		}
		token := links.Guardian(asked)
		for l, want := range map[string]string{"kk": "қамқоршысымын", "ru": "опекун", "en": "parent or guardian"} {
			if status, page := get(t, s.URL+"/guardian?lang="+l+"&consent="+token); status != 200 || !strings.Contains(page, want) {
				t.Errorf("%s: %d %s", l, status, page)
			}
		}
		if status, _ := get(t, s.URL+"/guardian?consent="+asked+".x"); status != 404 {
			t.Errorf("a forged link: %d", status)
		}
		refused(t, child.Do(t, signUp, in), "signUpForShift", "CONSENT_MISSING") // reading is not consenting
		form := func(what string) {
			t.Helper()
			if status, page := post(t, s.URL+"/guardian", url.Values{"consent": {token}, "do": {what}}); status != 200 {
				t.Fatalf("%s: %d %s", what, status, page)
			}
		}
		told(notice.KindGUARDIAN_CONSENTED, 0)
		form("give")
		told(notice.KindGUARDIAN_CONSENTED, 1)
		if given := rows(s).GuardianConsent.GetX(system, asked); given.TextVersion != consent.Version || given.Status != guardianconsent.StatusGIVEN {
			t.Errorf("given: %+v", given)
		}
		a = child.Do(t, signUp, in)
		granted(t, a, "signUpForShift")
		waiting := next.Do(t, signUp, in)
		if waiting.Text("signUpForShift", "waitlistEntry", "id") == "" {
			t.Fatalf("%s", waiting.Body)
		}
		form("revoke")
		mine := child.Do(t, `query($id: ID!) { node(id: $id) { ... on Signup { state cancelledBy } } viewer { guardianConsents { status } } }`,
			map[string]any{"id": a.Text("signUpForShift", "signup", "id")})
		if mine.Text("node", "state") != "CANCELLED" || mine.Text("node", "cancelledBy") != "SYSTEM" || mine.Text("viewer", "guardianConsents", 0, "status") != "REVOKED" {
			t.Errorf("%s", mine.Body)
		}
		if has := next.Do(t, `{ viewer { places { __typename } } }`, nil); has.Text("viewer", "places", 0, "__typename") != "Signup" {
			t.Errorf("the place did not go on: %s", has.Body)
		}
		refused(t, child.Do(t, signUp, in), "signUpForShift", "CONSENT_MISSING")
		// On paper, by a coordinator of the event's organization only; for one event only.
		_, second := organizer.Shift(t, org, 1, 5)
		event := rows(s).Shift.GetX(system, second).EventID
		paper := fields{"organizationId": org, "publicNumber": publicNumber(t, child), "guardianName": "Gulnara", "signedOn": time.Now().AddDate(0, 0, -1).Format(time.DateOnly), "eventId": event}
		stranger, _ := s.Organizer(t, "stranger")
		refused(t, stranger.Do(t, recordConsent, paper.but()), "recordGuardianConsent", "NOT_FOUND")
		a = organizer.Do(t, recordConsent, paper.but())
		granted(t, a, "recordGuardianConsent")
		refused(t, child.Do(t, signUp, in), "signUpForShift", "CONSENT_MISSING") // of another event
		granted(t, child.Do(t, signUp, apptest.Input("shiftId", second)), "signUpForShift")
		of2 := apptest.Input("consentId", a.Text("recordGuardianConsent", "guardianConsent", "id"))
		refused(t, stranger.Do(t, revokeConsent, of2), "revokeGuardianConsent", "NOT_FOUND")
		granted(t, organizer.Do(t, revokeConsent, of2), "revokeGuardianConsent")
		if n := rows(s).Shift.GetX(system, second).Confirmed; n != 0 {
			t.Errorf("%d places are taken", n)
		}
		// Whatever the consent.
		form("give")
		heavy := guestShift(t, organizer, org, "heavyWork", true)
		refused(t, child.Do(t, signUp, apptest.Input("shiftId", heavy)), "signUpForShift", "TOO_YOUNG")
		a = organizer.Do(t, createEvent, newEvent(org).but("directions", []string{"EMERGENCY"}, "shifts", []any{newShift().but()["in"]}))
		granted(t, organizer.Do(t, publishEvent, apptest.Input("eventId", a.Text("createEvent", "event", "id"))), "publishEvent")
		refused(t, child.Do(t, signUp, apptest.Input("shiftId", a.Text("createEvent", "event", "shifts", 0, "id"))), "signUpForShift", "TOO_YOUNG")
	})
}

// What fills in the field that people leave empty gets no place, and leaves nothing; who
// asks again and again from one address, or for one contact, is told to wait, each time
// alike, whatever else they say. What counts is each try, many in one document too.
func TestH5_ProgramsThatSignUp(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		shift := guestShift(t, organizer, org, "capacity", 50)
		visitor := s.As("")
		people := rows(s).Volunteer.Query().CountX(system)
		ask := func(n int, more ...any) string {
			in := aGuest(shift).but(append([]any{"phone", fmt.Sprintf("+7701000%04d", n)}, more...)...)
			got := codes(visitor.Do(t, signUpAsGuest, in), "signUpAsGuest")
			return strings.Join(got, " ")
		}
		for n := range 2 {
			if got := ask(n, "website", "https://spam.example"); got != "RATE_LIMITED" {
				t.Errorf("a program got %q", got)
			}
		}
		if now := rows(s).Volunteer.Query().CountX(system); now != people {
			t.Errorf("programs made %d people", now-people)
		}
		var got []string
		for n := range 3 {
			got = append(got, ask(100+n))
		}
		for range 2 {
			got = append(got, ask(200)) // one contact
		}
		if want := []string{"", "", "", "", "RATE_LIMITED"}; !slices.Equal(got, want) {
			t.Errorf("one contact, twice: %q, want %q", got, want)
		}
		var many strings.Builder
		for n := range 8 {
			_, _ = fmt.Fprintf(&many, ` a%d: signUpAsGuest(input: {shiftId: "%s", givenName: "A", familyName: "B", phone: "+7701000%04d", birthDate: "1990-05-17", consentVersion: "%s"}) { userErrors { code } }`,
				n, shift, 300+n, consent.Version)
		}
		a := visitor.Do(t, "mutation {"+many.String()+" }", nil)
		limited := 0
		for n := range 8 {
			if a.Text(fmt.Sprint("a", n), "userErrors", 0, "code") == "RATE_LIMITED" {
				limited++
			}
		}
		if taken := rows(s).Shift.GetX(system, shift).Confirmed; taken+limited != 4+8 || limited == 0 || taken > 10 {
			t.Errorf("%d have a place, %d of 8 were limited", taken, limited)
		}
	}, "GUESTS_PER_ADDRESS=10", "GUESTS_PER_CONTACT=1")
}
