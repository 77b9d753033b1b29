package graph

import (
	"cmp"

	"github.com/99designs/gqlgen/graphql"

	"erikti/graph/model"
	"erikti/internal/account"
	"erikti/internal/event"
	"erikti/internal/lang"
	"erikti/internal/profile"
)

// given returns what a client sent, nil for what is absent or null.
func given[T any](o graphql.Omittable[*T]) *T {
	v, _ := o.ValueOK()
	return v
}

// or returns what a client sent, else another value.
func or[T any](o graphql.Omittable[*T], otherwise T) T {
	if v := given(o); v != nil {
		return *v
	}
	return otherwise
}

// deref returns what an argument says, else another value.
func deref[T any](v *T, otherwise T) T {
	if v == nil {
		return otherwise
	}
	return *v
}

// clearable tells null from absent.
func clearable[T any](o graphql.Omittable[*T]) event.Optional[T] {
	v, ok := o.ValueOK()
	return event.Optional[T]{Set: ok, Value: v}
}

func contact(email, phone graphql.Omittable[*string]) account.Contact {
	return account.Contact{Email: or(email, ""), Phone: or(phone, "")}
}

func text(in *model.LocalizedTextInput) lang.Text {
	if in == nil {
		return lang.Text{}
	}
	return lang.Text{Kk: or(in.Kk, ""), Ru: or(in.Ru, ""), En: or(in.En, "")}
}

func textPatch(in graphql.Omittable[*model.LocalizedTextInput]) *lang.Text {
	v := given(in)
	if v == nil {
		return nil
	}
	t := text(v)
	return &t
}

func shiftDraft(in *model.CreateShiftInput) event.ShiftDraft {
	qualifications, _ := in.Qualifications.ValueOK()
	return event.ShiftDraft{
		Title: text(in.Title), StartsAt: in.StartsAt, EndsAt: in.EndsAt, Capacity: in.Capacity,
		OpensAt: given(in.OpensAt), ClosesAt: given(in.ClosesAt), CancelCutoff: given(in.CancelCutoff),
		MinAge: or(in.MinAge, 0), Qualifications: qualifications, MembersOnly: or(in.MembersOnly, false),
		GuestSignup: or(in.GuestSignup, false), HeavyWork: or(in.HeavyWork, false),
		SignupPolicy: or(in.SignupPolicy, ""), OfferMinutes: given(in.OfferMinutes), NoShowMinutes: given(in.NoShowMinutes),
	}
}

func eventDraft(in model.CreateEventInput) event.Draft {
	d := event.Draft{
		OrganizationID: in.OrganizationID,
		Title:          text(in.Title), Description: text(given(in.Description)), Venue: text(given(in.Venue)),
		Directions: in.Directions, RegionID: given(in.RegionID),
		StartsAt: in.StartsAt, EndsAt: in.EndsAt, TimeZone: in.TimeZone, Remote: or(in.Remote, false),
	}
	shifts, _ := in.Shifts.ValueOK()
	for _, s := range shifts {
		d.Shifts = append(d.Shifts, shiftDraft(s))
	}
	return d
}

func eventPatch(in model.UpdateEventInput) event.Patch {
	directions, _ := in.Directions.ValueOK()
	return event.Patch{
		EventID: in.EventID,
		Title:   textPatch(in.Title), Description: textPatch(in.Description), Venue: textPatch(in.Venue),
		Directions: directions, RegionID: clearable(in.RegionID),
		StartsAt: given(in.StartsAt), EndsAt: given(in.EndsAt), TimeZone: given(in.TimeZone),
		Remote: given(in.Remote), ExpectedVersion: given(in.ExpectedVersion),
	}
}

func shiftPatch(in model.UpdateShiftInput) event.ShiftPatch {
	return event.ShiftPatch{
		ShiftID: in.ShiftID, Title: textPatch(in.Title),
		StartsAt: given(in.StartsAt), EndsAt: given(in.EndsAt), Capacity: given(in.Capacity),
		OpensAt: clearable(in.OpensAt), ClosesAt: clearable(in.ClosesAt), CancelCutoff: clearable(in.CancelCutoff),
		MinAge: given(in.MinAge), MembersOnly: given(in.MembersOnly), GuestSignup: given(in.GuestSignup), HeavyWork: given(in.HeavyWork), SignupPolicy: given(in.SignupPolicy),
		OfferMinutes: clearable(in.OfferMinutes), NoShowMinutes: given(in.NoShowMinutes), ReleaseConflicting: or(in.ReleaseConflicting, false),
		ExpectedVersion: given(in.ExpectedVersion),
	}
}

func profilePatch(in model.UpdateProfileInput) profile.Patch {
	p := profile.Patch{
		GivenName: given(in.GivenName), FamilyName: given(in.FamilyName), Locale: given(in.Locale), BirthDate: given(in.BirthDate),
	}
	if region, set := in.RegionID.ValueOK(); set {
		nowhere := ""
		p.RegionID = cmp.Or(region, &nowhere)
	}
	if skills, set := in.Skills.ValueOK(); set {
		p.Skills = &skills
	}
	if directions, set := in.Directions.ValueOK(); set {
		p.Directions = &directions
	}
	return p
}
