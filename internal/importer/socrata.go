package importer

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// errPlace says that a place could not be understood.
var errPlace = errors.New("not a place of this format")

// socrataAddress reads a location as open data portals of Socrata write it when
// a program prints it in Python: a dict of strings, of which human_address is
// JSON. It returns a line such as "32 Broadway, New York, NY 10004", "" when the
// parts are empty.
func socrataAddress(s string) (string, error) {
	dict, err := parsePythonDict(s)
	if err != nil {
		return "", err
	}
	human, ok := dict["human_address"]
	if !ok {
		return "", errPlace
	}
	var parts struct{ Address, City, State, Zip string }
	if json.Unmarshal([]byte(human), &parts) != nil {
		return "", errPlace
	}
	state := strings.TrimSpace(strings.TrimSpace(parts.State) + " " + strings.TrimSpace(parts.Zip))
	var line []string
	for _, part := range []string{parts.Address, parts.City, state} {
		if part = strings.TrimSpace(part); part != "" {
			line = append(line, part)
		}
	}
	return strings.Join(line, ", "), nil
}

// parsePythonDict reads {'key': 'value', …} as Python prints it: keys are
// strings, values strings, numbers, None, True or False. Nothing is evaluated.
func parsePythonDict(s string) (map[string]string, error) {
	p := pythonText{rest: strings.TrimSpace(s)}
	if !p.skip('{') {
		return nil, errPlace
	}
	dict := map[string]string{}
	for !p.skip('}') {
		if len(dict) > 0 && !p.skip(',') {
			return nil, errPlace
		}
		if len(dict) > 0 && p.skip('}') { // after a last comma
			break
		}
		key, err := p.quoted()
		if err != nil {
			return nil, err
		}
		if _, twice := dict[key]; twice || !p.skip(':') {
			return nil, errPlace
		}
		if dict[key], err = p.value(); err != nil {
			return nil, err
		}
	}
	if p.rest != "" {
		return nil, errPlace
	}
	return dict, nil
}

// pythonText is what is left to read; no space is in front of it.
type pythonText struct{ rest string }

func (p *pythonText) advance(n int) { p.rest = strings.TrimLeft(p.rest[n:], " \t\r\n") }

// skip reads one character if it is next.
func (p *pythonText) skip(c byte) bool {
	if p.rest == "" || p.rest[0] != c {
		return false
	}
	p.advance(1)
	return true
}

func (p *pythonText) value() (string, error) {
	if p.rest != "" && (p.rest[0] == '\'' || p.rest[0] == '"') {
		return p.quoted()
	}
	end := strings.IndexAny(p.rest, ",}")
	if end < 0 {
		return "", errPlace
	}
	word := strings.TrimSpace(p.rest[:end])
	switch word {
	case "None":
		word = ""
	case "True", "False":
	default:
		if _, err := strconv.ParseFloat(word, 64); err != nil {
			return "", errPlace
		}
	}
	p.advance(end)
	return word, nil
}

// quoted reads a string in either kind of quotes, with the escapes that Python
// prints.
func (p *pythonText) quoted() (string, error) {
	if p.rest == "" || (p.rest[0] != '\'' && p.rest[0] != '"') {
		return "", errPlace
	}
	quote := p.rest[0]
	var out strings.Builder
	for i := 1; i < len(p.rest); i++ {
		switch c := p.rest[i]; c {
		case quote:
			p.advance(i + 1)
			return out.String(), nil
		case '\\':
			r, size, ok := pythonEscape(p.rest[i:])
			if !ok {
				return "", errPlace
			}
			out.WriteRune(r)
			i += size - 1
		default:
			out.WriteByte(c)
		}
	}
	return "", errPlace
}

// pythonEscape reads \n, \', \xe9, \u2019 and the like, and says how long it is.
func pythonEscape(s string) (r rune, size int, ok bool) {
	if len(s) < 2 {
		return 0, 0, false
	}
	digits := 0
	switch s[1] {
	case '\\', '\'', '"':
		return rune(s[1]), 2, true
	case 'n':
		return '\n', 2, true
	case 'r':
		return '\r', 2, true
	case 't':
		return '\t', 2, true
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		return 0, 0, false
	}
	if len(s) < 2+digits {
		return 0, 0, false
	}
	n, err := strconv.ParseUint(s[2:2+digits], 16, 32)
	if err != nil || n == 0 || !utf8.ValidRune(rune(n)) {
		return 0, 0, false
	}
	return rune(n), 2 + digits, true
}
