package notice

import (
	"strings"
	"unicode"
)

// How long what people typed may be in a message, in characters.
const (
	longestSubject = 200
	longestTitle   = 80
	longestText    = 300
	longestLine    = 500
	mostLines      = 40
)

// line makes one line of what a person typed: line ends, other control characters
// and marks that turn the direction of text become spaces, so that it can end no
// header and forge no line.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, s)
	return clip(strings.Join(strings.Fields(s), " "), longestLine)
}

// lines are those of a longer text, each made harmless.
func lines(s string) []string {
	var out []string
	for l := range strings.Lines(strings.ReplaceAll(s, "\r\n", "\n")) {
		if out = append(out, line(l)); len(out) == mostLines {
			break
		}
	}
	return out
}

// clip cuts a text that is longer than so many characters.
func clip(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most-1]) + "…"
}
