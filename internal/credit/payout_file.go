package credit

import (
	"context"
	"encoding/csv"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/creditpayout"
	"erikti/ent/gen/payoutfile"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/right"
	"erikti/internal/sheet"
	"erikti/internal/viewer"
)

// mostFiles bounds a list of them.
const mostFiles = 100

// File is a list of payouts for the payer, read by who runs the programme.
type File struct {
	*gen.PayoutFile
	service *Service
}

// File reads one. The programme's alone.
func (s *Service) File(ctx context.Context, v *viewer.Viewer, fileID string) (*File, error) {
	if !right.May(v, "Query.payoutFile", "") {
		return nil, fault.Fail(fault.Missing, "")
	}
	f, err := s.reader().PayoutFile.Query().Where(payoutfile.ID(fileID)).Only(rule.System(ctx))
	if gen.IsNotFound(err) {
		return nil, fault.Fail(fault.Missing, "")
	}
	return &File{f, s}, err
}

// Files reads those of a fiscal year, the newest first. The programme's alone.
func (s *Service) Files(ctx context.Context, v *viewer.Viewer, year int) ([]*File, error) {
	if !right.May(v, "Query.payoutFiles", "") {
		return nil, fault.Fail(fault.Forbidden, "")
	}
	all, err := s.reader().PayoutFile.Query().Where(payoutfile.FiscalYear(year)).
		Order(gen.Desc(payoutfile.FieldCreatedAt), gen.Desc(payoutfile.FieldID)).Limit(mostFiles).All(rule.System(ctx))
	files := make([]*File, len(all))
	for i, f := range all {
		files[i] = &File{f, s}
	}
	return files, err
}

// Content are its rows as CSV: reference, institution, student number, amount in tenge.
// Nothing else of a person is in it.
func (f *File) Content(ctx context.Context) (string, error) {
	all, err := f.service.reader().CreditPayout.Query().Where(creditpayout.FileID(f.ID)).Order(gen.Asc(creditpayout.FieldID)).
		WithAward(func(q *gen.CreditAwardQuery) { q.WithEnrollment().WithOrganization() }).All(rule.System(ctx))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"reference", "institution", "student_no", "amount"})
	for _, p := range all {
		o := p.Edges.Award.Edges.Organization
		name := o.NameRu
		for _, other := range []string{o.NameKk, o.NameEn} {
			if name == "" {
				name = other
			}
		}
		_ = w.Write([]string{p.ID, sheet.Plain(name), sheet.Plain(p.Edges.Award.Edges.Enrollment.StudentNo), Tenge(p.Amount)})
	}
	w.Flush()
	return b.String(), w.Error()
}
