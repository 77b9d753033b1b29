package attack

import (
	"context"
	"encoding/json"
	"testing"

	"erikti/ent/gen/membership"
	"erikti/ent/rule"
	"erikti/internal/apptest"
)

const (
	giveUp       = `mutation($in: CancelSignupInput!) { cancelSignup(input: $in) { userErrors { code } } }`
	followRoster = `subscription($shift: ID!) { roster(shiftId: $shift) { reset removed
		entries { id signup { id state volunteer { id givenName } } waitlistEntry { id state position } } } }`
	followMine = `subscription { myPlaces { unreadNotices places { __typename ... on Signup { id state } ... on WaitlistEntry { id position } } } }`
)

// rosterState is an update of a roster.
type rosterState struct {
	Reset   bool
	Removed []string
	Entries []struct {
		ID            string
		Signup        *struct{ ID, State string }
		WaitlistEntry *struct {
			ID       string
			Position int
		}
	}
}

func rosterOf(t testing.TB, m wireMessage) rosterState {
	t.Helper()
	var p struct {
		Data   struct{ Roster rosterState }
		Errors json.RawMessage
	}
	if err := json.Unmarshal(m.Payload, &p); err != nil || m.Type != "next" || p.Errors != nil {
		t.Fatalf("%s %s: %v", m.Type, m.Payload, err)
	}
	return p.Data.Roster
}

// mineState is what a person has.
type mineState struct {
	UnreadNotices int
	Places        []struct {
		Typename  string `json:"__typename"`
		ID, State string
		Position  int
	}
}

func mineOf(t testing.TB, m wireMessage) mineState {
	t.Helper()
	var p struct {
		Data   struct{ MyPlaces mineState }
		Errors json.RawMessage
	}
	if err := json.Unmarshal(m.Payload, &p); err != nil || m.Type != "next" || p.Errors != nil {
		t.Fatalf("%s %s: %v", m.Type, m.Payload, err)
	}
	return p.Data.MyPlaces
}

func refusedWith(t testing.TB, m wireMessage) string {
	t.Helper()
	var errs []struct{ Extensions struct{ Code string } }
	if err := json.Unmarshal(m.Payload, &errs); err != nil || m.Type != "error" || len(errs) == 0 {
		t.Fatalf("%s %s", m.Type, m.Payload)
	}
	return errs[0].Extensions.Code
}

// Whoever runs a shift follows its people until their membership ends: after that commit
// nothing of it is sent to them any more, and the next change ends the subscription.
// Others never get any of it.
func TestE10_ARosterEndsWithTheMembership(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		c, organization := organizer(s, "organizer")
		_, shift := c.Shift(t, organization, 1, 3)
		all := people(t, s, 3)
		for _, other := range []*apptest.Client{all[0], s.As("")} {
			sock := open(t, other, false)
			sock.subscribe("1", followRoster, map[string]any{"shift": shift})
			want := "FORBIDDEN"
			if other.Token == "" {
				want = "UNAUTHENTICATED"
			}
			if code := refusedWith(t, sock.hear()); code != want {
				t.Errorf("to who does not run it: %s", code)
			}
		}
		sock := open(t, c, false)
		sock.subscribe("none", followRoster, map[string]any{"shift": "shf_x"})
		if code := refusedWith(t, sock.hear()); code != "NOT_FOUND" {
			t.Errorf("an unknown shift: %s", code)
		}
		sock.subscribe("1", followRoster, map[string]any{"shift": shift})
		if r := rosterOf(t, sock.hear()); !r.Reset || len(r.Entries) != 0 {
			t.Errorf("at first: %+v", r)
		}
		place := all[0].Do(t, signUp, apptest.Input("shiftId", shift)).Text("signUpForShift", "signup", "id")
		first := rosterOf(t, sock.hear())
		if first.Reset || len(first.Entries) != 1 || first.Entries[0].Signup == nil || first.Entries[0].Signup.ID != place {
			t.Errorf("a place: %+v", first)
		}
		all[1].Do(t, signUp, apptest.Input("shiftId", shift))
		if r := rosterOf(t, sock.hear()); len(r.Entries) != 1 || r.Entries[0].WaitlistEntry == nil || r.Entries[0].WaitlistEntry.Position != 1 {
			t.Errorf("who waits: %+v", r)
		}
		all[0].Do(t, giveUp, apptest.Input("signupId", place))
		if r := rosterOf(t, sock.hear()); len(r.Removed) != 2 || len(r.Entries) != 1 || r.Entries[0].Signup == nil {
			t.Errorf("the head has the place: %+v", r)
		}

		me := c.Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")
		db := s.App.Store().Client
		db.Membership.Update().Where(membership.VolunteerID(me)).SetStatus(membership.StatusENDED).ExecX(rule.System(context.Background()))
		all[2].Do(t, signUp, apptest.Input("shiftId", shift))
		if code := refusedWith(t, sock.hear()); code != "FORBIDDEN" {
			t.Errorf("after the membership: %s", code)
		}
		all[0].Do(t, signUp, apptest.Input("shiftId", shift))
		if rest := sock.settle(); len(rest) != 0 {
			t.Errorf("after the end: %v", rest)
		}
	})
}

// A person follows what is theirs: a place, a position that others move, the place that
// they get in the end, and how many notices they have not read; not what others have.
func TestMyPlaces(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		c, organization := organizer(s, "organizer")
		_, shift := c.Shift(t, organization, 1, 3)
		all := people(t, s, 4)
		visitor := open(t, s.As(""), false)
		visitor.subscribe("1", followMine, nil)
		if code := refusedWith(t, visitor.hear()); code != "UNAUTHENTICATED" {
			t.Errorf("a visitor: %s", code)
		}
		first := all[0].Do(t, signUp, apptest.Input("shiftId", shift)).Text("signUpForShift", "signup", "id")
		all[1].Do(t, signUp, apptest.Input("shiftId", shift))
		me := open(t, all[2], false)
		me.subscribe("1", followMine, nil)
		if m := mineOf(t, me.hear()); len(m.Places) != 0 || m.UnreadNotices != 0 {
			t.Errorf("at first: %+v", m)
		}
		other := open(t, all[3], false)
		other.subscribe("1", followMine, nil)
		other.hear()
		all[2].Do(t, signUp, apptest.Input("shiftId", shift))
		if m := mineOf(t, me.hear()); len(m.Places) != 1 || m.Places[0].Typename != "WaitlistEntry" || m.Places[0].Position != 2 {
			t.Errorf("waiting: %+v", m)
		}
		// The first one goes, the second has the place: the third moves up.
		all[0].Do(t, giveUp, apptest.Input("signupId", first))
		if m := mineOf(t, me.hear()); len(m.Places) != 1 || m.Places[0].Position != 1 {
			t.Errorf("moved up: %+v", m)
		}
		second := all[1].Do(t, `{ viewer { places { ... on Signup { id } } } }`, nil).Text("viewer", "places", 0, "id")
		all[1].Do(t, giveUp, apptest.Input("signupId", second))
		if m := mineOf(t, me.hear()); len(m.Places) != 1 || m.Places[0].Typename != "Signup" || m.Places[0].State != "CONFIRMED" || m.UnreadNotices != 1 {
			t.Errorf("promoted: %+v", m)
		}
		// Where they do not wait any more, others do not move them.
		all[0].Do(t, signUp, apptest.Input("shiftId", shift))
		if rest := me.settle(); len(rest) != 0 {
			t.Errorf("nothing of theirs changed: %v", rest)
		}
		if rest := other.settle(); len(rest) != 0 {
			t.Errorf("to who has nothing: %v", rest)
		}
	})
}

// The numbers of the network follow the places, for everybody who follows.
func TestNetworkStatsFollowThePlaces(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		c, organization := organizer(s, "organizer")
		_, shift := c.Shift(t, organization, 5, 3)
		taken := func(m wireMessage) int {
			var p struct {
				Data struct {
					NetworkStats struct{ Totals struct{ TakenPlaces int } }
				}
			}
			if err := json.Unmarshal(m.Payload, &p); err != nil || m.Type != "next" {
				t.Fatalf("%s %s", m.Type, m.Payload)
			}
			return p.Data.NetworkStats.Totals.TakenPlaces
		}
		const follow = `subscription { networkStats { totals { takenPlaces } } }`
		a, b := open(t, s.As(""), false), open(t, c, false)
		for _, sock := range []*socket{a, b} {
			sock.subscribe("1", follow, nil)
			if n := taken(sock.hear()); n != 0 {
				t.Errorf("at first %d", n)
			}
		}
		for _, p := range people(t, s, 3) {
			p.Do(t, signUp, apptest.Input("shiftId", shift))
		}
		for _, sock := range []*socket{a, b} {
			for taken(sock.hear()) != 3 {
			}
		}
	})
}

// A person follows their inbox: what they are told, and what they have read; not what
// others are told.
func TestMyNotices(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		c, organization := organizer(s, "organizer")
		_, shift := c.Shift(t, organization, 1, 3)
		all := people(t, s, 3)
		place := all[0].Do(t, signUp, apptest.Input("shiftId", shift)).Text("signUpForShift", "signup", "id")
		all[1].Do(t, signUp, apptest.Input("shiftId", shift))
		sock, other := open(t, all[1], false), open(t, all[2], false)
		for _, one := range []*socket{sock, other} {
			one.subscribe("1", `subscription { myNotices { unread notices { id kind } } }`, nil)
			if got := string(one.hear().Payload); got != `{"data":{"myNotices":{"unread":0,"notices":[]}}}` {
				t.Errorf("at first: %s", got)
			}
		}
		all[0].Do(t, giveUp, apptest.Input("signupId", place))
		told := sock.hear()
		var p struct {
			Data struct {
				MyNotices struct {
					Unread  int
					Notices []struct{ ID, Kind string }
				}
			}
		}
		if err := json.Unmarshal(told.Payload, &p); err != nil || p.Data.MyNotices.Unread != 1 ||
			len(p.Data.MyNotices.Notices) != 1 || p.Data.MyNotices.Notices[0].Kind != "PROMOTED" {
			t.Fatalf("promoted: %s", told.Payload)
		}
		all[1].Do(t, `mutation($in: MarkNoticesReadInput!) { markNoticesRead(input: $in) { unreadNotices } }`,
			apptest.Input("all", true))
		if err := json.Unmarshal(sock.hear().Payload, &p); err != nil || p.Data.MyNotices.Unread != 0 {
			t.Errorf("read: %+v", p)
		}
		if rest := other.settle(); len(rest) != 0 {
			t.Errorf("to somebody else: %v", rest)
		}
	})
}
