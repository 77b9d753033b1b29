package wire

import (
	"sync/atomic"
	"time"
)

// state is what there is to send of a subscription: the newest change, and the
// newest whole state. It does not change; a newer one takes its place.
type state struct {
	seq    uint64 // of the newest change, from 1
	change []byte // what leads from seq-1 to seq; nil: there is only the whole
	whole  []byte
	upto   uint64       // the change that whole holds
	since  time.Time    // commit of the change; zero: unknown
	left   atomic.Int32 // parts of the group that have yet to pass it on
}

// next returns what somebody needs who has everything up to sent, and up to where
// it leads; nil: a newer whole state has to be made. Called when sent < seq.
func (s *state) next(sent uint64) ([]byte, uint64) {
	switch {
	case sent > 0 && sent+1 == s.seq && s.change != nil:
		return s.change, s.seq
	case s.upto > sent && s.upto+1 >= s.seq: // as new as it gets, but for one change
		return s.whole, s.upto
	default:
		return nil, 0
	}
}
