package demo

import (
	"encoding/binary"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"erikti/internal/id"
)

// stream separates what is drawn for one purpose from what is drawn for another,
// so that one more name moves no event.
type stream uint64

const (
	forOrganizations stream = 1 + iota
	forPeople
	forMemberships
	forEvents
	forPlaces
	forCast
	forTraffic
	forCredit
	forProjects
	forMentorships
	forInformation
	forSchool
	forStudies
	forResponders
	forDeclared
)

// random draws what the demo chooses.
type random struct{ *rand.Rand }

func newRandom(seed uint64, s stream) random {
	return random{rand.New(rand.NewPCG(seed, uint64(s)))}
}

// version is the version of the UUIDs made here, see the package's description.
const version = 8

// personal draws an identifier that tells nothing, for people and what is theirs.
func (r random) personal(p id.Prefix) string {
	var u uuid.UUID
	binary.BigEndian.PutUint64(u[:8], r.Uint64())
	binary.BigEndian.PutUint64(u[8:], r.Uint64())
	u[6] = u[6]&0x0f | version<<4
	u[8] = u[8]&0x3f | 0x80
	return string(p) + "_" + u.String()
}

// sorted draws an identifier that sorts by the time at which the row was made, in
// milliseconds as in a UUIDv7.
func (r random) sorted(p id.Prefix, made time.Time) string {
	var u uuid.UUID
	binary.BigEndian.PutUint64(u[:8], uint64(made.UnixMilli())<<16|r.Uint64()&0xffff)
	binary.BigEndian.PutUint64(u[8:], r.Uint64())
	u[6] = u[6]&0x0f | version<<4
	u[8] = u[8]&0x3f | 0x80
	return string(p) + "_" + u.String()
}

// asMade draws an identifier as rows have that people make: such a row is not of the
// demo's past, and does not move with it.
func (r random) asMade(p id.Prefix) string {
	u := uuid.MustParse(r.personal(p)[len(p)+1:])
	u[6] = u[6]&0x0f | 4<<4
	return string(p) + "_" + u.String()
}

// named is the identifier of a row made here that is looked for later: the same in every
// demo.
func named(p id.Prefix, name string) string {
	u := uuid.MustParse(p.Of(name)[len(p)+1:])
	u[6] = u[6]&0x0f | version<<4
	return string(p) + "_" + u.String()
}

// between draws from low to high, both included.
func (r random) between(low, high int) int { return low + r.IntN(high-low+1) }

// chance is true in percent of 100 cases.
func (r random) chance(percent int) bool { return r.IntN(100) < percent }

// one draws an element.
func one[T any](r random, from []T) T { return from[r.IntN(len(from))] }

// some draws n different elements, or all when there are fewer.
func some[T any](r random, n int, from []T) []T {
	var out []T
	for _, i := range r.Perm(len(from))[:min(n, len(from))] {
		out = append(out, from[i])
	}
	return out
}

// weighted draws an element in proportion to its weight; their sum is above zero.
func weighted[T any](r random, of []T, weight func(T) int) T {
	sum := 0
	for _, x := range of {
		sum += weight(x)
	}
	n := r.IntN(sum)
	for _, x := range of {
		if n -= weight(x); n < 0 {
			return x
		}
	}
	panic("unreachable: n is below the sum of the weights")
}
