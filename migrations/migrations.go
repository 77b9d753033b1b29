// Package migrations holds the versioned schema of each database: SQL diffed
// from the ent schema (make migration NAME=…), or written by hand where ent has
// no words. They only go up; a file that was released never changes.
package migrations

import (
	"embed"
	"io/fs"
)

//go:embed postgres sqlite
var files embed.FS

// For returns the migrations of a dialect, "sqlite" or "postgres".
func For(dialect string) (fs.FS, error) { return fs.Sub(files, dialect) }
