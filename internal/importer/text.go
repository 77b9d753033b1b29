package importer

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var (
	// hidden is what a page does not show.
	hidden = regexp.MustCompile(`(?is)<!--.*?-->|<(script|style)\b[^>]*>.*?</(script|style)\s*>`)
	// breaks are the tags after which a new line begins.
	breaks = regexp.MustCompile(`(?i)</?(p|br|div|li|ul|ol|tr|table|h[1-6])(\s[^<>]*)?/?>`)
	// entities end in a semicolon, so "Q&notes" stays; HTML itself is less strict.
	entities = regexp.MustCompile(`&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);`)
	// tags need a letter after the sign, so "a < b" stays.
	tags = regexp.MustCompile(`(?i)</?[a-z][a-z0-9]*(\s[^<>]*)?/?>`)
)

// plain turns a text of the file into plain text: without tags and entities, in
// NFC, without characters that show nothing or turn the direction of others.
// Lines are kept when there may be many. It says whether there was markup.
func plain(s string, lines bool) (text string, markup bool) {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	if !lines {
		s = strings.ReplaceAll(s, "\n", " ")
	}
	raw := visible(s)
	s = withoutMarkup(raw)
	markup = s != raw
	if !lines {
		s = strings.ReplaceAll(s, "\n", " ") // of a tag that broke the line
	}
	s = norm.NFC.String(s)
	kept := make([]string, 0, 1)
	for _, line := range strings.Split(s, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" && (len(kept) == 0 || kept[len(kept)-1] == "") {
			continue
		}
		kept = append(kept, line)
	}
	return strings.TrimSpace(strings.Join(kept, "\n")), markup
}

// visible drops what shows nothing and what turns the direction of the text after
// it; space of any kind but a new line becomes a space.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\uFEFF', r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
}

// withoutMarkup goes on while it finds any: exports that escape markup twice are
// common, and what is left of one tag can be another.
func withoutMarkup(s string) string {
	const rounds = 8
	for range rounds {
		next := visible(entities.ReplaceAllStringFunc(stripTags(s), html.UnescapeString))
		if next == s {
			return s
		}
		s = next
	}
	return strings.ReplaceAll(stripTags(s), "<", "")
}

func stripTags(s string) string {
	if !strings.Contains(s, "<") {
		return s
	}
	s = hidden.ReplaceAllString(s, " ")
	s = breaks.ReplaceAllString(s, "\n")
	return tags.ReplaceAllString(s, "")
}
