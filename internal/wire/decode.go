package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"erikti/internal/fault"
)

// decode reads exactly one JSON object into fields, named as they are spelled; it
// leaves other keys. A key that stands twice is refused: what reads it before us
// may take the other one.
func decode(raw []byte, fields map[string]any) error {
	return object(raw, func(d *json.Decoder) error {
		if _, err := d.Token(); err != nil { // the brace
			return err
		}
		seen := map[json.Token]bool{}
		for d.More() {
			key, err := d.Token()
			if err != nil {
				return err
			}
			if seen[key] {
				return errors.New("a key twice")
			}
			seen[key] = true
			name, _ := key.(string) // a key is nothing else
			to := fields[name]
			if to == nil {
				to = &json.RawMessage{}
			}
			if err := d.Decode(to); err != nil {
				return err
			}
		}
		_, err := d.Token()
		return err
	})
}

// mostParts is how many values, lists and objects a message may hold. What is larger
// takes long to read, and would be refused after that.
const mostParts = 20_000

// parts counts them, or more, without reading them.
func parts(raw []byte) int {
	n, text := 1, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '"':
			text = !text
		case text && c == '\\':
			i++
		case !text && (c == ',' || c == '{' || c == '['):
			n++
		}
	}
	return n
}

// object lets read read exactly one JSON object, numbers as they are written.
func object(raw []byte, read func(*json.Decoder) error) error {
	raw = bytes.Trim(raw, " \t\r\n") // what JSON calls whitespace, and no more
	if !utf8.Valid(raw) || len(raw) == 0 || raw[0] != '{' {
		return errors.New("not one JSON object in UTF-8")
	}
	if n := parts(raw); n > mostParts {
		return fault.Fail(fault.TooComplex, "values").With("found", n).With("limit", mostParts)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := read(d); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something after the JSON object")
	}
	return nil
}
