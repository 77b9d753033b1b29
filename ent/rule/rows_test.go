package rule_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/privacy"
	"erikti/ent/rule"
	"erikti/internal/credit/tier"
	"erikti/internal/viewer"
)

// administered are types whose rows platform administrators see.
var administered = []string{"AuditEntry", "Report"}

// one writes a row of every type: what is public is public.
func one(t *testing.T, db *gen.Client) {
	t.Helper()
	ctx := rule.System(context.Background())
	at := time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC)
	v := db.Volunteer.Create().SetGivenName("D").SetFamilyName("S").SaveX(ctx)
	region := db.Region.Create().SetID("reg_1").SetIso("KZ-1").SetKato("1").SetKind("CITY").SetNameEn("R").SetShortNameEn("R").
		SetTimeZone("Asia/Almaty").SetLongitude(1).SetLatitude(1).SaveX(ctx)
	db.District.Create().SetID("dst_1").SetKato("2").SetRegion(region).SetNameEn("D").ExecX(ctx)
	db.Direction.Create().SetID("dir_1").SetCode("SOCIAL").SetPosition(1).SetNameEn("D").ExecX(ctx)
	o := db.Organization.Create().SetNameEn("O").SetLegalForm("NGO").SetStatus("VERIFIED").SaveX(ctx)
	db.SupportCenter.Create().SetOrganization(o).SetRegion(region).SetValidFrom("2020-01-01").ExecX(ctx)
	db.Membership.Create().SetVolunteer(v).SetOrganization(o).SetRole("ADMIN").SetValidFrom("2020-01-01").ExecX(ctx)
	mentee := db.Organization.Create().SetNameEn("M").SetLegalForm("NGO").SetStatus("VERIFIED").SaveX(ctx)
	m := db.Mentorship.Create().SetCenter(o).SetMentee(mentee).SetRegion(region).SetState("ACTIVE").SetNeeds([]string{"PEOPLE"}).SaveX(ctx)
	db.MentorshipGoal.Create().SetMentorship(m).SetNumber(1).SetTitle("t").ExecX(ctx)
	db.MentorshipMeeting.Create().SetMentorship(m).SetHeldAt(at).SetNotes("n").SetSide("CENTER").ExecX(ctx)
	p := db.Project.Create().SetOrganization(o).SetRegion(region).SetFunding("OWN").SetState("RUNNING").SetTitleEn("P").SetSum(0).
		SetStartsOn("2026-01-01").SetEndsOn("2026-12-31").SaveX(ctx)
	db.ProjectIndicator.Create().SetProject(p).SetNumber(1).SetTitleEn("I").SetSource("EVENTS").SetTarget(1).ExecX(ctx)
	db.ProjectReport.Create().SetProject(p).SetOrganizationID(o.ID).SetNumber(1).SetPeriodFrom("2026-01-01").SetPeriodTo("2026-03-31").SetDueOn("2026-04-10").ExecX(ctx)
	study := db.Study.Create().SetCenter(o).SetRegion(region).SetState("PUBLISHED").SetQuestionEn("Q").SetPublishedAt(at).SaveX(ctx)
	db.Interview.Create().SetStudy(study).SetNumber(1).SetVolunteer(v).SetExpert("e").SetHeldOn("2026-01-01").SetConsentOn("2026-01-01").SetConsentVersion("1").ExecX(ctx)
	db.Finding.Create().SetStudy(study).SetNumber(1).SetTextEn("F").SetInterviews([]int{1}).ExecX(ctx)
	db.StudyFigures.Create().SetStudy(study).SetNumber(1).SetMonthFrom("2026-01").SetMonthTo("2026-02").SetSnapshot("{}").SetSnapshotHash("h").SetTakenAt(at).ExecX(ctx)
	db.FigureMonth.Create().SetMonth("2026-01").SetMinPeople(10).SetSnapshot("{}").SetSnapshotHash("h").SetTakenAt(at).ExecX(ctx)
	e := db.Event.Create().SetOrganization(o).SetTitleEn("E").SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).SetTimeZone("UTC").SetState("PUBLISHED").SaveX(ctx)
	s := db.Shift.Create().SetEvent(e).SetTitleEn("S").SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).SetCapacity(5).SetConfirmed(1).SaveX(ctx)
	g := db.Signup.Create().SetShift(s).SetVolunteer(v).SetPersonNo(v.PersonNo).SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).SaveX(ctx)
	w := db.WaitlistEntry.Create().SetShift(s).SetVolunteer(v).SetPersonNo(v.PersonNo).SetSeq(1).SaveX(ctx)
	db.Offer.Create().SetEntry(w).SetShift(s).SetVolunteerID(v.ID).SetExpiresAt(at).ExecX(ctx)
	db.CheckIn.Create().SetSignup(g).SetKind("IN").SetAt(at).SetMethod("HAND").SetClientEventID("1").SetRecordedBy(v.ID).ExecX(ctx)
	db.HourDispute.Create().SetVolunteer(v).SetOrganizationID(o.ID).SetSignupID(g.ID).SetText("x").ExecX(ctx)
	db.EventRating.Create().SetVolunteer(v).SetEventID(e.ID).SetStars(4).ExecX(ctx)
	db.Kiosk.Create().SetShiftID(s.ID).SetTokenHash([]byte{1}).SetOpenedBy(v.ID).SetExpiresAt(at).ExecX(ctx)
	db.Passport.Create().SetVolunteer(v).SetNumber("1").SetStatusIndex(1).SetKeyID("k").SetCredential("{}").SetExpiresAt(at).ExecX(ctx)
	db.SigningKey.Create().SetPublicKey([]byte{1}).SetPrivateKey("2").ExecX(ctx)
	db.HourEntry.Create().SetVolunteer(v).SetOrganization(o).SetEvent(e).SetDate("2026-11-23").SetMinutes(60).ExecX(ctx)
	db.VolunteerPrivate.Create().SetVolunteer(v).SetEmail("d@example.kz").ExecX(ctx)
	a := db.Account.Create().SetVolunteer(v).SetEmail("d@example.kz").SaveX(ctx)
	session := db.Session.Create().SetAccount(a).SetTokenHash(make([]byte, 32)).SetExpiresAt(at).SaveX(ctx)
	db.PushSubscription.Create().SetVolunteer(v).SetSession(session).SetEndpoint("https://push.example/1").SetEndpointHash(make([]byte, 32)).
		SetP256dh("k").SetAuth("a").ExecX(ctx)
	db.NoticeMute.Create().SetVolunteer(v).SetKind("ADDED").SetChannel("MAIL").ExecX(ctx)
	db.Report.Create().SetEvent(e).SetKind("OTHER").SetText("t").ExecX(ctx)
	db.OrganizationSite.Create().SetOrganization(o).SetOrigin("https://club.example").ExecX(ctx)
	db.APIKey.Create().SetAccount(a).SetName("K").SetPrefix("erk_").SetTokenHash(make([]byte, 32)).SetExpiresAt(at).
		SetScopes([]viewer.Scope{viewer.ProfileRead}).ExecX(ctx)
	db.Identity.Create().SetAccount(a).SetIssuer("https://id.example.kz").SetSubject("d").ExecX(ctx)
	db.ProviderSignIn.Create().SetProvider("p").SetStateHash(make([]byte, 32)).SetBrowserHash(make([]byte, 32)).SetChallenge("c").SetReturnTo("/").SetExpiresAt(at).ExecX(ctx)
	db.Registration.Create().SetEmail("e@example.kz").SetPasswordHash("h").SetGivenName("E").SetFamilyName("S").SetLocale("ru").SetExpiresAt(at).ExecX(ctx)
	db.Message.Create().SetKind("REGISTRATION").SetContact("e@example.kz").SetLocale("ru").ExecX(ctx)
	db.Consent.Create().SetVolunteer(v).SetKind("PERSONAL_DATA").SetTextVersion("1").ExecX(ctx)
	db.GuardianConsent.Create().SetVolunteer(v).SetGuardianName("G").SetValidFrom("2020-01-01").ExecX(ctx)
	db.Qualification.Create().SetVolunteer(v).SetKind("FIRST_AID").SetIssuedAt("2020-01-01").ExecX(ctx)
	db.PlatformGrant.Create().SetVolunteer(v).SetRole("PLATFORM_ADMIN").ExecX(ctx)
	db.OneTimeToken.Create().SetPurpose("FIRST_ADMIN").SetTokenHash(make([]byte, 32)).SetExpiresAt(at).ExecX(ctx)
	db.IdempotencyKey.Create().SetID("k").SetCreatedAt(at).SetInputHash(make([]byte, 32)).SetOutcome("{}").ExecX(ctx)
	db.Reason.Create().SetText("r").SetSalt(make([]byte, 16)).ExecX(ctx)
	db.PlaceLogLine.Create().SetShiftID(s.ID).SetNumber(1).SetAt(at).SetKind("BEGUN").SetActor("SYSTEM").SetDetail("{}").
		SetCapacity(5).SetConfirmed(1).SetHeld(0).SetWaitlisted(0).SetHash(make([]byte, 32)).ExecX(ctx)
	db.GuestPass.Create().SetVolunteer(v).SetTokenHash(make([]byte, 32)).SetShiftID(s.ID).ExecX(ctx)
	db.ClaimCode.Create().SetVolunteer(v).SetCodeHash(make([]byte, 32)).SetIssuedBy(v.ID).SetExpiresAt(at).ExecX(ctx)
	db.Invitation.Create().SetOrganization(o).SetRole("MEMBER").SetContact("e@example.kz").SetInvitedBy(v.ID).
		SetTokenHash(make([]byte, 32)).SetExpiresAt(at).ExecX(ctx)
	policy := db.CreditPolicy.Create().SetFiscalYear(2026).SetNumber(1).SetAppliesFrom("2026-01-01").SetTiers([]tier.Tier{}).SetCapMinutes(1).SetCapCredits(1).
		SetMinEvidence(0).SetDirections([]string{}).SetClaimDays(1).SetSeatDays(1).SetConfirmDays(1).SetApproveDays(1).SetPayDays(1).SaveX(ctx)
	db.UniversityDomain.Create().SetOrganization(o).SetDomain("example.edu.kz").ExecX(ctx)
	db.HostAccreditation.Create().SetOrganization(o).SetFiscalYear(2026).SetValidFrom("2026-01-01").ExecX(ctx)
	db.CreditBudget.Create().SetFiscalYear(2026).SetOrganization(o).SetShift(s).SetMoney(0).SetSeatAmount(0).ExecX(ctx)
	enrolled := db.Enrollment.Create().SetVolunteer(v).SetOrganization(o).SetStudentNo("1").SaveX(ctx)
	award := db.CreditAward.Create().SetVolunteer(v).SetEnrollment(enrolled).SetOrganization(o).SetFiscalYear(2026).SetPolicy(policy).
		SetMinutes(60).SetCredits(1).SetAmount(100).SaveX(ctx)
	db.CreditStep.Create().SetAward(award).SetNumber(1).SetFromState("ELIGIBLE").SetToState("CLAIMED").SetActor("STUDENT").ExecX(ctx)
	db.CreditAllocation.Create().SetAward(award).SetHourEntry(db.HourEntry.Query().FirstX(ctx)).SetVolunteerID(v.ID).SetMinutes(60).ExecX(ctx)
	file := db.PayoutFile.Create().SetFiscalYear(2026).SetPayouts(1).SetTotal(100).SetMadeByID(v.ID).SaveX(ctx)
	db.CreditPayout.Create().SetAward(award).SetFile(file).SetKind("PAYMENT").SetAmount(100).ExecX(ctx)
	taught := db.Course.Create().SetOrganization(o).SetTitleEn("C").SetLevel(1).SetGrants("FIRST_AID").SetState("OPEN").SaveX(ctx)
	learns := db.Cohort.Create().SetCourse(taught).SetEvent(e).SetShift(s).SaveX(ctx)
	evening := db.Lesson.Create().SetCohort(learns).SetTitleEn("L").SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).SaveX(ctx)
	db.LessonAttendance.Create().SetLesson(evening).SetVolunteer(v).SetPresent(true).SetMarkedByID(v.ID).ExecX(ctx)
	db.CourseResult.Create().SetCohort(learns).SetVolunteer(v).SetOutcome("PASSED").SetRecordedByID(v.ID).ExecX(ctx)
	db.Certificate.Create().SetSerial("1").SetCourse(taught).SetCohort(learns).SetVolunteer(v).SetIssuedOn("2026-11-23").ExecX(ctx)
	n := db.Notice.Create().SetVolunteerID(v.ID).SetKind("PROMOTED").SetShift(s).SetSubjectID(g.ID).SaveX(ctx)
	db.NoticeDelivery.Create().SetNotice(n).SetChannel("MAIL").SetNextAttemptAt(at).ExecX(ctx)
	db.AuditChain.Create().SetID(o.ID).SetLength(1).ExecX(ctx)
	db.AuditEntry.Create().SetChain(o.ID).SetNumber(1).SetAt(at).SetActor("PERSON").SetActorID(v.ID).SetAction("SAID").SetObjectID(o.ID).
		SetOrganization(o).SetDetail("{}").SetHash(make([]byte, 32)).ExecX(ctx)
	db.AuditText.Create().SetID("aud_1").SetCreatedAt(at).SetReason("r").ExecX(ctx)
	db.CalendarFeed.Create().SetVolunteer(v).SetTokenHash(make([]byte, 32)).ExecX(ctx)
	db.Follow.Create().SetVolunteer(v).SetOrganization(o).ExecX(ctx)
	db.RosterMessage.Create().SetShift(s).SetWrittenBy(v.ID).SetText("t").SetWaiting(false).SetTold(1).ExecX(ctx)
	db.Setting.Create().SetID("a").SetValue("b").ExecX(ctx)
}

// Nobody but the system and those concerned reads a row that is not public: not as
// a row, an id, a count, or that there is one.
func TestNobodyReadsWhatIsNotPublic(t *testing.T) {
	st := open(t)
	one(t, st.Client)
	for name, c := range clients(st.Client) {
		want := 1
		if name == "Organization" {
			want = 2 // a mentorship is between two
		}
		if n := len(read(t, rule.System(context.Background()), c, "All")); n != want {
			t.Errorf("%s: the system reads %d rows, want %d", name, n, want)
		}
		for who, ctx := range askers {
			for _, way := range []string{"All", "IDs", "Count", "Exist", "First", "FirstID"} {
				seen := len(read(t, ctx, c, way)) > 0
				if seen != (types[name].public || slices.Contains(administered, name) && who == "an administrator") {
					t.Errorf("%s: %s.%s: seen: %v", who, name, way, seen)
				}
			}
		}
	}
}

// read asks a type in one of ent's ways, and returns what it told: nothing when it
// was denied, not found, none, or false.
func read(t *testing.T, ctx context.Context, c reflect.Value, way string) []any {
	t.Helper()
	out := c.MethodByName("Query").Call(nil)[0].MethodByName(way).Call([]reflect.Value{reflect.ValueOf(ctx)})
	if err, _ := out[1].Interface().(error); err != nil {
		if !errors.Is(err, privacy.Deny) && !gen.IsNotFound(err) {
			t.Errorf("%s: %v", way, err)
		}
		return nil
	}
	if out[0].Kind() == reflect.Slice {
		var all []any
		for i := range out[0].Len() {
			all = append(all, out[0].Index(i).Interface())
		}
		return all
	}
	if out[0].IsZero() {
		return nil
	}
	return []any{out[0].Interface()}
}
