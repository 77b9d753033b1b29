package wire_test

import (
	"slices"
	"sync"
	"testing"
)

// Who is connected when a server drains is told to come again: all of them, in no
// order, not all in one moment.
func TestE15_ADrainSpreads(t *testing.T) {
	w := newWorld(t)
	peers := make([]*peer, 200)
	for i := range peers {
		peers[i] = w.begin(t, "")
		peers[i].subscribe("1", followObject, "id", "x")
		peers[i].state()
	}
	var mu sync.Mutex
	var told []int
	left := 0 // connections when the first one is told
	codes := map[int]int{}
	var all sync.WaitGroup
	for i, p := range peers {
		all.Go(func() {
			code := p.code()
			mu.Lock()
			defer mu.Unlock()
			if len(told) == 0 {
				left = w.engine.Stats().Connections
			}
			told = append(told, i)
			codes[code]++
		})
	}
	w.engine.Drain()
	all.Wait()
	if codes[1012] != len(peers) {
		t.Errorf("closed with %v", codes)
	}
	if left <= len(peers)/2 {
		t.Errorf("when the first is told %d of %d are connected", left, len(peers))
	}
	// Forty are told at a time. The first forty that were told are not those who came first.
	early := 0
	for _, i := range told[:40] {
		if i < 40 {
			early++
		}
	}
	if early > 30 || slices.IsSorted(told) {
		t.Errorf("%d of the first 40 that were told came first: %v", early, told)
	}
	if p := w.dial(t); p.code() != 1012 {
		t.Error("a new one is not told to come again")
	}
	eventually(t, "nobody is left", func() bool {
		s := w.engine.Stats()
		return s.Connections == 0 && s.Groups == 0
	})
}
