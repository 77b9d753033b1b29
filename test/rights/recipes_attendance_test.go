package rights

import (
	"maps"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/signup"
	"erikti/internal/apptest"
)

func init() { maps.Copy(recipes, attendanceRecipes) }

// goesOn is a shift that began a while ago, with a person on it; over is one that ended.
func (o one) goesOn(p person) (shift, signup string) {
	o.leavesAll(p)
	shift = o.shift(o.org)
	signup = o.takes(p, shift)
	o.moved(shift, time.Now().UTC().Add(-20*time.Minute).Truncate(time.Second))
	return shift, signup
}

// leavesAll ends the places that a person has now: all of these shifts are at one time.
func (o one) leavesAll(p person) {
	db := rows(o.Server)
	for _, g := range db.Signup.Query().Where(signup.VolunteerID(p.id), signup.StateIn("CONFIRMED", "CHECKED_IN", "COMPLETED"),
		signup.StartsAtLT(time.Now())).AllX(system) {
		db.Signup.UpdateOne(g).SetState("CANCELLED").ExecX(system)
		db.Shift.UpdateOneID(g.ShiftID).AddConfirmed(-1).ExecX(system)
	}
}

func (o one) moved(shift string, from time.Time) {
	db, to := rows(o.Server), from.Add(2*time.Hour)
	s := db.Shift.GetX(system, shift)
	db.Event.UpdateOneID(s.EventID).SetStartsAt(from).SetEndsAt(to).ExecX(system)
	db.Shift.UpdateOneID(shift).SetStartsAt(from).SetEndsAt(to).SetState("CLOSED").SetNextTransitionAt(to).ExecX(system)
	for _, g := range db.Shift.QuerySignups(s).AllX(system) {
		db.Signup.UpdateOne(g).SetStartsAt(from).SetEndsAt(to).ExecX(system)
	}
}

// code is the code that the organizers of a shift see now.
func (o one) code(shift string) string {
	return o.organizerOf().Do(o.t, `{ shiftCode(shiftId: "`+shift+`") { code } }`, nil).Text("shiftCode", "code")
}

func (o one) organizerOf() person {
	for _, s := range o.sides {
		if s.org == o.org {
			return s.admin
		}
	}
	return o.sides[0].admin
}

var attendanceRecipes = map[string]recipe{
	"Query.shiftCode": {"organization", ask(`query($id: ID!) { at: shiftCode(shiftId: $id) { digits } }`, func(o one) map[string]any {
		shift, _ := o.goesOn(o.somebody)
		return map[string]any{"id": shift}
	}), present},
	"Query.myCode": {"person", ask(`query($id: ID!) { at: myCode(shiftId: $id) { code } }`, func(o one) map[string]any {
		shift, _ := o.goesOn(o.whose)
		return map[string]any{"id": shift}
	}), present},
	"Query.kioskCode": {"nobody", ask(`query($token: String!) { at: kioskCode(token: $token) { digits } }`, func(o one) map[string]any {
		shift, _ := o.goesOn(o.somebody)
		a := o.organizerOf().Do(o.t, `mutation { openKiosk(input: {shiftId: "`+shift+`"}) { token } }`, nil)
		return map[string]any{"token": a.Text("openKiosk", "token")}
	}), present},
	"Query.attendanceSummary": {"organization", ask(`query($id: ID!) { at: attendanceSummary(eventId: $id) { expected } }`, func(o one) map[string]any {
		shift, _ := o.goesOn(o.somebody)
		return map[string]any{"id": rows(o.Server).Shift.GetX(system, shift).EventID}
	}), present},
	"Mutation.checkIn": {"person", mutate("checkIn", "CheckInInput", func(o one) []any {
		shift, _ := o.goesOn(o.whose)
		return []any{"shiftId", shift, "code", o.code(shift), "clientEventId", shift}
	}), nil},
	"Mutation.checkOut": {"person", mutate("checkOut", "CheckInInput", func(o one) []any {
		shift, _ := o.goesOn(o.whose)
		return []any{"shiftId", shift, "code", o.code(shift), "clientEventId", shift}
	}), nil},
	"Mutation.scanVolunteer": {"organization", mutate("scanVolunteer", "ScanVolunteerInput", func(o one) []any {
		shift, _ := o.goesOn(o.somebody)
		code := o.somebody.Do(o.t, `{ myCode(shiftId: "`+shift+`") { code } }`, nil).Text("myCode", "code")
		return []any{"shiftId", shift, "code", code, "clientEventId", shift}
	}), nil},
	"Mutation.markAttendance": {"organization", mutate("markAttendance", "MarkAttendanceInput", func(o one) []any {
		_, signup := o.goesOn(o.somebody)
		return []any{"signupId", signup, "outcome", "PRESENT"}
	}), nil},
	"Mutation.recordAttendance": {"organization", func(o one) (string, map[string]any) {
		shift, signup := o.goesOn(o.somebody)
		return `mutation($in: RecordAttendanceInput!) { at: recordAttendance(input: $in) { userErrors { code } results { recorded } } }`,
			apptest.Input("shiftId", shift, "events", []any{map[string]any{
				"clientEventId": "1", "kind": "IN", "at": time.Now().UTC().Add(-10 * time.Minute).Format(time.RFC3339), "signupId": signup,
			}})
	}, func(a *apptest.Answer) bool { done, _ := a.At("at", "results", 0, "recorded").(bool); return done }},
	"Mutation.openKiosk": {"organization", mutate("openKiosk", "OpenKioskInput", func(o one) []any {
		shift, _ := o.goesOn(o.somebody)
		return []any{"shiftId", shift}
	}), nil},
	"Mutation.closeKiosk": {"organization", mutate("closeKiosk", "CloseKioskInput", func(o one) []any {
		shift, _ := o.goesOn(o.somebody)
		k := rows(o.Server).Kiosk.Create().SetShiftID(shift).SetTokenHash([]byte(shift)).SetOpenedBy(o.somebody.id).
			SetExpiresAt(time.Now().Add(time.Hour)).SaveX(system)
		return []any{"kioskId", k.ID}
	}), nil},
	"Mutation.settleEvent": {"organization", mutate("settleEvent", "SettleEventInput", func(o one) []any {
		event, _ := o.event(o.org, "DONE", func(c *gen.ShiftCreate) { c.SetState("ENDED") })
		rows(o.Server).Event.UpdateOneID(event).SetSettleReminders(3).SetRegionID(o.region).ExecX(system) // the center was asked
		return []any{"eventId", event}
	}), nil},
	"Query.kiosks": {"organization", ask(`query($id: ID!) { at: kiosks(shiftId: $id) { id } }`, func(o one) map[string]any {
		shift, _ := o.goesOn(o.somebody)
		rows(o.Server).Kiosk.Create().SetShiftID(shift).SetTokenHash([]byte(shift)).SetOpenedBy(o.somebody.id).SetExpiresAt(time.Now().Add(time.Hour)).ExecX(system)
		return map[string]any{"id": shift}
	}), listed},
}
