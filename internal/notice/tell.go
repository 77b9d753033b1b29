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
	State          string // where it stands now, "" where the kind says it
	Minutes        int    // of work
}

// Tell puts news into the inboxes of people, in the transaction of what it tells. The
// caller publishes their ids after the commit.
func Tell(ctx context.Context, tx *gen.Tx, n News, people ...string) error {
	each := make([]Personal, len(people))
	for i, volunteerID := range people {
		each[i] = Personal{n, volunteerID}
	}
	return TellEach(ctx, tx, each)
}

// Personal is news for one person.
type Personal struct {
	News
	VolunteerID string
}

// TellEach puts other news into each person's inbox, as Tell does.
func TellEach(ctx context.Context, tx *gen.Tx, all []Personal) error {
	for some := range slices.Chunk(all, tellTogether) {
		rows := make([]*gen.NoticeCreate, 0, len(some))
		for _, n := range some {
			row := tx.Notice.Create().SetVolunteerID(n.VolunteerID).SetKind(n.Kind).SetSubjectID(n.SubjectID)
			if n.State != "" || n.Minutes != 0 {
				row.SetDetail(Detail{State: n.State, Minutes: n.Minutes}.text())
			}
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
