package store

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	sqlite3 "modernc.org/sqlite/lib"
)

// errDamaged is what a check of a whole file says.
var errDamaged = errors.New("the check of its pages fails")

// damaged says whether a file is no database, or not a whole one.
func damaged(err error) bool {
	code := sqliteCode(err) & 0xff
	return errors.Is(err, errDamaged) || code == sqlite3.SQLITE_CORRUPT || code == sqlite3.SQLITE_NOTADB
}

// advise says what to do about a database file that the program cannot start on.
func advise(err error) error {
	if err == nil {
		return nil
	}
	code := sqliteCode(err) & 0xff
	var file *fs.PathError
	switch {
	case damaged(err):
		return fmt.Errorf("the database file is damaged, or no database: put a copy back with `erikti restore COPY`, or set another DATABASE_URL: %w", err)
	case code == sqlite3.SQLITE_FULL, code == sqlite3.SQLITE_IOERR, errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("the disk of the database file is full, or has a fault: make room and start again: %w", err)
	case code == sqlite3.SQLITE_READONLY, code == sqlite3.SQLITE_CANTOPEN, code == sqlite3.SQLITE_PERM, errors.As(err, &file):
		return fmt.Errorf("the database file cannot be opened and written: make its folder, let this user write the folder and the file, or set another DATABASE_URL: %w", err)
	}
	return err
}
