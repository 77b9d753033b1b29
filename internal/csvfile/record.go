package csvfile

import (
	"bytes"
	"io"
)

const (
	// MaxField is the longest field, in bytes as they stand in the file.
	MaxField = 64 << 10
	// maxRecord is how far a record is followed; it bounds the memory that a quote
	// which is never closed can take.
	maxRecord = 1 << 20
)

// records cuts a CSV file into records without reading further than it must, and
// goes on after ones that are broken. encoding/csv reads each record afterwards;
// by itself it would follow an open quote to the end of the file.
type records struct {
	in    io.Reader
	comma byte
	buf   []byte // read and not yet given out, from pos
	pos   int
	line  int // of buf[pos], from 1
	ended error
}

func newRecords(in io.Reader, comma byte) *records {
	return &records{in: in, comma: comma, line: 1}
}

// record is a piece of the file. Broken names what is wrong with it ("" for
// nothing); then the bytes are not to be used.
type record struct {
	line   int // of its first byte
	bytes  []byte
	broken Flaw
}

// next returns the next record that is not a blank line, io.EOF after the last
// one, and the reader's error. The bytes are good until the next call.
func (r *records) next() (record, error) {
	for {
		rec, err := r.scan()
		if err != nil {
			return record{}, err
		}
		if rec.broken == "" {
			line := bytes.TrimSuffix(rec.bytes, []byte{'\n'})
			if len(bytes.TrimSuffix(line, []byte{'\r'})) == 0 {
				continue
			}
		}
		return rec, nil
	}
}

// position is where in a record a byte stands.
type position int

const (
	fieldStart position = iota
	unquoted
	quoted
	afterQuote // a quote inside a quoted field: its end, or the first of two
	afterReturn
	brokenLine // what follows is skipped to the end of the line
)

func (r *records) scan() (record, error) {
	var (
		at      = fieldStart
		begin   = 0  // of the field, from pos
		newline = -1 // the first one inside a quoted field
		broken  Flaw
	)
	for i := 0; ; i++ {
		if r.pos+i >= len(r.buf) && i <= maxRecord {
			if err := r.fill(i); err != nil {
				return record{}, err
			}
		}
		if r.pos+i >= len(r.buf) || i > maxRecord {
			return r.stop(i, at, newline, broken)
		}
		c := r.buf[r.pos+i]
		if i-begin > MaxField && broken == "" {
			broken = FieldTooLong
		}
		if c == '\n' && at != quoted {
			return r.take(i+1, broken), nil
		}
		switch at {
		case fieldStart, unquoted:
			switch {
			case c == r.comma:
				at, begin = fieldStart, i+1
			case c == '"' && at == fieldStart:
				at = quoted
			case c == '"':
				at, broken = brokenLine, BrokenQuotes
			default:
				at = unquoted
			}
		case quoted:
			if c == '"' {
				at = afterQuote
			} else if c == '\n' && newline < 0 {
				newline = i
			}
		case afterQuote:
			switch c {
			case '"':
				at = quoted
			case r.comma:
				at, begin = fieldStart, i+1
			case '\r':
				at = afterReturn
			default:
				if newline >= 0 {
					return r.again(newline), nil
				}
				at, broken = brokenLine, BrokenQuotes
			}
		case afterReturn:
			if newline >= 0 {
				return r.again(newline), nil
			}
			at, broken = brokenLine, BrokenQuotes
		case brokenLine:
		}
	}
}

// stop ends a record at the end of the file or at maxRecord.
func (r *records) stop(i int, at position, newline int, broken Flaw) (record, error) {
	if r.ended != nil && r.ended != io.EOF {
		return record{}, r.ended
	}
	if at == quoted && newline >= 0 {
		return r.again(newline), nil
	}
	if i <= maxRecord { // the end of the file
		if i == 0 {
			return record{}, io.EOF
		}
		if at == quoted {
			broken = BrokenQuotes
		}
		return r.take(i, broken), nil
	}
	rec := r.take(i, FieldTooLong)
	return rec, r.skipLine()
}

// again gives up a record whose quotes are broken after its first line: what
// follows may be whole records.
func (r *records) again(newline int) record { return r.take(newline+1, BrokenQuotes) }

// take gives out n bytes.
func (r *records) take(n int, broken Flaw) record {
	rec := record{line: r.line, bytes: r.buf[r.pos : r.pos+n], broken: broken}
	r.pos += n
	r.line += bytes.Count(rec.bytes, []byte{'\n'})
	return rec
}

// skipLine drops what is left of a line.
func (r *records) skipLine() error {
	for {
		rest := r.buf[r.pos:]
		if n := bytes.IndexByte(rest, '\n'); n >= 0 {
			r.pos += n + 1
			r.line++
			return nil
		}
		r.pos = len(r.buf)
		if err := r.fill(0); err != nil {
			return err
		}
		if r.pos == len(r.buf) {
			return nil // the end of the file
		}
	}
}

// fill reads more, keeping the i bytes of the record that was begun. At the end
// of the file it adds nothing.
func (r *records) fill(i int) error {
	const chunk = 64 << 10
	if r.ended != nil {
		return nil
	}
	if r.pos > 0 {
		r.buf = append(r.buf[:0], r.buf[r.pos:r.pos+i]...)
		r.pos = 0
	}
	for tries := 0; tries < 100; tries++ {
		have := len(r.buf)
		if cap(r.buf) < have+chunk {
			r.buf = append(make([]byte, 0, max(2*cap(r.buf), have+chunk)), r.buf...)
		}
		n, err := r.in.Read(r.buf[have : have+chunk])
		r.buf = r.buf[:have+n]
		r.ended = err
		if n > 0 || err != nil {
			if err != nil && err != io.EOF && n == 0 {
				return err
			}
			return nil
		}
	}
	return io.ErrNoProgress
}
