package guardian

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/guardianconsent"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/volunteerprivate"
	"erikti/internal/act"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
)

// consentAge is the age from which one takes part without a guardian's consent.
const consentAge = 14

// mostAsked is how many guardians of one child are asked at once.
const mostAsked = 5

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
