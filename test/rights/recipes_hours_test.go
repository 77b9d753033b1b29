package rights

import (
	"maps"
	"time"

	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/signup"
	"erikti/internal/apptest"
)

func init() { maps.Copy(recipes, hoursRecipes) }

// worked is a line of hours of a person at an organization of the side, at a time of its own.
func (o one) worked(p person, state hourentry.State) string {
	o.made++
	from := time.Now().UTC().Truncate(time.Hour).Add(-time.Duration(o.made) * 2 * time.Hour)
	c := rows(o.Server).HourEntry.Create().SetVolunteerID(p.id).SetOrganizationID(o.org).SetDate("2026-01-01").
		SetStartsAt(from).SetEndsAt(from.Add(time.Hour)).SetMinutes(60).SetState(state)
	return c.SaveX(system).ID
}

// over is a place of a person on a shift that has ended, where they were.
func (o one) over(p person) (ofEvent, place string) {
	shift, place := o.goesOn(p)
	db := rows(o.Server)
	o.moved(shift, time.Now().UTC().Add(-3*time.Hour).Truncate(time.Second))
	s := db.Shift.UpdateOneID(shift).SetState("ENDED").ClearNextTransitionAt().SaveX(system)
	db.Event.UpdateOneID(s.EventID).SetState(event.StateDONE).ExecX(system)
	db.Signup.UpdateOneID(place).SetState(signup.StateCOMPLETED).ExecX(system)
	return s.EventID, place
}

// disputed is what a person said is not right, at an organization of the side.
func (o one) disputed() string {
	_, place := o.over(o.somebody)
	return rows(o.Server).HourDispute.Create().SetVolunteerID(o.somebody.id).SetOrganizationID(o.org).SetSignupID(place).SetText("an hour more").SaveX(system).ID
}

var hoursRecipes = map[string]recipe{
	"Query.hourEntries": {"organization", ask(`query($id: ID!) { at: hourEntries(filter: {organizationId: $id}) { id } }`, func(o one) map[string]any {
		o.worked(o.somebody, "PENDING")
		return map[string]any{"id": o.org}
	}), listed},
	"Query.hourEntriesCount": {"organization", ask(`query($id: ID!) { at: hourEntriesCount(filter: {organizationId: $id}) }`, func(o one) map[string]any {
		o.worked(o.somebody, "PENDING")
		return map[string]any{"id": o.org}
	}), some},
	"Query.regionHours": {"organization", ask(`query($id: ID!) { at: regionHours(regionId: $id, first: 1) { count } }`, func(o one) map[string]any {
		o.worked(o.somebody, "PENDING")
		return map[string]any{"id": o.region}
	}), func(a *apptest.Answer) bool { return a.Number("at", "count") > 0 }},
	"Query.hourDisputesCount": {"organization", ask(`query($id: ID!) { at: hourDisputesCount(organizationId: $id) }`, func(o one) map[string]any {
		o.disputed()
		return map[string]any{"id": o.org}
	}), some},
	"Subscription.centerDesk": {"organization", ask(`subscription($id: ID!) { at: centerDesk(regionId: $id) { asOf } }`, func(o one) map[string]any {
		return map[string]any{"id": o.region}
	}), present},
	"Subscription.hourEntries": {"organization", ask(`subscription($id: ID!) { at: hourEntries(filter: {organizationId: $id}) { id } }`, func(o one) map[string]any {
		o.worked(o.somebody, "PENDING")
		return map[string]any{"id": o.org}
	}), listed},
	"Query.networkHours": {"nobody", ask(`{ at: networkHours { minutes } }`, nil), present},
	"Mutation.declareHours": {"nobody", mutate("declareHours", "DeclareHoursInput", func(o one) []any {
		o.made++
		from := time.Now().UTC().Truncate(time.Hour).Add(-time.Duration(2+o.made%900) * 2 * time.Hour)
		return []any{
			"organizationId", o.org, "startsAt", from.Format(time.RFC3339), "endsAt", from.Add(time.Hour).Format(time.RFC3339),
			"description", "Carried water",
		}
	}), nil},
	"Mutation.verifyHours": {"organization", mutate("verifyHours", "VerifyHoursInput", func(o one) []any {
		return []any{"entryIds", []any{o.worked(o.somebody, "PENDING")}}
	}), nil},
	"Mutation.rejectHours": {"organization", mutate("rejectHours", "RejectHoursInput", func(o one) []any {
		return []any{"entryIds", []any{o.worked(o.somebody, "PENDING")}, "reason", "Nobody was there"}
	}), nil},
	"Mutation.correctHours": {"organization", mutate("correctHours", "CorrectHoursInput", func(o one) []any {
		return []any{"entryId", o.worked(o.somebody, "VERIFIED"), "reason", "It rained"}
	}), nil},
	"Query.hourDisputes": {"organization", ask(`query($id: ID!) { at: hourDisputes(organizationId: $id) { id } }`, func(o one) map[string]any {
		o.disputed()
		return map[string]any{"id": o.org}
	}), listed},
	"Mutation.disputeHours": {"person", mutate("disputeHours", "DisputeHoursInput", func(o one) []any {
		_, place := o.over(o.whose)
		return []any{"signupId", place, "text", "an hour more"}
	}), nil},
	"Mutation.answerHourDispute": {"organization", mutate("answerHourDispute", "AnswerHourDisputeInput", func(o one) []any {
		return []any{"disputeId", o.disputed(), "uphold", false, "answer", "As it was recorded"}
	}), nil},
	"Query.eventRatings": {"organization", ask(`query($id: ID!) { at: eventRatings(eventId: $id) { count } }`, func(o one) map[string]any {
		ofEvent, _ := o.over(o.somebody)
		return map[string]any{"id": ofEvent}
	}), present},
	"Mutation.rateEvent": {"person", mutate("rateEvent", "RateEventInput", func(o one) []any {
		ofEvent, _ := o.over(o.whose)
		return []any{"eventId", ofEvent, "stars", 5}
	}), nil},
}
