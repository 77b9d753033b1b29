package attack

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/membership"
	"erikti/ent/gen/region"
	"erikti/ent/rule"
	"erikti/internal/apptest"
	"erikti/internal/id"
)

const followMentorship = `subscription($id: ID!) { mentorship(mentorshipId: $id) { id version meetings { notes } } }`

func meetingsOf(t testing.TB, m wireMessage) (version, meetings int) {
	t.Helper()
	var p struct {
		Data struct {
			Mentorship struct {
				Version  int
				Meetings []struct{ Notes string }
			}
		}
		Errors json.RawMessage
	}
	if err := json.Unmarshal(m.Payload, &p); err != nil || m.Type != "next" || p.Errors != nil {
		t.Fatalf("%s %s: %v", m.Type, m.Payload, err)
	}
	return p.Data.Mentorship.Version, len(p.Data.Mentorship.Meetings)
}

// Both sides follow a mentorship, each what the other wrote; who leaves their side gets the
// end instead of the next notes, and to others it is not there, though everybody may see
// that there is one.
func TestE10_AMentorshipIsFollowedByItsSides(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		ctx, db := rule.System(context.Background()), s.App.Store().Client
		mentor, center := organizer(s, "mentor")
		own, club := organizer(s, "club")
		m := db.Mentorship.Create().SetCenterID(center).SetMenteeID(club).SetRegionID(db.Region.Query().Where(region.Iso("KZ-55")).OnlyIDX(ctx)).SetState("ACTIVE").
			SetNeeds([]string{"PEOPLE"}).SetStartedAt(time.Now().UTC()).SetMaturityBefore(1).SetFocusID(id.Direction.Of("SOCIAL")).SaveX(ctx).ID
		for _, other := range []*apptest.Client{people(t, s, 1)[0], s.As("")} {
			if a := other.Do(t, `query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": m}); a.At("node") == nil {
				t.Errorf("that there is one is public: %s", a.Body)
			}
			sock, want := open(t, other, false), "NOT_FOUND"
			if other.Token == "" {
				want = "UNAUTHENTICATED"
			}
			sock.subscribe("1", followMentorship, map[string]any{"id": m})
			if code := refusedWith(t, sock.hear()); code != want {
				t.Errorf("on neither side: %s", code)
			}
		}
		first, second := open(t, mentor, false), open(t, own, false)
		for _, sock := range []*socket{first, second} {
			sock.subscribe("1", followMentorship, map[string]any{"id": m})
			if version, n := meetingsOf(t, sock.hear()); version != 1 || n != 0 {
				t.Errorf("at first: %d, %d", version, n)
			}
		}
		meet := func(who *apptest.Client, notes string) {
			t.Helper()
			a := who.Do(t, `mutation($in: RecordMentorshipMeetingInput!) { recordMentorshipMeeting(input: $in) { userErrors { code } } }`,
				apptest.Input("mentorshipId", m, "heldAt", time.Now().Add(-time.Minute), "notes", notes))
			if strings.Contains(string(a.Body), "code") {
				t.Fatalf("%s", a.Body)
			}
		}
		meet(own, "n")
		for _, sock := range []*socket{first, second} {
			if version, n := meetingsOf(t, sock.hear()); version != 2 || n != 1 {
				t.Errorf("after a meeting: %d, %d", version, n)
			}
		}
		me := own.Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")
		db.Membership.Update().Where(membership.VolunteerID(me)).SetStatus(membership.StatusENDED).ExecX(ctx)
		meet(mentor, "canary")
		last := second.hear()
		if code := refusedWith(t, last); code != "NOT_FOUND" || strings.Contains(string(last.Payload), "canary") {
			t.Errorf("after the membership: %s", last.Payload)
		}
		if _, n := meetingsOf(t, first.hear()); n != 2 {
			t.Errorf("the other side follows on: %d", n)
		}
		meet(mentor, "canary again")
		if rest := second.settle(); len(rest) != 0 {
			t.Errorf("after the end: %v", rest)
		}
	})
}
