package guardian

import (
	"context"
	"encoding/json"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/guardianconsent"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteer"
	"erikti/ent/gen/volunteerprivate"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/civil"
	"erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/guest"
	"erikti/internal/idempotency"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/place"
	"erikti/internal/right"
	"erikti/internal/state"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// consentAge is the age from which one takes part without a guardian's consent.
const consentAge = 14

// mostAsked is how many guardians of one child are asked at once.
const mostAsked = 5

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

// Service asks guardians and keeps what they say. Many goroutines use one.
type Service struct {
	office *act.Office
	engine *place.Engine
	links  *inbox.Links
	// reaches says whether a message gets to a contact.
	reaches func(contact string) bool
}

// New makes the service.
func New(st *store.Store, engine *place.Engine, links *inbox.Links, publish func([]string), reaches func(string) bool, now func() time.Time) *Service {
	return &Service{&act.Office{Store: st, Publish: publish, Now: now}, engine, links, reaches}
}

// Naming names a guardian.
type Naming struct {
	GuardianName string
	Email, Phone string
	EventID      *string // nil: for a year
}

// Named is what the guardian is asked, and whether a message was sent.
type Named struct {
	ConsentID string
	Sent      bool
}

// Name asks the guardian of the person, who is under 14.
func (s *Service) Name(ctx context.Context, in Naming, key string) (Named, error) {
	return act.Do(ctx, s.office, "nameGuardian", key, in, func(ctx context.Context, c *act.Change) (Named, error) {
		var none Named
		contact, err := check.Contact(in.Email, in.Phone)
		if err != nil {
			return none, err
		}
		if err := check.Name(&in.GuardianName, "guardianName"); err != nil {
			return none, err
		}
		me, err := child(ctx, c.Tx.Client(), c.Who.ID(), c.Now)
		if err != nil {
			return none, err
		}
		if me.Email != nil && *me.Email == contact || me.Phone != nil && *me.Phone == contact {
			return none, fault.Invalid("guardian_contact", "email")
		}
		if in.EventID != nil {
			known, err := c.Event.Query().Where(event.ID(*in.EventID), event.StateEQ(event.StatePUBLISHED)).Exist(ctx)
			if err != nil {
				return none, err
			}
			if !known {
				return none, fault.Refuse(fault.NotFound).At("eventId")
			}
		}
		n, err := c.GuardianConsent.Query().Where(guardianconsent.VolunteerID(c.Who.ID()),
			guardianconsent.StatusEQ(guardianconsent.StatusREQUESTED), guardianconsent.CreatedAtGT(c.Now.AddDate(0, 0, -1))).Count(ctx)
		if err != nil {
			return none, err
		}
		if n >= mostAsked {
			return none, fault.RefuseFor(fault.RateLimited, "requests")
		}
		asked, err := c.GuardianConsent.Create().SetVolunteerID(c.Who.ID()).SetStatus(guardianconsent.StatusREQUESTED).
			SetMethod(guardianconsent.MethodLINK).SetGuardianName(in.GuardianName).SetContact(contact).SetNillableEventID(in.EventID).Save(ctx)
		if err != nil {
			return none, err
		}
		return Named{asked.ID, s.reaches(contact)},
			c.Tell(ctx, inbox.News{Kind: notice.KindGUARDIAN_ASKED, SubjectID: asked.ID}, c.Who.ID())
	})
}

// child reads a person who is under 14; everybody else is NOT_A_CHILD.
func child(ctx context.Context, client *gen.Client, volunteerID string, now time.Time) (*gen.VolunteerPrivate, error) {
	p, err := client.VolunteerPrivate.Query().Where(volunteerprivate.VolunteerID(volunteerID)).Only(ctx)
	if gen.MaskNotFound(err) != nil {
		return nil, err
	}
	if p == nil || p.BirthDate == "" || p.BirthDate.Age(network.Today(now)) >= consentAge {
		return nil, fault.Refuse(fault.NotAChild)
	}
	return p, nil
}

// Asked is what the holder of a guardian's link is asked.
type Asked struct {
	Consent *gen.GuardianConsent
	Child   *gen.Volunteer
	Event   *gen.Event // nil: a year
}

// Look returns what a link is about; nil for what is no link.
func (s *Service) Look(ctx context.Context, token string) (*Asked, error) {
	id := s.links.Consent(token)
	if id == "" {
		return nil, nil
	}
	ctx = rule.System(ctx)
	found, err := s.office.Store.Client.GuardianConsent.Query().Where(guardianconsent.ID(id),
		guardianconsent.MethodEQ(guardianconsent.MethodLINK)).WithVolunteer().Only(ctx)
	if found == nil || err != nil {
		return nil, gen.MaskNotFound(err)
	}
	a := &Asked{Consent: found, Child: found.Edges.Volunteer}
	if found.EventID != nil {
		if a.Event, err = s.office.Store.Client.Event.Get(ctx, *found.EventID); gen.MaskNotFound(err) != nil {
			return nil, err
		}
	}
	return a, nil
}

// Give consents by a link, for what was asked.
func (s *Service) Give(ctx context.Context, token string) error { return s.byLink(ctx, token, give) }

// Revoke takes a consent back by its link, or says no; places that need it become free.
func (s *Service) Revoke(ctx context.Context, token string) error {
	return s.byLink(ctx, token, revoke)
}

func (s *Service) byLink(ctx context.Context, token, move string) error {
	id := s.links.Consent(token)
	if id == "" {
		return fault.Refuse(fault.NotFound)
	}
	return s.engine.Do(ctx, func(ctx context.Context, t *place.Tx) error {
		found, err := s.lock(ctx, t, id)
		if err != nil {
			return err
		}
		return s.move(ctx, t, found, move)
	})
}

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

// Paper is a consent that a guardian signed on paper.
type Paper struct {
	OrganizationID string
	PublicNumber   string
	GuardianName   string
	SignedOn       civil.Date
	EventID        *string
}

// Record keeps what was signed on paper, for a child whom the organization added or who
// is on one of its rosters, and returns the consent's id.
func (s *Service) Record(ctx context.Context, in Paper, key string) (string, error) {
	return staff(ctx, s, "recordGuardianConsent", key, in, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		today := network.Today(t.Now)
		if err := check.Name(&in.GuardianName, "guardianName"); err != nil {
			return "", err
		}
		if in.SignedOn > today || in.SignedOn.AddDays(366) < today {
			return "", fault.Invalid("signed_on", "signedOn")
		}
		if err := guest.Runs(ctx, t.Client(), v.ID(), in.OrganizationID, t.Now); err != nil {
			return "", err
		}
		of, err := s.ofOrganization(ctx, t, in)
		if err != nil {
			return "", err
		}
		if _, err := child(ctx, t.Client(), of, t.Now); err != nil {
			return "", err
		}
		if in.EventID != nil {
			known, err := t.Event.Query().Where(event.ID(*in.EventID), event.OrganizationID(in.OrganizationID)).Exist(ctx)
			if err != nil {
				return "", err
			}
			if !known {
				return "", fault.Refuse(fault.NotFound).At("eventId")
			}
		}
		until, err := lasts(ctx, t.Client(), in.EventID, in.SignedOn)
		if err != nil {
			return "", err
		}
		kept, err := t.GuardianConsent.Create().SetVolunteerID(of).SetMethod(guardianconsent.MethodPAPER).
			SetStatus(guardianconsent.StatusGIVEN).SetGuardianName(in.GuardianName).SetNillableEventID(in.EventID).
			SetTextVersion(consent.Version).SetRecordedBy(v.ID()).SetOrganizationID(in.OrganizationID).
			SetValidFrom(in.SignedOn).SetValidTo(until).Save(ctx)
		if err != nil {
			return "", err
		}
		t.Touch(of)
		if err := t.ConsentChanged(ctx, of); err != nil {
			return "", err
		}
		return kept.ID, audit.Record(ctx, t.Tx, audit.Entry{
			Action: "GUARDIAN_CONSENT_RECORDED", Object: kept.ID, Organization: in.OrganizationID, At: t.Now,
		})
	})
}

// ofOrganization is the child with a number, whom the organization added or who is on one
// of its rosters.
func (s *Service) ofOrganization(ctx context.Context, t *place.Tx, in Paper) (string, error) {
	of := event.OrganizationID(in.OrganizationID)
	id, err := t.Volunteer.Query().Where(volunteer.PublicNumber(in.PublicNumber), volunteer.Or(
		volunteer.AddedByID(in.OrganizationID),
		volunteer.HasSignupsWith(signup.HasShiftWith(shift.HasEventWith(of))),
		volunteer.HasWaitlistEntriesWith(waitlistentry.HasShiftWith(shift.HasEventWith(of))),
	)).OnlyID(ctx)
	if gen.IsNotFound(err) {
		return "", fault.Refuse(fault.NotFound).At("publicNumber")
	}
	return id, err
}

// RevokePaper records that a guardian took back what was signed on paper.
func (s *Service) RevokePaper(ctx context.Context, consentID, key string) (string, error) {
	return staff(ctx, s, "revokeGuardianConsent", key, consentID, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		kept, err := t.GuardianConsent.Query().Where(guardianconsent.ID(consentID)).Only(ctx)
		if gen.IsNotFound(err) || err == nil && (kept.OrganizationID == nil || !right.May(v, "Mutation.revokeGuardianConsent", *kept.OrganizationID)) {
			return "", fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return "", err
		}
		found, err := s.lock(ctx, t, consentID)
		if err != nil {
			return "", err
		}
		if found.OrganizationID == nil || guest.Runs(ctx, t.Client(), v.ID(), *found.OrganizationID, t.Now) != nil {
			return "", fault.Refuse(fault.NotFound)
		}
		return found.ID, s.move(ctx, t, found, revoke)
	})
}

// staff makes a change of a coordinator once for its key, in a transaction on places.
func staff(ctx context.Context, s *Service, operation, key string, input any, f func(context.Context, *place.Tx, *viewer.Viewer) (string, error)) (string, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return "", fault.Fail(fault.Unauthenticated, "")
	}
	asked, err := json.Marshal(input)
	if err != nil {
		return "", err
	}
	call := idempotency.Call{Caller: v.ID(), Operation: operation, Key: key, Input: json.RawMessage(asked)}
	return place.Once(ctx, s.engine, call, func(ctx context.Context, t *place.Tx) (string, error) { return f(ctx, t, v) })
}

// Of are the consents for a person, the newest first.
func (s *Service) Of(ctx context.Context, volunteerID string) ([]*gen.GuardianConsent, error) {
	return s.office.Store.Client.GuardianConsent.Query().Where(guardianconsent.VolunteerID(volunteerID)).
		Order(gen.Desc(guardianconsent.FieldCreatedAt)).Limit(100).All(rule.System(ctx))
}

// One is a consent that was just made or changed by who asks.
func (s *Service) One(ctx context.Context, consentID string) (*gen.GuardianConsent, error) {
	return s.office.Store.Client.GuardianConsent.Get(rule.System(ctx), consentID)
}
