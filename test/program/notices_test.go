package program

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"erikti/ent/gen/notice"
	"erikti/internal/apptest"
)

const inbox = `{ viewer { unreadNotices notices { totalCount edges { cursor node { id kind message nextStep readAt createdAt shift { id title event { title } } } } } } }`

// told returns the kinds in a person's inbox, the newest first.
func told(t *testing.T, c *apptest.Client) []string {
	t.Helper()
	a := c.Do(t, inbox, nil)
	edges, _ := a.At("viewer", "notices", "edges").([]any)
	kinds := []string{}
	for i := range edges {
		kinds = append(kinds, a.Text("viewer", "notices", "edges", i, "node", "kind"))
	}
	return kinds
}

const markRead = `mutation($in: MarkNoticesReadInput!) { markNoticesRead(input: $in) { unreadNotices userErrors { code path message nextStep } } }`

// A person reads what they were told, in their language, the newest first; others do
// not.
func TestInbox(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "aigerim")
		_, where := organizer.Shift(t, org, 1, 3)
		dana, sam := s.Register(t, "dana"), s.Register(t, "sam")
		const take = `mutation($in: SignUpForShiftInput!) { signUpForShift(input: $in) { signup { id } waitlistEntry { id } userErrors { code } } }`
		place := dana.Do(t, take, apptest.Input("shiftId", where)).Text("signUpForShift", "signup", "id")
		sam.Do(t, take, apptest.Input("shiftId", where))
		dana.Do(t, `mutation($in: CancelSignupInput!) { cancelSignup(input: $in) { userErrors { code } } }`, apptest.Input("signupId", place))
		organizer.Do(t, `mutation($in: CancelShiftInput!) { cancelShift(input: $in) { userErrors { code } } }`, apptest.Input("shiftId", where))
		if got := told(t, sam); !slices.Equal(got, []string{"CANCELLED", "PROMOTED"}) {
			t.Fatalf("sam is told %v", got)
		}
		if got := told(t, dana); len(got) != 0 {
			t.Errorf("dana is told %v", got)
		}
		for locale, want := range map[string]string{
			"en": "The shift does not take place, and your place is cancelled.", "ru": "Смена не состоится, ваша запись отменена.",
			"kk": "Ауысым өтпейді, сіздің орныңыз жойылды.",
		} {
			reader := &apptest.Client{Server: s, Token: sam.Token, Locale: locale}
			a := reader.Do(t, inbox, nil)
			if a.Text("viewer", "notices", "edges", 0, "node", "message") != want || a.Text("viewer", "notices", "edges", 0, "node", "nextStep") == "" {
				t.Errorf("%s: %s", locale, a.Body)
			}
		}
		a := sam.Do(t, inbox, nil)
		newest, oldest := a.Text("viewer", "notices", "edges", 0, "node", "id"), a.Text("viewer", "notices", "edges", 1, "node", "id")
		if a.Number("viewer", "unreadNotices") != 2 || a.Text("viewer", "notices", "edges", 0, "node", "shift", "id") != where {
			t.Errorf("%s", a.Body)
		}
		// One after the other.
		page := sam.Do(t, `query($c: Cursor) { viewer { notices(first: 1, after: $c) { edges { node { id } } pageInfo { hasNextPage } } } }`,
			map[string]any{"c": a.Text("viewer", "notices", "edges", 0, "cursor")})
		if page.Text("viewer", "notices", "edges", 0, "node", "id") != oldest {
			t.Errorf("%s", page.Body)
		}
		// By its id, to its own person only.
		const node = `query($id: ID!) { node(id: $id) { ... on Notice { kind message shift { title } } } }`
		if a := sam.Do(t, node, map[string]any{"id": newest}); a.Text("node", "kind") != "CANCELLED" || a.Text("node", "message") == "" {
			t.Errorf("%s", a.Body)
		}
		for _, other := range []*apptest.Client{dana, organizer, s.As("")} {
			if a := other.Do(t, node, map[string]any{"id": newest}); a.At("node") != nil {
				t.Errorf("%s", a.Body)
			}
		}
	})
}

// What was read is marked: some, or all; a call that is sent again is answered alike.
func TestMarkNoticesRead(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "aigerim")
		_, where := organizer.Shift(t, org, 1, 3)
		sam, dana := s.Register(t, "sam"), s.Register(t, "dana")
		ids := map[*apptest.Client][]string{}
		for _, c := range []*apptest.Client{sam, dana} {
			me := c.Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")
			for i := range 3 {
				ids[c] = append(ids[c], rows(s).Notice.Create().SetVolunteerID(me).SetKind(notice.KindADDED).SetShiftID(where).
					SetSubjectID(fmt.Sprintf("sgn_%d", i)).SaveX(system).ID)
			}
		}
		mark := func(c *apptest.Client, fields ...any) (int, string) {
			a := c.Do(t, markRead, apptest.Input(fields...))
			return a.Number("markNoticesRead", "unreadNotices"), a.Text("markNoticesRead", "userErrors", 0, "code")
		}
		for _, bad := range [][]any{
			{}, {"ids", []string{}}, {"all", false}, {"ids", ids[sam][:1], "all", true}, {"ids", slices.Repeat(ids[sam][:1], 101)}, {"all", true, "idempotencyKey", ""},
		} {
			if unread, code := mark(sam, bad...); code != "INVALID_INPUT" || unread != 3 {
				t.Errorf("%v: %d, %s", bad, unread, code)
			}
		}
		for _, foreign := range []string{ids[dana][0], "ntc_nothing", where} {
			if unread, code := mark(sam, "ids", []string{ids[sam][0], foreign}); code != "NOT_FOUND" || unread != 3 {
				t.Errorf("a foreign one: %d, %s", unread, code)
			}
		}
		if a := s.As("").Ask(t, markRead, apptest.Input("all", true)); a.Code() != "UNAUTHENTICATED" {
			t.Errorf("a visitor: %s", a.Body)
		}
		for range 2 {
			if unread, code := mark(sam, "ids", ids[sam][:1], "idempotencyKey", "k"); code != "" || unread != 2 {
				t.Errorf("one: %d, %s", unread, code)
			}
		}
		if unread, code := mark(sam, "all", true, "idempotencyKey", "k"); code != "IDEMPOTENCY_KEY_REUSED" || unread != 2 {
			t.Errorf("the key again: %d, %s", unread, code)
		}
		read := rows(s).Notice.GetX(system, ids[sam][0]).ReadAt
		if unread, code := mark(sam, "all", true); code != "" || unread != 0 {
			t.Errorf("all: %d, %s", unread, code)
		}
		if again := rows(s).Notice.GetX(system, ids[sam][0]).ReadAt; read == nil || again == nil || !again.Equal(*read) {
			t.Errorf("read at %v, then at %v", read, again)
		}
		if unread := dana.Do(t, inbox, nil).Number("viewer", "unreadNotices"); unread != 3 {
			t.Errorf("dana has %d unread", unread)
		}
	})
}

// The running program reminds, and the link of a reminder gives the place up: by
// POST, not by opening it.
func TestALinkOfAReminder(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		var mu sync.Mutex
		var texts []string
		hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			raw, _ := io.ReadAll(r.Body)
			var m struct{ Text string }
			if err := json.Unmarshal(raw, &m); err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			texts = append(texts, m.Text)
		}))
		defer hook.Close()
		s := apptest.Start(t, database, "SMS_WEBHOOK_URL="+hook.URL, "SMS_WEBHOOK_PRIVATE=on")
		organizer, org := s.Organizer(t, "aigerim")
		_, where := organizer.Shift(t, org, 1, 3)
		sam, dana := s.Register(t, "sam"), s.Register(t, "dana")
		const take = `mutation($in: SignUpForShiftInput!) { signUpForShift(input: $in) { signup { id } userErrors { code } } }`
		place := sam.Do(t, take, apptest.Input("shiftId", where)).Text("signUpForShift", "signup", "id")
		dana.Do(t, take, apptest.Input("shiftId", where))
		me := rows(s).Signup.GetX(system, place).VolunteerID
		rows(s).VolunteerPrivate.Update().SetPhone("+77010000000").ExecX(system)
		// Whatever hour it is here, it is noon where the event is.
		now := time.Now().UTC()
		sh := rows(s).Shift.GetX(system, where)
		rows(s).Event.UpdateOneID(sh.EventID).SetTimeZone(fmt.Sprintf("Etc/GMT%+d", now.Hour()-12)).ExecX(system)
		rows(s).Notice.Create().SetVolunteerID(me).SetKind(notice.KindREMINDER).SetShiftID(where).SetSubjectID(place).
			SetDetail(fmt.Sprintf(`{"from":%d,"reminder":"24h"}`, sh.StartsAt.Unix())).ExecX(system)
		var link string
		for deadline := time.Now().Add(time.Minute); link == "" && time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
			mu.Lock()
			for _, text := range texts {
				if i := strings.Index(text, s.URL+"/cannot-come?place="); i >= 0 {
					link = text[i:]
				}
			}
			mu.Unlock()
		}
		if link == "" {
			t.Fatalf("no link in %q", texts)
		}
		token := strings.TrimPrefix(link, s.URL+"/cannot-come?place=")
		page := func(r *http.Response, err error) (int, string) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Body.Close()
			body, _ := io.ReadAll(r.Body)
			if r.Header.Get("Referrer-Policy") != "no-referrer" || r.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%v", r.Header)
			}
			return r.StatusCode, string(body)
		}
		state := func() string { return string(rows(s).Signup.GetX(system, place).State) }
		if status, body := page(http.Get(link)); status != 200 || !strings.Contains(body, "Cleaning the bank") || !strings.Contains(body, token) || state() != "CONFIRMED" {
			t.Errorf("%d %s, %s", status, body, state())
		}
		for _, bad := range []string{"", "x", place, place + ".", place + "." + strings.Repeat("A", 24), token + "x", "sgn_other." + token[strings.Index(token, ".")+1:]} {
			if status, _ := page(http.PostForm(s.URL+"/cannot-come", url.Values{"place": {bad}})); status != 404 || state() != "CONFIRMED" {
				t.Errorf("%q: %d, %s", bad, status, state())
			}
		}
		if status, body := page(http.PostForm(s.URL+"/cannot-come", url.Values{"place": {token}})); status != 200 || !strings.Contains(body, "Done") || state() != "CANCELLED" {
			t.Errorf("%d %s, %s", status, body, state())
		}
		if status, body := page(http.PostForm(s.URL+"/cannot-come", url.Values{"place": {token}})); status != 422 || !strings.Contains(body, "given up already") {
			t.Errorf("again: %d %s", status, body)
		}
		if got := told(t, dana); !slices.Equal(got, []string{"PROMOTED"}) {
			t.Errorf("who waited is told %v", got)
		}
		metrics, err := http.Get(s.URL + "/metrics")
		if err != nil {
			t.Fatal(err)
		}
		defer metrics.Body.Close()
		if all, _ := io.ReadAll(metrics.Body); !strings.Contains(string(all), `erikti_notice_deliveries_total{channel="SMS",result="SENT"}`) ||
			!strings.Contains(string(all), "erikti_notices_passed_on_total") || !strings.Contains(string(all), `erikti_notice_queue{channel="SMS"}`) {
			t.Error("the metrics do not tell of it")
		}
	})
}
