package mistake

import (
	"slices"
	"strings"
	"unicode"
)

// PlaceState says whether the fragment of a report is still in the article.
type PlaceState string

// What became of the place of a fragment.
const (
	Found   PlaceState = "FOUND"
	Changed PlaceState = "CHANGED"
	Lost    PlaceState = "LOST"
	Whole   PlaceState = "WHOLE"
)

// Place is where the fragment of a report is now.
type Place struct {
	State               PlaceState
	Before, Text, After string
}

// Fragment is a place in a text, as it was when it was reported.
type Fragment struct {
	Quote, Prefix, Suffix string
	Offset                int // characters
}

// around is how much of a text is shown before and after a place, in characters.
const around = 60

// least is how much of what stood around a fragment says that it is the same place, in
// characters.
const least = 6

// Locate looks for a fragment in a text of blocks, which a fragment takes as if they stood
// one after the other with nothing between. Of places that read alike it takes the one
// around which most is as it was, then the one that is nearest to where it was. What it
// shows of the text has a space between blocks.
func Locate(blocks []string, f Fragment) Place {
	t, breaks := joined(blocks)
	quote := flat(f.Quote)
	prefix, suffix := flat(f.Prefix), flat(f.Suffix)
	if len(quote) == 0 {
		return Place{State: Whole}
	}
	at, same := best(t, quote, prefix, suffix, f.Offset)
	known := len(prefix) + len(suffix)
	if at >= 0 && (same >= min(known, least) || known < least) {
		return show(Found, t, breaks, at, at+len(quote))
	}
	// Not with what stood around it: that may be elsewhere, with something else in between.
	if from, to := between(t, prefix, suffix, len(quote), f.Offset); from >= 0 {
		return show(Changed, t, breaks, from, to)
	}
	if at >= 0 {
		return show(Found, t, breaks, at, at+len(quote))
	}
	return Place{State: Lost, Before: string(prefix), Text: string(quote), After: string(suffix)}
}

// flat is a text with one space for every run of them, so that how a page breaks its
// lines is no difference.
func flat(s string) []rune { return []rune(strings.Join(strings.Fields(s), " ")) }

// joined is the flat text of blocks, and where in it one ends and the next begins without
// a space.
func joined(blocks []string) (t []rune, breaks []int) {
	space := false
	for _, block := range blocks {
		first := len(t) > 0
		for _, r := range block {
			if unicode.IsSpace(r) {
				space = true
				continue
			}
			switch {
			case space && len(t) > 0:
				t = append(t, ' ')
			case first:
				breaks = append(breaks, len(t))
			}
			t = append(t, r)
			space, first = false, false
		}
	}
	return t, breaks
}

// best is where a quote stands best in a text, and how much around it is as it was; -1
// for nowhere.
func best(t, quote, prefix, suffix []rune, offset int) (at, same int) {
	at, same = -1, -1
	for i := 0; i+len(quote) <= len(t); i++ {
		if !starts(t[i:], quote) {
			continue
		}
		n := alikeBefore(t[:i], prefix) + alikeAfter(t[i+len(quote):], suffix)
		if n > same || n == same && distance(i, offset) < distance(at, offset) {
			at, same = i, n
		}
	}
	return at, same
}

// between is what stands between what stood around a fragment, the nearest to where it
// was; -1 when that is nowhere.
func between(t, prefix, suffix []rune, length, offset int) (from, to int) {
	before, after := prefix[max(len(prefix)-20, 0):], suffix[:min(len(suffix), 20)]
	if len(trim(before)) < least || len(trim(after)) < least {
		return -1, -1
	}
	before, after = trim(before), trim(after)
	from, to = -1, -1
	for i := 0; i+len(before) <= len(t); i++ {
		if !starts(t[i:], before) {
			continue
		}
		start := i + len(before)
		for j := start; j <= min(start+2*length+100, len(t)-len(after)); j++ {
			if starts(t[j:], after) {
				if from < 0 || distance(start, offset) < distance(from, offset) {
					from, to = start, j
				}
				break
			}
		}
	}
	return from, to
}

func trim(r []rune) []rune { return []rune(strings.TrimSpace(string(r))) }

func starts(t, with []rune) bool {
	if len(t) < len(with) {
		return false
	}
	for i := range with {
		if t[i] != with[i] {
			return false
		}
	}
	return true
}

func alikeBefore(t, prefix []rune) int {
	t, prefix = []rune(strings.TrimRight(string(t[max(len(t)-around-1, 0):]), " ")), []rune(strings.TrimRight(string(prefix), " "))
	n := 0
	for n < len(t) && n < len(prefix) && t[len(t)-1-n] == prefix[len(prefix)-1-n] {
		n++
	}
	return n
}

func alikeAfter(t, suffix []rune) int {
	t, suffix = []rune(strings.TrimLeft(string(t[:min(len(t), around+1)]), " ")), []rune(strings.TrimLeft(string(suffix), " "))
	n := 0
	for n < len(t) && n < len(suffix) && t[n] == suffix[n] {
		n++
	}
	return n
}

func distance(a, b int) int { return max(a-b, b-a) }

func show(s PlaceState, t []rune, breaks []int, from, to int) Place {
	first, last := max(from-around, 0), min(to+around, len(t))
	before, text, after := spaced(t, breaks, first, from), spaced(t, breaks, from, to), spaced(t, breaks, to, last)
	// Where the fragment is a block of its own, the space stands outside of it.
	if first < from && slices.Contains(breaks, from) {
		before += " "
	}
	if to < last && to > from && slices.Contains(breaks, to) {
		after = " " + after
	}
	return Place{s, before, text, after}
}

// spaced is a part of a text, with a space where blocks meet within it.
func spaced(t []rune, breaks []int, from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		if i > from && slices.Contains(breaks, i) {
			b.WriteByte(' ')
		}
		b.WriteRune(t[i])
	}
	return b.String()
}
