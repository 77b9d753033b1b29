package store

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"erikti/ent/gen"
)

// Rows are rows for one statement, whatever their number: the text of the
// statement stays the same, so that the database plans it once. PostgreSQL gets
// them as arrays, SQLite as JSON, or one by one where they are only written.
type Rows struct {
	postgres bool
	names    []string
	types    []string
	columns  []*strings.Builder // PostgreSQL: an array literal each
	all      [][]any            // SQLite
	n        int
}

// NewRows makes an empty set of rows. Columns are written as "name type" with the
// types text, bigint, boolean, timestamptz and bytea.
func NewRows(postgres bool, columns ...string) *Rows {
	r := &Rows{postgres: postgres}
	for _, c := range columns {
		name, kind, _ := strings.Cut(c, " ")
		r.names, r.types = append(r.names, name), append(r.types, kind)
		if postgres {
			b := &strings.Builder{}
			b.WriteByte('{')
			r.columns = append(r.columns, b)
		}
	}
	return r
}

// Len returns the number of rows.
func (r *Rows) Len() int { return r.n }

// Add adds a row: string, int, int64, bool, time.Time, []byte, pointers to the
// first five, or nil, in the order of the columns.
func (r *Rows) Add(values ...any) {
	if len(values) != len(r.names) {
		panic(fmt.Sprintf("a row of %d values for %d columns", len(values), len(r.names)))
	}
	r.n++
	if !r.postgres {
		row := make([]any, len(values))
		for i, v := range values {
			row[i] = forSQLite(v)
		}
		r.all = append(r.all, row)
		return
	}
	for i, v := range values {
		b := r.columns[i]
		if r.n > 1 {
			b.WriteByte(',')
		}
		writeElement(b, v)
	}
}

// From returns the rows as a table that a statement selects from, under a name,
// with the statement's arguments.
func (r *Rows) From(name string) (string, []any) { return r.from(name, 0) }

// from is From for a statement that has arguments before those of the rows.
func (r *Rows) from(name string, before int) (string, []any) {
	if r.postgres {
		arrays, args := make([]string, len(r.names)), make([]any, len(r.names))
		for i, kind := range r.types {
			arrays[i] = fmt.Sprintf("$%d::%s[]", before+i+1, kind)
			args[i] = r.columns[i].String() + "}"
		}
		return fmt.Sprintf("unnest(%s) AS %s(%s)", strings.Join(arrays, ", "), name, strings.Join(r.names, ", ")), args
	}
	columns := make([]string, len(r.names))
	for i, kind := range r.types {
		value := fmt.Sprintf("value ->> %d", i)
		if kind == "bytea" {
			value = "unhex(" + value + ")"
		}
		columns[i] = value + " AS " + r.names[i]
	}
	all := make([][]any, r.n)
	for i, row := range r.all {
		all[i] = forJSON(slices.Clone(row))
	}
	raw, err := json.Marshal(all)
	if err != nil {
		panic(err) // forJSON leaves nothing that cannot be written
	}
	return fmt.Sprintf("(SELECT %s FROM json_each($%d)) AS %s", strings.Join(columns, ", "), before+1, name), []any{string(raw)}
}

// Insert writes the rows into a table. Without rows it does nothing.
func (r *Rows) Insert(ctx context.Context, tx *gen.Tx, table string) error {
	var w Writes
	w.Insert(table, r)
	return w.Run(ctx, tx)
}

// insertOne and updateOne are the statements for one row of SQLite's, whose arguments
// are a row: the id of an update is its first column.
func (r *Rows) insertOne(table string) string {
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(r.names)), ", ")
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", table, strings.Join(r.names, ", "), marks)
}

func (r *Rows) updateOne(table string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "UPDATE %s SET ", table)
	for i, name := range r.names[1:] {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s = ?%d", name, i+2)
	}
	fmt.Fprintf(&b, " WHERE %s = ?1", r.names[0])
	return b.String()
}

// InsertMissing writes those of the rows that nothing in the table is in the way of,
// and returns how many it wrote.
func (r *Rows) InsertMissing(ctx context.Context, tx *gen.Tx, table string) (int, error) {
	if r.n == 0 {
		return 0, nil
	}
	query, args := r.insert(table, 0)
	// SQLite takes ON after a table for a join, unless a WHERE stands between.
	result, err := tx.ExecContext(ctx, query+" WHERE true ON CONFLICT DO NOTHING", args...)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

func (r *Rows) insert(table string, before int) (string, []any) {
	from, args := r.from("r", before)
	names := strings.Join(r.names, ", ")
	return fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM %s", table, names, names, from), args
}

// update changes the rows of a table whose id is in the first column: each other
// column is set.
func (r *Rows) update(table string, before int) (string, []any) {
	from, args := r.from("r", before)
	sets := make([]string, 0, len(r.names))
	for _, name := range r.names[1:] {
		sets = append(sets, name+" = r."+name)
	}
	return fmt.Sprintf("UPDATE %[1]s SET %[2]s FROM %[3]s WHERE %[1]s.%[4]s = r.%[4]s",
		table, strings.Join(sets, ", "), from, r.names[0]), args
}

// In returns a condition that a column is one of texts, as the nth argument of a
// statement.
func In(postgres bool, column string, n int, values []string) (string, any) {
	if !postgres {
		raw, err := json.Marshal(values)
		if err != nil {
			panic(err) // texts can be written
		}
		return fmt.Sprintf("%s IN (SELECT value FROM json_each($%d))", column, n), string(raw)
	}
	var b strings.Builder
	b.WriteByte('{')
	for i, v := range values {
		if i > 0 {
			b.WriteByte(',')
		}
		writeElement(&b, v)
	}
	b.WriteByte('}')
	return fmt.Sprintf("%s = ANY($%d::text[])", column, n), b.String()
}

// sqliteTime is how the driver writes a time.
const sqliteTime = "2006-01-02 15:04:05.999999999-07:00"

// Time is an argument of a statement that SQLite compares with what is stored.
func Time(postgres bool, t time.Time) any {
	if postgres {
		return t.UTC()
	}
	return t.UTC().Format(sqliteTime)
}

func plain(v any) any {
	switch v := v.(type) {
	case *string:
		if v != nil {
			return *v
		}
	case *int64:
		if v != nil {
			return *v
		}
	case *int:
		if v != nil {
			return *v
		}
	case *bool:
		if v != nil {
			return *v
		}
	case *time.Time:
		if v != nil {
			return *v
		}
	default:
		return v
	}
	return nil
}

func forSQLite(v any) any {
	switch v := plain(v).(type) {
	case time.Time:
		return v.UTC().Format(sqliteTime)
	case []byte:
		if v == nil {
			return nil
		}
		return v
	default:
		return v
	}
}

// forJSON is a row of SQLite's as JSON has it: bytes as hexadecimal digits.
func forJSON(row []any) []any {
	for i, v := range row {
		if b, ok := v.([]byte); ok {
			row[i] = hex.EncodeToString(b)
		}
	}
	return row
}

// writeElement writes an element of an array as PostgreSQL reads it.
func writeElement(b *strings.Builder, v any) {
	switch v := plain(v).(type) {
	case nil:
		b.WriteString("NULL")
	case string:
		b.WriteByte('"')
		for i := range len(v) {
			if v[i] == '"' || v[i] == '\\' {
				b.WriteByte('\\')
			}
			b.WriteByte(v[i])
		}
		b.WriteByte('"')
	case int:
		b.WriteString(strconv.Itoa(v))
	case int64:
		b.WriteString(strconv.FormatInt(v, 10))
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case time.Time:
		b.WriteByte('"')
		b.WriteString(v.UTC().Format(time.RFC3339Nano))
		b.WriteByte('"')
	case []byte:
		if v == nil {
			b.WriteString("NULL")
			return
		}
		b.WriteString(`"\\x`)
		b.WriteString(hex.EncodeToString(v))
		b.WriteByte('"')
	default:
		panic(fmt.Sprintf("a value of type %T in rows", v))
	}
}
