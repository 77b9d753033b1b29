package right

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Markdown writes docs/rights.md.
func Markdown(w io.Writer) {
	say := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format+"\n", args...) }
	say(`# Who may do what

Written from the table that the program goes by (internal/right) by ` + "`erikti rights`" + `. A root field without a row is refused to everybody, and a test calls
every root field as everybody, on an object of the own organization and of another.

Roles count in the organization whose object it is, while the membership is ACTIVE and on its days: never those in its parent or its center. A support center's are those of
its COORDINATOR or ADMIN, for the regions of its mandates of today. An API key may what its scopes say of what its owner may. What one may not see is answered like what does not
exist. Nobody can act as another person.

| mark | meaning |
|---|---|
| ● | granted on objects of the own organization (region, platform) |
| ○ | granted on what is public or one's own |
| – | refused, or null, or not counted |
`)
	table(w, "Root fields", Fields)
	table(w, "Types and fields", Types)
}

var columns = append(append([]Asker{Anyone, Person}, Roles...), Center, PlatformAdmin, CreditAdmin)

func table(w io.Writer, title string, rows map[string]Row) {
	heads := []string{"visitor", "signed in"}
	for _, c := range columns[2:] {
		heads = append(heads, strings.ReplaceAll(strings.TrimSuffix(string(c), " of the region"), "_", " "))
	}
	heads = append(heads, "API key")
	_, _ = fmt.Fprintf(w, "\n## %s\n\n| | %s | what |\n|---|%s---|\n", title, strings.Join(heads, " | "), strings.Repeat("---|", len(heads)))
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		row := rows[name]
		marks := make([]string, len(columns))
		for i, c := range columns {
			marks[i] = mark(row, c)
		}
		marks = append(marks, keyMark(row))
		_, _ = fmt.Fprintf(w, "| %s | %s | %s |\n", name, strings.Join(marks, " | "), row.What)
	}
}

// keyMark are the scopes of which an API key needs one.
func keyMark(row Row) string {
	if row.Keys == nil {
		return "–"
	}
	if len(row.Keys) == 0 {
		return "○"
	}
	names := make([]string, len(row.Keys))
	for i, s := range row.Keys {
		names[i] = string(s)
	}
	return strings.Join(names, ", ")
}

func mark(row Row, c Asker) string {
	everybody := slices.Contains(row.By, Anyone) || row.Public
	switch {
	case c == Anyone:
		if everybody {
			return "○"
		}
	case slices.Contains(row.By, c) && c != Person:
		return "●"
	case row.Ask == PlatformAdmin:
		return "–"
	case everybody || slices.Contains(row.By, Person) || slices.Contains(row.By, Self):
		return "○"
	}
	return "–"
}
