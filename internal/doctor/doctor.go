// Package doctor looks at a configuration and a database for what is unsafe or
// broken, and says what to do. It changes nothing, and shows no value of an option.
package doctor

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"erikti/internal/option"
)

// Kind is how bad a finding is.
type Kind int

// The kinds, the worst last. What is to know does not change the exit code.
const (
	Know Kind = iota
	Unsafe
	Broken
)

func (k Kind) String() string { return [...]string{"know", "UNSAFE", "BROKEN"}[k] }

// Finding is something that was found, and what to do about it.
type Finding struct {
	Kind  Kind
	About string // an option, or a part of the program
	What  string
	Do    string
}

// A list collects findings.
type list []Finding

func (l *list) add(kind Kind, about, what, do string) {
	*l = append(*l, Finding{kind, about, what, do})
}

// reachWithin bounds each look at another machine.
const reachWithin = 5 * time.Second

// Examine looks at everything, the worst first.
func Examine(ctx context.Context, o *option.Options) []Finding {
	var found list
	found.addresses(o)
	found.limits(o)
	found.secrets(o)
	found.demo(o)
	found.channels(ctx, o)
	found.files(o)
	found.database(ctx, o)
	slices.SortStableFunc(found, func(a, b Finding) int { return int(b.Kind) - int(a.Kind) })
	return found
}

// Report writes the findings and returns the exit code: 1 when something is unsafe or
// broken.
func Report(w io.Writer, found []Finding) int {
	bad := 0
	for _, f := range found {
		_, _ = fmt.Fprintf(w, "%-6s  %s: %s\n        → %s\n", f.Kind, f.About, f.What, f.Do)
		if f.Kind != Know {
			bad++
		}
	}
	if bad == 0 {
		_, _ = fmt.Fprintln(w, "Nothing is unsafe or broken.")
		return 0
	}
	_, _ = fmt.Fprintf(w, "%d things are unsafe or broken.\n", bad)
	return 1
}
