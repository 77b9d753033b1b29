package attack

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"erikti/internal/app"
	"erikti/internal/apptest"
	"erikti/internal/option"
)

// fileOf is the path in an address.
func fileOf(database string) string { return strings.TrimPrefix(database, "sqlite:") }

// startFails starts the program and returns why that does not work.
func startFails(t *testing.T, database string, more ...string) string {
	t.Helper()
	opts, _, err := option.Parse(append([]string{"ADDR=127.0.0.1:0", "DEMO=false", "DATABASE_URL=" + database}, more...), nil)
	if err != nil {
		return err.Error()
	}
	a, err := app.New(context.Background(), opts, &bytes.Buffer{})
	if err == nil {
		_ = a.Store().Close()
		t.Fatal("the program starts")
	}
	return err.Error()
}

// filled returns the address of a database with a world in it, nobody using it.
func filled(t *testing.T) string {
	t.Helper()
	database := apptest.SQLite(t)
	s := apptest.Start(t, database)
	newWorld(t, s)
	s.Stop()
	return database
}

// folder lists the files of a folder with what is in them.
func folder(t *testing.T, path string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(path)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		content, err := os.ReadFile(filepath.Join(path, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(content)
	}
	return all
}

// untouched fails a test when files of a folder changed, came or went, the lock
// file aside.
func untouched(t *testing.T, before, now map[string]string) {
	t.Helper()
	for name := range before {
		if now[name] != before[name] {
			t.Errorf("%s changed", name)
		}
	}
	for name := range now {
		if _, was := before[name]; !was && !strings.HasSuffix(name, ".lock") {
			t.Errorf("%s was made", name)
		}
	}
}
