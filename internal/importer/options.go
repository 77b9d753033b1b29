package importer

import (
	"time"

	"erikti/internal/csvfile"
)

// Options of Opportunities; the zero value loads the file of NYC Service.
type Options struct {
	// DryRun takes every transaction back.
	DryRun bool
	// Mapping says which columns mean what; NYCService() when it is zero.
	Mapping Mapping
	// Source is the name under which rows are remembered; the mapping's when "".
	Source string
	// TimeZone is the IANA zone of times without one; the mapping's when "".
	TimeZone string
	// Encoding of the file; csvfile.Auto when "".
	Encoding csvfile.Encoding
	// Now is the moment that divides past from future; the clock's when zero.
	Now time.Time
	// Progress is told how many rows were done, every 1000 rows and at the end.
	Progress func(rows int)
	// OnRow is given every row once its outcome is certain, in the order of the
	// file. Its error stops the import.
	OnRow func(Row) error
}
