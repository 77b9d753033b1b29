package attack

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"erikti/ent/rule"
	"erikti/internal/apptest"
)

// side is one of two who share a server, with what is theirs: a person, an organization
// with a shift and a draft, and people who take places there and nowhere else.
type side struct {
	name          string
	me            *apptest.Client
	organization  string
	shift         string
	draft         string
	draftShift    string
	people        []*apptest.Client
	words         []string // in names and titles of theirs, and in no others
	mu            sync.Mutex
	heard         bytes.Buffer
	own, messages int
}

// bystander has nothing: whatever is private is somebody else's.
func bystander(s *apptest.Server) *side { return &side{name: "visitor", me: s.As("")} }

func newSide(t *testing.T, s *apptest.Server, name string) *side {
	t.Helper()
	w := &side{name: name, words: []string{"canary" + name}}
	w.me, w.organization = organizer(s, "canary"+name+"me")
	_, w.shift = w.me.Shift(t, w.organization, 2, 3)
	w.draft, w.draftShift = (&world{Server: s, eventStart: time.Now().UTC().Truncate(time.Hour).AddDate(0, 0, 9)}).draftOf(t, w.me, w.organization)
	for i := range 4 {
		c, _ := person(s, fmt.Sprintf("canary%speople%d", name, i))
		w.people = append(w.people, c)
	}
	return w
}

// hears notes what came, as it came over the wire.
func (w *side) hears(raw []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.heard.Write(raw)
	w.heard.WriteByte('\n')
	w.messages++
}

// Two people and a visitor use one server over many sockets that come and go, with the
// same documents, variables and operation ids: whatever they and others do, no byte of
// what is another's is sent to any of them.
func TestE11_NoByteOfAnothers(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		t.Parallel()
		s := apptest.Start(t, url)
		a, b := newSide(t, s, "alma"), newSide(t, s, "bolat")
		host, organization := organizer(s, "host")
		_, common := host.Shift(t, organization, 1, 5)
		_, other := host.Shift(t, organization, 1, 6)
		sides := []*side{a, b, bystander(s)}
		end := time.Now().Add(lasting(20*time.Second, 10*time.Minute))
		var all sync.WaitGroup
		for i, w := range sides {
			for range 3 {
				all.Go(func() { w.watchers(t, end, sides, common) })
			}
			if i < 2 {
				all.Go(func() { w.acts(t, end, common, other) })
			}
		}
		all.Go(func() {
			for time.Now().Before(end) {
				time.Sleep(3 * time.Second)
				for _, w := range sides {
					w.check(t, s, a, b)
				}
			}
		})
		all.Wait()
		for _, w := range sides {
			w.check(t, s, a, b)
			t.Logf("%s: %d messages, %d times something private of their own", w.name, w.messages, w.own)
			if w.messages < 20 || (w.own == 0) != (w.me.Token == "") {
				t.Errorf("%s heard %d messages and %d private things of their own: that shows nothing", w.name, w.messages, w.own)
			}
		}
	})
}

// lasting is how long a test of random operations lasts.
func lasting(normal, inLong time.Duration) time.Duration {
	if os.Getenv("ERIKTI_TEST_LONG") != "" {
		return inLong
	}
	return normal
}

// acts does at random what changes what is theirs.
func (w *side) acts(t *testing.T, end time.Time, common, other string) {
	signups := map[*apptest.Client]map[string]string{}
	for n := 0; time.Now().Before(end); n++ {
		c, shift := w.me, []string{common, other}[rand.IntN(2)]
		if rand.IntN(2) == 0 {
			c, shift = w.people[rand.IntN(len(w.people))], w.shift
		}
		var err error
		switch rand.IntN(6) {
		case 0, 1:
			var answer *apptest.Answer
			if answer, err = c.Try(signUp, apptest.Input("shiftId", shift)); err == nil && answer.Text("signUpForShift", "signup", "id") != "" {
				if signups[c] == nil {
					signups[c] = map[string]string{}
				}
				signups[c][shift] = answer.Text("signUpForShift", "signup", "id")
			}
		case 2, 3:
			_, err = c.Try(giveUp, apptest.Input("signupId", signups[c][shift]))
		case 4:
			_, err = w.me.Try(updateShift, apptest.Input("shiftId", []string{w.shift, w.draftShift}[rand.IntN(2)], "capacity", 1+rand.IntN(4)))
		case 5:
			_, err = w.me.Try(`mutation($in: MarkNoticesReadInput!) { markNoticesRead(input: $in) { unreadNotices } }`, apptest.Input("all", true))
		}
		if err != nil {
			t.Error(err)
		}
		time.Sleep(time.Duration(rand.IntN(30)) * time.Millisecond)
	}
}

// watchers opens sockets of theirs at random, follows this and that, and leaves.
func (w *side) watchers(t *testing.T, end time.Time, sides []*side, common string) {
	for time.Now().Before(end) {
		if err := w.watch(sides, common); err != nil {
			t.Errorf("%s: %v", w.name, err)
			return
		}
	}
}

func (w *side) watch(sides []*side, common string) error {
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}}
	conn, response, err := dialer.Dial("ws"+strings.TrimPrefix(w.me.Server.URL, "http")+"/graphql", http.Header{})
	if err != nil {
		return err
	}
	_ = response.Body.Close()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			_, raw, err := conn.ReadMessage()
			if err != nil {
				return
			}
			w.hears(raw)
		}
	}()
	init := map[string]any{}
	if w.me.Token != "" {
		init["authorization"] = "Bearer " + w.me.Token
	}
	say := func(message map[string]any) { err = errorOf(err, conn.WriteJSON(message)) }
	say(map[string]any{"type": "connection_init", "payload": init})
	for id := range 1 + rand.IntN(6) {
		of := sides[rand.IntN(2)] // also what is the other's
		query, variables := ask(of, common)
		say(map[string]any{"type": "subscribe", "id": fmt.Sprint(id), "payload": map[string]any{"query": query, "variables": variables}})
		time.Sleep(time.Duration(rand.IntN(40)) * time.Millisecond)
		if rand.IntN(3) == 0 {
			say(map[string]any{"type": "complete", "id": fmt.Sprint(id)})
		}
	}
	time.Sleep(time.Duration(rand.IntN(400)) * time.Millisecond)
	if rand.IntN(2) == 0 {
		say(map[string]any{"type": "complete", "id": "0"})
		_ = conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""))
		time.Sleep(time.Duration(rand.IntN(20)) * time.Millisecond)
	}
	_ = conn.Close()
	<-done
	return err
}

func errorOf(first, second error) error {
	if first != nil {
		return first
	}
	return second
}

// ask is something to ask, about what is somebody's.
func ask(of *side, common string) (string, map[string]any) {
	shift := []string{of.shift, of.draftShift, common}[rand.IntN(3)]
	switch rand.IntN(9) {
	case 0, 1:
		return followMine, nil
	case 2, 3:
		return `subscription { myNotices { unread notices { id kind message } } }`, nil
	case 4:
		return followRoster, map[string]any{"shift": shift}
	case 5:
		return `subscription($id: ID!) { eventCapacity(eventId: $id) { id version shifts { id available } } }`, map[string]any{"id": of.draft}
	case 6:
		return followSet, map[string]any{"where": map[string]any{}}
	case 7:
		return `subscription { networkStats { totals { takenPlaces } } }`, nil
	default:
		return `{ viewer { volunteer { id familyName email phone } memberships { id } places { __typename ... on Signup { id } ... on WaitlistEntry { id } }
			notices(first: 5) { edges { node { id message } } } } }`, nil
	}
}

var anID = regexp.MustCompile(`[a-z]{3}_[0-9A-Za-z-]{8,}`)

// check looks at what was heard for what is not theirs. Of what is in the database it
// knows whose it is.
func (w *side) check(t *testing.T, s *apptest.Server, sides ...*side) {
	w.mu.Lock()
	raw := bytes.Clone(w.heard.Bytes())
	w.heard.Reset()
	w.mu.Unlock()
	owners := owners(t, s)
	mine := func(owner string) bool { return w.me.Token != "" && strings.Contains(owner, "canary"+w.name) }
	own := 0
	for _, found := range anID.FindAll(raw, -1) {
		owner, private := owners[string(found)]
		switch {
		case private && !mine(owner):
			t.Errorf("%s was sent %s, which is of %s", w.name, found, owner)
		case private:
			own++
		}
	}
	for _, of := range sides {
		for _, word := range append(of.words, of.draft, of.draftShift) {
			if of != w && bytes.Contains(raw, []byte(word)) {
				t.Errorf("%s was sent %s", w.name, word)
			}
		}
	}
	w.mu.Lock()
	w.own += own
	w.mu.Unlock()
}

// owners says, by id, whose each private thing is: a name that holds their word.
func owners(t testing.TB, s *apptest.Server) map[string]string {
	t.Helper()
	ctx, db := rule.System(context.Background()), s.App.Store().Client
	name, of := map[string]string{}, map[string]string{}
	for _, v := range db.Volunteer.Query().AllX(ctx) {
		name[v.ID] = v.FamilyName
		of[v.ID] = v.FamilyName
	}
	for _, x := range db.Signup.Query().AllX(ctx) {
		of[x.ID] = name[x.VolunteerID]
	}
	for _, x := range db.WaitlistEntry.Query().AllX(ctx) {
		of[x.ID] = name[x.VolunteerID]
	}
	for _, x := range db.Notice.Query().AllX(ctx) {
		of[x.ID] = name[x.VolunteerID]
	}
	for _, x := range db.Membership.Query().AllX(ctx) {
		of[x.ID] = name[x.VolunteerID]
	}
	if len(of) == 0 {
		t.Error("nothing is in the database")
	}
	return of
}
