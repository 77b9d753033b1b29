package importer

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jszwec/csvutil"

	"erikti/internal/csvfile"
)

// source reads the rows of a file under our names for the columns.
type source struct {
	rows    *csvfile.Reader
	header  []string
	picks   []pick
	line    int // of the row read last
	out     []string
	decoder *csvutil.Decoder
}

// pick fills one of our fields from columns of the file.
type pick struct {
	columns []int
	name    string // as the file writes it, for the report
}

// newSource reads the header. Its error says which columns the mapping wants and
// the file lacks.
func newSource(in io.Reader, m *Mapping) (*source, error) {
	s := &source{rows: csvfile.NewReader(in, m.comma())}
	header, err := s.read()
	var broken *rowError
	switch {
	case errors.Is(err, io.EOF):
		return nil, errors.New("the file is empty")
	case errors.As(err, &broken):
		return nil, errors.New("the first line, where the names of the columns belong, cannot be read: is the file CSV, and its encoding as said?")
	case err != nil:
		return nil, err
	}
	for _, name := range header {
		s.header = append(s.header, strings.TrimSpace(name))
	}
	ours, err := s.resolve(m)
	if err != nil {
		return nil, err
	}
	s.out = make([]string, len(ours))
	s.decoder, err = csvutil.NewDecoder(s, ours...)
	return s, err
}

// resolve finds the mapping's columns in the header and returns our names.
func (s *source) resolve(m *Mapping) ([]string, error) {
	var ours, missing, twice []string
	for _, w := range m.wanted() {
		p := pick{name: strings.Join(w.columns, "+")}
		for _, column := range w.columns {
			i := slices.Index(s.header, column)
			if i < 0 {
				missing = append(missing, short(column))
				continue
			}
			if slices.Contains(s.header[i+1:], column) {
				twice = append(twice, short(column))
			}
			p.columns = append(p.columns, i)
		}
		ours, s.picks = append(ours, w.ours), append(s.picks, p)
	}
	list := func(names []string) string {
		slices.Sort(names)
		return strings.Join(slices.Compact(names), ", ")
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("the file has no column %s: name the columns of this file in a mapping file (--mapping)", list(missing))
	}
	if len(twice) > 0 {
		return nil, fmt.Errorf("the file has more than one column %s: rename all but one", list(twice))
	}
	return ours, nil
}

// next decodes the next row. Its error is a *rowError when the row cannot be
// read and the next one may be.
func (s *source) next() (row, error) {
	var r row
	err := s.decoder.Decode(&r)
	return r, err
}

// Read returns the next row in the order of our names, for csvutil.
func (s *source) Read() ([]string, error) {
	fields, err := s.read()
	if err != nil {
		return nil, err
	}
	if len(fields) != len(s.header) {
		return nil, s.refuse(refusal("", WrongFieldCount, "").with("found", len(fields)).with("expected", len(s.header)))
	}
	for i, p := range s.picks {
		s.out[i] = join(fields, p.columns)
	}
	return s.out, nil
}

// read returns the fields of the next record as they are in the file.
func (s *source) read() ([]string, error) {
	fields, err := s.rows.Read()
	s.line = s.rows.Line()
	var broken *csvfile.RowError
	if errors.As(err, &broken) {
		return nil, s.refuse(refusal("", Code(broken.Flaw), "").with("limit", csvfile.MaxField>>10))
	}
	return fields, err
}

func (s *source) refuse(f Finding) error { return &rowError{line: s.line, finding: f} }

// rowError says that a row could not be read, and that the next one may be.
type rowError struct {
	line    int
	finding Finding
}

// Error names the row.
func (e *rowError) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.finding.Code) }

// join puts the columns of one of our fields together, without empty ones.
func join(fields []string, columns []int) string {
	if len(columns) == 1 {
		return fields[columns[0]]
	}
	var parts []string
	for _, c := range columns {
		if s := strings.TrimSpace(fields[c]); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}
