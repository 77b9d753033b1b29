package notice

import (
	"context"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
)

// tellTogether is how many notices one statement writes.
const tellTogether = 500

// News is what people are told that is not about their own places.
type News struct {
	Kind           notice.Kind
	OrganizationID string // "" for none
	ShiftID        string // "" for none
	SubjectID      string // the organization, membership, event or message itself
}

// Tell puts news into the inboxes of people, in the transaction of what it tells. The
// caller publishes their ids after the commit.
func Tell(ctx context.Context, tx *gen.Tx, n News, people ...string) error {
	for some := range slices.Chunk(people, tellTogether) {
		rows := make([]*gen.NoticeCreate, 0, len(some))
		for _, volunteerID := range some {
			row := tx.Notice.Create().SetVolunteerID(volunteerID).SetKind(n.Kind).SetSubjectID(n.SubjectID)
			if n.OrganizationID != "" {
				row.SetOrganizationID(n.OrganizationID)
			}
			if n.ShiftID != "" {
				row.SetShiftID(n.ShiftID)
			}
			rows = append(rows, row)
		}
		if err := tx.Notice.CreateBulk(rows...).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
