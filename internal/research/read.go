package research

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/interview"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/study"
	"erikti/ent/gen/studyfigures"
	"erikti/internal/civil"
	"erikti/internal/lang"
	"erikti/internal/network"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// Filter says which studies a list has. The zero value of a field asks for nothing.
type Filter struct {
	Search             *string
	CenterID, RegionID string
	State              study.State
}

// Listed is what a list of studies holds.
func Listed(f Filter) ([]predicate.Study, error) {
	var where []predicate.Study
	if f.Search != nil {
		found, err := network.Studies(*f.Search)
		if err != nil {
			return nil, err
		}
		where = append(where, found)
	}
	if f.CenterID != "" {
		where = append(where, study.CenterID(f.CenterID))
	}
	if f.RegionID != "" {
		where = append(where, study.RegionID(f.RegionID))
	}
	if f.State != "" {
		where = append(where, study.StateEQ(f.State))
	}
	return where, nil
}

// Content is what is in a study.
type Content struct {
	// Reads says that the viewer reads the interviews.
	Reads      bool
	Reason     string
	Count      int // interviews that stand
	Interviews []*Interview
	Findings   []*Finding
	Figures    []*Figures
}

// Reads says whether the viewer reads what experts said to a center.
func Reads(v *viewer.Viewer, centerID string) bool {
	return v.Account() != "" && right.May(v, "Mutation.recordInterview", centerID)
}

// Contents reads what is in studies that the viewer sees, by their ids, in a number of
// statements that does not grow with them.
func (s *Service) Contents(ctx context.Context, v *viewer.Viewer, ids []string) (map[string]*Content, error) {
	ctx = system(ctx)
	all, err := s.client.Study.Query().Where(study.IDIn(ids...)).WithReason().All(ctx)
	if err != nil {
		return nil, err
	}
	out, read := map[string]*Content{}, []string{}
	for _, one := range all {
		c := &Content{Reads: Reads(v, one.CenterID), Interviews: []*Interview{}, Findings: []*Finding{}, Figures: []*Figures{}}
		out[one.ID] = c
		if c.Reads {
			read = append(read, one.ID)
			if one.Edges.Reason != nil {
				c.Reason = one.Edges.Reason.Text
			}
		}
	}
	var counts []struct {
		StudyID string `json:"study_id"`
		Count   int    `json:"count"`
	}
	if err := s.client.Interview.Query().Where(interview.StudyIDIn(ids...), interview.WithdrawnAtIsNil()).
		GroupBy(interview.FieldStudyID).Aggregate(gen.Count()).Scan(ctx, &counts); err != nil {
		return nil, err
	}
	for _, n := range counts {
		out[n.StudyID].Count = n.Count
	}
	found, err := findings(ctx, s.client, all)
	if err != nil {
		return nil, err
	}
	for id, f := range found {
		out[id].Findings = f
	}
	figures, err := s.client.StudyFigures.Query().Where(studyfigures.StudyIDIn(ids...)).Order(gen.Asc(studyfigures.FieldNumber)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, f := range figures {
		shown, err := fixed(f)
		if err != nil {
			return nil, err
		}
		out[f.StudyID].Figures = append(out[f.StudyID].Figures, shown)
	}
	if len(read) == 0 {
		return out, nil
	}
	interviews, err := s.client.Interview.Query().Where(interview.StudyIDIn(read...)).Order(gen.Asc(interview.FieldNumber)).All(ctx)
	for _, i := range interviews {
		out[i.StudyID].Interviews = append(out[i.StudyID].Interviews, shown(i))
	}
	return out, err
}

// Mine is an interview with the viewer.
type Mine struct {
	ID             string
	Number         int
	StudyID        *string // nil until it is published
	Question       string
	Center         string
	HeldOn         civil.Date
	ConsentVersion string
	ConsentOn      civil.Date
	Notes          string
	Themes         []string
	WithdrawnAt    *time.Time
	Published      bool
}

// mostMine is how many are shown, the newest.
const mostMine = 100

// Mine are the interviews with the viewer.
func (s *Service) Mine(ctx context.Context, l lang.Locale) ([]*Mine, error) {
	v := viewer.From(ctx)
	out := []*Mine{}
	if v.Account() == "" {
		return out, nil
	}
	all, err := s.client.Interview.Query().Where(interview.VolunteerID(v.ID())).Order(gen.Desc(interview.FieldCreatedAt, interview.FieldID)).
		Limit(mostMine).WithStudy(func(q *gen.StudyQuery) { q.WithCenter() }).All(system(ctx))
	for _, i := range all {
		st := i.Edges.Study
		question, _ := lang.Text{Kk: st.QuestionKk, Ru: st.QuestionRu, En: st.QuestionEn}.For(l)
		o := st.Edges.Center
		center, _ := lang.Text{Kk: o.NameKk, Ru: o.NameRu, En: o.NameEn}.For(l)
		one := &Mine{
			i.ID, i.Number, nil, question, center, i.HeldOn, i.ConsentVersion, i.ConsentOn, i.Notes, themes(i), i.WithdrawnAt, st.State == study.StatePUBLISHED,
		}
		if one.Published {
			one.StudyID = &st.ID
		}
		out = append(out, one)
	}
	return out, err
}
