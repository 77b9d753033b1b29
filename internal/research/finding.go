package research

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/finding"
	"erikti/ent/gen/interview"
	"erikti/ent/gen/study"
	"erikti/ent/gen/studyfigures"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/figure"
	"erikti/internal/lang"
	"erikti/internal/snapshot"
)

// Found is what was found, and on what it rests.
type Found struct {
	StudyID    string // of a new one
	FindingID  string // of one that is written anew
	Text       lang.Text
	Interviews []int
	Figures    []int
}

// Add adds a finding.
func (s *Service) Add(ctx context.Context, f Found, key string) (string, error) {
	return s.do(ctx, "addFinding", key, f, f.StudyID, nil, func(ctx context.Context, c *change) error {
		if err := c.found(ctx, &f); err != nil {
			return err
		}
		n, err := c.Finding.Query().Where(finding.StudyID(c.s.ID)).Count(ctx)
		if err != nil {
			return err
		}
		if n >= maxFindings {
			return fault.Invalid("too_many", "studyId").With("most", maxFindings)
		}
		if err := c.Finding.Create().SetStudyID(c.s.ID).SetNumber(n + 1).SetInterviews(f.Interviews).SetFigures(f.Figures).SetWrittenBy(c.Who.ID()).
			SetTextKk(f.Text.Kk).SetTextRu(f.Text.Ru).SetTextEn(f.Text.En).Exec(ctx); err != nil {
			return err
		}
		return c.touch(ctx)
	})
}

// Update writes a finding anew.
func (s *Service) Update(ctx context.Context, f Found, key string) (string, error) {
	studyID, err := s.client.Finding.Query().Where(finding.ID(f.FindingID)).Select(finding.FieldStudyID).String(system(ctx))
	if gen.MaskNotFound(err) != nil {
		return "", err
	}
	return s.do(ctx, "updateFinding", key, f, studyID, nil, func(ctx context.Context, c *change) error {
		if err := c.found(ctx, &f); err != nil {
			return err
		}
		if err := c.Finding.UpdateOneID(f.FindingID).SetInterviews(f.Interviews).SetFigures(f.Figures).SetWrittenBy(c.Who.ID()).
			SetTextKk(f.Text.Kk).SetTextRu(f.Text.Ru).SetTextEn(f.Text.En).SetUpdatedAt(c.Now).Exec(ctx); err != nil {
			return err
		}
		return c.touch(ctx)
	})
}

// found judges a finding: it rests on something, and on nothing that was withdrawn.
func (c *change) found(ctx context.Context, f *Found) error {
	if err := c.inFieldwork(); err != nil {
		return err
	}
	if err := check.Text(&f.Text, true, maxMethod, "text"); err != nil {
		return err
	}
	if len(f.Interviews) > maxInterviews || len(f.Figures) > maxFigures || len(f.Interviews)+len(f.Figures) == 0 {
		return fault.Invalid("evidence_missing", "interviews")
	}
	f.Interviews, f.Figures = ordered(f.Interviews), ordered(f.Figures)
	stand, err := c.Interview.Query().Where(interview.StudyID(c.s.ID), interview.NumberIn(f.Interviews...), interview.WithdrawnAtIsNil()).Count(ctx)
	if err != nil {
		return err
	}
	if stand != len(f.Interviews) {
		return fault.Invalid("no_such_interview", "interviews")
	}
	there, err := c.StudyFigures.Query().Where(studyfigures.StudyID(c.s.ID), studyfigures.NumberIn(f.Figures...)).Count(ctx)
	if err != nil {
		return err
	}
	if there != len(f.Figures) {
		return fault.Invalid("no_such_figures", "figures")
	}
	return nil
}

func ordered(numbers []int) []int {
	out := slices.Compact(slices.Sorted(slices.Values(numbers)))
	if out == nil {
		out = []int{}
	}
	return out
}

// Finding is what a study found, as it is shown.
type Finding struct {
	ID         string
	Number     int
	Text       lang.Text
	Interviews []*Evidence
	Figures    []int
	Held       bool
}

// findings reads those of studies, by study: while a study is not published, without the
// interviews whose consent is withdrawn.
func findings(ctx context.Context, client *gen.Client, of []*gen.Study) (map[string][]*Finding, error) {
	var ids []string
	published := map[string]bool{}
	for _, s := range of {
		ids = append(ids, s.ID)
		published[s.ID] = s.State == study.StatePUBLISHED
	}
	gone, err := client.Interview.Query().Where(interview.StudyIDIn(ids...), interview.WithdrawnAtNotNil()).
		Select(interview.FieldStudyID, interview.FieldNumber, interview.FieldWithdrawnAt).All(ctx)
	if err != nil {
		return nil, err
	}
	type one struct {
		study  string
		number int
	}
	withdrawn := map[one]*time.Time{}
	for _, i := range gone {
		withdrawn[one{i.StudyID, i.Number}] = i.WithdrawnAt
	}
	all, err := client.Finding.Query().Where(finding.StudyIDIn(ids...)).Order(gen.Asc(finding.FieldNumber)).All(ctx)
	out := map[string][]*Finding{}
	for _, f := range all {
		shown := &Finding{ID: f.ID, Number: f.Number, Text: lang.Text{Kk: f.TextKk, Ru: f.TextRu, En: f.TextEn}, Interviews: []*Evidence{}, Figures: f.Figures}
		for _, n := range f.Interviews {
			e := &Evidence{n, withdrawn[one{f.StudyID, n}]}
			if e.WithdrawnAt != nil && !published[f.StudyID] {
				shown.Held = true
				continue
			}
			shown.Interviews = append(shown.Interviews, e)
		}
		out[f.StudyID] = append(out[f.StudyID], shown)
	}
	return out, err
}

// Span are the months of figures.
type Span struct{ StudyID, From, To string }

// Fix fixes figures of the study's region for months that are over.
func (s *Service) Fix(ctx context.Context, span Span, key string) (string, error) {
	return s.do(ctx, "fixStudyFigures", key, span, span.StudyID, nil, func(ctx context.Context, c *change) error {
		if err := c.inFieldwork(); err != nil {
			return err
		}
		if err := figure.CheckMonths(span.From, span.To); err != nil {
			return err
		}
		months, err := figure.Fixed(ctx, c.Client(), span.From, span.To)
		if err != nil {
			return err
		}
		if len(months) == 0 {
			return fault.Invalid("no_months", "from")
		}
		n, err := c.StudyFigures.Query().Where(studyfigures.StudyID(c.s.ID)).Count(ctx)
		if err != nil {
			return err
		}
		if n >= maxFigures {
			return fault.Invalid("too_many", "studyId").With("most", maxFigures)
		}
		text, hash, err := Snapshot(c.s, n+1, span, months, c.Now)
		if err != nil {
			return err
		}
		c.Record(audit.Entry{Action: "STUDY_FIGURES_FIXED", Object: c.s.ID, Organization: c.s.CenterID, Region: c.s.RegionID, Detail: map[string]string{"snapshot": hash[:32]}})
		if err := c.StudyFigures.Create().SetStudyID(c.s.ID).SetNumber(n + 1).SetMonthFrom(span.From).SetMonthTo(span.To).SetSnapshot(text).
			SetSnapshotHash(hash).SetTakenAt(c.Now).Exec(ctx); err != nil {
			return err
		}
		return c.touch(ctx)
	})
}

// Snapshot writes figures of a study's region down as they are kept, and their hash.
func Snapshot(s *gen.Study, number int, span Span, months []*figure.Month, at time.Time) (text, hash string, err error) {
	k := kept{
		StudyID: s.ID, RegionID: s.RegionID, Number: number, From: span.From, To: span.To, TakenAt: at,
		Rows: figure.OfRegion(months, s.RegionID),
	}
	for _, m := range months {
		k.Months = append(k.Months, month{m.Month, m.MinPeople, m.Hash})
	}
	return snapshot.Of(k)
}

// kept is what is kept of figures of a study; months are those that were fixed, with what
// their cells were.
type kept struct {
	StudyID  string        `json:"studyId"`
	RegionID string        `json:"regionId"`
	Number   int           `json:"number"`
	From     string        `json:"from"`
	To       string        `json:"to"`
	TakenAt  time.Time     `json:"takenAt"`
	Months   []month       `json:"months"`
	Rows     []*figure.Row `json:"rows"`
}

type month struct {
	Month     string `json:"month"`
	MinPeople int    `json:"minPeople"`
	Hash      string `json:"hash"`
}

// Figures are figures of a study, as they were fixed.
type Figures struct {
	Number                 int
	From, To               string
	TakenAt                time.Time
	Rows                   []*figure.Row
	Snapshot, SnapshotHash string
}

func fixed(f *gen.StudyFigures) (*Figures, error) {
	var k kept
	err := json.Unmarshal([]byte(f.Snapshot), &k)
	return &Figures{f.Number, f.MonthFrom, f.MonthTo, f.TakenAt, k.Rows, f.Snapshot, f.SnapshotHash}, err
}
