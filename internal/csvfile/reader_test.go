package csvfile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// TestF12_AQuoteLeftOpen at the start of 3 MiB without another quote costs one row.
func TestF12_AQuoteLeftOpen(t *testing.T) {
	t.Parallel()
	var text bytes.Buffer
	text.WriteString("a,b\n1,\"open\n")
	const after = 300_000
	for i := range after {
		fmt.Fprintf(&text, "%d,row\n", i)
	}
	r := newRecords(&text, ',')
	good, bad, line := 0, 0, 0
	for {
		rec, err := r.next()
		if err == io.EOF {
			break
		}
		if err != nil || rec.line != line+1 {
			t.Fatal(rec.line, line, err)
		}
		line = rec.line
		if rec.broken == "" {
			good++
		} else {
			bad++
		}
	}
	if good != after+1 || bad != 1 {
		t.Errorf("%d good, %d broken", good, bad)
	}
}

// FuzzRecords compares with encoding/csv wherever that reads a text to its end,
// and holds lines in order wherever it does not.
func FuzzRecords(f *testing.F) {
	for _, s := range []string{
		"a,b\n1,\"2\n3\"\n\n4,5", "a\r\nb\r\n", "\"\"\"\"\n", "a,\"b\"c\n", "\"a\"\r\"\n", "a\"b,c\n", "\"open\nx,\"y\n", ",,\n", "\r\r\n", "\"a\"\r",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\uFFFD") || len(s) > MaxField {
			t.Skip()
		}
		src := NewReader(iotest.OneByteReader(strings.NewReader(s)), ',')
		var got [][]string
		broken, line := 0, 0
		for {
			fields, err := src.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if src.line <= line || src.line > strings.Count(s, "\n")+1 {
				t.Fatalf("line %d after %d", src.line, line)
			}
			line = src.line
			if err != nil {
				broken++
				continue
			}
			got = append(got, slices.Clone(fields))
		}
		ref := csv.NewReader(bytes.NewReader([]byte(s)))
		ref.FieldsPerRecord = -1
		want, err := ref.ReadAll()
		if err != nil {
			if broken == 0 {
				t.Errorf("read what encoding/csv refuses: %q", got)
			}
			return
		}
		if broken > 0 || !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%d broken, got %q, want %q", broken, got, want)
		}
	})
}
