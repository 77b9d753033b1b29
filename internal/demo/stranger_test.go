package demo

import (
	"context"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/checkin"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
	"erikti/internal/audit"
	"erikti/internal/credit/tier"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// stranger is somebody who came to the demo and did things in it.
type stranger struct {
	*gen.Volunteer
	shift *gen.Shift // of an event that they created
	place *gen.Signup
}

// visit lets a stranger register, found an organization, publish an event with one
// shift, and take a place on it.
func visit(t *testing.T, st *store.Store, start time.Time) *stranger {
	t.Helper()
	ctx, c := rule.System(t.Context()), st.Client
	v := c.Volunteer.Create().SetGivenName("Ерлан").SetFamilyName("Бекетов").SaveX(ctx)
	c.VolunteerPrivate.Create().SetVolunteerID(v.ID).SetBirthDate("1990-05-01").SaveX(ctx)
	a := c.Account.Create().SetVolunteerID(v.ID).SetEmail("erlan@example.org").SaveX(ctx)
	c.Session.Create().SetAccountID(a.ID).SetTokenHash([]byte{1}).SetExpiresAt(start).SaveX(ctx)
	o := c.Organization.Create().SetNameKk("Жаңа топ").SetLegalForm(organization.LegalFormINFORMAL_GROUP).
		SetStatus(organization.StatusVERIFIED).SaveX(ctx)
	e := c.Event.Create().SetOrganizationID(o.ID).SetTitleKk("Сенбілік").SetRemote(true).SetTimeZone(home).
		SetStartsAt(start).SetEndsAt(start.Add(4 * time.Hour)).SetState(event.StatePUBLISHED).
		SetImportSource("file").SetImportKey("1").SaveX(ctx)
	s := c.Shift.Create().SetEventID(e.ID).SetTitleKk("Таң").SetStartsAt(e.StartsAt).SetEndsAt(e.EndsAt).
		SetCapacity(5).SetConfirmed(1).SetState(shift.StateOPEN).SetNextTransitionAt(e.StartsAt).SaveX(ctx)
	return &stranger{v, s, take(t, st, v, s)}
}

// take gives a person a place; the caller has counted it.
func take(t *testing.T, st *store.Store, v *gen.Volunteer, s *gen.Shift) *gen.Signup {
	t.Helper()
	return st.Client.Signup.Create().SetShiftID(s.ID).SetVolunteerID(v.ID).SetPersonNo(v.PersonNo).
		SetStartsAt(s.StartsAt).SetEndsAt(s.EndsAt).SaveX(rule.System(t.Context()))
}

// leaveTraces writes a row of every other kind.
func (g *stranger) leaveTraces(t *testing.T, st *store.Store) {
	t.Helper()
	ctx, c := rule.System(t.Context()), st.Client
	c.CheckIn.Create().SetSignupID(g.place.ID).SetKind(checkin.KindIN).SetMethod(checkin.MethodHAND).
		SetAt(g.shift.StartsAt).SetClientEventID("1").SetRecordedBy(g.ID).SaveX(ctx)
	w := c.WaitlistEntry.Create().SetShiftID(g.shift.ID).SetVolunteerID(g.ID).SetPersonNo(g.PersonNo).SetSeq(1).
		SetState(waitlistentry.StateLEFT).SaveX(ctx)
	c.Offer.Create().SetEntryID(w.ID).SetShiftID(g.shift.ID).SetVolunteerID(g.ID).SetState("EXPIRED").
		SetExpiresAt(g.shift.StartsAt).SaveX(ctx)
	c.Qualification.Create().SetVolunteerID(g.ID).SetKind("FIRST_AID").SetIssuedAt("2026-01-01").SaveX(ctx)
	c.Consent.Create().SetVolunteerID(g.ID).SetKind("PERSONAL_DATA").SetTextVersion("1").SaveX(ctx)
	c.GuardianConsent.Create().SetVolunteerID(g.ID).SetGuardianName("Бекет").SetValidFrom("2026-01-01").SaveX(ctx)
	c.IdempotencyKey.Create().SetID("1").SetCreatedAt(g.shift.StartsAt).SetInputHash([]byte{1}).SetOutcome("{}").SaveX(ctx)
	c.Reason.Create().SetText("x").SetSalt([]byte{1}).SaveX(ctx)
	c.PlaceLogLine.Create().SetShiftID(g.shift.ID).SetNumber(1).SetAt(g.shift.StartsAt).SetKind("BEGUN").SetActor("SYSTEM").SetDetail("{}").
		SetCapacity(1).SetConfirmed(1).SetHeld(0).SetWaitlisted(0).SetHash([]byte{1}).SaveX(ctx)
	n := c.Notice.Create().SetVolunteerID(g.ID).SetKind("PROMOTED").SetShiftID(g.shift.ID).SetSubjectID(g.place.ID).SaveX(ctx)
	c.NoticeDelivery.Create().SetNotice(n).SetChannel("MAIL").SetNextAttemptAt(g.shift.StartsAt).SaveX(ctx)
	c.OneTimeToken.Create().SetPurpose("FIRST_ADMIN").SetTokenHash([]byte{2}).SetExpiresAt(g.shift.StartsAt).SaveX(ctx)
	registration := c.Registration.Create().SetEmail("r@example.kz").SetPasswordHash("h").SetGivenName("R").SetFamilyName("S").
		SetLocale("ru").SetExpiresAt(g.shift.StartsAt).SaveX(ctx)
	c.Message.Create().SetKind("REGISTRATION").SetContact("r@example.kz").SetLocale("ru").SetRegistrationID(registration.ID).ExecX(ctx)
	a := c.Account.Query().FirstX(ctx)
	c.PushSubscription.Create().SetVolunteerID(g.ID).SetSession(c.Session.Query().FirstX(ctx)).SetEndpoint("https://push.example/1").
		SetEndpointHash([]byte{9}).SetP256dh("k").SetAuth("a").ExecX(ctx)
	c.NoticeMute.Create().SetVolunteerID(g.ID).SetKind("ADDED").SetChannel("MAIL").ExecX(ctx)
	c.Report.Create().SetEventID(g.shift.EventID).SetVolunteerID(g.ID).SetKind("OTHER").SetText("x").ExecX(ctx)
	c.OrganizationSite.Create().SetOrganizationID(c.Event.GetX(ctx, g.shift.EventID).OrganizationID).SetOrigin("https://club.example").ExecX(ctx)
	c.Identity.Create().SetAccountID(a.ID).SetIssuer("https://id.example").SetSubject("1").ExecX(ctx)
	c.APIKey.Create().SetAccountID(a.ID).SetName("k").SetPrefix("erk_1").SetTokenHash([]byte{6}).SetScopes([]viewer.Scope{viewer.EventsWrite}).
		SetExpiresAt(g.shift.StartsAt).ExecX(ctx)
	c.ProviderSignIn.Create().SetProvider("p").SetStateHash([]byte{7}).SetBrowserHash([]byte{8}).SetChallenge("c").
		SetReturnTo("/").SetExpiresAt(g.shift.StartsAt).ExecX(ctx)
	c.GuestPass.Create().SetVolunteerID(g.ID).SetTokenHash([]byte{4}).SetShiftID(g.shift.ID).ExecX(ctx)
	c.ClaimCode.Create().SetVolunteerID(g.ID).SetCodeHash([]byte{5}).SetIssuedBy(g.ID).SetExpiresAt(g.shift.StartsAt).ExecX(ctx)
	c.Invitation.Create().SetOrganizationID(c.Event.GetX(ctx, g.shift.EventID).OrganizationID).SetRole("MEMBER").SetContact("i@example.kz").
		SetInvitedBy(g.ID).SetTokenHash([]byte{3}).SetExpiresAt(g.shift.StartsAt).ExecX(ctx)
	taught := c.Course.Create().SetOrganizationID(c.Event.GetX(ctx, g.shift.EventID).OrganizationID).SetTitleEn("C").SetLevel(1).SetGrants("FIRST_AID").SaveX(ctx)
	learns := c.Cohort.Create().SetCourseID(taught.ID).SetEventID(g.shift.EventID).SetShiftID(g.shift.ID).SaveX(ctx)
	evening := c.Lesson.Create().SetCohortID(learns.ID).SetTitleEn("L").SetStartsAt(g.shift.StartsAt).SetEndsAt(g.shift.EndsAt).SaveX(ctx)
	c.LessonAttendance.Create().SetLessonID(evening.ID).SetVolunteerID(g.ID).SetPresent(true).SetMarkedByID(g.ID).ExecX(ctx)
	c.CourseResult.Create().SetCohortID(learns.ID).SetVolunteerID(g.ID).SetOutcome("PASSED").SetRecordedByID(g.ID).ExecX(ctx)
	c.Certificate.Create().SetSerial("1").SetCourseID(taught.ID).SetCohortID(learns.ID).SetVolunteerID(g.ID).SetIssuedOn("2026-01-01").ExecX(ctx)
	university := c.Event.GetX(ctx, g.shift.EventID).OrganizationID
	policy := c.CreditPolicy.Create().SetFiscalYear(2050).SetNumber(1).SetAppliesFrom("2050-01-01").SetTiers([]tier.Tier{}).SetCapMinutes(1).SetCapCredits(1).
		SetMinEvidence(0).SetDirections([]string{}).SetClaimDays(1).SetSeatDays(1).SetConfirmDays(1).SetApproveDays(1).SetPayDays(1).SaveX(ctx)
	c.UniversityDomain.Create().SetOrganizationID(university).SetDomain("example.edu.kz").ExecX(ctx)
	c.HostAccreditation.Create().SetOrganizationID(university).SetFiscalYear(2050).SetValidFrom("2050-01-01").ExecX(ctx)
	c.CreditBudget.Create().SetFiscalYear(2050).SetOrganizationID(university).SetShiftID(g.shift.ID).SetMoney(0).SetSeatAmount(0).ExecX(ctx)
	enrolled := c.Enrollment.Create().SetVolunteerID(g.ID).SetOrganizationID(university).SetStudentNo("1").SaveX(ctx)
	award := c.CreditAward.Create().SetVolunteerID(g.ID).SetEnrollmentID(enrolled.ID).SetOrganizationID(university).SetFiscalYear(2050).SetPolicyID(policy.ID).
		SetMinutes(60).SetCredits(1).SetAmount(100).SaveX(ctx)
	c.CreditStep.Create().SetAwardID(award.ID).SetNumber(1).SetFromState("ELIGIBLE").SetToState("CLAIMED").SetActor("STUDENT").ExecX(ctx)
	file := c.PayoutFile.Create().SetFiscalYear(2050).SetPayouts(1).SetTotal(100).SetMadeByID(g.ID).SaveX(ctx)
	c.CreditPayout.Create().SetAwardID(award.ID).SetFileID(file.ID).SetKind("PAYMENT").SetAmount(100).ExecX(ctx)
	c.CalendarFeed.Create().SetVolunteerID(g.ID).SetTokenHash([]byte{9}).ExecX(ctx)
	c.Follow.Create().SetVolunteerID(g.ID).SetOrganizationID(c.Event.GetX(ctx, g.shift.EventID).OrganizationID).ExecX(ctx)
	c.RosterMessage.Create().SetShiftID(g.shift.ID).SetWrittenBy(g.ID).SetText("t").SetWaiting(false).SetTold(1).ExecX(ctx)
	if err := st.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error {
		return audit.Record(ctx, tx, audit.Entry{Action: "MEMBER_INVITED", Object: "inv_1", Reason: "r"})
	}); err != nil {
		t.Fatal(err)
	}
	// A member of the demo's network, and the demo's of theirs: a circle of rows.
	e := st.Client.Event.GetX(ctx, g.shift.EventID)
	other := c.Organization.Query().Where(organization.IDNEQ(e.OrganizationID), organization.ParentIDIsNil(), organization.Network(false)).FirstX(ctx)
	other.Update().SetParentID(e.OrganizationID).SaveX(ctx)
	region := c.Region.Query().FirstIDX(ctx)
	m := c.Mentorship.Create().SetCenterID(e.OrganizationID).SetMenteeID(other.ID).SetRegionID(region).SetState("DECLINED").SetNeeds([]string{"PEOPLE"}).SaveX(ctx)
	c.MentorshipGoal.Create().SetMentorship(m).SetNumber(1).SetTitle("t").ExecX(ctx)
	c.MentorshipMeeting.Create().SetMentorship(m).SetHeldAt(g.shift.StartsAt).SetNotes("n").SetSide("CENTER").SetWrittenBy(g.ID).ExecX(ctx)
	study := c.Study.Create().SetCenterID(e.OrganizationID).SetRegionID(region).SetQuestionEn("Q").SetCreatedBy(g.ID).SaveX(ctx)
	c.Interview.Create().SetStudy(study).SetNumber(1).SetVolunteerID(g.ID).SetHeldOn("2026-01-01").SetConsentOn("2026-01-01").SetConsentVersion("1").ExecX(ctx)
	c.Finding.Create().SetStudy(study).SetNumber(1).SetTextEn("F").SetWrittenBy(g.ID).ExecX(ctx)
	c.StudyFigures.Create().SetStudy(study).SetNumber(1).SetMonthFrom("2026-01").SetMonthTo("2026-02").SetSnapshot("{}").SetSnapshotHash("h").SetTakenAt(g.shift.StartsAt).ExecX(ctx)
	c.FigureMonth.Create().SetMonth("2019-01").SetMinPeople(10).SetSnapshot("{}").SetSnapshotHash("h").SetTakenAt(g.shift.StartsAt).ExecX(ctx)
	p := c.Project.Create().SetOrganizationID(e.OrganizationID).SetRegionID(region).SetFunding("OWN").SetState("RUNNING").SetTitleEn("P").SetSum(0).
		SetStartsOn("2026-01-01").SetEndsOn("2026-12-31").SaveX(ctx)
	c.ProjectIndicator.Create().SetProject(p).SetNumber(1).SetTitleEn("I").SetSource("EVENTS").SetTarget(1).ExecX(ctx)
	c.ProjectReport.Create().SetProject(p).SetOrganizationID(e.OrganizationID).SetNumber(1).SetPeriodFrom("2026-01-01").SetPeriodTo("2026-03-31").SetDueOn("2026-04-10").ExecX(ctx)
	c.Event.UpdateOneID(e.ID).SetState(event.StateSETTLED).SetProjectID(p.ID).SaveX(ctx)
	c.HourEntry.Create().SetVolunteerID(g.ID).SetOrganizationID(e.OrganizationID).SetEventID(e.ID).
		SetDate("2026-11-01").SetMinutes(60).SaveX(ctx)
	c.CreditAllocation.Create().SetAwardID(award.ID).SetHourEntryID(c.HourEntry.Query().Where(hourentry.VolunteerID(g.ID)).OnlyIDX(ctx)).SetVolunteerID(g.ID).SetMinutes(60).ExecX(ctx)
	c.HourDispute.Create().SetVolunteerID(g.ID).SetOrganizationID(e.OrganizationID).SetSignupID(g.place.ID).SetText("x").ExecX(ctx)
	c.EventRating.Create().SetVolunteerID(g.ID).SetEventID(e.ID).SetStars(4).ExecX(ctx)
	c.Kiosk.Create().SetShiftID(g.shift.ID).SetTokenHash([]byte{9}).SetOpenedBy(g.ID).SetExpiresAt(g.shift.EndsAt).ExecX(ctx)
	c.Passport.Create().SetVolunteerID(g.ID).SetNumber("1").SetStatusIndex(1).SetKeyID("k").SetCredential("{}").SetExpiresAt(g.shift.EndsAt).ExecX(ctx)
	c.SigningKey.Create().SetPublicKey([]byte{1}).SetPrivateKey("2").ExecX(ctx)
	g.place.Update().SetState(signup.StateCOMPLETED).SaveX(ctx)
}
