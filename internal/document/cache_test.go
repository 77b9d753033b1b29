package document_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"erikti/internal/document"
)

// However many documents come, of whatever size, what is kept of them is bounded in
// bytes; what is used stays.
func TestB16_DocumentsThatAreKept(t *testing.T) {
	const most = 4 << 20
	ctx, cache := context.Background(), document.NewCache(most)
	keep := func(text string) {
		doc, err := parser.ParseQuery(&ast.Source{Input: text})
		if err != nil {
			t.Fatal(err)
		}
		cache.Add(ctx, text, doc)
		cache.Add(ctx, text, doc) // it is one
	}
	heap := func() int {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	before := heap()
	keep("{ used }")
	for i := range 4000 {
		// The shortest fields there are: most bytes for a byte of text.
		keep(fmt.Sprintf("{ a%d ", i) + strings.Repeat("a ", 500+i%500) + "}")
		if w := cache.Weight(); w > most {
			t.Fatalf("%d bytes are kept", w)
		}
		if _, ok := cache.Get(ctx, "{ used }"); !ok {
			t.Fatal("what is used was forgotten")
		}
	}
	if grown := heap() - before; grown > 2*most {
		t.Errorf("the heap grew by %d bytes, want about %d", grown, most)
	}
	if _, ok := cache.Get(ctx, "{ a0 }"); ok {
		t.Error("the first one is still there")
	}
	long := "{ a(b: \"" + strings.Repeat("x", most) + "\") }"
	keep(long)
	if _, ok := cache.Get(ctx, long); ok {
		t.Error("one that is larger than all is kept")
	}
	if _, ok := cache.Get(ctx, "{ used }"); !ok {
		t.Error("one that is larger than all pushed others out")
	}
	runtime.KeepAlive(cache)
}
