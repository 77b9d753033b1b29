package place_test

import (
	"context"
	"testing"

	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/event"
	"erikti/internal/place"
)

// ask asks for a place, at once or as an offer when there is none yet.
func (w *world) ask(who, where string, autoAccept bool) (place.SignUpOutcome, error) {
	return w.engine.SignUp(context.Background(), place.SignUpRequest{
		ShiftID: where, VolunteerID: who, AutoAccept: autoAccept, JoinWaitlist: true,
	})
}

// waitForOffer signs up somebody who wants to be asked before they get a place.
func (w *world) waitForOffer(t testing.TB, who, where string) string {
	t.Helper()
	out, err := w.ask(who, where, false)
	if err != nil || out.EntryID == "" {
		t.Fatalf("not in the queue: %+v, %v", out, err)
	}
	return out.EntryID
}

// answer answers an offer; release is a place that is given up for it, "" for none.
func (w *world) answer(who, offer string, accept bool, release string) error {
	_, err := w.engine.Answer(context.Background(), place.AnswerRequest{
		OfferID: offer, VolunteerID: who, Accept: accept, ReleaseSignupID: release,
	})
	w.engine.Quiet()
	return err
}

// add gives somebody a place as the organizer.
func (w *world) add(who, where string) error {
	number := w.store.Client.Volunteer.GetX(w.system, who).PublicNumber
	_, err := w.events.Add(w.organizer, where, number, "")
	w.engine.Quiet()
	return err
}

func (w *world) approve(signup string) (event.PlaceChange, error) {
	return w.events.Approve(w.organizer, signup, "")
}

func (w *world) moveSignup(signup, to string) error {
	_, err := w.events.MoveSignup(w.organizer, signup, to, "")
	w.engine.Quiet()
	return err
}

// verified fails the test when the logs do not say what is there.
func (w *world) verified(t testing.TB) {
	t.Helper()
	if _, err := w.engine.Verify(context.Background(), func(f place.Fault) { t.Error(f) }, func(place.Verified) {}); err != nil {
		t.Error(err)
	}
}

// signupOn is the live sign-up of a person.
func (w *world) signupOn(t testing.TB, who, where string) string {
	t.Helper()
	return w.store.Client.Signup.Query().Where(signup.ShiftID(where), signup.VolunteerID(who), signup.StateIn(
		signup.StateREQUESTED, signup.StateCONFIRMED)).OnlyIDX(w.system)
}

// noWaiting asks for a place by somebody who does not want to wait.
func (w *world) noWaiting(who, where string) error {
	_, err := w.engine.SignUp(context.Background(), place.SignUpRequest{ShiftID: where, VolunteerID: who})
	return err
}

// entryOn is the live entry of a person.
func (w *world) entryOn(who, where string) string {
	return w.store.Client.WaitlistEntry.Query().Where(waitlistentry.ShiftID(where), waitlistentry.VolunteerID(who),
		waitlistentry.StateIn(waitlistentry.StateWAITING, waitlistentry.StateOFFERED)).OnlyIDX(w.system)
}
