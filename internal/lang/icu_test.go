package lang_test

import (
	"slices"
	"strings"
)

// message is what an ICU message asks for.
type message struct {
	args    []string            // each once, sorted
	plurals map[string][]string // by argument: the categories that are told apart
}

// parse reads an ICU message as far as these tests need: arguments, and the
// branches of plural and select.
func parse(text string) message {
	m := message{plurals: map[string][]string{}}
	m.text(text)
	slices.Sort(m.args)
	m.args = slices.Compact(m.args)
	return m
}

// text reads words with arguments in braces.
func (m *message) text(s string) {
	for {
		i := strings.IndexByte(s, '{')
		if i < 0 {
			return
		}
		body, rest := braces(s[i:])
		m.argument(body)
		s = rest
	}
}

// argument reads what stands between braces: a name, a type, branches.
func (m *message) argument(body string) {
	parts := strings.SplitN(body, ",", 3)
	name := strings.TrimSpace(parts[0])
	m.args = append(m.args, name)
	if len(parts) < 3 {
		return
	}
	plural := strings.TrimSpace(parts[1]) == "plural"
	for branches := parts[2]; strings.Contains(branches, "{"); {
		i := strings.IndexByte(branches, '{')
		selector := strings.TrimSpace(branches[:i])
		inner, rest := braces(branches[i:])
		if plural {
			m.plurals[name] = append(m.plurals[name], selector)
		}
		m.text(inner)
		branches = rest
	}
}

// braces returns what stands within the first pair, and what follows it.
func braces(s string) (inner, rest string) {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return s[1:i], s[i+1:]
			}
		}
	}
	return s[1:], ""
}
