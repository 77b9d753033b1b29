package places

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/anishathalye/porcupine"
)

// kind is what a client does to one shift.
type kind string

// The operations. A query that shows several things is several of them with the
// same interval: the program reads each with a statement of its own.
const (
	create       kind = "create"       // begins every history: the shift with its capacity
	signUp       kind = "signUp"       // a place, or the end of the queue
	cancel       kind = "cancel"       // gives a place up
	leave        kind = "leave"        // leaves the queue
	setCapacity  kind = "setCapacity"  // by the organizer
	readCounters kind = "readCounters" // what everyone sees
	readSignup   kind = "readSignup"   // the person's own place
	readEntry    kind = "readEntry"    // the person's own entry in the queue
	readPosition kind = "readPosition" // where an entry stands
)

// call is what a client asks.
type call struct {
	kind     kind
	shift    int
	person   int    // who, 0 and up; for what a person does
	id       string // of the sign-up or entry that is meant
	capacity int    // of create and setCapacity
	wait     bool   // of signUp: join the queue when no place is free
}

// reply is what a client was told. One whose outcome is unknown can have been made
// at any time after it was asked, or never.
type reply struct {
	unknown bool
	refused string // the code, "" when it was done
	signup  string // of signUp, readSignup: the id, "" for none
	entry   string // of signUp, readEntry
	seq     int    // of a signUp that waits: the number in the queue that the database has, 0: not known
	number  int    // of readPosition (0: none), and what a refused setCapacity says is taken

	capacity, confirmed, held, waitlisted, available int // of readCounters
}

// standing is a person's place on the shift or in its queue. The id is "" until
// someone has read it: a place that was given by promotion, or to a client who got no
// answer.
type standing struct {
	person int
	id     string
}

// shiftState is one shift: who has a place, in the order of their numbers, and who
// waits, in the order of the queue. It is never changed, only replaced.
//
// A shift where everyone in the queue takes a freed place at once never has a free
// place and a queue. When places are offered, what is held comes in here beside
// confirmed, and free and serve learn of it.
type shiftState struct {
	capacity  int
	confirmed []standing
	queue     []standing
	lastSeq   int // the last number in the queue that is known
}

func (s shiftState) free() int { return s.capacity - len(s.confirmed) }

// serve gives free places to the heads of the queue.
func (s shiftState) serve() shiftState {
	for s.free() > 0 && len(s.queue) > 0 {
		s = s.confirm(standing{person: s.queue[0].person})
		s.queue = s.queue[1:]
	}
	return s
}

func (s shiftState) confirm(p standing) shiftState {
	at, _ := slices.BinarySearchFunc(s.confirmed, p.person, func(a standing, n int) int { return a.person - n })
	s.confirmed = slices.Insert(slices.Clone(s.confirmed), at, p)
	return s
}

func find(list []standing, person int) int {
	return slices.IndexFunc(list, func(p standing) bool { return p.person == person })
}

func without(list []standing, at int) []standing { return slices.Delete(slices.Clone(list), at, at+1) }

// named gives a standing the id that somebody read.
func named(list []standing, at int, id string) []standing {
	list = slices.Clone(list)
	list[at].id = id
	return list
}

// model is the specification of a shift. Histories are cut by shift: people of
// different shifts do not meet in a history, see newScene.
var model = porcupine.Model{
	Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
		var parts [][]porcupine.Operation
		for _, o := range history {
			for n := o.Input.(call).shift; n >= len(parts); {
				parts = append(parts, nil)
			}
			parts[o.Input.(call).shift] = append(parts[o.Input.(call).shift], o)
		}
		return parts
	},
	Init: func() any { return shiftState{} },
	Step: func(state, input, output any) (bool, any) {
		return step(state.(shiftState), input.(call), output.(reply))
	},
	Equal: func(a, b any) bool {
		s, o := a.(shiftState), b.(shiftState)
		return s.capacity == o.capacity && s.lastSeq == o.lastSeq && slices.Equal(s.confirmed, o.confirmed) && slices.Equal(s.queue, o.queue)
	},
	Hash: func(state any) uint64 {
		s, h := state.(shiftState), fnv.New64a()
		for _, list := range [][]standing{s.confirmed, s.queue} {
			_, _ = h.Write([]byte{byte(s.capacity), byte(len(list))}) // a hash never fails
			for _, p := range list {
				_, _ = h.Write([]byte{byte(p.person)})
				_, _ = h.Write([]byte(p.id))
			}
		}
		return h.Sum64()
	},
	DescribeOperation: func(input, output any) string { return describe(input.(call), output.(reply)) },
	DescribeState:     func(state any) string { return state.(shiftState).String() },
}

// step says whether a reply fits the state, and what the state is afterwards.
func step(s shiftState, c call, r reply) (bool, shiftState) {
	at, waits := find(s.confirmed, c.person), find(s.queue, c.person)
	switch c.kind {
	case create:
		return true, shiftState{capacity: c.capacity}
	case signUp:
		return stepSignUp(s, c, r, at >= 0 || waits >= 0)
	case cancel:
		if at < 0 || s.confirmed[at].id != c.id {
			return r.unknown || r.refused == "NOT_SIGNED_UP", s
		}
		s.confirmed = without(s.confirmed, at)
		return r.unknown || r.refused == "", s.serve()
	case leave:
		if waits < 0 || s.queue[waits].id != c.id {
			return r.unknown || r.refused == "NOT_WAITING", s
		}
		s.queue = without(s.queue, waits)
		return r.unknown || r.refused == "", s
	case setCapacity:
		if c.capacity < len(s.confirmed) {
			return r.unknown || r.refused == "CAPACITY_BELOW_TAKEN" && r.number == len(s.confirmed), s
		}
		s.capacity = c.capacity
		return r.unknown || r.refused == "", s.serve()
	case readCounters:
		return r.capacity == s.capacity && r.confirmed == len(s.confirmed) && r.held == 0 &&
			r.waitlisted == len(s.queue) && r.available == s.free(), s
	case readSignup:
		fits, known := same(s.confirmed, at, r.signup)
		s.confirmed = known
		return fits, s
	case readEntry:
		fits, known := same(s.queue, waits, r.entry)
		s.queue = known
		return fits, s
	case readPosition:
		if waits < 0 {
			return r.number == 0, s
		}
		fits, known := same(s.queue, waits, c.id)
		if !fits { // an entry of the past
			return r.number == 0, s
		}
		s.queue = known
		return r.number == waits+1, s
	}
	return false, s
}

func stepSignUp(s shiftState, c call, r reply, there bool) (bool, shiftState) {
	switch {
	case there:
		return r.unknown || r.refused == "ALREADY_SIGNED_UP", s
	case s.free() > 0:
		return r.unknown || r.refused == "" && r.signup != "" && r.entry == "", s.confirm(standing{c.person, r.signup})
	case !c.wait:
		return r.unknown || r.refused == "SHIFT_FULL", s
	}
	// Numbers are given under the shift's lock: they say in which order people came.
	if r.seq != 0 && r.seq <= s.lastSeq {
		return false, s
	}
	s.lastSeq = max(s.lastSeq, r.seq)
	s.queue = append(slices.Clip(s.queue), standing{c.person, r.entry})
	return r.unknown || r.refused == "" && r.entry != "" && r.signup == "", s
}

// same says whether a person (at, or nowhere below 0) is seen with an id, which is
// kept when it was not known.
func same(list []standing, at int, id string) (bool, []standing) {
	switch {
	case at < 0 || id == "":
		return at < 0 && id == "", list
	case list[at].id == "":
		return true, named(list, at, id)
	}
	return list[at].id == id, list
}

func (s shiftState) String() string {
	show := func(list []standing) string {
		var all []string
		for _, p := range list {
			all = append(all, fmt.Sprintf("%d:%s", p.person, short(p.id)))
		}
		return strings.Join(all, " ")
	}
	return fmt.Sprintf("%d places [%s] queue [%s]", s.capacity, show(s.confirmed), show(s.queue))
}

func describe(c call, r reply) string {
	asked := fmt.Sprintf("%s(%d)", c.kind, c.person)
	switch c.kind {
	case create, setCapacity:
		asked = fmt.Sprintf("%s(%d)", c.kind, c.capacity)
	case cancel, leave, readPosition:
		asked = fmt.Sprintf("%s(%d, %s)", c.kind, c.person, short(c.id))
	case signUp:
		if !c.wait {
			asked = fmt.Sprintf("signUp(%d, or not)", c.person)
		}
	case readCounters:
		return fmt.Sprintf("counters: %d places, %d confirmed, %d waiting", r.capacity, r.confirmed, r.waitlisted)
	}
	switch {
	case r.unknown:
		return asked + ": unknown"
	case r.refused != "":
		return asked + ": " + r.refused
	case c.kind == readPosition:
		return fmt.Sprintf("%s: %d", asked, r.number)
	case r.signup != "":
		return asked + ": place " + short(r.signup)
	case r.entry != "":
		return asked + ": waits " + short(r.entry)
	case c.kind == readSignup, c.kind == readEntry:
		return asked + ": none"
	}
	return asked + ": done"
}

// short is the end of an id, which tells it from others.
func short(id string) string { return id[max(0, len(id)-5):] }
