package wire

import (
	"slices"
	"testing"
)

// Memory is given back once a crowd has come, and once it has left: not while it is on
// its way, nor for the few that come and go.
func TestMemoryIsGivenBackAfterCrowds(t *testing.T) {
	var c crowdCount
	var given []int
	for i, now := range []int{0, 500, 5000, 9990, 10_000, 10_000, 9000, 9010, 9500, 9510, 300, 10, 0, 0, 990, 995, 8000, 0, 0} {
		if c.settled(now) {
			given = append(given, i)
		}
	}
	if want := []int{4, 12, 18}; !slices.Equal(given, want) {
		t.Errorf("given back at %v, want %v", given, want)
	}
}
