package demo

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/study"
	"erikti/internal/consent"
	"erikti/internal/figure"
	"erikti/internal/research"
)

// leastInCell is how many people are in a cell of the demo's figures at least.
const leastInCell = 10

// writeFigures fixes months as the program would have, ten days after their end.
func (n *network) writeFigures(ctx context.Context, tx *gen.Tx) error {
	for _, m := range n.figureMonths {
		first, err := time.Parse("2006-01", m.month)
		if err != nil {
			return err
		}
		at := first.AddDate(0, 1, figure.SettledAfter)
		row, err := figure.Take(ctx, tx, m.month, leastInCell, at)
		if err != nil {
			return err
		}
		if err := row.SetID(m.id).SetCreatedAt(at).SetUpdatedAt(at).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (n *network) writeStudies(ctx context.Context, tx *gen.Tx) error {
	for _, q := range n.studies {
		c := tx.Study.Create().SetID(q.id).SetCreatedAt(q.made).SetUpdatedAt(q.made).SetCenterID(q.center.id).SetRegionID(q.region.id).SetState(q.state).
			SetQuestionKk(q.question.Kk).SetQuestionRu(q.question.Ru).SetQuestionEn(q.question.En).
			SetMethodKk(exampleMethod.Kk).SetMethodRu(exampleMethod.Ru).SetMethodEn(exampleMethod.En).
			SetGuide("1. Что мешает? 2. Что помогло бы? 3. Кого ещё спросить?").SetNillableCreatedBy(idOf(q.author))
		if q.state == study.StateREVIEW || q.state == study.StatePUBLISHED {
			c.SetNillableSubmittedBy(idOf(q.author))
		}
		if q.state == study.StatePUBLISHED {
			c.SetPublishedAt(q.made.AddDate(0, 0, 30)).SetNillablePublishedBy(idOf(q.reader))
		}
		s, err := c.Save(ctx)
		if err != nil {
			return err
		}
		if err := n.writeFound(ctx, tx, q, s); err != nil {
			return err
		}
	}
	return nil
}

// writeFound writes what is in a study.
func (n *network) writeFound(ctx context.Context, tx *gen.Tx, q *inquiry, s *gen.Study) error {
	for i, t := range q.talks {
		at := t.on.Time().Add(12 * time.Hour)
		c := tx.Interview.Create().SetID(t.id).SetCreatedAt(at).SetUpdatedAt(at).SetStudyID(q.id).SetNumber(i + 1).SetExpert(t.who).SetNotes(t.notes).SetThemes(t.themes).
			SetHeldOn(t.on).SetConsentOn(t.on).SetConsentVersion(consent.Version).SetNillableWrittenBy(idOf(q.author)).SetNillableVolunteerID(idOf(t.expert))
		if t.withdrawn {
			c.SetWithdrawnAt(q.made.AddDate(0, 0, 35))
		}
		if err := c.Exec(ctx); err != nil {
			return err
		}
	}
	if q.figures == "" {
		return nil
	}
	at := q.made.AddDate(0, 0, fixedAfter)
	months, err := figure.Fixed(ctx, tx.Client(), q.from, q.to)
	if err != nil {
		return err
	}
	text, hash, err := research.Snapshot(s, 1, research.Span{From: q.from, To: q.to}, months, at)
	if err != nil {
		return err
	}
	if err := tx.StudyFigures.Create().SetID(q.figures).SetCreatedAt(at).SetUpdatedAt(at).SetStudyID(q.id).SetNumber(1).SetMonthFrom(q.from).SetMonthTo(q.to).
		SetSnapshot(text).SetSnapshotHash(hash).SetTakenAt(at).Exec(ctx); err != nil {
		return err
	}
	for i, f := range q.found {
		if err := tx.Finding.Create().SetID(f.id).SetCreatedAt(at).SetUpdatedAt(at).SetStudyID(q.id).SetNumber(i + 1).SetInterviews(f.interviews).SetFigures(f.figures).
			SetTextKk(f.text.Kk).SetTextRu(f.text.Ru).SetTextEn(f.text.En).SetNillableWrittenBy(idOf(q.author)).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
