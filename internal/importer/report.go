package importer

import "erikti/internal/csvfile"

// maxReported bounds the rows a Report keeps; OnRow is given all of them.
const maxReported = 1000

// Report says what an import did, or a dry run would have done.
type Report struct {
	Source   string
	Encoding csvfile.Encoding
	DryRun   bool

	// Rows is the sum of the five outcomes.
	Rows, Loaded, Noted, Unchanged, Differing, Refused int
	// Organizations, Events, Shifts and Places were added.
	Organizations, Events, Shifts, Places int
	// Ranges counts the rows added that cover more than a day with one shift.
	Ranges int
	// Codes counts the findings of each code.
	Codes map[Code]int
	// Reported has the rows that are neither loaded as they stand nor unchanged,
	// at most 1000 of them.
	Reported []Row
}

func (r *Report) add(row Row) {
	r.Rows++
	switch row.Outcome {
	case Loaded:
		r.Loaded++
	case Noted:
		r.Noted++
	case Unchanged:
		r.Unchanged++
	case Differs:
		r.Differing++
	case Refused:
		r.Refused++
	}
	for _, f := range row.Findings {
		r.Codes[f.Code]++
	}
	if row.reported() && len(r.Reported) < maxReported {
		r.Reported = append(r.Reported, row)
	}
}

func (r Row) reported() bool { return r.Outcome != Loaded && r.Outcome != Unchanged }

// Complete says whether the database now holds every row as the file has it.
func (r *Report) Complete() bool { return r.Refused == 0 && r.Differing == 0 }
