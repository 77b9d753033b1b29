package guardian

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/guardianconsent"
	"erikti/ent/gen/notice"
	"erikti/internal/audit"
	"erikti/internal/civil"
	"erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/place"
	"erikti/internal/state"
)

// The changes of where a consent stands.
const (
	give   = "give"
	revoke = "revoke"
)

// States are where a consent stands, and what leads where. Who took one back may give it
// again by the same link.
var States = state.Table[guardianconsent.Status]{Kind: "consent_state", Moves: map[string]state.Move[guardianconsent.Status]{
	give:   {From: []guardianconsent.Status{guardianconsent.StatusREQUESTED, guardianconsent.StatusREVOKED}, To: guardianconsent.StatusGIVEN},
	revoke: {From: []guardianconsent.Status{guardianconsent.StatusREQUESTED, guardianconsent.StatusGIVEN}, To: guardianconsent.StatusREVOKED},
}}

// lock locks a consent: before any shift, which its change may free places of.
func (s *Service) lock(ctx context.Context, t *place.Tx, consentID string) (*gen.GuardianConsent, error) {
	q := t.GuardianConsent.Query().Where(guardianconsent.ID(consentID))
	if s.office.Store.Postgres() {
		q.Modify(func(sel *sql.Selector) { sel.For(sql.LockUpdate) })
	}
	found, err := q.Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fault.Refuse(fault.NotFound)
	}
	return found, err
}

// move changes where a locked consent stands, tells the child, and brings the child's
// places up to date.
func (s *Service) move(ctx context.Context, t *place.Tx, c *gen.GuardianConsent, move string) error {
	to, err := States.Next(move, c.Status)
	if err != nil {
		return err
	}
	today := network.Today(t.Now)
	update := t.GuardianConsent.UpdateOneID(c.ID).SetStatus(to)
	if move == give {
		until, err := lasts(ctx, t.Client(), c.EventID, today)
		if err != nil {
			return err
		}
		update.SetTextVersion(consent.Version).SetValidFrom(today).SetValidTo(until)
	}
	if err := update.Exec(ctx); err != nil {
		return err
	}
	if move == give {
		if err := inbox.Tell(ctx, t.Tx, inbox.News{Kind: notice.KindGUARDIAN_CONSENTED, SubjectID: c.ID}, c.VolunteerID); err != nil {
			return err
		}
	}
	t.Touch(c.VolunteerID)
	if err := t.ConsentChanged(ctx, c.VolunteerID); err != nil {
		return err
	}
	action := map[string]string{give: "GUARDIAN_CONSENT_GIVEN", revoke: "GUARDIAN_CONSENT_REVOKED"}[move]
	entry := audit.Entry{Action: action, Object: c.ID, At: t.Now}
	if c.OrganizationID != nil {
		entry.Organization = *c.OrganizationID
	}
	return audit.Record(ctx, t.Tx, entry)
}

// lasts is the first day on which a consent holds no more.
func lasts(ctx context.Context, client *gen.Client, eventID *string, from civil.Date) (civil.Date, error) {
	if eventID == nil {
		return civil.Date(from.Time().AddDate(1, 0, 0).Format(time.DateOnly)), nil
	}
	e, err := client.Event.Get(ctx, *eventID)
	if err != nil {
		return "", err
	}
	return civil.Of(e.EndsAt, civil.Zone(e.TimeZone)).AddDays(1), nil
}
