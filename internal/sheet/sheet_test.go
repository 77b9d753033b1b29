package sheet_test

import (
	"testing"

	"erikti/internal/sheet"
)

// No cell begins a formula, whatever stands before its sign; all others stay as they are.
func TestPlain(t *testing.T) {
	for cell, formula := range map[string]bool{
		"": false, "a": false, "a=1": false, "1-1": false, " a": false, "'=1": false, "\u00a0": false, "\ufeffa": false, "\na": false, "é=": false, "–1": false, "\xff=1": false,
		"=1": true, "+1": true, "-1": true, "@SUM(A1)": true, "|calc": true, "%0": true, "=": true,
		"\tx": true, "\rx": true, "\t": true, " \tx": true,
		" =1": true, "\t=1": true, "\n=1": true, "\v=1": true, "\f=1": true, "\u00a0@group": true, "\ufeff=1": true, "\u2003=1": true, "\u3000 \u2028-1": true, "  \u00a0\t+1": true,
		"＝1": true, "＋1": true, "－1": true, "＠x": true, "\ufeff＝1": true, " ＠x": true,
	} {
		want := cell
		if formula {
			want = "'" + cell
		}
		if got := sheet.Plain(cell); got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
		if got := sheet.Plain(sheet.Plain(cell)); got != want {
			t.Errorf("%q twice: %q", cell, got)
		}
	}
}

// A file has a mark for its encoding, and each cell in quotes.
func TestCSV(t *testing.T) {
	got := sheet.CSV([][]string{{"a", `say "b"; c`}, {"=1", "two\nlines"}, {}})
	if want := "\ufeff\"a\";\"say \"\"b\"\"; c\"\r\n\"'=1\";\"two\nlines\"\r\n\r\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
