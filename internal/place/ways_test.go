package place_test

import (
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/placelogline"
	"erikti/ent/gen/shift"
	"erikti/internal/event"
	"erikti/internal/fault"
	"erikti/internal/place"
)

// A place that becomes free goes to the queue in the same transaction, whichever way
// it was freed (invariant 5): the lines of the log of one transaction have one time.
func TestAFreedPlaceGoesOn(t *testing.T) {
	ways := map[string]struct {
		offered bool // who has the place has an offer of it
		free    func(t *testing.T, w *world, who, where, signup, offer string) error
	}{
		"given up": {false, func(_ *testing.T, w *world, who, _, signup, _ string) error { return w.cancel(who, signup) }},
		"added": {false, func(_ *testing.T, w *world, _, where, _, _ string) error {
			return w.capacity(where, 2)
		}},
		"moved by an organizer": {false, func(t *testing.T, w *world, _, _, signup, _ string) error {
			return w.moveSignup(signup, w.shift(t, spec{capacity: 1}))
		}},
		"the shift moves onto another": {false, func(t *testing.T, w *world, who, where, _, _ string) error {
			w.take(t, who, w.shift(t, spec{capacity: 1, from: days(12, 0)}))
			return w.change(event.ShiftPatch{ShiftID: where, StartsAt: ptr(days(12, 1)), EndsAt: ptr(days(12, 4)), ReleaseConflicting: true})
		}},
		"the offer declined": {true, func(_ *testing.T, w *world, who, _, _, offer string) error {
			return w.answer(who, offer, false, "")
		}},
		"the queue left with an offer": {true, func(_ *testing.T, w *world, who, where, _, _ string) error {
			return w.leave(who, w.entryOn(who, where))
		}},
		"the offer expired": {true, func(t *testing.T, w *world, _, where, _, _ string) error {
			w.at(days(1, 0))
			return w.noWaiting(w.people(t, 1)[0], where)
		}},
		"given up for an offered one": {false, func(t *testing.T, w *world, who, _, signup, _ string) error {
			p, other := w.people(t, 1)[0], w.shift(t, spec{capacity: 1, from: days(12, 0)})
			holder := w.take(t, p, other)
			e := w.waitForOffer(t, who, other)
			if err := w.cancel(p, holder); err != nil {
				return err
			}
			return w.answer(who, w.offerOf(t, e).ID, true, signup)
		}},
	}
	eachDatabase(t, func(t *testing.T, w *world) {
		for name, way := range ways {
			t.Run(name, func(t *testing.T) {
				w.at(noon)
				var who, where, signup, offered string
				if way.offered {
					var e *gen.WaitlistEntry
					who, where, e = w.freePlace(t, spec{}, false)
					offered = w.offerOf(t, e.ID).ID
				} else {
					who, where = w.people(t, 1)[0], w.shift(t, spec{capacity: 1})
					signup = w.take(t, who, where)
				}
				next := w.people(t, 1)[0]
				w.wait(t, next, where)
				w.at(noon.Add(time.Second)) // a time of its own
				if err := way.free(t, w, who, where, signup, offered); code(err) != "" && code(err) != fault.ShiftFull {
					t.Fatal(err)
				}
				if !w.has(t, next, where) {
					t.Fatal("the head did not get the place")
				}
				lines := w.store.Client.PlaceLogLine.Query().Where(placelogline.ShiftID(where)).Order(gen.Asc(placelogline.FieldNumber)).AllX(w.system)
				if last := lines[len(lines)-1]; last.Kind != string(place.LogConfirmed) || last.Actor != string(place.BySystem) || !last.At.Equal(lines[len(lines)-2].At) {
					t.Errorf("not in the transaction that freed the place: %+v", lines)
				}
			})
		}
		w.check(t)
		w.verified(t)
	})
}

// Somebody who is passed learns it once, keeps the number, and learns it again only
// when it is another gate.
func TestPassedOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		b := w.blocked(t)
		for n := 3; n < 6; n++ {
			done(t, w.capacity(b.where, n))
			w.tick(t)
		}
		if n := w.told(t, b.head, notice.KindBLOCKED); n != 1 {
			t.Errorf("told %d times", n)
		}
		if e := w.entry(t, b.entry); e.Seq != 1 {
			t.Errorf("the number is %d", e.Seq)
		}
		w.store.Client.VolunteerPrivate.Update().Where(privateOf(b.head)).SetBirthDate("2012-01-01").ExecX(w.system)
		done(t, w.change(event.ShiftPatch{ShiftID: b.where, MinAge: ptr(16)}))
		if e := w.entry(t, b.entry); blockedBy(e) != "AGE" || w.told(t, b.head, notice.KindBLOCKED) != 2 {
			t.Errorf("by another gate: %q", blockedBy(e))
		}
		w.check(t)
		w.verified(t)
	})
}

// A consent is withdrawn while its child waits: the place goes to the next.
func TestAWithdrawnConsentPasses(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where, p, child := w.shift(t, spec{capacity: 1}), w.people(t, 2), w.person(t, "2013-06-01")
		w.consent(child, "2026-01-01", "")
		holder := w.take(t, p[0], where)
		entry := w.wait(t, child, where)
		w.wait(t, p[1], where)
		w.store.Client.GuardianConsent.Update().SetValidTo("2026-11-23").ExecX(w.system)
		done(t, w.cancel(p[0], holder))
		if e := w.entry(t, entry); blockedBy(e) != "GUARDIAN_CONSENT" || !w.has(t, p[1], where) {
			t.Errorf("%+v", e)
		}
		w.check(t)
	})
}

// A change that asks for membership, and clears another gate of a member, gives the
// member the place.
func TestMembersAreKnownWhenTheyAreAskedFor(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		b := w.blocked(t)
		w.store.Client.Membership.Create().SetVolunteerID(b.head).SetOrganizationID(w.org).SetRole("MEMBER").
			SetStatus("ACTIVE").SetValidFrom("2020-01-01").ExecX(w.system)
		done(t, w.change(event.ShiftPatch{
			ShiftID: b.where, MembersOnly: ptr(true), StartsAt: ptr(days(12, 0)), EndsAt: ptr(days(12, 3)),
		}))
		if e := w.entry(t, b.entry); !w.has(t, b.head, b.where) {
			t.Errorf("a member is passed: %+v", e)
		}
		w.check(t)
	})
}

// A request that nobody answered is declined when the sign-up ends, whatever the
// shift asks for by then.
func TestUnansweredRequests(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		closes, instant := days(9, 0), shift.SignupPolicyINSTANT
		first := w.shift(t, spec{approval: true, closes: &closes})
		second := w.shift(t, spec{approval: true, closes: &closes})
		p := w.people(t, 2)
		for i, where := range []string{first, second} {
			if out, err := w.signUp(p[i], where); err != nil || w.row(t, where).Confirmed != 0 || out.SignupID == "" {
				t.Fatalf("a request holds no place: %+v, %v", out, err)
			}
		}
		done(t, w.change(event.ShiftPatch{ShiftID: second, SignupPolicy: &instant}))
		w.at(closes)
		w.tick(t)
		for _, who := range p {
			if w.told(t, who, notice.KindDECLINED) != 1 {
				t.Error("nobody said no")
			}
		}
		w.check(t)
		w.verified(t)
	})
}
