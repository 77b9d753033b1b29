package wire_test

import (
	"testing"
)

func TestSmoke(t *testing.T) {
	w := newWorld(t)
	a, b := w.begin(t, ""), w.begin(t, "")
	a.subscribe("1", followObject, "id", "x")
	b.subscribe("2", followObject, "id", "x")
	a.state()
	b.state()
	v := w.change("x")
	if s := a.state(); s.Version != v {
		t.Error(s)
	}
	if s := b.state(); s.Version != v {
		t.Error(s)
	}
	t.Logf("%+v %d", w.engine.Stats(), w.executed.Load())
}
