package attack

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"erikti/internal/apptest"
)

// A real disk that is full, which only root can make: TestG4_NoRoomForLargerFiles
// is the same for everybody.
func TestG4_FullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=6m"); err != nil {
		t.Skipf("no disk of its own can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	full := filepath.Join(disk, "full")
	w := newWorld(t, apptest.Start(t, "sqlite:"+filepath.Join(disk, "erikti.db")))
	noRoom(t, w, func() { ballast(t, full) }, func() {
		if err := os.Remove(full); err != nil {
			t.Fatal(err)
		}
	})
}

// ballast fills a disk with a file.
func ballast(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
}
