// Package csvfile reads tables that people send as CSV, whatever wrote them: bytes →
// encoding (utf-8, utf-16, windows-1251) → records of bounded size → rows. A row that
// cannot be read is told with its line and stops no other; the file is never in memory.
// A cell is text, whatever a spreadsheet would make of it.
package csvfile
