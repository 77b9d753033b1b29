package csvfile

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
)

// ErrHead says that the first row does not name the columns that are needed, once each.
var ErrHead = errors.New("the first row does not name the columns that are needed")

// separators are those of Excel in English, in Russian and Kazakh, and of what is copied
// from it.
var separators = []byte{',', ';', '\t'}

// Table is a file whose first row names its columns, as a spreadsheet writes it: in
// UTF-8, UTF-16 with its mark or windows-1251, parted by commas, semicolons or tabs.
type Table struct {
	rows *Reader
	at   map[string]int
}

// Open reads the head. The columns may stand in any order and case, and there may be
// others; ErrHead when a needed one is not there, or twice.
func Open(in io.Reader, needed ...string) (*Table, error) {
	text, _, err := Decode(in, Auto)
	if err != nil {
		return nil, err
	}
	buffered := bufio.NewReaderSize(text, prefixBytes)
	prefix, err := buffered.Peek(prefixBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	t := &Table{rows: NewReader(buffered, separator(prefix)), at: map[string]int{}}
	head, err := t.rows.Read()
	var broken *RowError
	switch {
	case errors.Is(err, io.EOF), errors.As(err, &broken):
		return nil, ErrHead
	case err != nil:
		return nil, err
	}
	for i, name := range head {
		name = strings.ToLower(strings.TrimSpace(name))
		if _, twice := t.at[name]; twice && slices.Contains(needed, name) {
			return nil, ErrHead
		}
		t.at[name] = i
	}
	for _, name := range needed {
		if _, there := t.at[name]; !there {
			return nil, ErrHead
		}
	}
	return t, nil
}

// separator is the one that stands most often in the first line with something in it.
func separator(prefix []byte) byte {
	line, _, _ := bytes.Cut(bytes.TrimLeft(prefix, "\r\n"), []byte{'\n'})
	return slices.MaxFunc(separators, func(a, b byte) int {
		return bytes.Count(line, []byte{a}) - bytes.Count(line, []byte{b})
	})
}

// Line is where the row that was read last begins; the head is on line 1 as a rule.
func (t *Table) Line() int { return t.rows.Line() }

// Next reads the next row with something in it, and returns what gives its cells by the
// names of their columns, without space around them: "" for one that is not there. A
// *RowError when the row cannot be read and the next one may be, io.EOF after the last.
func (t *Table) Next() (func(column string) string, error) {
	for {
		cells, err := t.rows.Read()
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" }) {
			continue // spreadsheets write such rows after the last one
		}
		return func(column string) string {
			if i, there := t.at[column]; there && i < len(cells) {
				return strings.TrimSpace(cells[i])
			}
			return ""
		}, nil
	}
}
