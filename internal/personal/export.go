package personal

import (
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/seal"
	"erikti/internal/viewer"
)

// Archive is everything that is kept about a person.
type Archive struct {
	ExportedAt time.Time
	MediaType  string
	FileName   string
	Content    string // JSON: rows by table
}

// row is one of a table, by column.
type row map[string]any

// Export reads everything that is kept about the viewer, and nobody else.
func (s *Service) Export(ctx context.Context) (*Archive, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return nil, fault.Fail(fault.Unauthenticated, "")
	}
	all := map[string][]row{}
	for _, k := range tables {
		rows, err := s.read(rule.System(ctx), k, v.VolunteerID)
		if err != nil {
			return nil, err
		}
		all[k.table] = append(all[k.table], rows...)
	}
	content, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return nil, err
	}
	at := s.now().UTC().Truncate(time.Second)
	return &Archive{ExportedAt: at, MediaType: "application/json", FileName: "my-data-" + at.Format(time.DateOnly) + ".json", Content: string(content)}, nil
}

// columns are those of a table that are exported.
func (k kept) columns() []string {
	if gen.Classes[k.table] == nil {
		return []string{"volunteer_id", "direction_id"} // the only table of two references
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(gen.Classes[k.table])), func(c string) bool { return slices.Contains(k.hide, c) })
}

func (s *Service) read(ctx context.Context, k kept, volunteerID string) ([]row, error) {
	columns := k.columns()
	found, err := s.store.Client.QueryContext(ctx,
		`SELECT "`+strings.Join(columns, `", "`)+`" FROM "`+k.table+`" WHERE `+k.whose+` ORDER BY 1`, volunteerID)
	if err != nil {
		return nil, err
	}
	defer found.Close() //nolint:errcheck // Err says what is to be said
	rows := []row{}
	for found.Next() {
		values, at := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			at[i] = &values[i]
		}
		if err := found.Scan(at...); err != nil {
			return nil, err
		}
		r := row{}
		for i, c := range columns {
			if r[c], err = opened(values[i]); err != nil {
				return nil, err
			}
		}
		rows = append(rows, r)
	}
	return rows, found.Err()
}

// opened is a value as the person reads it: a text that is kept sealed is opened.
func opened(v any) (any, error) {
	shown := readable(v)
	if text, is := shown.(string); is {
		return seal.Open(text)
	}
	return shown, nil
}

// readable is a value as JSON has it, the same from both databases.
func readable(v any) any {
	switch v := v.(type) {
	case []byte:
		if json.Valid(v) && len(v) > 0 && (v[0] == '[' || v[0] == '{') {
			return json.RawMessage(slices.Clone(v))
		}
		if utf8.Valid(v) {
			return string(v)
		}
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	case sql.NullString:
		return v.String
	}
	return v
}
