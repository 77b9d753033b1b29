// Package importer loads opportunities to volunteer from CSV files: one row is
// one event of an organization with one shift.
//
// # Rules
//
// A row is loaded whole or not at all, and once: what it became is remembered by
// the source's name and the row's key, so a second run changes nothing. Every row
// has exactly one outcome, and every decision taken about a row is in the report.
// A dry run goes the same way as a run and takes its transactions back.
//
// # Flow
//
// bytes → encoding (utf-8, utf-16, windows-1251) → records of bounded size →
// columns by the mapping → plan (what the row will be) → batches of rows, each in
// one transaction → report. The file is never in memory; what grows with it is
// one hash for each key and each organization.
//
// README.md has the decisions and the format of a mapping file.
package importer
