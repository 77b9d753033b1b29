package pgtest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

const (
	// folders matches the folders of all servers.
	folders = "erikti-pgtest-*"
	// lockName is the file in a server's folder that is locked for as long as
	// the process lives which started the server.
	lockName = "owner.lock"
)

// newFolder makes the folder of a server, belonging to the given account, and
// takes its lock. On the way it removes the folders of processes that died
// without doing so.
func newFolder(a *account) (string, *os.File, error) {
	parent := os.TempDir()
	if a != nil && !reachable(parent) {
		parent = "/tmp" // root's own temporary folder is closed to others
	}
	sweep(parent)
	dir, err := os.MkdirTemp(parent, folders)
	if err != nil {
		return "", nil, err
	}
	// PostgreSQL reports its folder without links; awaitAnswer compares.
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	lock, err := lockFolder(dir)
	if err == nil && a != nil {
		err = os.Chown(dir, a.uid, a.gid)
	}
	if err != nil {
		return "", nil, errors.Join(fmt.Errorf("make the server's folder: %w", err), os.RemoveAll(dir))
	}
	return dir, lock, nil
}

// reachable reports whether any account may go through to a folder.
func reachable(dir string) bool {
	for {
		info, err := os.Stat(dir)
		if err != nil || info.Mode()&0o001 == 0 {
			return false
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return true
		}
		dir = parent
	}
}

// lockFolder makes the lock file of a folder. It gets its name only when it is
// locked, so that sweep never sees it unlocked.
func lockFolder(dir string) (*os.File, error) {
	file, err := os.OpenFile(filepath.Join(dir, lockName+".new"), os.O_CREATE|os.O_RDWR|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	if !tryLock(file) {
		return nil, errors.Join(errors.New("lock the folder: refused"), file.Close())
	}
	if err := os.Rename(file.Name(), filepath.Join(dir, lockName)); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// sweep removes the folders whose owner is gone. What it may not remove, being
// another user's, it leaves alone.
func sweep(parent string) {
	if !locks {
		return
	}
	dirs, _ := filepath.Glob(filepath.Join(parent, folders)) // fails for a malformed pattern only
	for _, dir := range dirs {
		file, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if tryLock(file) {
			_ = os.RemoveAll(dir)
		}
		_ = file.Close()
	}
}
