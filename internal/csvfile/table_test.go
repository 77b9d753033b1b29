package csvfile_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"erikti/internal/csvfile"
	"erikti/internal/csvfile/csvtest"
)

// TestF12_EveryFileIsTheSameTable reads one table as every spreadsheet writes it.
func TestF12_EveryFileIsTheSameTable(t *testing.T) {
	for name, file := range csvtest.Files(t, "\nName ,B,number\nЁлка,x;y z,1\n,,\n\"по\nдъезд\",,2,3\n") {
		rows, err := csvfile.Open(strings.NewReader(file), "number", "name")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for {
			get, err := rows.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			got = append(got, strings.ReplaceAll(get("name"), "\r", "")+get("none")+get("number"))
		}
		if strings.Join(got, "|") != "Ёлка1|по\nдъезд2" && !strings.Contains(name, "semicolons") || len(got) != 2 || rows.Line() != 5 {
			t.Errorf("%s: %q, the last on line %d", name, got, rows.Line())
		}
	}
}

// A head lacks a column, has one twice, or cannot be read.
func TestF12_HeadsThatNameNoColumns(t *testing.T) {
	for _, text := range []string{"", "\n\n", "a\n", "a,b,a\n", "a|b\n", "\"a,b\n", "a,\x00b\n"} {
		if _, err := csvfile.Open(strings.NewReader(text), "a", "b"); !errors.Is(err, csvfile.ErrHead) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
