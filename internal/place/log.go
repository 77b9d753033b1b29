package place

import (
	"encoding/json"

	"erikti/ent/gen"
	"erikti/internal/chain"
)

// LogKind says what happened to the places of a shift.
type LogKind string

// The lines of a log. Each one shows the counters after it.
const (
	LogBegun           LogKind = "BEGUN"            // the log begins: with who is there, if anybody
	LogConfirmed       LogKind = "CONFIRMED"        // a person got a place
	LogQueued          LogKind = "QUEUED"           // a person joined the queue
	LogPassed          LogKind = "PASSED"           // a place was free, and a gate of the person failed
	LogOffered         LogKind = "OFFERED"          // a place is held for a person
	LogOfferDeclined   LogKind = "OFFER_DECLINED"   // the person did not want it
	LogLapsed          LogKind = "LAPSED"           // the offer expired: behind everyone who waits now
	LogRemoved         LogKind = "REMOVED"          // the second offer expired: out of the queue
	LogLeft            LogKind = "LEFT"             // the person left the queue
	LogCancelled       LogKind = "CANCELLED"        // a place was given up
	LogRequested       LogKind = "REQUESTED"        // a person asked to be approved
	LogRequestDeclined LogKind = "REQUEST_DECLINED" // and was not
	LogWithdrawn       LogKind = "WITHDRAWN"        // and asks no more
	LogCapacity        LogKind = "CAPACITY"         // places were added or cut
	LogMoved           LogKind = "MOVED"            // the shift's time changed
	LogReleased        LogKind = "RELEASED"         // a place was freed because the moved shift overlaps another
	LogQueueClosed     LogKind = "QUEUE_CLOSED"     // nobody waits any more
	LogCheckedIn       LogKind = "CHECKED_IN"       // a person came
	LogCompleted       LogKind = "COMPLETED"        // and left
	LogNoShow          LogKind = "NO_SHOW"          // a person did not come: the place is free
	LogUnrecorded      LogKind = "UNRECORDED"       // nobody said whether a person came
	LogExcused         LogKind = "EXCUSED"          // a person had a reason not to come
	LogReturned        LogKind = "RETURNED"         // a person who was taken for absent was there
	LogShiftCancelled  LogKind = "SHIFT_CANCELLED"  // the shift does not take place
	LogHandedOver      LogKind = "HANDED_OVER"      // a person took over a record, with what it had here
)

// detail is what a line of the log says beside its columns: codes, ids, numbers
// and times, nothing that a person typed.
type detail struct {
	Of       string `json:"of,omitempty"`       // the sign-up, entry or offer
	Via      string `json:"via,omitempty"`      // how a place came about
	Seq      int64  `json:"seq,omitempty"`      // the number in the queue
	Gate     string `json:"gate,omitempty"`     // which failed
	Until    int64  `json:"until,omitempty"`    // Unix seconds
	From     int64  `json:"from,omitempty"`     // Unix seconds
	To       int64  `json:"to,omitempty"`       // Unix seconds
	Capacity int    `json:"capacity,omitempty"` // before the line
	Was      int64  `json:"was,omitempty"`      // the number of the person whose it was
	Reason   []byte `json:"reason,omitempty"`   // salted hash of what an organizer wrote
	Before   []byte `json:"before,omitempty"`   // hash of the line before, where that was forgotten
}

// log adds a line about a person (nil: nobody in particular). The counters are
// those after what it tells.
func (s *Shift) log(kind LogKind, personNo *int64, d detail) {
	s.change()
	if s.LogLength == 0 {
		s.begin(nil) // the shift is older than its first change of places
	}
	s.append(kind, personNo, d, s.places())
}

func (s *Shift) append(kind LogKind, personNo *int64, d detail, after places) {
	t := s.tx
	text, err := json.Marshal(d)
	if err != nil {
		panic(err) // details are plain
	}
	line := &gen.PlaceLogLine{
		ShiftID: s.ID, Number: s.LogLength + 1, At: t.Now, Kind: string(kind), PersonNo: personNo,
		Actor: string(t.actor.Kind), Detail: string(text),
		Capacity: after.capacity, Confirmed: after.confirmed, Held: after.held, Waitlisted: after.waitlisted,
	}
	if t.actor.PersonNo != 0 {
		no := t.actor.PersonNo
		line.ActorNo = &no
	}
	line.Hash = chained(s.LogHash, line)
	s.LogLength, s.LogHash = line.Number, line.Hash
	t.decided.log = append(t.decided.log, line)
}

// chained is the hash of a line: package chain says how.
func chained(before []byte, l *gen.PlaceLogLine) []byte {
	return chain.After(before).
		Text(l.ShiftID).Number(l.Number).Time(l.At).Text(l.Kind).
		Maybe(l.PersonNo).Maybe(l.ActorNo).Text(l.Actor).Text(l.Detail).
		Number(int64(l.Capacity)).Number(int64(l.Confirmed)).Number(int64(l.Held)).Number(int64(l.Waitlisted)).
		Sum()
}
