package attack

import (
	"fmt"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"erikti/internal/apptest"
)

// mostOfAFile is how large a file may become where there is no room: smaller than a
// database, and larger than what the test program itself notes of a run.
const mostOfAFile = 1 << 20 // bytes

// The system refuses to make the files of the database larger, as a full disk or a
// quota does; any user's process can be told to.
func TestG4_NoRoomForLargerFiles(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	var free syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &free); err != nil {
		t.Fatal(err)
	}
	bound := func(limit syscall.Rlimit) {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			t.Fatal(err)
		}
	}
	defer bound(free)
	noRoom(t, w, func() { bound(syscall.Rlimit{Cur: mostOfAFile, Max: free.Max}) }, func() { bound(free) })
}

// noRoom fills and frees a disk while people write: whoever is refused is told so,
// reading goes on, nothing is half-written and nothing acknowledged is lost.
func noRoom(t *testing.T, w *world, fill, free func()) {
	t.Helper()
	written := map[string]bool{}
	create := func(i int) *apptest.Answer {
		a := w.organizer.Ask(t, createEvent, with(w.draftInput(w.organization),
			"title", map[string]any{"en": fmt.Sprint("Event ", i)}, "description", map[string]any{"en": repeat("long ", 2000)}))
		if id := a.Text("createEvent", "event", "id"); id != "" {
			written[id] = true
		}
		return a
	}
	create(0)
	fill()
	refused := 0
	for i := 1; refused < 5; i++ {
		if i == 500 {
			t.Fatal("the disk is not full")
		}
		before := contentOf(t, w.App.Store())
		a := create(i)
		if a.Text("createEvent", "event", "id") != "" {
			continue
		}
		refused++
		if a.Code() != "TRY_AGAIN" || !strings.Contains(string(a.Body), "nothing was changed") {
			t.Errorf("%s", a.Body)
		}
		before.same(t, contentOf(t, w.App.Store()))
		if a := w.As("").Do(t, `{ events { totalCount } }`, nil); a.Number("events", "totalCount") != 4+len(written) {
			t.Errorf("reading: %s", a.Body)
		}
		if r, err := http.Get(w.URL + "/readyz"); err != nil || r.StatusCode != http.StatusOK || r.Body.Close() != nil {
			t.Errorf("readyz: %v %v", r, err)
		}
	}
	free()
	if a := create(500); codeOf(a) != "" {
		t.Errorf("with room again: %s", a.Body)
	}
	if a := w.other.Do(t, cancelSignup, fields("signupId", w.otherSignup)); codeOf(a) != "" {
		t.Errorf("with room again: %s", a.Body)
	}
	w.Stop()
	s := apptest.Start(t, "sqlite:"+w.App.Store().Path())
	for id := range written {
		if a := s.As(w.organizer.Token).Do(t, `query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": id}); a.Text("node", "id") != id {
			t.Errorf("lost: %s", a.Body)
		}
	}
	countersMatch(t, s.App.Store().Reader())
	var sound string
	if err := s.App.Store().DB().QueryRow("PRAGMA integrity_check").Scan(&sound); err != nil || sound != "ok" {
		t.Errorf("%s %v", sound, err)
	}
}

// A disk that is full when the program starts is told as such.
func TestG4_NoRoomAtStart(t *testing.T) {
	database := apptest.SQLite(t)
	var free syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &free); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: mostOfAFile / 2, Max: free.Max}); err != nil {
		t.Fatal(err)
	}
	why := startFails(t, database)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &free); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(why, "make room and start again") {
		t.Errorf("it says: %s", why)
	}
	newWorld(t, apptest.Start(t, database))
}
