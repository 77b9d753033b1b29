package place

import (
	"encoding/json"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/internal/id"
)

// tell puts a notice into a person's inbox, in the transaction of what it tells;
// internal/notice passes it on to mail and phone.
func (s *Shift) tell(kind notice.Kind, volunteerID, subjectID string, d detail) {
	text, err := json.Marshal(d)
	if err != nil {
		panic(err) // details are plain
	}
	t := s.tx
	t.Touch(volunteerID)
	t.decided.notices = append(t.decided.notices, &gen.Notice{
		ID: id.Notice.New(), VolunteerID: volunteerID, Kind: kind, ShiftID: s.ID, SubjectID: subjectID, Detail: string(text),
	})
}
