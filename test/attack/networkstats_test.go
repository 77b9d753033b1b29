package attack

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/platformgrant"
	"erikti/ent/rule"
	"erikti/internal/apptest"
)

// numbersOf are the totals that a message of networkStats tells.
func numbersOf(t testing.TB, m wireMessage) (told struct{ Volunteers, TakenPlaces int }) {
	t.Helper()
	var p struct {
		Data struct {
			NetworkStats struct {
				Totals *struct{ Volunteers, TakenPlaces int }
			}
		}
	}
	if err := json.Unmarshal(m.Payload, &p); err != nil || m.Type != "next" || p.Data.NetworkStats.Totals == nil {
		t.Fatalf("%s %s", m.Type, m.Payload)
	}
	return *p.Data.NetworkStats.Totals
}

const followNumbers = `subscription { networkStats { totals { volunteers takenPlaces } } }`

// Who joins those who follow the numbers is told what the query says, though nobody has
// said that they changed: people who register publish nothing.
func TestWhoJoinsIsToldTheNumbersOfNow(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		first := open(t, s.As(""), false)
		first.subscribe("1", followNumbers, nil)
		if n := numbersOf(t, first.hear()).Volunteers; n != 0 {
			t.Fatalf("%d volunteers at first", n)
		}
		for _, names := range [][]string{{"aigerim", "daulet"}, {"madina"}} {
			for _, name := range names {
				s.Register(t, name)
			}
			joins := open(t, s.As(""), false)
			joins.subscribe("1", followNumbers, nil)
			want := s.As("").Do(t, `{ networkStats { totals { volunteers } } }`, nil).Number("networkStats", "totals", "volunteers")
			if n := numbersOf(t, joins.hear()).Volunteers; n != want || n == 0 {
				t.Errorf("who joins is told of %d volunteers, the query of %d", n, want)
			}
			if n := numbersOf(t, first.hear()).Volunteers; n != want {
				t.Errorf("who was there is told of %d volunteers, want %d", n, want)
			}
		}
	})
}

// counts is how often the numbers were counted, by a statement that nothing else runs.
func counts(statements []string) (n int) {
	for _, s := range statements {
		if strings.Contains(s, "FROM volunteers v WHERE") {
			n++
		}
	}
	return n
}

// The numbers are counted when something changed, once for all documents that follow
// them; an administrator who watches the live connections second by second is no change.
func TestNumbersAreCountedOncePerChange(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s, statements := apptest.StartCounted(t, url)
		c, organization := organizer(s, "organizer")
		_, shift := c.Shift(t, organization, 5, 3)
		volunteer := people(t, s, 1)[0]
		admin, me := person(s, "admin")
		s.App.Store().Client.PlatformGrant.Create().SetVolunteerID(me).SetRole(platformgrant.RolePLATFORM_ADMIN).ExecX(rule.System(context.Background()))
		statements.Take()
		var all []*socket
		for _, document := range []string{
			followNumbers,
			`subscription { networkStats { asOf totals { volunteers takenPlaces } byRegion { region { iso supportCenters { validFrom } } totals { places } } } }`,
			`subscription { networkStats { totals { takenPlaces places volunteers } byDirection { direction { code } totals { places } } } }`,
		} {
			sock := open(t, s.As(""), false)
			sock.subscribe("1", document, nil)
			numbersOf(t, sock.hear())
			all = append(all, sock)
		}
		if counts(statements.Take()) == 0 {
			t.Fatal("nobody counts: the statement is another one")
		}
		watches := open(t, admin, false)
		watches.subscribe("1", `subscription { `+liveConnections+` }`, nil)
		for range 3 { // the sweep has told of the shift that is new
			connectionsOf(t, watches.hear().Payload)
		}
		statements.Take()
		for range 3 {
			connectionsOf(t, watches.hear().Payload)
		}
		if n := counts(statements.Take()); n != 0 {
			t.Errorf("nothing changed, and the numbers were counted %d times", n)
		}
		began := time.Now()
		volunteer.Do(t, signUp, apptest.Input("shiftId", shift))
		for _, sock := range all {
			for numbersOf(t, sock.hear()).TakenPlaces != 1 {
			}
		}
		// The sweep, which publishes what changed again, is no count more within half a second.
		if n, most := counts(statements.Take()), 1+int(2*time.Since(began).Seconds()); n == 0 || n > most {
			t.Errorf("one change was counted %d times for %d documents, want %d", n, len(all), most)
		}
	})
}

// However often the network changes, its numbers are told twice a second at most, and at
// last as they are.
func TestNumbersAreToldTwiceASecond(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		c, organization := organizer(s, "organizer")
		const changes = 30
		_, shift := c.Shift(t, organization, changes, 3)
		everybody := people(t, s, changes)
		sock := open(t, s.As(""), false)
		sock.subscribe("1", followNumbers, nil)
		numbersOf(t, sock.hear())
		began := time.Now()
		go func() {
			for i, p := range everybody {
				time.Sleep(time.Until(began.Add(time.Duration(i) * time.Second / changes)))
				if _, err := p.Try(signUp, apptest.Input("shiftId", shift)); err != nil {
					t.Error(err)
				}
			}
		}()
		messages, most := 0, 0
		for taken := 0; taken < changes; messages++ {
			taken = numbersOf(t, sock.hear()).TakenPlaces
			most = int(2*time.Since(began).Seconds()) + 2
		}
		t.Logf("%d changes: %d messages in %s", changes, messages, time.Since(began).Round(time.Millisecond))
		if messages > most {
			t.Errorf("%d messages, at most %d", messages, most)
		}
	})
}
