// Package csvtest writes a table in every way that spreadsheets do, for tests.
package csvtest

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Files are the bytes of a table in each encoding with each separator, by how they are
// written. Its cells are parted by commas and have none in them; what windows-1251 has no
// letter for cannot stand in it.
func Files(t testing.TB, table string) map[string]string {
	encodings := map[string]encoding.Encoding{
		"utf-8": encoding.Nop, "utf-8 with mark": unicode.UTF8BOM, "windows-1251": charmap.Windows1251,
		"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16be": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	}
	separators := map[string]string{"commas": ",", "semicolons": ";", "tabs": "\t"}
	files := map[string]string{}
	for named, e := range encodings {
		for parted, separator := range separators {
			for ended, end := range map[string]string{"lines": "\n", "returns": "\r\n"} {
				text, err := e.NewEncoder().String(strings.NewReplacer(",", separator, "\n", end).Replace(table))
				if err != nil {
					t.Fatal(err)
				}
				files[named+", "+parted+", "+ended] = text
			}
		}
	}
	return files
}
