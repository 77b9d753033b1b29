package event

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	genevent "erikti/ent/gen/event"
	"erikti/ent/gen/follow"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/rostermessage"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/ent/rule"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/place"
	"erikti/internal/state"
	"erikti/internal/viewer"
)

// The bounds of messages to rosters.
const (
	longestMessage   = 1000 // characters
	messagesAShift   = 5    // an hour
	messagesByPerson = 30   // an hour
)

// Message is what an organizer writes to the people of a shift.
type Message struct {
	ShiftID string
	Text    string
	Waiting bool // to those who wait, too
}

// Messaged is a message that was sent, and to how many.
type Messaged struct {
	MessageID string
	Told      int
}

// Message puts a message into the inboxes of everybody who has a place on a shift or
// asked for one, and of those who wait, when they are meant. What it says stands in one
// row, which can be erased; notices have none of it.
func (s *Service) Message(ctx context.Context, m Message, key string) (Messaged, error) {
	return do(ctx, s, "messageRoster", key, m, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (Messaged, error) {
		e, err := ownWhere(ctx, t, v, network.EventOfShift(m.ShiftID))
		if err != nil {
			return Messaged{}, err
		}
		if e.State == genevent.StateDRAFT {
			return Messaged{}, state.Refuse(States.Kind, e.State, genevent.StatePUBLISHED, genevent.StateDONE, genevent.StateSETTLED, genevent.StateCANCELLED).At("shiftId")
		}
		if err := check.Needed(&m.Text, longestMessage, "text"); err != nil {
			return Messaged{}, err
		}
		if err := fewMessages(ctx, t, v, m.ShiftID); err != nil {
			return Messaged{}, err
		}
		people, err := readers(ctx, t, m)
		if err != nil {
			return Messaged{}, err
		}
		if len(people) == 0 {
			return Messaged{}, fault.Invalid("nobody_to_tell", "shiftId")
		}
		row, err := t.RosterMessage.Create().SetShiftID(m.ShiftID).SetWrittenBy(v.ID()).SetText(m.Text).SetWaiting(m.Waiting).
			SetTold(len(people)).SetCreatedAt(t.Now).Save(ctx)
		if err != nil {
			return Messaged{}, err
		}
		out := Messaged{row.ID, len(people)}
		news := inbox.News{Kind: notice.KindROSTER_MESSAGE, OrganizationID: e.OrganizationID, ShiftID: m.ShiftID, SubjectID: row.ID}
		return out, tellAll(ctx, t, news, people)
	})
}

// fewMessages refuses the one who has written enough for now.
func fewMessages(ctx context.Context, t *place.Tx, v *viewer.Viewer, shiftID string) error {
	lately := rostermessage.CreatedAtGT(t.Now.Add(-time.Hour))
	ofShift, err := t.RosterMessage.Query().Where(rostermessage.ShiftID(shiftID), lately).Count(ctx)
	if err != nil {
		return err
	}
	byPerson, err := t.RosterMessage.Query().Where(rostermessage.WrittenBy(v.ID()), lately).Count(ctx)
	if err == nil && (ofShift >= messagesAShift || byPerson >= messagesByPerson) {
		err = fault.RefuseFor(fault.RateLimited, "roster_messages")
	}
	return err
}

// readers are the people whom a message is for.
func readers(ctx context.Context, t *place.Tx, m Message) ([]string, error) {
	people, err := t.Signup.Query().Where(signup.ShiftID(m.ShiftID),
		signup.StateIn(signup.StateREQUESTED, signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED)).
		Select(signup.FieldVolunteerID).Strings(ctx)
	if err != nil || !m.Waiting {
		return people, err
	}
	waiting, err := t.WaitlistEntry.Query().Where(waitlistentry.ShiftID(m.ShiftID),
		waitlistentry.StateIn(waitlistentry.StateWAITING, waitlistentry.StateOFFERED)).
		Select(waitlistentry.FieldVolunteerID).Strings(ctx)
	return slices.Compact(slices.Sorted(slices.Values(append(people, waiting...)))), err
}

// tellFollowers tells those who follow the organization of an event that it is there.
func tellFollowers(ctx context.Context, t *place.Tx, e *gen.Event, first string) error {
	people, err := t.Follow.Query().Where(follow.OrganizationID(e.OrganizationID)).Select(follow.FieldVolunteerID).Strings(ctx)
	if err != nil {
		return err
	}
	return tellAll(ctx, t, inbox.News{Kind: notice.KindEVENT_PUBLISHED, OrganizationID: e.OrganizationID, ShiftID: first, SubjectID: e.ID}, people)
}

func tellAll(ctx context.Context, t *place.Tx, n inbox.News, people []string) error {
	for _, one := range people {
		t.Touch(one)
	}
	return inbox.Tell(ctx, t.Tx, n, people...)
}

// Texts are what messages say, by their ids: to whoever has a notice of one. A message
// that was erased says nothing.
func Texts(ctx context.Context, client *gen.Client, ids []string) (map[string]*string, error) {
	found, err := client.RosterMessage.Query().Where(rostermessage.IDIn(ids...), rostermessage.TextNEQ("")).All(rule.System(ctx))
	out := map[string]*string{}
	for _, m := range found {
		out[m.ID] = &m.Text
	}
	return out, err
}
