package network

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/guardianconsent"
	"erikti/ent/gen/qualification"
	"erikti/ent/gen/volunteerprivate"
	"erikti/ent/rule"
	"erikti/internal/viewer"
)

// Me is what a list of events needs to know of the viewer; nil for a visitor.
type Me struct {
	VolunteerID string
	// Age on a day cannot be asked of every event at once: it is judged for today,
	// and exactly when one signs up. -1 when the birth date is not known.
	Age            int
	Consent        bool // of a guardian, valid today
	Qualifications []string
}

// ReadMe reads what a list of events needs to know of the viewer.
func ReadMe(ctx context.Context, client *gen.Client, now time.Time) (*Me, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return nil, nil
	}
	me := &Me{VolunteerID: v.ID(), Age: -1}
	private, err := client.VolunteerPrivate.Query().Where(volunteerprivate.VolunteerID(v.ID())).Only(ctx)
	if gen.MaskNotFound(err) != nil {
		return nil, err
	}
	today := Today(now)
	if private != nil && private.BirthDate != "" {
		me.Age = private.BirthDate.Age(today)
	}
	if me.Consent, err = client.GuardianConsent.Query().Where(
		guardianconsent.VolunteerID(v.ID()), guardianconsent.StatusEQ(guardianconsent.StatusGIVEN), guardianconsent.EventIDIsNil(), guardianconsent.ValidFromLTE(today),
		guardianconsent.Or(guardianconsent.ValidToIsNil(), guardianconsent.ValidTo(""), guardianconsent.ValidToGT(today)),
	).Exist(rule.System(ctx)); err != nil {
		return nil, err
	}
	valid, err := client.Qualification.Query().Where(qualification.VolunteerID(v.ID())).All(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	for _, q := range valid {
		if q.ExpiresAt == "" || today < q.ExpiresAt {
			me.Qualifications = append(me.Qualifications, q.Kind)
		}
	}
	return me, nil
}
