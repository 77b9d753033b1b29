package importer

import (
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"erikti/internal/lang"
	"erikti/internal/sheet"
)

// printRow writes a reported row for people: a line for each finding.
func printRow(w io.Writer, l lang.Locale, row Row) error {
	if !row.reported() {
		return nil
	}
	where := lang.Message(l, "import.line", nil) + " " + strconv.Itoa(row.Line)
	if row.Key != "" {
		where += " (" + row.Key + ")"
	}
	for _, f := range row.Findings {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", where, word(l, row.Outcome), sentence(l, f)); err != nil {
			return err
		}
	}
	return nil
}

// sentence is a finding with its field and value.
func sentence(l lang.Locale, f Finding) string {
	s := f.Message(l)
	if f.Field != "" {
		s = short(f.Field) + ": " + s
	}
	if f.Value != "" {
		s += " [" + f.Value + "]"
	}
	return s
}

func word(l lang.Locale, o Outcome) string { return lang.Message(l, "import.outcome."+string(o), nil) }

// printSummary writes what the import did as a whole.
func printSummary(w io.Writer, l lang.Locale, r *Report, m *Mapping) error {
	say := func(key string, args map[string]any) string { return lang.Message(l, "import."+key, args) }
	lines := []string{
		say("summary.rows", map[string]any{"rows": r.Rows}) + " · " + r.Source + " · " + string(r.Encoding),
	}
	for _, c := range []struct {
		outcome Outcome
		n       int
	}{{Loaded, r.Loaded}, {Noted, r.Noted}, {Unchanged, r.Unchanged}, {Differs, r.Differing}, {Refused, r.Refused}} {
		lines = append(lines, fmt.Sprintf("%7d  %s", c.n, say("summary."+string(c.outcome), nil)))
	}
	lines = append(lines, say("summary.added", map[string]any{
		"organizations": r.Organizations, "events": r.Events, "shifts": r.Shifts, "places": r.Places,
	}))
	if r.Events > 0 {
		lines = append(lines,
			say("summary.times", map[string]any{"start": m.Dates.StartTime, "end": m.Dates.EndTime, "zone": m.TimeZone}),
			say("summary.ranges", map[string]any{"rows": r.Ranges}),
			say("summary.status", map[string]any{"status": string(m.Organization.Status)}))
	}
	if len(r.Codes) > 0 {
		lines = append(lines, say("summary.findings", nil))
		for _, code := range slices.Sorted(maps.Keys(r.Codes)) {
			lines = append(lines, fmt.Sprintf("%7d  %s", r.Codes[code], code))
		}
	}
	if r.DryRun {
		lines = append(lines, say("summary.dry_run", nil))
	}
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// table writes every row of a report as CSV.
type table struct {
	csv    *csv.Writer
	locale lang.Locale
}

func newTable(w io.Writer, l lang.Locale) (*table, error) {
	t := &table{csv.NewWriter(w), l}
	return t, t.csv.Write([]string{"line", "key", "outcome", "field", "code", "value", "message"})
}

func (t *table) add(row Row) error {
	findings := row.Findings
	if len(findings) == 0 {
		findings = []Finding{{}}
	}
	for _, f := range findings {
		message := ""
		if f.Code != "" {
			message = f.Message(t.locale)
		}
		cells := []string{strconv.Itoa(row.Line), row.Key, string(row.Outcome), short(f.Field), string(f.Code), f.Value, message}
		for i := range cells {
			cells[i] = sheet.Plain(cells[i])
		}
		if err := t.csv.Write(cells); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) close() error {
	t.csv.Flush()
	return t.csv.Error()
}
