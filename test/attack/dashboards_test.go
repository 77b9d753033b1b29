package attack

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"erikti/internal/apptest"
)

var (
	pageDocument = regexp.MustCompile("graphql\\(\\s*`([^`]*)`")
	fragmentName = regexp.MustCompile(`fragment (\w+) on`)
)

// pageDocuments are the documents that the pages send, by the name of the operation, with
// the fragments that stand anywhere in them.
func pageDocuments(t *testing.T, names ...string) map[string]string {
	t.Helper()
	fragments, found := map[string]string{}, map[string]string{}
	err := filepath.WalkDir("../../web/app", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".ts") && !strings.HasSuffix(path, ".tsx") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range pageDocument.FindAllStringSubmatch(string(text), -1) {
			document := strings.ReplaceAll(m[1], "@_unmask", "")
			if name := fragmentName.FindStringSubmatch(document); name != nil {
				fragments[name[1]] = document
			}
			for _, name := range names {
				if strings.Contains(document, "subscription "+name) {
					found[name] = document
				}
			}
		}
		return err
	})
	if err != nil || len(found) != len(names) {
		t.Fatalf("%d documents of %v: %v", len(found), names, err)
	}
	for name, document := range found {
		for used := true; used; {
			used = false
			for fragment, text := range fragments {
				if strings.Contains(document, "..."+fragment) && !strings.Contains(document, "fragment "+fragment+" ") {
					document, used = document+text, true
				}
			}
		}
		found[name] = document
	}
	return found
}

// metric reads a counter of the program.
func metric(t *testing.T, s *apptest.Server, name string) int {
	t.Helper()
	r, err := http.Get(s.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Body.Close() }()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), name+" "); ok {
			n, err := strconv.ParseFloat(value, 64)
			if err != nil {
				t.Fatal(err)
			}
			return int(n)
		}
	}
	t.Fatalf("no metric %s", name)
	return 0
}

// A thousand open dashboards that follow what `/` follows, the numbers of the network and
// the places of the six events it shows, cost the server one execution a change and
// document, not one a socket; every one of them gets the last state.
func TestAThousandDashboards(t *testing.T) {
	const dashboards, changes, shown = 1000, 20, 6
	s := apptest.Start(t, apptest.SQLite(t), "SOCKETS_PER_ADDRESS=0")
	documents := pageDocuments(t, "NetworkLive", "EventPlaces")
	organizer, org := s.Leader(t)
	var events, shifts []string
	for i := range shown {
		event, shift := organizer.Shift(t, org, changes+5, 3+2*i)
		events, shifts = append(events, event), append(shifts, shift)
	}
	var got [dashboards]atomic.Int64 // the last "confirmed" of the first event
	var messages atomic.Int64
	visitor := s.As("")
	var ready, done sync.WaitGroup
	for i := range dashboards {
		socket := open(t, visitor, false)
		socket.subscribe("n", documents["NetworkLive"], nil)
		for j, event := range events {
			socket.subscribe("e"+strconv.Itoa(j), documents["EventPlaces"], map[string]any{"eventId": event})
		}
		ready.Add(1 + shown)
		done.Add(1)
		go func() {
			defer done.Done()
			first := map[string]bool{}
			for {
				var m struct {
					Type, ID string
					Payload  struct {
						Data struct {
							EventCapacity struct{ Confirmed int64 }
						}
					}
				}
				if err := socket.ReadJSON(&m); err != nil {
					if !websocket.IsCloseError(err, 1000, 1001, 1006, 1012) && !strings.Contains(err.Error(), "closed") {
						t.Log(err)
					}
					return
				}
				switch m.Type {
				case "ping":
					_ = socket.WriteJSON(map[string]string{"type": "pong"})
				case "next":
					messages.Add(1)
					if m.ID == "e0" {
						got[i].Store(m.Payload.Data.EventCapacity.Confirmed)
					}
					if !first[m.ID] {
						first[m.ID] = true
						ready.Done()
					}
				}
			}
		}()
	}
	ready.Wait()
	opened := metric(t, s, "erikti_live_executions_total")
	if opened > 10*(1+shown) {
		t.Errorf("%d executions to open %d dashboards of %d subscriptions", opened, dashboards, 1+shown)
	}
	before := messages.Load()
	for _, p := range s.People(t, changes, "1990-05-17") {
		p.Do(t, `mutation($in: SignUpForShiftInput!) { signUpForShift(input: $in) { signup { id } userErrors { code } } }`, apptest.Input("shiftId", shifts[0]))
	}
	for deadline := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		behind := 0
		for i := range got {
			if got[i].Load() != changes {
				behind++
			}
		}
		if behind == 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d dashboards do not have the last state", behind)
		}
	}
	executed, told := metric(t, s, "erikti_live_executions_total")-opened, messages.Load()-before
	if told < dashboards {
		t.Errorf("%d messages to %d dashboards", told, dashboards)
	}
	// One for the event and at most one for the numbers of the network.
	if executed < 1 || executed > 2*changes+2 {
		t.Errorf("%d executions for %d changes at %d dashboards", executed, changes, dashboards)
	}
	t.Logf("%d dashboards, %d subscriptions: %d executions to open them; %d changes: %d executions, %d messages",
		dashboards, dashboards*(1+shown), opened, changes, executed, told)
	s.Stop()
	done.Wait()
}
