package csvfile

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"unicode/utf8"
)

// Flaw is why a row could not be read.
type Flaw string

// The flaws.
const (
	BrokenQuotes   Flaw = "broken_quotes"
	FieldTooLong   Flaw = "field_too_long"
	LostCharacters Flaw = "lost_characters" // bytes that are none of the encoding, or U+FFFD
	NULByte        Flaw = "nul_byte"
)

// RowError says that a row could not be read, and that the next one may be.
type RowError struct {
	Line int // of the row's first byte, from 1
	Flaw Flaw
}

// Error names the row.
func (e *RowError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Flaw) }

// Reader reads the rows of a file that is UTF-8, one after the other.
type Reader struct {
	records *records
	feed    *feed
	csv     *csv.Reader
	line    int
}

// NewReader reads rows whose cells a separator of one byte parts.
func NewReader(in io.Reader, separator byte) *Reader {
	r := &Reader{records: newRecords(in, separator), feed: &feed{}}
	r.reset()
	return r
}

// Line is where the row that was read last begins, from 1.
func (r *Reader) Line() int { return r.line }

// Read returns the cells of the next row that is not a blank line, good until the next
// call; a *RowError for a row that cannot be read, io.EOF after the last one.
func (r *Reader) Read() ([]string, error) {
	rec, err := r.records.next()
	if err != nil {
		return nil, err
	}
	r.line = rec.line
	switch {
	case rec.broken != "":
		return nil, &RowError{r.line, rec.broken}
	case bytes.IndexByte(rec.bytes, 0) >= 0:
		return nil, &RowError{r.line, NULByte}
	case !utf8.Valid(rec.bytes) || bytes.ContainsRune(rec.bytes, utf8.RuneError):
		return nil, &RowError{r.line, LostCharacters}
	}
	begin, size := r.csv.InputOffset(), r.feed.set(rec.bytes)
	cells, err := r.csv.Read()
	if err != nil || r.csv.InputOffset() != begin+int64(size) {
		r.reset() // it may have kept a part of the record
		return nil, &RowError{r.line, BrokenQuotes}
	}
	return cells, nil
}

func (r *Reader) reset() {
	r.csv = csv.NewReader(r.feed)
	r.csv.Comma = rune(r.records.comma)
	r.csv.FieldsPerRecord = -1
	r.csv.ReuseRecord = true
}

// feed gives encoding/csv one record at a time.
type feed struct{ rest []byte }

// set takes a record and returns its size, a line break at its end included.
func (f *feed) set(record []byte) int {
	f.rest = record
	if !bytes.HasSuffix(record, []byte{'\n'}) {
		f.rest = append(bytes.Clone(record), '\n')
	}
	return len(f.rest)
}

// Read gives out the record, then says that there is no more.
func (f *feed) Read(p []byte) (int, error) {
	if len(f.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	return n, nil
}
