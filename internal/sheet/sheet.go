// Package sheet makes files that spreadsheets read, in which nothing is a formula.
package sheet

import (
	"strings"
	"unicode"
)

// CSV makes a file as spreadsheets read it in any language: with a byte order mark, and
// semicolons between cells.
func CSV(rows [][]string) string {
	var b strings.Builder
	b.WriteString("\ufeff")
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(';')
			}
			b.WriteByte('"')
			b.WriteString(strings.ReplaceAll(Plain(cell), `"`, `""`))
			b.WriteByte('"')
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

// begins are the signs that begin a formula, or what else a spreadsheet runs: also the
// wide ones, which it takes for the same. The pages of organizers make their files by the
// same signs (web/app/pages/desk/csv.ts).
const begins = "=+-@|%\t\r＝＋－＠"

// Plain makes a cell that no spreadsheet takes for a formula, whatever stands before the
// sign that begins one: a text, by an apostrophe before it. Other cells stay as they are.
func Plain(cell string) string {
	for _, c := range cell {
		switch {
		case strings.ContainsRune(begins, c):
			return "'" + cell
		case !unicode.IsSpace(c) && c != '\ufeff':
			return cell
		}
	}
	return cell
}
