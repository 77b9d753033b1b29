package rights

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/signup"
	"erikti/internal/apptest"
	"erikti/internal/audit"
	"erikti/internal/civil"
	"erikti/internal/credit/tier"
	"erikti/internal/place"
	"erikti/internal/viewer"
)

// lived is a person with something in every table, and the words by which they could be
// known again.
type lived struct {
	person
	number string
	words  []string
}

func (w *world) lives(name string) lived {
	w.t.Helper()
	db, p, org := rows(w.Server), w.person(), w.sides[0].org
	v := db.Volunteer.GetX(system, p.id)
	mail, phone := name+"-mail@example.kz", fmt.Sprintf("+7701%07d", w.made+len(name))
	db.Volunteer.UpdateOne(v).SetGivenName(name + "-given").SetFamilyName(name + "-family").SetSkills([]string{name + "-skill"}).
		AddDirections(db.Direction.Query().FirstX(system)).ExecX(system)
	db.VolunteerPrivate.Update().Where(privateOf(p.id)).SetEmail(mail).SetPhone(phone).SetBirthDate(civil.Date("1987-06-05")).ExecX(system)
	db.Account.Update().Where(accountOf(p.id)).SetEmail(mail).SetPhone(phone).SetPasswordHash(name + "-password-hash").ExecX(system)
	db.Consent.Create().SetVolunteerID(p.id).SetKind("PERSONAL_DATA").SetTextVersion("1").ExecX(system)
	db.GuardianConsent.Create().SetVolunteerID(p.id).SetGuardianName(name + "-guardian").SetValidFrom("2020-01-01").ExecX(system)
	db.Qualification.Create().SetVolunteerID(p.id).SetKind("FIRST_AID").SetIssuedAt("2020-01-01").ExecX(system)
	db.PlatformGrant.Create().SetVolunteerID(p.id).SetRole("CREDIT_ADMIN").ExecX(system)
	db.HourEntry.Create().SetVolunteerID(p.id).SetOrganizationID(org).SetDate("2026-05-01").SetMinutes(125).SetState("VERIFIED").ExecX(system)
	said := db.Reason.Create().SetText(name + "-given came late").SetSalt([]byte(name)).SaveX(system)
	db.HourEntry.Create().SetVolunteerID(p.id).SetOrganizationID(org).SetDate("2026-05-02").SetMinutes(30).SetState("REJECTED").
		SetSource("DECLARED").SetReason(said).SetDescription(name + "-given helped").ExecX(system)
	db.HourDispute.Create().SetVolunteerID(p.id).SetOrganizationID(org).SetSignupID("sgn_" + name).SetText(name + "-given was there").
		SetAnswer(name + "-given was not").SetState("DECLINED").ExecX(system)
	rated, _ := w.event(org, "DONE")
	db.EventRating.Create().SetVolunteerID(p.id).SetEventID(rated).SetStars(4).SetText(name + "-given liked it").ExecX(system)
	db.Kiosk.Create().SetShiftID("shf_" + name).SetTokenHash([]byte(name + "-kiosk")).SetOpenedBy(p.id).SetExpiresAt(time.Now()).ExecX(system)
	db.Passport.Create().SetVolunteerID(p.id).SetNumber(name + "-passport").SetStatusIndex(w.made*100 + len(name)).SetKeyID("k").
		SetCredential(name + "-given").SetExpiresAt(time.Now().AddDate(1, 0, 0)).ExecX(system)
	w.member(p, org, "EDITOR")
	seat := w.takes(p, w.shift(org))
	db.CheckIn.Create().SetSignupID(seat).SetKind("IN").SetAt(time.Now()).SetMethod("HAND").SetClientEventID(name).SetRecordedBy(w.somebody.id).ExecX(system)
	full := w.shift(org, onePlace)
	w.takes(w.person(), full)
	waits := w.takes(p, full)
	for i, contact := range []string{mail, name + "-invited@example.kz"} {
		by := []string{w.sides[0].admin.id, p.id}[i]
		db.Invitation.Create().SetOrganizationID(org).SetRole("MEMBER").SetContact(contact).SetInvitedBy(by).
			SetTokenHash([]byte(name + contact)).SetExpiresAt(time.Now().AddDate(0, 0, 7)).ExecX(system)
	}
	db.Offer.Create().SetEntryID(waits).SetShiftID(full).SetVolunteerID(p.id).SetExpiresAt(time.Now()).SetState("EXPIRED").ExecX(system)
	asked := w.takes(p, w.shift(org, byApproval))
	w.sides[0].admin.Do(w.t, `mutation { declineSignup(input: {signupId: "`+asked+`", reason: "`+name+`-given came late"}) { userErrors { code } } }`, nil)
	told := db.Notice.Query().Where(noticesOf(p.id)).FirstX(system)
	db.NoticeDelivery.Create().SetNotice(told).SetChannel("MAIL").SetNextAttemptAt(time.Now().AddDate(1, 0, 0)).ExecX(system)
	account := db.Account.Query().Where(accountOf(p.id)).OnlyIDX(system)
	soon := time.Now().AddDate(0, 0, 7)
	db.APIKey.Create().SetAccountID(account).SetName(name + "-key").SetPrefix("erk_").SetTokenHash([]byte(name + "-key")).
		SetScopes([]viewer.Scope{viewer.EventsWrite}).SetExpiresAt(soon).ExecX(system)
	browser := db.PushSubscription.Create().SetVolunteerID(p.id).SetSessionID(db.Session.Query().Where(sessionOf(account)).FirstIDX(system)).
		SetEndpoint("https://push.example/" + name + "-password-of-a-browser").SetEndpointHash([]byte(name + "-browser")).SetP256dh(name + "-password-key").SetAuth(name + "-password-secret").SaveX(system)
	db.NoticeDelivery.Create().SetNotice(told).SetChannel("PUSH").SetSubscription(browser).SetNextAttemptAt(time.Now().AddDate(1, 0, 0)).ExecX(system)
	db.NoticeMute.Create().SetVolunteerID(p.id).SetKind("ADDED").SetChannel("MAIL").ExecX(system)
	reported, _ := w.event(org, "PUBLISHED")
	db.Report.Create().SetEventID(reported).SetVolunteerID(p.id).SetKind("OTHER").SetText(name + "-given was sent away").ExecX(system)
	db.Report.Create().SetEventID(reported).SetKind("MONEY").SetState("RESOLVED").SetResolvedAt(time.Now()).SetResolvedBy(p.id).SetNote("looked at").ExecX(system)
	db.Identity.Create().SetAccountID(account).SetIssuer("https://id.example").SetSubject(name).ExecX(system)
	kept := db.Registration.Create().SetEmail(mail).SetPasswordHash("h").SetGivenName(name + "-given").SetFamilyName(name + "-family").
		SetLocale("ru").SetExpiresAt(soon).SaveX(system)
	db.OneTimeToken.Create().SetPurpose("CONFIRM_REGISTRATION").SetRegistrationID(kept.ID).SetContact(mail).
		SetTokenHash([]byte(name + "-link")).SetExpiresAt(soon).ExecX(system)
	letter := db.Message.Create().SetKind("REGISTRATION").SetContact(mail).SetLocale("ru").SetRegistrationID(kept.ID).SaveX(system)
	db.NoticeDelivery.Create().SetMessage(letter).SetChannel("MAIL").SetNextAttemptAt(time.Now().AddDate(1, 0, 0)).ExecX(system)
	db.ClaimCode.Create().SetVolunteerID(p.id).SetCodeHash([]byte(name + "-code")).SetIssuedBy(w.sides[0].admin.id).SetExpiresAt(soon).ExecX(system)
	db.GuestPass.Create().SetVolunteerID(p.id).SetTokenHash([]byte(name + "-pass")).SetShiftID(full).ExecX(system)
	award := w.award(org, p.id, name+"-student-", "APPROVED")
	entry := db.HourEntry.Query().Where(hoursOf(p.id)).FirstX(system)
	db.CreditAllocation.Create().SetAwardID(award).SetHourEntryID(entry.ID).SetVolunteerID(p.id).SetMinutes(60).ExecX(system)
	db.CreditStep.Create().SetAwardID(award).SetNumber(1).SetFromState("ELIGIBLE").SetToState("CLAIMED").SetActor("STUDENT").SetActorID(p.id).ExecX(system)
	db.Enrollment.Create().SetVolunteerID(w.somebody.id).SetOrganizationID(org).SetStudentNo("DECIDED-BY-" + name).SetState("DECLINED").SetVerifiedByID(p.id).ExecX(system)
	db.CreditPolicy.Create().SetFiscalYear(2050).SetNumber(len(name)).SetAppliesFrom(civil.Date("2050-01-01").AddDays(len(name))).SetTiers([]tier.Tier{}).
		SetCapMinutes(1).SetCapCredits(1).SetMinEvidence(0).SetDirections([]string{}).SetClaimDays(1).SetSeatDays(1).SetConfirmDays(1).SetApproveDays(1).SetPayDays(1).
		SetSetByID(p.id).ExecX(system)
	db.PayoutFile.Create().SetFiscalYear(2050).SetPayouts(0).SetTotal(0).SetMadeByID(p.id).ExecX(system)
	learns, where := w.cohort(org, "PUBLISHED")
	evening := db.Lesson.Create().SetCohortID(learns).SetTitleEn("Evening").SetStartsAt(time.Now()).SetEndsAt(time.Now().Add(time.Hour)).SaveX(system)
	db.LessonAttendance.Create().SetLessonID(evening.ID).SetVolunteerID(p.id).SetPresent(true).SetMarkedByID(w.somebody.id).ExecX(system)
	db.LessonAttendance.Create().SetLessonID(evening.ID).SetVolunteerID(w.somebody.id).SetPresent(true).SetMarkedByID(p.id).ExecX(system)
	db.CourseResult.Create().SetCohortID(learns).SetVolunteerID(p.id).SetOutcome("PASSED").SetRecordedByID(w.somebody.id).ExecX(system)
	db.CourseResult.Create().SetCohortID(learns).SetVolunteerID(w.somebody.id).SetOutcome("FAILED").SetRecordedByID(p.id).ExecX(system)
	w.takes(p, where)
	w.certificate(learns, p.id, db.Reason.Create().SetText(name+"-given copied").SetSalt([]byte(name)).SaveX(system).ID)
	db.CalendarFeed.Create().SetVolunteerID(p.id).SetTokenHash([]byte(name + "-feed")).ExecX(system)
	db.Follow.Create().SetVolunteerID(p.id).SetOrganizationID(org).ExecX(system)
	db.RosterMessage.Create().SetShiftID(full).SetWrittenBy(p.id).SetText(name + "-family writes").SetWaiting(true).SetTold(1).ExecX(system)
	help := w.mentorship(w.organization("VERIFIED", w.sides[0].region), org, "COMPLETED", func(c *gen.MentorshipCreate) {
		c.SetAskedBy(p.id).SetMessage(name + "-given asks for help")
	})
	db.MentorshipMeeting.Create().SetMentorshipID(help).SetHeldAt(time.Now()).SetSide("MENTEE").SetWrittenBy(p.id).SetNotes(name + "-given was there").ExecX(system)
	project := w.project(org, "RUNNING")
	for i, report := range project.reports[:2] {
		u := db.ProjectReport.UpdateOneID(report).SetState("ACCEPTED").SetSubmittedAt(time.Now()).SetSnapshotHash("h").SetText(name + "-given reports").SetSubmittedBy(p.id)
		if i == 1 {
			u.SetText("").SetSubmittedBy(w.somebody.id).SetDecidedBy(p.id)
		}
		u.ExecX(system)
	}
	study := w.study(org, "PUBLISHED", func(c *gen.StudyCreate) { c.SetCreatedBy(p.id).SetSubmittedBy(p.id) })
	w.interview(study, func(c *gen.InterviewCreate) {
		c.SetVolunteerID(p.id).SetExpert(name + "-given").SetNotes(name + "-given said").SetThemes(name + "-family")
	})
	w.interview(study, func(c *gen.InterviewCreate) { c.SetWrittenBy(p.id) })
	db.Finding.UpdateOneID(w.finding(study)).SetWrittenBy(p.id).ExecX(system)
	w.member(p, org, "COORDINATOR")
	event, _ := w.event(org, "DRAFT")
	again := person{w.SessionOf(w.t, p.id), p.id}
	again.Do(w.t, `mutation { updateEvent(input: {eventId: "`+event+`", remote: true}) { userErrors { code } } }`, nil)
	return lived{again, v.PublicNumber, []string{
		name + "-mail", phone, name + "-given", name + "-family", name + "-skill", name + "-guardian", name + "-password", name + "-student", v.PublicNumber, "1987-06-05",
	}}
}

// dump is all that stands in the database, table by table.
func (w *world) dump() map[string]string {
	w.t.Helper()
	st := w.App.Store()
	list := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
	if st.Postgres() {
		list = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
	}
	all := map[string]string{}
	names, err := st.Reader().Query(list)
	if err != nil {
		w.t.Fatal(err)
	}
	defer names.Close() //nolint:errcheck // of a test
	for names.Next() {
		var name string
		if err := names.Scan(&name); err != nil {
			w.t.Fatal(err)
		}
		all[name] = ""
	}
	for name := range maps.Clone(all) {
		found, err := st.Reader().Query(`SELECT * FROM "` + name + `"`)
		if err != nil {
			w.t.Fatal(err)
		}
		columns, _ := found.Columns()
		values, at := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			at[i] = &values[i]
		}
		var b strings.Builder
		for found.Next() {
			if err := found.Scan(at...); err != nil {
				w.t.Fatal(err)
			}
			for _, v := range values {
				if bytes, ok := v.([]byte); ok {
					v = string(bytes)
				}
				_, _ = fmt.Fprintf(&b, "%v\x00", v)
			}
		}
		all[name] = b.String()
		_ = found.Close()
	}
	return all
}

// Everything that is kept about a person is in their archive, table by table, and
// nothing about anybody else.
func TestI1_TheArchiveIsWholeAndOnlyOnesOwn(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		w := newWorld(t, s)
		dana, erlan := w.lives("dana"), w.lives("erlan")
		a := dana.Do(t, `{ exportMyData { content mediaType fileName } }`, nil)
		content := a.Text("exportMyData", "content")
		var tables map[string][]map[string]any
		if err := json.Unmarshal([]byte(content), &tables); err != nil {
			t.Fatal(err)
		}
		for name, rows := range tables {
			if len(rows) == 0 {
				t.Errorf("nothing of %s", name)
			}
		}
		if len(tables) < 20 {
			t.Errorf("%d tables", len(tables))
		}
		for _, word := range dana.words {
			if !strings.Contains(content, word) && word != "dana-password" {
				t.Errorf("%q is not in the archive", word)
			}
		}
		for _, word := range append(erlan.words, "password-hash", "$argon2") {
			if word != "1987-06-05" && strings.Contains(content, word) {
				t.Errorf("%q is in another's archive", word)
			}
		}
		for _, other := range []string{w.somebody.id, erlan.id, w.sides[0].admin.id} {
			if strings.Contains(content, other) {
				t.Errorf("another person (%s) is in the archive", other)
			}
		}
	})
}

// Who erases themselves is gone: from every table of the database, with their sessions
// and coming places; what was done stays counted, and the logs hold.
func TestI2_NothingPersonalIsLeft(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		w := newWorld(t, s)
		dana, erlan := w.lives("dana"), w.lives("erlan")
		stats := `{ networkStats { totals { organizations supportCenters volunteers events places takenPlaces verifiedMinutes } } }`
		// Coming places go; what else is counted must not change.
		before := s.As("").Do(t, stats, nil)
		coming := rows(s).Signup.Query().Where(signup.VolunteerID(dana.id), signup.StateEQ(signup.StateCONFIRMED)).CountX(system)
		if coming == 0 {
			t.Fatal("no places ahead")
		}
		refused := dana.Do(t, `mutation { eraseMyAccount(input: {publicNumber: "`+erlan.number+`"}) { erased userErrors { code path } } }`, nil)
		if refused.Text("eraseMyAccount", "userErrors", 0, "code") != "INVALID_INPUT" {
			t.Fatalf("%s", refused.Body)
		}
		words := w.dump()
		for _, word := range dana.words { // the test can find what it looks for
			if !standsIn(words, word) {
				t.Errorf("%q was nowhere before", word)
			}
		}
		a := dana.Do(t, `mutation { eraseMyAccount(input: {publicNumber: "`+dana.number+`"}) { erased userErrors { code } } viewer: __typename }`, nil)
		if a.At("eraseMyAccount", "erased") != true {
			t.Fatalf("%s", a.Body)
		}
		after := w.dump()
		for _, word := range dana.words {
			for table, text := range after {
				if strings.Contains(text, word) && word != "1987-06-05" || word == "1987-06-05" && table == "volunteer_privates" && strings.Count(text, word) != 1 {
					t.Errorf("%q stands in %s", word, table)
				}
			}
		}
		for _, word := range erlan.words {
			if !standsIn(after, word) {
				t.Errorf("%q of another person is gone", word)
			}
		}
		if a := dana.Ask(t, `{ viewer { volunteer { id } } }`, nil); a.Code() != "UNAUTHENTICATED" {
			t.Errorf("the session lives: %s", a.Body)
		}
		if n := rows(s).Signup.Query().Where(signup.VolunteerID(dana.id), signup.StateEQ(signup.StateCONFIRMED)).CountX(system); n != 0 {
			t.Errorf("%d places are left", n)
		}
		now := s.As("").Do(t, stats, nil)
		for _, total := range []string{"organizations", "supportCenters", "volunteers", "events", "places", "verifiedMinutes"} {
			if b, n := before.Number("networkStats", "totals", total), now.Number("networkStats", "totals", total); b != n || b == 0 && total != "verifiedMinutes" {
				t.Errorf("%s were %d, are %d", total, b, n)
			}
		}
		if n := rows(s).HourEntry.Query().Where(hoursOf(dana.id)).CountX(system); n != 2 {
			t.Errorf("%d entries of hours", n)
		}
		holds(t, s)
	})
}

func standsIn(dump map[string]string, word string) bool {
	for _, text := range dump {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// holds fails a test when a log of places or the audit does not hold.
func holds(t *testing.T, s *apptest.Server) {
	t.Helper()
	v, err := audit.Verify(t.Context(), rows(s), func(f audit.Fault) { t.Error(f) })
	if err != nil || v.Entries == 0 || v.Erased == 0 {
		t.Errorf("the audit: %+v, %v", v, err)
	}
	engine := place.New(s.App.Store(), func([]string) {}, time.Now)
	lines, err := engine.Verify(t.Context(), func(f place.Fault) {
		if !strings.Contains(f.String(), "check") {
			t.Error(f)
		}
	}, func(place.Verified) {})
	if err != nil || lines.Lines == 0 {
		t.Errorf("the logs of places: %+v, %v", lines, err)
	}
}

// The last ADMIN of an organization names another one first.
func TestI2_TheLastAdminStays(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		w := newWorld(t, s)
		admin := w.sides[1].admin
		number := rows(s).Volunteer.GetX(system, admin.id).PublicNumber
		erase := `mutation { eraseMyAccount(input: {publicNumber: "` + number + `"}) { erased userErrors { code message nextStep } } }`
		a := admin.Do(t, erase, nil)
		if a.Text("eraseMyAccount", "userErrors", 0, "code") != "WRONG_STATE" || a.Text("eraseMyAccount", "userErrors", 0, "nextStep") == "" {
			t.Errorf("%s", a.Body)
		}
		w.member(w.somebody, w.sides[1].org, "ADMIN")
		if a := admin.Do(t, erase, nil); a.At("eraseMyAccount", "erased") != true {
			t.Errorf("%s", a.Body)
		}
	})
}

// How to reach a person, and when they were born, is seen by the person, and by those who
// run a shift on which they have a place, until 30 days after it.
func TestD4_ContactsAreSeenByThoseWhoNeedThem(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		w := newWorld(t, s)
		db, org := rows(s), w.sides[0].org
		v := w.person()
		db.VolunteerPrivate.Update().Where(privateOf(v.id)).SetEmail("seen@example.kz").SetPhone("+77010000009").ExecX(system)
		shift := w.shift(org, onePlace)
		seat := w.takes(v, shift)
		sees := func(p person) bool {
			t.Helper()
			a := p.Do(t, `query($id: ID!) { node(id: $id) { ... on Volunteer { email phone birthDate } } nodes(ids: [$id]) { ... on Volunteer { email } } }`, map[string]any{"id": v.id})
			all := a.Text("node", "email") == "seen@example.kz" && a.Text("node", "phone") == "+77010000009" && a.Text("node", "birthDate") == "1990-05-17"
			if some := strings.Contains(string(a.Body), "seen@") || strings.Contains(string(a.Body), "0009") || strings.Contains(string(a.Body), "1990"); some != all {
				t.Errorf("a part of it: %s", a.Body)
			}
			return all
		}
		ends := func(ago time.Duration) {
			db.Signup.Update().Where(signup.ID(seat)).SetStartsAt(time.Now().Add(-ago - time.Hour).UTC()).SetEndsAt(time.Now().Add(-ago).UTC()).ExecX(system)
		}
		organizer := func(a string) bool { return a == "ADMIN" || a == "COORDINATOR" }
		for asker, p := range w.askers {
			if got := sees(p); got != organizer(string(asker)) {
				t.Errorf("%s of its organization: sees %v", asker, got)
			}
		}
		if sees(w.sides[1].admin) || !sees(v) {
			t.Error("an organizer of another organization sees it, or the person does not")
		}
		admin := w.askers["ADMIN"]
		for days, want := range map[int]bool{29: true, 31: false} {
			if ends(time.Duration(days) * 24 * time.Hour); sees(admin) != want {
				t.Errorf("%d days after: sees %v", days, !want)
			}
		}
		ends(0)
		for _, state := range []signup.State{signup.StateREQUESTED, signup.StateCANCELLED, signup.StateDECLINED, signup.StateWITHDRAWN} {
			db.Signup.Update().Where(signup.ID(seat)).SetState(state).ExecX(system)
			if sees(admin) {
				t.Errorf("%s: the organizer sees it", state)
			}
		}
		// Who waits is no one to call.
		full := w.shift(org, onePlace)
		w.takes(w.somebody, full)
		w.takes(v, full)
		if sees(admin) {
			t.Error("of who waits")
		}
	})
}
