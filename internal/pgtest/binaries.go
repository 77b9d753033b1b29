package pgtest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ErrNotInstalled is returned by Start where no PostgreSQL is found.
var ErrNotInstalled = errors.New("pgtest: no PostgreSQL found: install it (apt-get install postgresql), name its folder of programs in ERIKTI_PG_BIN, or set ERIKTI_TEST_DATABASES=sqlite to leave PostgreSQL out")

// homes are the folders where distributions keep PostgreSQL's programs.
var homes = []string{
	"/usr/lib/postgresql/*/bin", // Debian
	"/usr/pgsql-*/bin",          // PostgreSQL's own packages for Red Hat
	"/usr/libexec/postgresql*",  // Alpine
	"/usr/local/pgsql/bin",      // built from source
	"/opt/homebrew/opt/postgresql@*/bin",
	"/usr/local/opt/postgresql@*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

// findBinaries returns the folder that holds initdb and postgres.
func findBinaries() (string, error) {
	if dir := os.Getenv("ERIKTI_PG_BIN"); dir != "" {
		if !complete(dir) {
			return "", fmt.Errorf("pgtest: ERIKTI_PG_BIN is %s, where initdb and postgres are not", dir)
		}
		return dir, nil
	}
	if initdb, err := exec.LookPath("initdb"); err == nil {
		// What is on the PATH may be a link into the real folder.
		if real, err := filepath.EvalSymlinks(initdb); err == nil && complete(filepath.Dir(real)) {
			return filepath.Dir(real), nil
		}
	}
	for _, pattern := range homes {
		dirs, _ := filepath.Glob(pattern) // fails for a malformed pattern only
		slices.SortFunc(dirs, func(a, b string) int { return version(pattern, b) - version(pattern, a) })
		for _, dir := range dirs {
			if complete(dir) {
				return dir, nil
			}
		}
	}
	return "", ErrNotInstalled
}

// complete reports whether a folder holds the programs needed.
func complete(dir string) bool {
	for _, name := range []string{"initdb", "postgres"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.IsDir() || info.Mode()&0o111 == 0 {
			return false
		}
	}
	return true
}

// version reads PostgreSQL's major version off a folder's name: the first
// number at or after the pattern's star, 0 without one.
func version(pattern, dir string) int {
	fixed, _, _ := strings.Cut(pattern, "*")
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
	digits := strings.TrimLeftFunc(strings.TrimPrefix(dir, fixed), func(r rune) bool { return !isDigit(r) })
	if to := strings.IndexFunc(digits, func(r rune) bool { return !isDigit(r) }); to >= 0 {
		digits = digits[:to]
	}
	n, _ := strconv.Atoi(digits) // without a number, 0
	return n
}
