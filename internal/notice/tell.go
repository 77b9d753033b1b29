package notice

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
)

// News is what people are told that is about no shift.
type News struct {
	Kind           notice.Kind
	OrganizationID string // "" for none
	SubjectID      string // the organization or membership itself
	State          string // where it stands now, "" where the kind says it
}

// Tell puts news into the inboxes of people, in the transaction of what it tells. The
// caller publishes their ids after the commit.
func Tell(ctx context.Context, tx *gen.Tx, n News, people ...string) error {
	rows := make([]*gen.NoticeCreate, 0, len(people))
	for _, volunteerID := range people {
		row := tx.Notice.Create().SetVolunteerID(volunteerID).SetKind(n.Kind).SetSubjectID(n.SubjectID)
		if n.State != "" {
			row.SetDetail(Detail{State: n.State}.text())
		}
		if n.OrganizationID != "" {
			row.SetOrganizationID(n.OrganizationID)
		}
		rows = append(rows, row)
	}
	return tx.Notice.CreateBulk(rows...).Exec(ctx)
}
