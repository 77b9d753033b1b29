// Package plan computes the migrations that the ent schema asks for.
package plan

import (
	"context"
	"slices"
	"text/template"
	"time"

	"ariga.io/atlas/sql/migrate"
	atlas "ariga.io/atlas/sql/schema"
	"ariga.io/atlas/sql/sqltool"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"

	entmigrate "erikti/ent/gen/migrate"
	// The driver under the name that ent and Atlas know.
	_ "erikti/internal/store"
)

// byHand are the indexes and columns of hand-written migrations: ent cannot express
// them, so a diff would drop them.
var byHand = []string{
	"signups_no_overlap", "hour_entries_no_minute_twice", "updated_in", "shift_updated_in",
	"event_directions_by_direction", "organization_directions_by_direction", "organization_regions_by_region", "credit_awards_delays",
}

// dropped are the indexes that a hand-written migration dropped on PostgreSQL: the diff
// would add them again.
var dropped = []string{"shift_updated_at"}

// unchecked are the foreign keys that a hand-written migration dropped: the diff
// would add them again.
var unchecked = []string{
	"signups_shifts_signups", "signups_volunteers_signups", "signups_reasons_reason",
	"waitlist_entries_shifts_waitlist_entries", "waitlist_entries_volunteers_waitlist_entries",
}

// upOnly writes a migration as goose reads it. There is no way down: what was
// written since would be lost, so one restores a copy instead.
var upOnly = must(migrate.NewTemplateFormatter(
	template.Must(template.New("name").Funcs(clock).Parse("{{ now }}_{{ .Name }}.sql")),
	template.Must(template.New("content").Parse(`-- +goose Up
{{ range .Changes }}{{ with .Comment }}-- {{ . }}
{{ end }}{{ .Cmd }};
{{ end }}`)),
))

var clock = template.FuncMap{"now": func() string { return time.Now().UTC().Format("20060102150405") }}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Target is a folder of migrations and an empty database to replay them into.
type Target struct {
	Dir     string
	dialect string
	url     string
}

// SQLite plans for SQLite, in memory.
func SQLite(dir string) Target {
	return Target{dir, dialect.SQLite, "sqlite://plan?mode=memory&cache=shared&_pragma=foreign_keys(1)"}
}

// Postgres plans for PostgreSQL; url is that of an empty database.
func Postgres(dir, url string) Target { return Target{dir, dialect.Postgres, url} }

// Diff writes a migration with a name, or nothing when the folder already leads
// to the schema.
func (t Target) Diff(ctx context.Context, name string) error {
	dir, err := sqltool.NewGooseDir(t.Dir)
	if err != nil {
		return err
	}
	// Hand-written files are part of the folder: its checksum follows them.
	sum, err := dir.Checksum()
	if err != nil {
		return err
	}
	if err := migrate.WriteSumFile(dir, sum); err != nil {
		return err
	}
	return entmigrate.NamedDiff(ctx, t.url, name,
		schema.WithDir(dir),
		schema.WithMigrationMode(schema.ModeReplay),
		schema.WithDialect(t.dialect),
		schema.WithFormatter(upOnly),
		schema.WithDropIndex(true),
		schema.WithDropColumn(true),
		schema.WithDiffHook(t.keepByHand),
	)
}

// keepByHand leaves alone what hand-written migrations did.
func (t Target) keepByHand(next schema.Differ) schema.Differ {
	return schema.DiffFunc(func(current, desired *atlas.Schema) ([]atlas.Change, error) {
		changes, err := next.Diff(current, desired)
		if err != nil {
			return nil, err
		}
		return slices.DeleteFunc(changes, func(c atlas.Change) bool {
			m, ok := c.(*atlas.ModifyTable)
			if !ok {
				return false
			}
			m.Changes = slices.DeleteFunc(m.Changes, func(c atlas.Change) bool {
				switch c := c.(type) {
				case *atlas.DropIndex:
					return slices.Contains(byHand, c.I.Name)
				case *atlas.DropColumn:
					return slices.Contains(byHand, c.C.Name)
				case *atlas.AddIndex:
					return t.dialect == dialect.Postgres && slices.Contains(dropped, c.I.Name)
				case *atlas.AddForeignKey:
					return t.dialect == dialect.Postgres && slices.Contains(unchecked, c.F.Symbol)
				}
				return false
			})
			return len(m.Changes) == 0
		}), nil
	})
}
