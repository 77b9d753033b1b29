package place

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/guardianconsent"
	"erikti/ent/gen/qualification"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteerprivate"
	"erikti/internal/civil"
)

// person is what the gates ask of a volunteer.
type person struct {
	id             string
	personNo       int64
	birthDate      civil.Date
	consents       []*gen.GuardianConsent
	qualifications []*gen.Qualification
	// places are the person's sign-ups that take a place and may overlap.
	places []*gen.Signup
}

// takesPlace are the states of a sign-up that takes a place (invariant 4).
var takesPlace = []signup.State{signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED}

// liveStates are the states of a sign-up that is not over: at most one per person and
// shift (invariant 3).
var liveStates = append([]signup.State{signup.StateREQUESTED}, takesPlace...)

// people reads what the gates ask: one statement a kind, for all of them. With a
// shift only places at its time are read, else all that have not ended.
func people(ctx context.Context, client *gen.Client, volunteers []*gen.Volunteer, s *gen.Shift) (map[string]*person, error) {
	byID := make(map[string]*person, len(volunteers))
	ids := make([]string, 0, len(volunteers))
	for _, v := range volunteers {
		byID[v.ID] = &person{id: v.ID, personNo: v.PersonNo}
		ids = append(ids, v.ID)
	}
	private, err := client.VolunteerPrivate.Query().Where(volunteerprivate.VolunteerIDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range private {
		byID[p.VolunteerID].birthDate = p.BirthDate
	}
	consents, err := client.GuardianConsent.Query().Where(guardianconsent.VolunteerIDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range consents {
		byID[c.VolunteerID].consents = append(byID[c.VolunteerID].consents, c)
	}
	qualifications, err := client.Qualification.Query().Where(qualification.VolunteerIDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, q := range qualifications {
		byID[q.VolunteerID].qualifications = append(byID[q.VolunteerID].qualifications, q)
	}
	places, err := client.Signup.Query().Where(
		signup.VolunteerIDIn(ids...), signup.StateIn(takesPlace...),
		signup.StartsAtLT(s.EndsAt), signup.EndsAtGT(s.StartsAt),
	).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		byID[p.VolunteerID].places = append(byID[p.VolunteerID].places, p)
	}
	return byID, nil
}

// overlapping says whether the person has a place elsewhere at the time of a
// shift; shifts that touch do not overlap (invariant 10).
func (p *person) overlapping(s *gen.Shift) bool {
	for _, place := range p.places {
		if place.ShiftID != s.ID && place.StartsAt.Before(s.EndsAt) && place.EndsAt.After(s.StartsAt) {
			return true
		}
	}
	return false
}
