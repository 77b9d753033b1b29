package wire_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"erikti/internal/wire"
	"erikti/internal/wire/uring"
)

// Many readers of one state, of every kind that is written to in another way: quick ones,
// some that stop and go on, sockets that follow the same under several ids, long ids.
// However the frames go out, each id gets whole frames, no older state after a
// newer one, and the newest in the end.
func TestE6_ManyReadersAtOnce(t *testing.T) {
	for _, way := range []struct {
		name   string
		noRing bool
	}{{"in one call of the kernel", false}, {"one by one", true}} {
		t.Run(way.name, func(t *testing.T) {
			if !way.noRing {
				ring, err := uring.New(1)
				if err != nil {
					t.Skip("this machine has no io_uring: ", err)
				}
				ring.Close()
			}
			manyReadersAtOnce(t, way.noRing)
		})
	}
}

func manyReadersAtOnce(t *testing.T, noRing bool) {
	w := newWorld(t, patient, func(o *wire.Options) { o.NoRing = noRing })
	pad := fmt.Sprintf("%4000d", 7) // a batch has room for some
	w.pad.Store(&pad)
	const changes = 1500
	type reader struct {
		*peer
		ids []string
	}
	var quick, stopping []reader
	follow := func(p *peer, ids ...string) reader {
		for _, id := range ids {
			p.subscribe(id, followObject, "id", "x")
		}
		return reader{p, ids}
	}
	const long = "an id that is longer than a record holds by itself"
	for range 30 {
		quick = append(quick, follow(w.begin(t, ""), "1"))
	}
	for i := range 10 {
		quick = append(quick, follow(w.begin(t, ""), "1", "2", "3", long, fmt.Sprint("of ", i)))
		stopping = append(stopping, follow(w.narrow(t), "1", "2", long))
	}
	// read hears until every id has the last version.
	read := func(r reader) {
		last := map[string]int{}
		for complete := 0; complete < len(r.ids); {
			m := r.hear()
			s := stateOf(t, m.Payload)
			if seen, known := last[m.ID]; known && s.Version <= seen || s.Pad != pad {
				t.Errorf("%s: version %d after %d, %d bytes of padding", m.ID, s.Version, seen, len(s.Pad))
				return
			}
			if last[m.ID] = s.Version; s.Version == changes {
				complete++
			}
		}
	}
	members := 0
	for _, r := range append(quick, stopping...) {
		members += len(r.ids)
	}
	eventually(t, "all follow", func() bool { return w.engine.Stats().Members == members })
	var reading sync.WaitGroup
	for _, r := range quick {
		reading.Go(func() { read(r) })
	}
	for range changes {
		w.change("x")
		time.Sleep(200 * time.Microsecond)
	}
	reading.Wait()
	if s := w.engine.Stats(); s.WentSlow == 0 {
		t.Errorf("nobody was slow: %+v", s)
	}
	for _, r := range stopping {
		reading.Go(func() { read(r) })
	}
	reading.Wait()
	if s := w.engine.Stats(); s.Connections != len(quick)+len(stopping) || s.Conflated == 0 || (s.Together == 0) != noRing {
		t.Errorf("%+v", s)
	}
}
