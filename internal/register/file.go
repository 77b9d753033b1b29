package register

import (
	"strings"
)

// mostRows is how many rows a file has at most.
const mostRows = 20_000

// File is a register as a file.
type File struct {
	Name string
	Rows int
	CSV  string
}

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

// Plain makes a cell that no spreadsheet takes for a formula, whatever stands before the
// sign that begins one.
func Plain(cell string) string {
	rest := strings.TrimLeft(cell, " \t\r\n\v\f\u00a0\ufeff")
	if rest != "" && strings.ContainsAny(rest[:1], "=+-@|%") || strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") ||
		strings.HasPrefix(rest, "＝") || strings.HasPrefix(rest, "＋") || strings.HasPrefix(rest, "－") || strings.HasPrefix(rest, "＠") {
		return "'" + cell
	}
	return cell
}
