package store

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file of another program is refused, and stays as it is to the byte.
func TestG6_AnotherProgramsFileIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.db")
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE recipes (name text); INSERT INTO recipes VALUES ('beshbarmak')"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	st, err := Open(t.Context(), "sqlite:"+path, Options{})
	if err == nil {
		_ = st.Close()
		t.Fatal("another program's database was opened")
	}
	if !strings.Contains(err.Error(), "DATABASE_URL") {
		t.Errorf("it does not say what to do: %v", err)
	}
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) {
		t.Error("the file was changed")
	}
}
