package live_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"erikti/internal/live"
)

func TestWatch(t *testing.T) {
	h := live.NewHub()
	a, b, all := h.Watch("a"), h.Watch("a", "b"), h.Watch()
	if n := h.Watching(); n != 3 {
		t.Errorf("%d watch, want 3", n)
	}
	h.Publish([]string{"b", "a", "a"})
	h.Publish([]string{"c"})
	for name, c := range map[string]struct {
		w    *live.Watcher
		want []string
	}{"a": {a, []string{"a"}}, "b": {b, []string{"a", "b"}}, "all": {all, []string{"a", "b", "c"}}} {
		<-c.w.Changed()
		if got, _ := c.w.Take(); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
		if got, _ := c.w.Take(); len(got) != 0 {
			t.Errorf("%s: taken twice: %q", name, got)
		}
	}
	h.Publish([]string{"c"})
	select {
	case <-a.Changed():
		t.Error("told of what it does not watch")
	default:
	}
	<-all.Changed()
	all.Take()
	h.Remind("a")
	<-a.Changed()
	if got, _ := a.Take(); !slices.Equal(got, []string{"a"}) {
		t.Errorf("reminded of %q", got)
	}
	if got, _ := all.Take(); len(got) != 0 {
		t.Errorf("who watches all is reminded of %q", got)
	}
	for _, w := range []*live.Watcher{a, b, all} {
		w.Close()
		w.Close() // again does nothing
	}
	h.Publish([]string{"a", "b"})
	if got, _ := a.Take(); len(got) != 0 {
		t.Errorf("told after the end: %q", got)
	}
	if n := h.Watching(); n != 0 {
		t.Errorf("%d watch, want nobody", n)
	}
}

// Many publish, watch and leave at once: nobody waits for a slow one, and the last
// change always arrives.
func TestManyAtOnce(t *testing.T) {
	h := live.NewHub()
	const topics, changes = 8, 500
	topic := func(i int) string { return fmt.Sprint("t", i%topics) }
	slow := h.Watch() // takes nothing until the end
	var watching, publishing sync.WaitGroup
	for i := range topics {
		w := h.Watch(topic(i), "last")
		watching.Go(func() {
			defer w.Close()
			for range w.Changed() {
				if topics, _ := w.Take(); slices.Contains(topics, "last") {
					return
				}
			}
		})
	}
	for i := range 4 {
		publishing.Go(func() {
			for j := range changes {
				h.Publish([]string{topic(i + j)})
				if j%10 == 0 { // some come and go
					w := h.Watch(topic(j))
					w.Take()
					w.Close()
				}
			}
		})
	}
	publishing.Wait()
	h.Publish([]string{"last"})
	watching.Wait()
	<-slow.Changed()
	if got, _ := slow.Take(); len(got) != topics+1 {
		t.Errorf("the slow one learns of %q", got)
	}
	slow.Close()
	if n := h.Watching(); n != 0 {
		t.Errorf("%d watch, want nobody", n)
	}
}
