package program

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/passport"
	"erikti/ent/gen/signingkey"
	"erikti/internal/apptest"
	"erikti/internal/civil"
	"erikti/internal/id"
	"erikti/internal/sign"
)

const (
	passportFields = `passport { id number credential credentialUrl url state revokedAt shows { name publicNumber minutes from to directions { direction { code } minutes } years { year minutes } creditsEarned awards { title credits } } }`
	issuePassport  = `mutation($in: IssuePassportInput!) { issuePassport(input: $in) { ` + passportFields + ` userErrors { code path message } } }`
	revokePassport = `mutation($in: RevokePassportInput!) { revokePassport(input: $in) { passport { state revokedAt } userErrors { code path } } }`
	verifyPassport = `query($in: VerifyPassportInput!) { verifyPassport(input: $in) { check { state credential revokedAt shows { name publicNumber minutes creditsEarned } } userErrors { code path } } }`
	ownNumber      = `{ viewer { volunteer { id publicNumber } } }`
)

func shown(name, hours, directions, years bool, more ...any) map[string]any {
	return apptest.Input(append([]any{"name", name, "hours", hours, "directions", directions, "years", years}, more...)...)
}

// worked writes lines of a person's hours on different days, in a state.
func worked(t *testing.T, s *apptest.Server, c *apptest.Client, org, state, direction string, days ...string) string {
	t.Helper()
	me := c.Do(t, ownNumber, nil).Text("viewer", "volunteer", "id")
	for _, day := range days {
		create := rows(s).HourEntry.Create().SetVolunteerID(me).SetOrganizationID(org).SetDate(civil.Date(day)).SetMinutes(90).SetEvidence(3).SetState(hourentry.State(state))
		if direction != "" {
			create.SetDirectionID(id.Direction.Of(direction))
		}
		create.ExecX(system)
	}
	return me
}

func verified(t *testing.T, c *apptest.Client, in map[string]any) (state string, a *apptest.Answer) {
	t.Helper()
	a = c.Do(t, verifyPassport, in)
	return a.Text("verifyPassport", "check", "state"), a
}

func fetched(t *testing.T, address string) (int, http.Header, []byte) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, r.Header, body
}

// A passport shows what its holder chose of hours that count, is good for whoever has it
// or its number, and is revoked for ever.
func TestPassports(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		_, org := s.Organizer(t, "host")
		c, visitor := s.Register(t, "holder"), s.As("")
		a := c.Do(t, issuePassport, shown(true, true, false, false))
		refused(t, a, "issuePassport", "NOT_ENOUGH_HOURS")
		worked(t, s, c, org, "VERIFIED", "SOCIAL", "2025-12-31", "2026-01-02")
		worked(t, s, c, org, "LOCKED", "", "2026-01-03")
		worked(t, s, c, org, "PENDING", "SOCIAL", "2026-01-04")
		worked(t, s, c, org, "REJECTED", "SOCIAL", "2026-01-05")
		refused(t, c.Do(t, issuePassport, shown(true, false, false, false)), "issuePassport", "INVALID_INPUT")

		a = c.Do(t, issuePassport, shown(true, true, true, true, "locale", "ru"))
		granted(t, a, "issuePassport")
		full := a.At("issuePassport", "passport").(map[string]any)
		shows := full["shows"].(map[string]any)
		if shows["minutes"] != 270.0 || shows["from"] != "2025-12-31" || shows["to"] != "2026-01-03" || len(shows["years"].([]any)) != 2 || len(shows["directions"].([]any)) != 2 ||
			shows["name"] == nil || shows["creditsEarned"] != nil || full["state"] != "GOOD" {
			t.Errorf("%s", a.Body)
		}
		a = c.Do(t, issuePassport, shown(false, false, true, false))
		granted(t, a, "issuePassport")
		little := a.Text("issuePassport", "passport", "credential")
		if strings.Contains(little, `identityType":"name"`) || strings.Contains(little, "#hours") || strings.Contains(little, "#year-") {
			t.Errorf("more is shown than was chosen: %s", little)
		}

		credential, number := full["credential"].(string), full["number"].(string)
		for name, in := range map[string]map[string]any{
			"itself": apptest.Input("credential", credential), "its number": apptest.Input("number", number),
			"its page": apptest.Input("number", full["url"]), "its file": apptest.Input("number", full["credentialUrl"]),
		} {
			if state, a := verified(t, visitor, in); state != "GOOD" || a.Number("verifyPassport", "check", "shows", "minutes") != 270 {
				t.Errorf("by %s: %s", name, a.Body)
			}
		}
		altered := strings.Replace(credential, "PT4H30M", "PT400H30M", 1)
		if state, a := verified(t, visitor, apptest.Input("credential", altered)); state != "ALTERED" || a.At("verifyPassport", "check", "shows") != nil {
			t.Errorf("altered: %s", a.Body)
		}
		strange := strings.Replace(credential, "did:web:127.0.0.1", "did:web:127.0.0.2", 2)
		if state, a := verified(t, visitor, apptest.Input("credential", strange)); state != "UNKNOWN_KEY" || a.At("verifyPassport", "check", "shows") != nil {
			t.Errorf("of another issuer: %s", a.Body)
		}
		for _, bad := range []map[string]any{
			apptest.Input(), apptest.Input("credential", credential, "number", number), apptest.Input("credential", "{"), apptest.Input("credential", "{}"),
			apptest.Input("credential", "[]"), apptest.Input("credential", credential+"{}"), apptest.Input("credential", strings.Repeat(" ", 65<<10)), apptest.Input("number", "x"),
			apptest.Input("number", "https://x.example/passports/"),
		} {
			refused(t, visitor.Do(t, verifyPassport, bad), "verifyPassport", "INVALID_INPUT")
		}
		refused(t, visitor.Do(t, verifyPassport, apptest.Input("number", strings.Repeat("A", 26))), "verifyPassport", "NOT_FOUND")

		status, head, body := fetched(t, full["credentialUrl"].(string))
		if status != 200 || string(body) != credential || head.Get("Content-Type") != "application/vc" || head.Get("Access-Control-Allow-Origin") != "*" || head.Get("X-Robots-Tag") != "noindex" {
			t.Errorf("%d %v %s", status, head, body)
		}
		list, bit := statusEntry(t, credential)
		if isSet(t, list, bit) {
			t.Error("its bit is set before it was revoked")
		}
		other := s.Register(t, "other")
		refused(t, other.Do(t, revokePassport, apptest.Input("passportId", full["id"])), "revokePassport", "NOT_FOUND")
		if n := len(other.Do(t, `{ myPassports { id } }`, nil).At("myPassports").([]any)); n != 0 {
			t.Errorf("somebody else has %d passports", n)
		}
		var at string
		for range 2 {
			a = c.Do(t, revokePassport, apptest.Input("passportId", full["id"]))
			granted(t, a, "revokePassport")
			if again := a.Text("revokePassport", "passport", "revokedAt"); at != "" && at != again {
				t.Error("it was revoked twice")
			} else {
				at = again
			}
		}
		if state, a := verified(t, visitor, apptest.Input("credential", credential)); state != "REVOKED" || a.Text("verifyPassport", "check", "revokedAt") != at {
			t.Errorf("revoked: %s", a.Body)
		}
		if state, a := verified(t, visitor, apptest.Input("number", number)); state != "REVOKED" || a.At("verifyPassport", "check", "shows") != nil || a.At("verifyPassport", "check", "credential") != nil {
			t.Errorf("revoked, by its number: %s", a.Body)
		}
		if state, a := verified(t, visitor, apptest.Input("credential", altered)); state != "ALTERED" || a.At("verifyPassport", "check", "revokedAt") != nil {
			t.Errorf("altered and revoked: %s", a.Body)
		}
		if status, _, body := fetched(t, full["credentialUrl"].(string)); status != http.StatusGone || bytes.Contains(body, []byte("credential")) {
			t.Errorf("revoked: %d %s", status, body)
		}
		if !isSet(t, list, bit) {
			t.Error("its bit is not set")
		}
		if mine := c.Do(t, `{ myPassports { state } }`, nil).At("myPassports").([]any); len(mine) != 2 || mine[0].(map[string]any)["state"] != "GOOD" || mine[1].(map[string]any)["state"] != "REVOKED" {
			t.Errorf("%v", mine)
		}
	})
}

func statusEntry(t *testing.T, credential string) (list string, bit int) {
	t.Helper()
	var c struct {
		Status struct {
			Credential string `json:"statusListCredential"`
			Index      string `json:"statusListIndex"`
		} `json:"credentialStatus"`
	}
	if err := json.Unmarshal([]byte(credential), &c); err != nil {
		t.Fatal(err)
	}
	bit, err := strconv.Atoi(c.Status.Index)
	if err != nil {
		t.Fatal(err)
	}
	return c.Status.Credential, bit
}

func isSet(t *testing.T, list string, bit int) bool {
	t.Helper()
	status, _, body := fetched(t, list)
	var c struct {
		Subject struct {
			List string `json:"encodedList"`
		} `json:"credentialSubject"`
	}
	if err := json.Unmarshal(body, &c); err != nil || status != 200 {
		t.Fatalf("%d %v %s", status, err, body)
	}
	packed, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(c.Subject.List, "u"))
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(z)
	if err != nil || len(raw) != sign.ListLength/8 {
		t.Fatal(len(raw), err)
	}
	return raw[bit/8]&(0x80>>(bit%8)) != 0
}

// However many issue at the first moment, one key signs; another one that is made later
// leaves what was signed before good, and is published beside it.
func TestOneKeySigns(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		_, org := s.Organizer(t, "host")
		people := s.People(t, 8, "1990-05-17")
		for _, p := range people {
			worked(t, s, p, org, "VERIFIED", "", "2026-01-02")
		}
		credentials := make([]string, len(people))
		var all sync.WaitGroup
		for i, p := range people {
			all.Go(func() {
				a, err := p.Try(issuePassport, shown(false, true, false, false))
				if err == nil {
					credentials[i] = a.Text("issuePassport", "passport", "credential")
				}
			})
		}
		all.Wait()
		if n := rows(s).SigningKey.Query().CountX(system); n != 1 {
			t.Fatalf("%d keys", n)
		}
		tx, err := rows(s).Tx(system)
		if err != nil {
			t.Fatal(err)
		}
		renewed, err := sign.Renew(system, tx, time.Now().UTC())
		if err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		a := people[0].Do(t, issuePassport, shown(false, true, false, false))
		granted(t, a, "issuePassport")
		newest := a.Text("issuePassport", "passport", "credential")
		if !strings.Contains(newest, renewed.ID) {
			t.Errorf("the new key does not sign: %s", newest)
		}
		for i, c := range append(credentials, newest) {
			if state, a := verified(t, s.As(""), apptest.Input("credential", c)); state != "GOOD" {
				t.Errorf("%d: %s of %s", i, a.Body, c)
			}
		}
		if n := rows(s).SigningKey.Query().Where(signingkey.Signs(true)).CountX(system); n != 1 {
			t.Errorf("%d keys sign", n)
		}
		for _, address := range []string{"/.well-known/did.json", "/.well-known/jwks.json"} {
			status, _, body := fetched(t, s.URL+address)
			for _, k := range rows(s).SigningKey.Query().AllX(system) {
				if status != 200 || !strings.Contains(string(body), k.ID) || strings.Contains(string(body), k.PrivateKey) {
					t.Errorf("%s: %d %s", address, status, body)
				}
			}
		}
	})
}

// Awards that are the holder's and approved can be shown, others not; nothing is written
// for a wish that is refused, and nobody issues without end.
func TestWhatAPassportMayShow(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		_, org := s.Organizer(t, "host")
		c, other := s.Register(t, "student"), s.Register(t, "another")
		me := worked(t, s, c, org, "VERIFIED", "", "2026-01-02")
		them := worked(t, s, other, org, "VERIFIED", "", "2026-01-02")
		award := func(whose, state string) string { return awardOf(s, org, whose, state) }
		mine, paid := award(me, "APPROVED"), award(me, "PAID")
		for name, id := range map[string]string{"somebody else's": award(them, "APPROVED"), "not approved": award(me, "CLAIMED"), "reversed": award(me, "REVERSED"), "none": "cra_none"} {
			a := c.Do(t, issuePassport, shown(true, true, false, false, "awards", []string{mine, id}))
			if a.Text("issuePassport", "userErrors", 0, "code") != "NOT_FOUND" {
				t.Errorf("%s: %s", name, a.Body)
			}
		}
		if n := rows(s).Passport.Query().CountX(system); n != 0 {
			t.Errorf("%d passports of refused wishes", n)
		}
		a := c.Do(t, issuePassport, shown(false, false, false, false, "awards", []string{mine, paid, mine}))
		granted(t, a, "issuePassport")
		if a.Number("issuePassport", "passport", "shows", "creditsEarned") != 4 || len(a.At("issuePassport", "passport", "shows", "awards").([]any)) != 2 ||
			a.At("issuePassport", "passport", "shows", "from") != nil || !strings.Contains(a.Text("issuePassport", "passport", "credential"), `"creditsEarned":4`) {
			t.Errorf("%s", a.Body)
		}
		// Of whatever year: the list to choose from has all of them, the latest year first, and nobody else's.
		before := awardIn(s, org, me, "CLOSED", 2024)
		all := c.Do(t, `{ myCreditAwards { id fiscalYear state } myCredit(fiscalYear: 2026) { awards { id } } }`, nil)
		if n := len(all.At("myCreditAwards").([]any)); n != 5 || all.Text("myCreditAwards", 4, "id") != before || all.Number("myCreditAwards", 4, "fiscalYear") != 2024 ||
			len(all.At("myCredit", "awards").([]any)) != 4 {
			t.Errorf("%s", all.Body)
		}
		if code := s.As("").Ask(t, `{ myCreditAwards { id } }`, nil).Code(); code != "UNAUTHENTICATED" {
			t.Errorf("a visitor: %s", code)
		}
		a = c.Do(t, issuePassport, shown(false, false, false, false, "awards", []string{before, paid}, "locale", "en"))
		granted(t, a, "issuePassport")
		if a.Number("issuePassport", "passport", "shows", "creditsEarned") != 4 || !strings.Contains(a.Text("issuePassport", "passport", "shows", "awards", 0, "title"), "2024") ||
			!strings.Contains(a.Text("issuePassport", "passport", "shows", "awards", 1, "title"), "2026") {
			t.Errorf("%s", a.Body)
		}
		for range 18 {
			granted(t, c.Do(t, issuePassport, shown(false, true, false, false)), "issuePassport")
		}
		refused(t, c.Do(t, issuePassport, shown(false, true, false, false)), "issuePassport", "RATE_LIMITED")
	})
}

// Who was erased has no passport: those they gave away are revoked, and nothing of them
// is kept here.
func TestI2_PassportsOfTheErased(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		_, org := s.Organizer(t, "host")
		c := s.Register(t, "qz9erased")
		worked(t, s, c, org, "VERIFIED", "", "2026-01-02")
		a := c.Do(t, issuePassport, shown(true, true, true, true))
		granted(t, a, "issuePassport")
		credential, number := a.Text("issuePassport", "passport", "credential"), a.Text("issuePassport", "passport", "number")
		a = c.Do(t, `mutation($in: EraseMyAccountInput!) { eraseMyAccount(input: $in) { userErrors { code } } }`,
			apptest.Input("publicNumber", c.Do(t, ownNumber, nil).Text("viewer", "volunteer", "publicNumber")))
		granted(t, a, "eraseMyAccount")
		row := rows(s).Passport.Query().Where(passport.Number(number)).OnlyX(system)
		if row.Credential != "" || row.RevokedAt == nil {
			t.Errorf("%+v is kept", row)
		}
		if state, a := verified(t, s.As(""), apptest.Input("credential", credential)); state != "REVOKED" {
			t.Errorf("%s", a.Body)
		}
		if state, a := verified(t, s.As(""), apptest.Input("number", number)); state != "REVOKED" || strings.Contains(string(a.Body), "qz9erased") {
			t.Errorf("%s", a.Body)
		}
		if list, bit := statusEntry(t, credential); !isSet(t, list, bit) {
			t.Error("its bit is not set")
		}
	})
}

// A passport whose time is over says so.
func TestPassportsExpire(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, databaseURL string) {
		var ahead atomic.Bool
		s := apptest.StartAt(t, databaseURL, func() time.Time {
			if ahead.Load() {
				return time.Now().AddDate(3, 0, 1)
			}
			return time.Now()
		})
		_, org := s.Organizer(t, "host")
		c := s.Register(t, "holder")
		worked(t, s, c, org, "VERIFIED", "", "2026-01-02")
		a := c.Do(t, issuePassport, shown(true, true, true, true))
		granted(t, a, "issuePassport")
		ahead.Store(true)
		if state, a := verified(t, s.As(""), apptest.Input("credential", a.Text("issuePassport", "passport", "credential"))); state != "EXPIRED" {
			t.Errorf("%s", a.Body)
		}
	})
}

func awardOf(s *apptest.Server, org, whose, state string) string {
	return awardIn(s, org, whose, state, 2026)
}

func awardIn(s *apptest.Server, org, whose, state string, year int) string {
	db := rows(s)
	p := rulesOf(db)
	e := db.Enrollment.Create().SetVolunteerID(whose).SetOrganizationID(org).SetStudentNo(state + strconv.Itoa(db.Enrollment.Query().CountX(system))).
		SetState("ENDED").SetValidFrom("2026-01-01").SetValidTo("2026-02-01").SaveX(system)
	return db.CreditAward.Create().SetVolunteerID(whose).SetEnrollmentID(e.ID).SetOrganizationID(org).SetFiscalYear(year).SetPolicyID(p.ID).
		SetMinutes(1200).SetCredits(2).SetAmount(2_000_000).SetState(creditaward.State(state)).SaveX(system).ID
}

func rulesOf(db *gen.Client) *gen.CreditPolicy {
	if known := db.CreditPolicy.Query().AllX(system); len(known) > 0 {
		return known[0]
	}
	return db.CreditPolicy.Create().SetFiscalYear(2026).SetNumber(1).SetAppliesFrom("2026-01-01").SetTiers(nil).SetCapMinutes(70 * 60).SetCapCredits(7).
		SetMinEvidence(1).SetDirections([]string{}).SetClaimDays(120).SetSeatDays(30).SetConfirmDays(10).SetApproveDays(10).SetPayDays(20).SaveX(system)
}
