package place

import (
	"context"
	stdsql "database/sql"
	"encoding/hex"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/placelogline"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteer"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
	"erikti/internal/viewer"
)

// mostLines bounds a part of a log.
const mostLines = 100

// PlaceLog is a part of the log of a shift's places.
type PlaceLog struct {
	Lines  []*PlaceLogLine
	Length int
	Head   *string // hexadecimal
}

// PlaceLogLine is a line as the viewer may read it.
type PlaceLogLine struct {
	Number int
	At     time.Time
	Kind   LogKind
	Actor  ActorKind
	// The counters after the line.
	Capacity, Confirmed, Held, Waitlisted int
	Hash                                  string // hexadecimal
	// Person counts the people of the log, by their first line; nil: nobody in
	// particular.
	Person *int
	Mine   bool
	// VolunteerID is the person's, for those who run the shift.
	VolunteerID string
}

// Log returns a part of the log of a shift, after a line number. It is nil for who
// neither runs the shift nor ever signed up or waited there. A part has 0 to 100 lines.
func (e *Engine) Log(ctx context.Context, v *viewer.Viewer, shiftID string, after, first int) (*PlaceLog, error) {
	if first < 0 || first > mostLines {
		return nil, fault.Fail(fault.BadUserInput, "page").With("most", mostLines)
	}
	ctx = system(ctx)
	client := e.store.Client
	s, err := client.Shift.Query().Where(shift.ID(shiftID)).WithEvent().Only(ctx)
	if gen.IsNotFound(err) || !v.SignedIn() {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	runs := v.Organizes(s.Edges.Event.OrganizationID)
	if !runs {
		took, err := client.Signup.Query().Where(signup.ShiftID(shiftID), signup.VolunteerID(v.ID())).Exist(ctx)
		if err != nil {
			return nil, err
		}
		waited, err := client.WaitlistEntry.Query().
			Where(waitlistentry.ShiftID(shiftID), waitlistentry.VolunteerID(v.ID())).Exist(ctx)
		if err != nil || (!took && !waited) {
			return nil, err
		}
	}
	lines, err := client.PlaceLogLine.Query().
		Where(placelogline.ShiftID(shiftID), placelogline.NumberGT(int64(after))).
		Order(gen.Asc(placelogline.FieldNumber)).Limit(max(first, 1)).All(ctx) // to the query, 0 is no limit
	if err != nil {
		return nil, err
	}
	lines = lines[:min(first, len(lines))]
	log := &PlaceLog{Lines: make([]*PlaceLogLine, len(lines)), Length: int(s.LogLength), Head: Head(s)}
	people, err := e.peopleOfLog(ctx, shiftID)
	if err != nil {
		return nil, err
	}
	var numbers []int64
	for i, l := range lines {
		log.Lines[i] = &PlaceLogLine{
			Number: int(l.Number), At: l.At, Kind: LogKind(l.Kind), Actor: ActorKind(l.Actor),
			Capacity: l.Capacity, Confirmed: l.Confirmed, Held: l.Held, Waitlisted: l.Waitlisted,
			Hash: hex.EncodeToString(l.Hash),
		}
		if l.PersonNo != nil {
			n := people[*l.PersonNo]
			log.Lines[i].Person = &n
			numbers = append(numbers, *l.PersonNo)
		}
	}
	volunteers, err := client.Volunteer.Query().Where(volunteer.PersonNoIn(numbers...)).All(ctx)
	if err != nil {
		return nil, err
	}
	ids := make(map[int64]string, len(volunteers))
	for _, v := range volunteers {
		ids[v.PersonNo] = v.ID
	}
	for i, l := range lines {
		if l.PersonNo == nil {
			continue
		}
		id := ids[*l.PersonNo]
		log.Lines[i].Mine = id == v.ID()
		if runs {
			log.Lines[i].VolunteerID = id
		}
	}
	return log, nil
}

// peopleOfLog counts the people of a log by their first line.
func (e *Engine) peopleOfLog(ctx context.Context, shiftID string) (map[int64]int, error) {
	people := map[int64]int{}
	r := reading{client: e.store.Client, postgres: e.store.Postgres()}
	err := r.each(ctx, `SELECT person_no FROM place_log_lines WHERE shift_id = $1 AND person_no IS NOT NULL
		GROUP BY person_no ORDER BY min(number)`, []any{shiftID}, func(rows *stdsql.Rows) error {
		var no int64
		err := rows.Scan(&no)
		people[no] = len(people) + 1
		return err
	})
	return people, err
}

// Head is the hash of the last line of a shift's log, nil when it has none.
func Head(s *gen.Shift) *string {
	if len(s.LogHash) == 0 {
		return nil
	}
	head := hex.EncodeToString(s.LogHash)
	return &head
}

// Reasons reads, by sign-up, what organizers wrote when they declined; the caller
// has seen to it that the viewer may see these sign-ups.
func (e *Engine) Reasons(ctx context.Context, signupIDs []string) (map[string]*string, error) {
	all, err := e.store.Client.Signup.Query().
		Where(signup.IDIn(signupIDs...), signup.ReasonIDNotNil()).WithReason().All(system(ctx))
	reasons := make(map[string]*string, len(all))
	for _, s := range all {
		if s.Edges.Reason != nil {
			reasons[s.ID] = &s.Edges.Reason.Text
		}
	}
	return reasons, err
}
