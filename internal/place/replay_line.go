package place

import "erikti/ent/gen"

// ofNobody are the lines that concern no person.
var ofNobody = map[LogKind]bool{
	LogBegun: true, LogCapacity: true, LogMoved: true, LogQueueClosed: true, LogShiftCancelled: true,
}

// tell does what a line tells to those who are there, and reports what it could not
// have done after the lines before it.
func (r *replay) tell(l *gen.PlaceLogLine, d detail) {
	kind := LogKind(l.Kind)
	var no int64
	switch {
	case (l.PersonNo == nil) != ofNobody[kind]:
		r.say(l.Number, "%s of the wrong person", kind)
		return
	case l.PersonNo != nil:
		no = *l.PersonNo
	}
	must := func(ok bool) {
		if !ok {
			r.say(l.Number, "%s cannot be after what was before it", kind)
		}
	}
	switch kind {
	case LogBegun:
		must(r.number == 0)
	case LogConfirmed:
		must(r.confirmed[no] == "")
		must(r.comes(no, d))
		r.confirmed[no] = d.Of
	case LogRequested:
		must(r.absent(no) && (d.Via == viaBefore || d.Seq > r.last))
		r.requested[no], r.last = position{d.Of, d.Seq}, max(r.last, d.Seq)
	case LogQueued:
		must(r.joins(no, d))
		r.waiting[no], r.last = position{d.Of, d.Seq}, max(r.last, d.Seq)
		if d.Via == viaMove {
			r.passed[no] = true // the other place is at the same time
		}
	case LogPassed:
		must(r.waiting[no] == position{d.Of, d.Seq})
		r.passed[no] = true
	case LogOffered:
		w := r.waiting[no]
		must(w.of != "" && w.seq == d.Seq && (d.Via == viaBefore || r.overtakes(d.Seq) == 0))
		r.leaves(no)
		r.offered[no] = offered{d.Of, w.of, d.Seq, d.Until}
	case LogOfferDeclined:
		must(r.offered[no].of == d.Of)
		delete(r.offered, no)
	case LogLapsed:
		must(r.offered[no].entry == d.Of && d.Seq > r.last)
		delete(r.offered, no)
		r.waiting[no], r.last = position{d.Of, d.Seq}, max(r.last, d.Seq)
	case LogRemoved:
		must(r.offered[no].entry == d.Of)
		delete(r.offered, no)
	case LogLeft:
		must(r.waiting[no].of == d.Of)
		r.leaves(no)
	case LogReturned:
		must(r.absent(no))
		r.confirmed[no] = d.Of
	case LogCheckedIn, LogCompleted:
		must(r.confirmed[no] == d.Of)
	case LogExcused:
		must(r.confirmed[no] == "")
	case LogCancelled, LogReleased, LogNoShow, LogUnrecorded:
		must(r.confirmed[no] == d.Of)
		delete(r.confirmed, no)
	case LogRequestDeclined, LogWithdrawn:
		must(r.requested[no].of == d.Of)
		delete(r.requested, no)
		if len(d.Reason) > 0 {
			r.reasons[d.Of] = d.Reason
		}
	case LogCapacity:
		must(d.Capacity == r.after.capacity)
	case LogHandedOver:
		must(r.absent(no) && r.handsOver(d.Was, no, d.Of))
	case LogMoved:
	case LogQueueClosed:
		clear(r.waiting)
		clear(r.offered)
		clear(r.passed)
	case LogShiftCancelled:
		clear(r.requested)
		if r.stayed = l.Confirmed > 0; !r.stayed {
			clear(r.confirmed)
		}
	default:
		r.say(l.Number, "there is no %s", kind)
	}
}

// handsOver gives what a person has to another one, and says whether they had it.
func (r *replay) handsOver(from, to int64, of string) bool {
	switch {
	case r.confirmed[from] == of:
		r.confirmed[to] = of
		delete(r.confirmed, from)
	case r.requested[from].of == of:
		r.requested[to] = r.requested[from]
		delete(r.requested, from)
	case r.offered[from].entry == of:
		r.offered[to] = r.offered[from]
		delete(r.offered, from)
	case r.waiting[from].of == of:
		r.waiting[to] = r.waiting[from]
		if r.passed[from] {
			r.passed[to] = true
		}
		r.leaves(from)
	default:
		return false
	}
	return true
}

// absent says whether a person neither has a place, asks for one, waits, nor is offered
// one.
func (r *replay) absent(no int64) bool {
	return r.confirmed[no] == "" && r.requested[no].of == "" && r.waiting[no].of == "" && r.offered[no].of == ""
}

// comes says whether a person could get a place in a way, and ends what they had.
func (r *replay) comes(no int64, d detail) bool {
	switch d.Via {
	case viaBefore:
		return r.absent(no)
	case viaSelf:
		return r.absent(no) && r.overtakes(r.last+1) == 0
	case viaQueue:
		w := r.waiting[no]
		r.leaves(no)
		return w.of != "" && r.overtakes(w.seq) == 0
	case viaOffer:
		o := r.offered[no]
		delete(r.offered, no)
		return o.of != ""
	case viaApproval:
		asked := r.requested[no]
		delete(r.requested, no)
		return asked.of == d.Of && r.overtakes(asked.seq) == 0
	case viaOrganizer, viaMove:
		// A place of its own, in the line before, where others wait.
		return r.absent(no) && (len(r.waiting) == 0 || r.raised)
	}
	return false
}

// joins says whether a person could join the queue with a number, and ends the request
// that was approved.
func (r *replay) joins(no int64, d detail) bool {
	switch d.Via {
	case viaBefore:
		return r.absent(no)
	case viaSelf:
		return r.absent(no) && d.Seq > r.last
	case viaApproval:
		asked := r.requested[no]
		delete(r.requested, no)
		return asked.of != "" && asked.seq == d.Seq
	case viaMove: // before everybody
		return r.absent(no) && d.Seq <= 0
	}
	return false
}

// leaves ends the waiting of a person.
func (r *replay) leaves(no int64) {
	delete(r.waiting, no)
	delete(r.passed, no)
}

// overtakes counts who waits before a number and was not passed.
func (r *replay) overtakes(seq int64) int {
	n := 0
	for no, w := range r.waiting {
		if w.seq < seq && !r.passed[no] {
			n++
		}
	}
	return n
}
