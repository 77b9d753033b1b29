package program

import (
	"fmt"
	"testing"
	"time"

	"erikti/internal/apptest"
)

// A shift from the kiosk at its door to the totals: the same minutes everywhere.
func TestFromTheKioskToTheTotals(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		event, shift := organizer.Shift(t, org, 3, 9)
		where := rows(s).Region.Query().FirstX(system).ID
		dana, erlan := s.Register(t, "dana"), s.Register(t, "erlan")
		place, silent := took(t, dana, shift), took(t, erlan, shift)
		began(s, event, shift, where, -30*time.Minute)

		opened := organizer.Do(t, `mutation($in: OpenKioskInput!) { openKiosk(input: $in) { kioskId token userErrors { code } } }`, apptest.Input("shiftId", shift))
		granted(t, opened, "openKiosk")
		token := map[string]any{"t": opened.Text("openKiosk", "token")}
		code := func() string {
			return s.As("").Do(t, `query($t: String!) { kioskCode(token: $t) { digits } }`, token).Text("kioskCode", "digits")
		}
		if n := len(organizer.Do(t, `query($id: ID!) { kiosks(shiftId: $id) { id } }`, map[string]any{"id": shift}).At("kiosks").([]any)); n != 1 {
			t.Errorf("%d kiosks", n)
		}
		in := fields{"shiftId": shift, "code": code(), "clientEventId": "in"}.but()
		for range 2 {
			granted(t, dana.Do(t, `mutation($in: CheckInInput!) { checkIn(input: $in) { signup { state } userErrors { code } } }`, in), "checkIn")
		}
		bad := erlan.Ask(t, `mutation($in: CheckInInput!) { checkIn(input: $in) { userErrors { code message nextStep } } }`,
			apptest.Input("shiftId", shift, "code", canary, "clientEventId", "x"))
		refused(t, bad, "checkIn", "CODE_INVALID")
		withoutEcho(t, bad)

		// Meanwhile the shift ends.
		began(s, event, shift, where, -3*time.Hour)
		granted(t, organizer.Do(t, `mutation($in: MarkAttendanceInput!) { markAttendance(input: $in) { signup { state } userErrors { code } } }`,
			apptest.Input("signupId", place, "outcome", "PRESENT", "arrivedAt", fromStart(s, shift, 0), "leftAt", fromStart(s, shift, 90))), "markAttendance")
		rows(s).Event.UpdateOneID(event).SetState("DONE").ExecX(system)
		rows(s).Shift.UpdateOneID(shift).SetState("ENDED").ClearNextTransitionAt().ExecX(system)
		settled := organizer.Do(t, `mutation($in: SettleEventInput!) { settleEvent(input: $in) { event { state settledAt } userErrors { code message path } } }`,
			apptest.Input("eventId", event))
		granted(t, settled, "settleEvent")
		if settled.Text("settleEvent", "event", "state") != "SETTLED" {
			t.Errorf("%s", settled.Body)
		}

		declared := erlan.Do(t, `mutation($in: DeclareHoursInput!) { declareHours(input: $in) { entries { id minutes evidence state } userErrors { code } } }`,
			apptest.Input("organizationId", org, "startsAt", time.Now().Add(-50*time.Hour).UTC().Format(time.RFC3339),
				"endsAt", time.Now().Add(-49*time.Hour).UTC().Format(time.RFC3339), "description", "Carried water", "regionId", where))
		granted(t, declared, "declareHours")
		line := declared.Text("declareHours", "entries", 0, "id")
		granted(t, organizer.Do(t, `mutation($in: VerifyHoursInput!) { verifyHours(input: $in) { entries { state } userErrors { code } } }`,
			apptest.Input("entryIds", []any{line})), "verifyHours")

		granted(t, erlan.Do(t, `mutation($in: DisputeHoursInput!) { disputeHours(input: $in) { dispute { id state } userErrors { code } } }`,
			apptest.Input("signupId", silent, "text", "I was there")), "disputeHours")
		dispute := organizer.Do(t, `query($org: ID!) { hourDisputes(organizationId: $org, state: OPEN) { id text volunteer { givenName } signup { state } } }`, map[string]any{"org": org})
		answered := organizer.Do(t, `mutation($in: AnswerHourDisputeInput!) { answerHourDispute(input: $in) { dispute { state signup { state } } userErrors { code message path } } }`,
			apptest.Input("disputeId", dispute.Text("hourDisputes", 0, "id"), "uphold", true, "answer", "So it was",
				"arrivedAt", fromStart(s, shift, 0), "leftAt", fromStart(s, shift, 30)))
		granted(t, answered, "answerHourDispute")
		granted(t, dana.Do(t, `mutation($in: RateEventInput!) { rateEvent(input: $in) { rating { stars text } userErrors { code } } }`,
			apptest.Input("eventId", event, "stars", 4, "text", "Wet")), "rateEvent")
		if r := organizer.Do(t, `query($id: ID!) { eventRatings(eventId: $id) { count average ratings { stars text date } } }`, map[string]any{"id": event}); r.Number("eventRatings", "average") != 4 {
			t.Errorf("%s", r.Body)
		}

		hours := func(c *apptest.Client, document string, path ...any) int {
			t.Helper()
			a := c.Do(t, document, map[string]any{"org": org, "region": where})
			sum := 0
			for i := range a.At(append(path, "groups")...).([]any) {
				sum += int(a.Number(append(path, "groups", i, "minutes")...))
			}
			total := int(a.Number(append(path, "minutes")...))
			if sum != total {
				t.Errorf("the groups are %d, the total %d: %s", sum, total, a.Body)
			}
			return total
		}
		mine := func(c *apptest.Client) int {
			return hours(c, `{ viewer { volunteer { hours(by: MONTH) { minutes pendingMinutes groups { key minutes } } } } }`, "viewer", "volunteer", "hours")
		}
		if mine(dana) != 90 || mine(erlan) != 60+30 {
			t.Errorf("%d and %d minutes", mine(dana), mine(erlan))
		}
		visitor := s.As("")
		for what, got := range map[string]int{
			"organization": hours(visitor, `query($org: ID!) { node(id: $org) { ... on Organization { hours(by: DIRECTION) { minutes groups { key minutes } } } } }`, "node", "hours"),
			"region":       hours(visitor, `query($region: ID!) { node(id: $region) { ... on Region { hours(by: ORGANIZATION) { minutes groups { key minutes } } } } }`, "node", "hours"),
			"network":      hours(visitor, `{ networkHours(by: REGION) { minutes groups { key minutes } } }`, "networkHours"),
			"dashboard":    int(visitor.Do(t, `{ networkStats { totals { verifiedMinutes } } }`, nil).Number("networkStats", "totals", "verifiedMinutes")),
		} {
			if got != 180 {
				t.Errorf("%s: %d minutes, want 180", what, got)
			}
		}
		if a := visitor.Ask(t, `{ networkHours(by: DAY, from: "2026-01-01", to: "2026-02-01") { minutes } }`, nil); a.Code() != "FORBIDDEN" {
			t.Errorf("days, for a visitor: %s", a.Body)
		}
		if a := organizer.Ask(t, `query($org: ID!) { node(id: $org) { ... on Organization { hours(by: DAY) { minutes } } } }`, map[string]any{"org": org}); a.Code() != "TOO_BROAD" {
			t.Errorf("days without bounds: %s", a.Body)
		}
		other := s.Register(t, "other")
		a := other.Do(t, `query($org: ID!) { hourEntries(filter: {organizationId: $org}) { id } hourDisputes(organizationId: $org) { id } }`, map[string]any{"org": org})
		if fmt.Sprint(a.At("hourEntries"), a.At("hourDisputes")) != "[] []" {
			t.Errorf("%s", a.Body)
		}
	})
}

// began moves a shift of two hours, and its event, to a time from now.
func began(s *apptest.Server, event, shift, region string, ago time.Duration) {
	from := time.Now().UTC().Add(ago).Truncate(time.Minute)
	to := from.Add(2 * time.Hour)
	rows(s).Event.UpdateOneID(event).SetStartsAt(from).SetEndsAt(to).SetRegionID(region).ExecX(system)
	row := rows(s).Shift.UpdateOneID(shift).SetStartsAt(from).SetEndsAt(to).SetState("CLOSED").SetNextTransitionAt(to.AddDate(1, 0, 0)).SaveX(system)
	for _, g := range rows(s).Shift.QuerySignups(row).AllX(system) {
		rows(s).Signup.UpdateOne(g).SetStartsAt(from).SetEndsAt(to).ExecX(system)
	}
}

// fromStart is a moment some minutes after the start of a shift.
func fromStart(s *apptest.Server, shift string, minutes int) string {
	return rows(s).Shift.GetX(system, shift).StartsAt.Add(time.Duration(minutes) * time.Minute).Format(time.RFC3339)
}
