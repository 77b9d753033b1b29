package demo

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/certificate"
	gencourse "erikti/ent/gen/course"
	"erikti/ent/gen/courseresult"
	"erikti/ent/gen/event"
	"erikti/internal/civil"
)

// writeSchool writes the schools, parents first.
func (n *network) writeSchool(ctx context.Context, tx *gen.Tx) error {
	for _, c := range n.courses {
		row := tx.Course.Create().SetID(c.id).SetCreatedAt(n.dawn.AddDate(0, 0, -openFor)).SetUpdatedAt(n.dawn.AddDate(0, 0, -openFor)).SetOrganizationID(c.org.id).SetLevel(c.level).SetGrants(c.grants).
			SetTitleKk(c.title.Kk).SetTitleRu(c.title.Ru).SetTitleEn(c.title.En).
			SetSummaryKk(c.summary.Kk).SetSummaryRu(c.summary.Ru).SetSummaryEn(c.summary.En).SetState(gencourse.StateOPEN)
		if c.months > 0 {
			row.SetValidMonths(c.months)
		}
		if c.asks != nil {
			row.AddPrerequisiteIDs(c.asks.id)
		}
		if err := row.Exec(ctx); err != nil {
			return err
		}
	}
	for _, c := range n.cohorts {
		if err := c.write(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

func (c *cohort) write(ctx context.Context, tx *gen.Tx) error {
	t, s, when := c.of.title, c.of.summary, c.when()
	if err := tx.Event.Create().SetID(c.event).SetCreatedAt(c.made).SetUpdatedAt(c.made).SetOrganizationID(c.of.org.id).SetRegionID(c.of.org.home.id).
		SetKind(event.KindCOURSE).SetTitleKk(t.Kk).SetTitleRu(t.Ru).SetTitleEn(t.En).SetDescriptionKk(s.Kk).SetDescriptionRu(s.Ru).SetDescriptionEn(s.En).
		SetStartsAt(when.start).SetEndsAt(when.end).SetTimeZone(c.of.org.home.zone.String()).SetState(c.state).SetPublishedAt(c.made).Exec(ctx); err != nil {
		return err
	}
	asks := []string{}
	if c.of.asks != nil {
		asks = append(asks, c.of.asks.grants)
	}
	if err := tx.Shift.Create().SetID(c.shift).SetCreatedAt(c.made).SetUpdatedAt(c.made).SetEventID(c.event).SetTitleKk(t.Kk).SetTitleRu(t.Ru).SetTitleEn(t.En).
		SetStartsAt(when.start).SetEndsAt(when.end).SetCapacity(c.capacity).SetConfirmed(len(c.learners)).SetWaitlisted(len(c.queue)).
		SetLastSeq(int64(len(c.queue))).SetQualifications(asks).SetState(c.at).SetNillableNextTransitionAt(c.next).Exec(ctx); err != nil {
		return err
	}
	if err := tx.Cohort.Create().SetID(c.id).SetCreatedAt(c.made).SetUpdatedAt(c.made).SetCourseID(c.of.id).SetEventID(c.event).SetShiftID(c.shift).Exec(ctx); err != nil {
		return err
	}
	for _, l := range c.lessons {
		if err := tx.Lesson.Create().SetID(l.id).SetCreatedAt(c.made).SetUpdatedAt(c.made).SetCohortID(c.id).SetTitleKk(t.Kk).SetTitleRu(t.Ru).SetTitleEn(t.En).
			SetStartsAt(l.when.start).SetEndsAt(l.when.end).Exec(ctx); err != nil {
			return err
		}
	}
	for i, w := range c.queue {
		if err := tx.WaitlistEntry.Create().SetID(w.id).SetCreatedAt(w.made).SetUpdatedAt(w.made).SetShiftID(c.shift).
			SetVolunteerID(w.person.id).SetPersonNo(w.person.no).SetSeq(int64(i + 1)).SetAutoAccept(w.autoAccept).Exec(ctx); err != nil {
			return err
		}
	}
	for i, l := range c.learners {
		if err := c.writeLearner(ctx, tx, l, i); err != nil {
			return err
		}
	}
	return nil
}

func (c *cohort) writeLearner(ctx context.Context, tx *gen.Tx, l *learner, number int) error {
	when := c.when()
	if err := tx.Signup.Create().SetID(l.id).SetCreatedAt(l.made).SetUpdatedAt(l.made).SetShiftID(c.shift).SetVolunteerID(l.person.id).
		SetPersonNo(l.person.no).SetStartsAt(when.start).SetEndsAt(when.end).SetTakesTime(false).Exec(ctx); err != nil {
		return err
	}
	for i, mark := range l.marks {
		if err := tx.LessonAttendance.Create().SetID(mark).SetCreatedAt(c.lessons[i].when.end).SetUpdatedAt(c.lessons[i].when.end).SetLessonID(c.lessons[i].id).SetVolunteerID(l.person.id).
			SetPresent((number+i)%5 != 4).SetMarkedByID(c.of.trainer.id).Exec(ctx); err != nil {
			return err
		}
	}
	if l.result == "" {
		return nil
	}
	outcome := courseresult.OutcomeFAILED
	if l.passed {
		outcome = courseresult.OutcomePASSED
	}
	if err := tx.CourseResult.Create().SetID(l.result).SetCreatedAt(when.end).SetUpdatedAt(when.end).SetCohortID(c.id).SetVolunteerID(l.person.id).SetOutcome(outcome).
		SetRecordedByID(c.of.trainer.id).Exec(ctx); err != nil || !l.passed {
		return err
	}
	q := tx.Qualification.Create().SetID(l.qualification).SetCreatedAt(when.end).SetUpdatedAt(when.end).SetVolunteerID(l.person.id).SetKind(c.of.grants).SetIssuedAt(c.concluded())
	crt := tx.Certificate.Create().SetID(l.certificate).SetCreatedAt(when.end).SetUpdatedAt(when.end).SetSerial(l.code).SetCourseID(c.of.id).SetCohortID(c.id).
		SetVolunteerID(l.person.id).SetIssuedOn(c.concluded()).SetQualificationID(l.qualification)
	if c.of.months > 0 {
		until := civil.Date(c.concluded().Time().AddDate(0, c.of.months, 0).Format("2006-01-02"))
		q.SetExpiresAt(until)
		crt.SetExpiresOn(until)
	}
	if v := l.revoked; v != nil {
		if err := tx.Reason.Create().SetID(v.reason).SetCreatedAt(v.at).SetUpdatedAt(v.at).SetText(v.text).SetSalt(v.salt).Exec(ctx); err != nil {
			return err
		}
		q.SetExpiresAt(civil.Of(v.at, c.of.org.home.zone)).SetUpdatedAt(v.at)
		crt.SetState(certificate.StateREVOKED).SetRevokedAt(v.at).SetReasonID(v.reason).SetUpdatedAt(v.at)
	}
	if err := q.Exec(ctx); err != nil {
		return err
	}
	return crt.Exec(ctx)
}
